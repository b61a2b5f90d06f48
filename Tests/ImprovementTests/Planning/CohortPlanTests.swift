import Assessment
import Consistency
import Foundation
import Improvement
import Maturity
import Survey
import TestSupport
import Testing

/// The plans of the 119 synthetic institutions against what integer programming found from the
/// data files alone (Tests/Maintenance/cheapest-plans.py).
@Suite struct CohortPlanTests {
    private struct Expected: Decodable {
        let registrationNumber: String
        let personDays: Int?
        let actions: Int?

        private enum CodingKeys: String, CodingKey {
            case registrationNumber = "registration_number"
            case personDays = "person_days"
            case actions
        }
    }

    private static let expected = Result {
        let text = try Repository.text("Tests/ImprovementTests/Data/cheapest-plans.json")
        return try JSONDecoder().decode([Expected].self, from: Data(text.utf8))
    }

    @Test(arguments: 0..<119)
    func `Each plan is proven, passes its check and costs what integer programming found`(
        row: Int
    ) throws {
        let expected = try Self.expected.get()[row]
        let response = try CohortSample.responses()[row]
        #expect(response.institution.registrationNumber == expected.registrationNumber)
        let assessment = try CohortSample.assessments()[row]
        let plan = InstitutionPlan(assessment)
        #expect(plan?.plan.personDays == expected.personDays)
        #expect(plan?.plan.steps.count == expected.actions)
        guard let plan else { return }
        #expect(plan.check.faults.isEmpty)
        #expect(plan.plan.selection.isComplete)
        #expect(plan.check.lowerBound == plan.plan.personDays)
        #expect(plan.plan.unreached.isEmpty)
        // A rule may ask for another count afterwards (key services identified: how many?), but
        // no action may lead into a contradiction between answers that actions lift.
        let questionnaire = assessment.definition.questionnaire
        for contradiction in plan.newContradictions {
            let concernsCount = contradiction.operands.contains { operand in
                guard case .item(let item) = operand,
                    case .count = questionnaire.question(of: questionnaire.items[item]).kind
                else { return false }
                return true
            }
            #expect(concernsCount, "\(contradiction.id)")
        }
        for step in plan.plan.steps {
            #expect(!step.reasons.isEmpty, "action \(step.action) is there for a reason")
        }
    }

    @Test(arguments: [1, 13, 36, 52, 84, 98], PlanningSituation.Assumption.allCases)
    func `A plan for uncertain answers passes its check under every assumption`(
        row: Int, assumption: PlanningSituation.Assumption
    ) throws {
        let assessment = try CohortSample.assessments()[row]
        var request = PlanRequest()
        request.assumption = assumption
        let plan = try #require(InstitutionPlan(assessment, request: request))
        #expect(plan.check.faults.isEmpty)
        #expect(plan.check.lowerBound == plan.plan.personDays)
    }

    @Test func `The worst case never costs less than the best`() throws {
        for row in [1, 13, 36, 84, 98] {
            let assessment = try CohortSample.assessments()[row]
            let days = try [PlanningSituation.Assumption.best, .worst].map { assumption in
                var request = PlanRequest()
                request.assumption = assumption
                return try #require(InstitutionPlan(assessment, request: request)).plan.personDays
            }
            #expect(days[0] <= days[1], "row \(row)")
        }
    }

    @Test func `The same answers in another group get another plan`() throws {
        let definition = try Bundled.definition()
        let state = try CohortSample.states()[52]
        let plans = [("basic", 1), ("high", 3)].map { group, level in
            ImprovementPlan(
                PlanningSituation(
                    state, groups: [group], catalogue: definition.catalogue,
                    model: definition.model), targets: [level, level, level, level])
        }
        #expect(plans[0].personDays < plans[1].personDays)
        #expect(plans[0].steps.map(\.action) != plans[1].steps.map(\.action))
    }

    @Test func `What cannot be reached still rises as far as it can`() throws {
        let definition = try Bundled.definition()
        // The catalogue's last steps towards a high partners level do not suit the basic group:
        // D5 cannot rise above D4, and H3, I1 and J1 stop short.
        let situation = PlanningSituation(
            try CohortSample.states()[42], groups: ["basic"], catalogue: definition.catalogue,
            model: definition.model)
        let plan = ImprovementPlan(situation, targets: [2, 2, 2, 3])
        #expect(plan.aims == [2, 2, 2, 2])
        #expect(plan.unreached == [3])
        let projected = plan.projected.dimensions.map { $0.level ?? 0 }
        #expect(projected[3] == 2)
        #expect(zip(projected, plan.aims).allSatisfy { $0 >= $1 })
    }

    @Test func `A budget buys the most level steps that it can`() throws {
        let definition = try Bundled.definition()
        let situation = PlanningSituation(
            try CohortSample.states()[28], groups: ["medium"], catalogue: definition.catalogue,
            model: definition.model)
        let targets = [2, 1, 1, 1]
        let frontier = PlanFrontier(situation, targets: targets)
        #expect(frontier.isProven)
        #expect(frontier.points.map(\.personDays) == frontier.points.map(\.personDays).sorted())
        #expect(frontier.points.last?.aims == targets)
        for point in frontier.points {
            let exact = ImprovementPlan(situation, targets: targets, budget: point.personDays)
            #expect(exact.aims.reduce(0, +) == point.aims.reduce(0, +))
            #expect(exact.personDays <= point.personDays)
            guard point.personDays > 0 else { continue }
            let less = ImprovementPlan(situation, targets: targets, budget: point.personDays - 1)
            #expect(less.aims.reduce(0, +) < point.aims.reduce(0, +))
        }
    }

    @Test func `Exclusions and inclusions are kept, and cost what they cost`() throws {
        let definition = try Bundled.definition()
        let state = try CohortSample.states()[28]
        func plan(excluded: Set<Int> = [], required: Set<Int> = []) -> ImprovementPlan {
            ImprovementPlan(
                PlanningSituation(
                    state, groups: ["medium"], catalogue: definition.catalogue,
                    model: definition.model, excluded: excluded, required: required),
                targets: [2, 2, 2, 2])
        }
        let free = plan()
        for alternative in free.alternatives(limit: 5) {
            guard case .dearer(let days) = alternative.cause else { continue }
            let with = plan(required: [alternative.action])
            #expect(with.steps.contains { $0.action == alternative.action })
            #expect(with.personDays == free.personDays + days)
        }
        let points = try #require(
            free.steps.first { step in
                !step.reasons.contains { if case .gate = $0 { true } else { false } }
            })
        let without = plan(excluded: [points.action])
        #expect(!without.steps.contains { $0.action == points.action })
        #expect(without.personDays >= free.personDays)
    }
}
