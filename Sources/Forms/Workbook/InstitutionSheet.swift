import Spreadsheet
import Survey
import TextFormats

/// The sheet with the facts about the institution.
struct InstitutionSheet {
    /// The sheet.
    private(set) var sheet: Workbook.Sheet
    private let form: WorkbookForm

    private static let labelWidth = 40.0
    private static let answerWidth = 36.0
    private static let helpWidth = 90.0

    init(_ form: WorkbookForm, lists: FormLists) {
        self.form = form
        let language = form.language
        sheet = Workbook.Sheet(name: FormWording.institution[language])
        sheet.columns = [
            Workbook.Column(width: 3, isHidden: true), Workbook.Column(width: Self.labelWidth),
            Workbook.Column(width: Self.answerWidth), Workbook.Column(width: Self.helpWidth),
            Workbook.Column(width: 18, isHidden: true),
        ]
        let titles = [
            LocalizedText(verbatim: ""), LocalizedText(lv: "Ziņa", en: "Fact"),
            FormWording.answer, FormWording.help,
        ]
        sheet.rows = [
            WorkbookForm.keyRow([FormKeys.id, "question", FormKeys.answer, "help", FormKeys.base]),
            Workbook.Row(
                [
                    Workbook.Cell(.empty),
                    Workbook.Cell(FormWording.institution[language], FormStyles.title),
                ], height: 26),
            Workbook.Row(
                titles.map { Workbook.Cell($0[language], FormStyles.columnTitle) }, height: 20),
        ]
        let institution = form.response?.institution
        add(
            FormKeys.registrationNumber, FormWording.registrationNumber,
            institution?.registrationNumber)
        add(FormKeys.institutionName, FormWording.name, institution?.name)
        add(FormKeys.ministry, FormWording.ministry, institution?.ministry)
        add(FormKeys.surveyYear, FormWording.surveyYear, institution.map { "\($0.surveyYear)" })
        add(FormKeys.author, FormWording.author, nil, help: FormWording.authorHelp)
        for field in form.questionnaire.profile {
            let value = form.response?.profile[field.id]
            let words = value.map { form.words.text($0, kind: field.kind)[language] }
            add(field.id, field.label, words, help: field.help)
            guard case .single(let scale) = field.kind else { continue }
            let list = form.questionnaire.scales[scale].options.map(\.label)
            sheet.validations.append(
                form.validation(
                    "C\(sheet.rows.count)", range: lists.range(of: list, in: language), of: list))
        }
        sheet.frozen = (3, 2)
        sheet.isProtected = true
        sheet.isLandscape = true
        sheet.tabColor = "B08D2E"
        sheet.repeatedRows = 3
    }

    private mutating func add(
        _ id: String, _ label: LocalizedText, _ value: String?,
        help: LocalizedText = LocalizedText(verbatim: "")
    ) {
        let language = form.language
        let text = value ?? ""
        let cells = AnswerCells(values: text.isEmpty ? [] : [text], comment: "", evidence: "")
        sheet.rows.append(
            Workbook.Row(
                [
                    Workbook.Cell(id, FormStyles.hidden),
                    Workbook.Cell(label[language], FormStyles.question),
                    text.isEmpty
                        ? Workbook.Cell(.empty, FormStyles.input)
                        : Workbook.Cell(text, FormStyles.input),
                    Workbook.Cell(help[language], FormStyles.read),
                    Workbook.Cell(cells.fingerprint, FormStyles.hidden),
                ],
                height: TextRoom.height([
                    (label[language], Self.labelWidth, 11), (text, Self.answerWidth, 11),
                    (help[language], Self.helpWidth, 9),
                ])))
    }
}
