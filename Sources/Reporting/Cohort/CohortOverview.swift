import Assessment
import Cohort
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the page that is read in a minute, coverage, and levels.
struct CohortOverview {
    private let summary: CohortSummary
    private let study: CohortStudy

    init(_ summary: CohortSummary, study: CohortStudy) {
        self.summary = summary
        self.study = study
    }

    private var model: MaturityModel { summary.definition.model }
    private var counts: CohortCounts { summary.counts }

    /// Figures, sentences, coverage by ministry, levels and scores by dimension.
    var blocks: [Report.Block] {
        [
            .heading(level: 2, LocalizedText(lv: "Kopsavilkums", en: "Summary")),
            .highlights(highlights),
        ] + sentences.map { .paragraph($0) } + [.chart(levels)] + coverage + scores
    }

    // MARK: Summary

    private var highlights: [Report.Fact] {
        var facts: [Report.Fact] = []
        if let coverage = counts.coverage, !coverage.invited.isEmpty {
            let share = Ratio(coverage.answered.count, coverage.invited.count)
            facts.append(
                Report.Fact(
                    LocalizedText(lv: "Atbildējušas", en: "Answered"),
                    Report.Span(.percent(share)),
                    note: LocalizedText(
                        lv: "\(coverage.answered.count) no \(coverage.invited.count) uzaicinātajām",
                        en: "\(coverage.answered.count) of \(coverage.invited.count) invited")))
        } else {
            facts.append(
                Report.Fact(
                    LocalizedText(lv: "Iestādes", en: "Institutions"),
                    Report.Span(.count(counts.scored)),
                    note: LocalizedText(
                        lv: "uzaicināto saraksts nav dots", en: "no list of the invited is given")))
        }
        facts.append(
            Report.Fact(
                LocalizedText(lv: "Vidējais indekss", en: "Mean index"),
                CohortCells.tenths(study.means.last ?? nil),
                note: LocalizedText(
                    lv: "dimensiju vērtējumu vidējais", en: "the mean of the dimension scores")))
        facts.append(
            Report.Fact(
                LocalizedText(lv: "Sasniedz savu mērķi", en: "Reach their target"),
                CohortCells.count(study.reaching),
                note: LocalizedText(
                    lv: "no \(study.withTarget) iestādēm, kurām ir mērķis",
                    en: "of \(study.withTarget) institutions with a target")))
        facts.append(
            Report.Fact(
                LocalizedText(lv: "Ar pretrunām atbildēs", en: "With contradictions"),
                CohortCells.share(summary.contradictory, of: counts.scored),
                note: summary.contradictory.map {
                    LocalizedText(
                        lv: "\($0) no \(counts.scored) iestādēm",
                        en: "\($0) of \(counts.scored) institutions")
                }))
        return facts
    }

    private var sentences: [Report.Span] {
        var spans: [Report.Span] = []
        let means = study.means.dropLast().enumerated().compactMap { place, mean in
            mean.map { (place, $0) }
        }
        if let best = means.max(by: { $0.1 < $1.1 }), let worst = means.min(by: { $0.1 < $1.1 }),
            best.0 != worst.0
        {
            let high = model.dimensions[best.0].label.quoted
            let low = model.dimensions[worst.0].label.quoted
            let top = Ratio(best.1, 1000).percent
            let bottom = Ratio(worst.1, 1000).percent
            spans.append(
                Report.Span(
                    LocalizedText(
                        lv: "Augstākais vidējais vērtējums ir dimensijā \(high.lv) (\(top.lv)), "
                            + "zemākais – dimensijā \(low.lv) (\(bottom.lv)).",
                        en: "The highest mean score is in \(high.en) (\(top.en)), the lowest in "
                            + "\(low.en) (\(bottom.en)).")))
        }
        if let gap = study.gaps.first, let count = gap.institutions {
            let gate = GapSection(study).name(of: model.gates[gap.index])
            spans.append(
                Report.Span(
                    LocalizedText(
                        lv:
                            "Biežākais šķērslis ceļā uz mērķi (iestāžu skaits: \(count)): \(gate.lv)",
                        en: "The most frequent obstacle to the target (institutions: \(count)): "
                            + "\(gate.en)")))
        }
        if let action = study.actions.first, let count = action.institutions {
            let entry = summary.definition.catalogue.actions[action.index]
            spans.append(
                Report.Span(
                    LocalizedText(
                        lv: "Visvairāk iestādēm palīdzētu pasākums \(entry.id) "
                            + "„\(entry.title.lv)“ (iestāžu skaits: \(count)).",
                        en: "The action that would help most institutions is \(entry.id) "
                            + "'\(entry.title.en)' (institutions: \(count)).")))
        }
        return spans
    }

    // MARK: Levels

    private func name(_ score: CohortSummary.Score) -> LocalizedText {
        score.dimension?.label ?? LocalizedText(lv: "Kopā (zemākais)", en: "Overall (the lowest)")
    }

    private var levels: Report.Chart {
        let none = LocalizedText(lv: "nav līmeņa", en: "no level")
        let hasNone = summary.scores.contains { ($0.levels.last ?? 0) != 0 }
        let names = model.levels.map(\.label) + (hasNone ? [none] : [])
        let rows = summary.scores.map { score in
            [Report.Span(name(score))]
                + names.indices.map { CohortCells.count(score.levels[$0]) }
        }
        let drawn = summary.scores.filter { score in
            names.indices.allSatisfy { score.levels[$0] != nil }
        }
        let description = drawn.map { score in
            name(score) + LocalizedText(verbatim: ": ")
                + zip(names, score.levels).compactMap { name, count -> LocalizedText? in
                    count.map { name.lowercasedFirst + LocalizedText(verbatim: " \($0)") }
                }.joined(separator: ", ")
        }.joined(separator: "; ")
        let isWhole = drawn.count == summary.scores.count
        let remark =
            isWhole
            ? LocalizedText(verbatim: ".")
            : LocalizedText(
                lv: ". Rindas ar slēptiem skaitļiem nav zīmētas.",
                en: ". Rows with hidden counts are not drawn.")
        return Report.Chart(
            title: LocalizedText(
                lv: "Cik iestāžu ir katrā līmenī", en: "How many institutions hold each level"),
            description: description + remark,
            drawing: .shares(
                drawn.map { score in
                    Report.Chart.ShareRow(
                        label: name(score), counts: names.indices.map { score.levels[$0] ?? 0 })
                }, names: names),
            table: Report.Table(
                columns: [Report.Table.Column(lv: "Dimensija", en: "Dimension")]
                    + names.map { Report.Table.Column($0, isNumeric: true) },
                rows: rows))
    }

    // MARK: Coverage

    private var coverage: [Report.Block] {
        guard let coverage = counts.coverage, !coverage.invited.isEmpty else { return [] }
        let names = Set(coverage.invited.values).sorted()
        let rows = names.map { name -> (String, Int, Int) in
            let invited = coverage.invited.filter { $0.value == name }.map(\.key)
            return (name, invited.count, invited.count { coverage.answered.contains($0) })
        }
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Aptvere", en: "Coverage")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(lv: "Resors", en: "Ministry"),
                        Report.Table.Column(lv: "uzaicinātas", en: "invited", isNumeric: true),
                        Report.Table.Column(lv: "atbildējušas", en: "answered", isNumeric: true),
                        Report.Table.Column(lv: "daļa", en: "share", isNumeric: true),
                    ],
                    rows: rows.map { name, invited, answered in
                        [
                            Report.Span(LocalizedText(verbatim: name.isEmpty ? "–" : name)),
                            Report.Span(.count(invited)), Report.Span(.count(answered)),
                            CohortCells.share(answered, of: invited),
                        ]
                    } + [
                        [
                            Report.Span(LocalizedText(lv: "Kopā", en: "All"), .strong),
                            Report.Span(.count(coverage.invited.count), .strong),
                            Report.Span(.count(coverage.answered.count), .strong),
                            CohortCells.share(coverage.answered.count, of: coverage.invited.count),
                        ]
                    ])),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Dalība nav atbilžu saturs, tāpēc šeit nekas nav slēpts.",
                        en: "Taking part says nothing of the answers, so nothing is hidden here."),
                    .faint)),
        ]
        if coverage.uninvited > 0 {
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Rindas, kuru iestāžu uzaicināto sarakstā nav: "
                                + "\(coverage.uninvited).",
                            en: "Rows of institutions that are not on the list: "
                                + "\(coverage.uninvited)."), .doubtful)))
        }
        return blocks
    }

    // MARK: Scores

    private var scores: [Report.Block] {
        let rows = summary.scores.map { score -> [Report.Span] in
            let quartiles =
                score.quartiles.count == 5 ? Array(score.quartiles[1...3]) : [nil, nil, nil]
            let name =
                score.dimension?.label ?? LocalizedText(lv: "Kopējais indekss", en: "Overall index")
            return [Report.Span(name), CohortCells.tenths(score.mean)]
                + quartiles.map { CohortCells.tenths($0) }
        }
        return [
            .heading(
                level: 2, LocalizedText(lv: "Vērtējumi dimensijās", en: "Scores by dimension")),
            .chart(
                Report.Chart(
                    title: LocalizedText(
                        lv: "Vidējais un puse iestāžu vidū", en: "The mean and the middle half"),
                    description: zip(summary.scores, rows).map { score, row in
                        row[0].text + LocalizedText(verbatim: ": ") + row[1].text
                    }.joined(separator: "; ") + LocalizedText(verbatim: "."),
                    drawing: .bars(
                        summary.scores.map(bar),
                        thresholds: model.levels.map {
                            Report.Chart.Threshold(value: $0.threshold, label: $0.label)
                        },
                        legend: Report.Chart.BarLegend(
                            value: LocalizedText(lv: "vidējais", en: "mean"),
                            interval: LocalizedText(
                                lv: "puse iestāžu (1.–3. kvartile)",
                                en: "half of the institutions (quartiles 1–3)"))),
                    table: Report.Table(
                        columns: [
                            Report.Table.Column(lv: "Dimensija", en: "Dimension"),
                            Report.Table.Column(lv: "vidējais", en: "mean", isNumeric: true),
                            Report.Table.Column(
                                lv: "1. kvartile", en: "quartile 1", isNumeric: true),
                            Report.Table.Column(lv: "mediāna", en: "median", isNumeric: true),
                            Report.Table.Column(
                                lv: "3. kvartile", en: "quartile 3", isNumeric: true),
                        ], rows: rows))),
        ]
    }

    private func bar(_ score: CohortSummary.Score) -> Report.Chart.Bar {
        var interval: (lowest: Ratio, highest: Ratio)?
        if score.quartiles.count == 5, let low = score.quartiles[1], let high = score.quartiles[3] {
            interval = (Ratio(low, 1000), Ratio(high, 1000))
        }
        return Report.Chart.Bar(
            label: score.dimension?.label
                ?? LocalizedText(lv: "Kopējais indekss", en: "Overall index"),
            note: LocalizedText(
                lv: "iestādes ar vērtējumu: \(score.count)",
                en: "institutions with a score: \(score.count)"),
            value: score.mean.map { Ratio($0, 1000) }, interval: interval, target: nil)
    }
}
