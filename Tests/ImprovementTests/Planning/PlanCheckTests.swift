import Assessment
import Improvement
import Maturity
import Survey
import TestSupport
import Testing

/// A plan that has been tampered with does not pass, one kind of tampering at a time.
@Suite struct PlanCheckTests {
    /// A plan of the catalogue, with what it is checked against.
    private static let plan = Result {
        let definition = try Bundled.definition()
        let state = try CohortSample.states()[28]
        return ImprovementPlan(
            PlanningSituation(
                state, groups: ["medium"], catalogue: definition.catalogue,
                model: definition.model, required: [5]),
            targets: [2, 2, 2, 2])
    }

    private func faults(
        _ tamper: (inout PlanCheck.Claim, ImprovementPlan) -> Void
    ) throws -> [PlanCheck.Fault] {
        let plan = try Self.plan.get()
        var claim = PlanCheck.Claim(plan)
        tamper(&claim, plan)
        return PlanCheck(
            claim, of: plan.situation, observed: try CohortSample.states()[28],
            problem: plan.problem
        ).faults
    }

    @Test func `An untouched plan passes`() throws {
        #expect(try faults { _, _ in }.isEmpty)
    }

    @Test func `An action less`() throws {
        let found = try faults { claim, _ in claim.actions.removeLast() }
        #expect(found.contains { if case .personDays = $0 { true } else { false } })
        #expect(found.contains { if case .level = $0 { true } else { false } })
    }

    @Test func `An action twice`() throws {
        var action = -1
        let found = try faults { claim, _ in
            action = claim.actions[0]
            claim.actions.append(action)
        }
        #expect(found == [.unknownOrRepeated(action: action)])
    }

    @Test func `An action that does not exist`() throws {
        #expect(
            try faults { claim, _ in claim.actions.append(10_000) }
                == [.unknownOrRepeated(action: 10_000)])
    }

    @Test func `An action that is done already`() throws {
        var action = -1
        let found = try faults { claim, plan in
            action = plan.situation.availability.firstIndex(of: .nothingToRaise) ?? -1
            claim.actions.append(action)
        }
        #expect(found.contains(.unavailable(action: action)))
    }

    @Test func `The wrong order`() throws {
        let found = try faults { claim, _ in claim.actions.reverse() }
        #expect(!found.isEmpty)
        for fault in found {
            guard case .prerequisite = fault else {
                Issue.record("\(fault) has nothing to do with the order")
                continue
            }
        }
    }

    @Test func `A wanted action left out`() throws {
        let found = try faults { claim, _ in claim.actions.removeAll { $0 == 5 } }
        #expect(found.contains(.missingRequired(action: 5)))
    }

    @Test func `Less work than it is`() throws {
        let actual = try Self.plan.get().personDays
        let found = try faults { claim, _ in claim.personDays -= 5 }
        #expect(found.contains(.personDays(claimed: actual - 5, actual: actual)))
        #expect(found.contains(.bound(claimed: actual - 5, shown: actual)))
    }

    @Test func `A higher level than is reached`() throws {
        let actual = try Self.plan.get().projected.dimensions.map { $0.level ?? 0 }
        let dimension = try #require(actual.firstIndex(of: 2))
        let found = try faults { claim, _ in claim.projected[dimension] = 3 }
        #expect(found == [.level(dimension: dimension, claimed: 3, actual: 2)])
    }

    @Test func `A higher aim than is reached`() throws {
        let found = try faults { claim, _ in claim.aims[1] = 3 }
        #expect(found.contains(.level(dimension: 1, claimed: 3, actual: 2)))
    }

    @Test func `A proof that there is nothing to prove`() throws {
        let found = try faults { claim, _ in claim.proof = .infeasible }
        #expect(found.contains { if case .proof = $0 { true } else { false } })
    }

    @Test func `A proof that shows less than the cost`() throws {
        let actual = try Self.plan.get().personDays
        let found = try faults { claim, plan in
            claim.proof = .bound(OptimalityProof.Multipliers(zeroFor: plan.problem))
        }
        guard case .bound(let claimed, let shown)? = found.first, found.count == 1 else {
            Issue.record("\(found)")
            return
        }
        #expect(claimed == actual)
        #expect(shown.map { $0 < actual } ?? false)
    }
}
