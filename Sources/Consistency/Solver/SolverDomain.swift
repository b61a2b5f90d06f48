package import Survey

/// The values that a variable of the solver may still take.
package enum SolverDomain: Hashable, Sendable {
    /// Some of at most 64 options.
    case options(OptionMask)
    /// The whole numbers of a range; the range is empty only in a contradiction.
    case range(ClosedRange<Int>)

    /// Whether exactly one value remains.
    package var isFixed: Bool {
        switch self {
        case .options(let mask): mask.count == 1
        case .range(let range): range.count == 1
        }
    }

    /// How many values remain.
    package var count: Int {
        switch self {
        case .options(let mask): mask.count
        case .range(let range): range.count
        }
    }

    /// The domain split in two halves that share no value, the lower half first.
    ///
    /// - Precondition: At least two values remain.
    var halves: (SolverDomain, SolverDomain) {
        switch self {
        case .options(let mask):
            let lowest = OptionMask(rawValue: mask.rawValue & (~mask.rawValue &+ 1))
            return (.options(lowest), .options(mask.subtracting(lowest)))
        case .range(let range):
            let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
            return (.range(range.lowerBound...middle), .range(middle + 1...range.upperBound))
        }
    }
}
