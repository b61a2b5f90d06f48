import Consistency
package import Spreadsheet
package import TextFormats

/// Renders a report as a workbook with a sheet per section; figures are numbers, free text is never
/// a formula.
package struct WorkbookRenderer {
    private let language: Language
    private var sheets: [Workbook.Sheet] = []
    private var widths: [Double] = []

    /// Makes a renderer.
    package init(language: Language) { self.language = language }

    /// The report as a workbook.
    package func render(_ report: Report) -> Workbook {
        var renderer = self
        renderer.begin(LocalizedText(lv: "Pārskats", en: "Report")[language])
        for block in report.blocks { renderer.write(block) }
        if let imprint = report.imprint {
            renderer.skip()
            renderer.wide(imprint.line[language], Style.faint)
        }
        renderer.end()
        var workbook = Workbook(title: text(report.title), language: language.rawValue)
        workbook.sheets = renderer.sheets
        return workbook
    }

    /// The columns over which running text goes.
    private static let columnCount = 7

    private func text(_ text: LocalizedText) -> String { visibleText(text[language]) }

    // MARK: Sheets

    private mutating func begin(_ title: String) {
        end()
        var name = Workbook.sheetName(title)
        var number = 2
        while sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            name = Workbook.sheetName("\(name.prefix(27)) \(number)")
            number += 1
        }
        var sheet = Workbook.Sheet(name: name)
        sheet.isLandscape = true
        sheets.append(sheet)
        widths = [Double](repeating: 12, count: Self.columnCount)
    }

    /// Gives the last sheet its widths, and running text the heights that it needs.
    private mutating func end() {
        guard !sheets.isEmpty else { return }
        let last = sheets.count - 1
        sheets[last].columns = widths.map { Workbook.Column(width: $0) }
        // Running text goes over as many columns as a line of it takes to be read well.
        var span = 0
        var total = 0.0
        while span < widths.count, total < 100 {
            total += widths[span]
            span += 1
        }
        for index in sheets[last].rows.indices {
            let cells = sheets[last].rows[index].cells
            let isRunning = cells.count == 1
            let heights = cells.enumerated().map { column, cell in
                Self.height(of: cell, width: isRunning ? total : widths[column])
            }
            // Spreadsheets allow no row higher than 409 points.
            sheets[last].rows[index].height = min(409, heights.max() ?? 15)
            guard isRunning else { continue }
            let place = index + 1
            sheets[last].merges.append(
                "\(CellReference(row: place, column: 1)):"
                    + "\(CellReference(row: place, column: span))")
        }
    }

    /// The height in points that a cell's text needs: not every spreadsheet finds it by itself.
    private static func height(of cell: Workbook.Cell, width: Double) -> Double {
        let size = Double(cell.style.size)
        guard case .text(let text) = cell.value, cell.style.wraps else { return size * 1.4 }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            max(1, (Double(line.count) * size * 1.15 / 11 / width).rounded(.up))
        }
        return lines.reduce(0, +) * size * 1.4
    }

    private mutating func append(_ cells: [Workbook.Cell]) {
        var row = Workbook.Row()
        row.cells = cells
        sheets[sheets.count - 1].rows.append(row)
    }

    private mutating func skip() { append([]) }

    /// Running text over the sheet's width.
    private mutating func wide(_ string: String, _ style: CellStyle) {
        append([Workbook.Cell(string, style)])
    }

    // MARK: Blocks

    private mutating func write(_ block: Report.Block) {
        switch block {
        case .heading(level: 1, let title): wide(text(title), Style.title)
        case .heading(level: 2, let title):
            // A tab has little room: what follows a colon is in the heading.
            begin(title[language].split(separator: ":").first.map(String.init) ?? "")
            wide(text(title), Style.title)
        case .heading(_, let title):
            skip()
            wide(text(title), Style.heading)
        case .paragraph(let span), .notice(let span): wide(text(span.text), Style.of(span))
        case .list(let entries):
            for entry in entries {
                wide("\(text(entry.mark.text)) \(text(entry.text.text))", Style.of(entry.text))
                for detail in entry.details { wide(text(detail.text), Style.detail) }
            }
        case .table(let table): write(table)
        case .facts(let facts), .highlights(let facts):
            for fact in facts {
                append(
                    [
                        Workbook.Cell(text(fact.label), Style.label),
                        cell(fact.value, Style.value),
                    ]
                        + (fact.note.map { [Workbook.Cell(text($0), Style.note)] } ?? []))
                widths[0] = max(widths[0], 26)
            }
        case .verbatim(let string): wide(visibleText(string), Style.faint)
        case .chart(let chart):
            skip()
            wide(text(chart.title), Style.heading)
            write(chart.table)
        case .pageBreak: break
        }
    }

    private mutating func write(_ table: Report.Table) {
        guard !table.rows.isEmpty else { return }
        if let caption = table.caption { wide(text(caption), Style.heading) }
        append(table.columns.map { Workbook.Cell(text($0.title), Style.header) })
        for (index, row) in table.rows.enumerated() {
            var cells = row.map { cell($0) }
            if let notes = table.notes[index] {
                let all = [row[table.noteColumn]] + notes
                cells[table.noteColumn] = Workbook.Cell(
                    all.map { text($0.text) }.joined(separator: "\n"), Style.cell)
            }
            append(cells)
        }
        for (column, definition) in table.columns.enumerated() {
            let longest = table.rows.map { Double(text($0[column].text).count) }.max() ?? 0
            let title = Double(text(definition.title).count) + 2
            let wanted = min(max(longest + 2, title), column == 1 && longest > 60 ? 60 : 34)
            if column < widths.count {
                widths[column] = max(widths[column], wanted)
            } else {
                widths.append(wanted)
            }
        }
    }

    private func cell(_ span: Report.Span, _ look: CellStyle = Style.cell) -> Workbook.Cell {
        let style = look.with { $0.isBold = span.emphasis == .strong }
        // The figure as shown, so that a spreadsheet cannot round it once more.
        switch span.figure?.value {
        case .count(let number)?:
            return Workbook.Cell(.integer(number), style.with { $0.format = "0" })
        case .percent(let ratio)?:
            return Workbook.Cell(
                .number(Double(ratio.percentTenths) / 1000), style.with { $0.format = "0.0%" })
        case .decimal?:
            let shown = span.figure.flatMap { Double($0.plain) } ?? 0
            return Workbook.Cell(.number(shown), style)
        case nil: return Workbook.Cell(text(span.text), style)
        }
    }
}

/// The looks of a report's cells.
private enum Style {
    static let title = CellStyle().with {
        $0.size = 16
        $0.isBold = true
        $0.color = "6D1529"
        $0.wraps = true
    }
    static let heading = CellStyle().with {
        $0.size = 12
        $0.isBold = true
        $0.wraps = true
    }
    static let text = CellStyle().with { $0.wraps = true }
    static let faint = text.with { $0.color = "4A5866" }
    static let detail = faint.with { $0.indent = 1 }
    static let note = CellStyle().with { $0.color = "4A5866" }
    static let label = CellStyle().with { $0.color = "4A5866" }
    /// A value that may run over the empty cells beside it.
    static let value = CellStyle().with { $0.horizontal = .left }
    static let header = text.with {
        $0.isBold = true
        $0.fill = "E3E8ED"
        $0.border = "C8D0D8"
        $0.vertical = .center
    }
    static let cell = text.with { $0.border = "C8D0D8" }

    static func of(_ span: Report.Span) -> CellStyle {
        switch span.emphasis {
        case .plain: text
        case .faint: faint
        case .strong: text.with { $0.isBold = true }
        case .good: text.with { $0.color = "1B6A38" }
        case .doubtful: text.with { $0.color = "7A5000" }
        case .bad: text.with { $0.color = "A3182C" }
        }
    }
}
