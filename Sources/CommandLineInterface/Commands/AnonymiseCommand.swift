import Anonymisation
import Assessment
import Cohort
import Reporting
import Survey
import TextFormats

extension CommandSpec {
    /// `anonymise`: answers without anything that names an institution.
    static let anonymise = CommandSpec(
        name: "anonymise",
        summary: LocalizedText(lv: "anonimizēt atbildes", en: "anonymise answers"),
        discussion: LocalizedText(
            lv: "Pārraksta atbilžu failus vai kopas tabulu (CSV) bez nosaukumiem, reģistrācijas "
                + "numuriem, brīvā teksta un laikiem; profila ziņas vispārina vai izņem, līdz "
                + "katra to kombinācija ir vismaz k iestādēm. Mazāk nekā k iestāžu profilu "
                + "nepublicē. Rāda, kas vispārināts un kāds risks paliek. Ja kāds ievades fails "
                + "neder, neko neraksta.",
            en: "Writes answers files or a cohort table (CSV) anew without names, registration "
                + "numbers, free text and times; facts of the profile are generalised or withheld "
                + "until every combination of them is shared by at least k institutions. Of fewer "
                + "than k institutions no profile is published. Shows what was generalised and "
                + "which risk remains. If any input is faulty, nothing is written."),
        positionals: [Positional(name: LocalizedText(lv: "FAILS…", en: "FILE…"), isPath: true)],
        count: 1...100_000,
        options: [
            OptionSpec(
                "output", letter: "o", value: .path(LocalizedText(lv: "CEĻŠ", en: "PATH")),
                LocalizedText(
                    lv: "Jauna mape atbilžu failiem vai fails tabulai; „-“ – standarta izvade.",
                    en: "New folder for answers files, or a file for a table; '-' for standard "
                        + "output.")),
            OptionSpec(
                "k", value: .text(LocalizedText(lv: "SKAITS", en: "COUNT")),
                LocalizedText(
                    lv: "Cik iestādēm vismaz jābūt katrai kombinācijai (5).",
                    en: "How many institutions must share each combination (5).")),
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Tabulas anketa; citādi jaunākā no pieejamajām.",
                    en: "The table's questionnaire; otherwise the newest at hand.")),
            OptionSpec(
                "force",
                LocalizedText(
                    lv: "Aizstāt esošu tabulas failu.", en: "Replace an existing table file.")),
            OptionSpec(
                "synthetic",
                LocalizedText(
                    lv: "Atzīmēt, ka tabulas dati ir izdomāti.",
                    en: "Mark the data of a table as made up.")),
            jsonOption,
        ],
        examples: [
            (
                "briedums anonymise Samples/cohort-2021/cohort-2021-synthetic.csv -o - "
                    + "--questionnaire vppp/2021.1",
                LocalizedText(
                    lv: "anonimizēta kopa standarta izvadē",
                    en: "an anonymised cohort on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try anonymise(invocation) })

    /// The input, whichever form it has.
    private struct Input {
        var responses: [Response] = []
        var definition: Definition
        var table: (rows: CohortRows, compiled: CompiledDefinition)?
    }

    private static func anonymise(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let k = try leastClass(invocation)
        guard let output = invocation.value("output") else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav norādīts, kur rakstīt.", en: "it is not said where to write."),
                advice: LocalizedText(lv: "Norādiet --output.", en: "Give --output."))
        }
        let isTaken = output != "-" && fileExists(output) && folderEntries(output) == nil
        if isTaken, !invocation.has("force") { throw CommandFailure(existingFile: output) }
        let input = try input(invocation)
        try expectOneSurvey(input.responses)
        let questionnaire = input.definition.questionnaire
        let cohort = AnonymisedCohort(input.responses, k: k, by: input.definition)
        let report = AnonymisationReport(
            cohort, of: questionnaire, unknownColumnCount: input.table?.rows.extraColumns.count ?? 0
        )
        do throws(FileFailure) {
            if let table = input.table {
                let bytes = AnonymisedTable.bytes(
                    of: cohort.responses, like: table.rows, compiled: table.compiled)
                if output == "-" {
                    invocation.console.write(String(decoding: bytes, as: UTF8.self))
                } else {
                    try writeAtomically(
                        bytes, toFile: output, overwriting: invocation.has("force"))
                }
            } else {
                let files = cohort.responses.map { response in
                    (
                        name: "\(response.institution.registrationNumber).answers.json",
                        bytes: Array(
                            ResponseWriter.json(response, of: questionnaire).pretty().utf8)
                    )
                }
                if output == "-" {
                    try writeSingle(files, invocation)
                } else {
                    try writeTogether(files, toNewFolder: output)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
        guard output != "-" else { return .success }
        if invocation.has("json") {
            invocation.console.write(report.json.pretty())
        } else {
            invocation.console.write(report.report)
        }
        return .success
    }

    private static func leastClass(_ invocation: Invocation) throws(CommandFailure) -> Int {
        guard let text = invocation.value("k") else { return 5 }
        guard let number = Int(text), number >= 5 else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--k jābūt veselam skaitlim, kas nav mazāks par 5.",
                    en: "--k must be a whole number not below 5."))
        }
        return number
    }

    private static func writeSingle(
        _ files: [(name: String, bytes: [UInt8])], _ invocation: Invocation
    ) throws(FileFailure) {
        guard files.count == 1 else {
            throw FileFailure(.cannotCreate, path: "<stdout>", reason: "> 1")
        }
        invocation.console.write(String(decoding: files[0].bytes, as: UTF8.self))
    }

    // MARK: Input

    private static func input(_ invocation: Invocation) throws(CommandFailure) -> Input {
        let library = try invocation.library()
        var input: Input?
        var findings: [Diagnostic] = []
        var status = ExitStatus.success
        for path in invocation.positionals {
            do throws(CommandFailure) {
                let source = try invocation.bytes(ofFile: path)
                let isTable = !looksLikeJSON(source.bytes)
                if isTable || input?.table != nil, invocation.positionals.count > 1 {
                    throw CommandFailure(
                        usage: LocalizedText(
                            lv: "tabulu anonimizē atsevišķi, bez citiem failiem.",
                            en: "a table is anonymised alone, without other files."))
                }
                if isTable {
                    let compiled = try invocation.compiled(
                        invocation.value("questionnaire"), in: library)
                    let log = DiagnosticLog()
                    guard
                        let rows = CohortRows.read(
                            source, compiled: compiled, isSynthetic: invocation.has("synthetic"),
                            log: log),
                        !log.containsErrors
                    else { throw CommandFailure(.invalidInput, log.findings) }
                    input = Input(
                        responses: rows.responses, definition: compiled.definition,
                        table: (rows, compiled))
                    continue
                }
                let (response, definition) = try invocation.response(from: source, in: library)
                if let first = input?.definition.questionnaire.identity,
                    first != response.questionnaire
                {
                    throw CommandFailure(
                        .invalidInput,
                        [
                            Diagnostic(
                                code: "anonymise.mixed-questionnaires",
                                at: Diagnostic.Location(file: path),
                                LocalizedText(
                                    lv: "atbildes uz \(response.questionnaire.name), pirmajā failā "
                                        + "– uz \(first.name).",
                                    en: "answers to \(response.questionnaire.name), those of the "
                                        + "first file to \(first.name)."),
                                advice: oneSurveyAdvice)
                        ])
                }
                var next = input ?? Input(definition: definition)
                next.responses.append(response)
                input = next
            } catch {
                findings += error.findings
                status = status.combined(with: error.status)
            }
        }
        guard findings.isEmpty, let input else { throw CommandFailure(status, findings) }
        return input
    }

    private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    }

    private static let oneSurveyAdvice = LocalizedText(
        lv: "Anonimizējiet katru aptauju atsevišķi.", en: "Anonymise each survey apart.")

    /// Year and origin cannot be withheld, so they must not tell institutions apart.
    private static func expectOneSurvey(_ responses: [Response]) throws(CommandFailure) {
        let years = Set(responses.map(\.institution.surveyYear)).sorted()
        let origins = Set(responses.map(\.isSynthetic))
        guard years.count > 1 || origins.count > 1 else { return }
        let list = years.map(String.init).joined(separator: ", ")
        throw CommandFailure(
            .invalidInput,
            [
                Diagnostic(
                    code: "anonymise.mixed-surveys",
                    years.count > 1
                        ? LocalizedText(
                            lv: "atbildes ir par vairākiem gadiem: \(list).",
                            en: "the answers are of several years: \(list).")
                        : LocalizedText(
                            lv: "daļa atbilžu ir sintētiskas, daļa nav.",
                            en: "some answers are synthetic and some are not."),
                    advice: oneSurveyAdvice)
            ])
    }
}
