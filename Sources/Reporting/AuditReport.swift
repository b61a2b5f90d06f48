import Assessment
package import Auditing
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the report on an audit: self-assessed beside verified, and what follows.
package struct AuditReport {
    private let result: AuditResult

    /// Prepares a report.
    package init(_ result: AuditResult) { self.result = result }

    /// The whole report.
    package var report: Report {
        Report(
            header + conclusion + dimensions + differences + stale + unverified + confirmed
                + evidence)
    }

    private var questionnaire: Questionnaire { result.definition.questionnaire }
    private var model: MaturityModel { result.definition.model }

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
        if !result.isSameFile {
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Atbilžu fails kopš pēdējā sprieduma ir mainījies. Spriedumi par "
                                + "mainītām atbildēm netiek ņemti vērā.",
                            en: "The answers file has changed since the last verdict. Verdicts on "
                                + "answers that have changed do not count."), .doubtful)))
        }
        return blocks
    }

    /// What the report rests on, with the whole digest: a signed print pins its data by it.
    private func pin(_ name: LocalizedText, _ digest: String) -> Report.Entry {
        Report.Entry(
            mark: Self.bullet, text: Report.Span(name),
            details: [Report.Span(LocalizedText(verbatim: digest), .faint)])
    }

    private var conclusion: [Report.Block] {
        let conclusion = result.conclusion
        let counts = result.counts
        let emphasis: Report.Span.Emphasis =
            switch conclusion.grade {
            case .confirmed: .good
            case .confirmedWithReservations, .noConclusion: .doubtful
            case .notConfirmed: .bad
            }
        let coverage = conclusion.leastCoverage?.percent ?? LocalizedText(verbatim: "–")
        let share = conclusion.refutedShare?.percent ?? LocalizedText(verbatim: "–")
        return [
            .heading(level: 2, LocalizedText(lv: "Atzinums", en: "Conclusion")),
            .paragraph(Report.Span(conclusion.grade.label.capitalizedSentence, emphasis)),
            .paragraph(Report.Span(AuditWording.why(conclusion))),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Apstiprinātas: \(counts.confirmed); atspēkotas: \(counts.refuted); "
                            + "noskaidrotas, kur iestāde atbildi bija atstājusi atklātu: "
                            + "\(counts.established); nav pārbaudītas: \(counts.notVerified); "
                            + "novecojuši spriedumi: \(result.verified.verification.stale.count). "
                            + "Atspēkoto daļa: \(share.lv); mazākais pārbaudītais svars kādā "
                            + "dimensijā: \(coverage.lv).",
                        en: "Confirmed: \(counts.confirmed); refuted: \(counts.refuted); "
                            + "established where the institution had left the answer open: "
                            + "\(counts.established); not verified: \(counts.notVerified); "
                            + "verdicts out of date: \(result.verified.verification.stale.count). "
                            + "Share refuted: \(share.en); least weight verified in a dimension: "
                            + "\(coverage.en)."))),
            .paragraph(Report.Span(AuditWording.formula(conclusion.policy), .faint)),
        ]
    }

    // MARK: Dimensions

    private var dimensions: [Report.Block] {
        func level(_ level: Int?) -> LocalizedText {
            level.map { model.levels[$0].label } ?? LocalizedText(verbatim: "–")
        }
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
            let provenRange = Wording.interval(proven.score.lowest, proven.score.highest)
            let provenLevels = Wording.levels(proven.lowestLevel...proven.highestLevel, of: model)
            let coverage = comparison.coverage?.percent ?? LocalizedText(verbatim: "–")
            var details = [
                line(LocalizedText(lv: "pašnovērtējums", en: "self-assessed"), before),
                line(LocalizedText(lv: "pēc pārbaudes", en: "verified"), after),
                Report.Span(
                    LocalizedText(
                        lv: "tikai pēc pārbaudītajām atbildēm: \(provenRange.lv), "
                            + "\(provenLevels.lv.lowercased()); pārbaudītais svars \(coverage.lv)",
                        en: "by verified answers alone: \(provenRange.en), "
                            + "\(provenLevels.en.lowercased()); weight verified \(coverage.en)"),
                    .faint),
            ]
            if !comparison.openGateItems.isEmpty {
                let names = names(comparison.openGateItems)
                details.append(
                    Report.Span(
                        LocalizedText(
                            lv: "vēl nav pārbaudītas prasības, uz kurām balstās līmenis: \(names)",
                            en: "gates on which the level rests, not yet verified: \(names)"),
                        .doubtful))
            }
            let title = model.dimensions[before.dimension].label
            let sign = isSame ? "=" : "≠"
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: sign), isSame ? .plain : .bad),
                text: Report.Span(title, .strong), details: details)
        }
        let before = result.maturityBefore
        let after = result.maturityAfter
        func index(_ index: Ratio?) -> LocalizedText {
            index?.percent ?? LocalizedText(verbatim: "–")
        }
        let levels = (level(before.overallLevel), level(after.overallLevel))
        let indices = (index(before.index), index(after.index))
        let contradictions =
            result.check.isContradictory
            ? LocalizedText(
                lv: " Atbildes ar pārbaudītajām vērtībām joprojām ir pretrunīgas (check --audit).",
                en: " The answers with verified values still contradict each other (check "
                    + "--audit).")
            : LocalizedText(verbatim: "")
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Pašnovērtējums un pārbaude", en: "Self-assessed and verified")),
            .list(entries),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Kopējais līmenis: \(levels.0.lv) → \(levels.1.lv). Kopējais indekss: "
                            + "\(indices.0.lv) → \(indices.1.lv).",
                        en: "Overall level: \(levels.0.en) → \(levels.1.en). Overall index: "
                            + "\(indices.0.en) → \(indices.1.en).") + contradictions)),
        ]
    }

    // MARK: Verdicts

    private var differences: [Report.Block] {
        guard !result.differences.isEmpty else {
            return [
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Neviena pārbaudītā atbilde neatšķiras no pašnovērtējuma.",
                            en: "No verified answer differs from the self-assessment."), .good))
            ]
        }
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
            details += particulars(entry)
            for effect in difference.effects {
                guard let before = effect.before?.percent, let after = effect.after?.percent
                else { continue }
                let name = model.dimensions[effect.dimension].label
                details.append(
                    Report.Span(
                        LocalizedText(
                            lv: "\(name.lv): \(before.lv) → \(after.lv) šīs atbildes dēļ vien",
                            en: "\(name.en): \(before.en) → \(after.en) by this answer alone"),
                        .faint))
            }
            return Report.Entry(
                mark: Report.Span(
                    LocalizedText(verbatim: difference.isEstablished ? "+ " : "✗ ")
                        + LocalizedText(verbatim: item.id)),
                text: Report.Span(Wording.question(item, in: questionnaire)), details: details)
        }
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Atšķirības pa jautājumiem: \(entries.count)",
                    en: "Differences by question: \(entries.count)")),
            .list(entries),
        ]
    }

    private var stale: [Report.Block] {
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
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Nav izdevies pārbaudīt: \(entries.count)",
                    en: "Could not be verified: \(entries.count)")),
            .list(entries),
        ]
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
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Apstiprinātas atbildes: \(entries.count)",
                    en: "Confirmed answers: \(entries.count)")),
            .list(entries),
        ]
    }

    private func current(
        _ verdict: AuditEntry.Verdict
    ) -> [(item: Questionnaire.Item, entry: AuditEntry)] {
        questionnaire.items.compactMap { item in
            guard let entry = result.audit.entries[item.id], entry.verdict == verdict,
                result.audit.isCurrent(entry, of: item.id, in: result.response)
            else { return nil }
            return (item, entry)
        }
    }

    /// Why, on what evidence, by whom and when.
    private func particulars(_ entry: AuditEntry) -> [Report.Span] {
        var details: [Report.Span] = []
        if let reason = entry.reason {
            details.append(Report.Span(LocalizedText(verbatim: reason)))
        }
        let sources = (entry.evidence + entry.documents).joined(separator: "; ")
        let who = "\(entry.auditor), \(entry.date)"
        details.append(
            Report.Span(
                sources.isEmpty
                    ? LocalizedText(verbatim: who)
                    : LocalizedText(
                        lv: "pierādījumi: \(sources) (\(who))",
                        en: "evidence: \(sources) (\(who))"), .faint))
        return details
    }

    private func statement(
        _ statement: Answer.Statement?, _ item: Questionnaire.Item
    ) -> LocalizedText {
        AuditWording.statement(statement, of: item, in: questionnaire)
    }

    private func names(_ items: [Int]) -> String {
        items.map { questionnaire.items[$0].id }.joined(separator: ", ")
    }

    // MARK: Evidence

    private var evidence: [Report.Block] {
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

extension LocalizedText {
    /// The text with a capital letter in front and a full stop behind.
    fileprivate var capitalizedSentence: LocalizedText {
        func sentence(_ text: String) -> String {
            text.prefix(1).uppercased() + text.dropFirst() + "."
        }
        return LocalizedText(lv: sentence(lv), en: sentence(en))
    }
}
