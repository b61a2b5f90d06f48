import Testing
import TextFormats

/// Reading values by name and kind: every problem is reported with its place, and reading goes on.
@Suite struct JSONCursorTests {
    /// Reads a text with a function, and returns the English lines of what was reported.
    private func lines(_ text: String, _ read: (JSONCursor) -> Void) throws -> [String] {
        let log = DiagnosticLog()
        let source = JSONSource(file: "t.json", bytes: Array(text.utf8))
        let cursor = try #require(JSONCursor(parsing: source, log: log))
        read(cursor)
        return log.findings.map { $0.rendered(in: .english) }
    }

    @Test("An unknown key is reported at the key with the nearest known name")
    func unknownKey() throws {
        let found = try lines("{\n  \"anwsers\": 1,\n  \"name\": 2,\n  \"zzz\": 3\n}") { cursor in
            var object = cursor.object()
            #expect(object?.optional("answers") == nil)
            #expect(object?.optional("name")?.integer() == 2)
            object?.finish()
        }
        #expect(
            found == [
                "t.json:2:3: error[json.unknown-key] /anwsers: the key 'anwsers' is not known "
                    + "here. Did you mean 'answers'?",
                "t.json:4:3: error[json.unknown-key] /zzz: the key 'zzz' is not known here. "
                    + "Known keys: answers, name.",
            ])
    }

    @Test("A key is known by its code points, not by Unicode equivalence")
    func equivalentKey() throws {
        let found = try lines("{\"\u{212A}\": 1}") { cursor in
            var object = cursor.object()
            #expect(object?.optional("K") == nil)
            object?.finish()
        }
        #expect(found.count == 1)
    }

    @Test("A missing key is reported at the object that lacks it")
    func missingKey() throws {
        let found = try lines("{\"list\": [{\"id\": 1}, {}]}") { cursor in
            var object = cursor.object()
            for element in object?.required("list")?.elements() ?? [] {
                var inner = element.object()
                _ = inner?.required("id")
                inner?.finish()
            }
            object?.finish()
        }
        #expect(
            found == ["t.json:1:22: error[json.missing-key] /list/1: the key 'id' is missing."])
    }

    /// A value, how it is read, and what is reported in English; nothing when it is right.
    struct Reading: Sendable, CustomTestStringConvertible {
        let text: String
        let name: String
        let read: @Sendable (JSONCursor) -> Bool
        let report: String?
        var testDescription: String { "\(text) as \(name)" }

        init(
            _ text: String, as name: String, _ report: String?,
            _ read: @escaping @Sendable (JSONCursor) -> Bool
        ) {
            (self.text, self.name, self.read, self.report) = (text, name, read, report)
        }
    }

    @Test("A value of the wrong kind or out of range is reported", arguments: readings)
    func kinds(_ reading: Reading) throws {
        var succeeded = false
        let found = try lines("{\"v\": \(reading.text)}") { cursor in
            var object = cursor.object()
            succeeded = object?.required("v").map(reading.read) ?? false
        }
        #expect(found == reading.report.map { ["t.json:1:7: error[\($0)"] } ?? [])
        #expect(succeeded == (reading.report == nil))
    }

    static let readings: [Reading] = strings + integers + others

    private static let strings: [Reading] =
        [
            ("\"ā\"", nil), ("\"\"", nil), ("1", "a number"), ("true", "true or false"),
            ("null", "null"), ("[]", "an array"), ("{}", "an object"),
        ].map { text, kind in
            Reading(
                text, as: "string",
                kind.map { "json.wrong-kind] /v: expected a string, found \($0)." }
            ) { $0.string() != nil }
        }
        + [
            ("\"x\"", nil), ("\"\"", "json.empty-text] /v: the text is empty."),
            ("\" \\n\\u00a0\"", "json.empty-text] /v: the text is empty."),
            ("7", "json.wrong-kind] /v: expected a string, found a number."),
        ].map { text, report in
            Reading(text, as: "text", report) { $0.nonEmptyString() != nil }
        }

    private static let integers: [Reading] = [
        ("1", nil), ("5", nil), ("0", "number-out-of-range] /v: 0 is not between 1 and 5."),
        ("6", "number-out-of-range] /v: 6 is not between 1 and 5."),
        ("-1", "number-out-of-range] /v: -1 is not between 1 and 5."),
        ("1.0", "wrong-kind] /v: expected a whole number, found a number."),
        ("1e0", "wrong-kind] /v: expected a whole number, found a number."),
        ("\"3\"", "wrong-kind] /v: expected a whole number, found a string."),
        ("null", "wrong-kind] /v: expected a whole number, found null."),
    ].map { text, report in
        Reading(text, as: "whole number from 1 to 5", report.map { "json.\($0)" }) {
            $0.integer(in: 1...5) != nil
        }
    }

    private static let others: [Reading] = [
        Reading("true", as: "boolean", nil) { $0.boolean() == true },
        Reading("false", as: "boolean", nil) { $0.boolean() == false },
        Reading(
            "0", as: "boolean", "json.wrong-kind] /v: expected true or false, found a number."
        ) { $0.boolean() != nil },
        Reading("[1, 2]", as: "array", nil) {
            $0.elements().compactMap { $0.integer() } == [1, 2]
        },
        Reading("{}", as: "array", "json.wrong-kind] /v: expected an array, found an object.") {
            !$0.elements().isEmpty
        },
        Reading("{\"b\": 1, \"a\": 2}", as: "members", nil) {
            $0.members().map(\.key) == ["b", "a"]
        },
        Reading("[]", as: "members", "json.wrong-kind] /v: expected an object, found an array.") {
            !$0.members().isEmpty
        },
        Reading("\"x\"", as: "object", "json.wrong-kind] /v: expected an object, found a string.") {
            $0.object() != nil
        },
        Reading(
            "99999999999999999999", as: "number without limits",
            "json.wrong-kind] /v: expected a whole number, found a number."
        ) { $0.integer(in: Int.min...Int.max) != nil },
        Reading("-0", as: "number without limits", nil) { $0.integer() == 0 },
    ]

    @Test(
        "A pointer escapes ~ and / and nothing else",
        arguments: [
            ("a", "/a"), ("", "/"), ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01"),
            ("/~", "/~1~0"), (" ā\"%^|\\", "/ ā\"%^|\\"), ("0", "/0"),
        ])
    func pointers(_ key: String, _ text: String) throws {
        #expect(JSONPointer.root.appending(key).description == text)
        #expect(JSONPointer.root.appending(key).appending("0").description == text + "/0")
        let quoted = JSONOutput.string(key).pretty()
        let found = try lines("{\(quoted): [null]}") { cursor in
            cursor.members().first?.value.elements().first?.report(
                code: "x", LocalizedText(verbatim: "y"))
        }
        #expect(found.first?.hasSuffix("error[x] \(text)/0: y") == true)
    }

    @Test("The pointer to the root is empty and is not shown")
    func root() throws {
        #expect(JSONPointer.root.description.isEmpty)
        let found = try lines("5") { _ = $0.string() }
        #expect(
            found == ["t.json:1:1: error[json.wrong-kind]: expected a string, found a number."])
    }

    @Test(
        "A text must be there in both languages and nothing else",
        arguments: [
            (#"{"lv": "Jā", "en": "Yes"}"#, []), (#"{"en": "Yes", "lv": "Jā"}"#, []),
            (#"{"lv": "Jā"}"#, ["definition.missing-translation"]),
            (#"{"en": "Yes"}"#, ["definition.missing-translation"]),
            ("{}", ["definition.missing-translation", "definition.missing-translation"]),
            (#"{"lv": "", "en": "Yes"}"#, ["json.empty-text"]),
            (#"{"lv": 1, "en": " "}"#, ["json.wrong-kind", "json.empty-text"]),
            (
                #"{"lv": "Jā", "eng": "Yes"}"#,
                ["definition.missing-translation", "json.unknown-key"]
            ),
            (#"{"lv": "Jā", "en": "Yes", "ru": "Да"}"#, ["json.unknown-key"]),
            (#""Jā""#, ["json.wrong-kind"]),
        ])
    func localizedText(_ text: String, _ codes: [String]) throws {
        let log = DiagnosticLog()
        let source = JSONSource(file: "t.json", bytes: Array(text.utf8))
        let read = try #require(JSONCursor(parsing: source, log: log)).localizedText()
        #expect(log.findings.map(\.code) == codes)
        if codes.isEmpty || codes == ["json.unknown-key"] {
            #expect(read == LocalizedText(lv: "Jā", en: "Yes"))
        } else {
            #expect(read == nil)
        }
    }

    @Test("The missing language is named in both languages")
    func missingLanguage() throws {
        let log = DiagnosticLog()
        let source = JSONSource(file: "t.json", bytes: Array(#"{"title": {"lv": "Jā"}}"#.utf8))
        var object = try #require(JSONCursor(parsing: source, log: log)?.object())
        #expect(object.required("title")?.localizedText() == nil)
        let finding = try #require(log.findings.first)
        #expect(
            finding.rendered(in: .english)
                == "t.json:1:11: error[definition.missing-translation] /title: "
                + "the text in language 'en' is missing.")
        #expect(
            finding.rendered(in: .latvian)
                == "t.json:1:11: kļūda[definition.missing-translation] /title: "
                + "trūkst teksta valodā „en“.")
    }

    @Test("A finding inside a string is counted from the character after the quote")
    func insideString() throws {
        let found = try lines("[\"ā = V1\"]") { cursor in
            cursor.elements().first?.report(code: "x", atScalar: 4, LocalizedText(verbatim: "y"))
        }
        #expect(found == ["t.json:1:7: error[x] /0: y"])
    }

    @Test("Faults of the text and of its meaning are found in one run, at their places")
    func oneRun() throws {
        let marked = MarkedText(
            """
            {
              "nosaukums": "ā▲\\q", "list": [▲01, ▲"x", 3▲,],
              ▲"extra/~": {"a": 1},
              "deep": {"in/side": [{"n": 1}, ▲{}]}
            }
            """)
        let log = DiagnosticLog()
        let source = JSONSource(file: "t.json", bytes: Array(marked.text.utf8))
        var object = try #require(JSONCursor(parsing: source, log: log)?.object())
        _ = object.required("nosaukums")?.string()
        _ = object.required("list")?.elements().map { $0.integer() }
        for (_, list) in object.required("deep")?.members() ?? [] {
            for element in list.elements() {
                var inner = element.object()
                _ = inner?.required("n")
            }
        }
        object.finish()
        let locations = log.findings.compactMap(\.location)
        #expect(locations.compactMap(\.position).sorted() == marked.marks)
        #expect(
            Set(zip(log.findings, locations).map { "\($0.code) \($1.pointer ?? "-")" }) == [
                "json.invalid-escape ", "json.invalid-number ", "json.trailing-comma ",
                "json.wrong-kind /list/1", "json.unknown-key /extra~1~0",
                "json.missing-key /deep/in~1side/1",
            ])
    }
}
