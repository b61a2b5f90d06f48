import Assessment
import Reporting
import Survey
import TextFormats
import Versions

extension CommandSpec {
    /// `migrate`: carries answers over to another version.
    static let migrate = CommandSpec(
        name: "migrate",
        summary: LocalizedText(
            lv: "pārnest atbildes uz citu anketas versiju",
            en: "carry answers over to another version"),
        discussion: LocalizedText(
            lv: "Raksta jaunu failu; FAILS paliek neskarts. Katra pārnestā atbilde ir jāapstiprina "
                + "(confirm, set), un tai ir norādīta vecā atbilde. Kas nav pārnests, ir uzskaitīts "
                + "pārskatā un jaunajā failā. Ja pa ceļam ir vairākas versijas, iet caur visām.",
            en: "Writes a new file; FILE is left as it is. Every answer carried over must be "
                + "confirmed (confirm, set) and names the old answer. What was not carried over is "
                + "listed in the report and in the new file. Versions on the way are passed one by "
                + "one."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true),
            Positional(name: LocalizedText(lv: "JAUNAIS", en: "NEW"), isPath: true),
        ], count: 2...2,
        options: [
            OptionSpec(
                "to", value: .text(LocalizedText(lv: "VERSIJA", en: "VERSION")),
                LocalizedText(
                    lv: "Versija; citādi jaunākā, uz kuru var pārnest.",
                    en: "The version; otherwise the newest that can be reached.")),
            OptionSpec(
                "year", value: .text(LocalizedText(lv: "GADS", en: "YEAR")),
                LocalizedText(
                    lv: "Gads, par kuru jaunais fails atbild; citādi tas pats.",
                    en: "The year that the new file answers for; otherwise the same.")),
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošu failu.", en: "Replace an existing file.")),
            jsonOption,
        ],
        examples: [
            (
                "briedums migrate Samples/institutions/clean.answers.json - --to 2024.1",
                LocalizedText(
                    lv: "pārnestās atbildes standarta izvadē",
                    en: "the answers carried over on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try migrate(invocation) })

    private static func migrate(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let (input, output) = (invocation.positionals[0], invocation.positionals[1])
        if input != "-", output != "-", input == output || areSameFile(input, output) {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "jaunais fails ir tas pats, no kura pārnes.",
                    en: "the new file is the one that is migrated."),
                advice: LocalizedText(lv: "Norādiet citu failu.", en: "Name another file."))
        }
        let library = try invocation.library()
        let (original, definition) = try invocation.response(inFile: input, from: library)
        var (response, target, map) = try invocation.migrated(
            original, of: definition, to: invocation.value("to"), in: library)
        if let text = invocation.value("year") {
            guard let year = Int(text), (1990...2200).contains(year) else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "„\(text)“ nav gads.", en: "'\(text)' is not a year."))
            }
            response.institution.surveyYear = year
        }
        if output == "-" {
            response.revision = 1
            invocation.console.write(
                ResponseWriter.json(response, of: target.questionnaire).pretty())
        } else {
            try invocation.create(response, of: target.questionnaire, at: output)
            if invocation.has("json") {
                invocation.console.write(MigrationJSON.output(response, by: map).pretty())
            } else {
                invocation.console.write(MigrationReport(response, by: map).whole)
            }
        }
        let carried = Wording.answers.counted(response.answers.count)
        let lost = Wording.answers.counted(response.migration?.notCarried.count ?? 0)
        invocation.console.message(
            LocalizedText(
                lv:
                    "\(output): \(target.questionnaire.identity.name); pārnests: \(carried.lv), nav "
                    + "pārnests: \(lost.lv).",
                en:
                    "\(output): \(target.questionnaire.identity.name); carried over: \(carried.en), "
                    + "not carried over: \(lost.en)."))
        return .success
    }
}

extension Invocation {
    /// A response carried over to a version, step by step.
    ///
    /// - Returns: The response, its new version and the map of the last step.
    func migrated(
        _ response: Response, of definition: Definition, to wanted: String?,
        in library: DefinitionLibrary
    ) throws(CommandFailure) -> (Response, Definition, MigrationMap) {
        let (steps, target) = try steps(from: definition, to: wanted, in: library)
        guard let last = steps.last else {
            preconditionFailure("a path between two versions has a step")
        }
        let carried = steps.reduce(response) { current, step in
            Migration(current, to: step.definition, by: step.map).response
        }
        return (carried, target, last.map)
    }

    /// The migrations that lead from one version to another, at least one, and that version.
    ///
    /// When none is wanted, it is the newest that can be reached.
    func steps(
        from definition: Definition, to wanted: String?, in library: DefinitionLibrary
    ) throws(CommandFailure) -> ([Lineage.Step], Definition) {
        let identity = definition.questionnaire.identity
        let lineage = Lineage(identity.id, in: library)
        let reachable = lineage.versions.filter {
            $0 != identity.version && lineage.path(from: identity.version, to: $0) != nil
        }
        let list = reachable.isEmpty ? "–" : reachable.joined(separator: ", ")
        let advice = LocalizedText(
            lv: "No \(identity.version) var pārnest uz: \(list).",
            en: "From \(identity.version) answers can be carried over to: \(list).")
        if let wanted, !lineage.versions.contains(wanted) {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "anketas \(identity.id) versijas „\(wanted)“ šeit nav.",
                    en: "there is no version '\(wanted)' of the questionnaire \(identity.id)."),
                advice: Diagnostic.didYouMean(nearestName(to: wanted, among: lineage.versions))
                    ?? advice)
        }
        guard let end = wanted ?? reachable.last else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav versijas, uz kuru pārnest atbildes uz \(identity.name).",
                    en: "there is no version to which answers to \(identity.name) could be "
                        + "carried over."))
        }
        guard end != identity.version,
            let path = lineage.path(from: identity.version, to: end)
        else {
            throw CommandFailure(
                usage: end == identity.version
                    ? LocalizedText(
                        lv: "atbildes jau ir uz versiju \(end).",
                        en: "the answers are to version \(end) already.")
                    : LocalizedText(
                        lv: "nav kartes no \(identity.version) uz \(end).",
                        en: "there is no map from \(identity.version) to \(end)."),
                advice: advice)
        }
        var steps: [Lineage.Step] = []
        var current = definition
        for version in path.dropFirst() {
            let next = try self.definition("\(identity.id)/\(version)", in: library)
            let map = try map(from: current, to: next, lineage: lineage)
            steps.append(Lineage.Step(definition: current, map: map))
            current = next
        }
        return (steps, current)
    }

    /// The map between two versions.
    func map(
        from old: Definition, to new: Definition, lineage: Lineage
    ) throws(CommandFailure) -> MigrationMap {
        let log = DiagnosticLog()
        if let map = lineage.map(from: old, to: new, log: log) { return map }
        if !log.findings.isEmpty { throw CommandFailure(.invalidInput, log.findings) }
        let names = (old.questionnaire.identity, new.questionnaire.identity)
        throw CommandFailure(
            usage: LocalizedText(
                lv: "nav kartes no \(names.0.name) uz \(names.1.version).",
                en: "there is no map from \(names.0.name) to \(names.1.version)."))
    }
}
