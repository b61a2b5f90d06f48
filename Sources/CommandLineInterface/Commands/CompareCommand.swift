import Assessment
import Improvement
import Reporting
import Survey
import TextFormats
import Versions

extension CommandSpec {
    /// `compare`: the answers of one institution, or of many, at several points in time.
    static let compare = CommandSpec(
        name: "compare",
        summary: LocalizedText(
            lv: "salīdzināt atbildes pa gadiem", en: "compare answers over time"),
        discussion: LocalizedText(
            lv:
                "Salīdzina vienas iestādes failus vai iestāžu tabulas (.csv) to secībā: jautājumus, "
                + "dimensijas un līmeņus. Dažādu versiju atbildes vispirms pārnes uz jaunāko (faili "
                + "nemainās). Par izmaiņu sauc tikai to, ko atbildes pierāda; ko nevar salīdzināt, "
                + "uzskaita ar iemeslu. No tabulām salīdzina iestādes, kuras ir abās.",
            en: "Compares the files of one institution, or tables of institutions (.csv), in their "
                + "order: questions, dimensions and levels. Answers to different versions are first "
                + "carried over to the newest (the files do not change). Only what the answers "
                + "prove is called a change; what cannot be compared is listed with the reason. Of "
                + "tables, the institutions in both are compared."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS…", en: "FILE…"), isPath: true)
        ], count: 2...50,
        options: [
            OptionSpec(
                "plan", value: .path(LocalizedText(lv: "PLĀNS", en: "PLAN")),
                LocalizedText(
                    lv: "Rādīt arī, kas noticis ar šo pilnveides plānu.",
                    en: "Also show what became of this improvement plan.")),
            OptionSpec(
                "questionnaire",
                value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")), isRepeatable: true,
                LocalizedText(
                    lv: "Anketa, uz kuru atbild tabula; katrai tabulai sava, tabulu secībā, vai "
                        + "viena visām.",
                    en:
                        "The questionnaire that a table answers; one for each table in their order, "
                        + "or one for all.")),
            OptionSpec(
                "synthetic",
                LocalizedText(
                    lv: "Atzīmēt, ka tabulu dati ir izdomāti.",
                    en: "Mark the data of tables as made up.")),
            jsonOption,
        ],
        examples: [
            (
                "briedums compare Samples/institutions/municipality.answers.json "
                    + "Samples/years/municipality-2024.answers.json",
                LocalizedText(
                    lv: "viena pašvaldība 2021. un 2024. gadā",
                    en: "one municipality in 2021 and 2024")
            ),
            (
                "briedums compare --synthetic --questionnaire vppp/2021.1 --questionnaire "
                    + "vppp/2024.1 Samples/cohort-2021/cohort-2021-synthetic.csv "
                    + "Samples/cohort-2024/cohort-2024-synthetic.csv",
                LocalizedText(
                    lv: "izdomātas iestādes 2021. un 2024. gadā",
                    en: "made-up institutions in 2021 and 2024")
            ),
        ],
        run: { invocation throws(CommandFailure) in
            let tables = invocation.positionals.filter { $0.lowercased().hasSuffix(".csv") }
            guard tables.isEmpty || tables.count == invocation.positionals.count else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "iestādes failu nevar salīdzināt ar tabulu.",
                        en: "an institution's file cannot be compared with a table."),
                    advice: LocalizedText(
                        lv: "Norādiet vai nu vienas iestādes failus, vai tikai tabulas (.csv).",
                        en: "Give either the files of one institution, or only tables (.csv)."))
            }
            return try tables.isEmpty
                ? InstitutionComparing(invocation).run() : CohortComparing(invocation).run()
        })
}

/// A call of `compare` on the files of one institution.
private struct InstitutionComparing {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() throws(CommandFailure) -> ExitStatus {
        for option in ["questionnaire", "synthetic"] where invocation.has(option) {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--\(option) lieto tikai ar tabulām (.csv).",
                    en: "--\(option) is used with tables (.csv) only."),
                advice: LocalizedText(
                    lv: "Atbilžu failā tas jau ir norādīts.",
                    en: "Answers files say it themselves."))
        }
        let library = try invocation.library()
        var given: [(response: Response, definition: Definition)] = []
        for path in invocation.positionals {
            given.append(try invocation.response(inFile: path, from: library))
        }
        try checkInstitution(given)
        let newest = invocation.newest(of: given.map(\.definition))
        let version = newest.questionnaire.identity.version
        var sides: [Comparison.Side] = []
        for entry in given {
            let isNewest = entry.definition.questionnaire.identity.version == version
            let response =
                isNewest
                ? entry.response
                : try invocation.migrated(
                    entry.response, of: entry.definition, to: version, in: library
                ).0
            sides.append(
                Comparison.Side(given: entry.response, response: response, definition: newest))
        }
        let comparisons = zip(sides, sides.dropFirst()).map {
            Comparison(from: $0, to: $1, in: newest)
        }
        let movement = try planMovement(comparisons, in: library)
        if invocation.has("json") {
            invocation.console.write(ComparisonJSON.output(comparisons, plan: movement).pretty())
        } else {
            invocation.console.write(ComparisonReport(comparisons, plan: movement).whole)
        }
        return .success
    }

    private func checkInstitution(
        _ given: [(response: Response, definition: Definition)]
    ) throws(CommandFailure) {
        let first = given[0]
        let id = first.definition.questionnaire.identity.id
        for (path, entry) in zip(invocation.positionals, given).dropFirst() {
            let other = entry.definition.questionnaire.identity.id
            guard other == id else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "\(path): atbildes uz citu anketu (\(other), nevis \(id)).",
                        en: "\(path): answers to another questionnaire (\(other), not \(id))."))
            }
            let numbers = (
                first.response.institution.registrationNumber,
                entry.response.institution.registrationNumber
            )
            guard numbers.0 == numbers.1 else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "\(path): cita iestāde (\(numbers.1), nevis \(numbers.0)).",
                        en: "\(path): another institution (\(numbers.1), not \(numbers.0))."),
                    advice: LocalizedText(
                        lv: "Salīdzina vienas iestādes atbildes.",
                        en: "The answers of one institution are compared."))
            }
        }
    }

    // MARK: Plan

    private func planMovement(
        _ comparisons: [Comparison], in library: DefinitionLibrary
    ) throws(CommandFailure) -> PlanMovement? {
        guard let path = invocation.value("plan"), let first = comparisons.first,
            let last = comparisons.last
        else { return nil }
        let source = try invocation.bytes(ofFile: path)
        let (document, definition) = try plan(source, in: library)
        let institution = last.new.given.institution.registrationNumber
        guard document.institution.registrationNumber == institution else {
            let other = document.institution.registrationNumber
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "\(path): citas iestādes plāns (\(other), nevis \(institution)).",
                    en: "\(path): another institution's plan (\(other), not \(institution))."))
        }
        let (from, to) = (definition.questionnaire.identity, last.definition.questionnaire.identity)
        var steps: [Lineage.Step] = []
        if from.id != to.id || from.version != to.version {
            guard from.id == to.id, isEarlierVersion(from.version, to.version) else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "\(path): plāns sastādīts pēc \(from.name), atbildes ir uz \(to.name).",
                        en: "\(path): the plan was made by \(from.name), the answers are to "
                            + "\(to.name)."),
                    advice: LocalizedText(
                        lv: "Plānu var salīdzināt ar atbildēm uz to pašu vai jaunāku versiju.",
                        en: "A plan can be compared with answers to its version or a later one."))
            }
            steps = try invocation.steps(from: definition, to: to.version, in: library).0
        }
        return PlanMovement(
            document, of: definition, steps: steps, from: first.old, to: last.new)
    }

    private func plan(
        _ source: JSONSource, in library: DefinitionLibrary
    ) throws(CommandFailure) -> (PlanDocument, Definition) {
        let log = DiagnosticLog()
        guard let root = JSONCursor(parsing: source, log: log),
            let header = PlanReader.header(root)
        else { throw CommandFailure(.invalidInput, log.findings) }
        let pinned = header.identity
        let definition = try invocation.definition("\(pinned.id)/\(pinned.version)", in: library)
        let identity = definition.questionnaire.identity
        guard identity.digest == pinned.digest else {
            header.cursor.report(
                code: "plan.digest",
                LocalizedText(
                    lv: "plāns sastādīts pēc cita \(pinned.name) satura: failā \(pinned.digest), "
                        + "šeit \(identity.digest).",
                    en: "the plan was made by another content of \(pinned.name): the file has "
                        + "\(pinned.digest), here it is \(identity.digest)."),
                advice: LocalizedText(
                    lv: "Lietojiet definīciju, pēc kuras plāns sastādīts (--questionnaires).",
                    en: "Use the definition that the plan was made by (--questionnaires)."))
            throw CommandFailure(.invalidInput, log.findings)
        }
        let reader = PlanReader(
            identity, catalogue: definition.catalogue, model: definition.model)
        let document = reader.plan(root)
        guard let document, !log.containsErrors else {
            throw CommandFailure(.invalidInput, log.findings)
        }
        return (document, definition)
    }
}

extension Invocation {
    /// The newest of some versions of one questionnaire; versions are ordered by their numbers.
    ///
    /// - Precondition: There is one.
    func newest(of definitions: [Definition]) -> Definition {
        definitions.dropFirst().reduce(definitions[0]) { newest, next in
            isEarlierVersion(
                newest.questionnaire.identity.version, next.questionnaire.identity.version)
                ? next : newest
        }
    }
}
