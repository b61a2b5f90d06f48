/// What a search has decided so far: which actions are in, which are out, which are open.
struct SelectionState {
    enum Decision: UInt8 {
        case open
        case included
        case excluded
    }

    let problem: PlanningProblem
    private(set) var decisions: [Decision]
    /// What must be in with each action: its prerequisites and the actions that dominate it.
    let needs: [[Int]]
    private let neededBy: [[Int]]

    /// Everything open but the required actions.
    ///
    /// - Returns: `nil` when a required action cannot be included.
    init?(_ problem: PlanningProblem, dominance: Dominance) {
        self.problem = problem
        needs = zip(problem.actions, dominance.better).map { $0.prerequisites + $1 }
        var neededBy = problem.actions.map { _ in [Int]() }
        for (action, others) in needs.enumerated() {
            for other in others { neededBy[other].append(action) }
        }
        self.neededBy = neededBy
        decisions = problem.actions.map { _ in .open }
        for (index, action) in problem.actions.enumerated() where action.isRequired {
            guard include(index) else { return nil }
        }
    }

    var openActions: [Int] { decisions.indices.filter { decisions[$0] == .open } }

    var includedActions: [Int] { decisions.indices.filter { decisions[$0] == .included } }

    /// Includes an action with everything that it needs; false when part of that is excluded.
    mutating func include(_ action: Int) -> Bool {
        switch decisions[action] {
        case .included: return true
        case .excluded: return false
        case .open: break
        }
        decisions[action] = .included
        return needs[action].allSatisfy { include($0) }
    }

    /// Excludes an action with everything that needs it; false when part of that is included.
    mutating func exclude(_ action: Int) -> Bool {
        switch decisions[action] {
        case .included: return false
        case .excluded: return true
        case .open: break
        }
        decisions[action] = .excluded
        return neededBy[action].allSatisfy { exclude($0) }
    }

    /// The rank of each item after what is included, and after everything not excluded.
    var ranks: [ClosedRange<Int>] {
        problem.items.map { item in
            var lowest = 0
            var highest = 0
            for raise in item.raises {
                switch decisions[raise.action] {
                case .included:
                    lowest = max(lowest, raise.rank)
                    highest = max(highest, raise.rank)
                case .open: highest = max(highest, raise.rank)
                case .excluded: break
                }
            }
            return lowest...highest
        }
    }

    /// Whether no threshold and no gate is out of reach.
    var isPossible: Bool {
        let ranks = ranks
        return problem.thresholds.allSatisfy { threshold in
            let most = threshold.gains.reduce(0) { sum, gain in
                sum + (ranks[gain.item].map { gain.values[$0] }.max() ?? 0)
            }
            return most >= threshold.need
        } && problem.gates.allSatisfy { isPossible($0, ranks) }
    }

    private func isPossible(_ gate: PlanningProblem.Gate, _ ranks: [ClosedRange<Int>]) -> Bool {
        func passes(_ position: Int, _ offset: Int, _ stride: Int) -> Bool {
            guard position < gate.items.count else { return gate.passes[offset] }
            let item = gate.items[position]
            return ranks[item].contains { rank in
                passes(
                    position + 1, offset + rank * stride, stride * problem.items[item].rankCount)
            }
        }
        return passes(0, 0, 1)
    }

    /// Whether the included actions alone pass a gate.
    func passes(_ gate: PlanningProblem.Gate, _ ranks: [ClosedRange<Int>]) -> Bool {
        var offset = 0
        var stride = 1
        for item in gate.items {
            offset += ranks[item].lowerBound * stride
            stride *= problem.items[item].rankCount
        }
        return gate.passes[offset]
    }

    /// Whether the included actions alone are a solution.
    var isSolution: Bool {
        let ranks = ranks
        return problem.thresholds.allSatisfy { threshold in
            threshold.gains.reduce(0) { $0 + $1.values[ranks[$1.item].lowerBound] }
                >= threshold.need
        } && problem.gates.allSatisfy { passes($0, ranks) }
    }
}
