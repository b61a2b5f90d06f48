import Improvement
import TestSupport
import Testing

/// The search against every set tried, and its proof against the independent check.
@Suite struct CheapestSelectionTests {
    @Test(arguments: 0..<20)
    func `The cheapest set is what trying every set finds`(batch: Int) throws {
        for number in 0..<100 {
            let seed = UInt64(batch * 100 + number)
            var generator = SplitMix64(seed: seed)
            let problem = randomProblem(&generator)
            let expected = Exhaustive(problem).best
            let selection = CheapestSelection(problem)
            #expect(selection.isComplete)
            #expect(selection.actions == expected, "seed \(seed)")
            let bound = try ProofCheck(problem).lowerBound(selection.proof)
            let cost = expected.map { $0.reduce(0) { $0 + problem.actions[$1].personDays } }
            #expect(bound == cost, "seed \(seed): the proof shows the cost, no more and no less")
            let quick = CheapestSelection(problem, breaksTies: false)
            let quickCost = quick.actions.map {
                $0.reduce(0) { $0 + problem.actions[$1].personDays }
            }
            #expect(quickCost == cost, "seed \(seed)")
        }
    }

    @Test func `A limit leaves a smaller bound and says so`() throws {
        var found = 0
        for seed in UInt64(0)..<400 {
            var generator = SplitMix64(seed: seed)
            let problem = randomProblem(&generator)
            let limited = CheapestSelection(
                problem, limits: CheapestSelection.Limits(cases: 1))
            guard !limited.isComplete, let best = Exhaustive(problem).best else { continue }
            found += 1
            let cost = best.reduce(0) { $0 + problem.actions[$1].personDays }
            let bound = try ProofCheck(problem).lowerBound(limited.proof)
            #expect(
                bound.map { $0 <= cost } ?? false, "seed \(seed): a bound is never above the truth")
            if let actions = limited.actions {
                #expect(Exhaustive.isSolution(actions, of: problem), "seed \(seed)")
            }
        }
        #expect(found > 20, "the limit was reached often enough to mean something")
    }

    @Test func `Ties go to fewer actions, then to catalogue order`() {
        func problem(_ days: [Int]) -> PlanningProblem {
            PlanningProblem(
                actions: days.enumerated().map {
                    PlanningProblem.Action(
                        catalogueIndex: $0.offset, personDays: $0.element, prerequisites: [])
                },
                items: days.indices.map {
                    PlanningProblem.Item(
                        questionnaireIndex: $0, rankCount: 2,
                        raises: [PlanningProblem.Raise(action: $0, rank: 1)])
                },
                thresholds: [
                    PlanningProblem.Threshold(
                        dimension: 0, need: 4,
                        gains: days.enumerated().map {
                            PlanningProblem.Gain(item: $0.offset, values: [0, $0.element])
                        })
                ], gates: [])
        }
        #expect(CheapestSelection(problem([1, 3, 2, 2, 4])).actions == [4])
        #expect(CheapestSelection(problem([2, 1, 3, 2])).actions == [0, 3])
        #expect(CheapestSelection(problem([1, 3, 2, 2])).actions == [0, 1])
    }
}
