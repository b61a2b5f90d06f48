import Testing
import TextFormats

/// The grammar of RFC 8259, section by section: what is accepted, and what is refused as what.
@Suite struct JSONConformanceTests {
    @Test("A text that RFC 8259 allows is read without findings", arguments: JSONText.accepted)
    func accepts(_ text: JSONText) {
        let read = ReadText(text.bytes)
        #expect(read.codes == [])
        // Compared as bytes: equal strings may differ in their code points.
        #expect(read.canonical.map { Array($0.utf8) } == text.canonical.map { Array($0.utf8) })
    }

    @Test("A text that RFC 8259 forbids is refused with its code", arguments: JSONText.refused)
    func refuses(_ text: JSONText) {
        let read = ReadText(text.bytes)
        #expect(read.codes == text.codes)
        #expect(read.findings.containsErrors)
    }

    @Test("Nesting is allowed up to the limit and refused one level above", arguments: [1, 3, 64])
    func depth(_ limit: Int) {
        let limits = JSONLimits(bytes: 1000, depth: limit)
        for (open, inner, close) in [("[", "", "]"), ("{\"a\":", "1", "}")] {
            func nested(_ levels: Int) -> String {
                String(repeating: open, count: levels) + inner
                    + String(repeating: close, count: levels)
            }
            #expect(ReadText(nested(limit), limits: limits).codes == [])
            let above = ReadText(nested(limit + 1), limits: limits)
            #expect(above.codes == ["too-deep"])
            #expect(
                above.findings.first?.location?.position
                    == SourcePosition(line: 1, column: limit * open.count + 1))
        }
    }

    @Test("Brackets side by side do not count as nested")
    func depthOfSiblings() {
        let read = ReadText(
            "[" + String(repeating: "[],{},", count: 50) + "[]]",
            limits: JSONLimits(bytes: 1000, depth: 2))
        #expect(read.codes == [])
    }

    @Test("The standard limit of depth stops a hostile file")
    func hostileDepth() {
        #expect(ReadText(String(repeating: "[", count: 1_000_000)).codes == ["too-deep"])
        #expect(ReadText(String(repeating: "{\"a\":", count: 500_000)).codes == ["too-deep"])
    }

    @Test("A file is allowed up to the size limit and refused one byte above")
    func size() {
        let limits = JSONLimits(bytes: 10, depth: 4)
        #expect(ReadText("\"12345678\"", limits: limits).codes == [])
        #expect(ReadText("\"123456789\"", limits: limits).codes == ["too-large"])
        #expect(ReadText("1          ", limits: limits).codes == ["too-large"])
    }

    @Test("Every UTF-8 sequence of one, two, three and four bytes is kept", arguments: 0...16)
    func plane(_ plane: UInt32) {
        let scalars = stride(from: plane << 16, to: (plane + 1) << 16, by: 251)
            .compactMap(Unicode.Scalar.init)
            .filter { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let read = ReadText("\"\(String(text))\"")
        #expect(read.codes == [])
        #expect(read.canonical.map { Array($0.unicodeScalars) } == ["\""] + scalars + ["\""])
    }

    @Test("Every control character is refused raw and accepted escaped", arguments: 0..<0x20)
    func controls(_ code: Int) {
        let raw = ReadText([0x22, UInt8(code), 0x22])
        let isLineBreak = code == 0x0A || code == 0x0D
        #expect(raw.codes == [isLineBreak ? "unclosed-string" : "control-character"])
        let digits = String(code, radix: 16)
        let escaped = ReadText(
            "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits + "\"")
        #expect(escaped.codes == [])
        guard case .string(let text)? = escaped.value?.content else {
            Issue.record("not a string")
            return
        }
        #expect(text.unicodeScalars.map(\.value) == [UInt32(code)])
    }
}
