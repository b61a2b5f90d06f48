import Assessment
import Consistency
package import Reporting
import Survey
import TextFormats

extension Interview {
    /// What a person should know before the first answer in a section; `nil` once there is one.
    package func introduction(ofSection index: Int) -> Report? {
        let section = sections[index]
        guard progress(of: section.steps).done == 0 else { return nil }
        return Report([
            .heading(level: 1, section.title), .paragraph(Report.Span(section.introduction)),
        ])
    }

    /// Everything about a step: how to answer, terms, evidence, provenance.
    package func help(on step: Step) -> Report {
        switch step {
        case .question(let index):
            var report = QuestionReport(
                questionnaire, conditions: definition.conditions, response: (response, state)
            ).page(on: index)
            if let group = questionnaire.questions[index].group {
                report.blocks += [
                    .heading(level: 2, questionnaire.groups[group].title),
                    .paragraph(Report.Span(questionnaire.groups[group].introduction)),
                ]
            }
            return report
        case .identity(let field):
            return Report([
                .heading(level: 1, field.label), .paragraph(Report.Span(field.help)),
            ])
        case .profile(let index):
            let field = questionnaire.profile[index]
            return Report([
                .heading(level: 1, field.label), .paragraph(Report.Span(field.help)),
            ])
        }
    }

    /// The maturity score by the answers so far.
    package var scoreReport: Report {
        AssessmentReport(InstitutionAssessment(response, by: definition), date: nil).score
    }

    // MARK: Closing summary

    /// What is answered, what is still missing, and what to do next.
    package func summary(path: String) -> Report {
        var blocks: [Report.Block] = [
            .heading(level: 1, LocalizedText(lv: "Kopsavilkums", en: "Summary"))
        ]
        if response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        let total = progress
        let isComplete = unansweredSteps.isEmpty
        blocks.append(
            .paragraph(
                isComplete
                    ? Report.Span(
                        LocalizedText(
                            lv: "Visi jautājumi ir atbildēti. Paldies!",
                            en: "Every question is answered. Thank you!"), .good)
                    : Report.Span(
                        LocalizedText(
                            lv: "Atbildēts \(total.done) no \(total.asked) jautājumiem.",
                            en: "\(total.done) of \(total.asked) questions answered."), .strong)))
        blocks.append(.table(sectionTable))
        blocks += found
        blocks += missing
        blocks += next(path)
        return Report(blocks)
    }

    /// The contradictions and doubts, before the long list of what is missing.
    private var found: [Report.Block] {
        guard !findings.contradictions.isEmpty || !findings.doubts.isEmpty else {
            return progress.done == 0
                ? []
                : [
                    .paragraph(
                        Report.Span(
                            LocalizedText(
                                lv: "Pretrunu un šaubu nav.",
                                en: "There are no contradictions or doubts."), .good))
                ]
        }
        let title = LocalizedText(
            lv: "Pretrunas: \(findings.contradictions.count), šaubas: \(findings.doubts.count)",
            en: "Contradictions: \(findings.contradictions.count), doubts: "
                + "\(findings.doubts.count)")
        let edits =
            findings.contradictions.map { ("✗", $0, Report.Span.Emphasis.bad) }
            + findings.doubts.map { ("?", $0, .doubtful) }
        return [
            .heading(level: 2, title),
            .list(
                edits.map { sign, edit, emphasis in
                    Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: "\(sign) \(edit.id)"), emphasis),
                        text: Report.Span(edit.message))
                }),
        ]
    }

    private var sectionTable: Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Sadaļa", en: "Section")),
                Report.Table.Column(
                    LocalizedText(lv: "atbildēts", en: "answered"), isNumeric: true),
                Report.Table.Column(LocalizedText(lv: "jautāts", en: "asked"), isNumeric: true),
            ],
            rows: sections.map { section in
                let progress = progress(of: section.steps)
                return [
                    Report.Span(section.title),
                    Report.Span(LocalizedText(verbatim: "\(progress.done)"), .strong),
                    Report.Span(LocalizedText(verbatim: "\(progress.asked)")),
                ]
            })
    }

    private var missing: [Report.Block] {
        var blocks: [Report.Block] = []
        func list(_ title: LocalizedText, _ steps: [Step]) {
            guard !steps.isEmpty else { return }
            let facts = steps.filter { name(of: $0).isEmpty }.map { text(of: $0) }
            let names = drawingRunsTogether(steps.map { name(of: $0) }.filter { !$0.isEmpty })
                .map { LocalizedText(verbatim: $0) }
            blocks += [
                .heading(level: 2, title + LocalizedText(verbatim: ": \(steps.count)")),
                .paragraph(Report.Span((facts + names).joined(separator: ", "))),
            ]
        }
        list(LocalizedText(lv: "Vēl nav atbildēts", en: "Not answered yet"), unansweredSteps)
        list(LocalizedText(lv: "Nav zināms", en: "Unknown"), unknownSteps)
        list(
            LocalizedText(
                lv: "Apstiprinošas atbildes bez pierādījumiem",
                en: "Affirmative answers without evidence"),
            stepsWithoutEvidence)
        return blocks
    }

    /// Steps with an answer above the lowest for which no evidence is named.
    private var stepsWithoutEvidence: [Step] {
        steps.filter { step in
            askedItems(of: step).contains { index in
                let item = questionnaire.items[index]
                guard case .single(let scale) = questionnaire.question(of: item).kind,
                    questionnaire.scales[scale].isOrdered,
                    let answer = response.answers[item.id],
                    case .values(.options(let mask)) = answer.statement
                else { return false }
                return !mask.contains(index: 0) && answer.evidence.isEmpty
            }
        }
    }

    private func next(_ path: String) -> [Report.Block] {
        let file = Self.quoted(path)
        return [
            .heading(level: 2, LocalizedText(lv: "Ko darīt tālāk", en: "What to do next")),
            .list([
                Report.Entry(
                    mark: Report.Span(LocalizedText(verbatim: "•")),
                    text: Report.Span(LocalizedText(verbatim: "briedums answer \(file)")),
                    details: [
                        Report.Span(
                            LocalizedText(
                                lv: "turpināt no vietas, kur palikāt",
                                en: "go on where you left"), .faint)
                    ]),
                Report.Entry(
                    mark: Report.Span(LocalizedText(verbatim: "•")),
                    text: Report.Span(LocalizedText(verbatim: "briedums assess \(file)")),
                    details: [
                        Report.Span(
                            LocalizedText(
                                lv: "pilns pārskats: pretrunas, vērtējums, pasākumi",
                                en: "the whole report: contradictions, scores, actions"), .faint)
                    ]),
            ]),
        ]
    }

    /// A path as a shell takes it.
    package static func quoted(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "/._-+,@".unicodeScalars.contains($0)
        }
        return isPlain && !path.isEmpty
            ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
