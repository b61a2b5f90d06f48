import Consistency
import Assessment
import Reporting
import Survey
import TextFormats

extension CommandSpec {
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
        try invocation.save(response, of: definition, at: path)
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
}
