package import Survey
package import TextFormats

/// Reads audit files.
package enum AuditReader {
    /// The schema name of audit files.
    package static let schema = "briedums.audit/1"

    /// Reads an audit of answers to a questionnaire; every fault is in the cursor's log.
    ///
    /// - Returns: The audit, incomplete when the log has errors; `nil` when it cannot be used at
    ///   all, which the log says.
    /// - Complexity: O(*bytes*).
    package static func audit(_ root: JSONCursor, of questionnaire: Questionnaire) -> Audit? {
        guard var object = root.object() else { return nil }
        object.requireSchema(schema)
        // Another kind of file would be faulty at every key.
        if root.log.findings.contains(where: { $0.code == "json.unknown-schema" }) { return nil }
        let isSameVersion =
            object.required("questionnaire").map { identity($0, questionnaire) } ?? false
        let revision = object.required("revision")?.integer(in: 0...1_000_000_000)
        let isSynthetic = object.optional("synthetic")?.boolean() ?? false
        let note = object.optional("note")?.nonEmptyString()
        let institution = object.required("institution").flatMap {
            ResponseReader.institution($0)
        }
        let answers = object.required("answers").flatMap { pin($0) }
        let evidence = object.required("evidence").map { self.evidence($0) } ?? []
        // What verdicts mean depends on the questions; of another version they are not read.
        let entries = object.required("verdicts").map {
            isSameVersion ? verdicts($0, in: questionnaire, listed: evidence.map(\.file)) : [:]
        }
        object.finish()
        guard isSameVersion, let institution, let answers else { return nil }
        var audit = Audit(
            questionnaire: questionnaire.identity, isSynthetic: isSynthetic, note: note,
            institution: institution, answers: answers)
        audit.revision = revision ?? 0
        audit.entries = entries ?? [:]
        audit.evidence = evidence
        return audit
    }

    private static func identity(_ cursor: JSONCursor, _ questionnaire: Questionnaire) -> Bool {
        guard var object = cursor.object() else { return false }
        defer { object.finish() }
        let id = object.required("id")?.nonEmptyString()
        let version = object.required("version")?.nonEmptyString()
        let digest = object.required("digest")?.nonEmptyString()
        guard let id, let version, let digest else { return false }
        let pinned = QuestionnaireIdentity(id: id, version: version, digest: digest)
        let answered = questionnaire.identity
        guard pinned != answered else { return true }
        cursor.report(
            code: "audit.digest",
            LocalizedText(
                lv: "audits attiecas uz \(pinned.name) (\(digest)), bet atbildes – uz "
                    + "\(answered.name) (\(answered.digest)).",
                en: "the audit is about \(pinned.name) (\(digest)), the answers are to "
                    + "\(answered.name) (\(answered.digest))."),
            advice: LocalizedText(
                lv: "Sāciet jaunu audita failu.", en: "Begin a new audit file."))
        return false
    }

    private static func pin(_ cursor: JSONCursor) -> Audit.AnswersPin? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let digest = object.required("sha256").flatMap { self.digest($0) }
        let revision = object.required("revision")?.integer(in: 0...1_000_000_000)
        guard let digest, let revision else { return nil }
        return Audit.AnswersPin(sha256: digest, revision: revision)
    }

    private static func digest(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.string() else { return nil }
        let isDigest =
            text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
        guard isDigest else {
            cursor.report(
                code: "audit.sha256",
                LocalizedText(
                    lv: "jābūt 64 heksadecimāliem cipariem (0–9, a–f).",
                    en: "64 hexadecimal digits (0–9, a–f) are needed."))
            return nil
        }
        return text
    }

    // MARK: Evidence

    private static func evidence(_ cursor: JSONCursor) -> [EvidenceFile] {
        var files: [EvidenceFile] = []
        for element in cursor.elements() {
            guard var object = element.object() else { continue }
            let name = object.required("file")
            let file = name?.nonEmptyString()
            let digest = object.required("sha256").flatMap { self.digest($0) }
            let size = object.required("size")?.integer()
            object.finish()
            guard let file, let digest, let size else { continue }
            if files.contains(where: { $0.file == file }) {
                name?.report(
                    code: "audit.duplicate-evidence",
                    LocalizedText(
                        lv: "pierādījums „\(file)“ ir sarakstā divreiz.",
                        en: "the evidence '\(file)' is listed twice."))
                continue
            }
            files.append(
                EvidenceFile(file: file, digest: FileDigest(sha256: digest, size: size)))
        }
        return files
    }

    // MARK: Verdicts

    private static func verdicts(
        _ cursor: JSONCursor, in questionnaire: Questionnaire, listed: [String]
    ) -> [String: AuditEntry] {
        var entries: [String: AuditEntry] = [:]
        for (name, value) in cursor.members() {
            guard let index = questionnaire.itemIndex(name) else {
                reportUnknownName(
                    name, at: value, among: questionnaire.items.map(\.id),
                    code: "audit.unknown-question")
                continue
            }
            entries[name] = entry(
                value, of: questionnaire.items[index], in: questionnaire, listed: listed)
        }
        return entries
    }

    private static func entry(
        _ cursor: JSONCursor, of item: Questionnaire.Item, in questionnaire: Questionnaire,
        listed: [String]
    ) -> AuditEntry? {
        guard var object = cursor.object() else { return nil }
        let word = lookUp(
            object.required("verdict"), among: ["confirmed", "refuted", "not_verified"],
            code: "audit.unknown-verdict")
        let statedCursor = object.required("self_assessed")
        let stated: Answer.Statement?
        if let statedCursor, case .null = statedCursor.value.content {
            stated = nil
        } else {
            stated = statedCursor.flatMap {
                ResponseReader.statement($0, of: item, in: questionnaire)
            }
            // The fault is reported; without the answer the verdict means nothing.
            if stated == nil { return nil }
        }
        let verified = object.optional("verified").flatMap {
            ResponseReader.statement($0, of: item, in: questionnaire)
        }
        let reason = object.optional("reason")?.nonEmptyString()
        let evidence =
            object.optional("evidence")?.elements().compactMap { element in
                lookUp(element, among: listed, code: "audit.unlisted-evidence")
            }.map { listed[$0] } ?? []
        let documents =
            object.optional("documents")?.elements().compactMap { $0.nonEmptyString() } ?? []
        let auditor = object.required("auditor")?.nonEmptyString()
        let date = object.required("date").flatMap { self.date($0) }
        object.finish()
        guard let word, let auditor, let date else { return nil }
        let verdict: AuditEntry.Verdict
        switch (word, verified) {
        case (1, let verified?): verdict = .refuted(verified: verified)
        case (1, nil):
            cursor.report(
                code: "audit.verified",
                LocalizedText(
                    lv: "atspēkotai atbildei vajadzīga pārbaudītā vērtība „verified“.",
                    en: "a refuted answer needs the value that was verified, 'verified'."))
            return nil
        case (_, _?):
            cursor.report(
                code: "audit.verified",
                LocalizedText(
                    lv: "„verified“ pieder tikai atspēkotai atbildei.",
                    en: "'verified' belongs to a refuted answer only."))
            return nil
        case (0, nil): verdict = .confirmed
        default: verdict = .notVerified
        }
        let entry = AuditEntry(
            verdict, selfAssessed: stated, reason: reason, evidence: evidence,
            documents: documents, auditor: auditor, date: date)
        let faults = entry.faults(of: item)
        for fault in faults { cursor.report(code: "audit.verdict", fault.message) }
        return faults.isEmpty ? entry : nil
    }

    private static func date(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.string() else { return nil }
        guard CalendarDay(text)?.text == text else {
            cursor.report(
                code: "audit.date",
                LocalizedText(
                    lv: "„\(text)“ nav datums; rakstiet, piemēram, 2026-11-21.",
                    en: "'\(text)' is not a date; write it like 2026-11-21."))
            return nil
        }
        return text
    }
}
