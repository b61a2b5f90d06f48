import Assessment
import Cohort
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the parts that compare groups of institutions, count contradictions, and rank.
struct CohortFigures {
    private let summary: CohortSummary
    private let study: CohortStudy

    init(_ summary: CohortSummary, study: CohortStudy) {
        self.summary = summary
        self.study = study
    }

    private var model: MaturityModel { summary.definition.model }
    private var placeNames: [LocalizedText] {
        model.dimensions.map(\.label) + [LocalizedText(lv: "Indekss", en: "Index")]
    }

    // MARK: Comparisons

    /// Ministries as a heatmap, then groups and sizes.
    var comparisons: [Report.Block] {
        [
            .heading(level: 2, LocalizedText(lv: "Salīdzinājums", en: "Comparison")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Vidējie vērtējumi. „…“ nozīmē, ka grupā ir par maz iestāžu vai ka "
                            + "skaitlis atklātu citu, slēptu.",
                        en: "Mean scores. '…' means that a group has too few institutions, or that "
                            + "the figure would give away another hidden one."), .faint)),
            .chart(heatmap),
        ]
            + study.others.map { comparison in
                .table(table(comparison, caption: comparison.title))
            }
    }

    private func table(
        _ comparison: CohortStudy.Comparison, caption: LocalizedText?
    ) -> Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(comparison.title),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true),
            ] + placeNames.map { Report.Table.Column($0, isNumeric: true) },
            rows: comparison.groups.map { group in
                [Report.Span(group.label), CohortCells.count(group.institutions)]
                    + group.means.map { CohortCells.tenths($0) }
            } + [
                [
                    Report.Span(LocalizedText(lv: "Visas", en: "All"), .strong),
                    Report.Span(.count(study.institutions.count), .strong),
                ] + study.means.map { CohortCells.tenths($0) }
            ], caption: caption)
    }

    private var heatmap: Report.Chart {
        let shown = study.ministries.groups.filter { $0.institutions != nil }
        let description = shown.map { group in
            group.label + LocalizedText(verbatim: ": ")
                + group.means.map { $0.map { Ratio($0, 1000).percent } ?? CohortCells.hidden }
                .joined(separator: ", ")
        }.joined(separator: "; ")
        return Report.Chart(
            title: LocalizedText(lv: "Resori un dimensijas", en: "Ministries and dimensions"),
            description: description + LocalizedText(verbatim: "."),
            drawing: .heatmap(
                shown.map { group in
                    Report.Chart.HeatRow(
                        label: group.label, values: group.means.map { $0.map { Ratio($0, 1000) } })
                }, columns: placeNames),
            table: table(study.ministries, caption: nil))
    }

    // MARK: Consistency

    /// Contradictions and doubts per rule, and credibility verdicts.
    var consistency: [Report.Block] {
        let rules = summary.rules.filter { $0.institutions != 0 }
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(lv: "Vai atbildes saskan", en: "Whether the answers agree")),
            .highlights([
                Report.Fact(
                    LocalizedText(
                        lv: "Iestādes ar pretrunām", en: "Institutions with contradictions"),
                    CohortCells.count(summary.contradictory)),
                Report.Fact(
                    LocalizedText(lv: "Tikai ar šaubām", en: "With doubts only"),
                    CohortCells.count(summary.doubtful)),
            ]),
        ]
        if !rules.isEmpty { blocks.append(.table(self.rules(rules))) }
        return blocks + credibility
    }

    private func rules(_ rules: [CohortSummary.Rule]) -> Report.Table {
        let order = rules.enumerated().sorted { left, right in
            (right.element.institutions ?? 0, left.offset)
                < (left.element.institutions ?? 0, right.offset)
        }.map(\.element)
        return Report.Table(
            columns: [
                Report.Table.Column(lv: "Nr.", en: "Rule", share: 9),
                Report.Table.Column(lv: "Noteikums", en: "What it says", share: 45),
                Report.Table.Column(lv: "veids", en: "kind", share: 14),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true, share: 12),
                Report.Table.Column(lv: "daļa", en: "share", isNumeric: true, share: 10),
                Report.Table.Column(lv: "reizes", en: "times", isNumeric: true, share: 10),
            ],
            rows: order.map { rule in
                let isHard = rule.rule.kind == .hard
                // A template is told by its first instance.
                let sentence = rule.instances.first.map {
                    RuleWording($0.edit, in: summary.definition.questionnaire).sentence
                }
                return [
                    Report.Span(LocalizedText(verbatim: rule.rule.id)),
                    Report.Span(
                        (sentence ?? LocalizedText(verbatim: rule.rule.text))
                            + (rule.instances.count > 1
                                ? LocalizedText(
                                    lv: " (un tāpat citiem jautājumiem)",
                                    en: " (and so for other questions)")
                                : LocalizedText(verbatim: ""))),
                    Report.Span(
                        isHard
                            ? LocalizedText(lv: "pretruna", en: "contradiction")
                            : LocalizedText(lv: "šaubas", en: "doubt"), isHard ? .bad : .doubtful),
                    CohortCells.count(rule.institutions),
                    CohortCells.share(rule.institutions, of: summary.counts.scored),
                    CohortCells.count(rule.violations),
                ]
            },
            caption: LocalizedText(
                lv: "Noteikumi, ko atbildes pārkāpj", en: "Rules that answers violate"))
    }

    private var credibility: [Report.Block] {
        let model = summary.definition.credibility
        guard !model.indices.isEmpty else { return [] }
        let verdicts: [CredibilityVerdict] = [.normal, .watch, .doubtful]
        return [
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(
                            lv: "Ticamības rādītāji kopā", en: "Credibility indices together"),
                        Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true),
                        Report.Table.Column(lv: "daļa", en: "share", isNumeric: true),
                    ],
                    rows: zip(verdicts, summary.verdicts).map { verdict, count in
                        [
                            Report.Span(model.text(for: verdict).label), CohortCells.count(count),
                            CohortCells.share(count, of: summary.counts.scored),
                        ]
                    },
                    caption: LocalizedText(lv: "Atbilžu ticamība", en: "Credibility of the answers")
                ))
        ]
    }

    // MARK: Ranking

    /// Every institution by its index.
    var ranking: [Report.Block] {
        let place = model.dimensions.count
        let ranking = study.ranking
        let rows = ranking.map { institution -> [Report.Span] in
            let score = institution.scores[place]
            let rank = score.map { own in
                1 + ranking.count { ($0.scores[place] ?? -1) > own }
            }
            return [
                rank.map { Report.Span(.count($0)) } ?? Report.Span(LocalizedText(verbatim: "–")),
                Report.Span(
                    LocalizedText(
                        verbatim: institution.name.isEmpty
                            ? institution.registrationNumber : institution.name)),
                Report.Span(LocalizedText(verbatim: institution.ministry)),
                score.map { CohortCells.tenths($0) } ?? Report.Span(LocalizedText(verbatim: "–")),
                Report.Span(
                    institution.overallLevel.map { model.levels[$0].label }
                        ?? LocalizedText(verbatim: "–")),
            ]
        }
        return [
            .heading(
                level: 2, LocalizedText(lv: "Iestādes pēc indeksa", en: "Institutions by index")),
            .notice(
                Report.Span(
                    LocalizedText(
                        lv: "Saraksts nosauc iestādes un balstās uz pašu sniegtām atbildēm; "
                            + "pašnovērtējumi nav salīdzināmi kā mērījumi.",
                        en: "The list names institutions and rests on their own answers; "
                            + "self-assessments do not compare like measurements."), .doubtful)),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(lv: "Vieta", en: "Place", isNumeric: true),
                        Report.Table.Column(lv: "Iestāde", en: "Institution"),
                        Report.Table.Column(lv: "resors", en: "ministry"),
                        Report.Table.Column(lv: "indekss", en: "index", isNumeric: true),
                        Report.Table.Column(lv: "kopējais līmenis", en: "overall level"),
                    ], rows: rows)),
        ]
    }
}
