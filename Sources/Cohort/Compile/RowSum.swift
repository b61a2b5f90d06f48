import Consistency
import Survey

/// A sum with a bound, flattened for evaluation over many rows.
struct RowSum: Sendable {
    private struct NumberTerm: Sendable {
        let field: Int
        let coefficient: Int
        let lowest: Int
        let highest: Int
    }

    private struct CodeTerm: Sendable {
        let field: Int
        /// What the lowest and the highest possible value add, by code.
        let lowest: [Int]
        let highest: [Int]
    }

    private struct OptionTerm: Sendable {
        let field: Int
        let option: Int
        let lowest: [Int]
        let highest: [Int]
    }

    private var numberTerms: [NumberTerm] = []
    private var codeTerms: [CodeTerm] = []
    private var optionTerms: [OptionTerm] = []
    private let bound: Int

    init(_ constraint: LinearConstraint, layout: FieldLayout, table: VariableTable) {
        bound = constraint.bound
        for term in constraint.terms {
            let operand = table.operands[term.variable]
            let field = layout.index(of: operand)
            let full = table.domains[term.variable]
            switch (term.contribution, full) {
            case (.coefficient(let coefficient), .range(let range)):
                let ends = (coefficient * range.lowerBound, coefficient * range.upperBound)
                numberTerms.append(
                    NumberTerm(
                        field: field, coefficient: coefficient, lowest: min(ends.0, ends.1),
                        highest: max(ends.0, ends.1)))
            case (.table(let values), .options(let mask)):
                let all = mask.indices.map { values[$0] }
                let lowest = all.min() ?? 0
                let highest = all.max() ?? 0
                if case .multiple = layout.fields[field].kind {
                    optionTerms.append(
                        OptionTerm(
                            field: field, option: term.variable - table.variable(of: operand),
                            lowest: all + [lowest], highest: all + [highest]))
                } else {
                    let states = FieldState.allCases
                    codeTerms.append(
                        CodeTerm(
                            field: field, lowest: all + states.map { _ in lowest },
                            highest: all + states.map { _ in highest }))
                }
            default: preconditionFailure("a table belongs to options, a coefficient to a number")
            }
        }
    }

    /// Whether the sum certainly exceeds the bound (0), certainly does not (1), or neither (2).
    func value(_ row: RowValues) -> Int {
        var lowest = 0
        var highest = 0
        for term in numberTerms {
            if row.codes[term.field] == 0 {
                let value = term.coefficient &* row.numbers[term.field]
                lowest &+= value
                highest &+= value
            } else {
                lowest &+= term.lowest
                highest &+= term.highest
            }
        }
        for term in codeTerms {
            let code = Int(row.codes[term.field])
            lowest &+= term.lowest[code]
            highest &+= term.highest[code]
        }
        for term in optionTerms {
            let code = row.optionCode(term.field, term.option)
            lowest &+= term.lowest[code]
            highest &+= term.highest[code]
        }
        if highest <= bound { return 1 }
        return lowest > bound ? 0 : 2
    }
}

/// One number with a bound: the sum that most rules about numbers compare.
struct NumberTest: Sendable {
    private let field: Int
    private let coefficient: Int
    private let bound: Int
    /// What an open number says.
    private let open: Int

    /// Flattens a sum; `nil` when it has more than a number.
    init?(_ constraint: LinearConstraint, layout: FieldLayout, table: VariableTable) {
        guard let term = constraint.terms.first, constraint.terms.count == 1,
            case .coefficient(let coefficient) = term.contribution,
            case .range(let range) = table.domains[term.variable]
        else { return nil }
        field = layout.index(of: table.operands[term.variable])
        self.coefficient = coefficient
        bound = constraint.bound
        let ends = [coefficient * range.lowerBound, coefficient * range.upperBound]
        if ends.allSatisfy({ $0 <= constraint.bound }) {
            open = 1
        } else {
            open = ends.allSatisfy { $0 > constraint.bound } ? 0 : 2
        }
    }

    /// Whether the number certainly exceeds the bound (0), certainly does not (1), or neither (2).
    @inline(__always)
    func value(_ row: RowValues) -> Int {
        guard row.codes[field] == 0 else { return open }
        return coefficient &* row.numbers[field] <= bound ? 1 : 0
    }
}
