package import RuleLanguage
package import TextFormats

/// One option of a question.
package struct Option: Hashable, Sendable {
    /// The name in files and rules, such as `most`.
    package let id: String
    /// The words that a person reads.
    package let label: LocalizedText
}

/// Options that several questions share, such as yes and no.
package struct Scale: Hashable, Sendable {
    /// The name in files and rules, such as `share`.
    package let id: String
    /// The options; of an ordered scale from the lowest to the highest.
    package let options: [Option]
    /// Whether options can be compared with `<` and `>`.
    package let isOrdered: Bool
    /// Whether a question of this scale may be answered "not applicable".
    package let allowsNotApplicable: Bool
    /// Whether a question of this scale is asked once per scope.
    package let isScoped: Bool
    /// What the options mean, when their labels do not say it all.
    package let help: LocalizedText?
}

/// A part of the services about which a scoped question is asked again: all services, key services.
package struct Scope: Hashable, Sendable {
    /// The name in files and rules, such as `key`.
    package let id: String
    /// The name that a person reads: key services.
    package let label: LocalizedText
    /// The name in the form that follows "for": (lv) galvenajiem pakalpojumiem.
    package let labelAfterFor: LocalizedText
    /// When the scope is asked at all.
    package let condition: Condition?
}

/// A condition of the rule language, with its text.
package struct Condition: Hashable, Sendable {
    /// The condition as its author wrote it.
    package let text: String
    /// The condition's meaning, names not yet looked up.
    package let expression: Expression
    /// Where the condition's text begins, for findings.
    package let location: Diagnostic.Location
}

/// Where a question's wording comes from.
package enum Provenance: String, CaseIterable, Sendable {
    /// Official wording, quoted in the source.
    case quoted
    /// Content stated in the source, wording ours.
    case derived
    /// Position and group stated or implied in the source, content ours.
    case reconstructed
}

/// A question of the questionnaire.
package struct Question: Hashable, Sendable {
    /// What kind of answer a question takes.
    package enum Kind: Hashable, Sendable {
        /// One option of a shared scale, by the scale's index.
        case single(scale: Int)
        /// Any of its own options; the exclusive one stands alone.
        case multiple(options: [Option], exclusive: Int?)
        /// A whole number.
        case count(ClosedRange<Int>)
    }

    /// The name in files and rules, such as `U12`.
    package let id: String
    /// The index of the section.
    package let section: Int
    /// The index of the group within the questionnaire, for sections that have groups.
    package let group: Int?
    /// What kind of answer it takes.
    package let kind: Kind
    /// What is asked.
    package let text: LocalizedText
    /// What counts as which answer, and what the terms mean.
    package let help: LocalizedText
    /// What an auditor would ask to see.
    package let evidence: LocalizedText
    /// Where the wording comes from.
    package let provenance: Provenance
    /// The place in the source.
    package let source: String
    /// When the question is asked.
    package let condition: Condition?
}

/// A fact about the institution that conditions, rules and groups may use, but that is not a
/// survey answer.
package struct ProfileField: Hashable, Sendable {
    /// The name in files and rules, such as `staff`.
    package let id: String
    /// What kind of value it takes: an option or a whole number.
    package let kind: Question.Kind
    /// The name that a person reads.
    package let label: LocalizedText
    /// How to decide the value.
    package let help: LocalizedText
}

/// A section of the questionnaire, or a group of questions within a section.
package struct Heading: Hashable, Sendable {
    /// The name in files, such as `planning`.
    package let id: String
    /// The index of the section in which a group stands; `nil` for a section.
    package let section: Int?
    /// The title that a person reads.
    package let title: LocalizedText
    /// What a person should know before answering.
    package let introduction: LocalizedText
    /// When a section's questions are asked.
    package let condition: Condition?
}

/// A term that is easily misread, with its meaning.
package struct GlossaryTerm: Hashable, Sendable {
    /// The name in files, such as `service-catalogue`.
    package let id: String
    /// The term.
    package let term: LocalizedText
    /// What it means here.
    package let definition: LocalizedText
    /// What it is often confused with.
    package let confusion: LocalizedText?
    /// The place in the source.
    package let source: String
    /// The questions in which it matters.
    package let questions: [String]
}
