import Assessment
import Improvement
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// What became of a plan, by later answers.
@Suite struct PlanMovementTests {
    struct Case: Sendable {
        let answer: [Int]
        let outcome: PlanMovement.Outcome
    }

    /// A plan of 2021.1 with the action that raises one item to "yes".
    private func plan(raising item: String) throws -> (PlanDocument, Definition) {
        let definition = try VersionFixtures.step().old
        let catalogue = definition.catalogue
        let index = try #require(
            catalogue.actions.firstIndex { action in
                action.raises.map { definition.questionnaire.items[$0.item].id } == [item]
            })
        let document = PlanDocument(
            questionnaire: definition.questionnaire.identity,
            institution: Institution(
                registrationNumber: "1", name: "x", ministry: nil, surveyYear: 2021),
            isSynthetic: true, answersDigest: "sha256:0",
            made: try #require(CalendarDay("2021-12-01")), promise: [],
            entries: [PlanDocument.Entry(index, in: catalogue)])
        return (document, definition)
    }

    private func movement(
        _ item: String, answers: [String: Answer]
    ) throws -> PlanMovement {
        let step = try VersionFixtures.step()
        let (document, definition) = try plan(raising: item)
        var response = try step.new.response(answers: [:], number: "1")
        response.answers = answers
        let side = Comparison.Side(given: response, response: response, definition: step.new)
        return PlanMovement(
            document, of: definition,
            steps: [Lineage.Step(definition: step.old, map: step.map)], from: side, to: side)
    }

    // U2 "yes" is carried over as largely or fully: options 2 and 3 of four.
    @Test(
        "An aim carried over is reached by its lowest value and by everything higher",
        arguments: [
            Case(answer: [3], outcome: .reached), Case(answer: [2], outcome: .reached),
            Case(answer: [2, 3], outcome: .reached), Case(answer: [1], outcome: .notReached),
            Case(answer: [0, 1], outcome: .notReached),
            Case(answer: [1, 2], outcome: .mayHaveReached),
            Case(answer: [0, 1, 2, 3], outcome: .mayHaveReached),
            Case(answer: [], outcome: .notComparable),
        ])
    func degrees(_ example: Case) throws {
        let mask = example.answer.reduce(into: OptionMask()) { $0.insert(OptionMask(index: $1)) }
        let answers: [String: Answer] =
            example.answer.isEmpty
            ? ["U2": Answer(.unknown)] : ["U2": Answer(.values(.options(mask)))]
        let line = try #require(try movement("U2", answers: answers).lines.first)
        #expect(line.now == example.outcome)
        let step = try VersionFixtures.step()
        #expect(line.aims.map { step.new.questionnaire.items[$0.item].id } == ["U2"])
    }

    @Test("What was carried over into the file and not confirmed shows nothing")
    func unconfirmed() throws {
        var answer = Answer(.values(.options(OptionMask(index: 3))))
        answer.isUnconfirmed = true
        #expect(try movement("U2", answers: ["U2": answer]).lines.first?.now == .notComparable)
    }

    // V16 became two questions; both must show it.
    @Test("An aim that became several is reached when all of them show it")
    func split() throws {
        func option(_ index: Int) -> Answer { Answer(.values(.options(OptionMask(index: index)))) }
        let both = try movement("V16", answers: ["SR10": option(2), "SR11": option(3)])
        #expect(both.lines.first?.now == .reached)
        let one = try movement("V16", answers: ["SR10": option(2), "SR11": option(0)])
        #expect(one.lines.first?.now == .notReached)
        let half = try movement("V16", answers: ["SR10": option(2)])
        #expect(half.lines.first?.now == .mayHaveReached)
        #expect(half.count(.mayHaveReached) == 1 && half.count(.reached) == 0)
    }

    @Test("In the same version the aim is the answer itself")
    func sameVersion() throws {
        let (document, definition) = try plan(raising: "U2")
        for (answer, outcome) in [
            ("yes", PlanMovement.Outcome.reached), ("no", .notReached),
            ("unknown", .notComparable),
        ] {
            let response = try definition.response(answers: ["U2": answer], number: "1")
            let side = Comparison.Side(given: response, response: response, definition: definition)
            let movement = PlanMovement(
                document, of: definition, steps: [], from: side, to: side)
            #expect(movement.lines.first?.now == outcome)
            #expect(movement.isOfSameVersion)
        }
    }
}
