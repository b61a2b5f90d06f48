import RuleLanguage
package import Survey
package import TextFormats

/// The conditions under which each item is asked, resolved to formulas.
package struct ConditionTable: Sendable {
    /// What must hold for an item to be asked.
    ///
    /// Its section's, its question's and its scope's conditions. Empty for an item that is always asked.
    package let conditions: [[(text: String, formula: Formula)]]
    /// The variables of the formulas.
    package let table: VariableTable

    /// Resolves the conditions of a questionnaire.
    ///
    /// A condition may use profile fields and items that stand earlier in the questionnaire, so
    /// that one pass decides what is asked.
    ///
    /// - Parameters:
    ///   - questionnaire: The questionnaire.
    ///   - table: Its variables.
    ///   - log: Receives unknown names and conditions that look ahead.
    package init(_ questionnaire: Questionnaire, table: VariableTable, log: DiagnosticLog) {
        let resolver = FormulaResolver(questionnaire, table: table)
        var resolved: [Condition: Formula] = [:]
        var reported: Set<Condition> = []
        conditions = questionnaire.items.enumerated().map { index, item in
            let question = questionnaire.question(of: item)
            let parts = [
                questionnaire.sections[question.section].condition, question.condition,
                item.scope.flatMap { questionnaire.scopes[$0].condition },
            ]
            var formulas: [(text: String, formula: Formula)] = []
            for condition in parts.compactMap({ $0 }) {
                if resolved[condition] == nil, !reported.contains(condition) {
                    do throws(RuleSyntaxError) {
                        resolved[condition] = try resolver.formula(condition.expression)
                    } catch {
                        Self.report(
                            condition, at: error.offset, error.message, advice: error.advice,
                            log: log)
                        reported.insert(condition)
                    }
                }
                guard let formula = resolved[condition] else { continue }
                let looksAhead = formula.variables.contains { variable in
                    if case .item(let other) = table.operands[variable] { return other >= index }
                    return false
                }
                if looksAhead, reported.insert(condition).inserted {
                    Self.report(
                        condition, at: 0,
                        LocalizedText(
                            lv: "nosacījums izmanto jautājumu, kas anketā nav pirms \(item.id).",
                            en: "the condition uses a question that does not come before "
                                + "\(item.id)."),
                        log: log)
                }
                if !looksAhead { formulas.append((condition.text, formula)) }
            }
            return formulas
        }
        self.table = table
    }

    private static func report(
        _ condition: Condition, at offset: Int, _ message: LocalizedText,
        advice: LocalizedText? = nil, log: DiagnosticLog
    ) {
        var location = condition.location
        location.position?.column += 1 + offset
        log.add(Diagnostic(code: "rule.condition", at: location, message, advice: advice))
    }
}
