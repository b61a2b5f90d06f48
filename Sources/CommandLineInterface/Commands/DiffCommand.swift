import Assessment
import Reporting
import Survey
import TextFormats
import Versions

extension CommandSpec {
    /// `diff`: what differs between two versions of a questionnaire.
    static let diff = CommandSpec(
        name: "diff",
        summary: LocalizedText(
            lv: "salīdzināt divas anketas versijas", en: "compare two versions of a questionnaire"),
        discussion: LocalizedText(
            lv: "Rāda, kas versijās atšķiras: jautājumi, to teksts, atbildes un svari, līmeņu "
                + "prasības, noteikumi un pasākumi. Jautājumus saista pārnešanas karte; ja tās nav, "
                + "apzīmējums.",
            en: "Shows what differs between versions: questions, their text, answers and weights, "
                + "requirements of levels, rules and actions. Questions are paired by the "
                + "migration map, or by id when there is none."),
        positionals: [
            Positional(name: LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
            Positional(name: LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
        ], count: 2...2,
        options: [
            OptionSpec(
                "draft-migration",
                LocalizedText(
                    lv: "Uzmest pārnešanas karti no pirmās uz otro.",
                    en: "Draft the migration map from the first to the second.")), jsonOption,
        ],
        examples: [
            (
                "briedums diff vppp/2021.1 vppp/2024.1",
                LocalizedText(
                    lv: "kas mainījies starp iebūvētajām versijām",
                    en: "what has changed between the built-in versions")
            )
        ],
        run: { invocation throws(CommandFailure) in
            let library = try invocation.library()
            let old = try invocation.definition(invocation.positionals[0], in: library)
            let new = try invocation.definition(invocation.positionals[1], in: library)
            let ids = (old.questionnaire.identity.id, new.questionnaire.identity.id)
            guard ids.0 == ids.1 else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "\(ids.0) un \(ids.1) ir dažādas anketas.",
                        en: "\(ids.0) and \(ids.1) are different questionnaires."))
            }
            if invocation.has("draft-migration") {
                invocation.console.write(MigrationDraft.output(from: old, to: new).pretty())
                return .success
            }
            let log = DiagnosticLog()
            let map = Lineage(ids.0, in: library).map(from: old, to: new, log: log)
            guard !log.containsErrors else { throw CommandFailure(.invalidInput, log.findings) }
            let difference = DefinitionDifference(from: old, to: new, map: map)
            if invocation.has("json") {
                invocation.console.write(DifferenceJSON.output(difference).pretty())
            } else {
                invocation.console.write(DifferenceReport(difference).whole)
            }
            return .success
        })
}
