package import TextFormats

/// Writes a report as JSON, schema `briedums.report/1`: what it says, block by block, in both
/// languages, with the exact value of every figure.
package struct ReportJSON {
    private let report: Report

    /// Prepares the JSON of a report.
    package init(_ report: Report) { self.report = report }

    /// The document.
    package var output: JSONOutput {
        .object(
            [
                ("schema", .string("briedums.report/1")), ("title", JSONOutput(report.title)),
                ("kind", report.imprint.map { JSONOutput($0.kind) } ?? .null),
                ("imprint", report.imprint.map { JSONOutput($0.line) } ?? .null),
                ("blocks", .array(report.blocks.compactMap(block))),
            ] + report.data)
    }

    private func block(_ block: Report.Block) -> JSONOutput? {
        switch block {
        case .heading(let level, let text):
            return typed("heading", [("level", .integer(level)), ("text", JSONOutput(text))])
        case .paragraph(let span): return typed("paragraph", [("content", self.span(span))])
        case .notice(let span): return typed("notice", [("content", self.span(span))])
        case .list(let entries):
            return typed("list", [("entries", .array(entries.map(entry)))])
        case .table(let table): return typed("table", members(of: table))
        case .facts(let facts): return typed("facts", [("facts", .array(facts.map(fact)))])
        case .highlights(let facts):
            return typed("highlights", [("facts", .array(facts.map(fact)))])
        case .verbatim(let text): return typed("verbatim", [("text", .string(text))])
        case .chart(let chart):
            return typed(
                "chart",
                [
                    ("title", JSONOutput(chart.title)),
                    ("description", JSONOutput(chart.description)),
                    ("table", .object(members(of: chart.table))),
                ])
        case .pageBreak: return nil
        }
    }

    private typealias Members = [(key: String, value: JSONOutput)]

    private func typed(_ type: String, _ members: Members) -> JSONOutput {
        .object([("type", .string(type))] + members)
    }

    private func span(_ span: Report.Span) -> JSONOutput {
        var members: Members = [("text", JSONOutput(span.text))]
        if let figure = span.figure {
            members += [("value", .number(figure.plain)), ("exact", .string(figure.exact))]
        }
        return .object(members)
    }

    private func entry(_ entry: Report.Entry) -> JSONOutput {
        .object([
            ("mark", span(entry.mark)), ("content", span(entry.text)),
            ("details", .array(entry.details.map(span))),
        ])
    }

    private func fact(_ fact: Report.Fact) -> JSONOutput {
        .object([
            ("label", JSONOutput(fact.label)), ("content", span(fact.value)),
            ("note", fact.note.map { JSONOutput($0) } ?? .null),
        ])
    }

    private func members(of table: Report.Table) -> Members {
        [
            ("caption", table.caption.map { JSONOutput($0) } ?? .null),
            ("columns", .array(table.columns.map { JSONOutput($0.title) })),
            (
                "rows",
                .array(
                    table.rows.enumerated().map { index, row in
                        .object([
                            ("cells", .array(row.map(span))),
                            ("notes", .array(table.notes[index, default: []].map(span))),
                        ])
                    })
            ),
        ]
    }
}
