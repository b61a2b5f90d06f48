package import TextFormats

/// Renders a report as text for a terminal or a pipe.
package struct TerminalRenderer {
    private let language: Language
    private let width: Int
    private let isColored: Bool

    /// Makes a renderer.
    ///
    /// - Parameters:
    ///   - language: The language of the text.
    ///   - width: The columns available, at least 20.
    ///   - isColored: Whether ANSI escapes may be used.
    package init(language: Language, width: Int, isColored: Bool) {
        self.language = language
        self.width = max(width, 20)
        self.isColored = isColored
    }

    /// The report's text; every line ends with a line break.
    package func render(_ report: Report) -> String {
        var lines: [String] = []
        for (index, block) in report.blocks.enumerated() {
            switch block {
            case .heading(_, let text):
                if index > 0 { lines.append("") }
                lines += wrap(text[language], indent: 0).map { style($0, .strong) }
            case .paragraph(let span):
                lines += wrap(span.text[language], indent: 2).map { style($0, span.emphasis) }
            case .list(let entries): lines += entries.flatMap { render($0) }
            case .table(let table): lines += render(table)
            case .facts(let facts), .highlights(let facts): lines += facts.flatMap { render($0) }
            case .notice(let span):
                lines += wrap(span.text[language], indent: 2).map { style($0, span.emphasis) }
            case .verbatim(let text): lines += wrap(text, indent: 4)
            case .chart(let chart): lines += render(chart.table)
            case .pageBreak: break
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func render(_ fact: Report.Fact) -> [String] {
        let text = "\(fact.label[language]): \(fact.value.text[language])"
        return wrap(text, indent: 2).map { style($0, fact.value.emphasis) }
            + (fact.note.map { wrap($0[language], indent: 4).map { style($0, .faint) } } ?? [])
    }

    private func render(_ entry: Report.Entry) -> [String] {
        let mark = entry.mark.text[language]
        let indent = min(2 + displayWidth(mark) + 2, width / 3)
        var lines = wrap(entry.text.text[language], indent: indent)
            .map { style($0, entry.text.emphasis) }
        let first = "  " + style(mark, entry.mark.emphasis)
        let gap = indent - 2 - displayWidth(mark)
        if gap > 0, !lines.isEmpty {
            let text = lines[0].replacingLeadingSpaces(indent)
            lines[0] = first + String(repeating: " ", count: gap) + text
        } else {
            lines.insert(first, at: 0)
        }
        for detail in entry.details {
            lines += wrap(detail.text[language], indent: indent).map { style($0, detail.emphasis) }
        }
        return lines
    }

    private func render(_ table: Report.Table) -> [String] {
        let titles = table.columns.map { $0.title[language] }
        let cells = table.rows.map { row in
            row.map { visibleText($0.text[language]).replacing("\n", with: " ") }
        }
        var widths = titles.indices.map { column in
            ([titles[column]] + cells.map { $0[column] }).map(displayWidth).max() ?? 0
        }
        let gaps = 2 * titles.count
        // Too wide a table gives way in its first column, which holds the words.
        let excess = widths.reduce(gaps, +) - width
        if excess > 0, let first = widths.first { widths[0] = max(12, first - excess) }
        guard widths.reduce(gaps, +) <= width else { return renderAsList(table, titles, cells) }
        var lines = row(titles, widths, table, emphases: nil)
        for (index, row) in table.rows.enumerated() {
            lines += self.row(cells[index], widths, table, emphases: row.map(\.emphasis))
            lines += notes(of: index, in: table)
        }
        return lines
    }

    private func notes(of row: Int, in table: Report.Table) -> [String] {
        table.notes[row, default: []].flatMap { note in
            wrap(note.text[language], indent: 6).map { style($0, note.emphasis) }
        }
    }

    /// One row; a first cell that does not fit continues on further lines.
    private func row(
        _ cells: [String], _ widths: [Int], _ table: Report.Table,
        emphases: [Report.Span.Emphasis]?
    ) -> [String] {
        let head = wrapped(cells[0], width: widths[0])
        return head.enumerated().map { line, text in
            var result = "  " + style(padded(text, widths[0], false), emphases?[0] ?? .faint)
            guard line == 0 else { return result.trimmingTrailingSpaces() }
            for column in cells.indices.dropFirst() {
                let cell = padded(cells[column], widths[column], table.columns[column].isNumeric)
                result += "  " + style(cell, emphases?[column] ?? .faint)
            }
            return result.trimmingTrailingSpaces()
        }
    }

    /// A table too wide for the screen, row by row.
    private func renderAsList(
        _ table: Report.Table, _ titles: [String], _ cells: [[String]]
    ) -> [String] {
        cells.enumerated().flatMap { index, row in
            wrap(row[0], indent: 2).map { style($0, .strong) }
                + row.indices.dropFirst().flatMap { column in
                    wrap("\(titles[column]): \(row[column])", indent: 4)
                        .map { style($0, table.rows[index][column].emphasis) }
                } + notes(of: index, in: table)
        }
    }

    // MARK: Text

    private func padded(_ text: String, _ width: Int, _ isNumeric: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
        return isNumeric ? space + text : text + space
    }

    private func wrap(_ text: String, indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        return wrapped(text, width: max(10, width - indent)).map { space + $0 }
    }

    private func style(_ text: String, _ emphasis: Report.Span.Emphasis) -> String {
        guard isColored else { return text }
        let code: String
        switch emphasis {
        case .plain: return text
        case .strong: code = "1"
        case .faint: code = "2"
        case .good: code = "32"
        case .doubtful: code = "33"
        case .bad: code = "31"
        }
        // Only the words are coloured, so that indentation can still be cut.
        let spaces = text.prefix { $0 == " " }
        let rest = text.dropFirst(spaces.count)
        return rest.isEmpty ? text : "\(spaces)\u{1B}[\(code)m\(rest)\u{1B}[0m"
    }
}

/// The columns that a text takes on a terminal: wide East Asian characters and emoji take two,
/// combining marks none.
package func displayWidth(_ text: String) -> Int {
    // A letter of Latin script is a character by itself unless a combining mark follows.
    let isLatin = text.unicodeScalars.allSatisfy {
        (0x20..<0x7F).contains($0.value) || (0xA0..<0x300).contains($0.value)
    }
    if isLatin { return text.unicodeScalars.count }
    return text.reduce(0) { width, character in
        guard let scalar = character.unicodeScalars.first else { return width }
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F: return width
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return width + 2
        default: return width + 1
        }
    }
}

/// Breaks a text into lines of at most a width at its spaces; a longer word stands alone.
///
/// Line breaks of the text stay; characters that would change what a reader sees are spelled out.
package func wrapped(_ text: String, width: Int) -> [String] {
    visibleText(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .flatMap { wrappedLine($0, width: width) }
}

private func wrappedLine(_ text: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        let word = String(word)
        let wordWidth = displayWidth(word)
        if line.isEmpty {
            line = word
            taken = wordWidth
        } else if taken + 1 + wordWidth <= width {
            line += " " + word
            taken += 1 + wordWidth
        } else {
            lines.append(line)
            line = word
            taken = wordWidth
        }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
}

extension String {
    fileprivate func replacingLeadingSpaces(_ count: Int) -> String {
        String(dropFirst(Swift.min(count, prefix { $0 == " " }.count)))
    }

    fileprivate func trimmingTrailingSpaces() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
