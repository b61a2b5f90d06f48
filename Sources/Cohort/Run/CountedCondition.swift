import Assessment
import Consistency
package import RuleLanguage
import Survey

/// A condition of the rule language whose rows are counted.
package struct CountedCondition: Sendable {
    /// What a condition says of a row.
    package enum Outcome: Int, CaseIterable, Sendable {
        /// It certainly holds.
        case holds
        /// The answers leave it open.
        case open
        /// It certainly does not hold.
        case fails
        /// A question in it is not applicable or not asked.
        case notEvaluated
    }

    /// The condition as it was written.
    package let text: String
    private let formula: Formula
    private let negation: Formula
    private let operands: [Operand]
    private let rowFormula: RowFormula
    private let rowNegation: RowFormula
    private let fields: [Int]
    private let masks: [UInt64]

    /// Resolves a condition.
    ///
    /// - Throws: ``RuleSyntaxError`` when it is malformed or names something unknown.
    package init(_ text: String, compiled: CompiledDefinition) throws(RuleSyntaxError) {
        self.text = text
        let definition = compiled.definition
        let layout = compiled.layout
        let table = definition.rules.table
        formula = try FormulaResolver(definition.questionnaire, table: table)
            .formula(RuleParser.parseCondition(text))
        negation = formula.negated(over: table.domains)
        operands = formula.variables.map { table.operands[$0] }
        rowFormula = RowFormula(formula, layout: layout, table: table)
        rowNegation = RowFormula(negation, layout: layout, table: table)
        fields = Set(operands.map { layout.index(of: $0) }).sorted()
            .filter { layout.fields[$0].canBeInapplicable }
        masks = fields.map { layout.fields[$0].applicableCodes }
    }

    /// What the condition says of a row.
    ///
    /// - Precondition: The row has been judged, so that conditions have been applied to it.
    func outcome(
        _ row: RowValues, compiled: CompiledDefinition, isPartial: Bool
    ) -> Outcome {
        for (field, mask) in zip(fields, masks) where mask >> UInt64(row.codes[field]) & 1 == 0 {
            return .notEvaluated
        }
        switch rowFormula.value(row) {
        case 0: return .fails
        case 1: return .holds
        default: break
        }
        if !isPartial, rowFormula.isSatisfiabilityExact, rowNegation.isSatisfiabilityExact {
            return .open
        }
        let definition = compiled.definition
        let response = row.response(to: definition.questionnaire, layout: compiled.layout)
        switch definition.state(of: response).truth(of: formula, negation: negation) {
        case .satisfied: return .holds
        case .possible: return .open
        case .violated: return .fails
        }
    }
}
