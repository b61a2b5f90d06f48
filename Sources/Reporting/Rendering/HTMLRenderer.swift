package import TextFormats

/// Renders a report as one HTML file that needs nothing else: no script, no font, no picture from
/// elsewhere.
///
/// The style sheet's hash stands in the content-security policy, so a browser that honours the
/// policy applies this sheet, runs nothing and asks no server.
package struct HTMLRenderer {
    private let language: Language
    private var body = ""
    private var chartCount = 0
    private var sections: [(number: Int, title: String)] = []
    private var isInSection = false

    /// Makes a renderer.
    package init(language: Language) { self.language = language }

    /// The report as HTML in UTF-8.
    package func render(_ report: Report) -> String {
        var renderer = self
        return renderer.page(report)
    }

    private mutating func page(_ report: Report) -> String {
        let head = report.blocks.prefix { !Self.beginsSection($0) }
        for block in head { write(block) }
        let masthead = take()
        for block in report.blocks[head.count...] { write(block) }
        if isInSection { body += "</section>\n" }
        let main = take()
        let title = HTMLText.escaped(report.title[language])
        let kind = report.imprint.map { HTMLText.escaped($0.kind[language]) }
        let style = HTMLStyle.sheet(pageLine: report.imprint?.line[language] ?? "")
        let hash = base64(bytes(hexadecimal: SHA256.hexDigest(of: Array(style.utf8))))
        let policy =
            "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(title)\(kind.map { " – \($0)" } ?? "")</title>
            <style>\(style)</style>
            </head>
            <body>
            <a class="skip" href="#content">\(Self.skip[language])</a>
            <header class="masthead">
            \(kind.map { "<p class=\"kind\">\($0)</p>\n" } ?? "")\(masthead)</header>
            <div class="columns">
            \(contents)<main id="content">
            \(main)</main>
            </div>
            <footer>
            <p>\(HTMLText.escaped(report.imprint?.line[language] ?? ""))</p>
            </footer>
            </body>
            </html>

            """
    }

    private static func beginsSection(_ block: Report.Block) -> Bool {
        if case .heading(level: 2, _) = block { return true }
        return false
    }

    private mutating func take() -> String {
        defer { body = "" }
        return body
    }

    private static let skip = LocalizedText(lv: "Pāriet pie satura", en: "Skip to the content")

    private var contents: String {
        guard !sections.isEmpty else { return "" }
        let label = LocalizedText(lv: "Saturs", en: "Contents")[language]
        let entries = sections.map { section in
            "<li><a href=\"#s\(section.number)\">\(section.title)</a></li>\n"
        }
        return "<nav aria-label=\"\(label)\">\n<p class=\"navtitle\">\(label)</p>\n<ol>\n"
            + entries.joined() + "</ol>\n</nav>\n"
    }

    // MARK: Blocks

    private mutating func write(_ block: Report.Block) {
        switch block {
        case .heading(let level, let text): heading(level, HTMLText.escaped(text[language]))
        case .paragraph(let span): body += paragraph(span)
        case .list(let entries): list(entries)
        case .table(let table): body += self.table(table)
        case .facts(let facts): body += self.facts(facts, class: "facts")
        case .highlights(let facts): body += self.facts(facts, class: "highlights")
        case .notice(let span):
            body +=
                "<div class=\"notice \(Self.name(of: span.emphasis))\">\(paragraph(span))</div>\n"
        case .verbatim(let text): body += "<pre><code>\(HTMLText.escaped(text))</code></pre>\n"
        case .chart(let chart): write(chart)
        case .pageBreak: body += "<div class=\"pagebreak\"></div>\n"
        }
    }

    private mutating func heading(_ level: Int, _ text: String) {
        switch level {
        case 1: body += "<h1>\(text)</h1>\n"
        case 2:
            let number = sections.count + 1
            sections.append((number, text))
            body += isInSection ? "</section>\n" : ""
            isInSection = true
            body += "<section aria-labelledby=\"s\(number)\">\n<h2 id=\"s\(number)\">"
            body += "<span class=\"number\">\(number).</span> \(text)</h2>\n"
        default: body += "<h\(level)>\(text)</h\(level)>\n"
        }
    }

    private func paragraph(_ span: Report.Span) -> String {
        let name = Self.name(of: span.emphasis)
        let attribute = name.isEmpty ? "" : " class=\"\(name)\""
        return "<p\(attribute)>\(HTMLText.lines(span.text[language]))</p>\n"
    }

    private func inline(_ span: Report.Span) -> String {
        let text = HTMLText.lines(span.text[language])
        switch span.emphasis {
        case .plain: return text
        case .strong: return "<strong>\(text)</strong>"
        default: return "<span class=\"\(Self.name(of: span.emphasis))\">\(text)</span>"
        }
    }

    private static func name(of emphasis: Report.Span.Emphasis) -> String {
        switch emphasis {
        case .plain: ""
        case .strong: "strong"
        case .faint: "faint"
        case .good: "good"
        case .doubtful: "doubtful"
        case .bad: "bad"
        }
    }

    private mutating func list(_ entries: [Report.Entry]) {
        guard !entries.isEmpty else { return }
        body += "<ul class=\"entries\" role=\"list\">\n"
        for entry in entries {
            body += "<li><span class=\"mark\">\(inline(entry.mark))</span>\n<div>"
            body += paragraph(entry.text) + entry.details.map(paragraph).joined()
            body += "</div></li>\n"
        }
        body += "</ul>\n"
    }

    private func facts(_ facts: [Report.Fact], class name: String) -> String {
        let entries = facts.map { fact in
            let note = fact.note.map {
                "<dd class=\"note\">\(HTMLText.lines($0[language]))</dd>"
            }
            let isWide = fact.value.text[language].count > 40
            return
                "<div\(isWide ? " class=\"wide\"" : "")><dt>\(HTMLText.escaped(fact.label[language]))</dt>"
                + "<dd>\(inline(fact.value))</dd>\(note ?? "")</div>\n"
        }
        return "<dl class=\"\(name)\">\n\(entries.joined())</dl>\n"
    }

    private func table(_ table: Report.Table) -> String {
        guard !table.rows.isEmpty else { return "" }
        let caption = table.caption.map { HTMLText.escaped($0[language]) }
        // A short table stays on one page.
        let name = table.rows.count <= 8 ? "scroll short" : "scroll"
        var text = "<div class=\"\(name)\" tabindex=\"0\" role=\"group\" aria-label=\""
        text += caption ?? LocalizedText(lv: "Tabula", en: "Table")[language]
        let shares = table.columns.compactMap(\.share)
        let isFixed = shares.count == table.columns.count
        text += isFixed ? "\">\n<table class=\"fixed\">\n" : "\">\n<table>\n"
        text += caption.map { "<caption>\($0)</caption>\n" } ?? ""
        if isFixed {
            text += "<colgroup>" + shares.map { "<col class=\"w\($0)\">" }.joined()
            text += "</colgroup>\n"
        }
        text += "<thead><tr>"
        for column in table.columns {
            let title = HTMLText.escaped(column.title[language])
            text += "<th scope=\"col\"\(column.isNumeric ? " class=\"n\"" : "")>\(title)</th>"
        }
        text += "</tr></thead>\n<tbody>\n"
        for (index, row) in table.rows.enumerated() {
            text += "<tr>"
            for (column, cell) in row.enumerated() {
                let tag = column == 0 ? "th scope=\"row\"" : "td"
                text += "<\(tag)\(cellClass(cell, table.columns[column]))>"
                text += inline(cell)
                if column == table.noteColumn, let notes = table.notes[index] {
                    text += notes.map(paragraph).joined()
                }
                text += column == 0 ? "</th>" : "</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody>\n</table>\n</div>\n"
    }

    /// Figures line up; a word too long for any column may be broken anywhere.
    private func cellClass(_ cell: Report.Span, _ column: Report.Table.Column) -> String {
        if column.isNumeric { return " class=\"n\"" }
        let words = cell.text[language].split { $0 == " " || $0 == "\n" }
        return words.contains { $0.count > 30 } ? " class=\"long\"" : ""
    }

    private mutating func write(_ chart: Report.Chart) {
        chartCount += 1
        let title = HTMLText.escaped(chart.title[language])
        let name =
            switch chart.drawing {
            case .bars: "bars"
            case .radar: "radar"
            case .timeline: "timeline"
            case .shares: "shares"
            case .heatmap: "heatmap"
            }
        body += "<figure class=\"chart \(name)\">\n<figcaption>\(title)</figcaption>\n"
        let drawing = ChartSVG(language: language, id: "c\(chartCount)").render(chart)
        // A wide picture keeps its size on a narrow screen and can be moved sideways.
        let isWide = ["timeline", "shares", "heatmap"].contains(name) && !drawing.isEmpty
        body +=
            isWide
            ? "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(title)\">\n"
                + drawing + "</div>\n" : drawing
        body += table(chart.table) + "</figure>\n"
    }
}
