import Assessment
import Consistency
import Reporting
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
                    lv: "Anketa; citādi jaunākā no pieejamajām.",
                    en: "The questionnaire; otherwise the newest at hand.")),
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
            response.revision = 1
            invocation.console.write(
                ResponseWriter.json(response, of: definition.questionnaire).pretty())
            return .success
        }
        do throws(FileFailure) {
            try ResponseStore.create(
                response, of: definition.questionnaire, at: path,
                overwriting: invocation.has("force"))
        } catch {
            var failure = CommandFailure(error)
            if !invocation.has("force"), fileExists(path), error.kind == .cannotCreate {
                failure = CommandFailure(
                    .cannotCreate,
                    [
                        Diagnostic(
                            code: "file.exists", at: Diagnostic.Location(file: path),
                            LocalizedText(lv: "fails jau ir.", en: "the file already exists."),
                            advice: LocalizedText(
                                lv: "Lai aizstātu, lietojiet --force.",
                                en: "Use --force to replace it."))
                    ])
            }
            throw failure
        }
        invocation.console.message(
            LocalizedText(
                lv: "\(path): izveidots, anketa \(definition.questionnaire.identity.name).",
                en: "\(path): created, questionnaire \(definition.questionnaire.identity.name)."))
        return .success
    }

    /// `set`: records answers.
    static let set = CommandSpec(
        name: "set",
        summary: LocalizedText(lv: "pierakstīt atbildes", en: "record answers"),
        discussion: LocalizedText(
            lv: "NOSAUKUMS ir jautājums (U12), jautājums ar daļu (B1.key) vai ziņa par iestādi "
                + "(staff). VĒRTĪBA ir atbildes apzīmējums vai vārdi, vairākas ar komatu; "
                + "unknown – nav zināms; not_applicable – nav attiecināms (ar --reason); tukša – "
                + "dzēst atbildi. Vai nu pieraksta visu, vai neko.",
            en: "NAME is a question (U12), a question in a scope (B1.key) or a fact about the "
                + "institution (staff). VALUE is an option's id or words, several with commas; "
                + "unknown; not_applicable (with --reason); empty removes the answer. Either "
                + "everything is recorded or nothing."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "NOSAUKUMS=VĒRTĪBA…", en: "NAME=VALUE…")),
        ], count: 2...1000,
        options: [
            OptionSpec(
                "comment", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                LocalizedText(
                    lv: "Komentārs pie šīm atbildēm.", en: "A comment on these answers.")),
            OptionSpec(
                "evidence", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Pierādījums, piemēram, dokumenta numurs.",
                    en: "Evidence, such as a document's number.")),
            OptionSpec(
                "reason", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                LocalizedText(
                    lv: "Kāpēc jautājums nav attiecināms.", en: "Why the question does not apply.")),
            OptionSpec(
                "author", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(lv: "Kas atbild.", en: "Who answers.")),
        ],
        examples: [
            (
                "briedums set - U12=yes V1=society,institutions < "
                    + "Samples/institutions/new.answers.json",
                LocalizedText(
                    lv: "divas atbildes, rezultāts standarta izvadē",
                    en: "two answers, the result on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try record(invocation) })

    private static func record(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let path = invocation.positionals[0]
        let (original, definition) = try invocation.response(inFile: path, from: library)
        var response = original
        let recording = Recording(invocation, definition.questionnaire)
        var faults: [Diagnostic] = []
        for assignment in invocation.positionals.dropFirst() {
            faults += recording.apply(assignment, to: &response, profileOnly: false)
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        try save(response, of: definition, at: path, invocation)
        let check = EditCheck(definition.state(of: response), against: definition.rules)
        let counted = Wording.answers.counted(invocation.positionals.count - 1)
        invocation.console.message(
            LocalizedText(
                lv:
                    "Pierakstīts: \(counted.lv). Pretrunas: \(check.violated(.hard).count), šaubas: "
                    + "\(check.violated(.soft).count).",
                en: "Recorded: \(counted.en). Contradictions: \(check.violated(.hard).count), "
                    + "doubts: \(check.violated(.soft).count)."))
        return .success
    }

    /// Writes a changed response back, or to standard output when it came from standard input.
    private static func save(
        _ response: Response, of definition: Definition, at path: String,
        _ invocation: Invocation
    ) throws(CommandFailure) {
        if path == "-" {
            var next = response
            next.revision += 1
            invocation.console.write(
                ResponseWriter.json(next, of: definition.questionnaire).pretty())
            return
        }
        do throws(ResponseStore.Conflict) {
            try ResponseStore.save(response, of: definition.questionnaire, at: path)
        } catch {
            throw failure(error)
        }
    }

    private static func failure(_ conflict: ResponseStore.Conflict) -> CommandFailure {
        switch conflict {
        case .file(let failure): CommandFailure(failure)
        case .stale(let path, let read, let found):
            CommandFailure(
                .inputOutput,
                [
                    Diagnostic(
                        code: "answers.stale", at: Diagnostic.Location(file: path),
                        LocalizedText(
                            lv: "failu pa šo laiku ir mainījis kāds cits (redakcija \(read) → "
                                + "\(found)); nekas nav pierakstīts.",
                            en: "someone else has changed the file meanwhile (revision \(read) → "
                                + "\(found)); nothing was recorded."),
                        advice: LocalizedText(
                            lv: "Palaidiet komandu vēlreiz.", en: "Run the command again."))
                ])
        }
    }

    /// `accept`: stands by doubtful answers with a reason.
    static let accept = CommandSpec(
        name: "accept",
        summary: LocalizedText(
            lv: "pieņemt šaubas ar pamatojumu", en: "accept a doubt with a reason"),
        discussion: LocalizedText(
            lv: "Šaubas ir iespējamas, bet neparastas atbildes. Ja tās ir pareizas, pamatojums "
                + "tiek saglabāts un rādīts pārskatos; tiklīdz kāda no atbildēm mainās, šaubas ir "
                + "atkal atklātas. Pretrunas pieņemt nevar.",
            en: "A doubt is about answers that are possible but unusual. If they are right, the "
                + "reason is stored and shown in reports; as soon as one of the answers changes, "
                + "the doubt is open again. Contradictions cannot be accepted."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "NOTEIKUMS", en: "RULE")),
        ], count: 2...2,
        options: [
            OptionSpec(
                "reason", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                LocalizedText(
                    lv: "Kāpēc atbildes ir pareizas.", en: "Why the answers are right.")),
            OptionSpec(
                "author", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(lv: "Kas pieņem.", en: "Who accepts.")),
            OptionSpec(
                "withdraw",
                LocalizedText(lv: "Atsaukt pieņemšanu.", en: "Withdraw the acceptance.")),
        ],
        examples: [
            (
                "briedums accept - PR22 --reason 'Likvidējamu pakalpojumu nav bijis.' < "
                    + "Samples/institutions/basic-group.answers.json",
                LocalizedText(
                    lv: "pieņemt šaubas PR22, rezultāts standarta izvadē",
                    en: "accept the doubt PR22, the result on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try accept(invocation) })

    private static func accept(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let path = invocation.positionals[0]
        let id = invocation.positionals[1]
        let (original, definition) = try invocation.response(inFile: path, from: library)
        var response = original
        let questionnaire = definition.questionnaire
        if invocation.has("withdraw") {
            guard response.acceptedDoubts.contains(where: { $0.edit == id }) else {
                let known = response.acceptedDoubts.map(\.edit)
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "šaubas \(id) nav pieņemtas.", en: "the doubt \(id) is not accepted."),
                    advice: Diagnostic.didYouMean(nearestName(to: id, among: known)))
            }
            response.acceptedDoubts.removeAll { $0.edit == id }
            try save(response, of: definition, at: path, invocation)
            return .success
        }
        let check = EditCheck(definition.state(of: response), against: definition.rules)
        guard let doubt = check.violated(.soft).first(where: { $0.id == id }) else {
            let isHard = check.violated(.hard).contains { $0.id == id }
            let known = check.violated(.soft).map(\.id)
            let list = known.isEmpty ? "–" : known.joined(separator: ", ")
            throw CommandFailure(
                usage: isHard
                    ? LocalizedText(
                        lv: "\(id) ir pretruna, to nevar pieņemt.",
                        en: "\(id) is a contradiction and cannot be accepted.")
                    : LocalizedText(
                        lv: "šajā failā nav šaubu \(id).", en: "this file has no doubt \(id)."),
                advice: Diagnostic.didYouMean(nearestName(to: id, among: known))
                    ?? LocalizedText(lv: "Šaubas: \(list).", en: "Doubts: \(list)."))
        }
        guard let reason = invocation.value("reason"), !trimmingSpace(reason).isEmpty else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "vajadzīgs pamatojums.", en: "a reason is needed."),
                advice: LocalizedText(lv: "Norādiet --reason.", en: "Give --reason."))
        }
        response.acceptedDoubts.removeAll { $0.edit == id }
        response.acceptedDoubts.append(
            AcceptedDoubt(
                edit: id, reason: trimmingSpace(reason), author: invocation.value("author"),
                time: invocation.console.now,
                answers: response.statements(of: doubt.itemIDs(in: questionnaire))))
        try save(response, of: definition, at: path, invocation)
        invocation.console.message(
            LocalizedText(lv: "Šaubas \(id) pieņemtas.", en: "Doubt \(id) accepted."))
        return .success
    }

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
                    lv: "Anketa, ja nav faila; citādi jaunākā no pieejamajām.",
                    en: "The questionnaire when there is no file; otherwise the newest at hand."))
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
