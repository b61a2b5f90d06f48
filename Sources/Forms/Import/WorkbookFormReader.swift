import Spreadsheet
package import Survey
package import TextFormats

/// Reads a workbook form that came back, strictly: what is not understood is refused with its sheet
/// and cell, and nothing is guessed.
///
/// Sheets are read by their hidden first row and first column, so a form still reads after rows
/// were sorted or columns widened; sheets that were added are passed over with a warning.
package struct WorkbookFormReader {
    private let file: String
    private let workbook: WorkbookFile
    private let log: DiagnosticLog

    /// Opens a form.
    ///
    /// - Parameters:
    ///   - bytes: The workbook's bytes.
    ///   - file: Its name, for messages.
    ///   - log: Receives every fault.
    package init?(_ bytes: [UInt8], file: String, log: DiagnosticLog) {
        self.file = file
        self.log = log
        do throws(SpreadsheetFault) {
            workbook = try WorkbookFile(bytes, limits: .form)
        } catch {
            log.add(error.diagnostic(file: file))
            return nil
        }
    }

    // MARK: Identity

    /// What the form's hidden sheet says; `nil` when the workbook is no form.
    package func form() -> FilledForm? {
        guard let index = workbook.sheets.firstIndex(where: { $0.name == FormKeys.sheetName }),
            let rows = rows(ofSheet: index)
        else {
            reportNoForm()
            return nil
        }
        var facts: [String: String] = [:]
        for row in rows { facts[row.text(1)] = row.text(2) }
        guard facts["schema"] == FormKeys.schema, let id = facts["questionnaire.id"],
            let version = facts["questionnaire.version"], let digest = facts["questionnaire.digest"]
        else {
            reportNoForm()
            return nil
        }
        var form = FilledForm(
            language: facts["language"].flatMap { Language(rawValue: $0) } ?? .latvian)
        form.identity = QuestionnaireIdentity(id: id, version: version, digest: digest)
        form.revision = facts["revision"].flatMap { Int($0) }
        form.isSynthetic = facts["synthetic"] == "true"
        form.note = facts["note"]
        return form
    }

    private func reportNoForm() {
        log.add(
            Diagnostic(
                code: "form.unknown", at: Diagnostic.Location(file: file),
                LocalizedText(
                    lv: "šī darbgrāmata nav briedums veidlapa.",
                    en: "this workbook is not a form of briedums."),
                advice: LocalizedText(
                    lv: "Veidlapu izveido komanda briedums form --format xlsx.",
                    en: "A form is made by briedums form --format xlsx.")))
    }

    // MARK: Sheets

    /// Reads the answers of every sheet into a form.
    ///
    /// - Parameters:
    ///   - form: The form with its identity; receives what was filled in.
    ///   - questionnaire: The questionnaire that it asks.
    package func read(into form: inout FilledForm, of questionnaire: Questionnaire) {
        var seen: [String: String] = [:]
        var hasSection = false
        for (index, sheet) in workbook.sheets.enumerated() {
            guard !sheet.isHidden, let rows = rows(ofSheet: index), let first = rows.first else {
                continue
            }
            guard first.number == 1, first.text(1) == FormKeys.id else {
                continue
            }
            hasSection = true
            let reader = FormSheetReader(
                sheet: sheet.name, file: file, questionnaire: questionnaire, log: log)
            reader.read(rows, into: &form, seen: &seen)
        }
        if !hasSection { reportNoForm() }
    }

    private func rows(ofSheet index: Int) -> [FormRow]? {
        var rows: [FormRow] = []
        do throws(SpreadsheetFault) {
            let reader = try workbook.reader(ofSheet: index)
            var row = SheetRow()
            while try reader.next(&row) {
                var cells: [Int: CellValue] = [:]
                for cell in row.cells {
                    let value = workbook.value(of: cell, in: row)
                    if !AnswerWords.isBlank(value.text) { cells[cell.column] = value }
                }
                if !cells.isEmpty { rows.append(FormRow(number: row.number, cells: cells)) }
            }
        } catch {
            log.add(error.diagnostic(file: file))
            return nil
        }
        return rows
    }
}

/// A row of a form with the cells that are not blank.
struct FormRow {
    /// The row's number, from 1.
    let number: Int
    /// The values by column, from 1.
    let cells: [Int: CellValue]

    /// The text of a cell without spaces at its ends; empty for a blank one.
    func text(_ column: Int) -> String {
        cells[column].map { trimmingSpace($0.text) } ?? ""
    }
}
