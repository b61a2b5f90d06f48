import Assessment
import Auditing
import Reporting
import Survey
import TextFormats

/// What `audit` can be asked to do.
private enum AuditVerb: String, CaseIterable {
    case record, show, sample

    /// The options that belong to it alone.
    var options: [String] {
        switch self {
        case .record: ["auditor", "date", "reason", "evidence", "document", "new-answers"]
        case .show: ["json"]
        case .sample: ["json", "count"]
        }
    }
}

extension CommandSpec {
    /// `audit`: an auditor's verdicts on single answers, and what follows from them.
    static let audit = CommandSpec(
        name: "audit",
        summary: LocalizedText(
            lv: "pārbaudīt atbildes pret pierādījumiem", en: "verify answers against evidence"),
        discussion: LocalizedText(
            lv: "record pieraksta spriedumus audita failā: V5=confirmed, V8=refuted:no (ar "
                + "pārbaudīto vērtību), U12=not_verified; tukša vērtība spriedumu dzēš. "
                + "Katram spriedumam vajadzīgs --auditor un --reason, apstiprinātai un "
                + "atspēkotai atbildei arī --evidence vai --document. Atbilžu failu tas nemaina. show rāda pašnovērtējumu blakus "
                + "pārbaudei un atzinumu; statuss 1, ja pierādījumu fails mainīts vai zudis vai "
                + "spriedumi novecojuši. sample iesaka, ko pārbaudīt vispirms.",
            en: "record writes verdicts into an audit file: V5=confirmed, V8=refuted:no (with the "
                + "value verified), U12=not_verified; an empty value removes a verdict. "
                + "Every verdict needs --auditor and --reason, a confirmed or refuted answer also "
                + "--evidence or --document. The answers file is not changed. show puts verified beside self-assessed, with a "
                + "conclusion; status 1 if an evidence file has changed or is missing or verdicts "
                + "are out of date. sample says what to verify first."),
        positionals: [
            Positional(
                name: LocalizedText(verbatim: "record|show|sample"),
                choices: AuditVerb.allCases.map(\.rawValue)),
            Positional(name: LocalizedText(lv: "ATBILDES", en: "ANSWERS"), isPath: true),
            Positional(name: LocalizedText(lv: "AUDITS", en: "AUDIT"), isPath: true),
            Positional(name: LocalizedText(lv: "JAUTĀJUMS=SPRIEDUMS…", en: "QUESTION=VERDICT…")),
        ], count: 2...1000,
        options: [
            jsonOption,
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
            ),
            (
                "briedums audit show Samples/institutions/contradictory.answers.json "
                    + "Samples/audit/contradictory.audit.json",
                LocalizedText(
                    lv: "pašnovērtējums blakus pārbaudei", en: "self-assessed beside verified")
            ),
        ],
        run: { invocation throws(CommandFailure) in try audit(invocation) })

    private static func audit(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        guard let verb = AuditVerb(rawValue: invocation.positionals[0]) else {
            preconditionFailure("the verb is one of the words that the table allows")
        }
        try expectOptions(of: verb, invocation)
        switch verb {
        case .record: return try AuditRecording(invocation).run()
        case .show: return try show(invocation)
        case .sample: return try sample(invocation)
        }
    }

    /// Refuses options and arguments that mean nothing for what is asked.
    private static func expectOptions(
        of verb: AuditVerb, _ invocation: Invocation
    ) throws(CommandFailure) {
        var faults: [Diagnostic] = []
        let own = invocation.command.options.map(\.name)
        for name in own where invocation.has(name) && !verb.options.contains(name) {
            faults.append(
                Diagnostic(
                    code: "usage",
                    LocalizedText(
                        lv: "opcija --\(name) neattiecas uz audit \(verb.rawValue).",
                        en: "--\(name) is not an option of audit \(verb.rawValue).")))
        }
        let count = invocation.positionals.count
        let allowed: ClosedRange<Int> =
            switch verb {
            case .record: 4...1000
            case .show: 3...3
            case .sample: 2...3
            }
        if !allowed.contains(count) {
            let usage: LocalizedText =
                switch verb {
                case .record:
                    LocalizedText(
                        lv: "briedums audit record ATBILDES AUDITS JAUTĀJUMS=SPRIEDUMS…",
                        en: "briedums audit record ANSWERS AUDIT QUESTION=VERDICT…")
                case .show:
                    LocalizedText(
                        lv: "briedums audit show ATBILDES AUDITS",
                        en: "briedums audit show ANSWERS AUDIT")
                case .sample:
                    LocalizedText(
                        lv: "briedums audit sample ATBILDES [AUDITS]",
                        en: "briedums audit sample ANSWERS [AUDIT]")
                }
            faults.append(
                Diagnostic(
                    code: "usage",
                    count < allowed.lowerBound
                        ? LocalizedText(lv: "trūkst argumentu.", en: "arguments are missing.")
                        : LocalizedText(lv: "ir lieki argumenti.", en: "too many arguments."),
                    advice: LocalizedText(
                        lv: "Lietojums: \(usage.lv)", en: "Usage: \(usage.en)")))
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
    }

    // MARK: Show and sample

    private static func show(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let source = try invocation.bytes(ofFile: invocation.positionals[1])
        let path = invocation.positionals[2]
        let (response, definition) = try invocation.response(from: source, in: library)
        let audit = try invocation.audit(inFile: path, of: response, definition)
        let result = AuditResult(
            response, digest: SHA256.hexDigest(of: source.bytes), audit: audit,
            evidence: audit.evidence.map { ($0, $0.status(besideAudit: path)) }, by: definition)
        if invocation.has("json") {
            invocation.console.write(AuditJSON(result).output.pretty())
        } else {
            invocation.console.write(AuditReport(result).report)
        }
        let isIntact = result.evidence.allSatisfy { $0.status == .intact }
        return isIntact && result.verified.verification.stale.isEmpty ? .success : .findings
    }

    private static func sample(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
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
            inFile: invocation.positionals[1], from: library)
        var response = given
        var verification: Verification?
        if invocation.positionals.count > 2 {
            let audit = try invocation.audit(
                inFile: invocation.positionals[2], of: given, definition)
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
        } else {
            invocation.console.write(list.report)
        }
        return .success
    }
}

extension Invocation {
    /// The audit in a file, which must be of these answers' institution and questionnaire.
    func audit(
        inFile path: String, of response: Response, _ definition: Definition
    ) throws(CommandFailure) -> Audit {
        let log = DiagnosticLog()
        guard let root = JSONCursor(parsing: try bytes(ofFile: path), log: log),
            let audit = AuditReader.audit(root, of: definition.questionnaire), !log.containsErrors
        else { throw CommandFailure(.invalidInput, log.findings) }
        guard audit.concerns(response) else {
            let (theirs, ours) = (audit.institution, response.institution)
            (root.member("institution") ?? root).report(
                code: "audit.other-institution",
                LocalizedText(
                    lv: "audits attiecas uz iestādi \(theirs.registrationNumber) "
                        + "(\(theirs.surveyYear)), bet atbildes ir no \(ours.registrationNumber) "
                        + "(\(ours.surveyYear)).",
                    en: "the audit is about institution \(theirs.registrationNumber) "
                        + "(\(theirs.surveyYear)), the answers are of \(ours.registrationNumber) "
                        + "(\(ours.surveyYear))."))
            throw CommandFailure(.invalidInput, log.findings)
        }
        return audit
    }
}
