import Spreadsheet
import Survey
import TextFormats

/// The sheet with the terms that are easily misread.
struct GlossarySheet {
    /// The sheet.
    let sheet: Workbook.Sheet

    init(_ form: WorkbookForm) {
        let language = form.language
        var sheet = Workbook.Sheet(name: FormWording.glossary[language])
        let widths = [30.0, 80, 60, 24]
        sheet.columns = widths.map { Workbook.Column(width: $0) }
        let titles = [
            LocalizedText(lv: "Jēdziens", en: "Term"), LocalizedText(lv: "Nozīme", en: "Meaning"),
            LocalizedText(lv: "Ar ko jauc", en: "Often confused with"),
            LocalizedText(lv: "Jautājumi", en: "Questions"),
        ]
        sheet.rows = [
            Workbook.Row(
                titles.map { Workbook.Cell($0[language], FormStyles.columnTitle) }, height: 20)
        ]
        for term in form.questionnaire.glossary {
            let texts = [
                term.term[language], term.definition[language], term.confusion?[language] ?? "",
                term.questions.joined(separator: ", "),
            ]
            let styles = [FormStyles.id, FormStyles.question, FormStyles.question, FormStyles.read]
            sheet.rows.append(
                Workbook.Row(
                    zip(texts, styles).map { Workbook.Cell($0, $1) },
                    height: TextRoom.height(zip(texts, widths).map { ($0, $1, 11) })))
        }
        sheet.frozen = (1, 1)
        sheet.isProtected = true
        sheet.isLandscape = true
        sheet.repeatedRows = 1
        self.sheet = sheet
    }
}
