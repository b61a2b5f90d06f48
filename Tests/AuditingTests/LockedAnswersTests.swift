import Assessment
import Auditing
import Consistency
import Survey
import TestSupport
import Testing

/// Verified answers are facts: error localisation never asks to reconsider them.
@Suite struct LockedAnswersTests {
    struct Case: Sendable {
        let verdicts: [String: String]
        let status: ErrorLocalisation.Status
        let corrections: [[String]]
    }

    // P = yes needs Q = yes; the answers are P = yes, Q = no.
    @Test(
        "The rule P = yes ⇒ Q = yes with P = yes and Q = no",
        arguments: [
            Case(verdicts: [:], status: .contradictory, corrections: [["P"], ["Q"]]),
            Case(verdicts: ["P": "confirmed"], status: .contradictory, corrections: [["Q"]]),
            Case(verdicts: ["Q": "confirmed"], status: .contradictory, corrections: [["P"]]),
            Case(
                verdicts: ["P": "not_verified"], status: .contradictory,
                corrections: [["P"], ["Q"]]),
            Case(
                verdicts: ["P": "confirmed", "Q": "confirmed"], status: .noRepair, corrections: []),
            Case(verdicts: ["P": "refuted:no"], status: .consistent, corrections: [[]]),
            Case(verdicts: ["Q": "refuted:yes"], status: .consistent, corrections: [[]]),
        ])
    func small(_ example: Case) throws {
        let definition = try SmallAudit.definition()
        let response = try definition.response(
            answers: ["G": "yes", "P": "yes", "Q": "no", "R": "yes"])
        let audit = try SmallAudit.audit(of: response, in: definition, example.verdicts)
        let verified = VerifiedResponse(
            response, audit: audit, questionnaire: definition.questionnaire)
        let assessment = InstitutionAssessment(
            verified.response, by: definition, verification: verified.verification)
        let localisation = assessment.localisation
        #expect(localisation.status == example.status)
        let corrections = localisation.corrections.map {
            $0.map { definition.questionnaire.items[$0].id }
        }
        #expect(corrections == example.corrections)
    }

    @Test("In the cohort no correction contains a verified answer, and facts cost no less")
    func cohort() throws {
        let definition = try Bundled.definition()
        var random = SplitMix64(seed: 20_261_121)
        var seen = 0
        for response in try CohortSample.responses() {
            let free = ResponseLocalisation(
                definition.state(of: response), rules: definition.rules)
            guard free.status == .contradictory else { continue }
            seen += 1
            let members = Array(Set(free.parts.flatMap(\.alternatives).joined())).sorted()
            let chosen = Set(members.filter { _ in random.oneIn(2) })
            let audit = try SmallAudit.audit(
                of: response, in: definition,
                Dictionary(
                    uniqueKeysWithValues: chosen.map {
                        (definition.questionnaire.items[$0].id, "confirmed")
                    }))
            let verified = VerifiedResponse(
                response, audit: audit, questionnaire: definition.questionnaire)
            #expect(Set(verified.verification.verified) == chosen)
            #expect(verified.response == response)
            let locked = ResponseLocalisation(
                definition.state(of: verified.response), rules: definition.rules,
                locked: Set(verified.verification.verified))
            #expect(locked.corrections.allSatisfy { chosen.isDisjoint(with: $0) })
            if locked.status == .contradictory {
                #expect(locked.minimumWeight >= free.minimumWeight)
            }
        }
        #expect(seen > 5, "the cohort has contradictory answers")
    }
}
