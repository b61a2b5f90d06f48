import Assessment
import Reporting
import Survey
import TextFormats

extension CommandSpec {
    /// `confirm`: confirms answers that were carried over.
    static let confirm = CommandSpec(
        name: "confirm",
        summary: LocalizedText(
            lv: "apstiprināt pārnestās atbildes", en: "confirm answers carried over"),
        discussion: LocalizedText(
            lv: "Apstiprina nosauktās pārnestās atbildes tādas, kādas tās ir. Atbildi, kurai "
                + "iespējamas vairākas vērtības, apstiprināt nevar: to izvēlas ar briedums set, "
                + "un tad tā ir apstiprināta.",
            en: "Confirms the answers named as they are. An answer with several possible values "
                + "cannot be confirmed: it is decided with briedums set, and is then confirmed."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "NOSAUKUMS…", en: "NAME…")),
        ], count: 1...1000,
        options: [
            OptionSpec(
                "all-exact",
                LocalizedText(
                    lv: "Visas, kurām ir tieši viena vērtība.",
                    en: "All that have exactly one value.")),
            OptionSpec(
                "author", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(lv: "Kas apstiprina.", en: "Who confirms.")),
        ],
        examples: [
            (
                "briedums confirm - V2 B1.all < Samples/years/carried-over.answers.json",
                LocalizedText(
                    lv: "divas pārnestās atbildes, rezultāts standarta izvadē",
                    en: "two answers carried over, the result on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try confirm(invocation) })

    private static func confirm(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let path = invocation.positionals[0]
        let (original, definition) = try invocation.response(inFile: path, from: library)
        var response = original
        let questionnaire = definition.questionnaire
        var names = Array(invocation.positionals.dropFirst())
        if invocation.has("all-exact") {
            names += questionnaire.items.filter { item in
                response.answers[item.id].map { $0.isUnconfirmed && isExact($0, to: item) } ?? false
            }.map(\.id)
        }
        var faults: [Diagnostic] = []
        if names.isEmpty, !invocation.has("all-exact") {
            faults.append(
                Diagnostic(
                    code: "usage",
                    LocalizedText(
                        lv: "nav norādīts, ko apstiprināt.", en: "nothing to confirm is named."),
                    advice: LocalizedText(
                        lv: "Nosauciet atbildes vai lietojiet --all-exact.",
                        en: "Name answers or use --all-exact.")))
        }
        for name in names {
            guard let index = questionnaire.itemIndex(name), var answer = response.answers[name],
                answer.isUnconfirmed
            else {
                let waiting = response.answers.filter(\.value.isUnconfirmed).map(\.key).sorted()
                faults.append(
                    Diagnostic(
                        code: "usage",
                        LocalizedText(
                            lv: "„\(name)“ nav pārnesta atbilde, kas gaida apstiprinājumu.",
                            en: "'\(name)' is no answer carried over that awaits confirmation."),
                        advice: Diagnostic.didYouMean(nearestName(to: name, among: waiting))))
                continue
            }
            guard isExact(answer, to: questionnaire.items[index]) else {
                faults.append(
                    Diagnostic(
                        code: "usage",
                        LocalizedText(
                            lv: "\(name): iespējamas vairākas vērtības.",
                            en: "\(name): several values are possible."),
                        advice: LocalizedText(
                            lv: "Izvēlieties vienu: briedums set \(path) \(name)=…",
                            en: "Decide for one: briedums set \(path) \(name)=…")))
                continue
            }
            answer.isUnconfirmed = false
            answer.author = invocation.value("author") ?? answer.author
            answer.time = invocation.console.now
            response.answers[name] = answer
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        try invocation.save(response, of: definition, at: path)
        let rest = response.answers.values.filter(\.isUnconfirmed).count
        let counted = Wording.answers.counted(Set(names).count)
        invocation.console.message(
            LocalizedText(
                lv: "Apstiprināts: \(counted.lv). Vēl jāapstiprina: \(rest).",
                en: "Confirmed: \(counted.en). Still to be confirmed: \(rest)."))
        return .success
    }

    private static func isExact(_ answer: Answer, to item: Questionnaire.Item) -> Bool {
        guard case .values(let values) = answer.statement else { return true }
        return item.domain.isExact(values)
    }
}
