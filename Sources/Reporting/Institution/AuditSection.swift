import Assessment
import Auditing
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the part on what an auditor has verified, in the words of the report on an audit.
struct AuditSection {
    private let result: AuditResult
    private let report: AuditReport

    init(_ result: AuditResult) {
        self.result = result
        report = AuditReport(result)
    }

    /// The heading of the part.
    static let title = LocalizedText(lv: "Auditora pārbaude", en: "Verification by an auditor")

    /// Who verified what, the conclusion, the dimensions and every verdict beside the answer.
    var blocks: [Report.Block] {
        let warnings = [report.changedAnswers].compactMap { $0 }.map { Report.Block.notice($0) }
        return [.heading(level: 2, Self.title), .paragraph(introduction)] + warnings + [
            .facts(facts), .table(counts), .heading(level: 3, AuditReport.conclusionTitle),
            .notice(report.grade), .paragraph(report.why), .paragraph(report.formula),
            .heading(level: 3, AuditReport.comparisonTitle), .table(dimensions),
            .paragraph(report.overall),
        ] + differences + MaturitySection.lowered(report.stale)
            + verdicts(.notVerified, AuditReport.unverifiedTitle)
            + verdicts(.confirmed, AuditReport.confirmedTitle)
            + MaturitySection.lowered(report.evidence)
    }

    /// What the summary says of the audit.
    var summary: Report.Span {
        Report.Span(
            Self.title + LocalizedText(verbatim: ": ") + result.conclusion.grade.label
                + LocalizedText(
                    lv: ". Par to ir atsevišķa daļa; pārējās daļās rādīts pašnovērtējums.",
                    en: ". A part of its own tells of it; the others show the self-assessment."),
            report.grade.emphasis)
    }

    private var introduction: Report.Span {
        Report.Span(
            LocalizedText(
                lv: "Šeit pašnovērtējums ir blakus tam, ko konstatējis auditors. Atbilžu fails "
                    + "nav mainīts, un pārējās pārskata daļas balstās uz iestādes pašas atbildēm.",
                en: "The self-assessment stands beside what the auditor has found. The answers "
                    + "file is not changed, and the other parts of the report rest on the "
                    + "institution's own answers."), .faint)
    }

    // MARK: Who, when, how many

    private var facts: [Report.Fact] {
        let entries = result.audit.entries.values
        let auditors = Set(entries.map(\.auditor)).sorted()
        let dates = Set(entries.map(\.date)).sorted()
        let period = [dates.first, dates.count > 1 ? dates.last : nil]
            .compactMap { $0.map { dateText($0) } }.joined(separator: " – ")
        return [
            Report.Fact(
                LocalizedText(lv: "Pārbaudīja", en: "Verified by"),
                Report.Span(
                    LocalizedText(
                        verbatim: auditors.isEmpty ? "–" : auditors.joined(separator: "; ")))),
            Report.Fact(
                LocalizedText(lv: "Spriedumu datums", en: "Date of the verdicts"),
                Report.Span(dates.isEmpty ? LocalizedText(verbatim: "–") : period)),
        ]
    }

    private var counts: Report.Table {
        let verified = Report.Fact(
            LocalizedText(lv: "Pārbaudītas atbildes", en: "Answers verified"),
            Report.Span(.count(result.verified.verification.verified.count)))
        let facts = [verified] + report.counts + report.shares
        return Report.Table(
            columns: [
                Report.Table.Column(lv: "Spriedumi", en: "Verdicts"),
                Report.Table.Column(lv: "skaits vai daļa", en: "count or share", isNumeric: true),
            ], rows: facts.map { [Report.Span($0.label), $0.value] })
    }

    // MARK: Dimensions

    /// Each dimension in three pictures.
    private var dimensions: Report.Table {
        func figure(_ ratio: Ratio?) -> Report.Span {
            ratio.map { Report.Span(.percent($0)) } ?? Report.Span(LocalizedText(verbatim: "–"))
        }
        var rows: [[Report.Span]] = []
        var notes: [Int: [Report.Span]] = [:]
        for comparison in result.comparisons {
            let isSame = comparison.before.level == comparison.after.level
            let pictures: [(LocalizedText, DimensionAssessment, Report.Span.Emphasis)] = [
                (AuditReport.selfAssessedTitle, comparison.before, .plain),
                (AuditReport.verifiedTitle, comparison.after, isSame ? .plain : .bad),
                (AuditReport.provenTitle, comparison.proven, .faint),
            ]
            for (index, (title, dimension, emphasis)) in pictures.enumerated() {
                let levels = dimension.lowestLevel...dimension.highestLevel
                // A score of the few verified answers would pass for one of the dimension.
                let isProof = index == 2
                rows.append([
                    Report.Span(report.model.dimensions[dimension.dimension].label),
                    Report.Span(title), figure(isProof ? nil : dimension.score.point),
                    figure(dimension.score.lowest), figure(dimension.score.highest),
                    Report.Span(report.level(isProof ? nil : dimension.level), emphasis),
                    Report.Span(Wording.levels(levels, of: report.model)),
                ])
            }
            notes[rows.count - 1] =
                [Report.Span(report.coverage(comparison), .faint)]
                + [report.openGates(comparison)].compactMap { $0 }
        }
        return Report.Table(
            columns: [
                Report.Table.Column(lv: "Dimensija", en: "Dimension"),
                Report.Table.Column(lv: "skatījums", en: "picture"),
                Report.Table.Column(lv: "vērtējums", en: "score", isNumeric: true),
                Report.Table.Column(lv: "zemākais", en: "lowest", isNumeric: true),
                Report.Table.Column(lv: "augstākais", en: "highest", isNumeric: true),
                Report.Table.Column(lv: "līmenis", en: "level"),
                Report.Table.Column(lv: "iespējams", en: "possible"),
            ], rows: rows, notes: notes, noteColumn: 1)
    }

    // MARK: Verdicts

    private static let answerColumns = [
        Report.Table.Column(lv: "Nr.", en: "No.", share: 8),
        Report.Table.Column(lv: "Jautājums", en: "Question", share: 41),
        Report.Table.Column(lv: "pašnovērtējumā", en: "self-assessed", share: 18),
    ]

    private var differences: [Report.Block] {
        let heading = Report.Block.heading(level: 3, report.differencesTitle)
        guard !result.differences.isEmpty else {
            return [heading, .paragraph(AuditReport.noDifference)]
        }
        var notes: [Int: [Report.Span]] = [:]
        let rows = result.differences.enumerated().map { index, difference -> [Report.Span] in
            let item = report.questionnaire.items[difference.item]
            let particulars = result.audit.entries[item.id].map { report.particulars($0) } ?? []
            notes[index] = particulars + report.effects(of: difference)
            let kind =
                difference.isEstablished
                ? Report.Span(LocalizedText(lv: "noskaidrota", en: "established"), .doubtful)
                : Report.Span(LocalizedText(lv: "atspēkota", en: "refuted"), .bad)
            return answer(item, difference.selfAssessed) + [
                Report.Span(report.statement(difference.verified, item), .strong), kind,
            ]
        }
        let columns =
            Self.answerColumns + [
                Report.Table.Column(lv: "pārbaudē", en: "verified", share: 17),
                Report.Table.Column(lv: "spriedums", en: "verdict", share: 16),
            ]
        return [
            heading,
            .table(Report.Table(columns: columns, rows: rows, notes: notes, noteColumn: 1)),
        ]
    }

    private func verdicts(
        _ verdict: AuditEntry.Verdict, _ title: (Int) -> LocalizedText
    ) -> [Report.Block] {
        let current = report.current(verdict)
        guard !current.isEmpty else { return [] }
        var notes: [Int: [Report.Span]] = [:]
        for (index, entry) in current.enumerated() {
            notes[index] = report.particulars(entry.entry)
        }
        return [
            .heading(level: 3, title(current.count)),
            .table(
                Report.Table(
                    columns: Self.answerColumns,
                    rows: current.map { answer($0.item, $0.entry.selfAssessed) }, notes: notes,
                    noteColumn: 1)),
        ]
    }

    private func answer(
        _ item: Questionnaire.Item, _ selfAssessed: Answer.Statement?
    ) -> [Report.Span] {
        [
            Report.Span(LocalizedText(verbatim: item.id)),
            Report.Span(Wording.question(item, in: report.questionnaire)),
            Report.Span(report.statement(selfAssessed, item)),
        ]
    }
}
