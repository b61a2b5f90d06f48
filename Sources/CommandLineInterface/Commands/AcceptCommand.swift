import Assessment
import Consistency
import Survey
import TextFormats

extension CommandSpec {
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
            try invocation.save(response, of: definition, at: path)
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
        try invocation.save(response, of: definition, at: path)
        invocation.console.message(
            LocalizedText(lv: "Šaubas \(id) pieņemtas.", en: "Doubt \(id) accepted."))
        return .success
    }
}
