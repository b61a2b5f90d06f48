import Assessment
import Auditing
import Reporting
import Survey
import TextFormats

/// Records `QUESTION=VERDICT` in an audit file: everything of a call or nothing.
struct AuditRecording {
    private let invocation: Invocation

    /// Takes a call of `audit record`.
    init(_ invocation: Invocation) { self.invocation = invocation }

    /// Records the verdicts of the call.
    func run() throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let source = try invocation.bytes(ofFile: invocation.positionals[0])
        let path = invocation.positionals[1]
        let (response, definition) = try invocation.response(from: source, in: library)
        let pin = Audit.AnswersPin(
            sha256: SHA256.hexDigest(of: source.bytes), revision: response.revision)
        var audit =
            path != "-" && fileExists(path)
            ? try invocation.audit(inFile: path, of: response, definition)
            : Audit(of: response, answers: pin)
        try expectSameAnswers(pin, response, audit, path, definition)
        audit.answers = pin
        let questionnaire = definition.questionnaire
        var faults: [Diagnostic] = []
        let evidence = evidence(besideAudit: path, &faults)
        var recorded: Set<String> = []
        for assignment in invocation.positionals.dropFirst(2) {
            recorded.formUnion(
                apply(
                    assignment, response, questionnaire, evidence.map(\.file), to: &audit, &faults))
        }
        register(evidence, recorded: recorded, in: &audit, &faults)
        guard faults.isEmpty else {
            let isFileMissing = faults.contains { $0.code == "file.missing" }
            throw CommandFailure(isFileMissing ? .missingInput : .usage, faults)
        }
        try save(audit, of: questionnaire, at: path)
        return .success
    }

    /// Verdicts on another content of the answers file are recorded only when that is wanted.
    private func expectSameAnswers(
        _ pin: Audit.AnswersPin, _ response: Response, _ audit: Audit, _ path: String,
        _ definition: Definition
    ) throws(CommandFailure) {
        guard audit.answers.sha256 != pin.sha256, !invocation.has("new-answers") else { return }
        let stale = definition.questionnaire.items.map(\.id).filter { id in
            audit.entries[id].map { !audit.isCurrent($0, of: id, in: response) } ?? false
        }
        let list = stale.isEmpty ? "–" : stale.joined(separator: ", ")
        throw CommandFailure(
            .invalidInput,
            [
                Diagnostic(
                    code: "audit.answers-changed", at: Diagnostic.Location(file: path),
                    LocalizedText(
                        lv: "atbilžu fails kopš pēdējā sprieduma ir mainījies; mainītas vērtētās "
                            + "atbildes: \(list).",
                        en: "the answers file has changed since the last verdict; judged answers "
                            + "that changed: \(list)."),
                    advice: LocalizedText(
                        lv: "Lai turpinātu ar jauno saturu, norādiet --new-answers.",
                        en: "To go on with the new content, give --new-answers."))
            ])
    }

    // MARK: Evidence

    private func evidence(
        besideAudit path: String, _ faults: inout [Diagnostic]
    ) -> [EvidenceFile] {
        var files: [EvidenceFile] = []
        for file in invocation.values["evidence"] ?? [] {
            do throws(FileFailure) {
                let digest = try FileDigest(ofFile: file)
                let name = path == "-" ? file : relativePath(to: file, fromFile: path)
                if !files.contains(where: { $0.file == name }) {
                    files.append(EvidenceFile(file: name, digest: digest))
                }
            } catch {
                faults.append(error.diagnostic)
            }
        }
        return files
    }

    /// Lists evidence files; a file that has changed under verdicts given before is refused.
    private func register(
        _ evidence: [EvidenceFile], recorded: Set<String>, in audit: inout Audit,
        _ faults: inout [Diagnostic]
    ) {
        for file in evidence {
            guard let index = audit.evidence.firstIndex(where: { $0.file == file.file }) else {
                audit.evidence.append(file)
                continue
            }
            guard audit.evidence[index] != file else { continue }
            let others = audit.entries.filter {
                !recorded.contains($0.key) && $0.value.evidence.contains(file.file)
            }.keys.sorted()
            if others.isEmpty {
                audit.evidence[index] = file
                continue
            }
            let list = others.joined(separator: ", ")
            faults.append(
                Diagnostic(
                    code: "audit.evidence-changed", at: Diagnostic.Location(file: file.file),
                    LocalizedText(
                        lv: "pierādījuma fails ir mainījies, bet uz iepriekšējo saturu balstās "
                            + "spriedumi: \(list).",
                        en: "the evidence file has changed, but verdicts rest on its former "
                            + "content: \(list)."),
                    advice: LocalizedText(
                        lv: "Glabājiet jauno saturu ar citu nosaukumu vai pierakstiet arī šos "
                            + "spriedumus no jauna.",
                        en: "Keep the new content under another name, or record those verdicts "
                            + "anew as well.")))
        }
        let used = Set(audit.entries.values.flatMap(\.evidence))
        audit.evidence = audit.evidence.filter { used.contains($0.file) }
            .sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    }

    // MARK: Verdicts

    /// Applies one assignment.
    ///
    /// - Returns: The item that was judged, or none after a fault.
    private func apply(
        _ assignment: String, _ response: Response, _ questionnaire: Questionnaire,
        _ evidence: [String], to audit: inout Audit, _ faults: inout [Diagnostic]
    ) -> [String] {
        func fault(_ message: LocalizedText, _ advice: LocalizedText? = nil) -> [String] {
            faults.append(Diagnostic(code: "usage", message, advice: advice))
            return []
        }
        let parts = assignment.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return fault(
                LocalizedText(
                    lv: "„\(assignment)“: trūkst „=“.", en: "'\(assignment)' has no '='."),
                LocalizedText(
                    lv: "Rakstiet, piemēram, V5=refuted:no.", en: "Write it like V5=refuted:no."))
        }
        let name = trimmingSpace(String(parts[0]))
        guard let index = questionnaire.itemIndex(name) else {
            return fault(
                LocalizedText(lv: "„\(name)“ nav zināms.", en: "'\(name)' is not known."),
                Diagnostic.didYouMean(
                    nearestName(to: name, among: questionnaire.items.map(\.id))))
        }
        let item = questionnaire.items[index]
        let value = trimmingSpace(String(parts[1]))
        if value.isEmpty {
            audit.entries[item.id] = nil
            return [item.id]
        }
        let words = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let word = trimmingSpace(String(words[0])).lowercased()
        let typed = words.count == 2 ? trimmingSpace(String(words[1])) : nil
        let verdict: AuditEntry.Verdict
        switch (word, typed) {
        case ("confirmed", nil), ("apstiprināta", nil): verdict = .confirmed
        case ("not_verified", nil), ("nav pārbaudīta", nil): verdict = .notVerified
        case ("refuted", let typed?), ("atspēkota", let typed?):
            switch statement(typed, item, questionnaire) {
            case .success(let statement): verdict = .refuted(verified: statement)
            case .failure(let reason):
                return fault(
                    LocalizedText(verbatim: "\(item.id): ") + reason.message, reason.advice)
            }
        default:
            return fault(
                LocalizedText(
                    lv: "„\(value)“ nav spriedums.", en: "'\(value)' is not a verdict."),
                LocalizedText(
                    lv: "Rakstiet confirmed, refuted:VĒRTĪBA vai not_verified.",
                    en: "Write confirmed, refuted:VALUE or not_verified."))
        }
        guard let auditor = invocation.value("auditor").map(trimmingSpace), !auditor.isEmpty else {
            return fault(
                LocalizedText(
                    lv: "\(item.id): nav norādīts, kas spriež.",
                    en: "\(item.id): it is not said who judges."),
                LocalizedText(lv: "Norādiet --auditor.", en: "Give --auditor."))
        }
        let date: CalendarDay
        do throws(CommandFailure) {
            date = try invocation.day()
        } catch {
            for finding in error.findings { _ = fault(finding.message, finding.advice) }
            return []
        }
        let reason = invocation.value("reason").map(trimmingSpace)
        let documents = (invocation.values["document"] ?? []).map(trimmingSpace)
        let entry = AuditEntry(
            verdict, selfAssessed: response.answers[item.id]?.statement,
            reason: reason.flatMap { $0.isEmpty ? nil : $0 }, evidence: evidence,
            documents: documents.filter { !$0.isEmpty }, auditor: auditor, date: date.text)
        for found in entry.faults(of: item) {
            _ = fault(
                LocalizedText(verbatim: "\(item.id): ") + found.message, advice(on: found))
        }
        audit.entries[item.id] = entry
        return [item.id]
    }

    private func advice(on fault: AuditEntry.Fault) -> LocalizedText? {
        switch fault {
        case .reasonMissing: LocalizedText(lv: "Norādiet --reason.", en: "Give --reason.")
        case .evidenceMissing:
            LocalizedText(
                lv: "Norādiet --evidence vai --document.", en: "Give --evidence or --document.")
        default: nil
        }
    }

    private func statement(
        _ typed: String, _ item: Questionnaire.Item, _ questionnaire: Questionnaire
    ) -> Result<Answer.Statement, ValueFault> {
        if ["not_applicable", "nav attiecināms"].contains(typed.lowercased()),
            questionnaire.allowsNotApplicable(item)
        {
            return .success(.notApplicable(reason: nil))
        }
        return ValueFormat(kind: questionnaire.question(of: item).kind, in: questionnaire)
            .value(typed: typed).map { .values($0) }
    }

    // MARK: Saving

    private func save(
        _ audit: Audit, of questionnaire: Questionnaire, at path: String
    ) throws(CommandFailure) {
        if path == "-" {
            var next = audit
            next.revision += 1
            invocation.console.write(AuditWriter.json(next, of: questionnaire).pretty())
            return
        }
        do throws(AuditStore.Conflict) {
            try AuditStore.save(audit, of: questionnaire, at: path)
        } catch {
            switch error {
            case .file(let failure): throw CommandFailure(failure)
            case .stale(let path, let read, let found):
                throw CommandFailure(
                    .inputOutput,
                    [
                        Diagnostic(
                            code: "audit.stale", at: Diagnostic.Location(file: path),
                            LocalizedText(
                                lv: "failu pa šo laiku ir mainījis kāds cits (redakcija \(read) → "
                                    + "\(found)); nekas nav pierakstīts.",
                                en: "someone else has changed the file meanwhile (revision "
                                    + "\(read) → \(found)); nothing was recorded."),
                            advice: LocalizedText(
                                lv: "Palaidiet komandu vēlreiz.", en: "Run the command again."))
                    ])
            }
        }
        let counted = Wording.verdicts.counted(audit.entries.count)
        invocation.console.message(
            LocalizedText(
                lv: "Audita failā: \(counted.lv).", en: "The audit file has \(counted.en)."))
    }
}
