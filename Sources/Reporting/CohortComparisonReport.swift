import Assessment
import Consistency
import Maturity
import Survey
package import TextFormats
package import Versions

/// Builds the report on cohorts at several points in time.
package struct CohortComparisonReport {
    private let comparisons: [CohortComparison]

    /// Prepares a report on consecutive comparisons; at least one.
    package init(_ comparisons: [CohortComparison]) { self.comparisons = comparisons }

    /// The whole report.
    package var whole: Report {
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(lv: "Iestādes pa gadiem", en: "Institutions over time"))
        ]
        if comparisons.contains(where: \.isSynthetic) {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        for comparison in comparisons { blocks += self.blocks(comparison) }
        return Report(blocks)
    }

    private func blocks(_ comparison: CohortComparison) -> [Report.Block] {
        let (old, new) = (comparison.old, comparison.new)
        let version = comparison.definition.questionnaire.identity.version
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    verbatim: "\(old.name) (\(old.version)) → \(new.name) (\(new.version))")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Iestādes abās reizēs: \(comparison.matched.count); tikai tagad: "
                            + "\(comparison.joiners.count); tikai iepriekš: "
                            + "\(comparison.leavers.count). Salīdzina tikai pirmās; „varbūt“ – "
                            + "var būt mainījies.",
                        en: "Institutions both times: \(comparison.matched.count); only now: "
                            + "\(comparison.joiners.count); only before: "
                            + "\(comparison.leavers.count). Only the first are compared; "
                            + "“perhaps”: it may have changed."))),
        ]
        if old.version != version || new.version != version {
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Abas lasa versijā \(version). Pārnestai atbildei var būt vairākas "
                                + "iespējamas vērtības; par izmaiņu sauc tikai to, kas neatkarīgi "
                                + "no tām ir noticis.",
                            en: "Both are read in version \(version). An answer carried over may "
                                + "have several possible values; a change is called one only if "
                                + "it holds whichever is true."), .faint)))
        }
        guard !comparison.matched.isEmpty else { return blocks + members(comparison) }
        return blocks + dimensions(comparison) + questions(comparison) + exclusions(comparison)
            + members(comparison)
    }

    // MARK: Tables

    private static func column(_ lv: String, _ en: String) -> Report.Table.Column {
        Report.Table.Column(LocalizedText(lv: lv, en: en), isNumeric: true)
    }

    private static let movementColumns = [
        column("audzis", "rose"), column("krities", "fell"), column("tāpat", "same"),
        column("varbūt", "perhaps"),
    ]

    private func cells(_ counts: [Movement: Int]) -> [Report.Span] {
        [.rose, .fell, .same, .mayHaveChanged].map { figure(counts[$0] ?? 0) }
    }

    private func figure(_ count: Int) -> Report.Span {
        Report.Span(LocalizedText(verbatim: "\(count)"))
    }

    private func dimensions(_ comparison: CohortComparison) -> [Report.Block] {
        let model = comparison.definition.model
        func label(_ tally: CohortComparison.DimensionTally) -> Report.Span {
            Report.Span(model.dimensions[tally.dimension].label)
        }
        let first = Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension"))
        let medians = Report.Table(
            columns: [
                first, Self.column("iepriekš", "before"), Self.column("tagad", "now"),
                Report.Table.Column(LocalizedText(lv: "mediāna", en: "median")),
            ],
            rows: comparison.dimensions.map { tally in
                [
                    label(tally),
                    Report.Span(
                        Wording.interval(
                            tally.medians?.old.lowerBound, tally.medians?.old.upperBound)),
                    Report.Span(
                        Wording.interval(
                            tally.medians?.new.lowerBound, tally.medians?.new.upperBound)),
                    ComparisonReport.span(tally.medianMovement),
                ]
            })
        func counts(
            _ figures: (CohortComparison.DimensionTally) -> [Movement: Int]
        ) -> Report.Block {
            .table(
                Report.Table(
                    columns: [first] + Self.movementColumns,
                    rows: comparison.dimensions.map { [label($0)] + cells(figures($0)) }))
        }
        return [
            .heading(
                level: 3,
                LocalizedText(
                    lv: "Vērtējuma mediāna salīdzinātajās atbildēs",
                    en: "Median score over the answers that are compared")),
            .table(medians),
            .heading(
                level: 3,
                LocalizedText(
                    lv: "Iestādes pēc vērtējuma izmaiņas",
                    en: "Institutions by how their scores moved")),
            counts(\.scores),
            .heading(
                level: 3,
                LocalizedText(
                    lv: "Iestādes pēc līmeņa izmaiņas", en: "Institutions by how their levels moved"
                )),
            counts(\.levels),
        ]
    }

    private func questions(_ comparison: CohortComparison) -> [Report.Block] {
        let items = comparison.definition.questionnaire.items
        let total = comparison.matched.count
        let rows = comparison.items.filter { $0.compared > 0 }.map { tally in
            [Report.Span(LocalizedText(verbatim: items[tally.item].id))] + cells(tally.movements)
                + [figure(tally.movements[.changed] ?? 0), figure(total - tally.compared)]
        }
        guard !rows.isEmpty else { return [] }
        return [
            .heading(
                level: 3,
                LocalizedText(
                    lv: "Iestādes pēc atbildes izmaiņas", en: "Institutions by how answers moved")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Jautājums", en: "Question"))
                    ] + Self.movementColumns + [
                        Self.column("mainījies", "changed"),
                        Self.column("nav salīdzināts", "not compared"),
                    ], rows: rows)),
        ]
    }

    // MARK: Lists

    /// The questions that were compared in no institution, by reason.
    private func exclusions(_ comparison: CohortComparison) -> [Report.Block] {
        let items = comparison.definition.questionnaire.items
        let compared = Set(
            comparison.items.filter { $0.compared > 0 }.map { items[$0.item].id })
        var lines: [(reason: LocalizedText, items: [String])] = []
        for exclusion in comparison.exclusions where !compared.contains(exclusion.item) {
            let name = "\(exclusion.item) (\(exclusion.count))"
            if let index = lines.firstIndex(where: { $0.reason == exclusion.reason }) {
                lines[index].items.append(name)
            } else {
                lines.append((exclusion.reason, [name]))
            }
        }
        guard !lines.isEmpty else { return [] }
        return [
            .heading(
                level: 3,
                LocalizedText(
                    lv: "Jautājumi, kas nav salīdzināti nevienā iestādē",
                    en: "Questions compared in no institution")),
            .list(
                lines.map { line in
                    Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: "•")),
                        text: Report.Span(line.reason),
                        details: [
                            Report.Span(
                                LocalizedText(verbatim: line.items.joined(separator: ", ")))
                        ])
                }),
        ]
    }

    private func members(_ comparison: CohortComparison) -> [Report.Block] {
        let lists = [
            (LocalizedText(lv: "Tikai tagad", en: "Only now"), comparison.joiners),
            (LocalizedText(lv: "Tikai iepriekš", en: "Only before"), comparison.leavers),
        ]
        return lists.filter { !$0.1.isEmpty }.flatMap { title, institutions -> [Report.Block] in
            [
                .heading(level: 3, title),
                .list(
                    institutions.map { institution in
                        Report.Entry(
                            mark: Report.Span(
                                LocalizedText(verbatim: institution.registrationNumber)),
                            text: Report.Span(LocalizedText(verbatim: institution.name)))
                    }),
            ]
        }
    }
}

extension CohortComparison {
    /// Whether any of the answers are made up.
    fileprivate var isSynthetic: Bool {
        (old.members + new.members).contains { $0.given.isSynthetic }
    }
}

/// Writes comparisons of cohorts as JSON.
package enum CohortComparisonJSON {
    /// The schema `briedums.cohort-comparison/1`.
    package static func output(_ comparisons: [CohortComparison]) -> JSONOutput {
        .object([
            ("schema", .string("briedums.cohort-comparison/1")),
            ("synthetic", .boolean(comparisons.contains(where: \.isSynthetic))),
            ("comparisons", .array(comparisons.map { json($0) })),
        ])
    }

    private static func json(_ comparison: CohortComparison) -> JSONOutput {
        let questionnaire = comparison.definition.questionnaire
        let model = comparison.definition.model
        return .object([
            ("questionnaire", .string(questionnaire.identity.id)),
            ("version", .string(questionnaire.identity.version)),
            ("from", json(comparison.old)), ("to", json(comparison.new)),
            ("matched", .integer(comparison.matched.count)),
            ("joiners", .array(comparison.joiners.map { json($0) })),
            ("leavers", .array(comparison.leavers.map { json($0) })),
            (
                "dimensions",
                .array(
                    comparison.dimensions.map { tally in
                        .object([
                            ("dimension", .string(model.dimensions[tally.dimension].id)),
                            ("old_median", ComparisonJSON.json(tally.medians?.old)),
                            ("new_median", ComparisonJSON.json(tally.medians?.new)),
                            (
                                "median_change",
                                tally.medianMovement.map { .string($0.rawValue) } ?? .null
                            ),
                            ("scores", json(tally.scores)), ("levels", json(tally.levels)),
                        ])
                    })
            ),
            (
                "answers",
                .array(
                    comparison.items.map { tally in
                        .object([
                            ("item", .string(questionnaire.items[tally.item].id)),
                            ("compared", .integer(tally.compared)),
                            ("changes", json(tally.movements)),
                        ])
                    })
            ),
            (
                "not_compared",
                .array(
                    comparison.exclusions.map {
                        .object([
                            ("item", .string($0.item)), ("reason", JSONOutput($0.reason)),
                            ("institutions", .integer($0.count)),
                        ])
                    })
            ),
            (
                "institutions",
                .array(
                    comparison.matched.map { matched in
                        .object([
                            ("registration_number", .string(matched.new.registrationNumber)),
                            ("name", .string(matched.new.given.institution.name)),
                            (
                                "dimensions",
                                .array(
                                    matched.dimensions.map { dimension in
                                        ComparisonJSON.json(dimension, of: model)
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }

    private static func json(_ side: CohortComparison.Side) -> JSONOutput {
        .object([
            ("name", .string(side.name)), ("version", .string(side.version)),
            ("institutions", .integer(side.members.count)),
        ])
    }

    private static func json(_ institution: Institution) -> JSONOutput {
        .object([
            ("registration_number", .string(institution.registrationNumber)),
            ("name", .string(institution.name)),
        ])
    }

    private static func json(_ counts: [Movement: Int]) -> JSONOutput {
        .object(Movement.allCases.map { ($0.rawValue, .integer(counts[$0] ?? 0)) })
    }
}
