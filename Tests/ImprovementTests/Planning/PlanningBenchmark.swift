import Assessment
import Consistency
import Foundation
import Improvement
import Maturity
import TestSupport
import Testing

/// How long plans take, and what they save against a plain greedy choice.
///
/// Run by Tests/Benchmarks/planning.sh over the synthetic cohort; it judges no time.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["BRIEDUMS_BENCHMARK"] != nil))
struct PlanningBenchmark {
    @Test func `The cheapest plans beside greedy ones`() throws {
        var slowest = (row: -1, time: Duration.zero)
        var times: [Duration] = []
        var ratios: [(row: Int, greedy: Int, cheapest: Int)] = []
        for (row, assessment) in try CohortSample.assessments().enumerated() {
            let clock = ContinuousClock()
            var plan: InstitutionPlan?
            let time = clock.measure { plan = InstitutionPlan(assessment) }
            guard let plan, plan.plan.personDays > 0 else { continue }
            times.append(time)
            if time > slowest.time { slowest = (row, time) }
            let greedy = GreedySelection(
                assessment.state, targets: plan.targets.map(\.level),
                groups: assessment.assignment.groups.map(\.id),
                catalogue: assessment.definition.catalogue, model: assessment.definition.model)
            guard greedy.unreached.isEmpty else { continue }
            #expect(greedy.personDays >= plan.plan.personDays)
            ratios.append((row, greedy.personDays, plan.plan.personDays))
        }
        let median = times.sorted()[times.count / 2]
        let total = ratios.reduce((0, 0)) { ($0.0 + $1.greedy, $0.1 + $1.cheapest) }
        let worst = ratios.max { left, right in
            left.greedy * right.cheapest < right.greedy * left.cheapest
        }
        print(
            "plans: \(times.count), median \(median), slowest \(slowest.time) (row \(slowest.row))")
        print("greedy costs \(total.0) person-days in all, the cheapest plans \(total.1):")
        print(String(format: "ratio %.3f", Double(total.0) / Double(max(1, total.1))))
        if let worst {
            print("worst: row \(worst.row), greedy \(worst.greedy), cheapest \(worst.cheapest)")
        }
    }
}
