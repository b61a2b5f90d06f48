import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the part on what is not known and what to find out first.
struct UnknownSection {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }

    /// The answers in each state other than answered, and the next questions.
    var blocks: [Report.Block] {
        [.heading(level: 2, LocalizedText(lv: "Kas nav zināms", en: "What is unknown"))]
            + states + profile + next
    }

    private var states: [Report.Block] {
        let kinds: [(ResponseState.ItemState, LocalizedText)] = [
            (
                .unknown,
                LocalizedText(
                    lv: "respondents norādījis, ka nezina", en: "the respondent does not know")
            ),
            (.unanswered, LocalizedText(lv: "atbilde nav sniegta", en: "no answer is given")),
            (
                .partial,
                LocalizedText(lv: "iespējamas vairākas vērtības", en: "several values possible")
            ),
            (
                .notApplicable,
                LocalizedText(
                    lv: "neattiecas; netiek vērtēts", en: "does not apply; not scored")
            ),
            (
                .notAsked(hasAnswer: true),
                LocalizedText(
                    lv: "atbildēts, lai gan nav jāatbild; netiek vērtēts",
                    en: "answered though not asked; not scored")
            ),
        ]
        let rows = kinds.compactMap { state, meaning -> [Report.Span]? in
            let ids = assessment.state.items.indices.filter { assessment.state.items[$0] == state }
                .map { questionnaire.items[$0].id }
            guard !ids.isEmpty else { return nil }
            return [
                Report.Span(Wording.name(of: state)), Report.Span(.count(ids.count)),
                Report.Span(meaning),
                Report.Span(LocalizedText(verbatim: ids.joined(separator: ", "))),
            ]
        }
        guard !rows.isEmpty else {
            return [
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Uz visiem uzdotajiem jautājumiem ir precīza atbilde.",
                            en: "Every question that is asked has an exact answer."), .good))
            ]
        }
        return [
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Stāvoklis", en: "State")),
                        Report.Table.Column(
                            LocalizedText(lv: "skaits", en: "count"), isNumeric: true),
                        Report.Table.Column(LocalizedText(lv: "nozīme", en: "meaning")),
                        Report.Table.Column(LocalizedText(lv: "atbildes", en: "answers")),
                    ], rows: rows))
        ]
    }

    private var profile: [Report.Block] {
        let missing = zip(questionnaire.profile, assessment.state.isProfileFieldKnown)
            .filter { !$0.1 }.map(\.0.label).joined(separator: ", ")
        guard !missing.lv.isEmpty else { return [] }
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Ziņas par iestādi, kas nav norādītas: \(missing.lv).",
                        en: "Facts about the institution that are not given: \(missing.en)."),
                    .doubtful))
        ]
    }

    private var next: [Report.Block] {
        let questions = assessment.nextQuestions(limit: 10)
        guard !questions.isEmpty else { return [] }
        return [
            .heading(
                level: 3, LocalizedText(lv: "Ko noskaidrot vispirms", en: "What to find out first")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Jautājumi, kuru atbilde noteikti visvairāk sašaurinās vērtējuma "
                            + "intervālus (kopējais platums pa dimensijām).",
                        en: "Questions whose answer is certain to narrow the intervals most "
                            + "(total width over the dimensions)."), .faint)),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Jautājums", en: "Question")),
                        Report.Table.Column(
                            LocalizedText(lv: "platums tagad", en: "width now"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "pēc tam, ne vairāk", en: "then, at most"),
                            isNumeric: true),
                    ],
                    rows: questions.map { question in
                        let item = questionnaire.items[question.item]
                        return [
                            Report.Span(
                                LocalizedText(verbatim: "\(item.id) ")
                                    + Wording.question(item, in: questionnaire)),
                            Report.Span(.percent(question.widthNow)),
                            Report.Span(.percent(question.widthAfter)),
                        ]
                    })),
        ]
    }
}
