package import Survey

/// What an auditor has established about one institution's answers: the content of an audit file.
///
/// The answers file itself is never changed by an audit; what it said is kept with each verdict.
package struct Audit: Hashable, Sendable {
    /// Which bytes of an answers file were judged.
    package struct AnswersPin: Hashable, Sendable {
        /// The SHA-256 of the file, 64 lower-case hexadecimal digits.
        package let sha256: String
        /// The revision that the file says it has.
        package let revision: Int

        /// Makes a pin.
        package init(sha256: String, revision: Int) {
            self.sha256 = sha256
            self.revision = revision
        }
    }

    /// The questionnaire whose answers are judged, down to its exact content.
    package let questionnaire: QuestionnaireIdentity
    /// How many times the file has been written; a stale writer is caught by it.
    package var revision: Int
    /// Whether answers and verdicts are made up, as in samples.
    package let isSynthetic: Bool
    /// A remark about the whole file.
    package var note: String?
    /// The institution whose answers are judged.
    package let institution: Institution
    /// The answers file that was judged last.
    package var answers: AnswersPin
    /// The verdicts by item id.
    package var entries: [String: AuditEntry]
    /// The files on which verdicts rest, by name.
    package var evidence: [EvidenceFile]

    /// Starts an audit without verdicts.
    package init(of response: Response, answers: AnswersPin) {
        self.init(
            questionnaire: response.questionnaire, isSynthetic: response.isSynthetic, note: nil,
            institution: response.institution, answers: answers)
    }

    init(
        questionnaire: QuestionnaireIdentity, isSynthetic: Bool, note: String?,
        institution: Institution, answers: AnswersPin
    ) {
        self.questionnaire = questionnaire
        self.isSynthetic = isSynthetic
        self.note = note
        self.institution = institution
        self.answers = answers
        revision = 0
        entries = [:]
        evidence = []
    }

    /// Whether a verdict still judges what is answered now.
    package func isCurrent(_ entry: AuditEntry, of item: String, in response: Response) -> Bool {
        entry.selfAssessed == response.answers[item]?.statement
    }

    /// Whether the answers are those of the audited institution.
    ///
    /// The name may have been corrected since; number and year are what identifies.
    package func concerns(_ response: Response) -> Bool {
        institution.registrationNumber == response.institution.registrationNumber
            && institution.surveyYear == response.institution.surveyYear
    }
}

/// A verdict on one answer.
package struct AuditEntry: Hashable, Sendable {
    /// What the auditor found.
    package enum Verdict: Hashable, Sendable {
        /// The evidence shows what was answered.
        case confirmed
        /// The evidence shows something else.
        case refuted(verified: Answer.Statement)
        /// The answer could not be verified.
        case notVerified

        /// The word in files and on the command line.
        package var name: String {
            switch self {
            case .confirmed: "confirmed"
            case .refuted: "refuted"
            case .notVerified: "not_verified"
            }
        }
    }

    /// What the auditor found.
    package let verdict: Verdict
    /// What the institution had answered; `nil` when there was no answer.
    package let selfAssessed: Answer.Statement?
    /// Why the verdict is as it is, or why the answer could not be verified.
    package let reason: String?
    /// The names of files on which the verdict rests, as ``Audit/evidence`` lists them.
    package let evidence: [String]
    /// Documents seen but not kept as files.
    package let documents: [String]
    /// Who judged.
    package let auditor: String
    /// On which day, as `2026-11-21`.
    package let date: String

    /// Makes a verdict.
    package init(
        _ verdict: Verdict, selfAssessed: Answer.Statement?, reason: String?, evidence: [String],
        documents: [String], auditor: String, date: String
    ) {
        self.verdict = verdict
        self.selfAssessed = selfAssessed
        self.reason = reason
        self.evidence = evidence
        self.documents = documents
        self.auditor = auditor
        self.date = date
    }

    /// What is known to be true, if the auditor could establish it.
    package var verified: Answer.Statement? {
        switch verdict {
        case .confirmed: selfAssessed
        case .refuted(let verified): verified
        case .notVerified: nil
        }
    }

    /// Whether the institution had left open what the auditor has established.
    ///
    /// "Unknown", no answer or several possible values are not wrong; they are no answer yet.
    package var isEstablished: Bool {
        guard case .refuted(let verified) = verdict else { return false }
        switch (selfAssessed, verified) {
        case (nil, _), (.unknown, _): return true
        case (.values(let stated), .values(let found)): return stated.contains(found)
        default: return false
        }
    }
}

extension Domain {
    /// Whether a statement says exactly one thing, as only such a statement can be verified.
    package func isExact(_ statement: Answer.Statement) -> Bool {
        switch statement {
        case .values(let values): isExact(values)
        case .notApplicable: true
        case .unknown: false
        }
    }
}

extension PossibleValues {
    /// Whether every value of another set is among these, other values besides.
    fileprivate func contains(_ other: PossibleValues) -> Bool {
        switch (self, other) {
        case (.options(let all), .options(let some)): some.isSubset(of: all)
        case (.count(let all), .count(let some)):
            all.lowerBound <= some.lowerBound && some.upperBound <= all.upperBound
        case (.subset(let included, let excluded), .subset(let more, let fewer)):
            included.isSubset(of: more) && excluded.isSubset(of: fewer)
        default: false
        }
    }
}
