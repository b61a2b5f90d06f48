import Cohort
import Consistency
import TextFormats

/// Builds the part that shows published figures beside the computed ones.
struct PublishedSection {
    private let published: PublishedFigures
    private let counted: [Int?]
    private let summary: CohortSummary

    init(_ published: PublishedFigures, counted: [Int?], summary: CohortSummary) {
        self.counted = counted
        self.published = published
        self.summary = summary
    }

    /// How many figures agree, and each of them.
    var blocks: [Report.Block] {
        let agreeing = rows.count { $0.agrees }
        return [
            .heading(
                level: 2,
                LocalizedText(lv: "Publicētais un aprēķinātais", en: "Published and computed")),
            .paragraph(Report.Span(published.title)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Sakrīt \(agreeing) no \(rows.count) rādītājiem.",
                        en: "\(agreeing) of \(rows.count) figures agree."),
                    agreeing == rows.count ? .good : .bad)),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(lv: "Rādītājs", en: "Figure", share: 50),
                        Report.Table.Column(
                            lv: "publicēts", en: "published", isNumeric: true, share: 10),
                        Report.Table.Column(lv: "%", en: "%", isNumeric: true, share: 9),
                        Report.Table.Column(
                            lv: "aprēķināts", en: "computed", isNumeric: true, share: 12),
                        Report.Table.Column(lv: "%", en: "%", isNumeric: true, share: 9),
                        Report.Table.Column(lv: "sakrīt", en: "agrees", share: 10),
                    ], rows: rows.map(\.cells))),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Daļas ir no visām atbildējušajām iestādēm. Arī mazi skaitļi šeit nav "
                            + "slēpti, ja tie sakrīt ar jau publicētajiem.",
                        en: "Shares are of all institutions that answered. Small counts are not "
                            + "hidden here when they agree with those already published."), .faint)),
        ]
    }

    private struct Row {
        let cells: [Report.Span]
        let agrees: Bool
    }

    private var rows: [Row] {
        var rows: [Row] = []
        if let invited = published.invited {
            rows.append(
                row(
                    LocalizedText(lv: "Uzaicinātās iestādes", en: "Institutions invited"),
                    published: invited, percent: nil,
                    computed: summary.counts.coverage?.invited.count, shown: nil))
        }
        rows.append(
            row(
                LocalizedText(lv: "Atbildējušās iestādes", en: "Institutions that answered"),
                published: published.answered, percent: nil, computed: summary.counts.scored,
                shown: nil))
        for (figure, count) in zip(published.figures, counted) {
            let source = figure.source.map { LocalizedText(verbatim: " (\($0))") }
            rows.append(
                row(
                    figure.label + (source ?? LocalizedText(verbatim: "")),
                    published: figure.count, percent: figure.percentTenths,
                    computed: count, shown: summary.counts.scored))
        }
        return rows
    }

    // `shown` is the whole of which the computed share is; `nil` when shares mean nothing.
    private func row(
        _ label: LocalizedText, published: Int, percent: Int?, computed: Int?, shown whole: Int?
    ) -> Row {
        let dash = Report.Span(LocalizedText(verbatim: "–"))
        let share = computed.flatMap { count in
            whole.flatMap { $0 > 0 ? Ratio(count, $0) : nil }
        }
        let agrees =
            computed == published
            && (percent == nil || share.map { Self.agree($0, percent ?? 0) } ?? false)
        let isHidden =
            !agrees && (computed.map { $0 > 0 && $0 < summary.limit } ?? false)
        let verdict =
            computed == nil
            ? Report.Span(LocalizedText(lv: "nav dots", en: "not given"), .faint)
            : agrees
                ? Report.Span(LocalizedText(lv: "jā", en: "yes"), .good)
                : Report.Span(LocalizedText(lv: "nē", en: "no"), .bad)
        return Row(
            cells: [
                Report.Span(label), Report.Span(.count(published)),
                percent.map { CohortCells.tenths($0) } ?? dash,
                computed == nil ? dash : CohortCells.count(isHidden ? nil : computed),
                isHidden ? CohortCells.count(nil) : share.map { Report.Span(.percent($0)) } ?? dash,
                verdict,
            ], agrees: agrees)
    }

    /// Whether a share is the published one, which may have been rounded to whole percents.
    private static func agree(_ share: Ratio, _ tenths: Int) -> Bool {
        share.percentTenths == tenths
            || (tenths % 10 == 0 && (share.percentTenths + 5) / 10 == tenths / 10)
    }
}
