@testable import Consistency
import RuleLanguage
import Survey
import Testing

/// The solver's limit, its determinism, and that independent blocks do not multiply.
@Suite struct SolverTests {
    /// `pigeons` birds in one hole fewer, no two in one: no solution, and no short way to see it.
    private static func pigeonhole(_ pigeons: Int, holes: Int, from first: Int = 0) -> [Formula] {
        var formulas: [Formula] = []
        let ranks = Array(0..<holes)
        for left in 0..<pigeons {
            for right in (left + 1)..<max(pigeons, left + 1) {
                formulas.append(
                    .relation(
                        .notEqual,
                        [
                            LinearConstraint.Term(
                                variable: first + left, contribution: .table(ranks)),
                            LinearConstraint.Term(
                                variable: first + right,
                                contribution: .table(ranks.map { -$0 })),
                        ], 0))
            }
        }
        return formulas
    }

    private static func domains(_ count: Int, holes: Int) -> [SolverDomain] {
        Array(repeating: .options(.first(holes)), count: count)
    }

    @Test func `A search that reaches its limit is undecided and claims nothing`() {
        let formulas = Self.pigeonhole(6, holes: 5)
        let domains = Self.domains(6, holes: 5)
        #expect(Solver.solve(formulas, over: domains) == .unsatisfiable)
        for limit in [0, 1, 10, 100] {
            let outcome = Solver.solve(formulas, over: domains, limit: limit)
            #expect(outcome == .undecided, "limit \(limit)")
            #expect(outcome.isSatisfiable == nil)
        }
    }

    @Test(arguments: [3, 4, 5])
    func `The same question has the same answer and witness`(pigeons: Int) {
        let formulas = Self.pigeonhole(pigeons, holes: 5)
        let domains = Self.domains(pigeons, holes: 5)
        let first = Solver.solve(formulas, over: domains)
        #expect(first.isSatisfiable == true)
        for _ in 0..<5 { #expect(Solver.solve(formulas, over: domains) == first) }
        guard case .satisfiable(let witness) = first else { return }
        #expect(formulas.allSatisfy { $0.value(in: witness) == true })
    }

    @Test func `The effort of independent blocks adds up instead of multiplying`() throws {
        // Ten solvable blocks, then one that is not: a search through all of them together would
        // try the last once for every solution of the others.
        var formulas: [Formula] = []
        for block in 0..<10 { formulas += Self.pigeonhole(4, holes: 4, from: 4 * block) }
        formulas += Self.pigeonhole(5, holes: 4, from: 40)
        let domains = Self.domains(45, holes: 4)
        let alone = try #require(
            stride(from: 100, through: 4_000, by: 100).first { limit in
                Solver.solve(
                    Self.pigeonhole(5, holes: 4), over: Self.domains(5, holes: 4), limit: limit)
                    == .unsatisfiable
            })
        #expect(Solver.solve(formulas, over: domains, limit: 20 * alone) == .unsatisfiable)
    }

    @Test func `Sums of counts are bounded exactly, negative multiples included`() {
        let domains: [SolverDomain] = [.range(0...4), .range(0...4)]
        for first in -2...2 {
            for second in -2...2 {
                for bound in -9...9 {
                    let constraint = LinearConstraint(
                        [
                            LinearConstraint.Term(variable: 0, contribution: .coefficient(first)),
                            LinearConstraint.Term(variable: 1, contribution: .coefficient(second)),
                        ], atMost: bound)
                    let exists = (0...4).contains { a in
                        (0...4).contains { b in first * a + second * b <= bound }
                    }
                    let found = Solver.solve([.linear(constraint)], over: domains)
                    #expect(found.isSatisfiable == exists, "\(first)a + \(second)b <= \(bound)")
                }
            }
        }
    }
}
