package import TextFormats

/// Why a workbook cannot be read.
///
/// A workbook is made by a program, so the first fault ends the reading: nobody edits the bytes of
/// a ZIP file by hand, and what follows a fault there cannot be trusted.
package enum SpreadsheetFault: Error, Hashable, Sendable {
    /// The bytes are no ZIP container.
    case notZIP
    /// The bytes are an old binary workbook or a workbook with a password.
    case binaryOrEncrypted
    /// The container is damaged or uses what no workbook needs; the reason is for the report.
    case container(String)
    /// A part of the container is missing.
    case missingPart(String)
    /// A part is not well-formed or not what it should be.
    case markup(part: String, reason: String)
    /// A part declares a document type, through which it could reach for other files.
    case documentType(part: String)
    /// Something is larger than the limit, in bytes, rows or entries.
    case tooLarge(what: String, limit: Int)
    /// There is no sheet with this name.
    case missingSheet(String)

    /// What is wrong.
    package var message: LocalizedText {
        switch self {
        case .notZIP:
            LocalizedText(lv: "šī nav XLSX darbgrāmata.", en: "this is not an XLSX workbook.")
        case .binaryOrEncrypted:
            LocalizedText(
                lv: "darbgrāmata ir vecajā XLS formātā vai aizsargāta ar paroli.",
                en: "the workbook is in the old XLS format or protected by a password.")
        case .container(let reason):
            LocalizedText(
                lv: "darbgrāmatas fails ir bojāts (\(reason)).",
                en: "the workbook file is damaged (\(reason)).")
        case .missingPart(let part):
            LocalizedText(
                lv: "darbgrāmatā trūkst daļas \(part).", en: "the workbook lacks the part \(part).")
        case .markup(let part, let reason):
            LocalizedText(
                lv: "darbgrāmatas daļa \(part) ir bojāta (\(reason)).",
                en: "the part \(part) of the workbook is damaged (\(reason)).")
        case .documentType(let part):
            LocalizedText(
                lv:
                    "darbgrāmatas daļā \(part) ir dokumenta tipa deklarācija; tādas netiek lasītas.",
                en: "the part \(part) of the workbook declares a document type; such files are "
                    + "refused.")
        case .tooLarge(let what, let limit):
            LocalizedText(
                lv: "darbgrāmata ir pārāk liela (\(what) > \(limit)).",
                en: "the workbook is too large (\(what) > \(limit)).")
        case .missingSheet(let name):
            LocalizedText(
                lv: "darbgrāmatā nav lapas „\(name)“.", en: "the workbook has no sheet '\(name)'.")
        }
    }

    /// What to do next.
    package var advice: LocalizedText? {
        switch self {
        case .notZIP, .binaryOrEncrypted, .container, .missingPart, .markup:
            LocalizedText(
                lv: "Atveriet to izklājlapu programmā un saglabājiet kā .xlsx bez paroles.",
                en: "Open it in a spreadsheet program and save it as .xlsx without a password.")
        case .documentType, .tooLarge, .missingSheet: nil
        }
    }

    /// The fault as a finding about a file.
    package func diagnostic(file: String) -> Diagnostic {
        let code =
            switch self {
            case .notZIP, .binaryOrEncrypted: "workbook.format"
            case .container, .missingPart, .markup: "workbook.damaged"
            case .documentType: "workbook.document-type"
            case .tooLarge: "workbook.too-large"
            case .missingSheet: "workbook.missing-sheet"
            }
        return Diagnostic(
            code: code, at: Diagnostic.Location(file: file), message, advice: advice)
    }
}
