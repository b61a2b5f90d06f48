/// Writes the part of one sheet.
struct SheetXML {
    private let sheet: Workbook.Sheet
    private let index: Int
    private var xml = ""

    /// The part's text.
    ///
    /// - Parameters:
    ///   - sheet: The sheet.
    ///   - index: Its place among the tabs, from 0.
    ///   - styles: Receives the styles of its cells.
    ///   - strings: Receives the texts of its cells.
    /// - Returns: The XML.
    static func xml(
        _ sheet: Workbook.Sheet, index: Int, styles: inout StyleTable, strings: inout StringTable
    ) -> String {
        var writer = SheetXML(sheet: sheet, index: index)
        writer.writeHead()
        writer.writeRows(styles: &styles, strings: &strings)
        writer.writeTail()
        return writer.xml
    }

    private init(sheet: Workbook.Sheet, index: Int) {
        self.sheet = sheet
        self.index = index
    }

    private mutating func writeHead() {
        xml += WorkbookXML.declaration
        xml += "<worksheet xmlns=\"\(WorkbookXML.main)\"><sheetPr>"
        if let color = sheet.tabColor { xml += "<tabColor rgb=\"FF\(color)\"/>" }
        xml += "<pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        let columnCount = sheet.rows.map(\.cells.count).max() ?? 0
        let last = CellReference(row: max(1, sheet.rows.count), column: max(1, columnCount))
        xml += "<dimension ref=\"A1:\(last)\"/>"
        xml += "<sheetViews><sheetView showGridLines=\"0\""
        if index == 0 { xml += " tabSelected=\"1\"" }
        xml += " workbookViewId=\"0\">"
        let frozen = sheet.frozen
        if frozen.rows > 0 || frozen.columns > 0 {
            let corner = CellReference(row: frozen.rows + 1, column: frozen.columns + 1)
            let pane =
                frozen.rows == 0
                ? "topRight" : frozen.columns == 0 ? "bottomLeft" : "bottomRight"
            xml += "<pane"
            if frozen.columns > 0 { xml += " xSplit=\"\(frozen.columns)\"" }
            if frozen.rows > 0 { xml += " ySplit=\"\(frozen.rows)\"" }
            xml += " topLeftCell=\"\(corner)\" activePane=\"\(pane)\" state=\"frozen\"/>"
            xml += "<selection pane=\"\(pane)\"/>"
        }
        xml += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
        guard !sheet.columns.isEmpty else { return }
        xml += "<cols>"
        for (index, column) in sheet.columns.enumerated() {
            xml += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\" "
            xml += column.isHidden ? "hidden=\"1\" " : ""
            xml += "customWidth=\"1\"/>"
        }
        xml += "</cols>"
    }

    private mutating func writeRows(styles: inout StyleTable, strings: inout StringTable) {
        xml += "<sheetData>"
        for (rowIndex, row) in sheet.rows.enumerated() {
            guard !row.cells.isEmpty || row.height != nil else { continue }
            xml += "<row r=\"\(rowIndex + 1)\""
            if let height = row.height { xml += " ht=\"\(height)\" customHeight=\"1\"" }
            if row.isHidden { xml += " hidden=\"1\"" }
            xml += ">"
            for (columnIndex, cell) in row.cells.enumerated() {
                let style = styles.index(of: cell.style)
                if case .empty = cell.value, style == 0 { continue }
                let place = CellReference(row: rowIndex + 1, column: columnIndex + 1)
                xml += "<c r=\"\(place)\""
                if style > 0 { xml += " s=\"\(style)\"" }
                writeValue(cell.value, strings: &strings)
            }
            xml += "</row>"
        }
        xml += "</sheetData>"
    }

    private mutating func writeValue(_ value: Workbook.Cell.Value, strings: inout StringTable) {
        switch value {
        case .empty: xml += "/>"
        case .text(let text): xml += " t=\"s\"><v>\(strings.index(of: text))</v></c>"
        case .integer(let number): xml += "><v>\(number)</v></c>"
        case .number(let number):
            precondition(number.isFinite, "a cell holds a finite number")
            xml += "><v>\(number)</v></c>"
        case .boolean(let value): xml += " t=\"b\"><v>\(value ? 1 : 0)</v></c>"
        case .formula(let formula, let result):
            xml += "><f>\(XMLText.escaped(formula))</f><v>\(result)</v></c>"
        }
    }

    /// What follows the rows; the order is fixed by the standard.
    private mutating func writeTail() {
        if sheet.isProtected {
            // Everything that cannot harm stays allowed: widths, heights, filters.
            xml += "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" "
            xml += "formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\"/>"
        }
        if !sheet.merges.isEmpty {
            let merges = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
            xml += "<mergeCells count=\"\(sheet.merges.count)\">\(merges)</mergeCells>"
        }
        writeValidations()
        writeLinks()
        xml += "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" "
        xml += "header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\""
        xml += sheet.isLandscape ? "landscape" : "portrait"
        xml += "\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
        xml += "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>"
        xml += "</headerFooter></worksheet>"
    }

    private mutating func writeValidations() {
        guard !sheet.validations.isEmpty else { return }
        xml += "<dataValidations count=\"\(sheet.validations.count)\">"
        for validation in sheet.validations {
            xml += "<dataValidation "
            switch validation.rule {
            case .list: xml += "type=\"list\" "
            case .wholeNumber: xml += "type=\"whole\" operator=\"between\" "
            }
            xml += "errorStyle=\"\(validation.isStrict ? "stop" : "warning")\" allowBlank=\"1\" "
            xml += "showInputMessage=\"1\" showErrorMessage=\"1\" "
            xml += "errorTitle=\"\(Self.short(validation.errorTitle, 32))\" "
            xml += "error=\"\(Self.short(validation.error, 225))\" "
            xml += "sqref=\"\(validation.cells)\">"
            switch validation.rule {
            case .list(let range): xml += "<formula1>\(XMLText.escaped(range))</formula1>"
            case .wholeNumber(let range):
                xml += "<formula1>\(range.lowerBound)</formula1>"
                xml += "<formula2>\(range.upperBound)</formula2>"
            }
            xml += "</dataValidation>"
        }
        xml += "</dataValidations>"
    }

    private mutating func writeLinks() {
        var links = ""
        for (rowIndex, row) in sheet.rows.enumerated() {
            for (columnIndex, cell) in row.cells.enumerated() {
                guard let link = cell.link else { continue }
                let place = CellReference(row: rowIndex + 1, column: columnIndex + 1)
                links += "<hyperlink ref=\"\(place)\" location=\"\(XMLText.escaped(link))\"/>"
            }
        }
        if !links.isEmpty { xml += "<hyperlinks>\(links)</hyperlinks>" }
    }

    /// A text for an attribute that spreadsheets limit to some UTF-16 units.
    private static func short(_ text: String, _ limit: Int) -> String {
        guard text.utf16.count > limit else { return XMLText.escaped(text) }
        var cut = text
        while cut.utf16.count >= limit { cut.removeLast() }
        return XMLText.escaped(cut + "…")
    }
}
