import Testing
import TextFormats

/// How parsed values are kept: where they are, which of them count, what they were.
@Suite struct JSONDocumentTests {
    private func cursor(_ text: String, _ log: DiagnosticLog) throws -> JSONCursor {
        try #require(
            JSONCursor(parsing: JSONSource(file: "t.json", bytes: Array(text.utf8)), log: log))
    }

    // MARK: Strings

    @Test("A string is read whole wherever its end, an escape or a fault stands", arguments: 0...17)
    func scanning(_ before: Int) {
        // Eight bytes are looked at together, so every place among eight is tried.
        for after in 0...9 {
            for (inside, meaning, codes) in Self.insides {
                let (head, tail) = (
                    String(repeating: "x", count: before), String(repeating: "y", count: after)
                )
                let text = Array("[\"\(head)".utf8) + inside + Array("\(tail)\",1]".utf8)
                let read = ReadText(text)
                #expect(read.codes == codes)
                guard case .array(let elements)? = read.value?.content else {
                    Issue.record("not an array: \(String(decoding: text, as: UTF8.self))")
                    continue
                }
                #expect(elements.map(\.string) == [head + meaning + tail, nil])
                #expect(elements.map(\.offset) == [1, text.count - 2])
            }
        }
    }

    private static let insides: [([UInt8], String, [String])] = [
        ([], "", []), (Array("ā".utf8), "ā", []), (Array("😀".utf8), "😀", []),
        (Array("\\\"".utf8), "\"", []), (Array("\\\\".utf8), "\\", []),
        (Array("\\u0021".utf8), "!", []), (Array("!#[]\u{7F}".utf8), "!#[]\u{7F}", []),
        ([0x1F], "", ["control-character"]), ([0xFF], "\u{FFFD}", ["invalid-utf8"]),
        ([0xA2], "\u{FFFD}", ["invalid-utf8"]), ([0xDC], "\u{FFFD}", ["invalid-utf8"]),
    ]

    @Test("A text knows that it is ASCII or not, whatever its length")
    func lengths() throws {
        for count in 0...40 {
            for letter in ["a", "ā"] {
                let text = String(repeating: letter, count: count)
                let read = try #require(ReadText("\"\(text)\"").value?.string)
                #expect(read == text)
                #expect(read.utf8.count == text.utf8.count)
                #expect(read + "b" == text + "b")
                #expect(read.hashValue == text.hashValue)
            }
        }
    }

    // MARK: Members

    @Test("The first of several members with one key counts, in small and large objects")
    func duplicates() throws {
        for count in [2, 3, 16, 17, 40] {
            for (first, second) in [(0, 1), (0, count - 1), (count / 2, count - 1)]
            where first < second {
                var keys = (0..<count).map { "k\($0)" }
                keys[second] = keys[first]
                let members = keys.enumerated().map { "\"\($1)\": [[\($0)]]" }
                let log = DiagnosticLog()
                let root = try cursor(
                    "[{\(members.joined(separator: ", "))}, \"after\"]", log)
                #expect(log.findings.map(\.code) == ["json.duplicate-key"])
                let object = try #require(root.element(0))
                var expected = Array(keys.enumerated())
                expected.remove(at: second)
                #expect(object.members().map(\.key) == expected.map(\.element))
                for (index, key) in expected {
                    let value = object.member(key)?.element(0)?.element(0)
                    #expect(value?.integer() == index)
                    #expect(value?.pointer.description == "/0/\(key)/0/0")
                }
                var reader = try #require(object.object())
                for (_, key) in expected.reversed() { #expect(reader.optional(key) != nil) }
                reader.finish()
                #expect(log.findings.count == 1)
                #expect(root.elements().count == 2)
                #expect(root.element(1)?.string() == "after")
                #expect(root.element(2) == nil)
            }
        }
    }

    @Test("Several duplicates are reported in the order of the file, after what is in them")
    func severalDuplicates() throws {
        let read = ReadText(#"{"a": 1, "b": 2, "a": 01, "b": {"c": 1, "c": 2}, "d": 3, "a": 4}"#)
        #expect(
            read.codes == [
                "invalid-number", "duplicate-key", "duplicate-key", "duplicate-key",
                "duplicate-key",
            ])
        #expect(
            read.findings.compactMap(\.location?.position?.column) == [23, 41, 18, 27, 58])
        #expect(read.canonical == #"{"a":1,"b":2,"d":3}"#)
    }

    @Test(
        "Members may be asked for in any order, and those not asked for are reported",
        arguments: [1, 2, 63, 64, 65, 130])
    func order(_ count: Int) throws {
        let keys = (0..<count).map { "k\($0)" }
        let text = keys.map { "\"\($0)\": \"\($0)\"" }.joined(separator: ", ")
        for asked in [keys, keys.reversed(), keys + keys, keys.filter { $0 != keys[count / 2] }] {
            let log = DiagnosticLog()
            var reader = try #require(try cursor("{\(text)}", log).object())
            for key in asked { #expect(reader.required(key)?.string() == key) }
            #expect(reader.optional("other") == nil)
            reader.finish()
            let left = keys.filter { !asked.contains($0) }
            #expect(log.findings.compactMap(\.location?.pointer) == left.map { "/\($0)" })
            #expect(log.findings.allSatisfy { $0.code == "json.unknown-key" })
        }
    }

    // MARK: Places

    @Test("A value at the deepest level knows its path and its place")
    func deepest() throws {
        let depth = JSONLimits.standard.depth / 2
        let text =
            String(repeating: "{\"x\": 0, \"ā/b\":\n[7, ", count: depth) + "\"end\""
            + String(repeating: "]}", count: depth)
        let log = DiagnosticLog()
        var value = try cursor(text, log)
        for _ in 0..<depth { value = try #require(value.member("ā/b")?.element(1)) }
        #expect(value.string() == "end")
        #expect(value.pointer.description == String(repeating: "/ā~1b/1", count: depth))
        #expect(value.location.position == SourcePosition(line: depth + 1, column: 5))
        #expect(log.findings.isEmpty)
    }

    @Test("Places are the same in whatever order, and by however many at once, they are asked for")
    func places() async throws {
        let lines = (0..<300).map { "\"ā\($0)\"" }
        let text = "[\n" + lines.joined(separator: ",\n ") + "\n]"
        let source = JSONSource(file: "t.json", bytes: Array(text.utf8))
        let root = try #require(JSONCursor(parsing: source, log: DiagnosticLog()))
        let offsets = root.elements().map(\.value.offset)
        let expected = offsets.indices.map {
            SourcePosition(line: $0 + 2, column: $0 == 0 ? 1 : 2)
        }
        let found = await withTaskGroup(of: [SourcePosition].self) { group in
            for _ in 0..<4 {
                group.addTask { offsets.reversed().map { source.position(at: $0) }.reversed() }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == Array(repeating: expected, count: 4))
    }

    // MARK: The canonical form

    @Test("The canonical form of a file is that of its values", arguments: JSONOutputTests.seeds)
    func canonical(_ seed: UInt64) throws {
        var random = RandomDocuments(seed: seed)
        for document in JSONOutputTests.fixed + random.documents(count: 200) {
            let value = try #require(ReadText(document.pretty()).value)
            var bytes: [UInt8] = []
            value.appendCanonical(to: &bytes)
            #expect(
                bytes == document.canonical(),
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test("A member is left out of the value itself and of none in it")
    func leftOut() throws {
        let text = #"{"b": {"$x": 1}, "$x": [{"$x": 2}], "\u0061": ["$x"]}"#
        let value = try #require(ReadText(text).value)
        var bytes = Array("<".utf8)
        value.appendCanonical(to: &bytes, leavingOut: "$x")
        #expect(String(decoding: bytes, as: UTF8.self) == #"<{"a":["$x"],"b":{"$x":1}}"#)
        let list = try #require(ReadText(#"[{"$x": 1}]"#).value)
        bytes = []
        list.appendCanonical(to: &bytes, leavingOut: "$x")
        #expect(String(decoding: bytes, as: UTF8.self) == #"[{"$x":1}]"#)
    }
}
