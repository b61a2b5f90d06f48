import TestSupport
import TextFormats
import Testing

/// RFC 4180 and the dialects that spreadsheet programs write.
@Suite struct CSVReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let records: [[String]]
        var codes: [String] = []
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "RFC 4180 2.1: CRLF", text: "aaa,bbb\r\nzzz,yyy\r\n",
            records: [["aaa", "bbb"], ["zzz", "yyy"]]),
        Case(
            name: "RFC 4180 2.2: no line end at the end", text: "aaa,bbb\r\nzzz,yyy",
            records: [["aaa", "bbb"], ["zzz", "yyy"]]),
        Case(
            name: "RFC 4180 2.4: spaces belong to the field", text: " a , b \r\n",
            records: [[" a ", " b "]]),
        Case(
            name: "RFC 4180 2.5: quotes", text: "\"aaa\",\"bbb\"\r\nzzz,yyy\r\n",
            records: [["aaa", "bbb"], ["zzz", "yyy"]]),
        Case(
            name: "RFC 4180 2.6: line ends and commas in quotes",
            text: "\"a\r\nb\",\"c,d\"\r\nz,y\r\n", records: [["a\r\nb", "c,d"], ["z", "y"]]),
        Case(
            name: "RFC 4180 2.7: doubled quotes", text: "\"a\"\"b\",\"\"\"\"\r\n",
            records: [["a\"b", "\""]]),
        Case(
            name: "empty fields", text: ",,\r\n\"\",,\r\n", records: [["", "", ""], ["", "", ""]]),
        Case(
            name: "semicolons and a byte order mark", text: "\u{FEFF}a;b,c;d\r\n1;2;3\r\n",
            records: [["a", "b,c", "d"], ["1", "2", "3"]]),
        Case(name: "tabs", text: "a\tb\n1\t2\n", records: [["a", "b"], ["1", "2"]]),
        Case(
            name: "the delimiter is not looked for in quotes", text: "\"a;b;c;d\",e\n1,2\n",
            records: [["a;b;c;d", "e"], ["1", "2"]]),
        Case(name: "Excel's sep line", text: "sep=;\r\na,b;c\r\n", records: [["a,b", "c"]]),
        Case(
            name: "carriage returns alone", text: "a,b\r1,2\r", records: [["a", "b"], ["1", "2"]]),
        Case(name: "blank lines", text: "a,b\n\n\r\n1,2\n", records: [["a", "b"], ["1", "2"]]),
        Case(
            name: "a single quoted empty field is no blank line", text: "a\n\"\"\n",
            records: [["a"], [""]]),
        Case(name: "one column", text: "a\nb\n", records: [["a"], ["b"]]),
        Case(name: "nothing", text: "", records: []),
        Case(
            name: "a stray quote", text: "a,b\nx\"y,2\n3,4\n", records: [["a", "b"], ["3", "4"]],
            codes: ["csv.stray-quote"]),
        Case(
            name: "text after a quote", text: "a,b\n\"x\"y,\"2\"\n3,4\n",
            records: [["a", "b"], ["3", "4"]], codes: ["csv.text-after-quote"]),
        Case(
            name: "a quote that is never closed", text: "a,b\n1,2\n\"x,3\n4,5\n",
            records: [["a", "b"], ["1", "2"]], codes: ["csv.unclosed-quote"]),
    ]

    @Test(arguments: cases)
    func `Records are read as the format says`(_ example: Case) {
        let log = DiagnosticLog()
        var reader = CSVReader(
            JSONSource(file: "t.csv", bytes: Array(example.text.utf8)), log: log)
        var records: [[String]] = []
        while let record = reader.next() { records.append(record.fields.map(\.text)) }
        #expect(records == example.records)
        #expect(log.findings.map(\.code) == example.codes)
    }

    @Test func `A field's position counts lines inside quotes and letters, not bytes`() throws {
        let text = "a;b\n\"ā\nč\";ž;x\n"
        let log = DiagnosticLog()
        var reader = CSVReader(JSONSource(file: "t.csv", bytes: Array(text.utf8)), log: log)
        _ = reader.next()
        let next = reader.next()
        let record = try #require(next)
        #expect(
            record.fields.map(\.position)
                == [
                    SourcePosition(line: 2, column: 1), SourcePosition(line: 3, column: 4),
                    SourcePosition(line: 3, column: 6),
                ])
    }

    @Test func `Bytes that are no UTF-8 are reported with their place`() {
        let log = DiagnosticLog()
        var reader = CSVReader(
            JSONSource(file: "t.csv", bytes: Array("a,b\n1,".utf8) + [0xC3, 0x28, 10]), log: log)
        while reader.next() != nil {}
        #expect(log.findings.map { $0.rendered(in: .english) }.count == 1)
        #expect(log.findings.first?.location?.position == SourcePosition(line: 2, column: 3))
    }

    /// What is written is read back, whatever the fields contain.
    @Test func `Random records survive being written and read`() {
        let seed: UInt64 = 20_211
        var random = SplitMix64(seed: seed)
        let pieces = ["", "a", "\"", ";", ",", "\n", "\r\n", "ž", " ", "x\"y", "\"\"", "\r"]
        for _ in 0..<2000 {
            let width = Int.random(in: 2...4, using: &random)
            let records = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<width).map { _ in
                    "t"
                        + (0..<Int.random(in: 0...3, using: &random)).map { _ in
                            pieces.randomElement(using: &random) ?? ""
                        }.joined()
                }
            }
            var bytes: [UInt8] = []
            let writer = CSVWriter(delimiter: UInt8(ascii: ";"))
            for record in records { writer.append(record: record, to: &bytes) }
            let log = DiagnosticLog()
            var reader = CSVReader(
                JSONSource(file: "t.csv", bytes: bytes),
                dialect: CSVDialect(delimiter: UInt8(ascii: ";")), log: log)
            var read: [[String]] = []
            while let record = reader.next() { read.append(record.fields.map(\.text)) }
            #expect(read == records && log.findings.isEmpty, "seed \(seed)")
        }
    }

    /// Cutting a table into pieces of whole records finds the same records, faulty ones included.
    @Test func `A table cut anywhere has the same records`() {
        let seed: UInt64 = 20_212
        var random = SplitMix64(seed: seed)
        let alphabet = Array("aa,,\"\"\n\n\r;".utf8)
        let scanner = CSVScanner(CSVDialect())
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let whole = recordEnds(bytes, scanner)
            var pieces: [Int] = []
            var start = 0
            var wanted = Int.random(in: 1...8, using: &random)
            while start < bytes.count {
                let end = min(bytes.count, start + wanted)
                let part = Array(bytes[start..<end])
                let cut = part.withUnsafeBufferPointer { scanner.endOfLastRecord(in: $0) }
                if let cut, end < bytes.count {
                    pieces += recordEnds(Array(part[..<cut]), scanner).map { $0 + start }
                    start += cut
                    wanted = Int.random(in: 1...8, using: &random)
                } else if end < bytes.count {
                    wanted += 1
                } else {
                    pieces += recordEnds(part, scanner).map { $0 + start }
                    start = end
                }
            }
            #expect(pieces == whole, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func recordEnds(_ bytes: [UInt8], _ scanner: CSVScanner) -> [Int] {
        var ends: [Int] = []
        var spans: [CSVScanner.Span] = []
        var at = 0
        while at < bytes.count {
            at = bytes.withUnsafeBufferPointer { scanner.scan($0, from: at, into: &spans) }.end
            ends.append(at)
        }
        return ends
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+371", "'+371"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("a=b", "a=b"), ("=a;b", "\"'=a;b\""), ("\rx", "\"'\rx\""), ("", ""), ("\"", "\"\"\"\""),
    ])
    func `Text that a spreadsheet would run is made harmless`(text: String, written: String) {
        var bytes: [UInt8] = []
        CSVWriter(delimiter: UInt8(ascii: ";")).append(text: Array(text.utf8), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == written)
    }
}
