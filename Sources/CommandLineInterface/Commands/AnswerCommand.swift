import Assessment
import Interview
import Survey
import TextFormats

extension CommandSpec {
    /// `answer`: the interview.
    static let answer = CommandSpec(
        name: "answer",
        summary: LocalizedText(
            lv: "atbildēt uz jautājumiem sarunas veidā", en: "answer the questions in an interview"),
        discussion: LocalizedText(
            lv: "Vada cauri anketai terminālī. Katru atbildi saglabā uzreiz, pretrunas rāda, "
                + "tiklīdz tās rodas. Pārtraukt var jebkurā brīdī, tā pati komanda turpina. Ja "
                + "faila vēl nav, to izveido. Taustiņus rāda „?“. Ekrāna lasītājiem: --plain, arī "
                + "ACCESSIBLE=1.",
            en: "Leads through the questionnaire in the terminal. Every answer is saved at once, "
                + "contradictions are shown as they arise. Stop at any time; the same command goes "
                + "on. Creates the file if there is none. \"?\" shows the keys. For screen readers: "
                + "--plain, also ACCESSIBLE=1."),
        positionals: [Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true)],
        count: 1...1,
        options: [
            OptionSpec(
                "plain",
                LocalizedText(
                    lv: "Numurētas rindas bez pārzīmēšanas, ekrāna lasītājiem.",
                    en: "Numbered lines without redrawing, for screen readers.")),
            OptionSpec(
                "author", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(
                    lv: "Kas atbild; pieraksta pie katras atbildes.",
                    en: "Who answers; recorded with each answer.")),
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Anketa jaunam failam; citādi jaunākā no pieejamajām.",
                    en: "The questionnaire for a new file; otherwise the newest at hand.")),
        ],
        examples: [
            (
                "briedums answer mana.answers.json --author 'A. Ozola'",
                LocalizedText(
                    lv: "sākt vai turpināt; vajadzīgs terminālis",
                    en: "begin or go on; needs a terminal")
            )
        ],
        run: { invocation throws(CommandFailure) in try AnswerCommand.run(invocation) })
}

/// Finds out whether to begin or to go on, and in which way.
enum AnswerCommand {
    static func run(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let path = invocation.positionals[0]
        let console = invocation.console
        guard path != "-" else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "sarunai vajadzīgs fails, nevis standarta ievade.",
                    en: "an interview needs a file, not standard input."))
        }
        guard console.isInputTerminal, console.isOutputTerminal else { throw noTerminal(path) }
        let library = try invocation.library()
        let isNew = !fileExists(path)
        let response: Response
        let definition: Definition
        if isNew {
            definition = try invocation.definition(invocation.value("questionnaire"), in: library)
            response = Response(
                questionnaire: definition.questionnaire.identity,
                institution: Institution(
                    registrationNumber: "", name: "", ministry: nil,
                    surveyYear: Int(console.now.prefix(4)) ?? 0))
        } else {
            (response, definition) = try invocation.response(inFile: path, from: library)
            try refuseOtherQuestionnaire(invocation.value("questionnaire"), response)
        }
        var interview = Interview(response, of: definition, isStored: !isNew, author: nil)
        interview.setAuthor(invocation.value("author") ?? "")
        let screen = InterviewScreen(interview, path: path, language: console.language)
        let session = AnswerSession(invocation, library, definition.questionnaire)
        let isPlain =
            invocation.has("plain") || !console.environment["ACCESSIBLE", default: ""].isEmpty
            || console.environment["TERM"] == "dumb"
        if isPlain { return session.runPlain(screen) }
        return try session.run(screen, isColored: console.isOutputColored)
    }

    private static func refuseOtherQuestionnaire(
        _ name: String?, _ response: Response
    ) throws(CommandFailure) {
        let identity = response.questionnaire
        guard let name, name != "\(identity.id)/\(identity.version)" else { return }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "fails atbild uz anketu \(identity.name), nevis „\(name)“.",
                en: "the file answers \(identity.name), not '\(name)'."))
    }

    /// Without a terminal nobody is asked anything.
    static func noTerminal(_ path: String) -> CommandFailure {
        let file = Interview.quoted(path)
        return CommandFailure(
            usage: LocalizedText(
                lv: "saruna notiek terminālī, bet šeit tā nav.",
                en: "an interview takes place in a terminal, and there is none here."),
            advice: LocalizedText(
                lv: "Atbildes var pierakstīt arī ar briedums set \(file) JAUTĀJUMS=ATBILDE.",
                en: "Answers can also be recorded with briedums set \(file) QUESTION=ANSWER."))
    }
}
