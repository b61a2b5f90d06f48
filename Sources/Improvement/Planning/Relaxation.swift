/// The linear requirements that every solution of a case meets, for lower bounds on its cost.
///
/// Thresholds: the gains of the open actions reach what the included ones leave; a gain beyond
/// that counts no more (coefficient reduction). Gates: at least one open action that can open it. Prerequisites:
/// an action only together with what it builds on. A cap: no more than a given sum.
struct Relaxation {
    struct Row {
        enum Kind {
            case threshold(Int)
            case gate(Int)
            case prerequisite(action: Int, position: Int)
            case cap
        }

        let kind: Kind
        var terms: [(action: Int, coefficient: Int)]
        var bound: Int
    }

    /// What makes up the cost, and a sum that may not exceed a limit.
    struct Objective {
        let costs: [Int]
        var cap: (costs: [Int], limit: Int)?

        /// The greatest number that divides every cost.
        var granularity: Int { max(1, costs.reduce(0) { divisor($0, $1) }) }

        private func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    }

    let problem: PlanningProblem
    let objective: Objective
    /// For each threshold, what each action adds at most.
    private let gains: [[Int]]

    init(_ problem: PlanningProblem, objective: Objective) {
        self.problem = problem
        self.objective = objective
        gains = MarginalGains(problem).values
    }

    /// The requirements that are not met yet, over the open actions of a case.
    func rows(_ state: SelectionState) -> [Row] {
        let open = state.openActions
        let ranks = state.ranks
        var rows: [Row] = []
        for (index, threshold) in problem.thresholds.enumerated() {
            var rest = threshold.need
            var losses = 0
            for action in state.includedActions { rest -= gains[index][action] }
            for action in open { losses += max(0, -gains[index][action]) }
            guard rest + losses > 0 else { continue }
            let terms = open.filter { gains[index][$0] != 0 }
                .map { (action: $0, coefficient: min(gains[index][$0], rest + losses)) }
            rows.append(Row(kind: .threshold(index), terms: terms, bound: rest))
        }
        for (index, gate) in problem.gates.enumerated() where !state.passes(gate, ranks) {
            var openers: Set<Int> = []
            for item in gate.items {
                for raise in problem.items[item].raises
                where state.decisions[raise.action] == .open {
                    if gate.items.count > 1 || gate.passes[raise.rank] {
                        openers.insert(raise.action)
                    }
                }
            }
            rows.append(
                Row(kind: .gate(index), terms: openers.sorted().map { ($0, 1) }, bound: 1))
        }
        for action in open {
            for (position, other) in problem.actions[action].prerequisites.enumerated()
            where state.decisions[other] == .open {
                rows.append(
                    Row(
                        kind: .prerequisite(action: action, position: position),
                        terms: [(other, 1), (action, -1)], bound: 0))
            }
        }
        if let cap = objective.cap {
            let used = state.includedActions.reduce(0) { $0 + cap.costs[$1] }
            rows.append(
                Row(
                    kind: .cap, terms: open.map { ($0, -cap.costs[$0]) }, bound: used - cap.limit))
        }
        return rows
    }
}
