import Assessment
import Consistency
import Survey
import TextFormats

/// Builds the part with every answer, its comment and evidence, and where its question comes from.
struct AnswersSection {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }
    private var response: Response { assessment.response }

    /// The facts about the institution, then a table per section and group.
    var blocks: [Report.Block] {
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Atbildes", en: "Answers")),
            .facts(profile),
        ]
        if let note = response.note {
            blocks.append(.paragraph(Report.Span(LocalizedText(verbatim: note), .faint)))
        }
        for (index, section) in questionnaire.sections.enumerated() {
            blocks.append(.heading(level: 3, section.title))
            let questions = questionnaire.questions.indices
                .filter { questionnaire.questions[$0].section == index }
            blocks += runs(questions).map { .table(table($0)) }
        }
        return blocks
    }

    private var profile: [Report.Fact] {
        questionnaire.profile.map { field in
            let value = response.profile[field.id].map {
                ValueFormat(kind: field.kind, in: questionnaire).description($0)
            }
            return Report.Fact(
                field.label,
                value.map { Report.Span($0) }
                    ?? Report.Span(LocalizedText(lv: "nav norādīts", en: "not given"), .doubtful))
        }
    }

    /// Questions that stand in one table: of the same group and asked in the same scopes, in the
    /// order in which each table begins.
    private func runs(_ questions: [Int]) -> [[Int]] {
        var runs: [(kind: [Int?], questions: [Int])] = []
        for question in questions {
            let items = questionnaire.itemIndices(ofQuestion: question)
            let kind =
                [questionnaire.questions[question].group]
                + items.map { questionnaire.items[$0].scope }
            if let index = runs.firstIndex(where: { $0.kind == kind }) {
                runs[index].questions.append(question)
            } else {
                runs.append((kind, [question]))
            }
        }
        return runs.map(\.questions)
    }

    private func table(_ questions: [Int]) -> Report.Table {
        let first = questionnaire.questions[questions[0]]
        let scopes = questionnaire.itemIndices(ofQuestion: questions[0])
            .map { questionnaire.items[$0].scope }
        let answerColumns = scopes.map { scope in
            Report.Table.Column(
                scope.map { questionnaire.scopes[$0].label }
                    ?? LocalizedText(lv: "Atbilde", en: "Answer"),
                share: 28 / scopes.count)
        }
        var notes: [Int: [Report.Span]] = [:]
        for (row, question) in questions.enumerated() {
            let spans = self.notes(on: question)
            if !spans.isEmpty { notes[row] = spans }
        }
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Nr.", en: "No."), share: 7),
                Report.Table.Column(LocalizedText(lv: "Jautājums", en: "Question"), share: 51),
            ] + answerColumns + [
                Report.Table.Column(LocalizedText(lv: "Izcelsme", en: "Origin"), share: 14)
            ],
            rows: questions.map(row), caption: first.group.map { questionnaire.groups[$0].title },
            notes: notes, noteColumn: 1)
    }

    private func row(_ index: Int) -> [Report.Span] {
        let question = questionnaire.questions[index]
        let answers = questionnaire.itemIndices(ofQuestion: index).map(answer)
        return [
            Report.Span(LocalizedText(verbatim: question.id)), Report.Span(question.text),
        ] + answers + [Report.Span(Self.name(of: question.provenance), .faint)]
    }

    private func answer(_ index: Int) -> Report.Span {
        let item = questionnaire.items[index]
        let state = assessment.state.items[index]
        if state == .answered,
            case .values(.count(let range))? = response.answers[item.id]?.statement
        {
            return Report.Span(.count(range.lowerBound), .strong)
        }
        let text = Wording.answer(index, of: response, state: assessment.state)
        switch state {
        case .answered: return Report.Span(text, .strong)
        case .partial, .unknown, .unanswered: return Report.Span(text, .doubtful)
        case .notApplicable, .notAsked: return Report.Span(text, .faint)
        }
    }

    /// Comment, evidence, author and time of a question's answers.
    private func notes(on question: Int) -> [Report.Span] {
        questionnaire.itemIndices(ofQuestion: question).flatMap { index -> [Report.Span] in
            let item = questionnaire.items[index]
            guard let answer = response.answers[item.id] else { return [] }
            let scope =
                item.scope.map { questionnaire.scopes[$0].label + LocalizedText(verbatim: ": ") }
                ?? LocalizedText(verbatim: "")
            var spans: [Report.Span] = []
            if let comment = answer.comment {
                spans.append(
                    Report.Span(
                        scope + LocalizedText(lv: "Piezīme: ", en: "Comment: ")
                            + LocalizedText(verbatim: comment)))
            }
            for evidence in answer.evidence {
                spans.append(
                    Report.Span(
                        scope + LocalizedText(lv: "Pierādījums: ", en: "Evidence: ")
                            + LocalizedText(verbatim: evidence)))
            }
            let time = answer.time.map { dateText($0) }
            let who = [answer.author.map { LocalizedText(verbatim: $0) }, time]
                .compactMap { $0 }.joined(separator: ", ")
            if !who.lv.isEmpty {
                spans.append(
                    Report.Span(
                        scope + LocalizedText(lv: "Atbildēja: ", en: "Answered by: ") + who,
                        .faint))
            }
            return spans
        }
    }

    /// A provenance in a word.
    static func name(of provenance: Provenance) -> LocalizedText {
        switch provenance {
        case .quoted: LocalizedText(lv: "citēts", en: "quoted")
        case .derived: LocalizedText(lv: "izsecināts", en: "derived")
        case .reconstructed: LocalizedText(lv: "atjaunots", en: "reconstructed")
        }
    }
}
