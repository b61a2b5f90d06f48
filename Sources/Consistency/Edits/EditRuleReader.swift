import RuleLanguage
package import Survey
package import TextFormats

/// Reads `rules.json` and fills in templates.
package struct EditRuleReader {
    private let questionnaire: Questionnaire
    private let table: VariableTable

    /// Reads the rules of a questionnaire; every fault is reported to the cursor's log.
    ///
    /// - Returns: The rules, incomplete when the log has errors; `nil` when the file is no object.
    /// - Complexity: O(*rules* · *questions*).
    package static func read(
        _ root: JSONCursor, for questionnaire: Questionnaire, table: VariableTable
    ) -> EditRuleSet? {
        let reader = EditRuleReader(questionnaire: questionnaire, table: table)
        var rules: [EditRule] = []
        var edits: [Edit] = []
        guard var object = root.object() else { return nil }
        object.requireSchema("briedums.rules/1")
        let cursors = object.required("rules")?.elements() ?? []
        let reliability = reader.reliability(object.optional("reliability"))
        object.finish()
        var ids: [(id: String, cursor: JSONCursor)] = []
        for cursor in cursors {
            guard let (rule, instances) = reader.rule(cursor) else { continue }
            ids.append((rule.id, cursor))
            rules.append(rule)
            edits += instances
        }
        reportDuplicateIDs(ids)
        return EditRuleSet(rules: rules, edits: edits, table: table, reliability: reliability)
    }

    private func reliability(_ cursor: JSONCursor?) -> ReliabilityWeights {
        let count = questionnaire.questions.count
        guard var object = cursor?.object() else {
            return ReliabilityWeights(
                weights: Array(repeating: 1, count: count), source: LocalizedText(verbatim: ""))
        }
        defer { object.finish() }
        let standard = object.required("default")?.integer(in: 1...1000) ?? 1
        let source = words(object.required("source"))
        var weights = [Int](repeating: standard, count: count)
        let ids = questionnaire.questions.map(\.id)
        for (name, value) in object.optional("questions")?.members() ?? [] {
            if let index = ids.firstIndex(of: name) {
                weights[index] = value.integer(in: 0...1000) ?? standard
            } else {
                reportUnknownName(name, at: value, among: ids)
            }
        }
        return ReliabilityWeights(weights: weights, source: source)
    }

    private func rule(_ cursor: JSONCursor) -> (EditRule, [Edit])? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let kind = lookUp(object.required("kind"), among: EditRule.Kind.allCases.map(\.rawValue))
        let text = object.required("rule")
        let message = words(object.required("message"))
        let check = words(object.required("check"))
        let source = words(object.required("source"))
        guard let id, let kind, let text, let ruleText = text.nonEmptyString() else { return nil }
        let rule = EditRule(
            id: id, kind: EditRule.Kind.allCases[kind], text: ruleText, message: message,
            check: check, source: source, location: text.location)
        do throws(RuleSyntaxError) {
            let parsed = try RuleParser.parseRule(ruleText)
            let edits = try instances(of: parsed, rule: rule)
            for edit in edits.prefix(1) {
                reportPlaceholders(edit.message, at: cursor.member("message"))
                reportPlaceholders(edit.check, at: cursor.member("check"))
            }
            return (rule, edits)
        } catch {
            text.report(
                code: "rule.syntax", atScalar: error.offset, error.message, advice: error.advice)
            return (rule, [])
        }
    }

    /// Reports a placeholder that nothing has filled in.
    private func reportPlaceholders(_ text: LocalizedText, at cursor: JSONCursor?) {
        let brace = UInt8(ascii: "{")
        guard text.lv.utf8.contains(brace) || text.en.utf8.contains(brace) else { return }
        cursor?.report(
            code: "rule.placeholder",
            LocalizedText(
                lv: "šim noteikumam nav ar ko aizpildīt vietturi „{…}“.",
                en: "this rule has nothing to put in place of '{…}'."),
            advice: LocalizedText(
                lv: "{question} der noteikumos „for each“, {scope} – noteikumos, kas ir spēkā "
                    + "katrai pakalpojumu daļai atsevišķi.",
                en: "{question} belongs to 'for each' rules, {scope} to rules that hold for each "
                    + "scope separately."))
    }

    private func instances(
        of parsed: RuleText, rule: EditRule
    ) throws(RuleSyntaxError) -> [Edit] {
        var edits: [Edit] = []
        for binding in try bindings(parsed.header) {
            let bindings = binding.map { [$0.variable: $0.question] } ?? [:]
            let scopes: [Int?] =
                try holdsPerScope(parsed.expression, bindings)
                ? Array(questionnaire.scopes.indices) : [nil]
            for scope in scopes {
                let resolver = FormulaResolver(
                    questionnaire, table: table, bindings: bindings, scope: scope ?? 0)
                let formula = try resolver.formula(parsed.expression)
                var premise: Formula?
                if case .implies(let condition, _) = parsed.expression {
                    premise = try resolver.formula(condition)
                }
                let question = binding.map { questionnaire.questions[$0.question].id }
                let instance = [question, scope.map { questionnaire.scopes[$0].id }]
                    .compactMap { $0 }.joined(separator: ".")
                var seen: Set<Operand> = []
                let operands = formula.variables.map { table.operands[$0] }
                    .filter { seen.insert($0).inserted }
                edits.append(
                    Edit(
                        id: instance.isEmpty ? rule.id : "\(rule.id):\(instance)", rule: rule,
                        formula: formula, negation: formula.negated(over: table.domains),
                        premise: premise, operands: operands,
                        expression: parsed.expression,
                        binding: binding.map {
                            ($0.variable, questionnaire.questions[$0.question].id)
                        },
                        scope: scope.map { questionnaire.scopes[$0].labelAfterFor }))
            }
        }
        return edits
    }

    /// The questions that a template's variable stands for; one `nil` for a rule that is none.
    private func bindings(
        _ header: TemplateHeader?
    ) throws(RuleSyntaxError) -> [(variable: String, question: Int)?] {
        guard let header else { return [nil] }
        let variable = header.variable.text
        switch header.range {
        case .scale(let name):
            let scaleIDs = questionnaire.scales.map(\.id)
            guard let scale = scaleIDs.firstIndex(of: name.text) else {
                throw unknown(name, among: scaleIDs)
            }
            return questionnaire.questions.indices
                .filter { questionnaire.questions[$0].kind == .single(scale: scale) }
                .map { (variable, $0) }
        case .questions(let names):
            var result: [(variable: String, question: Int)?] = []
            for name in names {
                guard let question = questionnaire.questionIndex(name.text) else {
                    throw unknown(name, among: questionnaire.questions.map(\.id))
                }
                result.append((variable, question))
            }
            return result
        }
    }

    /// Whether a rule concerns scoped questions alone and names no scope: then it holds for each.
    private func holdsPerScope(
        _ expression: Expression, _ bindings: [String: Int]
    ) throws(RuleSyntaxError) -> Bool {
        let resolver = FormulaResolver(questionnaire, table: table, bindings: bindings)
        var found = false
        for reference in expression.references {
            guard reference.scope == nil else { return false }
            // A right side that is no question is an option; the formula reports it otherwise.
            guard let isScoped = resolver.isScoped(reference) else { continue }
            guard isScoped else { return false }
            found = true
        }
        return found
    }

    private func unknown(_ name: Name, among known: [String]) -> RuleSyntaxError {
        RuleSyntaxError(
            at: name.offset,
            LocalizedText(lv: "„\(name.text)“ nav zināms.", en: "'\(name.text)' is not known."),
            advice: Diagnostic.didYouMean(nearestName(to: name.text, among: known)))
    }
}
