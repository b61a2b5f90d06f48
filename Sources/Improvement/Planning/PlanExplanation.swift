import Consistency
import Maturity

/// What each action does for the levels that a plan aims at.
struct PlanExplanation {
    private let situation: PlanningSituation
    private let aims: [Int]
    private let before: MaturityAssessment
    private let chosen: [Int]

    init(
        _ situation: PlanningSituation, aims: [Int], before: MaturityAssessment, chosen: [Int]
    ) {
        self.situation = situation
        self.aims = aims
        self.before = before
        self.chosen = chosen
    }

    private var model: MaturityModel { situation.model }

    /// Why a chosen action is in the plan, gates first.
    func reasons(for action: Int) -> [ImprovementPlan.Reason] {
        let gates = missingGates.filter { opens($0, with: action) }
        let lacking = aims.indices.compactMap { dimension -> ImprovementPlan.Reason? in
            let gain = isShort(dimension) ? points(of: action, in: dimension) : 0
            return gain > 0 ? .points(dimension: dimension, gain: gain) : nil
        }
        let builtOn = chosen.filter { situation.openPrerequisites(of: $0).contains(action) }
        var result = gates.map { ImprovementPlan.Reason.gate($0) } + lacking
        if !builtOn.isEmpty { result.append(.prerequisite(of: builtOn)) }
        if situation.required.contains(action) { result.append(.required) }
        return result
    }

    /// The weighted points that an action adds to the dimensions that lack some.
    func promise(of action: Int) -> Int {
        aims.indices.filter { isShort($0) }.reduce(0) { $0 + max(0, points(of: action, in: $1)) }
    }

    /// Whether the threshold of the level aimed at is not reached yet.
    private func isShort(_ dimension: Int) -> Bool {
        before.dimensions[dimension].score.point == nil && aims[dimension] > 0
            || before.dimensions[dimension].missingPoints(for: aims[dimension], model: model) > 0
    }

    private var missingGates: [Int] {
        model.gates.indices.filter { index in
            let gate = model.gates[index]
            return gate.level <= aims[gate.dimension]
                && situation.state.isEvaluated(gate.operands)
                && situation.state.truth(of: gate.formula, negation: gate.negation) != .satisfied
        }
    }

    private func opens(_ index: Int, with action: Int) -> Bool {
        situation.openRaises[action].contains {
            model.gates[index].operands.contains(.item($0.item))
        }
    }

    private func points(of action: Int, in dimension: Int) -> Int {
        situation.openRaises[action].reduce(0) { sum, raise in
            let contribution = model.contributions[dimension].first { $0.item == raise.item }
            guard let contribution else { return sum }
            let now =
                situation.state.items[raise.item] == .answered
                ? situation.state.exactOption(ofItem: raise.item).map { contribution.values[$0] }
                : nil
            return sum + contribution.weight * (contribution.values[raise.option] - (now ?? 0))
        }
    }
}
