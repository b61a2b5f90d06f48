import Assessment
import Auditing
import Consistency
import Maturity
import Survey
import TextFormats

/// What `audit` and the report on an institution say of an audit in the same words.
extension AuditReport {
    /// That the answers file is not the one that was judged, if so.
    var changedAnswers: Report.Span? {
        guard !result.isSameFile else { return nil }
        return Report.Span(
            LocalizedText(
                lv: "Atbilžu fails kopš pēdējā sprieduma ir mainījies. Spriedumi par mainītām "
                    + "atbildēm netiek ņemti vērā.",
                en: "The answers file has changed since the last verdict. Verdicts on answers that "
                    + "have changed do not count."), .doubtful)
    }

    // MARK: Conclusion

    /// The heading of the conclusion.
    static let conclusionTitle = LocalizedText(lv: "Atzinums", en: "Conclusion")

    /// The conclusion's grade as a sentence.
    var grade: Report.Span {
        let conclusion = result.conclusion
        let emphasis: Report.Span.Emphasis =
            switch conclusion.grade {
            case .confirmed: .good
            case .confirmedWithReservations, .noConclusion: .doubtful
            case .notConfirmed: .bad
            }
        return Report.Span(conclusion.grade.label.capitalizedSentence, emphasis)
    }

    /// What decided the grade.
    var why: Report.Span { Report.Span(AuditWording.why(result.conclusion)) }

    /// How the grade is found, and whose thresholds these are.
    var formula: Report.Span {
        Report.Span(AuditWording.formula(result.conclusion.policy), .faint)
    }

    /// How many verdicts there are of each kind.
    var counts: [Report.Fact] {
        let counts = result.counts
        func fact(_ label: LocalizedText, _ count: Int) -> Report.Fact {
            Report.Fact(label, Report.Span(.count(count)))
        }
        return [
            fact(LocalizedText(lv: "Apstiprinātas", en: "Confirmed"), counts.confirmed),
            fact(LocalizedText(lv: "Atspēkotas", en: "Refuted"), counts.refuted),
            fact(
                LocalizedText(
                    lv: "Noskaidrotas, kur iestāde atbildi bija atstājusi atklātu",
                    en: "Established where the institution had left the answer open"),
                counts.established),
            fact(LocalizedText(lv: "Nav pārbaudītas", en: "Not verified"), counts.notVerified),
            fact(
                LocalizedText(lv: "Novecojuši spriedumi", en: "Verdicts out of date"),
                result.verified.verification.stale.count),
        ]
    }

    /// The shares by which the conclusion is graded.
    var shares: [Report.Fact] {
        func fact(_ label: LocalizedText, _ share: Ratio?) -> Report.Fact {
            Report.Fact(
                label,
                share.map { Report.Span(.percent($0)) }
                    ?? Report.Span(LocalizedText(verbatim: "–")))
        }
        return [
            fact(
                LocalizedText(lv: "Atspēkoto daļa", en: "Share refuted"),
                result.conclusion.refutedShare),
            fact(
                LocalizedText(
                    lv: "Mazākais pārbaudītais svars kādā dimensijā",
                    en: "Least weight verified in a dimension"), result.conclusion.leastCoverage),
        ]
    }

    /// Labelled figures joined to one sentence.
    static func sentence(_ facts: [Report.Fact]) -> LocalizedText {
        facts.map { fact in
            fact.label.lowercasedFirst + LocalizedText(verbatim: ": ") + fact.value.text
        }.joined(separator: "; ").capitalizedSentence
    }

    // MARK: Dimensions

    /// The heading of what the verdicts change in the dimensions.
    static let comparisonTitle = LocalizedText(
        lv: "Pašnovērtējums un pārbaude", en: "Self-assessed and verified")

    /// What the picture with every answer as given is called.
    static let selfAssessedTitle = LocalizedText(lv: "pašnovērtējums", en: "self-assessed")
    /// What the picture with refuted answers as verified is called.
    static let verifiedTitle = LocalizedText(lv: "pēc pārbaudes", en: "verified")
    /// What the picture with everything open that was not verified is called.
    static let provenTitle = LocalizedText(
        lv: "tikai pēc pārbaudītajām atbildēm", en: "by verified answers alone")

    /// How much of a dimension is verified.
    func coverage(_ comparison: AuditResult.Comparison) -> LocalizedText {
        let coverage = comparison.coverage?.percent ?? LocalizedText(verbatim: "–")
        return LocalizedText(
            lv: "pārbaudītais svars \(coverage.lv)", en: "weight verified \(coverage.en)")
    }

    /// The gates that carry a dimension's level and are not verified, if there are any.
    func openGates(_ comparison: AuditResult.Comparison) -> Report.Span? {
        guard !comparison.openGateItems.isEmpty else { return nil }
        let names = comparison.openGateItems.map { questionnaire.items[$0].id }
            .joined(separator: ", ")
        return Report.Span(
            LocalizedText(
                lv: "vēl nav pārbaudītas prasības, uz kurām balstās līmenis: \(names)",
                en: "gates on which the level rests, not yet verified: \(names)"), .doubtful)
    }

    /// The overall level and index before and after.
    var overall: Report.Span {
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
        return Report.Span(
            LocalizedText(
                lv: "Kopējais līmenis: \(levels.0.lv) → \(levels.1.lv). Kopējais indekss: "
                    + "\(indices.0.lv) → \(indices.1.lv).",
                en: "Overall level: \(levels.0.en) → \(levels.1.en). Overall index: "
                    + "\(indices.0.en) → \(indices.1.en).") + contradictions)
    }

    /// A level's name.
    func level(_ level: Int?) -> LocalizedText {
        level.map { model.levels[$0].label } ?? LocalizedText(verbatim: "–")
    }

    // MARK: Verdicts

    /// The heading of the differences.
    var differencesTitle: LocalizedText {
        let count = result.differences.count
        return LocalizedText(
            lv: "Atšķirības pa jautājumiem: \(count)", en: "Differences by question: \(count)")
    }

    /// What is said when nothing differs.
    static let noDifference = Report.Span(
        LocalizedText(
            lv: "Neviena pārbaudītā atbilde neatšķiras no pašnovērtējuma.",
            en: "No verified answer differs from the self-assessment."), .good)

    /// What one difference does to each dimension alone.
    func effects(of difference: AuditResult.Difference) -> [Report.Span] {
        difference.effects.compactMap { effect in
            guard let before = effect.before?.percent, let after = effect.after?.percent
            else { return nil }
            let name = model.dimensions[effect.dimension].label
            return Report.Span(
                LocalizedText(
                    lv: "\(name.lv): \(before.lv) → \(after.lv) šīs atbildes dēļ vien",
                    en: "\(name.en): \(before.en) → \(after.en) by this answer alone"), .faint)
        }
    }

    /// The heading of the answers that could not be verified.
    static func unverifiedTitle(_ count: Int) -> LocalizedText {
        LocalizedText(
            lv: "Nav izdevies pārbaudīt: \(count)", en: "Could not be verified: \(count)")
    }

    /// The heading of the answers that were confirmed.
    static func confirmedTitle(_ count: Int) -> LocalizedText {
        LocalizedText(lv: "Apstiprinātas atbildes: \(count)", en: "Confirmed answers: \(count)")
    }

    /// The answers on which there is a verdict that still counts, in questionnaire order.
    func current(
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
    func particulars(_ entry: AuditEntry) -> [Report.Span] {
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

    /// What is said about an item, as a person reads it.
    func statement(
        _ statement: Answer.Statement?, _ item: Questionnaire.Item
    ) -> LocalizedText {
        AuditWording.statement(statement, of: item, in: questionnaire)
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
