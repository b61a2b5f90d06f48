/// The hidden words by which a workbook form is read back: the first row of every sheet names the
/// columns, the first column of every row names the question.
enum FormKeys {
    /// The sheet with the form's own data.
    static let sheetName = "briedums"
    /// The kind of form.
    static let schema = "briedums.form/1"

    static let id = "id"
    static let answer = "answer"
    static let comment = "comment"
    static let evidence = "evidence"
    static let base = "base"
    /// Columns that are only to be read.
    static let readOnly = ["question", "help", "audit"]

    static let registrationNumber = "institution.registration_number"
    static let institutionName = "institution.name"
    static let ministry = "institution.ministry"
    static let surveyYear = "institution.survey_year"
    static let author = "author"

    /// A column of one scope: `answer:key`; questions without scopes use the first scope's column.
    static func column(_ key: String, scope: String) -> String { "\(key):\(scope)" }

    /// A row of one option of a multiple-choice question: `V1:society`.
    static func option(_ option: String, of question: String) -> String { "\(question):\(option)" }
}
