/// Every value that a question allows.
package enum Domain: Hashable, Sendable {
    /// One of some options.
    case single(optionCount: Int)
    /// Any subset of some options.
    case multiple(optionCount: Int)
    /// A whole number.
    case count(ClosedRange<Int>)

    /// Everything that is possible before anything is known.
    package var full: PossibleValues {
        switch self {
        case .single(let count): .options(.first(count))
        case .multiple: .subset(included: [], excluded: [])
        case .count(let range): .count(range)
        }
    }

    /// Whether exactly one value remains.
    package func isExact(_ values: PossibleValues) -> Bool {
        switch (self, values) {
        case (.single, .options(let mask)): mask.count == 1
        case (.multiple(let count), .subset(let included, let excluded)):
            included.union(excluded) == .first(count)
        case (.count, .count(let range)): range.count == 1
        default: preconditionFailure("the values are of another kind than the domain")
        }
    }
}

/// The values that an answer leaves possible: a non-empty subset of the question's domain.
///
/// One value is an exact answer, the whole domain is an unknown one; an answer carried over from
/// another questionnaire version may leave a few.
package enum PossibleValues: Hashable, Sendable {
    /// One of these options.
    case options(OptionMask)
    /// A whole number in this range.
    case count(ClosedRange<Int>)
    /// A set of options that includes some, excludes some, and leaves the others open.
    case subset(included: OptionMask, excluded: OptionMask)
}
