import Spreadsheet
import Survey
import TextFormats

/// Why a cell of a form was not understood.
struct CellFault: Error {
    /// The kinds of faults.
    enum Kind {
        /// The text is no answer.
        case word(WordFault)
        /// A spreadsheet error such as `#N/A`.
        case error(String)
        /// A date where none belongs.
        case date(String)
        /// A multiple-choice question is answered as a whole and by its options.
        case twice
    }

    let row: FormRow
    let column: Int
    let fault: Kind
}

extension FormSheetReader {
    func cellName(_ column: Int, _ row: FormRow) -> String {
        "\(sheet)!\(CellReference(row: row.number, column: column))"
    }

    func report(
        _ code: String, _ severity: Diagnostic.Severity = .error, at column: Int, _ row: FormRow,
        _ message: LocalizedText, advice: LocalizedText? = nil
    ) {
        let location = Diagnostic.Location(file: file, pointer: cellName(column, row))
        log.add(Diagnostic(severity, code: code, at: location, message, advice: advice))
    }

    func report(_ fault: CellFault, item: String) {
        let prefix = LocalizedText(verbatim: "\(item): ")
        switch fault.fault {
        case .word(let word):
            report(
                "form.value", at: fault.column, fault.row, prefix + word.message,
                advice: word.advice)
        case .error(let text):
            report(
                "form.error-cell", at: fault.column, fault.row,
                prefix
                    + LocalizedText(
                        lv: "šūnā ir formula vai kļūda (\(text)).",
                        en: "the cell holds a formula or an error (\(text))."),
                advice: LocalizedText(
                    lv: "Ierakstiet atbildi kā tekstu.", en: "Write the answer as text."))
        case .date(let text):
            report(
                "form.date-cell", at: fault.column, fault.row,
                prefix
                    + LocalizedText(
                        lv: "programma ierakstīto ir pārvērtusi par datumu (\(text)).",
                        en: "the program has turned what was typed into a date (\(text))."),
                advice: LocalizedText(
                    lv: "Pārvērtiet šūnu par tekstu un ierakstiet vēlreiz; skaita robežas rakstiet "
                        + "kā 10..12.",
                    en: "Format the cell as text and type it again; write the ends of a number as "
                        + "10..12."))
        case .twice:
            report(
                "form.answered-twice", at: fault.column, fault.row,
                prefix
                    + LocalizedText(
                        lv: "atbildēts gan šeit, gan pie atsevišķām iespējām.",
                        en: "answered both here and at single options."),
                advice: LocalizedText(
                    lv: "Atstājiet šo šūnu tukšu vai izdzēsiet atzīmes pie iespējām.",
                    en: "Leave this cell empty or delete the marks at the options."))
        }
    }

    func reportUnknownID(_ id: String, _ row: FormRow) {
        let known = questionnaire.questions.map(\.id)
        report(
            "form.unknown-question", at: 1, row,
            LocalizedText(
                lv: "anketā nav jautājuma „\(excerpt(id))“.",
                en: "the questionnaire has no question '\(excerpt(id))'."),
            advice: Diagnostic.didYouMean(nearestName(to: id, among: known))
                ?? LocalizedText(
                    lv: "Pirmo kolonnu nemainiet.", en: "Do not change the first column."))
    }

    func reportMissingReason(_ item: String, _ column: Int, _ row: FormRow) {
        report(
            "form.no-reason", .warning, at: column, row,
            LocalizedText(
                lv: "\(item): nav pateikts, kāpēc jautājums nav attiecināms.",
                en: "\(item): it is not said why the question does not apply."),
            advice: LocalizedText(
                lv: "Ierakstiet iemeslu komentārā.", en: "Give the reason in the comment."))
    }

    /// Comments and evidence have no place in answers files without an answer.
    func reportRemarksAlone(_ item: String, _ row: FormRow, _ comment: Int?, _ evidence: Int?) {
        for column in [comment, evidence].compactMap({ $0 }) where row.cells[column] != nil {
            let text = excerpt(row.text(column))
            report(
                "form.remark-alone", .warning, at: column, row,
                LocalizedText(
                    lv: "\(item): uz jautājumu nav atbildēts, tāpēc „\(text)“ netiek pierakstīts.",
                    en: "\(item): the question is not answered, so '\(text)' is not recorded."),
                advice: LocalizedText(
                    lv: "Ja atbilde nav zināma, izvēlieties „Nav zināms“.",
                    en: "If the answer is not known, choose 'Unknown'."))
        }
    }
}
