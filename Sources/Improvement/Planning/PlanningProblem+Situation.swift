import Consistency
import Maturity

extension PlanningSituation {
    /// The problem of reaching a level in each dimension.
    ///
    /// The score of a dimension reaches a threshold *t* when Σ weight · (value − t) over its
    /// answered items is not negative: a sum to which every raised answer adds a fixed gain, also
    /// one that was open before. Gates are tabulated over what the actions can make of their
    /// items.
    ///
    /// - Parameter targets: The level to reach in each dimension; 0 asks nothing.
    /// - Returns: The problem, over the available actions that matter to the targets.
    package func problem(targets: [Int]) -> PlanningProblem {
        ProblemBuilder(self, targets: targets).problem
    }
}

private struct ProblemBuilder {
    private let situation: PlanningSituation
    private let targets: [Int]
    /// The options to which available actions raise each item, ascending.
    private var options: [Int: [Int]] = [:]
    private var actions: [Int] = []

    init(_ situation: PlanningSituation, targets: [Int]) {
        self.situation = situation
        self.targets = targets
        let available = situation.availability.indices.filter {
            situation.availability[$0] == .available
        }
        actions = available
        for raise in available.flatMap({ situation.openRaises[$0] }) {
            options[raise.item, default: []].append(raise.option)
        }
        options = options.mapValues { Set($0).sorted() }
        actions = relevant(available)
    }

    private var model: MaturityModel { situation.model }
    private var state: ResponseState { situation.state }

    /// The actions that add to a target dimension, are required, or come before such actions.
    private func relevant(_ available: [Int]) -> [Int] {
        let dimensions = targets.indices.filter { targets[$0] > 0 }
        let scored = dimensions.flatMap { model.contributions[$0].map(\.item) }
        let gated = model.gates.filter { $0.level <= targets[$0.dimension] }
            .flatMap { items(of: $0) }
        let wanted = Set(scored + gated)
        var kept = Set(
            available.filter { action in
                situation.openRaises[action].contains { wanted.contains($0.item) }
            } + situation.required)
        var pending = Array(kept)
        while let next = pending.popLast() {
            for other in situation.openPrerequisites(of: next) where kept.insert(other).inserted {
                pending.append(other)
            }
        }
        return kept.sorted()
    }

    private func items(of gate: MaturityModel.Gate) -> [Int] {
        gate.operands.compactMap { operand in
            if case .item(let index) = operand { return index }
            return nil
        }
    }

    var problem: PlanningProblem {
        let place = Dictionary(uniqueKeysWithValues: zip(actions, actions.indices))
        let raised = options.keys.filter { item in
            actions.contains { situation.openRaises[$0].contains { $0.item == item } }
        }.sorted()
        let items = raised.map { item in
            let ranks = options[item] ?? []
            var best: [Int: Int] = [:]
            for (index, action) in actions.enumerated() {
                for raise in situation.openRaises[action] where raise.item == item {
                    let rank = (ranks.firstIndex(of: raise.option) ?? 0) + 1
                    best[index] = max(best[index] ?? 0, rank)
                }
            }
            return PlanningProblem.Item(
                questionnaireIndex: item, rankCount: ranks.count + 1,
                raises: best.sorted { $0.key < $1.key }.map {
                    PlanningProblem.Raise(action: $0.key, rank: $0.value)
                })
        }
        return PlanningProblem(
            actions: actions.map { action in
                PlanningProblem.Action(
                    catalogueIndex: action, personDays: situation.catalogue.personDays(action),
                    prerequisites: situation.openPrerequisites(of: action).compactMap { place[$0] },
                    isRequired: situation.required.contains(action))
            },
            items: items,
            thresholds: targets.indices.filter { targets[$0] > 0 }
                .map { threshold(dimension: $0, raised: raised) },
            gates: model.gates.indices.compactMap { gate($0, raised: raised) })
    }

    private func threshold(dimension: Int, raised: [Int]) -> PlanningProblem.Threshold {
        let threshold =
            model.levels[...targets[dimension]].map(\.threshold).max() ?? Ratio(0, 1)
        func worth(_ value: Int, _ contribution: MaturityModel.Contribution) -> Int {
            contribution.weight
                * (value * threshold.denominator - threshold.numerator * model.unit)
        }
        var sum = 0
        var answered = 0
        var gains: [PlanningProblem.Gain] = []
        for contribution in model.contributions[dimension]
        where state.items[contribution.item].isApplicable {
            var current = 0
            if state.items[contribution.item] == .answered,
                let option = state.exactOption(ofItem: contribution.item)
            {
                current = worth(contribution.values[option], contribution)
                answered += 1
            }
            sum += current
            guard let item = raised.firstIndex(of: contribution.item) else { continue }
            let ranks = options[contribution.item] ?? []
            gains.append(
                PlanningProblem.Gain(
                    item: item,
                    values: [0]
                        + ranks.map { worth(contribution.values[$0], contribution) - current }
                ))
        }
        guard answered == 0 else {
            return PlanningProblem.Threshold(dimension: dimension, need: -sum, gains: gains)
        }
        // Without any answer there is no score: the sum of no gains must not pass for one.
        let factor = gains.count + 1
        return PlanningProblem.Threshold(
            dimension: dimension, need: 1,
            gains: gains.map { gain in
                PlanningProblem.Gain(
                    item: gain.item,
                    values: [0] + gain.values.dropFirst().map { $0 * factor + 1 })
            })
    }

    private func gate(_ index: Int, raised: [Int]) -> PlanningProblem.Gate? {
        let gate = model.gates[index]
        guard gate.level <= targets[gate.dimension], state.isEvaluated(gate.operands) else {
            return nil
        }
        let concerned = Set(items(of: gate)).sorted().compactMap { raised.firstIndex(of: $0) }
        var states = [state]
        for item in concerned {
            let options = options[raised[item]] ?? []
            // The first item's rank varies fastest, so each further one repeats all so far.
            states += options.flatMap { option in
                states.map { $0.answering(item: raised[item], option: option) }
            }
        }
        let passes = states.map {
            $0.truth(of: gate.formula, negation: gate.negation) == .satisfied
        }
        if concerned.isEmpty, passes == [true] { return nil }
        return PlanningProblem.Gate(modelIndex: index, items: concerned, passes: passes)
    }
}
