import Assessment
import Consistency
import Improvement
import Survey
import TestSupport
import Testing
import Versions

/// Plans from answers that leave several values possible.
@Suite struct MigratedPlanTests {
    private static let institutions = [2, 27]

    @Test(
        "A plan from migrated answers is proven and passes its check, however they are taken",
        arguments: institutions, PlanningSituation.Assumption.allCases)
    func proven(_ index: Int, _ assumption: PlanningSituation.Assumption) throws {
        let step = try VersionFixtures.step()
        var migrated = Migration(
            try CohortSample.responses()[index], to: step.old, by: step.map
        ).response
        // The group depends on V1, which migration may leave open.
        migrated.answers["V1"] = Answer(
            .values(.subset(included: [OptionMask(index: 0)], excluded: OptionMask(rawValue: 14))))
        let assessment = InstitutionAssessment(migrated, by: step.new)
        var request = PlanRequest()
        request.assumption = assumption
        let plan = try #require(InstitutionPlan(assessment, request: request))
        #expect(plan.check.faults.isEmpty, "\(plan.check.faults)")
        #expect(plan.plan.selection.isComplete)
        #expect(plan.plan.unreached.isEmpty)
        for action in plan.plan.steps.map(\.action) {
            let raises = step.new.catalogue.actions[action].raises
            // "Largely or fully" need not be raised to "largely".
            #expect(
                raises.contains { raise in
                    let possible = plan.plan.situation.state.possibleOptions(ofItem: raise.item)
                    return possible.map { ($0.indices.first ?? 0) < raise.option } ?? false
                }, "\(step.new.catalogue.actions[action].id)")
        }
    }
}
