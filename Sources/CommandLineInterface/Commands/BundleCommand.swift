import Assessment
import Auditing
import Improvement
import Reporting
import Spreadsheet
import Survey
import TextFormats

extension CommandSpec {
    /// `bundle`: answers, definition and reports with their digests in one package.
    static let bundle = CommandSpec(
        name: "bundle",
        summary: LocalizedText(
            lv: "salikt atbildes, definīciju un pārskatus pārbaudāmā pakotnē",
            en: "pack answers, definition and reports to be verified"),
        discussion: LocalizedText(
            lv: "Pakotnē ir atbilžu fails, anketas definīcija, pārskati un manifests ar katra "
                + "faila SHA-256 kontrolsummu un programmas versiju. Tie paši ievaddati un datums "
                + "dod tos pašus baitus. Pārbauda ar briedums verify. Ja nosaukums beidzas ar .zip, "
                + "top viens fails, citādi mape. Ar --audit pakotnē ir arī audits, tā pierādījumu "
                + "faili un tas, kas no tā izriet.",
            en: "The package holds the answers file, the questionnaire's definition, the reports "
                + "and a manifest with the SHA-256 digest of each file and the version of the "
                + "program. The same input and date give the same bytes. It is verified with "
                + "briedums verify. A name that ends in .zip gives one file, any other a folder. "
                + "With --audit the package also holds the audit, its evidence files and what "
                + "follows from it."),
        positionals: [Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true)],
        count: 1...1,
        options: [
            OptionSpec(
                "output", letter: "o", value: .path(LocalizedText(lv: "PAKOTNE", en: "BUNDLE")),
                LocalizedText(
                    lv: "Pakotne: fails .zip vai jauna mape (obligāta).",
                    en: "The bundle: a .zip file or a new folder (required).")),
            OptionSpec(
                "format", value: .text(LocalizedText(lv: "FORMĀTI", en: "FORMATS")),
                LocalizedText(
                    lv: "Pārskatu formāti ar komatu starp tiem; citādi visi.",
                    en: "The formats of the reports, separated by commas; otherwise all.")),
            OptionSpec(
                "attach", value: .path(LocalizedText(lv: "FAILS", en: "FILE")), isRepeatable: true,
                LocalizedText(
                    lv: "Pievienot vēl kādu failu; pārbauda tikai tā kontrolsummu.",
                    en: "Add a further file; only its digest is checked.")),
        ] + OptionSpec.reportedPlan + OptionSpec.reportedAudit + [
            dateOption,
            OptionSpec(
                "force",
                LocalizedText(lv: "Aizstāt esošu .zip failu.", en: "Replace an existing .zip file.")
            ),
        ],
        examples: [
            (
                "briedums bundle Samples/institutions/clean.answers.json -o clean.zip",
                LocalizedText(lv: "pakotne vienā failā", en: "a bundle in one file")
            ),
            (
                "briedums bundle Samples/institutions/contradictory.answers.json --audit "
                    + "Samples/audit/contradictory.audit.json -o audited.zip",
                LocalizedText(
                    lv: "ar auditu un tā pierādījumiem", en: "with an audit and its evidence")
            ),
        ],
        run: { invocation throws(CommandFailure) in try makeBundle(invocation) })

    private static func makeBundle(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        guard let output = invocation.value("output"), !output.isEmpty else {
            throw CommandFailure(
                usage: LocalizedText(lv: "trūkst --output.", en: "--output is missing."),
                advice: LocalizedText(
                    lv: "Norādiet, piemēram, -o pakotne.zip.", en: "Give it like -o bundle.zip."))
        }
        let isContainer = output.hasSuffix(".zip")
        if fileExists(output), !(isContainer && invocation.has("force")) {
            throw CommandFailure(
                .cannotCreate,
                [
                    Diagnostic(
                        code: "file.exists", at: Diagnostic.Location(file: output),
                        LocalizedText(
                            lv: "fails vai mape jau ir.", en: "the file or folder already exists."),
                        advice: isContainer
                            ? LocalizedText(
                                lv: "Lai aizstātu, lietojiet --force.",
                                en: "Use --force to replace it.")
                            : LocalizedText(
                                lv: "Norādiet jaunu mapi.", en: "Give a new folder."))
                ])
        }
        let date = try invocation.day().text
        let formats =
            try invocation.value("format").map { text throws(CommandFailure) in
                try self.formats(text)
            } ?? ReportFormat.allCases
        let time = try invocation.requestedTime()
        let planSource = try invocation.value("plan").map { path throws(CommandFailure) in
            try invocation.bytes(ofFile: path)
        }
        let auditFiles = try invocation.reportedAudit()
        let library = try invocation.library()
        let source = try invocation.bytes(ofFile: invocation.positionals[0])
        let (response, definition) = try invocation.response(from: source, in: library)
        let identity = definition.questionnaire.identity
        guard let files = library.files(id: identity.id, version: identity.version) else {
            preconditionFailure("a definition that was read has files")
        }
        let bundled = try auditFiles.map { files throws(CommandFailure) in
            try bundledAudit(files, of: response, definition, invocation)
        }
        let audit = try bundled.map { bundled throws(CommandFailure) in
            try invocation.auditResult(
                AuditFiles(bundled), of: response, answers: source, by: definition)
        }
        let contents = Bundle.Contents(
            definition: files, answers: source.bytes, plan: planSource?.bytes, audit: bundled,
            time: time, attachments: try attachments(invocation), date: date,
            toolVersion: CommandLineTool.version, formats: formats,
            languages: Language.allCases)
        let assessment = InstitutionAssessment(response, by: definition)
        let plan = try invocation.reportedPlan(
            planSource, for: assessment, date: date, timetable: time)
        let bundle = Bundle(contents, assessment, plan: plan, audit: audit)
        do throws(FileFailure) {
            if isContainer {
                try writeAtomically(
                    bundle.container, toFile: output, overwriting: invocation.has("force"))
            } else {
                try writeTree(bundle.files, toNewFolder: output)
            }
        } catch {
            throw CommandFailure(error)
        }
        let digest = SHA256.hexDigest(of: bundle.manifest.bytes)
        invocation.console.message(
            LocalizedText(
                lv: "\(output): izveidota pakotne, failu skaits: \(bundle.files.count); manifesta "
                    + "SHA-256 ir \(digest).",
                en: "\(output): bundle created, files: \(bundle.files.count); the SHA-256 of its "
                    + "manifest is \(digest)."))
        if let audit, let auditFiles { invocation.warn(of: audit, in: auditFiles) }
        return .success
    }

    /// An audit with its policy and as much of its evidence as there is.
    private static func bundledAudit(
        _ files: AuditFiles, of response: Response, _ definition: Definition,
        _ invocation: Invocation
    ) throws(CommandFailure) -> BundledAudit {
        let audit = try invocation.audit(from: files.audit, of: response, definition)
        var evidence: [TreeFile] = []
        for (index, file) in audit.evidence.enumerated()
        where files.status(index, file) != .missing {
            do throws(FileFailure) {
                evidence.append(
                    TreeFile(
                        path: BundledAudit.path(of: file, at: index),
                        bytes: try readBytes(
                            ofFile: path(file.file, relativeToFile: files.audit.file),
                            limit: bundleLimit)))
            } catch {
                throw CommandFailure(error)
            }
        }
        return BundledAudit(audit: files.audit, policy: files.policy, evidence: evidence)
    }

    private static func attachments(_ invocation: Invocation) throws(CommandFailure) -> [TreeFile] {
        var files: [TreeFile] = []
        for path in invocation.values["attach"] ?? [] {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard !files.contains(where: { $0.path == name }), name != ".." else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "divi pievienotie faili saucas „\(name)“.",
                        en: "two attached files are called '\(name)'."))
            }
            do throws(FileFailure) {
                files.append(
                    TreeFile(path: name, bytes: try readBytes(ofFile: path, limit: bundleLimit)))
            } catch {
                throw CommandFailure(error)
            }
        }
        return files
    }

    /// The most bytes of a bundle's files that are read.
    static let bundleLimit = 1 << 28
}
