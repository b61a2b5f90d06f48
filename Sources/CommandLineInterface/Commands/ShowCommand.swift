import Assessment
import Reporting
import Survey
import TextFormats

extension CommandSpec {
    /// `show`: questions with help and provenance, and the answers.
    static let show = CommandSpec(
        name: "show",
        summary: LocalizedText(
            lv: "rādīt jautājumus un atbildes", en: "show questions and answers"),
        discussion: LocalizedText(
            lv:
                "Ar failu rāda visus jautājumus ar atbildēm; ar jautājumu – kā atbildēt, jēdzienus, "
                + "pierādījumus, izcelsmi un atbildi. Bez faila rāda tikai anketu.",
            en:
                "With a file shows all questions with their answers; with a question how to answer, "
                + "terms, evidence, provenance and the answer. Without a file only the questionnaire."
        ),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "JAUTĀJUMS…", en: "QUESTION…")),
        ], count: 0...1000,
        options: [
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Anketa, ja nav faila; citādi jaunākā izdotā.",
                    en:
                        "The questionnaire when there is no file; otherwise the newest released one."
                ))
        ],
        examples: [
            (
                "briedums show U12",
                LocalizedText(lv: "viss par jautājumu U12", en: "everything about question U12")
            ),
            (
                "briedums show Samples/institutions/clean.answers.json U12",
                LocalizedText(lv: "tas pats ar iestādes atbildi", en: "the same with the answer")
            ),
        ],
        run: { invocation throws(CommandFailure) in try show(invocation) })

    private static func show(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        var names = invocation.positionals
        let report: QuestionReport
        let questionnaire: Questionnaire
        // A first word with a dot or a slash, or that exists, is a file; otherwise a question.
        if invocation.value("questionnaire") == nil, let first = names.first,
            first == "-" || first.contains("/") || first.hasSuffix(".json") || fileExists(first)
        {
            names.removeFirst()
            let (response, definition) = try invocation.response(inFile: first, from: library)
            questionnaire = definition.questionnaire
            report = QuestionReport(
                questionnaire, conditions: definition.conditions,
                response: (response, definition.state(of: response)))
        } else {
            let definition = try invocation.definition(
                invocation.value("questionnaire"), in: library)
            questionnaire = definition.questionnaire
            report = QuestionReport(
                questionnaire, conditions: definition.conditions, response: nil)
        }
        if names.isEmpty { invocation.console.write(report.overview) }
        for name in names {
            let question =
                questionnaire.questionIndex(name)
                ?? questionnaire.itemIndex(name).map { questionnaire.items[$0].question }
            guard let question else {
                let known = questionnaire.questions.map(\.id)
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "nav jautājuma „\(name)“.", en: "there is no question '\(name)'."),
                    advice: Diagnostic.didYouMean(nearestName(to: name, among: known)))
            }
            invocation.console.write(report.page(on: question))
        }
        return .success
    }
}
