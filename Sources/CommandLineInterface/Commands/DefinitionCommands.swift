import Assessment
import Consistency
import Improvement
import Reporting
import Survey
import TextFormats
import Versions

extension CommandSpec {
    /// `lint`: checks definitions.
    static let lint = CommandSpec(
        name: "lint",
        summary: LocalizedText(lv: "pārbaudīt anketas definīciju", en: "check a definition"),
        discussion: LocalizedText(
            lv: "Pārbauda mapē un tās apakšmapēs katru anketas versiju: formātu, apzīmējumus, "
                + "noteikumu nosaukumus, tulkojumus, svarus, nosacījumus un pasākumus, arī vai katrs "
                + "mērķis ir sasniedzams. Katram konstatējumam norādīts fails, rinda, kolonna un "
                + "JSON norāde. Versijas pārbauda arī savā starpā: pārnešanas kartes, nepieteiktas "
                + "izmaiņas un izdoto versiju kontrolsummas. Statuss 65, ja ir kļūdas.",
            en: "Checks every questionnaire version in a folder and below it: format, ids, names "
                + "in rules, translations, weights, conditions and actions, and whether every target "
                + "can be reached. Every finding names file, line, column and JSON pointer. "
                + "Versions are also checked against each other: migration maps, undeclared changes "
                + "and the digests of released versions. "
                + "Status 65 if there are errors."),
        positionals: [
            CommandSpec.Positional(name: LocalizedText(lv: "MAPE…", en: "DIR…"), isPath: true)
        ], count: 1...1000,
        options: [
            OptionSpec(
                "against", value: .path(LocalizedText(lv: "MAPE", en: "DIR")),
                LocalizedText(
                    lv: "Versija vai versijas, ar kurām salīdzināt: kas mainīts ar nemainītu "
                        + "jautājuma apzīmējumu, jāpiesaka kartē.",
                    en: "The version or versions to compare with: what has changed under an "
                        + "unchanged question id must be declared in the map.")),
            jsonOption,
            OptionSpec(
                "date", value: .text(LocalizedText(lv: "GGGG-MM-DD", en: "YYYY-MM-DD")),
                LocalizedText(
                    lv: "Ziņot arī par pasākumiem, kuru pamatā esošie plāni šajā dienā vairs nav "
                        + "spēkā.",
                    en: "Also report actions whose plans are no longer in force on that day.")),
        ],
        examples: [
            (
                "briedums lint Samples/questionnaires",
                LocalizedText(lv: "visas mapes anketas", en: "every definition in a folder")
            )
        ],
        run: { invocation throws(CommandFailure) in
            var documents: [JSONOutput] = []
            let date = try invocation.statedDay().flatMap { HalfYear(containing: $0.text) }
            let status = invocation.forEachFile { path throws(CommandFailure) in
                let library = try Invocation.library(inFolder: path)
                var findings = library.versions.flatMap {
                    DefinitionLint.findings(in: $0, at: date)
                }
                let earlier = try earlierVersions(invocation)
                let (records, faults) = try releases(ofFolder: path)
                findings += faults
                findings += VersionLint(library).findings(records: records, against: earlier)
                documents += findings.map(json)
                if !invocation.has("json") {
                    for finding in findings {
                        invocation.console.write(
                            finding.rendered(in: invocation.console.language) + "\n")
                    }
                    let errors = findings.filter { $0.severity == .error }.count
                    let warnings = findings.count - errors
                    let versions = library.versions.count
                    invocation.console.message(
                        LocalizedText(
                            lv: "\(path): versijas: \(versions), kļūdas: \(errors), "
                                + "brīdinājumi: \(warnings).",
                            en: "\(path): versions: \(versions), errors: \(errors), warnings: "
                                + "\(warnings)."))
                }
                return findings.containsErrors ? .invalidInput : .success
            }
            if invocation.has("json") {
                let output = JSONOutput.object([
                    ("schema", .string("briedums.lint/1")), ("findings", .array(documents)),
                ])
                invocation.console.write(output.pretty())
            }
            return status
        })

    private static func earlierVersions(
        _ invocation: Invocation
    ) throws(CommandFailure) -> DefinitionLibrary? {
        guard let path = invocation.value("against") else { return nil }
        return try Invocation.library(inFolder: path)
    }

    /// The record of released versions in a folder of definitions or up to two levels above it.
    private static func releases(
        ofFolder path: String
    ) throws(CommandFailure) -> (ReleaseRecord?, [Diagnostic]) {
        let candidates = ["", "/..", "/../.."].map { "\(path)\($0)/\(ReleaseRecord.fileName)" }
        guard let file = candidates.first(where: { fileExists($0) }) else { return (nil, []) }
        let log = DiagnosticLog()
        do throws(FileFailure) {
            let bytes = try readBytes(ofFile: file, limit: JSONLimits.standard.bytes)
            let root = JSONCursor(parsing: JSONSource(file: file, bytes: bytes), log: log)
            return (root.map { ReleaseRecord.read($0) }, log.findings)
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func json(_ finding: Diagnostic) -> JSONOutput {
        .object([
            ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code)),
            ("file", finding.location.map { .string($0.file) } ?? .null),
            ("line", finding.location?.position.map { .integer($0.line) } ?? .null),
            ("column", finding.location?.position.map { .integer($0.column) } ?? .null),
            ("pointer", finding.location?.pointer.map { .string($0) } ?? .null),
            ("message", JSONOutput(finding.message)),
            ("advice", finding.advice.map { JSONOutput($0) } ?? .null),
        ])
    }

    /// `questionnaires`: what versions are at hand.
    static let questionnaires = CommandSpec(
        name: "questionnaires",
        summary: LocalizedText(
            lv: "uzskaitīt pieejamās anketas", en: "list the questionnaires at hand"),
        discussion: LocalizedText(
            lv: "Rāda katras anketas versiju, stāvokli, jautājumu skaitu un satura kontrolsummu, "
                + "ar kuru atbilžu fails ir piesaistīts savai definīcijai.",
            en: "Shows the version, status, number of questions and content digest of each; an "
                + "answers file is tied to its definition by the digest."),
        positionals: [], count: 0...0, options: [jsonOption],
        examples: [
            (
                "briedums questionnaires",
                LocalizedText(lv: "iebūvētās anketas", en: "the built-in questionnaires")
            )
        ],
        run: { invocation throws(CommandFailure) in
            let library = try invocation.library()
            var definitions: [Definition] = []
            for name in library.names {
                definitions.append(
                    try invocation.definition("\(name.id)/\(name.version)", in: library))
            }
            if invocation.has("json") {
                let output = JSONOutput.object([
                    ("schema", .string("briedums.questionnaires/1")),
                    ("questionnaires", .array(definitions.map(json))),
                ])
                invocation.console.write(output.pretty())
                return .success
            }
            invocation.console.write(
                Report(definitions.flatMap { blocks(on: $0) }))
            return .success
        })

    private static func json(_ definition: Definition) -> JSONOutput {
        let questionnaire = definition.questionnaire
        return .object([
            ("id", .string(questionnaire.identity.id)),
            ("version", .string(questionnaire.identity.version)),
            ("status", .string(questionnaire.status.rawValue)),
            ("digest", .string(questionnaire.identity.digest)),
            ("title", JSONOutput(questionnaire.title)),
            ("questions", .integer(questionnaire.questions.count)),
            ("answers", .integer(questionnaire.items.count)),
            ("rules", .integer(definition.rules.rules.count)),
            ("actions", .integer(definition.catalogue.actions.count)),
        ])
    }

    private static func blocks(on definition: Definition) -> [Report.Block] {
        let questionnaire = definition.questionnaire
        let identity = questionnaire.identity
        let status =
            switch questionnaire.status {
            case .draft: LocalizedText(lv: "projekts", en: "draft")
            case .released: LocalizedText(lv: "izdota", en: "released")
            case .retired: LocalizedText(lv: "vairs nelieto", en: "retired")
            }
        let rules = definition.rules.rules.count
        let actions = definition.catalogue.actions.count
        return [
            .heading(
                level: 1,
                LocalizedText(verbatim: "\(identity.id)/\(identity.version) – ")
                    + questionnaire.title),
            .paragraph(Report.Span(questionnaire.description)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Stāvoklis: \(status.lv). Jautājumi: \(questionnaire.questions.count), "
                            + "atbildes: \(questionnaire.items.count), noteikumi: \(rules), "
                            + "pasākumi: \(actions).",
                        en: "Status: \(status.en). Questions: \(questionnaire.questions.count), "
                            + "answers: \(questionnaire.items.count), rules: \(rules), actions: "
                            + "\(actions)."))),
            .paragraph(Report.Span(LocalizedText(verbatim: identity.digest), .faint)),
        ]
    }
}
