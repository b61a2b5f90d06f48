import Assessment
import Improvement
import Reporting
import Survey
import TextFormats

extension CommandSpec {
    /// `report`: files that people read, print and sign.
    static let report = CommandSpec(
        name: "report",
        summary: LocalizedText(
            lv: "sagatavot pārskatu lasīšanai, drukai un parakstīšanai",
            en: "make a report to read, print and sign"),
        discussion: LocalizedText(
            lv: "No katra atbilžu faila izveido pārskatu izvēlētajos formātos: html (viens fails, "
                + "ko atvērt pārlūkā un drukāt uz A4), md, xlsx, csv, json. Tās pašas atbildes, "
                + "datums un programmas versija dod tos pašus baitus. Esošus failus nepārraksta. "
                + "Statuss ir 0 arī tad, ja atbildēs ir pretrunas vai audita spriedumi ir "
                + "novecojuši; par to brīdina.",
            en: "Makes a report of each answers file in the formats chosen: html (one file to open "
                + "in a browser and to print on A4), md, xlsx, csv, json. The same answers, date "
                + "and version of the program give the same bytes. Existing files are not "
                + "replaced. The status is 0 even if the answers contradict each other or verdicts "
                + "of an audit are out of date; a warning says so."),
        positionals: [
            Positional(name: LocalizedText(lv: "FAILS…", en: "FILE…"), isPath: true)
        ], count: 1...10_000,
        options: OptionSpec.reportFiles + OptionSpec.reportedPlan + OptionSpec.reportedAudit + [
            dateOption,
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošus failus.", en: "Replace existing files.")),
        ],
        examples: [
            (
                "briedums report Samples/institutions/clean.answers.json -o - --format md",
                LocalizedText(
                    lv: "pārskats Markdown formātā standarta izvadē",
                    en: "the report as Markdown on standard output")
            ),
            (
                "briedums report Samples/institutions/new.answers.json --format html -o .",
                LocalizedText(
                    lv: "pārskats pārlūkam, failā šajā mapē",
                    en: "the report for a browser, in a file in this folder")
            ),
            (
                "briedums report Samples/institutions/contradictory.answers.json --audit "
                    + "Samples/audit/contradictory.audit.json -o - --format md",
                LocalizedText(
                    lv: "arī tas, ko pārbaudījis auditors", en: "with what an auditor has verified")
            ),
        ],
        run: { invocation throws(CommandFailure) in try makeReports(invocation) })

    private static func makeReports(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let date = try invocation.day().text
        let formats = try formats(invocation.value("format") ?? "html")
        let folder = invocation.value("output") ?? "."
        let targets = try targets(invocation, formats, folder: folder)
        let time = try invocation.requestedTime()
        if invocation.has("plan"), invocation.positionals.count != 1 {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--plan lieto ar vienu atbilžu failu.",
                    en: "--plan goes with one answers file."))
        }
        let auditFiles = try invocation.reportedAudit()
        let planSource = try invocation.value("plan").map { path throws(CommandFailure) in
            try invocation.bytes(ofFile: path)
        }
        var isNext = targets.makeIterator()
        return invocation.forEachFile { path throws(CommandFailure) in
            let paths = isNext.next() ?? []
            let source = try invocation.bytes(ofFile: path)
            let (response, definition) = try invocation.response(from: source, in: library)
            let basis = InstitutionReport.Basis(
                date: date, answersDigest: SHA256.hexDigest(of: source.bytes),
                toolVersion: CommandLineTool.version)
            let assessment = InstitutionAssessment(response, by: definition)
            let plan = try invocation.reportedPlan(
                planSource, for: assessment, date: date, timetable: time)
            let audit = try auditFiles.map { files throws(CommandFailure) in
                try invocation.auditResult(files, of: response, answers: source, by: definition)
            }
            let report = InstitutionReport(assessment, plan: plan, audit: audit, basis: basis)
                .report
            try write(report, formats, to: paths, invocation)
            if let audit, let auditFiles { invocation.warn(of: audit, in: auditFiles) }
            return .success
        }
    }

    /// Writes a report in each format to its file, or the only one to standard output.
    static func write(
        _ report: Report, _ formats: [ReportFormat], to targets: [String], _ invocation: Invocation
    ) throws(CommandFailure) {
        for (format, target) in zip(formats, targets) {
            let bytes = format.bytes(report, language: invocation.console.language)
            guard invocation.value("output") != "-" else {
                invocation.console.write(bytes)
                continue
            }
            do throws(FileFailure) {
                try writeAtomically(bytes, toFile: target, overwriting: invocation.has("force"))
            } catch {
                throw CommandFailure(error)
            }
            invocation.console.message(
                LocalizedText(lv: "\(target): izveidots.", en: "\(target): created."))
        }
    }

    /// The formats named in a list, each once.
    static func formats(_ list: String) throws(CommandFailure) -> [ReportFormat] {
        var formats: [ReportFormat] = []
        let known = ReportFormat.allCases.map(\.rawValue)
        for name in list.split(separator: ",").map({ trimmingSpace(String($0)) }) {
            guard let format = ReportFormat(rawValue: name) else {
                let all = known.joined(separator: ", ")
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "nav formāta „\(name)“.", en: "there is no format '\(name)'."),
                    advice: Diagnostic.didYouMean(nearestName(to: name, among: known))
                        ?? LocalizedText(lv: "Ir: \(all).", en: "There are: \(all)."))
            }
            if !formats.contains(format) { formats.append(format) }
        }
        guard formats.isEmpty else { return formats }
        throw CommandFailure(
            usage: LocalizedText(lv: "nav norādīts formāts.", en: "no format is given."))
    }

    /// The files to write for each input, checked before any work: none may exist without
    /// `--force`, and no two may be the same.
    static func targets(
        _ invocation: Invocation, _ formats: [ReportFormat], folder: String
    ) throws(CommandFailure) -> [[String]] {
        if folder == "-", formats.count * invocation.positionals.count != 1 {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "standarta izvadē der viens pārskats vienā formātā.",
                    en: "standard output takes one report in one format."),
                advice: LocalizedText(lv: "Norādiet mapi ar -o.", en: "Give a folder with -o."))
        }
        let language = invocation.console.language
        let targets = invocation.positionals.map { path in
            formats.map { "\(folder)/\(stem(of: path)).\(language.rawValue).\($0.rawValue)" }
        }
        guard folder != "-" else { return targets }
        var faults: [Diagnostic] = []
        var seen: Set<String> = []
        for target in targets.joined() {
            let location = Diagnostic.Location(file: target)
            if !seen.insert(target).inserted {
                faults.append(
                    Diagnostic(
                        code: "file.twice", at: location,
                        LocalizedText(
                            lv: "šo failu veidotu divi ievades faili.",
                            en: "two input files would make this file."),
                        advice: LocalizedText(
                            lv: "Palaidiet komandu katram ar savu mapi.",
                            en: "Run the command for each with a folder of its own.")))
            } else if !invocation.has("force"), fileExists(target) {
                faults.append(
                    Diagnostic(
                        code: "file.exists", at: location,
                        LocalizedText(lv: "fails jau ir.", en: "the file already exists."),
                        advice: LocalizedText(
                            lv: "Lai aizstātu, lietojiet --force.",
                            en: "Use --force to replace it.")))
            }
        }
        guard faults.isEmpty else { throw CommandFailure(.cannotCreate, faults) }
        guard folderEntries(folder) != nil else {
            throw CommandFailure(
                .cannotCreate,
                [
                    Diagnostic(
                        code: "file.cannot-create", at: Diagnostic.Location(file: folder),
                        LocalizedText(lv: "šādas mapes nav.", en: "there is no such folder."),
                        advice: LocalizedText(
                            lv: "Izveidojiet mapi vai norādiet citu.",
                            en: "Create the folder or give another one."))
                ])
        }
        return targets
    }

    /// A file's name without folders and the endings of answers files.
    static func stem(of path: String) -> String {
        guard path != "-" else { return "report" }
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".json", ".answers", ".csv", ".ndjson", ".jsonl"]
        where name.hasSuffix(ending) && name.count > ending.count {
            name.removeLast(ending.count)
        }
        return name
    }
}

extension OptionSpec {
    /// In which formats reports are made and where their files go.
    static let reportFiles = [
        OptionSpec(
            "format", value: .text(LocalizedText(lv: "FORMĀTI", en: "FORMATS")),
            LocalizedText(
                lv: "Formāti ar komatu starp tiem; citādi html.",
                en: "The formats, separated by commas; otherwise html.")),
        OptionSpec(
            "output", letter: "o", value: .path(LocalizedText(lv: "MAPE", en: "DIR")),
            LocalizedText(
                lv: "Mape, kurā likt failus; „-“ – standarta izvade; citādi šī mape.",
                en: "The folder for the files; '-' for standard output; otherwise this one.")),
    ]
}
