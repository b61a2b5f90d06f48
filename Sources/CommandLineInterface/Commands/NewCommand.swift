import Assessment
import Survey
import TextFormats

extension CommandSpec {
    /// `new`: a new answers file.
    static let new = CommandSpec(
        name: "new",
        summary: LocalizedText(lv: "izveidot atbilžu failu", en: "create an answers file"),
        discussion: LocalizedText(
            lv: "Izveido failu bez atbildēm; pēc faila nosaukuma var norādīt ziņas par iestādi, "
                + "piemēram, kind=ministry staff=120. Pārējo pievieno ar briedums set.",
            en: "Creates a file without answers; after the file's name facts about the institution "
                + "may be given, like kind=ministry staff=120. The rest is added with briedums set."
        ),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "LAUKS=VĒRTĪBA…", en: "FIELD=VALUE…")),
        ], count: 1...1000,
        options: [
            OptionSpec(
                "registration-number", value: .text(LocalizedText(lv: "NUMURS", en: "NUMBER")),
                LocalizedText(
                    lv: "Iestādes reģistrācijas numurs (obligāts).",
                    en: "The institution's registration number (required).")),
            OptionSpec(
                "name", value: .text(LocalizedText(lv: "NOSAUKUMS", en: "NAME")),
                LocalizedText(
                    lv: "Iestādes nosaukums (obligāts).", en: "The institution's name (required).")),
            OptionSpec(
                "year", value: .text(LocalizedText(lv: "GADS", en: "YEAR")),
                LocalizedText(
                    lv: "Gads, par kuru atbild; citādi šis gads.",
                    en: "The year that is answered for; otherwise this year.")),
            OptionSpec(
                "ministry", value: .text(LocalizedText(lv: "RESORS", en: "MINISTRY")),
                LocalizedText(lv: "Iestādes resors.", en: "The institution's ministry.")),
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Anketa; citādi jaunākā izdotā.",
                    en: "The questionnaire; otherwise the newest released one.")),
            OptionSpec(
                "synthetic",
                LocalizedText(
                    lv: "Atzīmēt, ka dati ir izdomāti.", en: "Mark the data as made up.")),
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošu failu.", en: "Replace an existing file.")),
        ],
        examples: [
            (
                "briedums new - --registration-number 90000000000 --name Paraugs --year 2021 "
                    + "kind=institution staff=40",
                LocalizedText(
                    lv: "jauns atbilžu fails standarta izvadē (FAILS vietā „-“)",
                    en: "a new answers file on standard output ('-' instead of FILE)")
            )
        ],
        run: { invocation throws(CommandFailure) in try create(invocation) })

    private static func create(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let definition = try invocation.definition(invocation.value("questionnaire"), in: library)
        let number = invocation.value("registration-number").map { trimmingSpace($0) } ?? ""
        let name = invocation.value("name").map { trimmingSpace($0) } ?? ""
        let yearText = invocation.value("year") ?? String(invocation.console.now.prefix(4))
        var faults: [Diagnostic] = []
        for (option, value) in [("registration-number", number), ("name", name)]
        where value.isEmpty {
            faults.append(
                Diagnostic(
                    code: "usage",
                    LocalizedText(lv: "trūkst --\(option).", en: "--\(option) is missing.")))
        }
        let year = Int(yearText).flatMap { (1990...2200).contains($0) ? $0 : nil }
        if year == nil {
            faults.append(
                Diagnostic(
                    code: "usage",
                    LocalizedText(lv: "„\(yearText)“ nav gads.", en: "'\(yearText)' is not a year.")
                ))
        }
        var response = Response(
            questionnaire: definition.questionnaire.identity,
            institution: Institution(
                registrationNumber: number, name: name, ministry: invocation.value("ministry"),
                surveyYear: year ?? 0),
            isSynthetic: invocation.has("synthetic"))
        let recording = Recording(invocation, definition.questionnaire)
        for assignment in invocation.positionals.dropFirst() {
            faults += recording.apply(assignment, to: &response, profileOnly: true)
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        let path = invocation.positionals[0]
        if path == "-" {
            response.revision += 1
            invocation.console.write(
                ResponseWriter.json(response, of: definition.questionnaire).pretty())
            return .success
        }
        try invocation.create(response, of: definition.questionnaire, at: path)
        invocation.console.message(
            LocalizedText(
                lv: "\(path): izveidots, anketa \(definition.questionnaire.identity.name).",
                en: "\(path): created, questionnaire \(definition.questionnaire.identity.name)."))
        return .success
    }
}
