/// Why no cheaper set of actions is a solution: a division of all sets into cases, each with the
/// reason why it holds nothing cheaper.
///
/// The proof is data. ``PlanCheck`` verifies it without searching: it walks the cases and
/// recomputes each reason from the problem alone.
package indirect enum OptimalityProof: Hashable, Sendable {
    /// The case holds no solution: a prerequisite, threshold or gate cannot be met any more.
    case infeasible
    /// Every solution of the case costs at least what these multipliers show.
    case bound(Multipliers)
    /// The sets without an action, and those with it.
    case split(action: Int, without: OptimalityProof, with: OptimalityProof)

    /// A nonnegative multiplier for each linear requirement, in parts of ``scale``.
    ///
    /// A requirement that a set must meet is added to its cost, multiplied: what remains can be
    /// minimised action by action, and the minimum is below the cost of every solution (weak
    /// duality; Geoffrion 1974, Lagrangean relaxation for integer programming).
    package struct Multipliers: Hashable, Sendable {
        /// The whole that the multipliers are parts of.
        package static let scale = 4096
        /// One for each threshold.
        package var thresholds: [Int]
        /// One for each gate.
        package var gates: [Int]
        /// One for each prerequisite of each action.
        package var prerequisites: [[Int]]

        /// Multipliers that are all zero: the cost of what the case includes.
        package init(zeroFor problem: PlanningProblem) {
            thresholds = problem.thresholds.map { _ in 0 }
            gates = problem.gates.map { _ in 0 }
            prerequisites = problem.actions.map { $0.prerequisites.map { _ in 0 } }
        }
    }

    /// The number of cases.
    package var leafCount: Int {
        switch self {
        case .infeasible, .bound: 1
        case .split(_, let without, let with): without.leafCount + with.leafCount
        }
    }
}
