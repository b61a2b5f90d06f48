package import TextFormats

/// Renders the tables, facts and lists of a report as one CSV table with a record per cell, for
/// programs that compare or sum up.
///
/// Latvian files are separated by semicolons and have decimal commas, as Latvian spreadsheets
/// expect; English ones have commas and points. Both begin with a byte order mark, by which
/// spreadsheets recognise UTF-8. Text that a spreadsheet would run as a formula is made harmless.
package struct CSVRenderer {
    private let language: Language
    private let writer: CSVWriter

    /// Makes a renderer.
    package init(language: Language) {
        self.language = language
        writer = CSVWriter(delimiter: UInt8(ascii: language == .latvian ? ";" : ","))
    }

    /// The report as bytes.
    package func render(_ report: Report) -> [UInt8] {
        var output: [UInt8] = [0xEF, 0xBB, 0xBF]
        let header = LocalizedText(
            lv: "sadaļa|daļa|rinda|kolonna|teksts|vērtība", en: "section|part|row|column|text|value"
        )
        writer.append(
            record: header[language].split(separator: "|").map(String.init), to: &output)
        var section = ""
        var part = 0
        for block in report.blocks {
            part += 1
            var records: [Record] = []
            switch block {
            case .heading(let level, let text):
                part = level <= 2 ? 0 : part - 1
                if level <= 2 { section = text[language] }
            case .table(let table): records = cells(of: table)
            case .chart(let chart): records = cells(of: chart.table)
            case .facts(let facts), .highlights(let facts):
                records = facts.map { Record(row: $0.label[language], column: "", span: $0.value) }
            case .list(let entries):
                records = entries.map {
                    Record(row: $0.mark.text[language], column: "", span: $0.text)
                }
            case .notice(let span): records = [Record(row: "", column: "", span: span)]
            case .paragraph, .verbatim, .pageBreak: part -= 1
            }
            for record in records { append(record, section, part, to: &output) }
        }
        return output
    }

    private struct Record {
        let row: String
        let column: String
        let span: Report.Span
    }

    private func cells(of table: Report.Table) -> [Record] {
        table.rows.enumerated().flatMap { index, row in
            let label = row[0].text[language]
            let cells = zip(table.columns, row).dropFirst().map { column, cell in
                Record(row: label, column: column.title[language], span: cell)
            }
            let title = LocalizedText(lv: "piezīme", en: "note")[language]
            return cells
                + table.notes[index, default: []].map {
                    Record(row: label, column: title, span: $0)
                }
        }
    }

    private func append(_ record: Record, _ section: String, _ part: Int, to output: inout [UInt8])
    {
        let value = record.span.figure?.plain ?? ""
        let fields = [section, "\(part)", record.row, record.column, record.span.text[language]]
        var line: [UInt8] = []
        for field in fields {
            writer.append(text: Array(visibleText(field).utf8), to: &line)
            line.append(writer.delimiter)
        }
        // A number of our own, never free text.
        line += (language == .latvian ? value.replacing(".", with: ",") : value).utf8
        output += line + [UInt8(ascii: "\n")]
    }
}
