import Assessment
import Auditing
import Survey
import TestSupport
import Testing
import TextFormats

/// Audit files come back as they were written, and faulty ones are refused with every fault.
@Suite struct AuditFileTests {
    private static func read(
        _ text: String, _ definition: Definition
    ) -> (audit: Audit?, codes: [String]) {
        let log = DiagnosticLog()
        let source = JSONSource(file: "a.json", bytes: Array(text.utf8))
        let audit = JSONCursor(parsing: source, log: log).flatMap {
            AuditReader.audit($0, of: definition.questionnaire)
        }
        return (audit, log.findings.map(\.code))
    }

    @Test("What is written is read back, for random audits")
    func roundTrip() throws {
        let definition = try Bundled.definition()
        let responses = try CohortSample.responses()
        for seed in UInt64(1)...40 {
            var random = SplitMix64(seed: seed)
            let response = random.pick(responses)
            let file = EvidenceFile(
                file: "e \u{17E}\"\\/\(seed).pdf",
                digest: FileDigest(
                    sha256: SHA256.hexDigest(of: [UInt8(seed)]), size: random.number(0...9_999)))
            var audit = Audit(
                of: response,
                answers: Audit.AnswersPin(
                    sha256: SHA256.hexDigest(of: [1]), revision: random.number(0...9)))
            audit.revision = random.number(1...99)
            audit.note = random.oneIn(2) ? "piezīme" : nil
            audit.evidence = [file]
            for item in definition.questionnaire.items where random.oneIn(3) {
                let stated = response.answers[item.id]?.statement
                let verified: Answer.Statement =
                    switch item.domain {
                    case .single(let count):
                        .values(.options(OptionMask(index: random.number(0...count - 1))))
                    case .multiple(let count):
                        .values(
                            .subset(
                                included: .first(1), excluded: .first(count).subtracting(.first(1)))
                        )
                    case .count(let range): .values(.count(range.lowerBound...range.lowerBound))
                    }
                let verdict = random.pick([
                    AuditEntry.Verdict.confirmed, .refuted(verified: verified), .notVerified,
                ])
                let entry = AuditEntry(
                    verdict, selfAssessed: stated, reason: "iemesls \(item.id)",
                    evidence: random.oneIn(2) ? [file.file] : [], documents: ["D \(item.id)"],
                    auditor: "Ž. Ķ.", date: "2024-02-29")
                if entry.faults(of: item).isEmpty { audit.entries[item.id] = entry }
            }
            let text = AuditWriter.json(audit, of: definition.questionnaire).pretty()
            let (back, codes) = Self.read(text, definition)
            #expect(codes.isEmpty, "seed \(seed)")
            #expect(back == audit, "seed \(seed)")
        }
    }

    private static func sample() throws -> (text: String, definition: Definition) {
        let definition = try SmallAudit.definition()
        let response = try definition.response(
            answers: ["G": "yes", "P": "yes", "Q": "unknown", "R": "yes"])
        var audit = try SmallAudit.audit(
            of: response, in: definition,
            ["G": "confirmed", "P": "refuted:no", "Q": "refuted:yes", "R": "not_verified"])
        audit.evidence = [
            EvidenceFile(
                file: "e.pdf", digest: FileDigest(sha256: SHA256.hexDigest(of: []), size: 0))
        ]
        return (AuditWriter.json(audit, of: definition.questionnaire).pretty(), definition)
    }

    @Test("The sample without a change is accepted")
    func accepted() throws {
        let (text, definition) = try Self.sample()
        #expect(Self.read(text, definition).codes.isEmpty)
    }

    @Test(
        "A fault is refused",
        arguments: [
            ("\"revision\": 0", "\"revisions\": 0", "json.missing-key"),
            ("briedums.audit/1", "briedums.audit/2", "json.unknown-schema"),
            ("\"version\": \"1\"", "\"version\": \"2\"", "audit.digest"),
            ("\"G\": {", "\"X\": {", "audit.unknown-question"),
            ("\"verdict\": \"confirmed\"", "\"verdict\": \"confirmd\"", "audit.unknown-verdict"),
            ("\"verdict\": \"confirmed\"", "\"verdict\": \"refuted\"", "audit.verified"),
            ("\"verdict\": \"refuted\"", "\"verdict\": \"confirmed\"", "audit.verified"),
            (
                "\"verified\": { \"value\": \"no\" }", "\"verified\": { \"value\": \"yes\" }",
                "audit.verdict"
            ),
            (
                "\"verified\": { \"value\": \"no\" }", "\"verified\": { \"value\": \"maybe\" }",
                "answers.unknown-option"
            ),
            (
                "\"verified\": { \"value\": \"no\" }", "\"verified\": { \"state\": \"unknown\" }",
                "audit.verdict"
            ),
            (
                "\"verified\": { \"value\": \"no\" }",
                "\"verified\": { \"possible\": [\"no\", \"yes\"] }", "audit.verdict"
            ),
            ("\"reason\": \"r\",", "", "audit.verdict"),
            ("\"reason\": \"r\"", "\"reason\": \" \"", "json.empty-text"),
            ("\"documents\": [\"d\"],", "", "audit.verdict"),
            ("\"documents\": [\"d\"]", "\"evidence\": [\"x.pdf\"]", "audit.unlisted-evidence"),
            ("\"date\": \"2026-11-20\"", "\"date\": \"2026-02-29\"", "audit.date"),
            ("\"auditor\": \"A\",", "", "json.missing-key"),
            ("\"self_assessed\": { \"value\": \"yes\" },", "", "json.missing-key"),
            ("\"size\": 0", "\"size\": -1", "json.number-out-of-range"),
            ("\"sha256\": \"e3", "\"sha256\": \"E3", "audit.sha256"),
            ("\"evidence\": [", "\"evidences\": [", "json.unknown-key"),
        ])
    func faults(_ old: String, _ new: String, _ code: String) throws {
        let (text, definition) = try Self.sample()
        try #require(text.contains(old))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        #expect(Self.read(changed, definition).codes.contains(code))
    }
}
