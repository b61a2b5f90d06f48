package import Consistency
package import Improvement
import Maturity

/// What an institution asks of its improvement plan.
package struct PlanRequest: Sendable {
    /// The targets that it sets itself, by dimension; the group's target holds elsewhere.
    package var targets: [Int: PlanTarget] = [:]
    /// How answers that are not certain are taken.
    package var assumption = PlanningSituation.Assumption.point
    /// The actions that it leaves out, by index in the catalogue.
    package var excluded: Set<Int> = []
    /// The actions that it wants in any case.
    package var required: Set<Int> = []
    /// The actions that are done although the answers may not show it yet.
    package var done: [Int] = []
    /// The most work that the plan may take, in person-days.
    package var budget: Int?

    /// The group's targets and nothing else.
    package init() {}
}

/// The improvement plan of one institution, checked.
package struct InstitutionPlan: Sendable {
    /// What was asked.
    package let request: PlanRequest
    /// The target of each dimension.
    package let targets: [PlanTarget]
    /// The plan.
    package let plan: ImprovementPlan
    /// Its independent check: a plan with faults must not be shown.
    package let check: PlanCheck
    /// Hard rules that the answers would violate once the plan is done, and do not violate now.
    package let newContradictions: [Edit]

    /// Plans for an institution.
    ///
    /// There is no plan when a target is neither decided by the group nor set by the institution,
    /// or when there is no group, so that no action suits.
    ///
    /// - Parameters:
    ///   - assessment: The assessed answers.
    ///   - request: What the institution asks.
    package init?(_ assessment: InstitutionAssessment, request: PlanRequest = PlanRequest()) {
        guard
            let wanted = Self.wanted(
                request, assignment: assessment.assignment,
                dimensionCount: assessment.definition.model.dimensions.count)
        else { return nil }
        let definition = assessment.definition
        let situation = PlanningSituation(
            assessment.state, assumption: request.assumption,
            contradictory: assessment.contradictoryItems,
            groups: assessment.assignment.groups.map(\.id), catalogue: definition.catalogue,
            model: definition.model, excluded: request.excluded, required: request.required,
            done: request.done)
        plan = ImprovementPlan(
            situation, targets: wanted.map { $0.level }, budget: request.budget)
        check = PlanCheck(
            PlanCheck.Claim(plan), of: situation, observed: assessment.state,
            contradictory: assessment.contradictoryItems, problem: plan.problem)
        let after = EditCheck(
            situation.state(after: plan.steps.map(\.action)), against: definition.rules)
        let present = Set(assessment.check.violated(.hard).map(\.id))
        newContradictions = after.violated(.hard).filter { !present.contains($0.id) }
        self.request = request
        targets = wanted
    }

    private static func wanted(
        _ request: PlanRequest, assignment: GroupAssignment, dimensionCount: Int
    ) -> [PlanTarget]? {
        guard !assignment.groups.isEmpty else { return nil }
        let targets = (0..<dimensionCount).map { dimension in
            request.targets[dimension]
                ?? (assignment.targets[dimension].count == 1
                    ? PlanTarget(level: assignment.targets[dimension].lowerBound) : nil)
        }
        return targets.contains(nil) ? nil : targets.compactMap { $0 }
    }
}

extension InstitutionAssessment {
    /// The items whose answers some smallest correction would change, ascending.
    ///
    /// When not all corrections are known, every item of a known conflict.
    package var contradictoryItems: [Int] {
        let isComplete = localisation.correctionCount == localisation.corrections.count
        let items =
            isComplete
            ? localisation.corrections.joined().map { $0 }
            : localisation.parts.flatMap { $0.conflicts.flatMap(\.items) }
        return Set(items).sorted()
    }
}
