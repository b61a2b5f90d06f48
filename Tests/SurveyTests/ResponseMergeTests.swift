import Assessment
import Survey
import TestSupport
import TextFormats
import Testing

/// Two colleagues' answers become one response, and nothing that differs is decided unasked.
@Suite struct ResponseMergeTests {
    private func response(
        _ answers: [String: String], by author: String? = nil, at time: String? = nil
    ) throws -> Response {
        var response = try Bundled.definition().response(answers: answers)
        for id in answers.keys {
            response.answers[id]?.author = author
            response.answers[id]?.time = time
        }
        return response
    }

    private func merge(
        _ first: Response, _ second: Response, since base: Response? = nil
    ) throws -> ResponseMerge {
        ResponseMerge(
            first, second, since: base, in: try Bundled.definition().questionnaire)
    }

    @Test func `What only one has answered is taken over with who and when`() throws {
        let first = try response(["V4": "yes"], by: "A", at: "2026-01-01T00:00:00Z")
        let second = try response(["V5": "no"], by: "B", at: "2026-01-02T00:00:00Z")
        let merge = try merge(first, second)
        #expect(merge.disagreements.isEmpty)
        let joined = merge.joined { _ in .first }
        #expect(joined.answers["V4"] == first.answers["V4"])
        #expect(joined.answers["V5"] == second.answers["V5"])
    }

    @Test(arguments: ResponseMerge.Side.allCases)
    func `A different answer is a disagreement, and the decided one keeps who and when`(
        _ side: ResponseMerge.Side
    ) throws {
        let first = try response(["V4": "yes", "V5": "no"], by: "A", at: "2026-01-01T00:00:00Z")
        let second = try response(["V4": "no", "V5": "no"], by: "B", at: "2026-01-02T00:00:00Z")
        let merge = try merge(first, second)
        let found = try #require(merge.disagreements.first)
        #expect(merge.disagreements.map(\.id) == ["V4"])
        #expect(found.first?.text.en == "Yes")
        #expect(found.second?.text.en == "No")
        #expect(found.first?.author == "A")
        #expect(found.second?.time == "2026-01-02T00:00:00Z")
        #expect(found.newer == .second)
        let joined = merge.joined { _ in side }
        let expected = side == .first ? first : second
        #expect(joined.answers["V4"] == expected.answers["V4"])
        // The same answer of both is that of the later one.
        #expect(joined.answers["V5"]?.author == "B")
    }

    @Test(
        arguments: [
            (nil, "2026-01-01T00:00:00Z"), ("2026-01-01T00:00:00Z", nil), (nil, nil),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
        ] as [(String?, String?)])
    func `Without two different times neither is newer`(_ a: String?, _ b: String?) throws {
        let merge = try merge(
            response(["V4": "yes"], at: a), response(["V4": "unknown"], at: b))
        #expect(merge.disagreements.first?.newer == nil)
    }

    @Test func `Remarks of both on the same answer are kept`() throws {
        var first = try response(["V4": "yes"])
        var second = try response(["V4": "yes"])
        first.answers["V4"]?.comment = "a"
        first.answers["V4"]?.evidence = ["1", "2"]
        second.answers["V4"]?.comment = "b"
        second.answers["V4"]?.evidence = ["2", "3"]
        let joined = try merge(first, second).joined { _ in .first }
        #expect(joined.answers["V4"]?.comment == "a / b")
        #expect(joined.answers["V4"]?.evidence == ["1", "2", "3"])
    }

    @Test func `Facts about the institution are compared too`() throws {
        var first = try response([:])
        var second = try response([:])
        first.profile["staff"] = .count(1...1)
        second.profile["staff"] = .count(2...2)
        second.profile["kind"] = .options(OptionMask(index: 0))
        second.institution.name = "Cits"
        second.isSynthetic = true
        let merge = try merge(first, second)
        #expect(merge.disagreements.map(\.id) == ["institution.name", "staff"])
        let joined = merge.joined { $0.id == "staff" ? .second : .first }
        #expect(joined.profile["staff"] == .count(2...2))
        #expect(joined.profile["kind"] == second.profile["kind"])
        #expect(joined.institution.name == first.institution.name)
        #expect(joined.isSynthetic)
    }

    // The same question in the origin, mine and theirs; what counts, nil when nobody knows.
    @Test(
        arguments: [
            ("yes", "yes", "yes", "yes"), ("yes", "no", "yes", "no"), ("yes", "yes", "no", "no"),
            ("yes", "no", "no", "no"), ("yes", "", "yes", ""), ("yes", "yes", "", ""),
            ("", "yes", "", "yes"), ("", "", "no", "no"), ("yes", "no", "unknown", nil),
            ("yes", "", "no", nil), ("yes", "no", "", nil), ("", "yes", "no", nil),
        ] as [(String, String, String, String?)])
    func `With a common origin only what both have changed is open`(
        _ origin: String, _ mine: String, _ theirs: String, _ expected: String?
    ) throws {
        func answers(_ text: String) -> [String: String] { text.isEmpty ? [:] : ["V4": text] }
        let merge = try merge(
            response(answers(mine)), response(answers(theirs)), since: response(answers(origin)))
        #expect(merge.disagreements.isEmpty == (expected != nil))
        for side in ResponseMerge.Side.allCases {
            let wanted = expected ?? (side == .first ? mine : theirs)
            let joined = merge.joined { _ in side }
            #expect(joined.answers == (try response(answers(wanted)).answers))
        }
    }

    @Test func `Joining is the same from either side when nothing differs`() throws {
        var generator = SplitMix64(seed: 2021)
        let ids = try Bundled.definition().questionnaire.questions.map(\.id)
            .filter { $0.hasPrefix("U") }
        for _ in 0..<20 {
            var first: [String: String] = [:]
            var second: [String: String] = [:]
            for id in ids {
                let value = generator.oneIn(2) ? "yes" : "no"
                if generator.oneIn(2) { first[id] = value }
                if generator.oneIn(2) { second[id] = value }
            }
            let (a, b) = (try response(first), try response(second))
            let joined = try merge(a, b).joined { _ in .first }
            #expect(joined == (try merge(b, a).joined { _ in .first }))
            #expect(Set(joined.answers.keys) == Set(first.keys).union(second.keys))
        }
    }
}
