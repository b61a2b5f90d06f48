import Spreadsheet
import Survey
import TextFormats

/// The hidden sheet with the lists that cells offer, each in a column of its own.
///
/// Lists are ranges rather than texts in the rule, because those may not be longer than 255
/// characters nor hold commas.
struct FormLists {
    /// The sheet.
    private(set) var sheet: Workbook.Sheet
    private var columns: [[String]: Int] = [:]

    /// Makes the lists for a form: one per scale, and the marks of multiple choice.
    init(_ form: WorkbookForm) {
        let name = LocalizedText(lv: "Saraksti", en: "Lists")[form.language]
        sheet = Workbook.Sheet(name: Workbook.sheetName(name))
        sheet.isHidden = true
        sheet.isProtected = true
        var lists: [[LocalizedText]] = [
            [AnswerWords.unknown],
            [AnswerWords.chosen, AnswerWords.notChosen, AnswerWords.unknown],
        ]
        for scale in form.questionnaire.scales {
            lists.append(Self.answers(of: scale))
            lists.append(scale.options.map(\.label))
        }
        for list in lists {
            let texts = list.map { $0[form.language] }
            guard columns[texts] == nil else { continue }
            let column = columns.count
            columns[texts] = column
            for (row, text) in texts.enumerated() {
                while sheet.rows.count <= row { sheet.rows.append(Workbook.Row()) }
                while sheet.rows[row].cells.count < column {
                    sheet.rows[row].cells.append(Workbook.Cell(.empty))
                }
                sheet.rows[row].cells.append(Workbook.Cell(text, FormStyles.hidden))
            }
        }
    }

    /// What a question of a scale may be answered, the lowest option last as people read scales.
    static func answers(of scale: Scale) -> [LocalizedText] {
        var answers = Array(scale.options.map(\.label).reversed())
        answers.append(AnswerWords.unknown)
        if scale.allowsNotApplicable { answers.append(AnswerWords.notApplicable) }
        return answers
    }

    /// The range of a list as formulas write it.
    func range(of list: [LocalizedText], in language: Language) -> String {
        guard let column = columns[list.map { $0[language] }] else {
            preconditionFailure("every list of the form has a column")
        }
        let letters = CellReference.letters(ofColumn: column + 1)
        let name = Workbook.quoted(sheetName: sheet.name)
        return "\(name)!$\(letters)$1:$\(letters)$\(list.count)"
    }
}
