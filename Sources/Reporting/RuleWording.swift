package import Consistency
import RuleLanguage
package import Survey
package import TextFormats

/// Says in words what a rule demands, for people who do not read the rule language.
package struct RuleWording {
    private let edit: Edit
    private let questionnaire: Questionnaire

    /// Prepares the wording of an edit.
    package init(_ edit: Edit, in questionnaire: Questionnaire) {
        self.edit = edit
        self.questionnaire = questionnaire
    }

    /// The demand as one sentence without a full stop.
    package var sentence: LocalizedText {
        let text = words(edit.expression)
        guard let scope = edit.scope else { return text }
        return LocalizedText(
            lv: "attiecībā uz \(scope.lv): \(text.lv)", en: "for \(scope.en): \(text.en)")
    }

    private func words(_ expression: Expression) -> LocalizedText {
        switch expression {
        case .implies(let premise, let conclusion):
            let (a, b) = (words(premise), words(conclusion))
            return LocalizedText(lv: "ja \(a.lv), tad \(b.lv)", en: "if \(a.en), then \(b.en)")
        case .and(let parts):
            return parts.map(words).joined(lv: " un ", en: " and ")
        case .or(let parts):
            return parts.map(words).joined(lv: " vai ", en: " or ")
        case .not(let inner):
            let text = words(inner)
            return LocalizedText(lv: "nav tā, ka \(text.lv)", en: "it is not so that \(text.en)")
        case .comparison(let left, let relation, let right):
            return comparison(left, relation, right)
        case .has(let reference, let option):
            let (name, label) = (name(reference), label(option, of: reference))
            return LocalizedText(
                lv: "\(name) ir atzīmēts „\(label.lv)“", en: "\(name) includes '\(label.en)'")
        case .isExactly(let reference, let options, let isNegated):
            let name = name(reference)
            let labels = options.map { label($0, of: reference) }
            let lv = labels.map { "„\($0.lv)“" }.joined(separator: ", ")
            let en = labels.map { "'\($0.en)'" }.joined(separator: ", ")
            return isNegated
                ? LocalizedText(
                    lv: "\(name) nav atzīmēts tikai \(lv)", en: "\(name) is not just \(en)")
                : LocalizedText(lv: "\(name) ir atzīmēts tikai \(lv)", en: "\(name) is just \(en)")
        case .every(let group):
            let condition = condition(group)
            return LocalizedText(
                lv: "visas \(names(group)) atbildes \(condition.lv)",
                en: "all answers to \(names(group)) \(condition.en)")
        case .some(let group):
            let condition = condition(group)
            return LocalizedText(
                lv: "kāda no \(names(group)) atbildēm \(condition.lv)",
                en: "some answer to \(names(group)) \(condition.en)")
        }
    }

    // MARK: Comparisons

    private func comparison(_ left: Term, _ relation: Relation, _ right: Term) -> LocalizedText {
        let subject = term(left)
        let condition = condition(left, relation, right)
        return subject + LocalizedText(verbatim: " ") + condition
    }

    private func condition(_ group: GroupCondition) -> LocalizedText {
        let first = group.members.first.map { Term.reference($0.first) }
        return condition(first ?? .number(0, offset: 0), group.relation, group.value)
    }

    /// What is said of the left side, such as: ir „Jā“.
    private func condition(_ left: Term, _ relation: Relation, _ right: Term) -> LocalizedText {
        if case .reference(let subject) = left, case .reference(let value) = right,
            value.scope == nil, let label = optionLabel(value.name, of: subject)
        {
            let (lv, en) = ("„\(label.lv)“", "'\(label.en)'")
            return switch relation {
            case .equal: LocalizedText(lv: "ir \(lv)", en: "is \(en)")
            case .notEqual: LocalizedText(lv: "nav \(lv)", en: "is not \(en)")
            case .greaterOrEqual: LocalizedText(lv: "ir vismaz \(lv)", en: "is at least \(en)")
            case .greater: LocalizedText(lv: "ir vairāk nekā \(lv)", en: "is more than \(en)")
            case .lessOrEqual: LocalizedText(lv: "nav vairāk par \(lv)", en: "is at most \(en)")
            case .less: LocalizedText(lv: "ir mazāk nekā \(lv)", en: "is less than \(en)")
            }
        }
        let value = value(right)
        return switch relation {
        case .equal: LocalizedText(lv: "ir tāda pati kā \(value.lv)", en: "equals \(value.en)")
        case .notEqual: LocalizedText(lv: "atšķiras no \(value.lv)", en: "differs from \(value.en)")
        case .greaterOrEqual:
            LocalizedText(lv: "nav mazāka par \(value.lv)", en: "is at least \(value.en)")
        case .greater:
            LocalizedText(lv: "ir lielāka par \(value.lv)", en: "is greater than \(value.en)")
        case .lessOrEqual:
            LocalizedText(lv: "nav lielāka par \(value.lv)", en: "is at most \(value.en)")
        case .less: LocalizedText(lv: "ir mazāka par \(value.lv)", en: "is less than \(value.en)")
        }
    }

    /// A term as the subject of a sentence; feminine in Latvian, as "atbilde" is.
    private func term(_ term: Term) -> LocalizedText {
        switch term {
        case .number(let number, _): return LocalizedText(verbatim: "\(number)")
        case .reference(let reference):
            let name = name(reference)
            return LocalizedText(lv: "\(name) atbilde", en: "the answer to \(name)")
        case .count(let group, _):
            let condition = condition(group)
            return LocalizedText(
                lv: "summa, cik no \(names(group)) atbildēm \(condition.lv),",
                en: "the number of \(names(group)) whose answer \(condition.en)")
        case .multiple(let factor, let inner):
            let text = self.term(inner)
            return LocalizedText(lv: "\(factor) × \(text.lv)", en: "\(factor) × \(text.en)")
        case .sum(let parts):
            return parts.map { self.term($0) }.joined(separator: " + ")
        }
    }

    /// A term as what is compared with.
    private func value(_ term: Term) -> LocalizedText {
        guard case .reference(let reference) = term else { return self.term(term) }
        return LocalizedText(
            lv: "\(name(reference)) atbildi", en: "the answer to \(name(reference))")
    }

    // MARK: Names

    private func name(_ reference: Reference) -> String {
        let name = id(reference.name.text)
        return reference.scope.map { "\(name).\($0.text)" } ?? name
    }

    private func names(_ group: GroupCondition) -> String {
        group.members.map { member in
            member.last.map { "\(name(member.first))–\(name($0))" } ?? name(member.first)
        }.joined(separator: ", ")
    }

    /// The question for which a template's variable stands, or the name itself.
    private func id(_ name: String) -> String {
        if let binding = edit.binding, binding.variable == name { return binding.question }
        return name
    }

    private func options(of reference: Reference) -> [Option] {
        let id = id(reference.name.text)
        if let question = questionnaire.questionIndex(id) {
            return questionnaire.options(of: questionnaire.questions[question].kind)
        }
        return questionnaire.profile.first { $0.id == id }.map {
            questionnaire.options(of: $0.kind)
        } ?? []
    }

    private func optionLabel(_ name: Name, of reference: Reference) -> LocalizedText? {
        options(of: reference).first { $0.id == name.text }?.label
    }

    private func label(_ option: Name, of reference: Reference) -> LocalizedText {
        optionLabel(option, of: reference) ?? LocalizedText(verbatim: option.text)
    }
}

extension [LocalizedText] {
    /// The texts joined with a different word in each language.
    fileprivate func joined(lv: String, en: String) -> LocalizedText {
        LocalizedText(
            lv: map(\.lv).joined(separator: lv), en: map(\.en).joined(separator: en))
    }
}
