import Assessment
import Reporting
import Spreadsheet
import Survey
import TextFormats

extension CommandSpec {
    /// `verify`: computes a bundle anew and names the first difference.
    static let verify = CommandSpec(
        name: "verify",
        summary: LocalizedText(
            lv: "pārbaudīt pakotni, visu pārrēķinot", en: "verify a bundle by computing it anew"),
        discussion: LocalizedText(
            lv: "Salīdzina katra faila kontrolsummu ar manifestu, no pakotnē esošās definīcijas un "
                + "atbildēm sagatavo pārskatus no jauna un salīdzina tos baitu pa baitam. Nosauc "
                + "pirmo atšķirību, arī audita atzinumā; statuss tad ir 65. Pārrēķināt var tikai tā programmas versija, "
                + "kas pakotni izveidoja.",
            en: "Compares the digest of each file with the manifest, makes the reports anew from "
                + "the definition and the answers in the bundle and compares them byte by byte. "
                + "Names the first difference, also in an audit's conclusion; the status is 65 then. Only the version of the "
                + "program that made a bundle can compute it anew."),
        positionals: [
            Positional(name: LocalizedText(lv: "PAKOTNE…", en: "BUNDLE…"), isPath: true)
        ], count: 1...10_000, options: [],
        examples: [
            (
                "briedums verify clean.zip",
                LocalizedText(
                    lv: "vai pakotnē kas ir mainīts", en: "whether anything in the bundle changed")
            )
        ],
        run: { invocation throws(CommandFailure) in
            invocation.forEachFile { path throws(CommandFailure) in
                try verify(path, invocation)
            }
        })

    private static func verify(
        _ path: String, _ invocation: Invocation
    ) throws(CommandFailure) -> ExitStatus {
        let (files, container) = try bundleFiles(path)
        let manifest = try manifest(of: files, in: path)
        if let difference = BundleCheck.digests(of: files, against: manifest) {
            throw failure(difference, in: path)
        }
        guard manifest.toolVersion == CommandLineTool.version else {
            throw failure(
                BundleCheck.Difference(
                    BundleManifest.path,
                    LocalizedText(
                        lv: "pakotni izveidoja briedums \(manifest.toolVersion), bet šī ir "
                            + "\(CommandLineTool.version); kontrolsummas atbilst, taču pārskatus "
                            + "pārrēķināt var tikai tā pati versija.",
                        en: "the bundle was made by briedums \(manifest.toolVersion) and this is "
                            + "\(CommandLineTool.version); the digests agree, but only the same "
                            + "version can compute the reports anew.")), in: path)
        }
        let remade = try remade(files, manifest, in: path, invocation)
        if let difference = BundleCheck.contents(of: files, against: remade.files) {
            throw failure(difference, in: path)
        }
        if let container, container != remade.container {
            throw failure(
                BundleCheck.Difference(
                    "",
                    LocalizedText(
                        lv: "faili atbilst, bet ZIP konteiners nav tāds, kādu to veido šī "
                            + "programma: ",
                        en: "the files agree, but the ZIP container is not as this program makes "
                            + "it: ") + BundleCheck.place(container, remade.container)), in: path)
        }
        invocation.console.write(
            LocalizedText(
                lv: "\(path): pārbaudīts, viss sakrīt (failu skaits: \(files.count); "
                    + "\(remade.manifest.questionnaire.name); \(manifest.date)).\n",
                en: "\(path): verified, everything agrees (files: \(files.count); "
                    + "\(remade.manifest.questionnaire.name); \(manifest.date)).\n")[
                    invocation.console.language])
        return .success
    }

    /// The files of a bundle, and its bytes if it is a container.
    private static func bundleFiles(
        _ path: String
    ) throws(CommandFailure) -> (files: [TreeFile], container: [UInt8]?) {
        let bytes: [UInt8]
        do throws(FileFailure) {
            if folderEntries(path) != nil {
                return (try readTree(path, limit: bundleLimit), nil)
            }
            bytes = try readBytes(ofFile: path, limit: bundleLimit)
        } catch {
            throw CommandFailure(error)
        }
        do throws(SpreadsheetFault) {
            return (try unpacked(bytes), bytes)
        } catch {
            let reason =
                if case .container(let text) = error { LocalizedText(verbatim: text) } else {
                    error.message
                }
            throw failure(
                BundleCheck.Difference(
                    "",
                    LocalizedText(
                        lv: "ZIP konteiners ir bojāts vai mainīts (\(reason.lv)).",
                        en: "the ZIP container is damaged or changed (\(reason.en)).")), in: path)
        }
    }

    private static func unpacked(_ bytes: [UInt8]) throws(SpreadsheetFault) -> [TreeFile] {
        let limits = SpreadsheetLimits(partBytes: bundleLimit, sheetBytes: bundleLimit)
        let archive = try ZIPArchive(bytes, limits: limits)
        var files: [TreeFile] = []
        var left = bundleLimit
        for name in archive.names {
            guard let entry = archive.entry(named: name) else { continue }
            let content = try archive.content(of: entry, limit: left)
            left -= content.count
            files.append(TreeFile(path: name, bytes: content))
        }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private static func manifest(
        of files: [TreeFile], in path: String
    ) throws(CommandFailure) -> BundleManifest {
        guard let file = files.first(where: { $0.path == BundleManifest.path }) else {
            throw failure(
                BundleCheck.Difference(
                    BundleManifest.path,
                    LocalizedText(lv: "faila nav.", en: "the file is missing.")), in: path)
        }
        let log = DiagnosticLog()
        let source = JSONSource(file: "\(path): \(file.path)", bytes: file.bytes)
        let manifest = JSONCursor(parsing: source, log: log).flatMap { BundleManifest($0) }
        guard let manifest, !log.containsErrors else {
            throw CommandFailure(.invalidInput, log.findings)
        }
        // What was read must be all that the file says.
        guard manifest.bytes == file.bytes else {
            throw failure(
                BundleCheck.Difference(
                    file.path, BundleCheck.place(file.bytes, manifest.bytes)), in: path)
        }
        return manifest
    }

    private static func remade(
        _ files: [TreeFile], _ manifest: BundleManifest, in path: String, _ invocation: Invocation
    ) throws(CommandFailure) -> Bundle {
        var sources: [String: JSONSource] = [:]
        var attachments: [TreeFile] = []
        var answers: JSONSource?
        var plan: JSONSource?
        var audit: JSONSource?
        var policy: JSONSource?
        var evidence: [TreeFile] = []
        for file in files {
            let parts = file.path.split(separator: "/", maxSplits: 1).map(String.init)
            let source = JSONSource(file: "\(path): \(file.path)", bytes: file.bytes)
            if file.path == Bundle.answersPath { answers = source }
            if file.path == Bundle.planPath { plan = source }
            if file.path == BundledAudit.path { audit = source }
            if file.path == BundledAudit.policyPath { policy = source }
            if parts.first == BundledAudit.evidenceFolder { evidence.append(file) }
            if parts.count == 2, parts[0] == Bundle.definitionFolder { sources[parts[1]] = source }
            if parts.count == 2, parts[0] == Bundle.attachmentFolder {
                attachments.append(TreeFile(path: parts[1], bytes: file.bytes))
            }
        }
        guard let answers else {
            throw failure(
                BundleCheck.Difference(
                    Bundle.answersPath,
                    LocalizedText(lv: "faila nav.", en: "the file is missing.")), in: path)
        }
        let definition = DefinitionFiles(
            folder: "\(path): \(Bundle.definitionFolder)", sources: sources)
        let (response, read) = try invocation.response(from: answers, in: .only(definition))
        let bundled = audit.map { BundledAudit(audit: $0, policy: policy, evidence: evidence) }
        let result = try bundled.map { bundled throws(CommandFailure) in
            try invocation.auditResult(
                AuditFiles(bundled), of: response, answers: answers, by: read)
        }
        let contents = Bundle.Contents(
            definition: definition, answers: answers.bytes, plan: plan?.bytes, audit: bundled,
            time: manifest.time, attachments: attachments, date: manifest.date,
            toolVersion: CommandLineTool.version, formats: manifest.formats,
            languages: manifest.languages)
        let assessment = InstitutionAssessment(response, by: read)
        let shown = try invocation.reportedPlan(
            plan, for: assessment, date: manifest.date, timetable: manifest.time)
        return Bundle(contents, assessment, plan: shown, audit: result)
    }

    private static func failure(
        _ difference: BundleCheck.Difference, in path: String
    ) -> CommandFailure {
        let file = difference.path.isEmpty ? path : "\(path): \(difference.path)"
        return CommandFailure(
            .invalidInput,
            [
                Diagnostic(
                    code: "bundle.changed", at: Diagnostic.Location(file: file),
                    difference.message,
                    advice: LocalizedText(
                        lv: "Neizmantojiet šo pakotni kā pierādījumu; lūdziet to no sastādītāja no "
                            + "jauna.",
                        en: "Do not rely on this bundle; ask its maker for it anew."))
            ])
    }
}
