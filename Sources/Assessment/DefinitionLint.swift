import Consistency
package import Improvement
import Maturity
package import Survey
package import TextFormats

/// Checks a definition beyond what reading it requires.
///
/// Reading reports what is malformed, dangling or untranslated; this adds what a definition's
/// author would regret later: a scored question that no action improves, a condition that is never
/// or always true, a rule that no answers can violate or satisfy, a section without questions.
package struct DefinitionLint {
    let definition: Definition
    private let parsed: ParsedDefinition
    private let log: DiagnosticLog

    /// Reads and checks the files of one version.
    ///
    /// - Parameters:
    ///   - files: The files.
    ///   - date: The half-year at which plans and measures that actions refer to should still be
    ///     in force; `nil` when that does not matter, as for a version about the past.
    /// - Returns: Every finding, in the order of the files' names and, within a file, of its text.
    /// - Complexity: O(*bytes*) plus one small search per rule and condition.
    package static func findings(
        in files: DefinitionFiles, at date: HalfYear? = nil
    ) -> [Diagnostic] {
        let log = DiagnosticLog()
        let parsed = files.parsed(log: log)
        if let definition = Definition.read(parsed, log: log) {
            let lint = DefinitionLint(definition: definition, parsed: parsed, log: log)
            lint.checkFolderName(files.folder)
            lint.checkHeadings()
            lint.checkConditions()
            lint.checkRules()
            lint.checkRuleSet()
            lint.checkWeights()
            lint.checkActions()
            // What is faulty already would make targets unreachable as well.
            if !log.findings.containsErrors { lint.checkTargets() }
            lint.checkPrerequisites()
            lint.checkGates()
            if let date { lint.checkReferences(at: date) }
        }
        return log.findings.enumerated().sorted { left, right in
            let (a, b) = (left.element.location, right.element.location)
            guard let a, let b, a.file == b.file else {
                return (a?.file ?? "", left.offset) < (b?.file ?? "", right.offset)
            }
            guard let first = a.position, let second = b.position, first != second else {
                return left.offset < right.offset
            }
            return first < second
        }.map(\.element)
    }

    var questionnaire: Questionnaire { definition.questionnaire }

    func report(
        _ severity: Diagnostic.Severity, _ code: String, file: String, _ path: [String],
        _ message: LocalizedText, advice: LocalizedText? = nil
    ) {
        var cursor = parsed.roots[file]
        for token in path {
            cursor = Int(token).map { cursor?.element($0) } ?? cursor?.member(token)
        }
        cursor?.report(severity, code: code, message, advice: advice)
    }

    private func checkFolderName(_ folder: String) {
        let identity = questionnaire.identity
        guard !folder.hasSuffix("\(identity.id)/\(identity.version)") else { return }
        report(
            .warning, "lint.folder-name", file: "questionnaire.json", ["version"],
            LocalizedText(
                lv: "mape nav nosaukta „\(identity.id)/\(identity.version)“.",
                en: "the folder is not named '\(identity.id)/\(identity.version)'."))
    }

    private func checkHeadings() {
        for (index, section) in questionnaire.sections.enumerated()
        where !questionnaire.questions.contains(where: { $0.section == index }) {
            report(
                .warning, "lint.empty-section", file: "questionnaire.json",
                ["sections", "\(index)"],
                LocalizedText(
                    lv: "sadaļā „\(section.id)“ nav neviena jautājuma.",
                    en: "the section '\(section.id)' has no question."))
        }
        for (index, group) in questionnaire.groups.enumerated()
        where !questionnaire.questions.contains(where: { $0.group == index }) {
            report(
                .warning, "lint.empty-group", file: "questionnaire.json", ["groups", "\(index)"],
                LocalizedText(
                    lv: "grupā „\(group.id)“ nav neviena jautājuma.",
                    en: "the group '\(group.id)' has no question."))
        }
        for (index, question) in questionnaire.questions.enumerated() {
            guard let group = question.group,
                questionnaire.groups[group].section != question.section
            else { continue }
            report(
                .error, "lint.group-section", file: "questionnaire.json",
                ["questions", "\(index)", "group"],
                LocalizedText(
                    lv: "grupa „\(questionnaire.groups[group].id)“ pieder citai sadaļai.",
                    en: "the group '\(questionnaire.groups[group].id)' belongs to another section."
                ))
        }
    }

    private func checkConditions() {
        let full = definition.rules.table.domains
        var seen: Set<String> = []
        for (item, conditions) in zip(questionnaire.items, definition.conditions.conditions) {
            for (text, formula) in conditions where seen.insert(text).inserted {
                let never = Solver.solve([formula], over: full).isSatisfiable == false
                let negation = formula.negated(over: full)
                let always = Solver.solve([negation], over: full).isSatisfiable == false
                guard never || always else { continue }
                let location =
                    [
                        questionnaire.sections[questionnaire.question(of: item).section].condition,
                        questionnaire.question(of: item).condition,
                        item.scope.flatMap { questionnaire.scopes[$0].condition },
                    ].compactMap { $0 }.first { $0.text == text }?.location
                log.add(
                    Diagnostic(
                        never ? .error : .warning,
                        code: never ? "lint.condition-never" : "lint.condition-always",
                        at: location,
                        never
                            ? LocalizedText(
                                lv: "nosacījums „\(text)“ nekad nav patiess, tāpēc \(item.id) "
                                    + "nekad netiek jautāts.",
                                en: "the condition '\(text)' is never true, so \(item.id) is "
                                    + "never asked.")
                            : LocalizedText(
                                lv: "nosacījums „\(text)“ vienmēr ir patiess.",
                                en: "the condition '\(text)' is always true."),
                        advice: LocalizedText(
                            lv: "Labojiet vai izdzēsiet to.", en: "Correct it or remove it.")))
            }
        }
    }

    private func checkRules() {
        let full = definition.rules.table.domains
        for edit in definition.rules.edits {
            let never = Solver.solve([edit.formula], over: full).isSatisfiable == false
            let always = Solver.solve([edit.negation], over: full).isSatisfiable == false
            guard never || always else { continue }
            log.add(
                Diagnostic(
                    never ? .error : .warning,
                    code: never ? "lint.rule-never-satisfied" : "lint.rule-never-violated",
                    at: edit.rule.location,
                    never
                        ? LocalizedText(
                            lv: "noteikumu \(edit.id) nevar izpildīt nekādas atbildes.",
                            en: "no answers can satisfy \(edit.id).")
                        : LocalizedText(
                            lv: "noteikumu \(edit.id) nevar pārkāpt nekādas atbildes.",
                            en: "no answers can violate \(edit.id).")))
        }
    }

    /// Contradictory, redundant and never applicable rules, and answers that no consistent response
    /// can give; each with the rules that prove it.
    private func checkRuleSet() {
        let edits = definition.rules.edits.filter { $0.rule.kind == .hard }
        let analysis = RuleSetAnalysis(
            edits.map {
                RuleSetAnalysis.Rule(
                    formula: $0.formula, negation: $0.negation, premise: $0.premise)
            }, domains: definition.rules.table.domains)
        func names(_ indices: [Int]) -> String {
            indices.map { edits[$0].id }.joined(separator: ", ")
        }
        // A rule that contradicts itself has been reported on its own.
        for contradiction in analysis.contradictions where contradiction.count > 1 {
            let list = names(contradiction)
            let drops = analysis.cheapestDrops.map(names).joined(separator: "; ")
            log.add(
                Diagnostic(
                    code: "lint.rules-contradictory",
                    at: contradiction.first.map { edits[$0].rule.location },
                    LocalizedText(
                        lv: "noteikumus \(list) kopā nevar izpildīt nekādas atbildes.",
                        en: "no answers can satisfy \(list) together."),
                    advice: LocalizedText(
                        lv: "Pietiek atteikties no viena: \(drops).",
                        en: "Dropping one of these is enough: \(drops).")))
        }
        if analysis.isFeasible != true, analysis.contradictions.isEmpty {
            log.add(Self.undecided(isContradictory: analysis.isFeasible == false, edits.first))
        }
        for finding in analysis.redundant where !finding.proof.isEmpty {
            let list = names(finding.proof)
            log.add(
                Diagnostic(
                    .warning, code: "lint.rule-implied", at: edits[finding.rule].rule.location,
                    LocalizedText(
                        lv: "\(edits[finding.rule].id) izriet no \(list).",
                        en: "\(edits[finding.rule].id) follows from \(list).")))
        }
        for finding in analysis.neverApplicable {
            let list = names(finding.proof)
            log.add(
                Diagnostic(
                    .warning, code: "lint.rule-never-applies",
                    at: edits[finding.rule].rule.location,
                    LocalizedText(
                        lv: "\(edits[finding.rule].id) nosacījums nekad nav spēkā (\(list)).",
                        en: "the condition of \(edits[finding.rule].id) never holds (\(list)).")))
        }
        for soft in definition.rules.edits where soft.rule.kind == .soft {
            let proof = RuleSetAnalysis.proof(
                against: soft.negation, by: edits.map(\.formula),
                domains: definition.rules.table.domains)
            guard analysis.isFeasible == true, let proof, !proof.isEmpty else { continue }
            let list = names(proof)
            log.add(
                Diagnostic(
                    .warning, code: "lint.rule-implied", at: soft.rule.location,
                    LocalizedText(
                        lv: "\(soft.id) izriet no \(list).", en: "\(soft.id) follows from \(list).")
                ))
        }
        for value in analysis.impossibleValues {
            reportImpossible(value, because: names(value.proof))
        }
    }

    /// The finding that a search reached its limit; nothing else can then be said of the rule set.
    private static func undecided(isContradictory: Bool, _ edit: Edit?) -> Diagnostic {
        Diagnostic(
            isContradictory ? .error : .warning,
            code: isContradictory ? "lint.rules-contradictory" : "lint.rules-undecided",
            at: edit?.rule.location,
            isContradictory
                ? LocalizedText(
                    lv: "stingros noteikumus kopā nevar izpildīt nekādas atbildes; kuri ir "
                        + "pretrunā, neizdevās noteikt: sasniegts meklēšanas ierobežojums.",
                    en: "no answers can satisfy the hard rules together; which of them contradict "
                        + "could not be decided: the search reached its limit.")
                : LocalizedText(
                    lv: "vai stingrie noteikumi kopā ir izpildāmi, neizdevās noteikt: sasniegts "
                        + "meklēšanas ierobežojums.",
                    en: "whether the hard rules can hold together could not be decided: the search "
                        + "reached its limit."))
    }

    private func reportImpossible(
        _ value: RuleSetAnalysis.ImpossibleValue, because rules: String
    ) {
        let operand = definition.rules.table.operands[value.variable]
        guard case .item(let index) = operand else { return }
        let item = questionnaire.items[index]
        let options = questionnaire.options(of: questionnaire.question(of: item).kind)
        let what: String
        switch (value.impossible, item.domain) {
        case (.options, .multiple):
            let offset = value.variable - definition.rules.table.variable(of: operand)
            what = options[offset].id
        case (.options(let mask), _):
            what = mask.indices.map { options[$0].id }.joined(separator: ", ")
        case (.range(let possible), _):
            what = "< \(possible.lowerBound), > \(possible.upperBound)"
        }
        report(
            .warning, "lint.answer-impossible", file: "questionnaire.json",
            ["questions", "\(item.question)"],
            LocalizedText(
                lv: "\(item.id): atbilde „\(what)“ vienmēr ir pretrunā (\(rules)).",
                en: "\(item.id): the answer '\(what)' always contradicts (\(rules))."))
    }

    private func checkWeights() {
        for (index, dimension) in definition.model.dimensions.enumerated()
        where definition.model.contributions[index].isEmpty {
            report(
                .error, "lint.dimension-without-weights", file: "maturity.json",
                ["dimensions", "\(index)"],
                LocalizedText(
                    lv: "dimensijai „\(dimension.id)“ nav neviena jautājuma ar svaru.",
                    en: "no question has a weight in the dimension '\(dimension.id)'."))
        }
    }

    private func checkActions() {
        let raised = Set(
            definition.catalogue.actions.flatMap {
                $0.raises.map { questionnaire.items[$0.item].question }
            })
        let scored = Set(
            definition.model.contributions.joined().map { questionnaire.items[$0.item].question })
        // An action that could not be read may be the one that is missed.
        let isCatalogueWhole = !log.findings.contains {
            $0.severity == .error
                && $0.location?.file == parsed.roots["actions.json"]?.source.file
        }
        for index in questionnaire.questions.indices
        where isCatalogueWhole && scored.contains(index) && !raised.contains(index) {
            let id = questionnaire.questions[index].id
            report(
                .error, "lint.question-without-action", file: "questionnaire.json",
                ["questions", "\(index)"],
                LocalizedText(
                    lv: "\(id) ietekmē vērtējumu, bet neviens pasākums to neuzlabo.",
                    en: "\(id) counts in the score, but no action improves it."),
                advice: LocalizedText(
                    lv: "Pievienojiet pasākumu failā actions.json.",
                    en: "Add an action in actions.json."))
        }
        for (index, action) in definition.catalogue.actions.enumerated() {
            if action.raises.contains(where: { $0.option == 0 }) {
                report(
                    .error, "lint.raise-to-lowest", file: "actions.json",
                    ["actions", "\(index)", "raises"],
                    LocalizedText(
                        lv: "\(action.id) „uzlabo“ atbildi līdz zemākajai iespējamajai.",
                        en: "\(action.id) raises an answer to the lowest option."))
            }
        }
    }
}
