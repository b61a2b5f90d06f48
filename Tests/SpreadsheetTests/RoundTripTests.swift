import Spreadsheet
import TestSupport
import Testing

@Suite("A workbook that is written and read again")
struct RoundTripTests {
    @Test("Every kind of cell comes back")
    func kinds() throws {
        var workbook = Workbook(title: "Tests & <pārbaude>", language: "lv")
        var sheet = Workbook.Sheet(name: Workbook.sheetName("V1–V21: [a]"))
        sheet.rows = [
            Workbook.Row([
                Workbook.Cell("=SUM(A1)"), Workbook.Cell(.integer(-7)), Workbook.Cell(.empty),
                Workbook.Cell(.number(0.544)), Workbook.Cell(.boolean(true)),
            ]),
            Workbook.Row(),
            Workbook.Row([Workbook.Cell("Žīle\n\t\"<&>' _x000D_ \u{1} 🙂 ")], height: 30),
            Workbook.Row([Workbook.Cell(.formula("1+1", result: 2))]),
        ]
        workbook.sheets = [sheet]
        let rows = try read(WorkbookXML.bytes(workbook))
        #expect(rows.map(\.number) == [1, 3, 4])
        #expect(rows[0].values.map(\.text) == ["=SUM(A1)", "-7", "0.544", "1"])
        #expect(rows[0].columns == [1, 2, 4, 5])
        #expect(rows[1].values == [.text("Žīle\n\t\"<&>' _x000D_ \u{1} 🙂 ")])
        #expect(rows[2].values.map(\.text) == ["2"])
    }

    @Test("Random texts come back byte by byte, and the same workbook gives the same bytes")
    func randomTexts() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        let alphabet = Array(
            "ab_x0DĀžŗ€🙂<>&\"'\n\t\r ;,=+-@\u{0}\u{7}\u{FFFE}\u{301}\u{A0}".unicodeScalars)
        var workbook = Workbook(title: "", language: "en")
        var sheet = Workbook.Sheet(name: "s")
        var texts: [String] = []
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                text.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
            }
            texts.append(String(text))
            sheet.rows.append(Workbook.Row([Workbook.Cell(String(text))]))
        }
        workbook.sheets = [sheet]
        let bytes = WorkbookXML.bytes(workbook)
        #expect(bytes == WorkbookXML.bytes(workbook))
        let found = try read(bytes).map(\.values[0].text)
        #expect(found.map { Array($0.utf8) } == texts.map { Array($0.utf8) }, "seed \(seed)")
    }

    @Test(
        "Names of sheets are made legal",
        arguments: [
            ("a/b\\c?d*e:f[g]", "abcdefg"), ("'x'", "x"), ("", "–"),
            (String(repeating: "ā", count: 40), String(repeating: "ā", count: 31)),
        ])
    func sheetNames(_ text: String, _ expected: String) {
        #expect(Workbook.sheetName(text) == expected)
    }
}
