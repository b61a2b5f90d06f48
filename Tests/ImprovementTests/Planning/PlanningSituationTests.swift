import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TestSupport
import Testing

/// What an institution may do, and how its uncertain answers are taken.
@Suite struct PlanningSituationTests {
    private func situation(
        _ answers: [String: String], profile: [String: String] = [:],
        groups: [String] = ["medium"], assumption: PlanningSituation.Assumption = .point,
        excluded: [String] = [], done: [String] = []
    ) throws -> PlanningSituation {
        let definition = try Bundled.definition()
        let ids = definition.catalogue.actions.map(\.id)
        let response = try definition.response(profile: profile, answers: answers)
        return PlanningSituation(
            definition.state(of: response), assumption: assumption, groups: groups,
            catalogue: definition.catalogue, model: definition.model,
            excluded: Set(excluded.compactMap { ids.firstIndex(of: $0) }),
            done: done.compactMap { ids.firstIndex(of: $0) })
    }

    private func availability(
        of id: String, in situation: PlanningSituation
    ) throws -> PlanningSituation.Availability {
        let index = try #require(situation.catalogue.actions.firstIndex { $0.id == id })
        return situation.availability[index]
    }

    @Test func `An action whose answers are reached has nothing to raise`() throws {
        for (answer, expected) in [
            ("yes", PlanningSituation.Availability.nothingToRaise), ("no", .available),
            ("unknown", .available),
        ] {
            let situation = try situation(["V5": answer])
            #expect(try availability(of: "PA07", in: situation) == expected)
        }
    }

    @Test func `An action is blocked by what it builds on`() throws {
        let ids = try Bundled.definition().catalogue.actions.map(\.id)
        let first = try #require(ids.firstIndex(of: "PA01"))
        // PA07 builds on PA01, which raises V11.
        let blocked = try situation(["V5": "no", "V11": "no"], excluded: ["PA01"])
        #expect(try availability(of: "PA07", in: blocked) == .blocked(by: first))
        #expect(try availability(of: "PA01", in: blocked) == .excluded)
        let free = try situation(["V5": "no", "V11": "yes"], excluded: ["PA01"])
        #expect(try availability(of: "PA07", in: free) == .available)
    }

    @Test func `A condition decides, also about the institution`() throws {
        // PA89 unifies municipal services; K1 is asked of municipalities only.
        let municipality = try situation([:], profile: ["kind": "municipality"])
        #expect(try availability(of: "PA89", in: municipality) == .available)
        let ministry = try situation([:], profile: ["kind": "ministry"])
        #expect(try availability(of: "PA89", in: ministry) == .nothingToRaise)
        // PA64 extends in-person services only while not everything is online (F2 < all).
        let online = try situation(["F2.all": "all", "F2.key": "all", "D3.all": "some"])
        #expect(try availability(of: "PA64", in: online) == .conditionFails)
    }

    @Test func `What suits another group is not offered`() throws {
        let catalogue = try Bundled.definition().catalogue
        let index = try #require(catalogue.actions.firstIndex { !$0.groups.contains("basic") })
        let basic = try situation([:], groups: ["basic"])
        #expect(basic.availability[index] == .unsuited)
    }

    @Test func `Open answers are taken as the assumption says`() throws {
        let definition = try Bundled.definition()
        let item = try #require(definition.questionnaire.itemIndex("V5"))
        func option(_ assumption: PlanningSituation.Assumption) throws -> Int? {
            let situation = try situation(["V5": "unknown"], assumption: assumption)
            return situation.state.items[item] == .answered
                ? situation.state.exactOption(ofItem: item) : nil
        }
        #expect(try option(.worst) == 0)
        #expect(try option(.point) == nil)
        #expect(try option(.best) == 1)
    }

    @Test func `A done action counts although the answers do not show it`() throws {
        let before = try situation(["V5": "no", "V11": "yes"])
        let after = try situation(["V5": "no", "V11": "yes"], done: ["PA07"])
        #expect(try availability(of: "PA07", in: before) == .available)
        #expect(try availability(of: "PA07", in: after) == .nothingToRaise)
    }

    @Test func `A dimension without any answer is not reached by doing nothing`() throws {
        let situation = try situation([:])
        let plan = ImprovementPlan(situation, targets: [1, 0, 0, 0])
        #expect(plan.aims == [1, 0, 0, 0])
        #expect(plan.projected.dimensions[0].level == 1)
        #expect(!plan.steps.isEmpty)
    }
}
