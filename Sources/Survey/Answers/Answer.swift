/// What a respondent said about one item.
///
/// Two more states have no answer: *unanswered* (no answer is recorded) and *not asked* (the
/// item's condition is false; an answer given before is kept, but not scored).
package struct Answer: Hashable, Sendable {
    /// What was said.
    package enum Statement: Hashable, Sendable {
        /// The values that the answer leaves possible; one value for an exact answer.
        case values(PossibleValues)
        /// The respondent says that they do not know.
        case unknown
        /// The question does not apply to the institution, with the reason if one was given.
        case notApplicable(reason: String?)
    }

    /// What was said.
    package var statement: Statement
    /// A remark for readers.
    package var comment: String?
    /// Documents or records that show that the answer is true.
    package var evidence: [String]
    /// Who answered.
    package var author: String?
    /// When, as UTC in ISO 8601: `2021-05-03T10:00:00Z`.
    package var time: String?
    /// Whether the answer was carried over from another version and nobody has confirmed it yet.
    package var isUnconfirmed = false
    /// The answers of earlier versions from which it was carried over; kept when it is confirmed.
    package var origin: [AnswerOrigin] = []

    /// Makes an answer.
    package init(
        _ statement: Statement, comment: String? = nil, evidence: [String] = [],
        author: String? = nil, time: String? = nil
    ) {
        self.statement = statement
        self.comment = comment
        self.evidence = evidence
        self.author = author
        self.time = time
    }
}

/// The institution that answers.
package struct Institution: Hashable, Sendable {
    /// The registration number, as text because it may begin with zeros.
    package var registrationNumber: String
    /// The name.
    package var name: String
    /// The ministry (sector) to which the institution belongs.
    package var ministry: String?
    /// The year that the answers describe.
    package var surveyYear: Int

    /// Makes an institution.
    package init(registrationNumber: String, name: String, ministry: String?, surveyYear: Int) {
        self.registrationNumber = registrationNumber
        self.name = name
        self.ministry = ministry
        self.surveyYear = surveyYear
    }
}

/// Everything that one institution has answered: the content of an answers file.
package struct Response: Hashable, Sendable {
    /// The questionnaire that was answered.
    package var questionnaire: QuestionnaireIdentity
    /// How many times the file has been written; a stale writer is caught by it.
    package var revision: Int
    /// Whether the answers are made up, as in samples; every report says so.
    package var isSynthetic: Bool
    /// A remark about the whole file.
    package var note: String?
    /// Who answers.
    package var institution: Institution
    /// The facts about the institution by profile field; a missing one is not known.
    package var profile: [String: PossibleValues]
    /// The answers by item id; a missing one is unanswered.
    package var answers: [String: Answer]

    /// The doubts that the respondent has accepted with a reason.
    package var acceptedDoubts: [AcceptedDoubt]
    /// Where the answers were carried over from; `nil` for answers given to this version only.
    package var migration: MigrationRecord?

    /// Makes a response without answers.
    package init(
        questionnaire: QuestionnaireIdentity, institution: Institution,
        profile: [String: PossibleValues] = [:], isSynthetic: Bool = false, note: String? = nil
    ) {
        self.questionnaire = questionnaire
        self.institution = institution
        self.profile = profile
        self.isSynthetic = isSynthetic
        self.note = note
        revision = 0
        answers = [:]
        acceptedDoubts = []
    }
}
