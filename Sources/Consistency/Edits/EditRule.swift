package import RuleLanguage
package import TextFormats

/// An edit rule: what answers must satisfy together (Fellegi and Holt 1976).
package struct EditRule: Sendable {
    /// How seriously a violation is taken.
    package enum Kind: String, CaseIterable, Sendable {
        /// The answers cannot be true together.
        case hard
        /// The answers are possible together but doubtful.
        case soft
    }

    /// The name of the rule, such as `PR01`.
    package let id: String
    /// How seriously a violation is taken.
    package let kind: Kind
    /// The rule as its author wrote it.
    package let text: String
    /// What to tell a person whose answers violate it, with placeholders.
    package let message: LocalizedText
    /// What to look at again, with placeholders.
    package let check: LocalizedText
    /// Why the rule exists: the finding and its figure, or that the rule is ours.
    package let source: LocalizedText
    /// Where the rule's text stands, for findings.
    package let location: Diagnostic.Location
}

/// A rule for particular questions: the rule itself, or a template filled in.
package struct Edit: Sendable {
    /// The name of the instance: `PR01`, `PR14a:B1`, `PR15:key`.
    package let id: String
    /// The rule that it is an instance of.
    package let rule: EditRule
    /// What must hold.
    package let formula: Formula
    /// What holds when the rule is violated.
    package let negation: Formula
    /// The condition of a rule of the form "if … then …"; `nil` for other rules.
    package let premise: Formula?
    /// The items and profile fields that it concerns, in the order of the rule's text.
    package let operands: [Operand]
    /// What the rule says, names not looked up.
    package let expression: Expression
    /// The name of a template's variable and the id of the question for which it stands.
    package let binding: (variable: String, question: String)?
    /// The scope for which the rule is evaluated, in the form that follows "for".
    package let scope: LocalizedText?

    /// What to tell a person whose answers violate it.
    package var message: LocalizedText { filled(rule.message) }

    /// What to look at again.
    package var check: LocalizedText { filled(rule.check) }

    private func filled(_ text: LocalizedText) -> LocalizedText {
        var text = text
        if let binding {
            text = text.replacing(
                "{question}", with: LocalizedText(verbatim: binding.question))
        }
        if let scope { text = text.replacing("{scope}", with: scope) }
        return text
    }
}

/// The rules of a questionnaire version.
package struct EditRuleSet: Sendable {
    /// The rules as written.
    package let rules: [EditRule]
    /// Every instance, in the order of the rules and, within a template, of the questions.
    package let edits: [Edit]
    /// The variables of the formulas.
    package let table: VariableTable
    /// How reliable the answers are.
    package let reliability: ReliabilityWeights
}

/// The reliability weights of a questionnaire's answers: what it costs to reconsider one.
package struct ReliabilityWeights: Sendable {
    /// The weight of each question by its index.
    package let weights: [Int]
    /// Whose weights they are.
    package let source: LocalizedText
}
