import Spreadsheet
package import TextFormats

/// A format in which a report can be had as a file.
package enum ReportFormat: String, CaseIterable, Sendable {
    /// One page for browsers and printers.
    case html
    /// Text for wikis and version control.
    case md
    /// A workbook for spreadsheets.
    case xlsx
    /// One table with a record per cell.
    case csv
    /// The report for programs, in both languages.
    case json

    /// The report as a file's bytes; the same report always gives the same bytes.
    package func bytes(_ report: Report, language: Language) -> [UInt8] {
        switch self {
        case .html: Array(HTMLRenderer(language: language).render(report).utf8)
        case .md: Array(MarkdownRenderer(language: language).render(report).utf8)
        case .xlsx: WorkbookXML.bytes(WorkbookRenderer(language: language).render(report))
        case .csv: CSVRenderer(language: language).render(report)
        case .json: Array(ReportJSON(report).output.pretty().utf8)
        }
    }
}
