import Assessment
import Cohort
import Improvement
import Reporting
import RuleLanguage
import Survey
import TextFormats

extension CommandSpec {
    /// `cohort`: a report on many institutions together.
    static let cohort = CommandSpec(
        name: "cohort",
        summary: LocalizedText(
            lv: "sagatavot pārskatu par daudzām iestādēm kopā",
            en: "make a report on many institutions together"),
        discussion: LocalizedText(
            lv:
                "No tabulas ar iestāžu atbildēm (CSV, XLSX, JSON rindas vai mape ar atbilžu failiem) "
                + "izveido kopsavilkumu: aptvere, līmeņi, salīdzinājums pēc resora, grupas un "
                + "lieluma, biežākie šķēršļi un pasākumi, kas palīdzētu visvairāk iestādēm, "
                + "pretrunas un katra jautājuma atbildes. Skaitļi par mazāk nekā 5 iestādēm ir "
                + "slēpti. Iestādes nosauc tikai ar --ranking.",
            en:
                "Makes a summary of a table with the answers of many institutions (CSV, XLSX, lines of "
                + "JSON, or a folder of answers files): coverage, levels, comparison by ministry, "
                + "group and size, frequent gaps and the actions that would help most "
                + "institutions, contradictions, and the answers to every question. Figures on "
                + "fewer than 5 institutions are hidden. Institutions are named only with "
                + "--ranking."),
        positionals: [Positional(name: LocalizedText(lv: "TABULA", en: "TABLE"), isPath: true)],
        count: 1...1,
        options: OptionSpec.reportFiles + [
            OptionSpec(
                "invited", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
                LocalizedText(
                    lv: "CSV ar uzaicināto iestāžu registration_number: kuras atbildējušas.",
                    en: "CSV with the registration_number of the invited: who has answered.")),
            OptionSpec(
                "published", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
                LocalizedText(
                    lv: "Publicēti rādītāji (JSON), ko rādīt blakus aprēķinātajiem.",
                    en: "Published figures (JSON) to show beside the computed ones.")),
            OptionSpec(
                "suppress", value: .text(LocalizedText(lv: "SKAITS", en: "NUMBER")),
                LocalizedText(
                    lv: "Slēpt skaitļus par mazāk iestādēm, nekā norādīts; citādi 5, 0 rāda visu.",
                    en: "Hide figures on fewer institutions than this; otherwise 5; 0 shows all.")),
            OptionSpec(
                "ranking",
                LocalizedText(
                    lv: "Pievienot iestāžu sarakstu pēc indeksa.",
                    en: "Add the list of institutions by index.")),
        ] + BatchOption.named(["map", "sheet", "questionnaire"]) + [
            dateOption,
            OptionSpec(
                "synthetic",
                LocalizedText(lv: "Atzīmēt, ka dati ir izdomāti.", en: "Mark the data as made up.")),
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošus failus.", en: "Replace existing files.")),
        ],
        examples: [
            (
                "briedums cohort Samples/cohort-2021/cohort-2021-synthetic.csv --synthetic "
                    + "--invited Samples/cohort-2021/invited-synthetic.csv --published "
                    + "Samples/cohort-2021/published-2021.json -o /tmp --force",
                LocalizedText(
                    lv: "2021. gada kopas pārskats ar publicētajiem rādītājiem",
                    en: "the report on the cohort of 2021 with the published figures")
            )
        ],
        run: { invocation throws(CommandFailure) in try CohortCommand(invocation).run() })
}

/// One call of `cohort`.
private struct CohortCommand {
    private let invocation: Invocation
    private let path: String

    init(_ invocation: Invocation) {
        self.invocation = invocation
        path = invocation.positionals[0]
    }

    func run() throws(CommandFailure) -> ExitStatus {
        guard path != "-" else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "pārskatam vajag failu, jo tajā norāda faila kontrolsummu.",
                    en: "a report needs a file, whose digest it states."))
        }
        let date = try invocation.day().text
        let formats = try CommandSpec.formats(invocation.value("format") ?? "html")
        let limit = try limit()
        let targets = try CommandSpec.targets(
            invocation, formats, folder: invocation.value("output") ?? ".")
        let library = try invocation.library()
        let compiled = try invocation.compiled(invocation.value("questionnaire"), in: library)
        let published = try published()
        var options = BatchOptions()
        options.format = nil
        options.map = try invocation.columnMap()
        options.invited = try invocation.invitedList()
        for condition in published?.figures.conditions ?? [] {
            do throws(RuleSyntaxError) {
                options.conditions.append(
                    try CountedCondition(condition, compiled: compiled))
            } catch {
                let location = Diagnostic.Location(file: invocation.value("published") ?? "")
                throw CommandFailure(
                    .invalidInput,
                    [
                        Diagnostic(
                            code: "rule.syntax", at: location,
                            LocalizedText(verbatim: "\(condition): ") + error.message,
                            advice: error.advice)
                    ])
            }
        }
        let rows = RowCollector()
        var report = try judged(compiled, options: options, into: rows)
        report.counts.isSynthetic = invocation.has("synthetic")
        let summary = CohortSummary(report.counts, of: compiled, hidingBelow: limit)
        let study = CohortStudy(rows.rows, by: compiled.definition, hidingBelow: limit)
        let document = CohortStudyReport(
            summary, study: study, published: published?.figures,
            counted: published?.figures.counted(in: report.counts, of: compiled) ?? [],
            isRanked: invocation.has("ranking"),
            basis: CohortStudyReport.Basis(
                date: date, tableName: path.split(separator: "/").last.map(String.init) ?? path,
                tableDigest: try digest(), invitedDigest: try digest(ofOption: "invited"),
                publishedDigest: published?.digest, toolVersion: CommandLineTool.version)
        ).report
        try CommandSpec.write(document, formats, to: targets[0], invocation)
        return report.counts.rejected > 0 ? .invalidInput : .success
    }

    // MARK: Input

    private func judged(
        _ compiled: CompiledDefinition, options: BatchOptions, into rows: RowCollector
    ) throws(CommandFailure) -> BatchReport {
        let input = try BatchInput.open(
            path, encoding: nil, sheet: invocation.value("sheet"))
        if let choice = input.choice { invocation.console.message(choice) }
        let observer = BatchObserver(write: { _ in nil }, rows: { rows.add($0) })
        let report = input.run(compiled, options: options, observer: observer)
        invocation.console.report(report.findings)
        switch report.ending {
        case .complete: break
        case .failed(let failure): throw CommandFailure(failure)
        case .refused, .broken, .cancelled: throw CommandFailure(.invalidInput, [])
        }
        guard !rows.isOverfull else {
            let most = RowCollector.limit
            throw CommandFailure(
                .invalidInput,
                [
                    Diagnostic(
                        code: "report.too-many", at: Diagnostic.Location(file: path),
                        LocalizedText(
                            lv: "iestāžu ir vairāk nekā \(most).",
                            en: "there are more than \(most) institutions."),
                        advice: LocalizedText(
                            lv: "Tik daudzām lietojiet briedums batch --summary.",
                            en: "For so many use briedums batch --summary."))
                ])
        }
        return report
    }

    private func published() throws(CommandFailure) -> (
        figures: PublishedFigures, digest: String
    )? {
        guard let path = invocation.value("published") else { return nil }
        let log = DiagnosticLog()
        let source = try invocation.bytes(ofFile: path)
        guard let root = JSONCursor(parsing: source, log: log),
            let figures = PublishedFigures(root), !log.containsErrors
        else { throw CommandFailure(.invalidInput, log.findings) }
        return (figures, SHA256.hexDigest(of: source.bytes))
    }

    private func limit() throws(CommandFailure) -> Int {
        guard let text = invocation.value("suppress") else { return 5 }
        if let number = Int(text), (0...1_000_000).contains(number) { return number }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "--suppress: „\(text)“ nav vesels skaitlis no 0 līdz 1000000.",
                en: "--suppress: '\(text)' is not a whole number from 0 to 1000000."))
    }

    /// The digest of the table; of a folder, that of its files' digests and names in order.
    private func digest() throws(CommandFailure) -> String {
        do throws(FileFailure) {
            guard let folder = AnswersFolder(path) else {
                return SHA256.hexDigest(of: try readBytes(ofFile: path, limit: 1 << 28))
            }
            var list = ""
            for file in folder.files {
                let bytes = try readBytes(ofFile: file, limit: JSONLimits.standard.bytes)
                let name = file.split(separator: "/").last.map(String.init) ?? file
                list += "\(SHA256.hexDigest(of: bytes))  \(name)\n"
            }
            return SHA256.hexDigest(of: Array(list.utf8))
        } catch {
            throw CommandFailure(error)
        }
    }

    private func digest(ofOption option: String) throws(CommandFailure) -> String? {
        guard let path = invocation.value(option) else { return nil }
        return SHA256.hexDigest(of: try invocation.bytes(ofFile: path).bytes)
    }
}

/// Keeps the rows that a run hands in, which it does one chunk after the other.
private final class RowCollector: @unchecked Sendable {
    /// The most institutions of a report.
    static let limit = 20_000

    private(set) var rows: [CohortRow] = []
    private(set) var isOverfull = false

    func add(_ more: [CohortRow]) {
        guard !isOverfull else { return }
        rows += more
        if rows.count > Self.limit {
            isOverfull = true
            rows = []
        }
    }
}
