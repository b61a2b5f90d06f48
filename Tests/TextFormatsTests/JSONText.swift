import Testing

/// A text of the conformance tables, with what the reader must make of it.
struct JSONText: Sendable, CustomTestStringConvertible {
    let section: String
    let bytes: [UInt8]
    /// The codes of the findings, in order; empty for a text that is allowed.
    let codes: [String]
    /// The canonical form of an allowed text.
    let canonical: String?

    var testDescription: String {
        "\(section): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
    }

    static func allowed(_ section: String, _ texts: [(String, String)]) -> [JSONText] {
        texts.map {
            JSONText(section: section, bytes: Array($0.0.utf8), codes: [], canonical: $0.1)
        }
    }

    static func forbidden(_ section: String, _ texts: [(String, [String])]) -> [JSONText] {
        forbidden(section, bytes: texts.map { (Array($0.0.utf8), $0.1) })
    }

    static func forbidden(_ section: String, bytes: [([UInt8], [String])]) -> [JSONText] {
        bytes.map { JSONText(section: section, bytes: $0.0, codes: $0.1, canonical: nil) }
    }
}

extension JSONText {
    /// What RFC 8259 allows, with the canonical form of the value.
    static let accepted: [JSONText] = [
        allowed(
            "literals",
            [
                ("null", "null"), ("true", "true"), ("false", "false"),
                ("[null,true]", "[null,true]"),
            ]
        ),
        allowed(
            "whitespace",
            [
                (" \t\r\n1\n\r\t ", "1"), ("{ \"a\"\t:\n1\r, \"b\" : 2 }", "{\"a\":1,\"b\":2}"),
                ("[ ]", "[]"), ("{\n}", "{}"), ("[\r\n1\r\n,\r\n2\r\n]", "[1,2]"),
            ]),
        allowed(
            "structure",
            [
                ("{}", "{}"), ("[]", "[]"), ("[[],{}]", "[[],{}]"), ("\"\"", "\"\""),
                ("{\"\":0}", "{\"\":0}"), ("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"),
                ("{\"a\":{\"a\":{\"a\":1}}}", "{\"a\":{\"a\":{\"a\":1}}}"),
                ("{\"a\":1,\"A\":2}", "{\"A\":2,\"a\":1}"),
            ]),
        allowed(
            "numbers",
            [
                "0", "-0", "7", "10", "-10", "1e5", "1E5", "1e+5", "1e-5", "0.5", "-0.0", "0e0",
                "1.25e10", "0.000", "1e00", "1e400", "-1e-400", "9007199254740993",
                "123456789012345678901234567890123456789012345678901234567890",
            ].map { ($0, $0) }),
        allowed(
            "escapes",
            [
                (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#), (#""\u0061\u0101""#, "\"aā\""),
                (#""\u00e9\u00E9\u00eF""#, "\"ééï\""), (#""\u0000""#, #""\u0000""#),
                (#""\u0022\u005c""#, #""\"\\""#), (#""\u2028\u2029""#, "\"\u{2028}\u{2029}\""),
                (#""\uFFFE\uFFFF""#, "\"\u{FFFE}\u{FFFF}\""), (#""\\u0061""#, #""\\u0061""#),
                (#""\u00611""#, "\"a1\""), (#""\uFEFF""#, "\"\u{FEFF}\""),
            ]),
        allowed(
            "surrogate pairs",
            [
                (#""\ud83d\ude00""#, "\"😀\""), (#""\uD834\uDD1E""#, "\"𝄞\""),
                (#""\ud800\udc00\udbff\udfff""#, "\"\u{10000}\u{10FFFF}\""),
                (#""x\uD83D\uDE00y""#, "\"x😀y\""),
            ]),
        allowed(
            "characters",
            [
                ("\"a\u{7F}b\"", "\"a\u{7F}b\""), ("\"\u{80}\u{9F}\"", "\"\u{80}\u{9F}\""),
                ("\"\u{2028}\u{A0}\"", "\"\u{2028}\u{A0}\""), ("\"a\u{FEFF}\"", "\"a\u{FEFF}\""),
                ("\"āž😀e\u{301}\"", "\"āž😀e\u{301}\""), ("\"// # /* ' */\"", "\"// # /* ' */\""),

            ]),
        allowed(
            "keys that are equivalent but not the same code points",
            [
                ("{\"e\u{301}\":1,\"\u{E9}\":2}", "{\"e\u{301}\":1,\"\u{E9}\":2}"),
                ("{\"K\":1,\"\u{212A}\":2}", "{\"K\":1,\"\u{212A}\":2}"),
                ("{\"a\":1,\" a\":2}", "{\" a\":2,\"a\":1}"),
            ]),
    ].flatMap(\.self)

    /// What RFC 8259 forbids, or briedums refuses beyond it (duplicate keys, lone surrogates).
    static let refused: [JSONText] = [
        forbidden(
            "nothing",
            [("", ["empty"]), (" ", ["empty"]), ("\n\t\r\n", ["empty"])]),
        forbidden(
            "literals",
            [
                ("True", ["unknown-word"]), ("NULL", ["unknown-word"]), ("nul", ["unknown-word"]),
                ("nulll", ["unknown-word"]), ("undefined", ["unknown-word"]),
                ("yes", ["unknown-word"]), ("NaN", ["unknown-word"]),
                ("Infinity", ["unknown-word"]),
                ("[true,falsee,nil]", ["unknown-word", "unknown-word"]),
                ("true false", ["text-after-end"]), ("āā", ["expected-value"]),
            ]),
        forbidden(
            "numbers",
            [
                "01", "-01", "00", "-", "1.", "1.e5", "1e", "1e+", "1e-", "1E", "0x", "0x1F", "1a",
                "1.2.3", "1-2", "1+2", "--1", "-+1", "-Infinity", "-NaN", "1_000", "1ee5", "1e5.5",
                "-.5", "0e", "-a",
            ].map { ($0, ["invalid-number"]) }),
        forbidden(
            "numbers that do not begin like one",
            [
                (".5", ["expected-value"]), ("+1", ["expected-value"]),
                ("[+1]", ["expected-value"]),
                ("٣", ["expected-value"]), ("1 2", ["text-after-end"]), ("1,5", ["text-after-end"]),
                ("[01,1.]", ["invalid-number", "invalid-number"]),
            ]),
        forbidden(
            "escapes",
            [
                #""\x41""#, #""\'""#, #""\a""#, #""\0""#, #""\U0061""#, #""\u""#, #""\u1""#,
                #""\u12""#, #""\u123""#, #""\u12G4""#, #""\u-123""#, #""\u 061""#, #""\u+061""#,
                #""\u{61}""#, "\"\\ā\"", "\"\\u１２３４\"", "\"\\ \"",
            ].map { ($0, ["invalid-escape"]) } + [
                (#""\x\u12""#, ["invalid-escape", "invalid-escape"]),
                (#""\"#, ["unclosed-string"]), (#""\u12"#, ["invalid-escape", "unclosed-string"]),
                (#""\""#, ["unclosed-string"]),
            ]),
        forbidden(
            "surrogates",
            [
                (#""\ud800""#, ["lone-surrogate"]), (#""\udbff""#, ["lone-surrogate"]),
                (#""\udc00""#, ["lone-surrogate"]), (#""\uDFFFx""#, ["lone-surrogate"]),
                (#""\ud83dx""#, ["lone-surrogate"]), (#""\ud83d\n""#, ["lone-surrogate"]),
                (#""\ud83d\u0041""#, ["lone-surrogate"]), (#""\ud83d\ue000""#, ["lone-surrogate"]),
                (#""\ud83d\uffff""#, ["lone-surrogate"]),
                (#""\ude00\ud83d""#, ["lone-surrogate", "lone-surrogate"]),
                (#""\ud83d\ud83d\ude00""#, ["lone-surrogate"]),
                (#""\ud83d\ude00\ude00""#, ["lone-surrogate"]),
                (#""\ud83d\u12""#, ["lone-surrogate", "invalid-escape"]),
                (#""\ud83d\"#, ["lone-surrogate", "unclosed-string"]),
                (#"{"\ud800":1}"#, ["lone-surrogate"]),
            ]),
        forbidden(
            "control characters",
            [
                ("\"a\tb\"", ["control-character"]), ("\"\0\"", ["control-character"]),
                ("\"\u{1}\u{1F}\"", ["control-character", "control-character"]),
                ("\"a\nb\"", ["unclosed-string"]), ("\"a\r\nb\"", ["unclosed-string"]),
                ("{\"a\tb\":1}", ["control-character"]), ("\0", ["expected-value"]),
                ("1\0", ["text-after-end"]), ("\u{7F}", ["expected-value"]),
            ]),
        forbidden(
            "whitespace",
            [
                ("\u{C}1", ["expected-value"]), ("\u{B}1", ["expected-value"]),
                ("\u{A0}1", ["expected-value"]), ("[1,\u{A0}2]", ["expected-value"]),
                ("[1\u{2003}]", ["expected-comma"]), ("1\u{A0}", ["text-after-end"]),
                ("\u{2028}1", ["expected-value"]), ("{\u{3000}\"a\":1}", ["expected-key"]),
            ]),
        forbidden(
            "structure",
            [
                ("1 x", ["text-after-end"]), ("{} {}", ["text-after-end"]),
                ("[]]", ["text-after-end"]), ("{\"a\":1}}", ["text-after-end"]),
                ("[1,]", ["trailing-comma"]), ("{\"a\":1,}", ["trailing-comma"]),
                ("[1, ]", ["trailing-comma"]), ("[,]", ["expected-value"]),
                ("[,1]", ["expected-value"]), ("[1,,2]", ["expected-value"]),
                ("{,}", ["expected-key"]), ("[1,],", ["trailing-comma", "text-after-end"]),
                ("[", ["unexpected-end"]), ("{", ["unexpected-end"]), ("[1", ["unexpected-end"]),
                ("[1,", ["unexpected-end"]), ("{\"a\"", ["unexpected-end"]),
                ("{\"a\":", ["unexpected-end"]), ("{\"a\":1", ["unexpected-end"]),
                ("{\"a\":1,", ["unexpected-end"]), ("[[1]", ["unexpected-end"]),
                ("\"", ["unclosed-string"]), ("\"abc", ["unclosed-string"]),
                ("[\"a]", ["unclosed-string"]), ("{\"a:1}", ["unclosed-string"]),
                ("]", ["expected-value"]), ("}", ["expected-value"]), (",", ["expected-value"]),
                (":", ["expected-value"]), ("[1}", ["expected-comma"]),
                ("{\"a\":1]", ["expected-comma"]), ("[1 2]", ["expected-comma"]),
                ("{\"a\":1 \"b\":2}", ["expected-comma"]), ("[\"a\":1]", ["expected-comma"]),
                ("{\"a\" 1}", ["expected-colon"]), ("{\"a\"}", ["expected-colon"]),
                ("{\"a\",1}", ["expected-colon"]), ("{\"a\"=1}", ["expected-colon"]),
                ("{\"a\"::1}", ["expected-value"]), ("{\"a\":}", ["expected-value"]),
                ("{a:1}", ["expected-key"]), ("{1:1}", ["expected-key"]),
                ("{null:1}", ["expected-key"]), ("{[]:1}", ["expected-key"]),
                ("{'a':1}", ["expected-key"]), ("'a'", ["expected-value"]),
                ("[“a”]", ["expected-value"]), ("// x\n1", ["expected-value"]),
                ("/* x */1", ["expected-value"]), ("# x\n1", ["expected-value"]),
                ("1 // x", ["text-after-end"]), ("[1 /* x */]", ["expected-comma"]),
                ("{/**/}", ["expected-key"]),
            ]),
        forbidden(
            "duplicate keys",
            [
                (#"{"a":1,"a":1}"#, ["duplicate-key"]), (#"{"a":1,"\u0061":2}"#, ["duplicate-key"]),
                (#"{"\/":1,"/":2}"#, ["duplicate-key"]), (#"{"":1,"":2}"#, ["duplicate-key"]),
                ("{\"😀\":1,\"\\ud83d\\ude00\":2}", ["duplicate-key"]),
                (#"{"a":1,"b":2,"a":3,"a":4}"#, ["duplicate-key", "duplicate-key"]),
                (#"{"a":{"b":1,"b":2},"c":{"b":1}}"#, ["duplicate-key"]),
            ]),
        forbidden(
            "byte order mark and UTF-16",
            bytes: [
                ([0xEF, 0xBB, 0xBF, 0x31], ["byte-order-mark"]),
                ([0xEF, 0xBB, 0xBF], ["byte-order-mark", "empty"]),
                (
                    [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x31],
                    ["byte-order-mark", "expected-value"]
                ),
                ([0x31, 0xEF, 0xBB, 0xBF], ["text-after-end"]),
                ([0xEF, 0xBB], ["expected-value"]),
                ([0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], ["expected-value"]),
                ([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], ["expected-value"]),
                ([0x00, 0x5B, 0x00, 0x5D], ["expected-value"]),
                ([0x5B, 0x00, 0x5D, 0x00], ["expected-value"]),
                ([0x31, 0x00], ["text-after-end"]),
            ]),
        invalidUTF8,
    ].flatMap(\.self)

    /// Strings whose bytes are not UTF-8 (RFC 3629), each between quotes.
    private static let invalidUTF8: [JSONText] = forbidden(
        "invalid UTF-8",
        bytes: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
            [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xC4], [0xE2, 0x82],
            [0xF0, 0x9F, 0x98], [0xC4, 0x61], [0xE2, 0x82, 0x61], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
            [0x61, 0xC4, 0x81, 0x80], [0xC4, 0x5C, 0x6E, 0x81],
        ].map { (bytes: [UInt8]) in
            // An escape ends a run of bytes, and every run is judged by itself.
            let runs = bytes.contains(0x5C) ? 2 : 1
            return ([0x22] + bytes + [0x22], Array(repeating: "invalid-utf8", count: runs))
        })
}
