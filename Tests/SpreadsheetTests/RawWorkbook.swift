import Spreadsheet

/// A workbook given by the text of its parts, as no program would write it.
struct RawWorkbook {
    /// The parts by name.
    var parts: [(name: String, content: String)] = [
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"w.xml\"/>"
                + "</Relationships>"
        ),
        (
            "_rels/w.xml.rels",
            "<Relationships><Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"/s.xml\"/>"
                + "<Relationship Id=\"c\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>"
                + "<Relationship Id=\"d\" Type=\"x/styles\" Target=\"./y/../y.xml\"/>"
                + "</Relationships>"
        ),
        ("w.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"b\"/></sheets></workbook>"),
        ("t.xml", "<sst><si><t>zero</t></si></sst>"),
        ("y.xml", "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ("s.xml", Self.sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")),
    ]

    /// A sheet's markup around some rows.
    static func sheet(_ rows: String) -> String {
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>\(rows)</sheetData></worksheet>"
    }

    /// The workbook with a part replaced or, by an empty text, taken away.
    func with(_ name: String, _ content: String) -> RawWorkbook {
        var copy = self
        copy.parts.removeAll { $0.name == name }
        if !content.isEmpty { copy.parts.append((name, content)) }
        return copy
    }

    /// The workbook with other rows.
    func rows(_ rows: String) -> RawWorkbook { with("s.xml", Self.sheet(rows)) }

    /// The file.
    var bytes: [UInt8] {
        var zip = ZIPWriter()
        for part in parts { zip.add(part.name, Array(part.content.utf8)) }
        return zip.finished()
    }
}
