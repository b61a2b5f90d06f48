import Spreadsheet
import TestSupport
import Testing

/// Cells and texts as nearly all programs write them, which are read the quick way.
@Suite struct UsualMarkupTests {
    /// The same rows in two spellings; the second has its attributes in an order nobody uses.
    @Test(arguments: 0..<2)
    func `Cells in the usual and in another spelling are the same`(part: Int) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        let texts = (0..<40).map { index in
            random.pick([
                "", "a\(index)", "žīle \(index)", "\"q\"", "a\u{1}b", "long \(index) enough",
            ])
        }
        var usual = ""
        var other = ""
        var row = 0
        // Larger than the window through which a sheet is read.
        for _ in 0..<2000 {
            row += random.oneIn(50) ? random.number(2...12_000 / 40) : 1
            var cells = ("", "")
            var column = 0
            for _ in 0..<random.number(0...12) {
                column += random.oneIn(9) ? random.number(1...900) : 1
                let reference = CellReference(row: row, column: column).description
                let style = random.oneIn(3) ? random.number(0...3) : nil
                let isShared = !random.oneIn(3)
                if random.oneIn(5) {
                    let text = random.pick(["a", "Rīga <b>", "_x0041_", "x\ny \"z\""])
                        .replacing("<", with: "&lt;")
                    cells.0 += "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                    cells.1 += "<c t='inlineStr' r='\(reference)'><is><t>\(text)</t></is></c>"
                    continue
                }
                let value =
                    isShared
                    ? "\(random.number(0...39))"
                    : random.pick([
                        "0", "7", "90000123456", "999999999999999", "44319", "-1", "0.5",
                    ])
                let attribute = style.map { " s=\"\($0)\"" } ?? ""
                let type = isShared ? " t=\"s\"" : random.pick(["", " t=\"n\""])
                cells.0 += "<c r=\"\(reference)\"\(attribute)\(type)><v>\(value)</v></c>"
                cells.1 += "<c\(type)\(attribute) r='\(reference)'><v>\(value)</v ></c>"
            }
            usual += "<row r=\"\(row)\">\(cells.0)</row>"
            other += "<row r=\"\(row)\">\(cells.1)</row>"
        }
        let styles =
            "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/><xf/><xf numFmtId=\"22\"/></cellXfs>"
            + "</styleSheet>"
        let shared = texts.map { text in
            let escaped = text.replacing("\u{1}", with: "_x0001_")
            return "<si><t>\(escaped)</t></si>"
        }
        let otherShared = shared.map { $0.replacing("<t>", with: "<t xml:space=\"preserve\">") }
        let found = try [(usual, shared), (other, otherShared)].map { sheet, shared in
            try read(
                RawWorkbook().rows(sheet).with("y.xml", styles)
                    .with("t.xml", "<sst>\(shared.joined())</sst>").bytes)
        }
        #expect(found[0].map(\.number) == found[1].map(\.number), "seed \(seed)")
        #expect(found[0].map(\.columns) == found[1].map(\.columns), "seed \(seed)")
        #expect(found[0].map(\.values) == found[1].map(\.values), "seed \(seed)")
        let values = Set(found[0].flatMap(\.values).map(\.text))
        #expect(values.isSuperset(of: texts), "seed \(seed)")
        #expect(values.isSuperset(of: ["2021-05-03", "90000123456", "0.5", "-1"]), "seed \(seed)")
    }

    @Test(
        "What only looks usual is refused",
        arguments: [
            "<c r=\"A2\"><v>1</v></c>", "<c r=\"A1\" t=\"s\"><v>1</v></c>",
            "<c r=\"A1\" t=\"s\"><v>0000000000</v></c>", "<c r=\"XFE1\"><v>1</v></c>",
            "<c r=\"AAAA1\"><v>1</v></c>", "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>",
            "<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>", "<c r=\"1\"><v>1</v></c>",
            "<c r=\"A1\" s=\"x\"><v>1</v></c>", "<c r=\"A1\" s=\"9999999999\"><v>1</v></c>",
            "<c r=\"A12\"><v>1</v></c>",
        ])
    func lookalikes(_ cells: String) {
        // Far from the end of the part, where the quick way is taken.
        let rest = String(repeating: "<row><c><v>1</v></c></row>", count: 20)
        #expect(throws: SpreadsheetFault.self) {
            try read(RawWorkbook().rows("<row r=\"1\">\(cells)</row>\(rest)").bytes)
        }
    }

    @Test(
        "Shared texts next to usual ones",
        arguments: [
            ("<si><t>a&amp;b</t></si>", ["a&b"]), ("<si><t>_x0041_</t></si>", ["A"]),
            ("<si><t>a\r\nb</t></si>", ["a\nb"]), ("<si><t></t></si>", [""]), ("<si/>", [""]),
            ("<si><t>a</t><t>b</t></si>", ["ab"]),
            ("<si><r><t>a</t></r><r><t>b</t></r></si>", ["ab"]),
            ("<si><t>a</t ></si>", ["a"]), ("<si><t>a>b\"</t></si>", ["a>b\""]),
            ("<si><rPh><t>no</t></rPh><t>a</t></si>", ["a"]),
        ])
    func texts(_ markup: String, _ expected: [String]) throws {
        let usual = "<si><t>Rīga un Pārdaugava</t></si>"
        let bytes = RawWorkbook()
            .with("t.xml", "<sst>\(usual)\(markup)\(usual)\(usual)</sst>")
            .rows(
                "<row>" + (0..<4).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>"
            ).bytes
        let name = "Rīga un Pārdaugava"
        let values = try #require(try read(bytes).first).values.map(\.text)
        #expect(values == [name] + expected + [name, name])
    }
}
