package import Consistency
package import Maturity
import Survey

/// Where an institution stands before a plan: its answers as they are taken, and which actions of
/// the catalogue are open to it.
package struct PlanningSituation: Sendable {
    /// How answers that are not certain are taken.
    package enum Assumption: String, CaseIterable, Sendable {
        /// Every open or contradictory answer at its lowest value: the plan holds whatever the
        /// truth turns out to be.
        case worst
        /// As the point estimate takes them: answers as given, open ones left out, their gates
        /// failed.
        case point
        /// Every open or contradictory answer at its highest value.
        case best
    }

    /// Whether an action may be chosen, or why not.
    package enum Availability: Hashable, Sendable {
        /// It may be chosen.
        case available
        /// Its answers already are where it would lift them, or are not asked.
        case nothingToRaise
        /// It suits none of the institution's groups.
        case unsuited
        /// Its condition does not hold, not even after its prerequisites.
        case conditionFails
        /// The institution left it out.
        case excluded
        /// An action that must come before is not available; its index in the catalogue.
        case blocked(by: Int)
    }

    /// The answers as they are taken.
    package let state: ResponseState
    /// How they are taken.
    package let assumption: Assumption
    /// The actions.
    package let catalogue: ActionCatalogue
    /// The maturity model.
    package let model: MaturityModel
    /// The availability of each action of the catalogue.
    package let availability: [Availability]
    /// The raises of each action that are not met yet.
    package let openRaises: [[ActionCatalogue.Raise]]
    /// The actions that every plan must hold, by the catalogue's index, ascending.
    package let required: [Int]
    /// The actions that are done although the answers may not show it yet, ascending.
    package let done: [Int]

    /// Looks at an institution's answers with a catalogue in hand.
    ///
    /// - Parameters:
    ///   - observed: The answers.
    ///   - assumption: How answers that are not certain are taken.
    ///   - contradictory: The items whose answers some smallest correction would change.
    ///   - groups: The ids of the institution's groups; actions that suit none are left out.
    ///   - catalogue: The actions.
    ///   - model: The maturity model.
    ///   - excluded: Actions that the institution leaves out.
    ///   - required: Actions that every plan must hold, as far as they are available.
    ///   - done: Actions that are done although the answers do not show it yet.
    package init(
        _ observed: ResponseState, assumption: Assumption = .point, contradictory: [Int] = [],
        groups: [String], catalogue: ActionCatalogue, model: MaturityModel,
        excluded: Set<Int> = [], required: Set<Int> = [], done: [Int] = []
    ) {
        var state = Self.taken(observed, assumption, contradictory, model)
        for action in done {
            for raise in Self.open(catalogue.actions[action].raises, in: state) {
                state = state.answering(item: raise.item, option: raise.option)
            }
        }
        let start = state
        let openRaises = catalogue.actions.map { Self.open($0.raises, in: start) }
        let open = openRaises.map { !$0.isEmpty }
        var availability: [Availability] = catalogue.actions.indices.map { index in
            let action = catalogue.actions[index]
            if excluded.contains(index) { return .excluded }
            if !open[index] { return .nothingToRaise }
            if Set(action.groups).isDisjoint(with: groups) { return .unsuited }
            guard let condition = action.condition else { return .available }
            let asked = condition.formulas.filter { formula in
                start.isEvaluated(formula.variables.map { start.table.operands[$0] })
            }
            if asked.isEmpty { return .available }
            var after = start
            for before in Self.closure(of: index, open: open, catalogue) where before != index {
                for raise in Self.open(catalogue.actions[before].raises, in: after) {
                    after = after.answering(item: raise.item, option: raise.option)
                }
            }
            return asked.allSatisfy { $0.value(in: after.domains) == true }
                ? .available : .conditionFails
        }
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in availability.indices where availability[index] == .available {
                let missing = catalogue.actions[index].prerequisites.first {
                    open[$0] && availability[$0] != .available
                }
                guard let missing else { continue }
                availability[index] = .blocked(by: missing)
                isChanged = true
            }
        }
        self.state = start
        self.assumption = assumption
        self.catalogue = catalogue
        self.model = model
        self.availability = availability
        self.openRaises = openRaises
        self.done = done.sorted()
        self.required = required.filter { availability[$0] == .available }.sorted()
    }

    private static func taken(
        _ observed: ResponseState, _ assumption: Assumption, _ contradictory: [Int],
        _ model: MaturityModel
    ) -> ResponseState {
        guard assumption != .point else { return observed }
        var state = observed
        let scored = Set(model.contributions.joined().map(\.item))
        let gated = model.gates.flatMap(\.operands).compactMap { operand -> Int? in
            if case .item(let index) = operand { return index }
            return nil
        }
        for item in scored.union(gated).sorted() where observed.items[item].isApplicable {
            let isReleased = contradictory.contains(item)
            guard observed.items[item] != .answered || isReleased else { continue }
            let variable = observed.table.variable(of: .item(item))
            let domain = isReleased ? observed.table.domains[variable] : observed.domains[variable]
            guard case .options(let mask) = domain, let lowest = mask.indices.min(),
                let highest = mask.indices.max()
            else { continue }
            state = state.answering(
                item: item, option: assumption == .worst ? lowest : highest)
        }
        return state
    }

    private static func open(
        _ raises: [ActionCatalogue.Raise], in state: ResponseState
    ) -> [ActionCatalogue.Raise] {
        raises.filter { raise in
            guard state.items[raise.item].isApplicable else { return false }
            return (state.lowestOption(ofItem: raise.item) ?? 0) < raise.option
        }
    }

    /// An action and everything that must be done before it, in catalogue order.
    private static func closure(
        of action: Int, open: [Bool], _ catalogue: ActionCatalogue
    ) -> [Int] {
        var result: Set<Int> = [action]
        var pending = [action]
        while let next = pending.popLast() {
            for other in catalogue.actions[next].prerequisites where open[other] {
                if result.insert(other).inserted { pending.append(other) }
            }
        }
        return result.sorted()
    }

    /// The actions that must be done before an action because their own work is not done yet.
    package func openPrerequisites(of action: Int) -> [Int] {
        catalogue.actions[action].prerequisites.filter { !openRaises[$0].isEmpty }
    }

    /// The answers once some actions are done; an answer is only ever raised.
    package func state(after actions: [Int]) -> ResponseState {
        var result = state
        for action in actions {
            for raise in Self.open(catalogue.actions[action].raises, in: result) {
                result = result.answering(item: raise.item, option: raise.option)
            }
        }
        return result
    }

    /// The maturity once some actions are done.
    package func maturity(after actions: [Int]) -> MaturityAssessment {
        MaturityAssessment(state(after: actions), model: model)
    }
}
