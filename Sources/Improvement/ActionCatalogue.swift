package import Consistency
package import TextFormats

/// The improvement actions of a questionnaire version, and what they refer to.
package struct ActionCatalogue: Sendable {
    /// How much work an action is.
    package struct Effort: Hashable, Sendable {
        /// The name in files, such as `M`.
        package let id: String
        /// The name that a person reads.
        package let label: LocalizedText
        /// Person-days, positive; a project default.
        package let personDays: Int
    }

    /// Something with a name and a label: a role, a source of funding, a planning document.
    package struct Entry: Hashable, Sendable {
        /// The name in files.
        package let id: String
        /// The name that a person reads.
        package let label: LocalizedText
        /// The place in the source, if it has one.
        package let source: String?
    }

    /// A policy document whose measures actions support.
    package struct Document: Hashable, Sendable {
        /// The name in files, such as `plan-2024-2027`.
        package let id: String
        /// The title.
        package let title: LocalizedText
        /// The first half-year in which it is in force, if stated.
        package let validFrom: HalfYear?
        /// The last half-year in which it is in force, if stated.
        package let validUntil: HalfYear?
        /// Its measures.
        package let measures: [Measure]
    }

    /// A measure or solution of a policy document.
    package struct Measure: Hashable, Sendable {
        /// The document's own identifier, such as `P2.4` or `[73]`.
        package let id: String
        /// The title.
        package let title: LocalizedText
        /// Who is responsible, if the source says so.
        package let responsible: String?
        /// The deadline in the source's words, if it gives one.
        package let deadline: String?
        /// The last half-year of the deadline, if it has an end.
        package let validUntil: HalfYear?
        /// Whether the identifier is inferred because the source lost it.
        package let isIDInferred: Bool
    }

    /// An action: what to do so that answers become better.
    package struct Action: Sendable {
        /// The name in files and on the command line, such as `PA02`.
        package let id: String
        /// The title.
        package let title: LocalizedText
        /// What to do.
        package let what: LocalizedText
        /// What the finished state looks like.
        package let done: LocalizedText
        /// By which documents or records it is recognised.
        package let evidence: LocalizedText
        /// When the action makes sense at all, one formula per scope; `nil` when it always does.
        package let condition: (text: String, formulas: [Formula])?
        /// The answers that the action raises.
        package let raises: [Raise]
        /// The index of the main dimension.
        package let dimension: Int
        /// The indices of the actions that must be done before.
        package let prerequisites: [Int]
        /// The work, by index.
        package let effort: Int
        /// Whether it is about key services, whose actions are scheduled first.
        package let isForKeyServices: Bool
        /// The responsible role, by index.
        package let role: Int
        /// The result indicator.
        package let indicator: LocalizedText
        /// The ids of the groups that it suits.
        package let groups: [String]
        /// The measures that it supports.
        package let references: [Reference]
        /// Possible sources of funding, by index.
        package let funding: [Int]
        /// Planning documents to which it belongs, by index.
        package let planningDocuments: [Int]
    }

    /// An answer that an action raises to at least one of its options.
    package struct Raise: Hashable, Sendable {
        /// The index of the item.
        package let item: Int
        /// The index of the option.
        package let option: Int
    }

    /// A measure of a document, by index.
    package struct Reference: Hashable, Sendable {
        /// The index of the document.
        package let document: Int
        /// The index of the measure within the document.
        package let measure: Int
    }

    /// The sizes of work.
    package let efforts: [Effort]
    /// The roles.
    package let roles: [Entry]
    /// The sources of funding.
    package let funding: [Entry]
    /// The planning documents.
    package let planningDocuments: [Entry]
    /// The policy documents.
    package let documents: [Document]
    /// The actions in catalogue order.
    package let actions: [Action]

    /// The person-days of an action.
    package func personDays(_ action: Int) -> Int { efforts[actions[action].effort].personDays }

    /// The name of a referenced measure: `plan-2024-2027 P2.4`.
    package func name(of reference: Reference) -> String {
        let document = documents[reference.document]
        return "\(document.id) \(document.measures[reference.measure].id)"
    }

    /// Whether a referenced measure or its document has an end.
    package func isDated(_ reference: Reference) -> Bool {
        let document = documents[reference.document]
        return document.validUntil != nil
            || document.measures[reference.measure].validUntil != nil
    }

    /// Whether a referenced measure or its document was over before a half-year.
    package func isExpired(_ reference: Reference, at now: HalfYear) -> Bool {
        let document = documents[reference.document]
        let ends = [document.validUntil, document.measures[reference.measure].validUntil]
        return ends.contains { $0.map { $0 < now } ?? false }
    }
}
