package import Assessment
package import Auditing
import Consistency
import Maturity
import Survey
package import TextFormats

/// Builds the list of answers to verify first, for people and for programs.
package struct AuditSampleReport {
    private let sample: AuditSample
    private let assessment: InstitutionAssessment
    private let count: Int

    /// Prepares the list.
    ///
    /// - Parameters:
    ///   - sample: The ranked answers.
    ///   - assessment: What they were ranked by.
    ///   - count: How many to list.
    package init(_ sample: AuditSample, of assessment: InstitutionAssessment, count: Int) {
        self.sample = sample
        self.assessment = assessment
        self.count = count
    }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }
    private var model: MaturityModel { assessment.definition.model }

    /// The list as a person reads it.
    package var report: Report {
        let institution = assessment.response.institution
        let shown = sample.candidates.prefix(count)
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Ko pārbaudīt vispirms: \(institution.name) · \(institution.surveyYear)",
                    en: "What to verify first: \(institution.name) · \(institution.surveyYear)"))
        ]
        if assessment.response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        blocks += [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv:
                            "Secība: prasības, uz kurām balstās līmenis; atbildes, kas ir pretrunā; "
                            + "cik līmeņu var zust; šaubas; cik punktu var zust; anketas secība. "
                            + "Izlase ir pēc riska, nevis nejauša. Parādītas \(shown.count) no "
                            + "\(sample.candidates.count).",
                        en: "In order: gates on which a level rests; answers that contradict "
                            + "others; levels that could be lost; doubts; score that could be "
                            + "lost; questionnaire order. Chosen by risk, not at random. Shown: "
                            + "\(shown.count) of \(sample.candidates.count)."), .faint)),
            .list(
                shown.enumerated().map { position, candidate in
                    let item = questionnaire.items[candidate.item]
                    let answer = Wording.answer(
                        candidate.item, of: assessment.response, state: assessment.state)
                    let evidence = questionnaire.question(of: item).evidence
                    return Report.Entry(
                        mark: Report.Span(
                            LocalizedText(verbatim: "\(position + 1). \(item.id)"), .strong),
                        text: Report.Span(
                            Wording.question(item, in: questionnaire)
                                + LocalizedText(verbatim: " – ") + answer),
                        details: candidate.reasons.map {
                            Report.Span(LocalizedText(verbatim: "– ") + text($0))
                        } + [
                            Report.Span(
                                LocalizedText(lv: "ko lūgt: ", en: "ask to see: ") + evidence,
                                .faint)
                        ])
                }),
        ]
        return Report(blocks)
    }

    /// The list as a table for spreadsheets: a header and one row per answer.
    package func rows(in language: Language) -> [[String]] {
        [["rank", "id", "question", "answer", "reasons", "ask_to_see"]]
            + sample.candidates.prefix(count).enumerated().map { position, candidate in
                let item = questionnaire.items[candidate.item]
                let answer = Wording.answer(
                    candidate.item, of: assessment.response, state: assessment.state)
                return [
                    "\(position + 1)", item.id,
                    Wording.question(item, in: questionnaire)[language], answer[language],
                    candidate.reasons.map { text($0)[language] }.joined(separator: "; "),
                    questionnaire.question(of: item).evidence[language],
                ]
            }
    }

    /// The list for other programs, schema `briedums.audit-sample/1`.
    package var json: JSONOutput {
        let identity = questionnaire.identity
        return .object([
            ("schema", .string("briedums.audit-sample/1")),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("institution", ResponseWriter.institution(assessment.response.institution)),
            ("synthetic", .boolean(assessment.response.isSynthetic)),
            ("candidates", .integer(sample.candidates.count)),
            (
                "sample",
                .array(
                    sample.candidates.prefix(count).map { candidate in
                        .object([
                            ("id", .string(questionnaire.items[candidate.item].id)),
                            ("levels_at_stake", .integer(candidate.levelsAtStake)),
                            ("score_at_stake", .string(candidate.scoreAtStake.text)),
                            (
                                "reasons",
                                .array(
                                    candidate.reasons.map { reason in
                                        .object([
                                            ("kind", .string(kind(of: reason))),
                                            ("text", JSONOutput(text(reason))),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }

    private func kind(of reason: AuditSample.Reason) -> String {
        switch reason {
        case .gate: "gate"
        case .contradiction: "contradiction"
        case .level: "level"
        case .doubt: "doubt"
        case .score: "score"
        case .noEvidence: "no_evidence"
        }
    }

    private func text(_ reason: AuditSample.Reason) -> LocalizedText {
        switch reason {
        case .gate(let dimension):
            let name = model.dimensions[dimension].label
            return LocalizedText(
                lv: "prasība, uz kuras balstās līmenis: \(name.lv)",
                en: "a gate on which the level rests: \(name.en)")
        case .contradiction(let edits):
            let list = edits.joined(separator: ", ")
            return LocalizedText(
                lv: "ir pretrunā ar citām atbildēm (\(list))",
                en: "contradicts other answers (\(list))")
        case .level(let dimension, let from, let to):
            let name = model.dimensions[dimension].label
            let (old, new) = (model.levels[from].label, model.levels[to].label)
            return LocalizedText(
                lv: "ja nav pareiza, līmenis var mainīties: \(name.lv): \(old.lv) → \(new.lv)",
                en: "if wrong, the level could change: \(name.en): \(old.en) → \(new.en)")
        case .doubt(let edits):
            let list = edits.joined(separator: ", ")
            return LocalizedText(
                lv: "ir šaubu daļa (\(list))", en: "takes part in a doubt (\(list))")
        case .score(let dimension, let from, let to):
            let name = model.dimensions[dimension].label
            let (old, new) = (from.percent, to.percent)
            return LocalizedText(
                lv: "ja nav pareiza, vērtējums var sarukt: \(name.lv): \(old.lv) → \(new.lv)",
                en: "if wrong, the score could fall: \(name.en): \(old.en) → \(new.en)")
        case .noEvidence:
            return LocalizedText(
                lv: "iestāde nav nosaukusi pierādījumu",
                en: "the institution names no evidence")
        }
    }
}
