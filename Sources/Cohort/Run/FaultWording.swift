import Assessment
import Consistency
import Spreadsheet
import Survey
import TextFormats

/// Puts faults of rows into words.
struct FaultWording {
    /// What rows come from.
    enum Origin {
        /// Lines of one text.
        case text
        /// A file each.
        case files([String])
        /// The rows of a sheet, with the number of its table's first column.
        case sheet(String, firstColumn: Int)
    }

    let path: String
    let compiled: CompiledDefinition
    let headers: [String]
    let isLenient: Bool
    /// What the rows come from.
    let origin: Origin
    /// How many lines and rows come before the chunk.
    var firstLine = 0
    var firstRow = 0

    /// The finding about a fault.
    func diagnostic(_ fault: RowFault) -> Diagnostic {
        let row = firstRow + fault.row + 1
        let place = LocalizedText(lv: "\(row). rinda: ", en: "row \(row): ")
        let (code, message, advice) = words(fault)
        var isWarning = false
        if case .value = fault.kind { isWarning = isLenient }
        let severity: Diagnostic.Severity = isWarning ? .warning : .error
        let header = fault.cell.map { headers.indices.contains($0) ? headers[$0] : "\($0 + 1)" }
        let line = firstLine + fault.line + 1
        var location = Diagnostic.Location(file: path)
        switch origin {
        case .files(let files) where files.indices.contains(row - 1):
            return Diagnostic(
                severity, code: code, at: Diagnostic.Location(file: files[row - 1]), message,
                advice: advice)
        case .text, .files:
            location = Diagnostic.Location(
                file: path, position: SourcePosition(line: line, column: fault.column),
                pointer: header)
        case .sheet(let name, let firstColumn):
            let cell = CellReference(row: line, column: firstColumn + (fault.cell ?? 0))
            location = Diagnostic.Location(
                file: path,
                pointer: ["\(name)!\(cell)", header].compactMap { $0 }.joined(separator: " "))
        }
        return Diagnostic(severity, code: code, at: location, place + message, advice: advice)
    }

    private func words(_ fault: RowFault) -> (String, LocalizedText, LocalizedText?) {
        switch fault.kind {
        case .value(let field): return value(fault, field)
        case .encoding:
            let finding = CSVScanner.invalidText(at: Diagnostic.Location(file: path))
            return (finding.code, finding.message, finding.advice)
        case .controlCharacter:
            return (
                "batch.control-character",
                LocalizedText(
                    lv: "tekstā ir vadības rakstzīme.", en: "the text has a control character."),
                nil
            )
        case .noRegistrationNumber:
            return (
                "batch.no-number",
                LocalizedText(
                    lv: "nav reģistrācijas numura.", en: "there is no registration number."), nil
            )
        case .surveyYear:
            return (
                "batch.year",
                LocalizedText(
                    lv: "„\(fault.text)“ nav gads.", en: "'\(fault.text)' is not a year."),
                nil
            )
        case .cellCount(let found, let expected):
            return (
                "batch.cell-count",
                LocalizedText(
                    lv: "šūnu skaits ir \(found), kolonnu skaits – \(expected).",
                    en: "the row has \(found) cells, the header \(expected)."),
                LocalizedText(
                    lv: "Pārbaudiet atdalītājus un pēdiņas.", en: "Check delimiters and quotes.")
            )
        case .strayQuote: return csv(.strayQuote(0))
        case .textAfterQuote: return csv(.textAfterQuote(0))
        case .unclosedQuote: return csv(.unclosedQuote(0))
        case .record(let reason):
            return (
                "batch.record",
                LocalizedText(
                    lv: "ierakstu nevar nolasīt: \(reason).",
                    en: "the record cannot be read: \(reason)."), nil
            )
        case .duplicate:
            return (
                "batch.duplicate",
                LocalizedText(
                    lv: "reģistrācijas numurs \(fault.text) jau ir bijis.",
                    en: "the registration number \(fault.text) has been met before."),
                LocalizedText(
                    lv: "Atstājiet iestādes derīgo rindu vien.",
                    en: "Leave only the row of the institution that is valid.")
            )
        }
    }

    private func csv(_ fault: CSVScanner.Fault) -> (String, LocalizedText, LocalizedText?) {
        let finding = fault.diagnostic { _ in Diagnostic.Location(file: path) }
        return (finding.code, finding.message, finding.advice)
    }

    private func value(
        _ fault: RowFault, _ field: Int
    ) -> (String, LocalizedText, LocalizedText?) {
        let questionnaire = compiled.definition.questionnaire
        let kind: Question.Kind =
            switch compiled.layout.fields[field].operand {
            case .profile(let index): questionnaire.profile[index].kind
            case .item(let index): questionnaire.question(of: questionnaire.items[index]).kind
            }
        let typed = fault.text.replacing("|", with: ",")
        let format = ValueFormat(kind: kind, in: questionnaire)
        guard case .failure(let reason) = format.value(typed: typed) else {
            let message = LocalizedText(
                lv: "„\(fault.text)“ nav šīs kolonnas vērtība.",
                en: "'\(fault.text)' is not a value of this column.")
            return ("batch.value", message, nil)
        }
        let message = LocalizedText(
            lv: "„\(fault.text)“ nav šī jautājuma atbilde.",
            en: "'\(fault.text)' does not answer this question.")
        return ("batch.value", message, reason.advice)
    }
}
