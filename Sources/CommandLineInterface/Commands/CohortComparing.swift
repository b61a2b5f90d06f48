import Assessment
import Cohort
import Reporting
import Survey
import TextFormats
import Versions

/// A call of `compare` on tables of institutions.
struct CohortComparing {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    /// Carries the call out.
    func run() throws(CommandFailure) -> ExitStatus {
        if invocation.has("plan") {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--plan lieto tikai ar vienas iestādes failiem.",
                    en: "--plan is used with the files of one institution only."))
        }
        let library = try invocation.library()
        let definitions = try definitions(in: library)
        let newest = invocation.newest(of: definitions)
        var sides: [CohortComparison.Side] = []
        var rejected = 0
        for (path, definition) in zip(invocation.positionals, definitions) {
            let (rows, faults) = try rows(path, definition, library)
            rejected += faults
            sides.append(
                CohortComparison.Side(
                    name: path, version: definition.questionnaire.identity.version,
                    members: try members(rows.responses, definition, newest, library)))
        }
        let comparisons = zip(sides, sides.dropFirst()).map {
            CohortComparison(from: $0, to: $1, in: newest)
        }
        if invocation.has("json") {
            invocation.console.write(CohortComparisonJSON.output(comparisons).pretty())
        } else {
            invocation.console.write(CohortComparisonReport(comparisons).whole)
        }
        return rejected > 0 ? .invalidInput : .success
    }

    /// The version that each table answers; a table does not say it itself.
    private func definitions(
        in library: DefinitionLibrary
    ) throws(CommandFailure) -> [Definition] {
        let names = invocation.values["questionnaire"] ?? []
        let count = invocation.positionals.count
        guard names.count == 1 || names.count == count else {
            throw CommandFailure(
                usage: names.isEmpty
                    ? LocalizedText(
                        lv: "nav norādīts, uz kuru anketas versiju tabulas atbild.",
                        en: "it is not given which version of a questionnaire the tables answer.")
                    : LocalizedText(
                        lv: "tabulu skaits ir \(count), --questionnaire skaits – \(names.count).",
                        en: "there are \(count) tables, but --questionnaire is given "
                            + "\(names.count) times."),
                advice: LocalizedText(
                    lv: "Norādiet --questionnaire ID/VERSIJA katrai tabulai to secībā vai vienu "
                        + "visām.",
                    en: "Give --questionnaire ID/VERSION for each table in their order, or once "
                        + "for all."))
        }
        var result: [Definition] = []
        for name in names { result.append(try invocation.definition(name, in: library)) }
        let ids = Set(result.map(\.questionnaire.identity.id))
        guard ids.count == 1 else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv:
                        "dažādas anketas nevar salīdzināt: \(ids.sorted().joined(separator: ", ")).",
                    en: "different questionnaires cannot be compared: "
                        + "\(ids.sorted().joined(separator: ", "))."))
        }
        return result.count == count ? result : Array(repeating: result[0], count: count)
    }

    /// The rows of a table, and how many things are wrong with it.
    private func rows(
        _ path: String, _ definition: Definition, _ library: DefinitionLibrary
    ) throws(CommandFailure) -> (CohortRows, faults: Int) {
        let identity = definition.questionnaire.identity
        let compiled = try invocation.compiled("\(identity.id)/\(identity.version)", in: library)
        let log = DiagnosticLog()
        let source = try invocation.bytes(ofFile: path)
        guard
            let rows = CohortRows.read(
                source, compiled: compiled, isSynthetic: invocation.has("synthetic"), log: log)
        else { throw CommandFailure(.invalidInput, log.findings) }
        invocation.console.report(log.findings)
        let named = Set(rows.roles)
        let missing = compiled.layout.fields.indices.count { !named.contains(.field($0)) }
        if missing > 0 {
            invocation.console.message(
                LocalizedText(
                    lv: "\(path): trūkst kolonnu: \(missing) (skaitās neatbildētas).",
                    en: "\(path): columns missing: \(missing) (counted as not answered)."))
        }
        if !rows.extraColumns.isEmpty {
            invocation.console.message(
                LocalizedText(
                    lv: "\(path): kolonnas, kādu anketā nav: \(rows.extraColumns.count).",
                    en: "\(path): columns that the questionnaire does not have: "
                        + "\(rows.extraColumns.count)."))
        }
        if log.containsErrors {
            invocation.console.message(
                LocalizedText(
                    lv: "\(path): rindas ar kļūdām nav salīdzinātas.",
                    en: "\(path): rows with errors are not compared."))
        }
        return (rows, log.findings.count)
    }

    private func members(
        _ responses: [Response], _ definition: Definition, _ newest: Definition,
        _ library: DefinitionLibrary
    ) throws(CommandFailure) -> [Comparison.Side] {
        var steps: [Lineage.Step] = []
        let version = newest.questionnaire.identity.version
        if definition.questionnaire.identity.version != version {
            steps = try invocation.steps(from: definition, to: version, in: library).0
        }
        return responses.map { given in
            let carried = steps.reduce(given) { current, step in
                Migration(current, to: step.definition, by: step.map).response
            }
            return Comparison.Side(given: given, response: carried, definition: newest)
        }
    }
}
