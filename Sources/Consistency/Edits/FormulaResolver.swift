package import RuleLanguage
package import Survey
import TextFormats

/// Looks up the names of a rule in a questionnaire and turns the rule into a formula.
package struct FormulaResolver {
    private let questionnaire: Questionnaire
    private let table: VariableTable
    /// The questions for which template variables stand.
    private let bindings: [String: Int]
    /// The scope of a scoped question that is written without one.
    private let scope: Int

    /// Makes a resolver.
    ///
    /// - Parameters:
    ///   - questionnaire: Where names are looked up.
    ///   - table: The variables of the questionnaire.
    ///   - bindings: The question for which each template variable stands.
    ///   - scope: The scope of scoped questions written without one.
    package init(
        _ questionnaire: Questionnaire, table: VariableTable, bindings: [String: Int] = [:],
        scope: Int = 0
    ) {
        self.questionnaire = questionnaire
        self.table = table
        self.bindings = bindings
        self.scope = scope
    }

    /// Turns an expression into a formula.
    ///
    /// - Throws: ``RuleSyntaxError`` at the first name or comparison that has no meaning.
    package func formula(_ expression: Expression) throws(RuleSyntaxError) -> Formula {
        switch expression {
        case .implies(let premise, let conclusion):
            return .or([try negated(try formula(premise)), try formula(conclusion)])
        case .and(let parts): return .and(try formulas(parts))
        case .or(let parts): return .or(try formulas(parts))
        case .not(let inner): return try negated(try formula(inner))
        case .comparison(let left, let relation, let right):
            return try comparison(left, relation, right)
        case .has(let reference, let option):
            let (operand, options) = try multiple(reference)
            return included(operand, try index(of: option, in: options), true)
        case .isExactly(let reference, let names, let isNegated):
            let (operand, options) = try multiple(reference)
            var chosen: Set<Int> = []
            for name in names { chosen.insert(try index(of: name, in: options)) }
            let exact = Formula.and(
                options.indices.map { included(operand, $0, chosen.contains($0)) })
            return isNegated ? try negated(exact) : exact
        case .every(let group): return .and(try members(group))
        case .some(let group): return .or(try members(group))
        }
    }

    private func formulas(_ parts: [Expression]) throws(RuleSyntaxError) -> [Formula] {
        var result: [Formula] = []
        for part in parts { result.append(try formula(part)) }
        return result
    }

    private func negated(_ formula: Formula) throws(RuleSyntaxError) -> Formula {
        formula.negated(over: table.domains)
    }

    // MARK: Comparisons

    private func comparison(
        _ left: Term, _ relation: Relation, _ right: Term
    ) throws(RuleSyntaxError) -> Formula {
        if case .reference(let reference) = left, let operand = try? operand(reference),
            case .single(let scale) = kind(operand)
        {
            return try optionComparison(operand, scale, relation, right)
        }
        let difference = try sum(left).adding(try sum(right), times: -1)
        return .relation(relation, difference.terms, -difference.constant)
    }

    /// A question with options against one of its options or a question of the same scale.
    private func optionComparison(
        _ operand: Operand, _ scale: Int, _ relation: Relation, _ right: Term
    ) throws(RuleSyntaxError) -> Formula {
        let scaleDefinition = questionnaire.scales[scale]
        let options = scaleDefinition.options
        guard case .reference(let reference) = right else {
            throw fault(
                right.offset,
                LocalizedText(
                    lv: "šo jautājumu salīdzina ar tā atbilžu variantiem.",
                    en: "this question is compared with one of its options."),
                advice: Self.optionList(options))
        }
        guard scaleDefinition.isOrdered || relation == .equal || relation == .notEqual else {
            throw fault(
                right.offset,
                LocalizedText(
                    lv: "skalas „\(scaleDefinition.id)“ atbildes nav sakārtotas.",
                    en: "the options of scale '\(scaleDefinition.id)' have no order."),
                advice: LocalizedText(lv: "Lietojiet = vai !=.", en: "Use = or !=."))
        }
        let variable = table.variable(of: operand)
        if reference.scope == nil,
            let index = options.firstIndex(where: { $0.id == reference.name.text })
        {
            let mask = options.indices.filter { relation.holds($0, index) }
                .reduce(into: OptionMask()) { $0.insert(OptionMask(index: $1)) }
            return .member(variable: variable, of: mask)
        }
        let other: Operand
        do throws(RuleSyntaxError) {
            other = try self.operand(reference)
        } catch {
            let candidates = options.map(\.id) + names
            throw fault(
                reference.name.offset, error.message,
                advice: Diagnostic.didYouMean(
                    nearestName(to: reference.name.text, among: candidates))
                    ?? Self.optionList(options))
        }
        guard kind(other) == .single(scale: scale) else {
            throw fault(
                reference.name.offset,
                LocalizedText(
                    lv: "abiem jautājumiem jābūt ar vienu atbilžu skalu.",
                    en: "both questions must have the same scale."))
        }
        let ranks = Array(options.indices)
        let difference = [
            LinearConstraint.Term(variable: variable, contribution: .table(ranks)),
            LinearConstraint.Term(
                variable: table.variable(of: other), contribution: .table(ranks.map { -$0 })),
        ]
        return .relation(relation, difference, 0)
    }

    private static func optionList(_ options: [Option]) -> LocalizedText {
        let list = options.map(\.id).joined(separator: ", ")
        return LocalizedText(lv: "Atļauts: \(list).", en: "Allowed: \(list).")
    }

    /// The conditions of a group's members.
    private func members(_ group: GroupCondition) throws(RuleSyntaxError) -> [Formula] {
        var result: [Formula] = []
        for reference in try references(group) {
            result.append(try comparison(.reference(reference), group.relation, group.value))
        }
        return result
    }

    /// The members of a group, ranges written out in questionnaire order.
    private func references(_ group: GroupCondition) throws(RuleSyntaxError) -> [Reference] {
        var references: [Reference] = []
        for member in group.members {
            guard let last = member.last else {
                references.append(member.first)
                continue
            }
            let start = try question(member.first.name)
            let end = try question(last.name)
            guard start <= end else {
                throw fault(
                    last.name.offset,
                    LocalizedText(
                        lv: "„\(last.name.text)“ anketā ir pirms „\(member.first.name.text)“.",
                        en: "'\(last.name.text)' comes before '\(member.first.name.text)' in the "
                            + "questionnaire."))
            }
            for index in start...end {
                let name = Name(questionnaire.questions[index].id, at: member.first.name.offset)
                references.append(Reference(name, scope: member.first.scope))
            }
        }
        return references
    }

    // MARK: Sums

    private struct Sum {
        var terms: [LinearConstraint.Term] = []
        var constant = 0

        func adding(_ other: Sum, times factor: Int) -> Sum {
            Sum(
                terms: terms + other.terms.map { $0.scaled(by: factor) },
                constant: constant + factor * other.constant)
        }
    }

    /// The largest constant, so that no sum of a rule leaves the range of whole numbers.
    private static let largestConstant = 1_000_000_000_000_000

    private func sum(_ term: Term) throws(RuleSyntaxError) -> Sum {
        let sum = try unboundedSum(term)
        guard sum.constant.magnitude <= Self.largestConstant else {
            throw fault(
                term.offset,
                LocalizedText(
                    lv: "skaitļi nosacījumā ir pārāk lieli.",
                    en: "the numbers in the rule are too large."))
        }
        return sum
    }

    private func unboundedSum(_ term: Term) throws(RuleSyntaxError) -> Sum {
        switch term {
        case .number(let number, _): return Sum(constant: number)
        case .multiple(let factor, let inner): return Sum().adding(try sum(inner), times: factor)
        case .sum(let parts):
            var total = Sum()
            // Fewer than 2000 terms fit into a rule.
            for part in parts { total = total.adding(try sum(part), times: 1) }
            return total
        case .count(let group, _):
            var terms: [LinearConstraint.Term] = []
            for member in try members(group) {
                guard case .member(let variable, let mask) = member else {
                    throw fault(
                        term.offset,
                        LocalizedText(
                            lv:
                                "saskaitīt var tikai jautājumus, ko salīdzina ar atbildes variantu.",
                            en: "only questions compared with an option can be counted."))
                }
                let indicator = (0..<table.domains[variable].count).map {
                    mask.contains(index: $0) ? 1 : 0
                }
                terms.append(
                    LinearConstraint.Term(variable: variable, contribution: .table(indicator)))
            }
            return Sum(terms: terms)
        case .reference(let reference):
            let operand = try operand(reference)
            guard case .count = kind(operand) else {
                throw fault(
                    reference.name.offset,
                    LocalizedText(
                        lv: "„\(reference.name.text)“ nav skaits.",
                        en: "'\(reference.name.text)' is not a count."),
                    advice: LocalizedText(
                        lv: "Jautājumu ar variantiem salīdzina ar „has“ vai „= variants“.",
                        en: "A question with options is compared with 'has' or '= option'."))
            }
            return Sum(terms: [
                LinearConstraint.Term(
                    variable: table.variable(of: operand), contribution: .coefficient(1))
            ])
        }
    }

    // MARK: Names

    private func included(_ operand: Operand, _ option: Int, _ isIncluded: Bool) -> Formula {
        .member(
            variable: table.variable(of: operand, option: option),
            of: OptionMask(index: isIncluded ? 1 : 0))
    }

    private func multiple(
        _ reference: Reference
    ) throws(RuleSyntaxError) -> (Operand, [Option]) {
        let operand = try operand(reference)
        guard case .multiple(let options, _) = kind(operand) else {
            throw fault(
                reference.name.offset,
                LocalizedText(
                    lv: "„\(reference.name.text)“ nav jautājums ar vairākām atbildēm.",
                    en: "'\(reference.name.text)' is not a multiple-choice question."))
        }
        return (operand, options)
    }

    private func index(of name: Name, in options: [Option]) throws(RuleSyntaxError) -> Int {
        if let index = options.firstIndex(where: { $0.id == name.text }) { return index }
        let ids = options.map(\.id)
        throw fault(
            name.offset,
            LocalizedText(
                lv: "„\(name.text)“ nav šī jautājuma atbildes variants.",
                en: "'\(name.text)' is not an option of this question."),
            advice: Diagnostic.didYouMean(nearestName(to: name.text, among: ids))
                ?? Self.optionList(options))
    }

    private func kind(_ operand: Operand) -> Question.Kind {
        switch operand {
        case .item(let index): questionnaire.questions[questionnaire.items[index].question].kind
        case .profile(let index): questionnaire.profile[index].kind
        }
    }

    /// The item or profile field that a reference names.
    package func operand(_ reference: Reference) throws(RuleSyntaxError) -> Operand {
        if let field = profileField(reference) { return .profile(field) }
        let question = try question(reference.name)
        let items = questionnaire.itemIndices(ofQuestion: question)
        let isScoped = questionnaire.items[items[0]].scope != nil
        guard let scopeName = reference.scope else {
            return .item(isScoped ? items[scope] : items[0])
        }
        let scopeIDs = questionnaire.scopes.map(\.id)
        guard isScoped, let index = scopeIDs.firstIndex(of: scopeName.text) else {
            throw fault(
                scopeName.offset,
                isScoped
                    ? LocalizedText(
                        lv: "„\(scopeName.text)“ nav zināma daļa.",
                        en: "'\(scopeName.text)' is not a known scope.")
                    : LocalizedText(
                        lv: "jautājumam „\(reference.name.text)“ nav daļu.",
                        en: "the question '\(reference.name.text)' has no scopes."),
                advice: isScoped
                    ? Diagnostic.didYouMean(nearestName(to: scopeName.text, among: scopeIDs))
                    : nil)
        }
        return .item(items[index])
    }

    /// Whether a reference names a question that is asked once per scope; `nil` when it names
    /// neither a question nor a profile field.
    package func isScoped(_ reference: Reference) -> Bool? {
        if profileField(reference) != nil { return false }
        return knownQuestion(reference.name).map { question in
            let item = questionnaire.itemIndices(ofQuestion: question)[0]
            return questionnaire.items[item].scope != nil
        }
    }

    private func profileField(_ reference: Reference) -> Int? {
        guard reference.scope == nil, bindings[reference.name.text] == nil else { return nil }
        return questionnaire.profile.firstIndex { $0.id == reference.name.text }
    }

    private func knownQuestion(_ name: Name) -> Int? {
        bindings[name.text] ?? questionnaire.questionIndex(name.text)
    }

    private func question(_ name: Name) throws(RuleSyntaxError) -> Int {
        if let index = knownQuestion(name) { return index }
        throw fault(
            name.offset,
            LocalizedText(
                lv: "„\(name.text)“ nav ne jautājums, ne profila lauks.",
                en: "'\(name.text)' is neither a question nor a profile field."),
            advice: Diagnostic.didYouMean(nearestName(to: name.text, among: names)))
    }

    private var names: [String] {
        questionnaire.questions.map(\.id) + questionnaire.profile.map(\.id)
    }

    private func fault(
        _ offset: Int, _ message: LocalizedText, advice: LocalizedText? = nil
    ) -> RuleSyntaxError {
        RuleSyntaxError(at: offset, message, advice: advice)
    }
}

extension Relation {
    /// Whether two whole numbers stand in this relation.
    package func holds(_ left: Int, _ right: Int) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .equal: left == right
        case .notEqual: left != right
        case .greaterOrEqual: left >= right
        case .greater: left > right
        }
    }
}

extension Formula {
    /// The formula that a sum stands in a relation to a number.
    static func relation(
        _ relation: Relation, _ terms: [LinearConstraint.Term], _ number: Int
    ) -> Formula {
        func atMost(_ bound: Int) -> Formula { .linear(LinearConstraint(terms, atMost: bound)) }
        func atLeast(_ bound: Int) -> Formula {
            .linear(LinearConstraint(terms.map { $0.scaled(by: -1) }, atMost: -bound))
        }
        return switch relation {
        case .less: atMost(number - 1)
        case .lessOrEqual: atMost(number)
        case .equal: .and([atMost(number), atLeast(number)])
        case .notEqual: .or([atMost(number - 1), atLeast(number + 1)])
        case .greaterOrEqual: atLeast(number)
        case .greater: atLeast(number + 1)
        }
    }
}
