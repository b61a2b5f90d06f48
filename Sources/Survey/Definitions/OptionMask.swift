/// A set of options of one question, by their index: at most 64.
package struct OptionMask: OptionSet, Hashable, Sendable {
    /// One bit per option, the first option in the lowest bit.
    package let rawValue: UInt64

    /// Makes a set from its bits.
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The set with one option.
    package init(index: Int) {
        precondition((0..<64).contains(index), "an option index is below 64")
        rawValue = 1 << UInt64(index)
    }

    /// The first `count` options.
    package static func first(_ count: Int) -> OptionMask {
        precondition((0...64).contains(count), "a question has at most 64 options")
        return OptionMask(rawValue: count == 64 ? .max : (1 << UInt64(count)) - 1)
    }

    /// How many options are in the set.
    package var count: Int { rawValue.nonzeroBitCount }

    /// Whether the option with an index is in the set.
    package func contains(index: Int) -> Bool { contains(OptionMask(index: index)) }

    /// The indices of the options in ascending order.
    package var indices: [Int] { (0..<64).filter { contains(index: $0) } }
}
