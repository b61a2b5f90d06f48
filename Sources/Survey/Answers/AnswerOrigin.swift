package import TextFormats

/// An answer of an earlier version of the questionnaire, kept as it was given.
package struct AnswerOrigin: Hashable, Sendable {
    /// The version that was answered, such as `2021.1`.
    package let version: String
    /// The item of that version, such as `V8` or `H4.key`.
    package let item: String
    /// What was answered, by the ids of that version: `yes`, `most | all`, `unknown`.
    package let answer: String
    /// Who answered.
    package let author: String?
    /// When, as UTC in ISO 8601.
    package let time: String?

    /// Makes an origin.
    package init(version: String, item: String, answer: String, author: String?, time: String?) {
        self.version = version
        self.item = item
        self.answer = answer
        self.author = author
        self.time = time
    }
}

/// Where a response came from when it was carried over from earlier versions.
package struct MigrationRecord: Hashable, Sendable {
    /// The versions it passed through, the oldest first.
    package var versions: [QuestionnaireIdentity]
    /// The answers that the new version has no place for, with their remarks and evidence.
    package var notCarried: [LostAnswer]

    /// Makes a record.
    package init(versions: [QuestionnaireIdentity], notCarried: [LostAnswer]) {
        self.versions = versions
        self.notCarried = notCarried
    }

    /// An answer that was not carried over.
    package struct LostAnswer: Hashable, Sendable {
        /// What was answered.
        package let origin: AnswerOrigin
        /// The remark that stood beside it.
        package let comment: String?
        /// The evidence that stood beside it.
        package let evidence: [String]
        /// Why it was not carried over.
        package let reason: LocalizedText

        /// Makes an entry.
        package init(
            _ origin: AnswerOrigin, comment: String?, evidence: [String], reason: LocalizedText
        ) {
            self.origin = origin
            self.comment = comment
            self.evidence = evidence
            self.reason = reason
        }
    }
}
