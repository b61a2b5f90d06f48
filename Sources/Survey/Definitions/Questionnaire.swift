package import TextFormats

/// Which questionnaire an answers file belongs to, down to its exact content.
package struct QuestionnaireIdentity: Hashable, Sendable {
    /// The family of versions, such as `vppp`.
    package let id: String
    /// The version, such as `2021.1`.
    package let version: String
    /// `sha256:` and the hexadecimal digest of the canonical definition.
    package let digest: String

    /// Makes an identity.
    package init(id: String, version: String, digest: String) {
        self.id = id
        self.version = version
        self.digest = digest
    }

    /// The name of the version for people: `vppp 2021.1`.
    package var name: String { "\(id) \(version)" }
}

/// One version of a questionnaire: what is asked, of whom and with which answers.
package struct Questionnaire: Sendable {
    /// Whether a version may still change.
    package enum Status: String, CaseIterable, Sendable {
        /// May change.
        case draft
        /// Never changes again.
        case released
        /// Never changes again and is no longer offered.
        case retired
    }

    /// Which version this is.
    package let identity: QuestionnaireIdentity
    /// Whether it may change.
    package let status: Status
    /// The title that a person reads.
    package let title: LocalizedText
    /// What the questionnaire is and where it comes from.
    package let description: LocalizedText
    /// One sentence per provenance, for people.
    package let provenanceNotes: [Provenance: LocalizedText]
    /// The sections in order.
    package let sections: [Heading]
    /// The groups of questions in order.
    package let groups: [Heading]
    /// The shared scales.
    package let scales: [Scale]
    /// The scopes in which scoped questions are asked; the first is the default.
    package let scopes: [Scope]
    /// The facts about the institution.
    package let profile: [ProfileField]
    /// The questions in order.
    package let questions: [Question]
    /// The terms that are easily misread.
    package let glossary: [GlossaryTerm]
    /// Everything that takes an answer, in questionnaire order.
    package let items: [Item]

    private let itemIndices: [String: Int]
    /// The first item of each question, and at the end the number of items.
    private let firstItems: [Int]
    private let questionIndices: [String: Int]

    /// Something that takes one answer: a question, or a question in one scope.
    package struct Item: Hashable, Sendable {
        /// The name in files and rules, such as `U12` or `B1.key`.
        package let id: String
        /// The index of the question.
        package let question: Int
        /// The index of the scope, for scoped questions.
        package let scope: Int?
        /// Every value that the item allows.
        package let domain: Domain
    }

    init(
        identity: QuestionnaireIdentity, status: Status, title: LocalizedText,
        description: LocalizedText, provenanceNotes: [Provenance: LocalizedText],
        sections: [Heading], groups: [Heading], scales: [Scale], scopes: [Scope],
        profile: [ProfileField], questions: [Question], glossary: [GlossaryTerm]
    ) {
        self.identity = identity
        self.status = status
        self.title = title
        self.description = description
        self.provenanceNotes = provenanceNotes
        self.sections = sections
        self.groups = groups
        self.scales = scales
        self.scopes = scopes
        self.profile = profile
        self.questions = questions
        self.glossary = glossary
        var items: [Item] = []
        var firstItems: [Int] = []
        for (index, question) in questions.enumerated() {
            firstItems.append(items.count)
            let domain = Self.domain(of: question.kind, scales: scales)
            if case .single(let scale) = question.kind, scales[scale].isScoped {
                for (scopeIndex, scope) in scopes.enumerated() {
                    items.append(
                        Item(
                            id: "\(question.id).\(scope.id)", question: index, scope: scopeIndex,
                            domain: domain))
                }
            } else {
                items.append(Item(id: question.id, question: index, scope: nil, domain: domain))
            }
        }
        self.items = items
        self.firstItems = firstItems + [items.count]
        // Duplicates are reported by the reader; here the first one wins.
        itemIndices = Dictionary(
            items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        questionIndices = Dictionary(
            questions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func domain(of kind: Question.Kind, scales: [Scale]) -> Domain {
        switch kind {
        case .single(let scale): .single(optionCount: scales[scale].options.count)
        case .multiple(let options, _): .multiple(optionCount: options.count)
        case .count(let range): .count(range)
        }
    }

    /// The index of the item with a name.
    package func itemIndex(_ id: String) -> Int? { itemIndices[id] }

    /// The index of the question with a name.
    package func questionIndex(_ id: String) -> Int? { questionIndices[id] }

    /// The question of an item.
    package func question(of item: Item) -> Question { questions[item.question] }

    /// The indices of a question's items: one, or one per scope.
    package func itemIndices(ofQuestion question: Int) -> [Int] {
        Array(firstItems[question]..<firstItems[question + 1])
    }

    /// The options of a kind of question; empty for counts.
    package func options(of kind: Question.Kind) -> [Option] {
        switch kind {
        case .single(let scale): scales[scale].options
        case .multiple(let options, _): options
        case .count: []
        }
    }

    /// The domain of a profile field.
    package func domain(of field: ProfileField) -> Domain {
        Self.domain(of: field.kind, scales: scales)
    }

    /// Whether an item may be answered "not applicable".
    package func allowsNotApplicable(_ item: Item) -> Bool {
        guard case .single(let scale) = question(of: item).kind else { return false }
        return scales[scale].allowsNotApplicable
    }
}
