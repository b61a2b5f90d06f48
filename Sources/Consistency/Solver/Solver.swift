/// Decides whether some combination of values satisfies all of some constraints.
///
/// Propagation to a fixpoint, then search on the smallest open domain of the first undecided
/// constraint. Constraints that share no open variable are searched apart, so that one block's
/// difficulty does not multiply another's. The search is complete and deterministic: the same
/// question gives the same answer and the same witness on every machine.
///
/// - Complexity: Exponential in the worst case (the problem is NP-complete), bounded by a limit
///   that is reported and never passed over in silence.
package struct Solver {
    /// What a search found.
    package enum Outcome: Hashable, Sendable {
        /// Satisfiable: every combination of these remaining values is a solution.
        case satisfiable([SolverDomain])
        /// No combination of values satisfies all constraints.
        case unsatisfiable
        /// The limit was reached before the question was decided.
        case undecided

        /// Whether a solution exists, when that is known.
        package var isSatisfiable: Bool? {
            switch self {
            case .satisfiable: true
            case .unsatisfiable: false
            case .undecided: nil
            }
        }
    }

    /// The steps of propagation after which a search gives up.
    package static let standardLimit = 4_000_000

    /// Searches for a solution.
    ///
    /// - Parameters:
    ///   - constraints: What must hold.
    ///   - domains: The values that each variable may take.
    ///   - limit: The most steps of propagation.
    /// - Returns: A solution, that there is none, or that the limit was reached.
    package static func solve(
        _ constraints: [Formula], over domains: [SolverDomain], limit: Int = standardLimit
    ) -> Outcome {
        var budget = limit
        let conjuncts = constraints.flatMap(\.conjuncts)
        var narrowed = domains
        let propagation = Propagation(conjuncts, variableCount: domains.count)
        guard propagation.narrow(&narrowed, changed: nil, budget: &budget) else {
            return .unsatisfiable
        }
        let open = conjuncts.filter { $0.value(in: narrowed) != true }
        for block in blocks(of: open, in: narrowed) {
            let solver = Solver(block, variableCount: domains.count)
            switch solver.search(narrowed, changed: [], budget: &budget) {
            case .satisfiable(let solution): narrowed = solution
            case .unsatisfiable: return .unsatisfiable
            case .undecided: return .undecided
            }
        }
        return budget > 0 ? .satisfiable(narrowed) : .undecided
    }

    private let constraints: [Formula]
    private let propagation: Propagation

    private init(_ constraints: [Formula], variableCount: Int) {
        self.constraints = constraints
        propagation = Propagation(constraints, variableCount: variableCount)
    }

    private func search(
        _ start: [SolverDomain], changed: [Int], budget: inout Int
    ) -> Outcome {
        var domains = start
        guard propagation.narrow(&domains, changed: changed, budget: &budget) else {
            return .unsatisfiable
        }
        guard budget > 0 else { return .undecided }
        guard let open = constraints.first(where: { $0.value(in: domains) != true }) else {
            return .satisfiable(domains)
        }
        // All of its variables fixed, a formula is true or false; the fixpoint excludes false.
        let candidates = open.variables.filter { !domains[$0].isFixed }
        guard let variable = candidates.min(by: { domains[$0].count < domains[$1].count }) else {
            return .unsatisfiable
        }
        let (first, second) = domains[variable].halves
        for half in [first, second] {
            var branch = domains
            branch[variable] = half
            let outcome = search(branch, changed: [variable], budget: &budget)
            if outcome != .unsatisfiable { return outcome }
        }
        return .unsatisfiable
    }

    /// Groups constraints that share an open variable, in order of their first member.
    static func blocks(
        of constraints: [Formula], in domains: [SolverDomain]
    ) -> [[Formula]] {
        var blocks: [(variables: Set<Int>, members: [Int])] = []
        for (index, constraint) in constraints.enumerated() {
            var variables = Set(constraint.variables.filter { !domains[$0].isFixed })
            var members = [index]
            blocks.removeAll { block in
                guard !block.variables.isDisjoint(with: variables) else { return false }
                variables.formUnion(block.variables)
                members += block.members
                return true
            }
            blocks.append((variables, members))
        }
        return blocks.map { $0.members.sorted() }
            .sorted { $0[0] < $1[0] }
            .map { $0.map { constraints[$0] } }
    }
}
