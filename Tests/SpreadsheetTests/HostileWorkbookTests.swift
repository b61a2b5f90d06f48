import Spreadsheet
import Testing
import TextFormats

@Suite("Workbooks that mean harm or are damaged")
struct HostileWorkbookTests {
    @Test(
        "Rows that no program writes are refused",
        arguments: [
            "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"99999999999999999999\"/>",
            "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
            "<row r=\"x\"/>", "<row><c r=\"A2\"><v>1</v></c></row>",
            "<row><c r=\"XFE1\"><v>1</v></c></row>", "<row><c r=\"B1\"/><c r=\"A1\"/></row>",
            "<row><c r=\"1\"><v>1</v></c></row>", "<row><c t=\"s\"><v>1</v></c></row>",
            "<row><c t=\"s\"><v>-1</v></c></row>", "<row><c t=\"zz\"><v>1</v></c></row>",
            "<row><c t=\"inlineStr\"><is><t>&lol;</t></is></c></row>",
            "<row><c><v>&#0;</v></c></row>", "<row><c><v>&#xD800;</v></c></row>",
            "<row><c><v>&#99999999999;</v></c></row>", "<row><c", "<row><c><v>1</v></row>",
            "<row><c r=A1><v>1</v></c></row>", "</worksheet>",
        ])
    func rows(_ rows: String) {
        #expect(throws: SpreadsheetFault.self) { try read(RawWorkbook().rows(rows).bytes) }
    }

    @Test(
        "A document type is refused in every part, so no entity can grow and none can name a file",
        arguments: ["w.xml", "s.xml", "t.xml", "y.xml", "_rels/.rels", "_rels/w.xml.rels"])
    func documentTypes(_ part: String) throws {
        let raw = RawWorkbook()
        let content = try #require(raw.parts.first { $0.name == part }?.content)
        let type = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
        #expect(throws: SpreadsheetFault.documentType(part: part)) {
            try read(raw.with(part, type + content).bytes)
        }
    }

    @Test(
        "Parts larger than the limit are refused before they are unpacked",
        arguments: ["w.xml", "s.xml", "t.xml", "y.xml"])
    func bombs(_ part: String) {
        // 64 MiB of spaces deflate to 64 KiB.
        let bomb = String(repeating: " ", count: 1 << 26)
        #expect(throws: SpreadsheetFault.tooLarge(what: part, limit: 1 << 25)) {
            try read(RawWorkbook().with(part, bomb).bytes)
        }
    }

    @Test("A size that the directory understates is found while unpacking")
    func understatedSize() throws {
        var bytes = RawWorkbook().with("s.xml", String(repeating: " ", count: 1 << 20)).bytes
        // The last entry of the directory is the sheet's; its size stands at offset 24.
        let name = Array("s.xml".utf8)
        let entry =
            try #require(
                bytes.indices.last { bytes[$0...].starts(with: name) && $0 > 46 }) - 46
        bytes.replaceSubrange(entry + 24..<entry + 28, with: [100, 0, 0, 0])
        #expect(throws: SpreadsheetFault.container("s.xml")) { try read(bytes) }
    }

    @Test("A row without an end is refused at the row's limit")
    func endlessRow() {
        var limits = SpreadsheetLimits.form
        limits.rowBytes = 1 << 16
        let cells = String(repeating: "<c><v>1</v></c>", count: 10_000)
        #expect(throws: SpreadsheetFault.tooLarge(what: "s.xml", limit: 1 << 16)) {
            try read(RawWorkbook().rows("<row>\(cells)</row>").bytes, limits: limits)
        }
    }

    @Test("A text longer than a cell may hold is refused", arguments: [true, false])
    func longText(_ isShared: Bool) throws {
        // 32 767 characters of three bytes each are allowed.
        for (count, isAllowed) in [(32_767, true), (32_768, false)] {
            let text = String(repeating: "€", count: count)
            let raw =
                isShared
                ? RawWorkbook().with("t.xml", "<sst><si><t>\(text)</t></si></sst>")
                    .rows("<row><c t=\"s\"><v>0</v></c></row>")
                : RawWorkbook().rows("<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>")
            if isAllowed {
                #expect(throws: Never.self) { try read(raw.bytes) }
            } else {
                let part = isShared ? "t.xml" : "s.xml"
                #expect(throws: SpreadsheetFault.tooLarge(what: part, limit: 98_301)) {
                    try read(raw.bytes)
                }
            }
        }
    }

    @Test("Too many entries, and two of one name, are refused")
    func entries() {
        var limits = SpreadsheetLimits.form
        limits.entries = 5
        #expect(throws: SpreadsheetFault.tooLarge(what: "ZIP", limit: 5)) {
            try read(RawWorkbook().bytes, limits: limits)
        }
        var twice = RawWorkbook()
        twice.parts.append(("S.xml", "<worksheet/>"))
        #expect(throws: SpreadsheetFault.self) { try read(twice.bytes) }
    }

    @Test("What leads outside the container is never followed")
    func externalRelations() {
        let relations =
            "<Relationships><Relationship Id=\"b\" Type=\"x/worksheet\" TargetMode=\"External\" "
            + "Target=\"file:///etc/passwd\"/></Relationships>"
        let raw = RawWorkbook().with("_rels/w.xml.rels", relations)
        let workbook = try? WorkbookFile(raw.bytes, limits: .form)
        #expect(workbook?.sheets.isEmpty == true)
        let above = relations.replacing(" TargetMode=\"External\"", with: "")
            .replacing("file:///etc/passwd", with: "../../../etc/passwd")
        #expect(throws: SpreadsheetFault.missingPart("etc/passwd")) {
            try read(RawWorkbook().with("_rels/w.xml.rels", above).bytes)
        }
    }

    @Test("Other files are named for what they are")
    func otherFiles() {
        let faults: [([UInt8], SpreadsheetFault)] = [
            (Array("V1;V2\n".utf8), .notZIP), ([], .notZIP),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .binaryOrEncrypted),
            (RawWorkbook(parts: [("a.txt", "a")]).bytes, .notZIP),
            (RawWorkbook().with("s.xml", "").bytes, .missingPart("s.xml")),
        ]
        for (bytes, fault) in faults {
            #expect(throws: fault) { try read(bytes) }
        }
    }

    @Test("Faults have a message, and advice where there is something to do")
    func messages() {
        let faults: [SpreadsheetFault] = [
            .notZIP, .binaryOrEncrypted, .container("x"), .missingPart("x"),
            .markup(part: "x", reason: "y"), .documentType(part: "x"),
            .tooLarge(what: "x", limit: 1), .missingSheet("x"),
        ]
        for fault in faults {
            let finding = fault.diagnostic(file: "a.xlsx")
            #expect(finding.rendered(in: .latvian) != finding.rendered(in: .english))
            #expect(finding.rendered(in: .english).hasPrefix("a.xlsx: error[workbook."))
        }
    }
}
