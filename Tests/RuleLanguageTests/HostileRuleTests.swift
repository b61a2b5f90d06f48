import RuleLanguage
import TestSupport
import Testing
import TextFormats

/// Rules written to break the reader: an error, never a crash, and at a place in the text.
@Suite struct HostileRuleTests {
    private static let tooDeep = "brackets are nested too deeply."
    private static let tooLong = "the rule is longer than 4000 characters."

    @Test("Deep and long rules are refused with their own message", arguments: rules)
    func refused(_ part: String, _ count: Int, _ end: String, _ message: String) throws {
        let text = String(repeating: part, count: count) + end
        for failure in [readRule(text).failure, readCondition(text).failure] {
            let error = try #require(failure)
            #expect(error.message.en == message)
            #expect((0...text.unicodeScalars.count).contains(error.offset))
        }
    }

    static let rules: [(String, Int, String, String)] = [
        ("(", 100_000, "", tooLong), ("(", 4000, "", tooDeep), ("(", 100, "V1 = 1", tooDeep),
        ("not ", 10_000, "V1 = 1", tooLong), ("not ", 900, "V1 = 1", tooDeep),
        ("not(", 900, "V1 = 1", tooDeep), ("V=1=>", 700, "V = 1", tooDeep),
        ("(V=1=>", 600, "V = 1", tooDeep),
        ("V>count(", 400, "V = 1", tooDeep),
        (" ", 4001, "", tooLong), ("V1 = yes and ", 100_000, "V1 = yes", tooLong),
        ("\0", 5000, "", tooLong), ("a\u{301}", 2001, "", tooLong),
    ]

    @Test("A rule may be wide up to the limit of its length")
    func wide() throws {
        let words = String(repeating: "V=1 and ", count: 499) + "V=1"
        let padded = words + String(repeating: " ", count: 4000 - words.count)
        guard case .and(let parts) = try RuleParser.parseCondition(padded) else {
            Issue.record("not a conjunction")
            return
        }
        #expect(parts.count == 500)
        #expect(readCondition(padded + " ").failure?.message.en == Self.tooLong)
        let sum = try RuleParser.parseCondition(String(repeating: "V+", count: 1990) + "V=1")
        #expect(sum.references.count == 1991)
    }

    @Test("Brackets and negations are allowed in any reasonable number", arguments: [1, 10, 25])
    func reasonable(_ count: Int) throws {
        let text =
            String(repeating: "not (", count: count) + "V = 1"
            + String(repeating: ")", count: count)
        if count <= 10 {
            #expect(readCondition(text).failure == nil)
        } else {
            #expect(readCondition(text).failure?.message.en == Self.tooDeep)
        }
    }

    @Test(
        "Any sequence of words and signs is read or refused within the text", arguments: [1, 2, 3])
    func soup(_ seed: UInt64) {
        let words = [
            "V1", "yes", "12", "all", "any", "count", "not", "and", "or", "has", "for", "each",
            "question", "in", "share", "(", ")", "{", "}", "=", "!=", "<", "<=", ">", ">=", "=>",
            "..", ".", ",", ":", "+", "-", "*", " ", "\0", "é", "😀", "\u{301}",
        ]
        var generator = SplitMix64(seed: seed)
        var accepted = 0
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                words[Int.random(in: 0..<words.count, using: &generator)]
            }.joined(separator: Bool.random(using: &generator) ? " " : "")
            let read = readRule(text)
            if read.failure == nil { accepted += 1 }
            let offset = read.failure?.offset ?? 0
            #expect(offset <= text.unicodeScalars.count, "seed \(seed): \(text.debugDescription)")
        }
        #expect(accepted > 0 && accepted < 5000, "seed \(seed)")
    }
}
