import Consistency
import Survey
import Testing

/// Which variables occur in a formula.
@Suite struct FormulaVariablesTests {
    private static func member(_ variable: Int) -> Formula {
        .member(variable: variable, of: OptionMask(index: 0))
    }

    @Test(
        "Each variable is named once, in the order of first occurrence",
        arguments: [0, 1, 2, 15, 16, 17, 40])
    func order(_ count: Int) {
        let first = (0..<count).map { (7 * $0) % 41 }
        #expect(Formula.and(first.map(Self.member)).variables == first)
        let repeated = first + first.reversed() + first
        #expect(Formula.or(repeated.map(Self.member)).variables == first)
    }

    @Test("Variables of sums and of nested parts are found")
    func nested() {
        let sum = LinearConstraint(
            [
                LinearConstraint.Term(variable: 5, contribution: .coefficient(1)),
                LinearConstraint.Term(variable: 2, contribution: .table([0, 1])),
            ], atMost: 1)
        let formula = Formula.or([
            .constant(false), .and([Self.member(2), .linear(sum)]), Self.member(9),
        ])
        #expect(formula.variables == [2, 5, 9])
        #expect(Formula.constant(true).variables == [])
    }
}
