import Assessment
import Consistency
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// Two cohorts side by side.
@Suite struct CohortComparisonTests {
    private static let scales = #"""
        [{ "id": "s", "ordered": true, "options": [
           { "id": "a", "label": { "lv": "a", "en": "a" } },
           { "id": "b", "label": { "lv": "b", "en": "b" } },
           { "id": "c", "label": { "lv": "c", "en": "c" } } ] }]
        """#

    private func definition() throws -> Definition {
        try VersionFixtures.small(
            "1", scales: Self.scales, [.init("Q", #""scale": "s""#), .init("R", #""scale": "s""#)],
            values: #"{ "s": { "a": "0", "b": "1/2", "c": "1" } }"#,
            weights: #"{ "Q": { "a": 1 }, "R": { "a": 1 } }"#)
    }

    private func side(
        _ name: String, _ rows: [String: [String: String]], in definition: Definition
    ) throws -> CohortComparison.Side {
        CohortComparison.Side(
            name: name, version: "1",
            members: try rows.sorted { $0.key < $1.key }.map { number, answers in
                let response = try definition.response(answers: answers, number: number)
                return Comparison.Side(
                    given: response, response: response, definition: definition)
            })
    }

    @Test("Only institutions in both are compared; the rest is listed")
    func counted() throws {
        let definition = try definition()
        let old = try side(
            "old",
            [
                "1": ["Q": "a", "R": "b"], "2": ["Q": "b", "R": "b"], "3": ["Q": "c", "R": "a"],
                "4": ["Q": "a", "R": "a"], "5": ["Q": "c", "R": "c"],
            ], in: definition)
        let new = try side(
            "new",
            [
                "1": ["Q": "b", "R": "b"], "2": ["Q": "b", "R": "unknown"],
                "3": ["Q": "a", "R": "a"], "4": ["Q": "c", "R": "a"], "6": ["Q": "c", "R": "c"],
            ], in: definition)
        let comparison = CohortComparison(from: old, to: new, in: definition)
        #expect(comparison.matched.count == 4)
        #expect(comparison.joiners.map(\.registrationNumber) == ["6"])
        #expect(comparison.leavers.map(\.registrationNumber) == ["5"])
        #expect(comparison.items[0].movements == [.rose: 2, .same: 1, .fell: 1])
        #expect(comparison.items[1].movements == [.same: 3])
        #expect(comparison.exclusions.map(\.item) == ["R"])
        #expect(comparison.exclusions.map(\.reason.en) == ["now: unknown"])
        // Scores over what is compared, of 1 to 4: 1/4, 1/2 (Q alone), 1/2, 0 before and 1/2, 1/2,
        // 0, 1/2 now. The second least of four is the median.
        let first = comparison.dimensions[0]
        let medians = try #require(first.medians)
        #expect(medians.old == Ratio(1, 4)...Ratio(1, 4))
        #expect(medians.new == Ratio(1, 2)...Ratio(1, 2))
        #expect(first.medianMovement == .rose)
        #expect(first.scores == [.rose: 2, .same: 1, .fell: 1])
    }

    @Test("Cohorts without an institution in common compare nothing")
    func apart() throws {
        let definition = try definition()
        let comparison = CohortComparison(
            from: try side("old", ["1": ["Q": "a"]], in: definition),
            to: try side("new", ["2": ["Q": "a"]], in: definition), in: definition)
        #expect(comparison.matched.isEmpty && comparison.items.allSatisfy { $0.compared == 0 })
        #expect(comparison.dimensions.allSatisfy { $0.medians == nil })
    }

    @Test("The median of open scores encloses the median of every confirmation")
    func medianEncloses() throws {
        let definition = try definition()
        let seed: UInt64 = 7_112_026
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            // Three institutions: each answer leaves one or two neighbouring values possible.
            var wide: [Response] = []
            for number in 1...3 {
                var response = try definition.response(answers: [:], number: "\(number)")
                for item in ["Q", "R"] {
                    let lowest = Int(random.next() % 3)
                    var mask = OptionMask(index: lowest)
                    if lowest < 2, random.next() % 2 == 0 {
                        mask.insert(OptionMask(index: lowest + 1))
                    }
                    response.answers[item] = Answer(.values(.options(mask)))
                }
                wide.append(response)
            }
            func median(_ responses: [Response]) throws -> ClosedRange<Ratio> {
                let members = responses.map {
                    Comparison.Side(given: $0, response: $0, definition: definition)
                }
                let side = CohortComparison.Side(name: "x", version: "1", members: members)
                let comparison = CohortComparison(from: side, to: side, in: definition)
                return try #require(comparison.dimensions[0].medians).old
            }
            let outer = try median(wide)
            for _ in 0..<8 {
                let exact = wide.map { response in
                    var response = response
                    for (item, answer) in response.answers {
                        guard case .values(.options(let mask)) = answer.statement else { continue }
                        let indices = mask.indices
                        let chosen = indices[Int(random.next() % UInt64(indices.count))]
                        response.answers[item] = Answer(
                            .values(.options(OptionMask(index: chosen))))
                    }
                    return response
                }
                let inner = try median(exact)
                #expect(inner.lowerBound == inner.upperBound)
                #expect(outer.contains(inner.lowerBound), "seed \(seed)")
            }
        }
    }

    @Test("Of the cohort of 2021 every item of every institution is compared or has a reason")
    func everythingIsAccountedFor() throws {
        let step = try VersionFixtures.step()
        let responses = try CohortSample.responses()
        func side(_ responses: some Sequence<Response>) -> CohortComparison.Side {
            CohortComparison.Side(
                name: "x", version: "2021.1",
                members: responses.map { response in
                    let migrated = Migration(response, to: step.old, by: step.map).response
                    return Comparison.Side(
                        given: response, response: migrated, definition: step.new)
                })
        }
        let comparison = CohortComparison(
            from: side(responses.dropLast(2)), to: side(responses.dropFirst(3)), in: step.new)
        #expect(comparison.matched.count == 114)
        #expect(comparison.joiners.count == 2 && comparison.leavers.count == 3)
        let ids = step.new.questionnaire.items.map(\.id)
        for (tally, id) in zip(comparison.items, ids) {
            let left = comparison.exclusions.filter { $0.item == id }.reduce(0) { $0 + $1.count }
            // What was not carried over is listed under its old id besides, so once at least.
            #expect(tally.compared + left >= 114, "\(id)")
            // Against itself nothing rises or falls.
            #expect(tally.movements[.rose] == nil && tally.movements[.fell] == nil, "\(id)")
        }
    }
}
