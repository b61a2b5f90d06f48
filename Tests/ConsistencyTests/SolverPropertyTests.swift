import Survey
import TestSupport
import Testing

@testable import Consistency

/// The solver on random formulas, against trying every combination of values.
@Suite struct SolverPropertyTests {
    @Test("A solution is found exactly when there is one", arguments: 0..<4)
    func solutions(_ chunk: Int) {
        for index in 0..<500 {
            let random = RandomProblem(seed: TestSeed.of(500 * chunk + index))
            let rules = random.problem.rules
            let search = ExhaustiveSearch(random.problem.observed.map(\.values))
            let solutions = search.combinations(where: .and(rules))
            switch Solver.solve(rules, over: random.problem.observed) {
            case .satisfiable(let domains):
                // Every combination of the values left is a solution.
                let left = ExhaustiveSearch(domains.map(\.values))
                #expect(left.combinations(where: .and(rules)) == left.all, "\(random)")
                let isWithin = zip(domains, random.problem.observed).allSatisfy {
                    Set($0.values).isSubset(of: $1.values)
                }
                #expect(isWithin && left.count > 0, "\(random)")
            case .unsatisfiable: #expect(ExhaustiveSearch.isEmpty(solutions), "\(random)")
            case .undecided: Issue.record("undecided: \(random)")
            }
        }
    }

    @Test("A formula and its complement share out all combinations", arguments: 0..<2)
    func complements(_ chunk: Int) {
        for index in 0..<250 {
            let random = RandomProblem(seed: TestSeed.of(250 * chunk + index))
            let search = ExhaustiveSearch(random.problem.full.map(\.values))
            for rule in random.problem.rules {
                let holds = search.combinations(where: rule)
                let fails = search.combinations(where: rule.negated(over: random.problem.full))
                #expect(ExhaustiveSearch.both(holds, fails).allSatisfy { $0 == 0 }, "\(random)")
                #expect(ExhaustiveSearch.either(holds, fails) == search.all, "\(random)")
            }
        }
    }

    @Test("A value that a formula claims is its value everywhere", arguments: 0..<2)
    func values(_ chunk: Int) {
        for index in 0..<500 {
            let random = RandomProblem(seed: TestSeed.of(500 * chunk + index))
            let search = ExhaustiveSearch(random.problem.observed.map(\.values))
            for rule in random.problem.rules {
                let holds = search.combinations(where: rule)
                switch rule.value(in: random.problem.observed) {
                case true?: #expect(holds == search.all, "\(random)")
                case false?: #expect(ExhaustiveSearch.isEmpty(holds), "\(random)")
                case nil: #expect(search.count > 1, "\(random)")
                }
            }
        }
    }

    @Test("A limit gives no wrong answer", arguments: 0..<2)
    func limits(_ chunk: Int) {
        for index in 0..<250 {
            let random = RandomProblem(seed: TestSeed.of(250 * chunk + index))
            let rules = random.problem.rules
            let whole = Solver.solve(rules, over: random.problem.observed)
            for limit in [0, 1, 2, 3, 5, 8, 13, 21] {
                let outcome = Solver.solve(rules, over: random.problem.observed, limit: limit)
                let isSame = outcome.isSatisfiable == nil || outcome == whole
                #expect(isSame, "limit \(limit): \(random)")
            }
        }
    }
}
