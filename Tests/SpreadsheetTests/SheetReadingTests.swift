import Spreadsheet
import Testing

@Suite("What other programs write into sheets")
struct SheetReadingTests {
    @Test(
        "Cells as different writers put them",
        arguments: [
            ("<c r=\"A1\" t=\"s\"><v>0</v></c>", "zero"),
            ("<c t='inlineStr'><is><t xml:space='preserve'> a\u{A0}</t></is></c>", " a\u{A0}"),
            ("<c t=\"inlineStr\"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>", "ab"),
            ("<c t=\"inlineStr\"><is><t>a</t><rPh><t>no</t></rPh></is></c>", "a"),
            ("<c t=\"str\"><f>\"x\"</f><v>&lt;&#x101;&#228;&amp;&quot;&apos;</v></c>", "<āä&\"'"),
            ("<c t=\"inlineStr\"><is><t><![CDATA[<&amp;>]]></t></is></c>", "<&amp;>"),
            (
                "<c t=\"inlineStr\"><is><t>a\r\nb\rc_x000D__x005F_x000D_</t></is></c>",
                "a\nb\nc\r_x000D_"
            ),
            ("<c><v>12</v></c>", "12"), ("<c t=\"n\"><v>1.2E1</v></c>", "12"),
            ("<c><v>90000123456</v></c>", "90000123456"),
            ("<c><v>0.10000000000000001</v></c>", "0.1"), ("<c><v>-3.0</v></c>", "-3"),
            ("<c t=\"b\"><v>1</v></c>", "1"), ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"),
            ("<c s=\"1\"><v>44319</v></c>", "2021-05-03"),
            ("<c s=\"1\"><v>44319.416666666664</v></c>", "2021-05-03T10:00:00"),
            ("<c s=\"1\"><v>1</v></c>", "1900-01-01"), ("<c s=\"1\"><v>61</v></c>", "1900-03-01"),
            ("<c s=\"1\"><v>44319.9999999</v></c>", "2021-05-04"),
            ("<c t=\"d\"><v>2021-05-03</v></c>", "2021-05-03"),
            ("<c><f>A2</f><v/></c>", "="), ("<c><f>A2</f></c>", "="),
            ("<c foo=\"1>2\"><v>1</v></c>", "1"), ("<x:c><x:v>7</x:v></x:c>", "7"),
            ("<c><!-- <v>1</v> --><v>2</v><?x y?></c>", "2"),
        ])
    func cells(_ cell: String, _ expected: String) throws {
        let rows = try read(RawWorkbook().rows("<row>\(cell)</row>").bytes)
        #expect(rows.first?.values.map(\.text) == [expected])
        #expect(rows.first?.number == 1)
    }

    @Test("Dates count from 1904 where the workbook says so")
    func dates1904() throws {
        let workbook =
            "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" "
            + "r:id=\"b\"/></sheets></workbook>"
        let bytes = RawWorkbook().with("w.xml", workbook)
            .rows("<row><c s=\"1\"><v>42857</v></c></row>").bytes
        #expect(try read(bytes)[0].values == [.date("2021-05-03")])
    }

    @Test("Places may be left out; empty rows and cells are passed over")
    func places() throws {
        let rows = try read(
            RawWorkbook().rows(
                "<row/><row r=\"3\"><c r=\"B3\" s=\"1\"/><c><v>1</v></c><c r=\"AB3\"><v>2</v></c>"
                    + "</row><row><c r=\"A4\"/></row><row spans=\"1:2\"><c><v>3</v></c></row>"
            ).bytes)
        #expect(rows.map(\.number) == [3, 5])
        #expect(rows[0].columns == [3, 28])
        #expect(rows[1].columns == [1])
    }

    @Test("A sheet longer than the window, with one row longer than it, is read whole")
    func longSheet() throws {
        let long = String(repeating: "ž", count: 30_000)
        let longCells = String(
            repeating: "<c t=\"inlineStr\"><is><t>\(long)</t></is></c>", count: 15)
        var xml = ""
        for row in 1...20_000 {
            xml += "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c>"
            if row == 10_000 { xml += longCells }
            xml += "</row>"
        }
        let rows = try read(RawWorkbook().rows(xml).bytes)
        #expect(rows.count == 20_000)
        #expect(rows.allSatisfy { $0.values[0].text == "\($0.number)" })
        #expect(rows[9999].values.count == 16)
        #expect(rows[9999].values[1...].allSatisfy { $0 == .text(long) })
    }

    @Test("Names of parts ignore case, and a strict edition's addresses are understood")
    func partNames() throws {
        var raw = RawWorkbook()
        raw.parts = raw.parts.map { ($0.name == "s.xml" ? "S.XML" : $0.name, $0.content) }
        #expect(try read(raw.bytes).count == 1)
    }

    @Test("Every prefix of a file is refused without harm")
    func prefixes() throws {
        let bytes = RawWorkbook().bytes
        for count in stride(from: 0, to: bytes.count, by: 3) {
            #expect(throws: SpreadsheetFault.self) { try read(Array(bytes[..<count])) }
        }
    }

    @Test("Every changed byte gives the same rows or a fault")
    func changedBytes() throws {
        let bytes = RawWorkbook().bytes
        let rows = try read(bytes)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x41
            if let found = try? read(changed) {
                #expect(found.map(\.values) == rows.map(\.values), "byte \(index)")
            }
        }
    }
}
