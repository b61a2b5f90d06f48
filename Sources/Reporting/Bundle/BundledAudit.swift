package import Auditing
package import TextFormats

/// An audit as a bundle holds it: with its evidence, so that nothing outside is needed to judge it.
package struct BundledAudit: Sendable {
    /// Where the audit file is in a bundle.
    package static let path = "audit.json"
    /// Where other thresholds of the conclusion are in a bundle.
    package static let policyPath = "audit-policy.json"
    /// Where a bundle states what follows from answers and audit.
    package static let resultPath = "audit-result.json"
    /// The folder of the evidence in a bundle.
    package static let evidenceFolder = "evidence"

    /// The audit file as it is.
    package let audit: JSONSource
    /// The thresholds of the conclusion as they are; `nil` for those of the program.
    package let policy: JSONSource?
    /// The evidence files that are there, with their paths in the bundle.
    package let evidence: [TreeFile]

    /// Lists what a bundle holds of an audit.
    package init(audit: JSONSource, policy: JSONSource?, evidence: [TreeFile]) {
        self.audit = audit
        self.policy = policy
        self.evidence = evidence
    }

    /// Where an evidence file is in a bundle: its name after its place in the audit file, for
    /// files of different folders may have the same name.
    package static func path(of file: EvidenceFile, at index: Int) -> String {
        let name = file.file.split(separator: "/").last.map(String.init) ?? ""
        return "\(evidenceFolder)/\(index + 1)-\(name)"
    }

    /// What has become of an evidence file, judged by the bundle alone.
    package func status(of file: EvidenceFile, at index: Int) -> EvidenceFile.Status {
        let path = Self.path(of: file, at: index)
        guard let found = evidence.first(where: { $0.path == path }) else { return .missing }
        let digest = FileDigest(
            sha256: SHA256.hexDigest(of: found.bytes), size: found.bytes.count)
        return digest == file.digest ? .intact : .changed
    }

    /// The files of the bundle: the audit, the evidence that it lists, and what follows from it.
    func files(_ result: AuditResult) -> [TreeFile] {
        let listed = Set(
            result.evidence.enumerated().map { Self.path(of: $1.file, at: $0) })
        return [
            TreeFile(path: Self.path, bytes: audit.bytes),
            TreeFile(
                path: Self.resultPath, bytes: Array(AuditJSON(result).output.pretty().utf8)),
        ] + (policy.map { [TreeFile(path: Self.policyPath, bytes: $0.bytes)] } ?? [])
            + evidence.filter { listed.contains($0.path) }
    }

    // MARK: What is stated

    /// The first statement of an audit result that does not follow from answers and audit, the
    /// conclusion before all others; `nil` when the files do not differ in what they state.
    static func difference(_ stated: [UInt8], _ computed: [UInt8]) -> LocalizedText? {
        func root(_ bytes: [UInt8]) -> JSONCursor? {
            JSONCursor(parsing: JSONSource(file: resultPath, bytes: bytes), log: DiagnosticLog())
        }
        guard let stated = root(stated), let computed = root(computed) else { return nil }
        let conclusions = [stated, computed].compactMap { $0.member("conclusion") }
        let first =
            conclusions.count == 2 ? difference(conclusions[0], conclusions[1]) : nil
        return first ?? difference(stated, computed)
    }

    private static func difference(
        _ stated: JSONCursor, _ computed: JSONCursor
    ) -> LocalizedText? {
        let pairs: [(JSONCursor?, JSONCursor?)]
        switch (stated.value.content, computed.value.content) {
        case (.object(let left), .object(let right)):
            guard left.map(\.key) == right.map(\.key) else { return sentence(stated, computed) }
            pairs = left.map { (stated.member($0.key), computed.member($0.key)) }
        case (.array(let left), .array(let right)):
            guard left.count == right.count else { return sentence(stated, computed) }
            pairs = left.indices.map { (stated.element($0), computed.element($0)) }
        default:
            return text(stated) == text(computed) ? nil : sentence(stated, computed)
        }
        for case (let stated?, let computed?) in pairs {
            if let difference = difference(stated, computed) { return difference }
        }
        return nil
    }

    private static func sentence(_ stated: JSONCursor, _ computed: JSONCursor) -> LocalizedText {
        let pointer = stated.pointer.description
        let (claim, truth) = (text(stated), text(computed))
        return LocalizedText(
            lv:
                "\(pointer): norādīts \(claim), bet no pakotnes atbildēm un audita izriet \(truth).",
            en:
                "\(pointer): \(claim) is stated, but \(truth) follows from the answers and the audit "
                + "in the bundle.")
    }

    /// A value on one line; of lists and objects only the ids or keys.
    private static func text(_ cursor: JSONCursor) -> String {
        switch cursor.value.content {
        case .null: return "null"
        case .boolean(let value): return "\(value)"
        case .number(let text): return text
        case .string(let text): return "\"\(text)\""
        case .object(let members): return "{\(members.map(\.key).joined(separator: ", "))}"
        case .array(let elements):
            let names = elements.indices.map { index in
                guard let element = cursor.element(index) else { return "" }
                return text(element.member("id") ?? element)
            }
            return "[\(names.joined(separator: ", "))]"
        }
    }
}
