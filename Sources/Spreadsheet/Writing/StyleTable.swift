/// The styles of a workbook, each once, numbered in order of first use.
struct StyleTable {
    private var styles: [CellStyle] = [CellStyle()]
    private var indices: [CellStyle: Int] = [CellStyle(): 0]

    /// The number of a style, given out on first use.
    mutating func index(of style: CellStyle) -> Int {
        if let index = indices[style] { return index }
        indices[style] = styles.count
        styles.append(style)
        return styles.count - 1
    }

    /// The part `styles.xml`.
    var xml: String {
        var fonts = Numbered()
        var fills = Numbered([
            "<fill><patternFill patternType=\"none\"/></fill>",
            // The second pattern is fixed by spreadsheets; a fill of ours must not stand there.
            "<fill><patternFill patternType=\"gray125\"/></fill>",
        ])
        var borders = Numbered([Self.border(nil)])
        var formats = Numbered()
        var cells = ""
        for style in styles {
            let font = fonts.index(of: Self.font(style))
            let fill = style.fill.map { fills.index(of: Self.fill($0)) } ?? 0
            let border = borders.index(of: Self.border(style.border))
            let format = style.format.map { Self.builtIn[$0] ?? formats.index(of: $0) + 164 } ?? 0
            cells +=
                "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" "
                + "borderId=\"\(border)\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" "
                + "applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">"
                + "<alignment horizontal=\"\(style.horizontal.rawValue)\" "
                + "vertical=\"\(style.vertical.rawValue)\""
                + (style.wraps ? " wrapText=\"1\"" : "")
                + (style.indent > 0 ? " indent=\"\(style.indent)\"" : "")
                + "/><protection locked=\"\(style.isLocked ? 1 : 0)\"/></xf>"
        }
        let formatList = formats.items.enumerated().map { index, code in
            "<numFmt numFmtId=\"\(index + 164)\" formatCode=\"\(XMLText.escaped(code))\"/>"
        }
        let formatPart =
            formatList.isEmpty
            ? "" : "<numFmts count=\"\(formatList.count)\">\(formatList.joined())</numFmts>"
        return WorkbookXML.declaration
            + "<styleSheet xmlns=\"\(WorkbookXML.main)\">\(formatPart)"
            + fonts.xml("fonts") + fills.xml("fills") + borders.xml("borders")
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
            + "borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"\(styles.count)\">\(cells)</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
            + "</cellStyles></styleSheet>"
    }

    /// The formats whose numbers every spreadsheet knows.
    private static let builtIn: [String: Int] = [
        "0": 1, "0.00": 2, "#,##0": 3, "0%": 9, "0.00%": 10, "@": 49,
    ]

    private static func font(_ style: CellStyle) -> String {
        "<font>\(style.isBold ? "<b/>" : "")\(style.isItalic ? "<i/>" : "")"
            + "<sz val=\"\(style.size)\"/><color rgb=\"FF\(style.color)\"/>"
            + "<name val=\"Calibri\"/><family val=\"2\"/></font>"
    }

    private static func fill(_ color: String) -> String {
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(color)\"/>"
            + "<bgColor indexed=\"64\"/></patternFill></fill>"
    }

    private static func border(_ color: String?) -> String {
        let sides = ["left", "right", "top", "bottom"].map { side in
            color.map { "<\(side) style=\"thin\"><color rgb=\"FF\($0)\"/></\(side)>" }
                ?? "<\(side)/>"
        }
        return "<border>\(sides.joined())<diagonal/></border>"
    }

    /// Texts, each once, numbered in order of first use.
    private struct Numbered {
        private(set) var items: [String]

        init(_ items: [String] = []) { self.items = items }

        mutating func index(of item: String) -> Int {
            if let index = items.firstIndex(of: item) { return index }
            items.append(item)
            return items.count - 1
        }

        func xml(_ name: String) -> String {
            "<\(name) count=\"\(items.count)\">\(items.joined())</\(name)>"
        }
    }
}
