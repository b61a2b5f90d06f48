package import Consistency
package import Improvement
package import Maturity

/// Actions that lift an institution from where it is to its target, chosen step by step.
///
/// A simple choice, not a proven minimum: for the dimension with the largest gap the action that
/// closes most missing gates per person-day is taken, then the one that brings most points per
/// person-day, prerequisites included; at the end actions that turned out unnecessary are dropped
/// again. Ties go to catalogue order, so the choice is the same everywhere.
package struct GreedySelection: Sendable {
    /// An action of the selection.
    package struct Choice: Hashable, Sendable {
        /// The index of the action in the catalogue.
        package let action: Int
        /// The indices of the dimensions whose gates it opens.
        package let gateDimensions: [Int]
        /// Whether it is there for the actions that build on it.
        package let isPrerequisite: Bool
    }

    /// The actions, prerequisites first, otherwise in catalogue order.
    package let choices: [Choice]
    /// The total work in person-days.
    package let personDays: Int
    /// The maturity once every action is done.
    package let projected: MaturityAssessment
    /// The dimensions whose target these actions do not reach.
    package let unreached: [Int]

    /// Chooses actions.
    ///
    /// - Parameters:
    ///   - state: The answers.
    ///   - targets: The target level of each dimension.
    ///   - groups: The ids of the institution's groups; actions that suit none are left out.
    ///   - catalogue: The actions.
    ///   - model: The maturity model.
    /// - Complexity: O(*chosen* · *actions* · *items*).
    package init(
        _ state: ResponseState, targets: [Int], groups: [String], catalogue: ActionCatalogue,
        model: MaturityModel
    ) {
        let search = Search(
            start: state, targets: targets, groups: groups, catalogue: catalogue, model: model)
        let chosen = search.pruned(search.chosen())
        let final = search.state(after: chosen)
        projected = MaturityAssessment(final, model: model)
        unreached = search.gaps(projected)
        personDays = chosen.map { catalogue.personDays($0) }.reduce(0, +)
        choices = search.ordered(chosen).map { action in
            search.choice(action, among: chosen)
        }
    }
}

/// The search behind a selection.
private struct Search {
    let start: ResponseState
    let targets: [Int]
    let groups: [String]
    let catalogue: ActionCatalogue
    let model: MaturityModel

    /// The raises of an action that are not met yet.
    func openRaises(_ action: Int, in state: ResponseState) -> [ActionCatalogue.Raise] {
        catalogue.actions[action].raises.filter { raise in
            guard state.items[raise.item].isApplicable else { return false }
            return state.items[raise.item] != .answered
                || (state.exactOption(ofItem: raise.item) ?? 0) < raise.option
        }
    }

    func isAvailable(_ action: Int, in state: ResponseState) -> Bool {
        let definition = catalogue.actions[action]
        guard !openRaises(action, in: state).isEmpty,
            !Set(definition.groups).isDisjoint(with: groups)
        else { return false }
        guard let condition = definition.condition else { return true }
        return condition.formulas.allSatisfy { formula in
            !state.isEvaluated(formula.variables.map { state.table.operands[$0] })
                || formula.value(in: state.domains) == true
        }
    }

    /// The action with every prerequisite that still has something to do.
    func closure(_ action: Int, in state: ResponseState, without chosen: Set<Int>) -> Set<Int> {
        var result: Set<Int> = [action]
        var pending = [action]
        while let next = pending.popLast() {
            for prerequisite in catalogue.actions[next].prerequisites
            where !chosen.contains(prerequisite) && !openRaises(prerequisite, in: state).isEmpty {
                if result.insert(prerequisite).inserted { pending.append(prerequisite) }
            }
        }
        return result
    }

    func state(after actions: Set<Int>) -> ResponseState {
        var state = start
        for action in actions.sorted() {
            for raise in openRaises(action, in: state) {
                state = state.answering(item: raise.item, option: raise.option)
            }
        }
        return state
    }

    func gaps(_ assessment: MaturityAssessment) -> [Int] {
        assessment.dimensions.indices.filter {
            (assessment.dimensions[$0].level ?? 0) < targets[$0]
        }
    }

    func chosen() -> Set<Int> {
        var chosen: Set<Int> = []
        while true {
            let state = state(after: chosen)
            let assessment = MaturityAssessment(state, model: model)
            var best: (value: Ratio, set: Set<Int>)?
            let available = catalogue.actions.indices
                .filter { !chosen.contains($0) && isAvailable($0, in: state) }
                .map { action in
                    let set = closure(action, in: state, without: chosen)
                    return (
                        action: action, set: set,
                        cost: set.map { catalogue.personDays($0) }.reduce(0, +)
                    )
                }
            for dimension in gaps(assessment) {
                let current = assessment.dimensions[dimension]
                let missingGates = current.missingGates(for: targets[dimension])
                for (action, set, cost) in available {
                    let gates = missingGates.filter { entry in
                        opens(entry.gate, with: action)
                    }.count
                    let gain =
                        missingGates.isEmpty
                        ? points(action, dimension, in: state) : gates * 1000
                    guard gain > 0 else { continue }
                    let value = Ratio(gain, cost)
                    if best.map({ value > $0.value }) ?? true { best = (value, set) }
                }
            }
            guard let best else { return chosen }
            chosen.formUnion(best.set)
        }
    }

    func opens(_ gate: MaturityModel.Gate, with action: Int) -> Bool {
        catalogue.actions[action].raises.contains { gate.operands.contains(.item($0.item)) }
    }

    /// The weighted points that an action adds to a dimension.
    func points(_ action: Int, _ dimension: Int, in state: ResponseState) -> Int {
        openRaises(action, in: state).reduce(0) { sum, raise in
            let contribution = model.contributions[dimension].first { $0.item == raise.item }
            guard let contribution else { return sum }
            let now = state.exactOption(ofItem: raise.item).map { contribution.values[$0] } ?? 0
            return sum + contribution.weight * (contribution.values[raise.option] - now)
        }
    }

    /// The level of each dimension after some actions, no higher than its target.
    func levels(after actions: Set<Int>) -> [Int] {
        let assessment = MaturityAssessment(state(after: actions), model: model)
        return zip(assessment.dimensions, targets).map { min($0.level ?? 0, $1) }
    }

    /// Drops actions without which every dimension keeps its level, or its target if that is
    /// lower; the most expensive and latest first.
    ///
    /// A dimension whose target is out of reach thus keeps the actions that bring it nearest.
    func pruned(_ actions: Set<Int>) -> Set<Int> {
        var kept = actions
        let reached = levels(after: actions)
        let order = actions.sorted {
            (catalogue.personDays($0), $0) > (catalogue.personDays($1), $1)
        }
        for action in order {
            let without = kept.subtracting([action])
            let isPrerequisite = without.contains {
                catalogue.actions[$0].prerequisites.contains(action)
            }
            guard !isPrerequisite else { continue }
            if levels(after: without) == reached { kept = without }
        }
        // A prerequisite may have become free when what built on it was dropped.
        return kept.count == actions.count ? kept : pruned(kept)
    }

    /// Prerequisites before what builds on them, otherwise catalogue order.
    func ordered(_ actions: Set<Int>) -> [Int] {
        var result: [Int] = []
        var remaining = actions.sorted()
        while !remaining.isEmpty {
            let next =
                remaining.firstIndex { action in
                    catalogue.actions[action].prerequisites.allSatisfy { !remaining.contains($0) }
                } ?? 0
            result.append(remaining.remove(at: next))
        }
        return result
    }

    func choice(_ action: Int, among chosen: Set<Int>) -> GreedySelection.Choice {
        let assessment = MaturityAssessment(start, model: model)
        let dimensions = assessment.dimensions.indices.filter { dimension in
            assessment.dimensions[dimension].missingGates(for: targets[dimension])
                .contains { opens($0.gate, with: action) }
        }
        return GreedySelection.Choice(
            action: action, gateDimensions: dimensions,
            isPrerequisite: chosen.contains {
                catalogue.actions[$0].prerequisites.contains(action)
            })
    }
}
