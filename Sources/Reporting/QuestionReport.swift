package import Consistency
package import Survey
import TextFormats

/// Builds the page on questions: what is asked, help, terms, evidence, provenance, and the answer.
package struct QuestionReport {
    private let questionnaire: Questionnaire
    private let conditions: ConditionTable
    private let response: Response?
    private let state: ResponseState?

    /// Prepares the page.
    ///
    /// - Parameters:
    ///   - questionnaire: The questions.
    ///   - conditions: When they are asked.
    ///   - response: The answers to show beside them, with what is known of each.
    package init(
        _ questionnaire: Questionnaire, conditions: ConditionTable,
        response: (Response, ResponseState)?
    ) {
        self.questionnaire = questionnaire
        self.conditions = conditions
        self.response = response?.0
        state = response?.1
    }

    /// Every question with its answer, one line each, by section and group.
    package var overview: Report {
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                questionnaire.title + LocalizedText(verbatim: " (\(questionnaire.identity.name))"))
        ]
        if response?.isSynthetic == true {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        for (index, section) in questionnaire.sections.enumerated() {
            blocks.append(.heading(level: 2, section.title))
            let items = questionnaire.items.indices.filter {
                questionnaire.question(of: questionnaire.items[$0]).section == index
            }
            var entries: [Report.Entry] = []
            var group: Int?
            for item in items {
                let question = questionnaire.question(of: questionnaire.items[item])
                if let next = question.group, next != group {
                    if !entries.isEmpty { blocks.append(.list(entries)) }
                    entries = []
                    blocks.append(.heading(level: 3, questionnaire.groups[next].title))
                    group = next
                }
                entries.append(entry(item))
            }
            blocks.append(.list(entries))
        }
        return Report(blocks)
    }

    /// Where an answer was carried over from, and whether it is still to be confirmed.
    private func origin(of answer: Answer?) -> [Report.Span] {
        guard let answer, !answer.origin.isEmpty else { return [] }
        let list = Wording.origin(answer)
        return [
            answer.isUnconfirmed
                ? Report.Span(
                    LocalizedText(lv: "Jāapstiprina; pārnests: ", en: "To be confirmed; from: ")
                        + list, .doubtful)
                : Report.Span(
                    LocalizedText(lv: "Apstiprināts; pārnests: ", en: "Confirmed; from: ") + list,
                    .faint)
        ]
    }

    private func entry(_ index: Int) -> Report.Entry {
        let item = questionnaire.items[index]
        var details: [Report.Span] = []
        if let response, let state {
            let isBlank = state.items[index] == .unanswered
            details.append(
                Report.Span(
                    LocalizedText(verbatim: "= ")
                        + Wording.answer(index, of: response, state: state),
                    isBlank ? .doubtful : .strong))
            details += origin(of: response.answers[item.id])
        }
        return Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: item.id)),
            text: Report.Span(Wording.question(item, in: questionnaire)), details: details)
    }

    /// Everything about one question.
    package func page(on question: Int) -> Report {
        let definition = questionnaire.questions[question]
        let items = questionnaire.itemIndices(ofQuestion: question)
        let heading = questionnaire.sections[definition.section].title
        let group = definition.group.map { questionnaire.groups[$0].title }
        var blocks: [Report.Block] = [
            .heading(level: 1, LocalizedText(verbatim: "\(definition.id). ") + definition.text),
            .paragraph(
                Report.Span(
                    [heading, group].compactMap { $0 }.joined(separator: " › "), .faint)),
            .heading(level: 2, LocalizedText(lv: "Kā atbildēt", en: "How to answer")),
            .paragraph(Report.Span(definition.help)),
        ]
        if case .single(let scale) = definition.kind, let help = questionnaire.scales[scale].help {
            blocks.append(.paragraph(Report.Span(help)))
        }
        blocks.append(.list(options(of: definition)))
        var texts: Set<String> = []
        let asked = items.flatMap { conditions.conditions[$0].map(\.text) }
            .filter { texts.insert($0).inserted }
        if !asked.isEmpty {
            let list = asked.joined(separator: "; ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Jāatbild tikai, ja: \(list).", en: "Asked only if: \(list).")))
            )
        }
        let terms = questionnaire.glossary.filter { $0.questions.contains(definition.id) }
        if !terms.isEmpty {
            blocks.append(.heading(level: 2, LocalizedText(lv: "Jēdzieni", en: "Terms")))
            blocks.append(
                .list(
                    terms.map { term in
                        Report.Entry(
                            mark: Report.Span(LocalizedText(verbatim: "•")),
                            text: Report.Span(term.term, .strong),
                            details: [Report.Span(term.definition)]
                                + (term.confusion.map { [Report.Span($0, .faint)] } ?? []))
                    }))
        }
        blocks += [
            .heading(level: 2, LocalizedText(lv: "Pierādījumi", en: "Evidence")),
            .paragraph(Report.Span(definition.evidence)),
            .heading(level: 2, LocalizedText(lv: "Izcelsme", en: "Provenance")),
            .paragraph(
                Report.Span(
                    (questionnaire.provenanceNotes[definition.provenance]
                        ?? LocalizedText(verbatim: definition.provenance.rawValue))
                        + LocalizedText(verbatim: " [\(definition.source)]"))),
        ]
        if let response, let state {
            blocks.append(.heading(level: 2, LocalizedText(lv: "Atbilde", en: "Answer")))
            blocks.append(.list(items.map { answer($0, response, state) }))
        }
        return Report(blocks)
    }

    private func options(of question: Question) -> [Report.Entry] {
        if case .count(let range) = question.kind {
            let limits = "\(range.lowerBound)…\(range.upperBound)"
            return [
                Report.Entry(
                    mark: Report.Span(LocalizedText(verbatim: limits)),
                    text: Report.Span(LocalizedText(lv: "vesels skaitlis", en: "a whole number")))
            ]
        }
        return questionnaire.options(of: question.kind).map {
            Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: $0.id)), text: Report.Span($0.label))
        }
    }

    private func answer(
        _ index: Int, _ response: Response, _ state: ResponseState
    ) -> Report.Entry {
        let item = questionnaire.items[index]
        let answer = response.answers[item.id]
        var details: [Report.Span] = []
        if let comment = answer?.comment {
            details.append(Report.Span(LocalizedText(verbatim: comment)))
        }
        for evidence in answer?.evidence ?? [] {
            details.append(
                Report.Span(
                    LocalizedText(
                        lv: "Pierādījums: \(evidence)", en: "Evidence: \(evidence)")))
        }
        let who = [answer?.author, answer?.time].compactMap { $0 }.joined(separator: ", ")
        if !who.isEmpty { details.append(Report.Span(LocalizedText(verbatim: who), .faint)) }
        details += origin(of: answer)
        return Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: item.id)),
            text: Report.Span(Wording.answer(index, of: response, state: state), .strong),
            details: details)
    }
}
