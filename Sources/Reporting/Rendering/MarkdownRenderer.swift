package import TextFormats

/// Renders a report as Markdown (GitHub's tables, otherwise CommonMark).
package struct MarkdownRenderer {
    private let language: Language

    /// Makes a renderer.
    package init(language: Language) { self.language = language }

    /// The report as Markdown; every block is followed by an empty line.
    package func render(_ report: Report) -> String {
        var parts: [String] = []
        for block in report.blocks {
            switch block {
            case .heading(let level, let text):
                parts.append("\(String(repeating: "#", count: level)) \(escaped(text))")
            case .paragraph(let span): parts.append(inline(span))
            case .list(let entries): parts += entries.isEmpty ? [] : [list(entries)]
            case .table(let table): parts += self.table(table)
            case .facts(let facts), .highlights(let facts): parts.append(self.facts(facts))
            case .notice(let span): parts.append("> \(inline(span))")
            case .verbatim(let text): parts.append(code(text))
            case .chart(let chart):
                parts.append("**\(escaped(chart.title))**")
                parts.append(escaped(chart.description))
                parts += table(chart.table)
            case .pageBreak: break
            }
        }
        if let imprint = report.imprint { parts += ["---", escaped(imprint.line)] }
        return parts.map { $0 + "\n" }.joined(separator: "\n")
    }

    private func list(_ entries: [Report.Entry]) -> String {
        entries.map { entry in
            let mark = entry.mark.text[language]
            let lead = mark == "•" ? "" : "**\(escaped(entry.mark.text))** "
            let details = entry.details.map { "\n\n  \(inline($0))" }.joined()
            return "- \(lead)\(inline(entry.text))\(details)"
        }.joined(separator: "\n")
    }

    private func facts(_ facts: [Report.Fact]) -> String {
        facts.map { fact in
            let note = fact.note.map { " – \(escaped($0))" } ?? ""
            return "- \(escaped(fact.label)): \(inline(fact.value))\(note)"
        }.joined(separator: "\n")
    }

    private func table(_ table: Report.Table) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        var lines = [
            row(table.columns.map { escaped($0.title) }),
            row(table.columns.map { $0.isNumeric ? "---:" : "---" }),
        ]
        for (index, cells) in table.rows.enumerated() {
            var texts = cells.map(inline)
            for note in table.notes[index, default: []] {
                texts[table.noteColumn] += " · \(inline(note))"
            }
            lines.append(row(texts))
        }
        let caption = table.caption.map { ["*\(escaped($0))*"] } ?? []
        return caption + [lines.joined(separator: "\n")]
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private func code(_ text: String) -> String {
        visibleText(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map { "    \($0)" }.joined(separator: "\n")
    }

    private func inline(_ span: Report.Span) -> String {
        let text = escaped(span.text)
        return span.emphasis == .strong && !text.isEmpty ? "**\(text)**" : text
    }

    /// Text in which nothing is markup: no character of it starts or ends an element.
    private func escaped(_ text: LocalizedText) -> String {
        var result = ""
        for scalar in visibleText(text[language]).unicodeScalars {
            switch scalar {
            case "\n", "\t": result += " "
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&", "$", "!":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        let trimmed = result.drop { $0 == " " }
        // A line must not begin with what makes a list, a rule or a heading underline.
        guard let first = trimmed.unicodeScalars.first else { return "" }
        if ["-", "+", "="].contains(first) { return "\\" + trimmed }
        // A number with a full stop would begin a list.
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        let rest = trimmed.dropFirst(digits.count)
        if !digits.isEmpty, let next = rest.first, ".)".contains(next),
            rest.dropFirst().first.map({ $0 == " " }) ?? true
        {
            return digits + "\\" + trimmed.dropFirst(digits.count)
        }
        return String(trimmed)
    }
}
