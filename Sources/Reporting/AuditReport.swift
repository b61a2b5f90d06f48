import Assessment
package import Auditing
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the report on an audit: self-assessed beside verified, and what follows.
package struct AuditReport {
    let result: AuditResult

    /// Prepares a report.
    package init(_ result: AuditResult) { self.result = result }

    /// The whole report.
    package var report: Report {
        Report(
            header + conclusion + dimensions + differences + stale + unverified + confirmed
                + evidence)
    }

    var questionnaire: Questionnaire { result.definition.questionnaire }
    var model: MaturityModel { result.definition.model }

    private static let bullet = Report.Span(LocalizedText(verbatim: "•"))

    // MARK: Header and conclusion

    private var header: [Report.Block] {
        let institution = result.response.institution
        let identity = questionnaire.identity
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Audits: \(institution.name) · \(institution.registrationNumber) · "
                        + "\(institution.surveyYear)",
                    en: "Audit: \(institution.name) · \(institution.registrationNumber) · "
                        + "\(institution.surveyYear)")),
            .list([
                pin(
                    LocalizedText(
                        lv: "anketa \(identity.name)", en: "questionnaire \(identity.name)"),
                    identity.digest),
                pin(
                    LocalizedText(lv: "atbilžu fails", en: "answers file"),
                    "sha256:\(result.answersDigest)"),
                pin(
                    LocalizedText(lv: "audita fails", en: "audit file"),
                    "sha256:\(result.auditDigest)"),
            ]),
        ]
        if result.response.isSynthetic || result.audit.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        if let changedAnswers { blocks.append(.paragraph(changedAnswers)) }
        return blocks
    }

    /// What the report rests on, with the whole digest: a signed print pins its data by it.
    private func pin(_ name: LocalizedText, _ digest: String) -> Report.Entry {
        Report.Entry(
            mark: Self.bullet, text: Report.Span(name),
            details: [Report.Span(LocalizedText(verbatim: digest), .faint)])
    }

    private var conclusion: [Report.Block] {
        [
            .heading(level: 2, Self.conclusionTitle), .paragraph(grade), .paragraph(why),
            .paragraph(
                Report.Span(
                    Self.sentence(counts) + LocalizedText(verbatim: " ")
                        + Self.sentence(shares))), .paragraph(formula),
        ]
    }

    // MARK: Dimensions

    private var dimensions: [Report.Block] {
        let entries = result.comparisons.map { comparison in
            let before = comparison.before
            let after = comparison.after
            let isSame = before.level == after.level && before.score.point == after.score.point
            func line(_ name: LocalizedText, _ dimension: DimensionAssessment) -> Report.Span {
                let score = dimension.score.point?.percent ?? LocalizedText(verbatim: "–")
                let range = Wording.interval(dimension.score.lowest, dimension.score.highest)
                let level = level(dimension.level)
                return Report.Span(
                    name
                        + LocalizedText(
                            lv: ": \(score.lv) (\(range.lv)), \(level.lv.lowercased())",
                            en: ": \(score.en) (\(range.en)), \(level.en.lowercased())"))
            }
            let proven = comparison.proven
            let range = Wording.interval(proven.score.lowest, proven.score.highest)
            let levels = Wording.levels(proven.lowestLevel...proven.highestLevel, of: model)
            let coverage = coverage(comparison)
            let details =
                [
                    line(Self.selfAssessedTitle, before), line(Self.verifiedTitle, after),
                    Report.Span(
                        Self.provenTitle
                            + LocalizedText(
                                lv: ": \(range.lv), \(levels.lv.lowercased()); \(coverage.lv)",
                                en: ": \(range.en), \(levels.en.lowercased()); \(coverage.en)"),
                        .faint),
                ] + [openGates(comparison)].compactMap { $0 }
            let title = model.dimensions[before.dimension].label
            let sign = isSame ? "=" : "≠"
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: sign), isSame ? .plain : .bad),
                text: Report.Span(title, .strong), details: details)
        }
        return [
            .heading(level: 2, Self.comparisonTitle), .list(entries), .paragraph(overall),
        ]
    }

    // MARK: Verdicts

    private var differences: [Report.Block] {
        guard !result.differences.isEmpty else { return [.paragraph(Self.noDifference)] }
        let entries = result.differences.compactMap { difference -> Report.Entry? in
            let item = questionnaire.items[difference.item]
            guard let entry = result.audit.entries[item.id] else { return nil }
            let stated = statement(difference.selfAssessed, item)
            let found = statement(difference.verified, item)
            var details = [
                Report.Span(
                    LocalizedText(
                        lv: "pašnovērtējumā: \(stated.lv); pārbaudē: \(found.lv)",
                        en: "self-assessed: \(stated.en); verified: \(found.en)"),
                    difference.isEstablished ? .doubtful : .bad)
            ]
            details += particulars(entry) + effects(of: difference)
            return Report.Entry(
                mark: Report.Span(
                    LocalizedText(verbatim: difference.isEstablished ? "+ " : "✗ ")
                        + LocalizedText(verbatim: item.id)),
                text: Report.Span(Wording.question(item, in: questionnaire)), details: details)
        }
        return [.heading(level: 2, differencesTitle), .list(entries)]
    }

    /// Verdicts on answers that have changed since.
    var stale: [Report.Block] {
        let entries = result.verified.verification.stale.compactMap { index -> Report.Entry? in
            let item = questionnaire.items[index]
            guard let entry = result.audit.entries[item.id] else { return nil }
            let judged = statement(entry.selfAssessed, item)
            let now = statement(result.response.answers[item.id]?.statement, item)
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "! \(item.id)"), .doubtful),
                text: Report.Span(
                    LocalizedText(
                        lv: "vērtēta atbilde „\(judged.lv)“, tagad ir „\(now.lv)“",
                        en: "the answer judged was '\(judged.en)', now it is '\(now.en)'")),
                details: [])
        }
        guard !entries.isEmpty else { return [] }
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Novecojuši spriedumi: \(entries.count)",
                    en: "Verdicts out of date: \(entries.count)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv:
                            "Atbilde pēc sprieduma ir mainīta; spriedums netiek ņemts vērā, līdz to "
                            + "pieraksta no jauna.",
                        en:
                            "The answer was changed after the verdict, which does not count until it "
                            + "is recorded anew."), .faint)),
            .list(entries),
        ]
    }

    private var unverified: [Report.Block] {
        let entries = current(.notVerified).map { item, entry in
            Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "? \(item.id)")),
                text: Report.Span(Wording.question(item, in: questionnaire)),
                details: particulars(entry))
        }
        guard !entries.isEmpty else { return [] }
        return [.heading(level: 2, Self.unverifiedTitle(entries.count)), .list(entries)]
    }

    private var confirmed: [Report.Block] {
        let entries = current(.confirmed).map { item, entry in
            let answer = statement(entry.selfAssessed, item)
            let title =
                LocalizedText(verbatim: "") + Wording.question(item, in: questionnaire)
                + LocalizedText(verbatim: " ") + answer
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "✓ \(item.id)"), .good),
                text: Report.Span(title), details: particulars(entry))
        }
        guard !entries.isEmpty else { return [] }
        return [.heading(level: 2, Self.confirmedTitle(entries.count)), .list(entries)]
    }

    // MARK: Evidence

    /// The evidence files with what has become of them.
    var evidence: [Report.Block] {
        guard !result.evidence.isEmpty else { return [] }
        let rows = result.evidence.map { file, status in
            let (text, emphasis): (LocalizedText, Report.Span.Emphasis) =
                switch status {
                case .intact: (LocalizedText(lv: "✓ neskarts", en: "✓ intact"), .good)
                case .changed: (LocalizedText(lv: "✗ mainīts", en: "✗ changed"), .bad)
                case .missing: (LocalizedText(lv: "✗ nav", en: "✗ missing"), .bad)
                }
            return [
                Report.Span(LocalizedText(verbatim: file.file)),
                Report.Span(LocalizedText(verbatim: "\(file.digest.sha256.prefix(12))…")),
                Report.Span(LocalizedText(verbatim: "\(file.digest.size)")),
                Report.Span(text, emphasis),
            ]
        }
        return [
            .heading(
                level: 2, LocalizedText(lv: "Pierādījumu faili", en: "Evidence files")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "fails", en: "file")),
                        Report.Table.Column(LocalizedText(verbatim: "SHA-256")),
                        Report.Table.Column(
                            LocalizedText(lv: "baiti", en: "bytes"), isNumeric: true),
                        Report.Table.Column(LocalizedText(lv: "stāvoklis", en: "state")),
                    ], rows: rows)),
        ]
    }
}
