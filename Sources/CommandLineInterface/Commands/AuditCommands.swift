import Assessment
import Auditing
import Reporting
import Survey
import TextFormats

private let answersArgument = CommandSpec.Positional(
    name: LocalizedText(lv: "ATBILDES", en: "ANSWERS"), isPath: true)
private let auditArgument = CommandSpec.Positional(
    name: LocalizedText(lv: "AUDITS", en: "AUDIT"), isPath: true)
private let csvOption = OptionSpec(
    "csv", LocalizedText(lv: "Rezultāts kā CSV tabula.", en: "The result as a CSV table."))

extension CommandSpec {
    /// `audit`: self-assessed beside verified.
    static let audit = CommandSpec(
        name: "audit",
        summary: LocalizedText(
            lv: "rādīt pašnovērtējumu blakus pārbaudītajam",
            en: "show self-assessed beside verified"),
        discussion: LocalizedText(
            lv: "Rāda, ko auditora spriedumi (audit record) maina: atšķirības pa jautājumiem un "
                + "dimensijām, atzinumu un pierādījumu failu stāvokli. Statuss 1, ja pierādījumu "
                + "fails mainīts vai zudis vai spriedumi novecojuši.",
            en: "Shows what an auditor's verdicts (audit record) change: differences by question "
                + "and dimension, the conclusion, and the state of evidence files. Status 1 if an "
                + "evidence file has changed or is missing or verdicts are out of date."),
        positionals: [answersArgument, auditArgument], count: 2...2,
        options: [
            jsonOption, csvOption, .auditPolicy,
        ],
        examples: [
            (
                "briedums audit Samples/institutions/contradictory.answers.json "
                    + "Samples/audit/contradictory.audit.json",
                LocalizedText(
                    lv: "pašnovērtējums blakus pārbaudei", en: "self-assessed beside verified")
            )
        ],
        run: { invocation throws(CommandFailure) in try showAudit(invocation) })

    /// `audit record`: verdicts on single answers.
    static let auditRecord = CommandSpec(
        name: "audit record",
        summary: LocalizedText(
            lv: "pierakstīt spriedumus par atbildēm", en: "record verdicts on answers"),
        discussion: LocalizedText(
            lv: "Spriedumi: V5=confirmed, V8=refuted:no (ar pārbaudīto vērtību), "
                + "U12=not_verified; tukša vērtība spriedumu dzēš. Katram spriedumam vajadzīgs "
                + "--auditor un --reason, apstiprinātai un atspēkotai atbildei arī --evidence vai "
                + "--document. Pieraksta visu vai neko. Atbilžu failu nemaina.",
            en: "Verdicts: V5=confirmed, V8=refuted:no (with the value verified), "
                + "U12=not_verified; an empty value removes a verdict. Every verdict needs "
                + "--auditor and --reason, a confirmed or refuted answer also --evidence or "
                + "--document. Records everything or nothing. The answers file is not changed."),
        positionals: [
            answersArgument, auditArgument,
            Positional(name: LocalizedText(lv: "JAUTĀJUMS=SPRIEDUMS…", en: "QUESTION=VERDICT…")),
        ], count: 3...1000,
        options: [
            OptionSpec(
                "auditor", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(lv: "Kas spriež.", en: "Who judges.")),
            OptionSpec(
                "date", value: .text(LocalizedText(lv: "GGGG-MM-DD", en: "YYYY-MM-DD")),
                LocalizedText(
                    lv: "Sprieduma diena; citādi šodiena.",
                    en: "The day of the verdict; otherwise today.")),
            OptionSpec(
                "reason", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                LocalizedText(lv: "Sprieduma pamatojums.", en: "Why the verdict is as it is.")),
            OptionSpec(
                "evidence", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Pierādījuma fails; pieraksta tā SHA-256 un lielumu.",
                    en: "An evidence file; its SHA-256 and size are recorded.")),
            OptionSpec(
                "document", value: .text(LocalizedText(lv: "TEKSTS", en: "TEXT")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Uz vietas redzēts dokuments, kas nav fails.",
                    en: "A document seen on site that is not kept as a file.")),
            OptionSpec(
                "new-answers",
                LocalizedText(
                    lv: "Turpināt, lai gan atbilžu fails ir mainījies.",
                    en: "Go on although the answers file has changed.")),
        ],
        examples: [
            (
                "briedums audit record Samples/institutions/contradictory.answers.json - "
                    + "V9=refuted:no --auditor Paraugs --reason Neviens --document Saruna",
                LocalizedText(
                    lv: "atspēkota atbilde, audits standarta izvadē",
                    en: "a refuted answer, the audit on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try AuditRecording(invocation).run() })

    /// `audit sample`: which answers to verify first.
    static let auditSample = CommandSpec(
        name: "audit sample",
        summary: LocalizedText(
            lv: "ieteikt, ko pārbaudīt vispirms", en: "suggest what to verify first"),
        discussion: LocalizedText(
            lv: "Sarindo atbildes pēc riska: prasības, uz kurām balstās līmenis; atbildes, kas ir "
                + "pretrunā; atbildes, no kurām līmenis un punkti atkarīgi visvairāk. Ar audita "
                + "failu jau pārbaudītās izlaiž.",
            en: "Ranks answers by risk: gates on which a level rests, answers that contradict "
                + "others, answers on which levels and scores depend most. With an audit file "
                + "leaves out those already verified."),
        positionals: [answersArgument, auditArgument], count: 1...2,
        options: [
            jsonOption, csvOption,
            OptionSpec(
                "count", value: .text(LocalizedText(lv: "SKAITS", en: "COUNT")),
                LocalizedText(
                    lv: "Cik atbilžu ieteikt (15).", en: "How many answers to suggest (15).")),
        ],
        examples: [
            (
                "briedums audit sample Samples/institutions/contradictory.answers.json",
                LocalizedText(
                    lv: "kuras atbildes pārbaudīt vispirms un kāpēc",
                    en: "which answers to verify first, and why")
            )
        ],
        run: { invocation throws(CommandFailure) in try sampleAudit(invocation) })

    private static func showAudit(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        try expectOneFormat(invocation)
        let library = try invocation.library()
        let source = try invocation.bytes(ofFile: invocation.positionals[0])
        let (response, definition) = try invocation.response(from: source, in: library)
        let files = try invocation.auditFiles(invocation.positionals[1])
        let result = try invocation.auditResult(
            files, of: response, answers: source, by: definition)
        if invocation.has("json") {
            invocation.console.write(AuditJSON(result).output.pretty())
        } else if invocation.has("csv") {
            invocation.writeTable(AuditTable(result).rows(in: invocation.console.language))
        } else {
            invocation.console.write(AuditReport(result).report)
        }
        let isIntact = result.evidence.allSatisfy { $0.status == .intact }
        return isIntact && result.verified.verification.stale.isEmpty ? .success : .findings
    }

    private static func sampleAudit(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        try expectOneFormat(invocation)
        var count = 15
        if let text = invocation.value("count") {
            guard let number = Int(text), number > 0 else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "„\(text)“ nav pozitīvs skaitlis.",
                        en: "'\(text)' is not a positive number."))
            }
            count = number
        }
        let library = try invocation.library()
        let (given, definition) = try invocation.response(
            inFile: invocation.positionals[0], from: library)
        var response = given
        var verification: Verification?
        if invocation.positionals.count > 1 {
            let audit = try invocation.audit(
                inFile: invocation.positionals[1], of: given, definition)
            let verified = VerifiedResponse(
                given, audit: audit, questionnaire: definition.questionnaire)
            response = verified.response
            verification = verified.verification
        }
        let assessment = InstitutionAssessment(
            response, by: definition, verification: verification)
        let sample = AuditSample(assessment, excluding: Set(verification?.verified ?? []))
        let list = AuditSampleReport(sample, of: assessment, count: count)
        if invocation.has("json") {
            invocation.console.write(list.json.pretty())
        } else if invocation.has("csv") {
            invocation.writeTable(list.rows(in: invocation.console.language))
        } else {
            invocation.console.write(list.report)
        }
        return .success
    }

    private static func expectOneFormat(_ invocation: Invocation) throws(CommandFailure) {
        guard invocation.has("json"), invocation.has("csv") else { return }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "--json un --csv kopā nav lietojami.",
                en: "--json and --csv cannot be combined."))
    }
}

extension Invocation {
    /// Writes rows of free text as CSV; what a spreadsheet would run as a formula is made harmless.
    fileprivate func writeTable(_ rows: [[String]]) {
        var bytes: [UInt8] = []
        for row in rows { CSVWriter().append(record: row, to: &bytes) }
        console.write(String(decoding: bytes, as: UTF8.self))
    }
}
