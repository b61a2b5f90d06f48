import Assessment
import Auditing
import Reporting
import Survey
import TextFormats

/// An audit file with what else its result depends on, wherever these files are kept.
struct AuditFiles {
    /// The audit file.
    let audit: JSONSource
    /// The thresholds of the conclusion; `nil` for those of the program.
    let policy: JSONSource?
    /// What has become of an evidence file, by its place in the audit file.
    let status: (_ index: Int, _ file: EvidenceFile) -> EvidenceFile.Status
}

extension AuditFiles {
    /// The audit in a bundle, whose evidence is what the bundle holds of it.
    init(_ bundled: BundledAudit) {
        self.init(audit: bundled.audit, policy: bundled.policy) {
            bundled.status(of: $1, at: $0)
        }
    }
}

extension Invocation {
    /// The audit file at a path with the evidence beside it and the policy that the call names.
    func auditFiles(_ path: String) throws(CommandFailure) -> AuditFiles {
        AuditFiles(
            audit: try bytes(ofFile: path),
            policy: try value("policy").map { path throws(CommandFailure) in
                try bytes(ofFile: path)
            }, status: { _, file in file.status(besideAudit: path) })
    }

    /// Self-assessed beside verified.
    ///
    /// - Throws: Every fault of the audit file or of the policy; an audit of another institution.
    func auditResult(
        _ files: AuditFiles, of response: Response, answers: JSONSource, by definition: Definition
    ) throws(CommandFailure) -> AuditResult {
        let audit = try audit(from: files.audit, of: response, definition)
        return AuditResult(
            response, digest: SHA256.hexDigest(of: answers.bytes), audit: audit,
            auditDigest: SHA256.hexDigest(of: files.audit.bytes),
            evidence: audit.evidence.enumerated().map { ($1, files.status($0, $1)) },
            by: definition, policy: try policy(files.policy))
    }

    private func policy(_ source: JSONSource?) throws(CommandFailure) -> AuditPolicy {
        guard let source else { return AuditPolicyReader.bundled() }
        let log = DiagnosticLog()
        let policy = AuditPolicyReader.policy(source, log: log)
        guard let policy, !log.containsErrors else {
            throw CommandFailure(.invalidInput, log.findings)
        }
        return policy
    }

    /// The audit in a file, which must be of these answers' institution and questionnaire.
    func audit(
        inFile path: String, of response: Response, _ definition: Definition
    ) throws(CommandFailure) -> Audit {
        try audit(from: try bytes(ofFile: path), of: response, definition)
    }

    /// The audit in a source, which must be of these answers' institution and questionnaire.
    func audit(
        from source: JSONSource, of response: Response, _ definition: Definition
    ) throws(CommandFailure) -> Audit {
        let log = DiagnosticLog()
        guard let root = JSONCursor(parsing: source, log: log),
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

    /// Checks that an audit is given for one answers file only.
    func expectOneAudited() throws(CommandFailure) {
        guard has("audit"), positionals.count > 1 else { return }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "--audit attiecas uz vienu atbilžu failu.",
                en: "--audit is about one answers file."))
    }

    /// The files of the audit that `--audit` names, for a report that shows it.
    func reportedAudit() throws(CommandFailure) -> AuditFiles? {
        try expectOneAudited()
        if has("policy"), !has("audit") {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--policy lieto kopā ar --audit.", en: "--policy goes with --audit."))
        }
        return try value("audit").map { path throws(CommandFailure) in try auditFiles(path) }
    }

    /// Warns of verdicts and evidence that no longer hold; the report says so, too.
    func warn(of result: AuditResult, in files: AuditFiles) {
        let path = files.audit.file
        let stale = result.verified.verification.stale
            .map { result.definition.questionnaire.items[$0].id }.joined(separator: ", ")
        var warnings = result.evidence.filter { $0.status != .intact }.map { file, status in
            Diagnostic(
                .warning, code: "audit.evidence-\(status.rawValue)",
                at: Diagnostic.Location(file: path),
                status == .changed
                    ? LocalizedText(
                        lv: "pierādījumu fails „\(file.file)“ ir mainīts.",
                        en: "the evidence file '\(file.file)' has changed.")
                    : LocalizedText(
                        lv: "pierādījumu faila „\(file.file)“ nav.",
                        en: "the evidence file '\(file.file)' is missing."),
                advice: LocalizedText(
                    lv: "Atzinumu sniegt nevar.", en: "No conclusion can be given."))
        }
        if !stale.isEmpty {
            warnings.append(
                Diagnostic(
                    .warning, code: "audit.stale", at: Diagnostic.Location(file: path),
                    LocalizedText(
                        lv: "atbildes pēc sprieduma ir mainītas: \(stale).",
                        en: "answers were changed after the verdict: \(stale)."),
                    advice: LocalizedText(
                        lv: "Šie spriedumi netiek ņemti vērā, līdz tos pieraksta no jauna "
                            + "(audit record).",
                        en: "These verdicts do not count until they are recorded anew "
                            + "(audit record).")))
        }
        console.report(warnings)
    }
}

extension OptionSpec {
    /// The option for other thresholds of an audit's conclusion.
    static let auditPolicy = OptionSpec(
        "policy", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
        LocalizedText(lv: "Citas atzinuma robežas.", en: "Other thresholds for the conclusion."))

    /// The options that say which audit a report shows.
    static let reportedAudit = [
        OptionSpec(
            "audit", value: .path(LocalizedText(lv: "AUDITS", en: "AUDIT")),
            LocalizedText(
                lv: "Audita fails: pārskatā ir arī tas, ko pārbaudījis auditors.",
                en: "Audit file: the report also shows what an auditor has verified.")),
        auditPolicy,
    ]
}
