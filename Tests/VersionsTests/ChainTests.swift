import Assessment
import Consistency
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// Several migrations in a row.
@Suite struct ChainTests {
    private static func scale(_ options: [String]) -> String {
        let texts = options.map {
            #"{ "id": "\#($0)", "label": { "lv": "\#($0)", "en": "\#($0)" } }"#
        }
        return #"[{ "id": "s", "ordered": true, "options": [\#(texts.joined(separator: ","))] }]"#
    }

    private static let reason = #""reason": { "lv": "tā", "en": "so" }"#

    private struct Chain {
        let definitions: [Definition]
        let maps: [MigrationMap]
    }

    /// Two questions of two options, one of four, two of three.
    private func chain() throws -> Chain {
        let first = try VersionFixtures.small(
            "1", scales: Self.scale(["no", "yes"]),
            [.init("A", #""scale": "s""#), .init("B", #""scale": "s""#)])
        let second = try VersionFixtures.small(
            "2", scales: Self.scale(["a", "b", "c", "d"]), [.init("M", #""scale": "s""#)])
        let third = try VersionFixtures.small(
            "3", scales: Self.scale(["x", "y", "z"]),
            [.init("P", #""scale": "s""#), .init("R", #""scale": "s""#)])
        let maps = [
            try VersionFixtures.map(
                #"""
                { "from": ["A", "B"], "to": ["M"], "relation": "merged", \#(Self.reason),
                  "cases": [{ "when": "A = no and B = no", "to": ["a"] },
                            { "when": "A = yes and B = yes", "to": ["c", "d"] },
                            { "when": "A = yes or B = yes", "to": ["b"] }] }
                """#, from: first, to: second),
            try VersionFixtures.map(
                #"""
                { "from": ["M"], "to": ["P"], "relation": "split", \#(Self.reason),
                  "values": { "a": ["x"], "b": ["x", "y"], "c": ["y"], "d": ["z"] } },
                { "from": ["M"], "to": ["R"], "relation": "split", \#(Self.reason),
                  "cases": [{ "when": "M >= c", "to": ["z"] },
                            { "when": "M < c", "to": ["x", "y"] }] }
                """#, from: second, to: third),
        ]
        return Chain(definitions: [first, second, third], maps: maps)
    }

    @Test("A chain leaves possible what the composed map does, for every state of the answers")
    func composed() throws {
        let chain = try chain()
        let states = ["no", "yes", "unknown", ""]
        // The composition by hand: M for each pair of old answers, then P and R for each M.
        func middle(_ a: String, _ b: String) -> Set<String> {
            a == "yes" && b == "yes" ? ["c", "d"] : a == b ? ["a"] : ["b"]
        }
        let toP: [String: Set<String>] = ["a": ["x"], "b": ["x", "y"], "c": ["y"], "d": ["z"]]
        let toR: [String: Set<String>] = [
            "a": ["x", "y"], "b": ["x", "y"], "c": ["z"], "d": ["z"],
        ]
        for a in states {
            for b in states where !(a.isEmpty && b.isEmpty) {
                var response = try chain.definitions[0].response(answers: ["A": a, "B": b])
                for (definition, map) in zip(chain.definitions, chain.maps) {
                    response = Migration(response, to: definition, by: map).response
                }
                func open(_ text: String) -> [String] {
                    ["no", "yes"].filter { $0 == text || text == "unknown" || text.isEmpty }
                }
                var possible: Set<String> = []
                for first in open(a) {
                    for second in open(b) { possible.formUnion(middle(first, second)) }
                }
                let isUnknown = [a, b].allSatisfy { $0 == "unknown" || $0.isEmpty }
                for (item, table) in [("P", toP), ("R", toR)] {
                    let wanted = possible.reduce(into: Set<String>()) {
                        $0.formUnion(table[$1] ?? [])
                    }
                    let answer = try #require(response.answers[item])
                    guard case .values(.options(let mask)) = answer.statement else {
                        #expect(answer.statement == .unknown && isUnknown)
                        continue
                    }
                    #expect(Set(mask.indices.map { ["x", "y", "z"][$0] }) == wanted, "\(a) \(b)")
                    // The origin is what was really answered, in the first version.
                    #expect(answer.origin.allSatisfy { $0.version == "1" })
                }
                #expect(response.migration?.versions.map(\.version) == ["1", "2"])
            }
        }
    }

    @Test("An answer confirmed on the way is the origin of the next one")
    func confirmedOnTheWay() throws {
        let chain = try chain()
        let response = try chain.definitions[0].response(answers: ["A": "yes", "B": "yes"])
        var middle = Migration(response, to: chain.definitions[0], by: chain.maps[0]).response
        middle.answers["M"]?.statement = .values(.options(OptionMask(index: 3)))
        middle.answers["M"]?.isUnconfirmed = false
        let last = Migration(middle, to: chain.definitions[1], by: chain.maps[1]).response
        #expect(last.answers["P"]?.origin.map(\.item) == ["M"])
        #expect(last.answers["P"]?.statement == .values(.options(OptionMask(index: 2))))
    }

    @Test("The score interval of a small migration is exactly the range over all confirmations")
    func exhaustive() throws {
        let old = try VersionFixtures.small(
            "1", scales: Self.scale(["no", "yes"]),
            (1...3).map { .init("Q\($0)", #""scale": "s""#) })
        let new = try VersionFixtures.small(
            "2", scales: Self.scale(["a", "b", "c", "d"]),
            (1...3).map { .init("Q\($0)", #""scale": "s""#) },
            values: #"{ "s": { "a": "0", "b": "1/3", "c": "2/3", "d": "1" } }"#,
            weights: #"{ "Q1": { "a": 1 }, "Q2": { "a": 2 }, "Q3": { "a": 3 } }"#)
        let entries = (1...3).map {
            #"""
            { "from": ["Q\#($0)"], "to": ["Q\#($0)"], "relation": "changed", \#(Self.reason),
              "values": { "no": ["a", "b"], "yes": ["c", "d"] } }
            """#
        }
        let map = try VersionFixtures.map(entries.joined(separator: ","), from: old, to: new)
        for number in 0..<27 {
            let states = [number % 3, number / 3 % 3, number / 9].map {
                ["no", "yes", "unknown"][$0]
            }
            let response = try old.response(
                answers: ["Q1": states[0], "Q2": states[1], "Q3": states[2]])
            let migrated = Migration(response, to: old, by: map).response
            let wide = MaturityAssessment(new.state(of: migrated), model: new.model).dimensions[0]
            var scores: [Int] = []
            func options(_ state: String) -> [Int] {
                state == "no" ? [0, 1] : state == "yes" ? [2, 3] : [0, 1, 2, 3]
            }
            for a in options(states[0]) {
                for b in options(states[1]) {
                    for c in options(states[2]) { scores.append(a + 2 * b + 3 * c) }
                }
            }
            let (lowest, highest) = (scores.min() ?? 0, scores.max() ?? 0)
            #expect(wide.score.lowest?.text == fraction(lowest, 18))
            #expect(wide.score.highest?.text == fraction(highest, 18))
        }
    }

    private func fraction(_ part: Int, _ whole: Int) -> String {
        var (a, b) = (part, whole)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = max(a, 1)
        return whole / divisor == 1 ? "\(part / divisor)" : "\(part / divisor)/\(whole / divisor)"
    }
}
