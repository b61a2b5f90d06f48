/// The smallest sets of answers to reconsider so that all rules can hold (Fellegi and Holt 1976).
package struct ErrorLocalisation: Hashable, Sendable {
    /// What was found.
    package enum Status: Hashable, Sendable {
        /// The answers can all be true.
        case consistent
        /// Some answers must be reconsidered; the sets below are all of least weight, proven.
        case contradictory
        /// No answers can satisfy the rules, or the verified answers contradict each other.
        case noRepair
        /// The limit was reached; the bounds below are all that is known.
        case limitReached
    }

    /// Answers that cannot stand together, with the rules that show it.
    package struct Conflict: Hashable, Sendable {
        /// The indices of the answers; without any one of them the rest can stand.
        package let answers: [Int]
        /// The indices of the rules that exclude them; without any one the answers could stand.
        package let rules: [Int]
    }

    /// A part of the contradictions that can be resolved independently of the others.
    package struct Block: Hashable, Sendable {
        /// The sets of least weight, each of which resolves this part: smaller ones first, then in
        /// questionnaire order.
        package let alternatives: [[Int]]
        /// Whether ``alternatives`` are all there are.
        package let isComplete: Bool
        /// The conflicts of this part that were found.
        package let conflicts: [Conflict]
    }

    /// What was found.
    package let status: Status
    /// The least weight of a set that resolves everything; a lower bound when the limit was
    /// reached.
    package let minimumWeight: Int
    /// The parts; one alternative of each together is a smallest correction.
    package let blocks: [Block]
    /// A set that resolves everything, when one is known without being proven smallest.
    package let knownCorrection: [Int]?
    /// The conflict that cannot be resolved, when there is no repair.
    package let unresolvable: Conflict?
    /// How many searches were made.
    package let searches: Int

    /// The smallest corrections: one alternative of every block, in order.
    ///
    /// - Parameter limit: The most corrections listed; the product can be large.
    /// - Returns: The corrections, each in questionnaire order.
    package func corrections(limit: Int) -> [[Int]] {
        guard status == .consistent || status == .contradictory else { return [] }
        var result: [[Int]] = [[]]
        for block in blocks {
            result = result.flatMap { prefix in block.alternatives.map { prefix + $0 } }
            if result.count > limit { result = Array(result.prefix(limit)) }
        }
        return result.map { $0.sorted() }.sorted {
            ($0.count, $0.lexicographicKey) < ($1.count, $1.lexicographicKey)
        }
    }

    /// How many smallest corrections there are; `nil` when not all are known.
    package var correctionCount: Int? {
        guard status == .consistent || status == .contradictory,
            blocks.allSatisfy(\.isComplete)
        else { return nil }
        var count = 1
        for block in blocks {
            let (product, overflow) = count.multipliedReportingOverflow(
                by: block.alternatives.count)
            guard !overflow else { return nil }
            count = product
        }
        return count
    }
}
