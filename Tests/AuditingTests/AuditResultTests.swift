import Assessment
import Auditing
import Consistency
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats

/// Self-assessed beside verified, worked out by hand on ``SmallAudit``.
@Suite struct AuditResultTests {
    private static func result(
        _ answers: [String: String], _ verdicts: [String: String],
        evidence: [EvidenceFile.Status] = [], changing changed: [String: String] = [:]
    ) throws -> AuditResult {
        let definition = try SmallAudit.definition()
        let judged = try definition.response(answers: answers)
        let audit = try SmallAudit.audit(of: judged, in: definition, verdicts)
        let response = try definition.response(
            answers: answers.merging(changed) { _, new in new })
        let file = EvidenceFile(file: "e", digest: .init(sha256: "0", size: 0))
        return AuditResult(
            response, digest: audit.answers.sha256, audit: audit, auditDigest: "0",
            evidence: evidence.map { (file, $0) }, by: definition,
            policy: AuditPolicyReader.bundled())
    }

    private static let allYes = ["G": "yes", "P": "yes", "Q": "yes", "R": "yes", "N": "1"]

    struct Case: Sendable, CustomTestStringConvertible {
        let answers: [String: String]
        let verdicts: [String: String]
        let criterion: AuditConclusion.Criterion
        let grade: AuditConclusion.Grade
        let share: String?
        var evidence: [EvidenceFile.Status] = []

        var testDescription: String { "\(criterion.rawValue) \(verdicts.sorted { $0 < $1 })" }
    }

    private static func with(_ changes: [String: String]) -> [String: String] {
        allYes.merging(changes) { _, new in new }
    }

    private static let cases: [Case] = [
        Case(
            answers: allYes, verdicts: [:], criterion: .coverageTooSmall, grade: .noConclusion,
            share: nil),
        // The gate and all of b: half of a's weight, 2 of 4.
        Case(
            answers: allYes, verdicts: ["G": "confirmed", "R": "confirmed"],
            criterion: .everythingHolds, grade: .confirmed, share: "0"),
        // Half of a's weight, but the gate that carries the level is not looked at.
        Case(
            answers: allYes,
            verdicts: ["P": "confirmed", "Q": "confirmed", "R": "confirmed"],
            criterion: .coverageTooSmall, grade: .noConclusion, share: "0"),
        // "Not verified" covers nothing.
        Case(
            answers: allYes, verdicts: ["G": "not_verified", "R": "confirmed"],
            criterion: .coverageTooSmall, grade: .noConclusion, share: "0"),
        // Without its gate a falls to the lowest level, although b was not looked at.
        Case(
            answers: allYes, verdicts: ["G": "refuted:no"], criterion: .levelsDiffer,
            grade: .notConfirmed, share: "1"),
        // b holds the overall level at the lowest; a falls by three levels.
        Case(
            answers: with(["R": "no"]), verdicts: ["G": "refuted:no", "R": "confirmed"],
            criterion: .levelsDiffer, grade: .notConfirmed, share: "1/2"),
        // 3/4 is still high; a third of the answers is refuted.
        Case(
            answers: allYes,
            verdicts: ["G": "confirmed", "P": "refuted:no", "R": "confirmed"],
            criterion: .manyRefuted, grade: .notConfirmed, share: "1/3"),
        // Exactly a fifth.
        Case(
            answers: allYes,
            verdicts: [
                "G": "confirmed", "P": "refuted:no", "Q": "confirmed", "R": "confirmed",
                "N": "confirmed",
            ], criterion: .otherwise, grade: .confirmedWithReservations, share: "1/5"),
        // a falls from high (3/4) to medium (2/4); b keeps the overall level.
        Case(
            answers: with(["P": "no", "R": "no"]),
            verdicts: [
                "G": "confirmed", "P": "confirmed", "Q": "refuted:no", "R": "confirmed",
                "N": "confirmed",
            ], criterion: .otherwise, grade: .confirmedWithReservations, share: "1/5"),
        // What was left open is no error.
        Case(
            answers: with(["P": "unknown"]),
            verdicts: ["G": "confirmed", "P": "refuted:yes", "R": "confirmed"],
            criterion: .everythingHolds, grade: .confirmed, share: "0"),
        Case(
            answers: allYes, verdicts: ["G": "confirmed", "R": "confirmed"],
            criterion: .evidenceNotIntact, grade: .noConclusion, share: "0",
            evidence: [.intact, .changed]),
        Case(
            answers: allYes, verdicts: ["G": "confirmed", "R": "confirmed"],
            criterion: .evidenceNotIntact, grade: .noConclusion, share: "0",
            evidence: [.missing]),
    ]

    @Test("The first condition that holds decides the grade", arguments: cases)
    func conclusion(_ example: Case) throws {
        let result = try Self.result(
            example.answers, example.verdicts, evidence: example.evidence)
        #expect(result.conclusion.criterion == example.criterion)
        #expect(result.conclusion.grade == example.grade)
        #expect(result.conclusion.refutedShare?.text == example.share)
    }

    @Test("Before, after and what the evidence alone shows")
    func comparison() throws {
        let result = try Self.result(
            Self.allYes, ["G": "confirmed", "P": "refuted:no", "R": "not_verified"])
        let (a, b) = (result.comparisons[0], result.comparisons[1])
        #expect(a.before.score.point == Ratio(1, 1))
        #expect(a.after.score.point == Ratio(3, 4))
        #expect(a.proven.score.lowest == Ratio(2, 4))
        #expect(a.proven.score.highest == Ratio(3, 4))
        #expect(a.coverage == Ratio(3, 4))
        #expect(a.openGateItems.isEmpty)
        #expect(b.after.score.point == Ratio(1, 1))
        #expect(b.proven.score.lowest == Ratio(0, 1))
        #expect(b.proven.score.highest == Ratio(1, 1))
        #expect(b.coverage == Ratio(0, 1))
        #expect(result.differences.count == 1)
        let difference = try #require(result.differences.first)
        #expect(result.definition.questionnaire.items[difference.item].id == "P")
        #expect(difference.effects.map(\.dimension) == [0])
        #expect(difference.effects.first?.before == Ratio(1, 1))
        #expect(difference.effects.first?.after == Ratio(3, 4))
        #expect(result.counts == (1, 1, 0, 1))
    }

    @Test("A verdict on an answer that has changed since does not count")
    func stale() throws {
        let result = try Self.result(
            Self.allYes, ["G": "confirmed", "P": "refuted:no", "R": "confirmed"],
            changing: ["P": "unknown"])
        let ids = result.verified.verification.stale
            .map { result.definition.questionnaire.items[$0].id }
        #expect(ids == ["P"])
        #expect(result.differences.isEmpty)
        #expect(result.counts == (2, 0, 0, 0))
        #expect(result.verified.response.answers["P"]?.statement == .unknown)
    }

    @Test("The institution's own answers stay as they were")
    func selfAssessedIsKept() throws {
        let result = try Self.result(Self.allYes, ["P": "refuted:no"])
        let given = try SmallAudit.definition().response(answers: Self.allYes)
        #expect(result.response == given)
        #expect(result.audit.entries["P"]?.selfAssessed == given.answers["P"]?.statement)
        #expect(result.verified.response.answers["P"] != given.answers["P"])
    }
}
