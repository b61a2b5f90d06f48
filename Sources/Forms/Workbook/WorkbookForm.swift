package import Assessment
package import Spreadsheet
package import Survey
package import TextFormats
import Consistency

/// A workbook in which an institution fills in its answers with a spreadsheet program.
///
/// The same definition, answers and language always give the same workbook.
package struct WorkbookForm {
    let definition: Definition
    let response: Response?
    let language: Language
    let words: AnswerWords

    var questionnaire: Questionnaire { definition.questionnaire }

    /// Prepares a form.
    ///
    /// - Parameters:
    ///   - definition: What is asked.
    ///   - response: The answers to fill in beforehand; `nil` for an empty form.
    ///   - language: The language of the form.
    package init(_ definition: Definition, response: Response?, in language: Language) {
        self.definition = definition
        self.response = response
        self.language = language
        words = AnswerWords(definition.questionnaire)
    }

    /// The workbook.
    ///
    /// - Complexity: O(*questions*).
    package var workbook: Workbook {
        var workbook = Workbook(title: questionnaire.title[language], language: language.rawValue)
        let lists = FormLists(self)
        let sections = questionnaire.sections.indices.map { index in
            SectionSheet(self, section: index, lists: lists).layout
        }
        workbook.sheets = [
            InstructionSheet(self, sections: sections).sheet,
            InstitutionSheet(self, lists: lists).sheet,
        ]
        workbook.sheets += sections.map(\.sheet)
        workbook.sheets += [GlossarySheet(self).sheet, lists.sheet, identitySheet]
        return workbook
    }

    /// The name of a section's sheet: its number and title.
    func sheetName(ofSection index: Int) -> String {
        Workbook.sheetName("\(index + 1). \(questionnaire.sections[index].title[language])")
    }

    /// The hidden sheet by which the form is recognised when it comes back.
    private var identitySheet: Workbook.Sheet {
        var sheet = Workbook.Sheet(name: FormKeys.sheetName)
        sheet.isHidden = true
        sheet.isProtected = true
        let identity = questionnaire.identity
        var facts = [
            ("schema", FormKeys.schema), ("questionnaire.id", identity.id),
            ("questionnaire.version", identity.version), ("questionnaire.digest", identity.digest),
            ("language", language.rawValue),
        ]
        if let response {
            facts.append(("revision", "\(response.revision)"))
            if response.isSynthetic { facts.append(("synthetic", "true")) }
            if let note = response.note { facts.append(("note", note)) }
        }
        sheet.rows = facts.map { key, value in
            Workbook.Row([
                Workbook.Cell(key, FormStyles.hidden), Workbook.Cell(value, FormStyles.hidden),
            ])
        }
        sheet.columns = [Workbook.Column(width: 24), Workbook.Column(width: 80)]
        return sheet
    }

    /// A banner when the answers are made up.
    func syntheticRow(width: Double) -> [Workbook.Row] {
        guard response?.isSynthetic == true else { return [] }
        let text = FormWording.synthetic[language]
        return [
            Workbook.Row(
                [Workbook.Cell(text, FormStyles.warning)],
                height: TextRoom.height([(text, width, 11)]))
        ]
    }

    /// The hidden first row that names the columns for reading.
    static func keyRow(_ keys: [String]) -> Workbook.Row {
        Workbook.Row(keys.map { Workbook.Cell($0, FormStyles.hidden) }, isHidden: true)
    }

    /// A list for a cell, with what to do about a wrong value.
    func validation(
        _ cells: String, range: String, of allowed: [LocalizedText]
    ) -> Workbook.Validation {
        let list = allowed.joined(separator: ", ")
        let title = LocalizedText(lv: "Šādas atbildes nav", en: "There is no such answer")
        let error = LocalizedText(lv: "Izvēlieties: \(list.lv).", en: "Choose: \(list.en).")
        return Workbook.Validation(
            cells: cells, rule: .list(range: range), errorTitle: title[language],
            error: error[language])
    }
}
