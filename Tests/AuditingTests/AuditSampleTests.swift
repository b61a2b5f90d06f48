import Assessment
import Auditing
import Consistency
import Maturity
import Survey
import TestSupport
import Testing

/// Which answers to verify first.
@Suite struct AuditSampleTests {
    private static func ids(_ sample: AuditSample, _ definition: Definition) -> [String] {
        sample.candidates.map { definition.questionnaire.items[$0.item].id }
    }

    @Test(
        "Gates come first, then contradictions, then what is at stake",
        arguments: [
            // G carries a's level; R alone is all of b; P and Q are worth a quarter of a each.
            ("G=yes P=yes Q=yes R=yes N=1", [], ["G", "R", "P", "Q"]),
            // P and Q contradict each other: before R, though R could cost three levels.
            ("G=yes P=yes Q=no R=yes N=1", [], ["G", "P", "Q", "R"]),
            ("G=yes P=yes Q=yes R=yes N=1", ["G"], ["R", "P", "Q"]),
            // What is at its lowest cannot be overstated; without the gate no level rests on G.
            ("G=no P=no Q=yes R=no N=1", [], ["Q"]),
            ("G=unknown P=unknown R=yes", [], ["R"]),
            ("N=1", [], []),
        ] as [(String, [String], [String])])
    func order(_ answers: String, _ verified: [String], _ expected: [String]) throws {
        let definition = try SmallAudit.definition()
        let pairs = answers.split(separator: " ").map { $0.split(separator: "=").map(String.init) }
        let response = try definition.response(
            answers: Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }))
        let excluded = Set(verified.compactMap { definition.questionnaire.itemIndex($0) })
        let sample = AuditSample(
            InstitutionAssessment(response, by: definition), excluding: excluded)
        #expect(Self.ids(sample, definition) == expected)
    }

    @Test("What is at stake is what is lost when the answer is replaced in the file")
    func stakes() throws {
        let definition = try Bundled.definition()
        let questionnaire = definition.questionnaire
        for response in try CohortSample.responses().prefix(1) {
            let assessment = InstitutionAssessment(response, by: definition)
            let before = assessment.maturity
            for candidate in AuditSample(assessment).candidates {
                let item = questionnaire.items[candidate.item]
                guard case .single(let count) = item.domain,
                    assessment.state.items[candidate.item] == .answered
                else { continue }
                // What depends on being asked is left alone by the sample; such answers are no
                // condition of others here.
                var levels = [Int](repeating: 0, count: before.dimensions.count)
                var scores = [Ratio](repeating: Ratio(0, 1), count: before.dimensions.count)
                for option in 0..<count {
                    var changed = response
                    changed.answers[item.id] = Answer(.values(.options(OptionMask(index: option))))
                    let after = MaturityAssessment(
                        definition.state(of: changed), model: definition.model)
                    for (index, pair) in zip(before.dimensions, after.dimensions).enumerated() {
                        levels[index] = max(
                            levels[index], (pair.0.level ?? 0) - (pair.1.level ?? 0))
                        guard let old = pair.0.score.point, let new = pair.1.score.point, new < old
                        else { continue }
                        let loss = Ratio(
                            old.numerator * new.denominator - new.numerator * old.denominator,
                            old.denominator * new.denominator)
                        scores[index] = max(scores[index], loss)
                    }
                }
                #expect(candidate.levelsAtStake == levels.reduce(0, +), "\(item.id)")
                let total = scores.reduce(Ratio(0, 1)) { $0.adding($1) }
                #expect(candidate.scoreAtStake == total, "\(item.id)")
            }
        }
    }
}
