import Foundation
import Testing
import TextFormats

/// Where the reader says that a fault is: at the mark, in lines and columns of Unicode scalars.
@Suite struct JSONPositionTests {
    /// A text with every fault marked, and the codes of the faults in the order of the marks.
    struct Marked: Sendable, CustomTestStringConvertible {
        let text: String
        let codes: [String]
        var testDescription: String { text.debugDescription }
    }

    @Test("A fault is where the mark is", arguments: faults)
    func positions(_ marked: Marked) {
        let expected = MarkedText(marked.text)
        let findings = ReadText(expected.text).findings
        #expect(findings.compactMap(\.location?.position).sorted() == expected.marks)
        let byPlace = findings.sorted { left, right in
            (left.location?.position).flatMap { place in
                (right.location?.position).map { place < $0 }
            } ?? false
        }
        #expect(byPlace.map { String($0.code.trimmingPrefix("json.")) } == marked.codes)
        #expect(findings.allSatisfy { $0.location?.file == "test.json" })
    }

    static let faults: [Marked] = [
        Marked(text: "▲", codes: ["empty"]),
        Marked(text: " \n ▲", codes: ["empty"]),
        Marked(text: "▲\u{FEFF}{}", codes: ["byte-order-mark"]),
        Marked(text: "[1,\n ▲02]", codes: ["invalid-number"]),
        Marked(text: "[1,\r\n▲02]", codes: ["invalid-number"]),
        Marked(text: "[\"ā\", ▲02]", codes: ["invalid-number"]),
        Marked(text: "[\"e\u{301}😀\", ▲02]", codes: ["invalid-number"]),
        Marked(text: "[\"āā▲\\x\"]", codes: ["invalid-escape"]),
        Marked(text: "[\"ā▲\\u12\"]", codes: ["invalid-escape"]),
        Marked(text: "[\"ā▲\tb\"]", codes: ["control-character"]),
        Marked(text: "[\"x▲\\ud800y▲\\udc00\"]", codes: ["lone-surrogate", "lone-surrogate"]),
        Marked(text: "[\"ok\", ▲\"a\nb\"]", codes: ["unclosed-string"]),
        Marked(text: "{\n  \"a\": [1, 2▲,]\n}", codes: ["trailing-comma"]),
        Marked(text: "{\"ā\": 1, ▲\"ā\": 2}", codes: ["duplicate-key"]),
        Marked(text: "{\"a\" ▲1}", codes: ["expected-colon"]),
        Marked(text: "{▲a: 1}", codes: ["expected-key"]),
        Marked(text: "[1 ▲2]", codes: ["expected-comma"]),
        Marked(text: "[1, ▲*]", codes: ["expected-value"]),
        Marked(text: "{}\n▲x", codes: ["text-after-end"]),
        Marked(text: "{\"a\": [1,\n 2▲", codes: ["unexpected-end"]),
        Marked(text: "[▲yes, ▲no]", codes: ["unknown-word", "unknown-word"]),
        Marked(
            text: """
                {
                  "ā": [▲01, ▲maybe, "▲\\q"▲,],
                  "b": "x▲\\ud800",
                  ▲"b": ▲1.,
                  "c": [true, ▲tru]▲,
                }
                ▲end
                """,
            codes: [
                "invalid-number", "unknown-word", "invalid-escape", "trailing-comma",
                "lone-surrogate", "duplicate-key", "invalid-number", "unknown-word",
                "trailing-comma", "text-after-end",
            ]),
    ]

    @Test("Invalid bytes are reported at the first of them, in scalars before it")
    func invalidBytes() {
        let read = ReadText(Array("[\"āa".utf8) + [0xC4] + Array("\"]".utf8))
        #expect(read.codes == ["invalid-utf8"])
        #expect(read.findings.first?.location?.position == SourcePosition(line: 1, column: 5))
    }

    @Test("A place far into a file is counted like one near its beginning")
    func farAway() {
        for count in [509, 510, 511, 512, 513, 1023, 1024, 2000] {
            let text = String(repeating: "ā", count: count)
            #expect(
                ReadText("[\"\(text)\", 01]").findings.first?.location?.position
                    == SourcePosition(line: 1, column: count + 6))
            let lines = String(repeating: "\n", count: count)
            #expect(
                ReadText("[\"ā\",\(lines) 01]").findings.first?.location?.position
                    == SourcePosition(line: count + 1, column: 2))
        }
    }

    @Test("Ten times as many faults cost about ten times as much, not a hundred times")
    func manyFaults() {
        // By the time that this thread is at work, so that other work on the machine says nothing.
        func cost(_ count: Int) -> Int {
            let text = "[" + String(repeating: "01,", count: count) + "1]"
            return (0..<5).map { _ in
                let start = Self.timeAtWork
                let found = ReadText(text).findings.count
                #expect(found == count)
                return Self.timeAtWork - start
            }.min() ?? 0
        }
        #expect(cost(10_000) < cost(1000) * 40)
    }

    /// The processor time of the thread in nanoseconds.
    private static var timeAtWork: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    @Test("After recoverable faults the value is whole, with the first of duplicate members")
    func recovery() {
        let read = ReadText("{\"a\": [1, 2,], \"a\": 3, \"b\": \"x\\qy\", \"c\": 01}")
        #expect(
            read.codes == ["trailing-comma", "invalid-escape", "invalid-number", "duplicate-key"])
        #expect(read.canonical == "{\"a\":[1,2],\"b\":\"xqy\",\"c\":01}")
    }

    @Test("A fault that hides the structure gives no value")
    func noValue() {
        #expect(ReadText("{\"a\" 1}").value == nil)
        #expect(ReadText("[1, 2").value == nil)
    }
}
