import Foundation
import TestSupport
import Testing
import TextFormats

/// Writing JSON: what is written reads back the same, and the canonical form is Python's.
@Suite struct JSONOutputTests {
    /// The seeds of the random documents; a failing test names the seed.
    static let seeds: [UInt64] = [1, 2021, 0xB1ED_0415]

    @Test("A document written for people reads back the same", arguments: seeds)
    func roundTrip(_ seed: UInt64) {
        var random = RandomDocuments(seed: seed)
        for document in Self.fixed + random.documents(count: 200) {
            let canonical = document.canonical()
            for text in [Array(document.pretty().utf8), canonical] {
                let read = ReadText(text)
                #expect(
                    read.codes == [], "seed \(seed): \(String(decoding: canonical, as: UTF8.self))")
                #expect(
                    read.value.map { JSONOutput($0).canonical() } == canonical,
                    "seed \(seed): \(String(decoding: canonical, as: UTF8.self))")
            }
        }
    }

    @Test(
        "The canonical form is that of Python's json.dumps",
        .enabled(if: OutsideTool.exists("python3"), "python3 is not installed"), arguments: seeds)
    func python(_ seed: UInt64) throws {
        var random = RandomDocuments(seed: seed)
        let documents = Self.fixed + random.documents(count: 200)
        let folder = try TemporaryFolder()
        let input = try folder.write(JSONOutput.array(documents).pretty().utf8, to: "in.json")
        let script = try folder.write(Self.script.utf8, to: "canonical.py")
        let (status, output) = try OutsideTool.run(["python3", script, input])
        #expect(status == 0)
        let expected = output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(expected.count == documents.count + 1)
        for (document, line) in zip(documents, expected) {
            #expect(
                document.canonical() == Array(line),
                "seed \(seed): Python wrote \(String(decoding: line, as: UTF8.self))")
        }
    }

    private static let script = """
        import json, sys
        with open(sys.argv[1], encoding="utf-8") as file:
            documents = json.load(file)
        for document in documents:
            text = json.dumps(
                document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            sys.stdout.buffer.write(text.encode("utf-8") + b"\\n")

        """

    /// Documents that are easy to write wrongly.
    static let fixed: [JSONOutput] = [
        .null, .boolean(true), .integer(Int.min), .integer(Int.max), .string(""),
        .number("123456789012345678901234567890"), .array([]), .object([]),
        .string("\"\\/\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}\u{80}\u{2028}\u{2029}\u{FEFF}"),
        .array([.array([]), .object([]), .array([.array([])])]),
        .object([
            ("\u{1F600}", .integer(1)), ("\u{FFFF}", .integer(2)), ("\u{E000}", .integer(3)),
            ("\u{10FFFF}", .integer(4)), ("z", .integer(5)), ("", .integer(6)),
            ("\u{D7FF}", .integer(7)), ("ā", .integer(8)), ("a\u{304}", .integer(9)),
            ("a", .integer(10)), ("A", .integer(11)), ("aa", .integer(12)), ("\0", .integer(13)),
            ("\n", .integer(14)), ("\"", .integer(15)), ("\u{7F}", .integer(16)),
            ("10", .integer(17)), ("9", .integer(18)),
        ]),
        .object([
            (
                "b",
                .object([("d", .null), ("c", .array([.object([("f", .null), ("e", .null)])]))])
            ),
            ("a", .null),
        ]),
    ]

    @Test(
        "A short list of simple values stays on one line, anything else is spread out",
        arguments: layouts)
    func layout(_ document: JSONOutput, _ expected: String) {
        #expect(document.pretty() == expected + "\n")
    }

    static let layouts: [(JSONOutput, String)] = [
        (.null, "null"), (.array([]), "[]"), (.object([]), "{}"),
        (.array([.integer(1), .string("a"), .array([])]), "[1, \"a\", []]"),
        (.object([("b", .integer(1)), ("a", .object([]))]), "{ \"b\": 1, \"a\": {} }"),
        (.array([.array([.integer(1)])]), "[\n  [1]\n]"),
        (
            .object([("a", .array([.integer(1)])), ("b", .null)]),
            "{\n  \"a\": [1],\n  \"b\": null\n}"
        ),
        // 98 characters and two brackets fill the line of 100; one more does not fit.
        (.array([.string(text(96))]), "[\"\(text(96))\"]"),
        (.array([.string(text(97))]), "[\n  \"\(text(97))\"\n]"),
        (
            .object([("n", .array([.array([])])), ("k", .array([.string(text(89))]))]),
            "{\n  \"n\": [[]],\n  \"k\": [\"\(text(89))\"]\n}"
        ),
        (
            .object([("k", .array([.string(text(90))]))]),
            "{\n  \"k\": [\n    \"\(text(90))\"\n  ]\n}"
        ),
    ]

    private static func text(_ count: Int) -> String { String(repeating: "ā", count: count) }

    @Test("A text in two languages is an object with both")
    func localizedText() {
        let output = JSONOutput(LocalizedText(lv: "jā", en: "yes"))
        #expect(output.pretty() == "{ \"lv\": \"jā\", \"en\": \"yes\" }\n")
    }

    @Test("Numbers keep the digits with which they were written")
    func numbers() {
        let text = "[1.0,1e5,-0,0.10,123456789012345678901234567890]"
        #expect(ReadText(text).canonical == text)
    }
}

/// Random JSON trees with unusual strings, the same for the same seed.
struct RandomDocuments {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func documents(count: Int) -> [JSONOutput] {
        (0..<count).map { _ in document(depth: 4) }
    }

    private mutating func document(depth: Int) -> JSONOutput {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .integer(Int.random(in: Int.min...Int.max, using: &generator))
        case 3: return .integer(Int.random(in: -20...20, using: &generator))
        case 4: return .string(string())
        case 5, 6: return .object(members(depth: depth - 1))
        default:
            let count = Int.random(in: 0...5, using: &generator)
            return .array((0..<count).map { _ in document(depth: depth - 1) })
        }
    }

    private mutating func members(depth: Int) -> [(key: String, value: JSONOutput)] {
        var keys: Set<[UInt8]> = []
        var members: [(key: String, value: JSONOutput)] = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let key = string()
            guard keys.insert(Array(key.utf8)).inserted else { continue }
            members.append((key, document(depth: depth)))
        }
        return members
    }

    private mutating func string() -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7F, 0x61...0x64, 0x80...0x17F, 0x300...0x304, 0x2026...0x202F,
            0xD700...0xD7FF, 0xE000...0xFFFF, 0x1F600...0x1F64F, 0x10FF00...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
