import Assessment
package import Cohort
import Consistency
import Maturity
import Survey
import TextFormats

/// The summary of a cohort as a report.
package struct CohortReport {
    private let summary: CohortSummary

    /// Makes a report of a summary.
    package init(_ summary: CohortSummary) { self.summary = summary }

    /// The whole summary.
    package var report: Report {
        Report(
            heading + conditionBlocks + coverageBlocks + levelBlocks + scoreBlocks + ruleBlocks
                + taskBlocks + groupBlocks + ministryBlocks + credibilityBlocks)
    }

    /// The counted conditions alone.
    package var conditionReport: Report { Report(syntheticBlocks + conditionBlocks) }

    // MARK: Figures

    private static let hidden = LocalizedText(verbatim: "…")

    private func figure(_ count: CohortSummary.Count) -> Report.Span {
        Report.Span(count.map { LocalizedText(verbatim: "\($0)") } ?? Self.hidden)
    }

    private func percent(_ tenths: Int?) -> Report.Span {
        guard let tenths else { return Report.Span(Self.hidden) }
        return Report.Span(Ratio(tenths, 1000).percent)
    }

    private func text(_ text: LocalizedText) -> Report.Span { Report.Span(text) }

    private func column(_ lv: String, _ en: String, isNumeric: Bool = true) -> Report.Table.Column {
        Report.Table.Column(LocalizedText(lv: lv, en: en), isNumeric: isNumeric)
    }

    // MARK: Parts

    private var syntheticBlocks: [Report.Block] {
        guard summary.counts.isSynthetic else { return [] }
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "SINTĒTISKI DATI: izdomātas atbildes, nevis kādas iestādes atbildes.",
                        en: "SYNTHETIC DATA: made-up answers, not those of any institution."),
                    .doubtful))
        ]
    }

    private var heading: [Report.Block] {
        let identity = summary.definition.questionnaire.identity
        let counts = summary.counts
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Iestāžu kopsavilkums · \(identity.name)",
                    en: "Summary of institutions · \(identity.name)"))
        ]
        blocks += syntheticBlocks
        let read = counts.scored + counts.rejected
        blocks.append(
            .paragraph(
                text(
                    LocalizedText(
                        lv: "Rindas: \(read) = novērtētas \(counts.scored) + noraidītas "
                            + "\(counts.rejected).",
                        en: "Rows: \(read) = \(counts.scored) assessed + \(counts.rejected) "
                            + "rejected."))))
        if counts.lenientCells > 0 {
            blocks.append(
                .paragraph(
                    text(
                        LocalizedText(
                            lv: "Šūnas ar nederīgu vērtību, kas uzskatītas par neatbildētām: "
                                + "\(counts.lenientCells).",
                            en: "Cells with an invalid value, taken as not answered: "
                                + "\(counts.lenientCells)."))))
        }
        if summary.limit > 1 {
            blocks.append(
                .paragraph(
                    text(
                        LocalizedText(
                            lv: "Skaitļi no 1 līdz \(summary.limit - 1) un tie, no kuriem tos "
                                + "varētu aprēķināt, ir slēpti (…).",
                            en: "Counts from 1 to \(summary.limit - 1), and those from which they "
                                + "could be computed, are hidden (…)."))))
        }
        let contradictory = figure(summary.contradictory).text
        let doubtful = figure(summary.doubtful).text
        blocks.append(
            .paragraph(
                text(
                    LocalizedText(
                        lv: "Ar pretrunām: \(contradictory.lv); tikai ar šaubām: \(doubtful.lv).",
                        en: "With contradictions: \(contradictory.en); with doubts only: "
                            + "\(doubtful.en)."))))
        return blocks
    }

    private var conditionBlocks: [Report.Block] {
        guard !summary.conditions.isEmpty else { return [] }
        return [
            .heading(level: 2, LocalizedText(lv: "Nosacījumi", en: "Conditions")),
            .table(
                Report.Table(
                    columns: [
                        column("izpildās", "holds"), column("daļa", "share"),
                        column("nav skaidrs", "open"), column("neizpildās", "fails"),
                        column("netiek vērtēts", "not evaluated"),
                        column("nosacījums", "condition", isNumeric: false),
                    ],
                    rows: summary.conditions.map { condition in
                        let outcomes = condition.outcomes
                        return [
                            figure(outcomes[0]), percent(summary.share(outcomes[0])),
                            figure(outcomes[1]), figure(outcomes[2]), figure(outcomes[3]),
                            text(LocalizedText(verbatim: condition.text)),
                        ]
                    })),
        ]
    }

    private var coverageBlocks: [Report.Block] {
        guard let coverage = summary.counts.coverage, !coverage.invited.isEmpty else { return [] }
        let invited = coverage.invited.count
        let answered = coverage.answered.count
        let share = Ratio(answered, invited).percent
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Aptvere", en: "Coverage")),
            .paragraph(
                text(
                    LocalizedText(
                        lv: "Uzaicinātas: \(invited); atbildējušas: \(answered) (\(share.lv)).",
                        en: "Invited: \(invited); answered: \(answered) (\(share.en))."))),
        ]
        if coverage.uninvited > 0 {
            blocks.append(
                .paragraph(
                    text(
                        LocalizedText(
                            lv: "Rindas, kuru iestāžu uzaicināto sarakstā nav: "
                                + "\(coverage.uninvited).",
                            en: "Rows of institutions that are not on the list: "
                                + "\(coverage.uninvited)."))))
        }
        return blocks
    }

    private func name(_ score: CohortSummary.Score) -> LocalizedText {
        score.dimension?.label ?? LocalizedText(lv: "Kopējais", en: "Overall")
    }

    private var levelBlocks: [Report.Block] {
        let levels = summary.definition.model.levels
        return [
            .heading(level: 2, LocalizedText(lv: "Attīstības pakāpes", en: "Levels")),
            .table(
                Report.Table(
                    columns: [column("Dimensija", "Dimension", isNumeric: false)]
                        + levels.map { Report.Table.Column($0.label, isNumeric: true) }
                        + [column("nav", "none")],
                    rows: summary.scores.map { score in
                        [text(name(score))] + score.levels.map(figure)
                    })),
        ]
    }

    private var scoreBlocks: [Report.Block] {
        [
            .heading(level: 2, LocalizedText(lv: "Vērtējumi", en: "Scores")),
            .table(
                Report.Table(
                    columns: [
                        column("Dimensija", "Dimension", isNumeric: false),
                        column("vidējais", "mean"), column("1. kvartile", "quartile 1"),
                        column("mediāna", "median"), column("3. kvartile", "quartile 3"),
                    ],
                    rows: summary.scores.map { score in
                        let quartiles =
                            score.quartiles.count == 5
                            ? Array(score.quartiles[1...3]) : [nil, nil, nil]
                        return [text(name(score)), percent(score.mean)] + quartiles.map(percent)
                    })),
        ]
    }

    private var ruleBlocks: [Report.Block] {
        let rules = summary.rules.filter { $0.institutions != 0 }
        guard !rules.isEmpty else { return [] }
        return [
            .heading(level: 2, LocalizedText(lv: "Pārkāptie noteikumi", en: "Violated rules")),
            .table(
                Report.Table(
                    columns: [
                        column("Noteikums", "Rule", isNumeric: false),
                        column("veids", "kind", isNumeric: false),
                        column("iestādes", "institutions"), column("daļa", "share"),
                        column("reizes", "times"),
                    ],
                    rows: rules.map { rule in
                        [
                            text(LocalizedText(verbatim: rule.rule.id)),
                            text(
                                rule.rule.kind == .hard
                                    ? LocalizedText(lv: "pretruna", en: "contradiction")
                                    : LocalizedText(lv: "šaubas", en: "doubt")),
                            figure(rule.institutions), percent(summary.share(rule.institutions)),
                            figure(rule.violations),
                        ]
                    })),
        ]
    }

    private var taskBlocks: [Report.Block] {
        guard let first = summary.questionGroups.first else { return [] }
        let options = first.answers.map(\.option)
        let groups = summary.questionGroups.filter { $0.answers.map(\.option) == options }
        return [
            .heading(level: 2, LocalizedText(lv: "Uzdevumu grupas", en: "Groups of tasks")),
            .table(
                Report.Table(
                    columns: [column("Grupa", "Group", isNumeric: false)]
                        + options.map { Report.Table.Column($0.label, isNumeric: true) },
                    rows: groups.map { group in
                        [text(group.group.title)]
                            + group.answers.map { answer in
                                guard let count = answer.count, group.total > 0 else {
                                    return Report.Span(Self.hidden)
                                }
                                return Report.Span(Ratio(count, group.total).percent)
                            }
                    })),
        ]
    }

    private var groupBlocks: [Report.Block] {
        let labels = summary.definition.groups.tracks.flatMap(\.groups)
        func label(_ text: String) -> LocalizedText {
            guard !text.isEmpty else { return LocalizedText(lv: "bez grupas", en: "no group") }
            return text.split(separator: "+").map { part in
                let id = part.hasSuffix("?") ? part.dropLast() : part
                let mark = part.hasSuffix("?") ? "?" : ""
                let found = labels.first { $0.id == id }?.label
                return (found ?? LocalizedText(verbatim: String(id)))
                    + LocalizedText(verbatim: mark)
            }.joined(separator: " + ")
        }
        return [
            .heading(level: 2, LocalizedText(lv: "Iestāžu grupas", en: "Groups of institutions")),
            .table(
                Report.Table(
                    columns: [
                        column("Grupa", "Group", isNumeric: false),
                        column("iestādes", "institutions"),
                    ],
                    rows: summary.groups.map { [text(label($0.text)), figure($0.count)] })),
        ]
    }

    private var ministryBlocks: [Report.Block] {
        guard summary.ministries.count > 1 else { return [] }
        return [
            .heading(level: 2, LocalizedText(lv: "Resori", en: "Ministries")),
            .table(
                Report.Table(
                    columns: [
                        column("Resors", "Ministry", isNumeric: false),
                        column("iestādes", "institutions"),
                        column("ar pretrunām", "contradictory"),
                        column("vidējais indekss", "mean index"),
                    ],
                    rows: summary.ministries.map { ministry in
                        [
                            text(
                                LocalizedText(
                                    verbatim: ministry.name.isEmpty ? "–" : ministry.name)),
                            figure(ministry.institutions), figure(ministry.contradictory),
                            percent(ministry.meanIndex),
                        ]
                    })),
        ]
    }

    private var credibilityBlocks: [Report.Block] {
        let verdicts: [CredibilityVerdict] = [.normal, .watch, .doubtful]
        let model = summary.definition.credibility
        guard !model.indices.isEmpty else { return [] }
        let rows = zip(verdicts, summary.verdicts).map { verdict, count in
            [text(model.text(for: verdict).label), figure(count)]
        }
        return [
            .heading(level: 2, LocalizedText(lv: "Atbilžu ticamība", en: "Credibility")),
            .table(
                Report.Table(
                    columns: [
                        column("Vērtējums", "Verdict", isNumeric: false),
                        column("iestādes", "institutions"),
                    ], rows: rows)),
        ]
    }
}
