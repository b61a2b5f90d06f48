package import Consistency
import Maturity

/// The independent check of a plan: what it claims is verified from the answers, the catalogue and
/// the model alone, without a search.
///
/// A plan that does not pass is never shown.
package struct PlanCheck {
    /// What a plan claims.
    package struct Claim: Sendable {
        /// The actions in the order in which they are to be done, by the catalogue's index.
        package var actions: [Int]
        /// The work in person-days.
        package var personDays: Int
        /// The level aimed at in each dimension.
        package var aims: [Int]
        /// The level in each dimension once everything is done.
        package var projected: [Int]
        /// Whether nothing cheaper is said to exist.
        package var isProven: Bool
        /// Why nothing cheaper exists.
        package var proof: OptimalityProof

        /// What a plan claims.
        package init(_ plan: ImprovementPlan) {
            actions = plan.steps.map(\.action)
            personDays = plan.personDays
            aims = plan.aims
            projected = plan.projected.dimensions.map { $0.level ?? 0 }
            isProven = plan.selection.isComplete
            proof = plan.selection.proof
        }
    }

    /// What is wrong with a plan.
    package enum Fault: Hashable, Sendable {
        /// No action has this index, or it occurs twice.
        case unknownOrRepeated(action: Int)
        /// The institution may not or need not do the action.
        case unavailable(action: Int)
        /// An action stands before one that it builds on, or that one is missing.
        case prerequisite(action: Int, missing: Int)
        /// An action that the institution asked for is missing.
        case missingRequired(action: Int)
        /// The work does not add up.
        case personDays(claimed: Int, actual: Int)
        /// A dimension does not reach the level aimed at, or the level claimed.
        case level(dimension: Int, claimed: Int, actual: Int)
        /// The proof has a fault.
        case proof(ProofCheck.Fault)
        /// The proof shows a bound that is not the plan's cost.
        case bound(claimed: Int, shown: Int?)
    }

    /// What is wrong; empty when the plan holds.
    package let faults: [Fault]
    /// The cost below which no plan lies, as the proof shows it; `nil` when it has a fault.
    package let lowerBound: Int?

    /// Checks a claim.
    ///
    /// - Parameters:
    ///   - claim: What the plan claims.
    ///   - situation: Where the institution stands.
    ///   - observed: The answers as given: in the worst case their lowest level must reach the
    ///     aims, in the best case their highest.
    ///   - contradictory: The items whose answers are open in the worst and the best case, because
    ///     some smallest correction would change them.
    ///   - problem: The problem that the proof is about.
    package init(
        _ claim: Claim, of situation: PlanningSituation, observed: ResponseState,
        contradictory: [Int] = [], problem: PlanningProblem
    ) {
        var faults: [Fault] = []
        let catalogue = situation.catalogue
        var seen: Set<Int> = []
        for action in claim.actions {
            guard catalogue.actions.indices.contains(action), seen.insert(action).inserted else {
                faults.append(.unknownOrRepeated(action: action))
                continue
            }
            if situation.availability[action] != .available {
                faults.append(.unavailable(action: action))
            }
            for earlier in catalogue.actions[action].prerequisites
            where !seen.contains(earlier) && Self.isUnfinished(earlier, situation) {
                faults.append(.prerequisite(action: action, missing: earlier))
            }
        }
        for action in situation.required where !seen.contains(action) {
            faults.append(.missingRequired(action: action))
        }
        let days = seen.reduce(0) { $0 + catalogue.personDays($1) }
        if days != claim.personDays {
            faults.append(.personDays(claimed: claim.personDays, actual: days))
        }
        let isOpen = situation.assumption != .point
        faults += Self.levelFaults(
            claim, seen, situation, isOpen ? observed.withdrawing(items: contradictory) : observed)
        do throws(ProofCheck.Fault) {
            lowerBound = try ProofCheck(problem).lowerBound(claim.proof)
            if claim.isProven, lowerBound != claim.personDays {
                faults.append(.bound(claimed: claim.personDays, shown: lowerBound))
            }
        } catch {
            lowerBound = nil
            faults.append(.proof(error))
        }
        self.faults = faults
    }

    private static func isUnfinished(_ action: Int, _ situation: PlanningSituation) -> Bool {
        situation.catalogue.actions[action].raises.contains { raise in
            let state = situation.state
            guard state.items[raise.item].isApplicable else { return false }
            return state.lowestOption(ofItem: raise.item).map { $0 < raise.option } ?? true
        }
    }

    /// Scores the answers again, as taken and as given, with everything done.
    private static func levelFaults(
        _ claim: Claim, _ actions: Set<Int>, _ situation: PlanningSituation,
        _ observed: ResponseState
    ) -> [Fault] {
        var options: [Int: Int] = [:]
        for action in actions.union(situation.done) {
            for raise in situation.catalogue.actions[action].raises {
                options[raise.item] = max(options[raise.item] ?? 0, raise.option)
            }
        }
        func levels(_ start: ResponseState) -> MaturityAssessment {
            var state = start
            for (item, option) in options where start.items[item].isApplicable {
                // In the best case an open answer may already be as high as it would be raised.
                if situation.assumption == .best, start.items[item] != .answered,
                    let highest = start.highestOption(ofItem: item), highest >= option
                {
                    continue
                }
                if let lowest = start.lowestOption(ofItem: item), lowest >= option { continue }
                state = state.answering(item: item, option: option)
            }
            return MaturityAssessment(state, model: situation.model)
        }
        let taken = levels(situation.state)
        let given = levels(observed)
        return claim.aims.indices.flatMap { dimension -> [Fault] in
            let actual = taken.dimensions[dimension].level ?? 0
            let real =
                switch situation.assumption {
                case .worst: given.dimensions[dimension].lowestLevel
                case .point: given.dimensions[dimension].level ?? 0
                case .best: given.dimensions[dimension].highestLevel
                }
            var faults: [Fault] = []
            if claim.projected[dimension] != actual {
                faults.append(
                    .level(
                        dimension: dimension, claimed: claim.projected[dimension], actual: actual))
            }
            for level in [actual, real] where level < claim.aims[dimension] {
                faults.append(
                    .level(dimension: dimension, claimed: claim.aims[dimension], actual: level))
            }
            return faults
        }
    }
}
