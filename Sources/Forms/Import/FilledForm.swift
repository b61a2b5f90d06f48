package import Survey
import TextFormats

/// What a form that came back says, before it is compared with an answers file.
package struct FilledForm {
    /// Something filled in, or left empty, with what the form knows about it.
    package struct Entry<Value: Hashable> {
        /// What was filled in; `nil` when the cells are empty.
        package var value: Value?
        /// Where it stands, for messages: `Sheet!C12`.
        package var place: String
        /// The fingerprint of what stood there when the form was made; `nil` when the form does
        /// not tell.
        var base: String?
        /// The fingerprint of what stands there now.
        var current: String?
    }

    /// The questionnaire that the form asks; `nil` for a table that does not say.
    package var identity: QuestionnaireIdentity?
    /// The language of the form, in which fingerprints are taken.
    var language: Language
    /// The revision of the answers file from which the form was made.
    var revision: Int?
    /// Whether the answers are made up.
    package var isSynthetic = false
    /// The registration number.
    package var registrationNumber: Entry<String>?
    /// The institution's name.
    package var name: Entry<String>?
    /// The ministry.
    package var ministry: Entry<String>?
    /// The year that the answers describe.
    package var surveyYear: Entry<Int>?
    /// Who filled in the form.
    package var author: String?
    /// The facts about the institution by profile field.
    package var profile: [String: Entry<PossibleValues>] = [:]
    /// The answers by item.
    package var answers: [String: Entry<Answer>] = [:]
    /// Doubts accepted in the form, with the reason.
    package var acceptedDoubts: [AcceptedDoubt] = []
    /// A remark about the whole.
    package var note: String?

    /// An empty form.
    init(language: Language) { self.language = language }
}
