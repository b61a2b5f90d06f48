import Assessment
import Auditing
import Survey
import TestSupport
import Testing
import TextFormats

/// A questionnaire small enough to reckon by hand: G is a gate of "basic" in dimension a (weight
/// 2), P and Q count there as well (weight 1 each), R is all of dimension b (weight 4).
enum SmallAudit {
    static func definition() throws -> Definition {
        var small = SmallDefinition(
            scales: #"""
                [{ "id": "yes_no", "ordered": true, "options": [
                    { "id": "no", "label": { "lv": "Nē", "en": "No" } },
                    { "id": "yes", "label": { "lv": "Jā", "en": "Yes" } }] }]
                """#,
            [
                SmallDefinition.Entry("G", #""scale": "yes_no""#),
                SmallDefinition.Entry("P", #""scale": "yes_no""#),
                SmallDefinition.Entry("Q", #""scale": "yes_no""#),
                SmallDefinition.Entry("R", #""scale": "yes_no""#),
                SmallDefinition.Entry("N", #""count": { "minimum": 0, "maximum": 9 }"#),
            ])
        small.setRules([("H1", "hard", "P = yes => Q = yes")])
        small.setMaturity(
            values: #"{ "yes_no": { "no": "0", "yes": "1" } }"#,
            weights: #"{ "G": { "a": 2 }, "P": { "a": 1 }, "Q": { "a": 1 }, "R": { "b": 4 } }"#,
            gates: [("a", "basic", "G = yes")])
        return try small.read()
    }

    /// An audit whose verdicts are written like `G=confirmed` or `P=refuted:no`, on answers as they
    /// are now.
    static func audit(
        of response: Response, in definition: Definition, _ verdicts: [String: String]
    ) throws -> Audit {
        var audit = Audit(
            of: response,
            answers: Audit.AnswersPin(sha256: String(repeating: "0", count: 64), revision: 1))
        for (id, text) in verdicts {
            let index = try #require(definition.questionnaire.itemIndex(id))
            let item = definition.questionnaire.items[index]
            let verdict: AuditEntry.Verdict
            if text == "confirmed" {
                verdict = .confirmed
            } else if text == "not_verified" {
                verdict = .notVerified
            } else {
                let kind = definition.questionnaire.question(of: item).kind
                let value = try ValueFormat(kind: kind, in: definition.questionnaire)
                    .value(typed: String(text.dropFirst("refuted:".count))).get()
                verdict = .refuted(verified: .values(value))
            }
            audit.entries[id] = AuditEntry(
                verdict, selfAssessed: response.answers[id]?.statement, reason: "r", evidence: [],
                documents: ["d"], auditor: "A", date: "2026-11-20")
        }
        return audit
    }
}
