/// Writes a workbook as an XLSX file (Office Open XML, ECMA-376).
package enum WorkbookXML {
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageFormat = "http://schemas.openxmlformats.org/package/2006"

    /// The bytes of a workbook; the same workbook always gives the same bytes.
    ///
    /// - Precondition: There is at least one sheet, and sheets have different names.
    /// - Complexity: O(*cells*).
    package static func bytes(_ workbook: Workbook) -> [UInt8] {
        precondition(!workbook.sheets.isEmpty, "a workbook has a sheet")
        precondition(
            Set(workbook.sheets.map { $0.name.lowercased() }).count == workbook.sheets.count,
            "sheets have different names")
        var styles = StyleTable()
        var strings = StringTable()
        var zip = ZIPWriter()
        let sheets = workbook.sheets.enumerated().map { index, sheet in
            SheetXML.xml(sheet, index: index, styles: &styles, strings: &strings)
        }
        var parts: [(name: String, content: String)] = [
            ("[Content_Types].xml", contentTypes(count: sheets.count)),
            ("_rels/.rels", packageRelations),
            ("docProps/core.xml", properties(workbook)),
            ("xl/workbook.xml", list(workbook)),
            ("xl/_rels/workbook.xml.rels", workbookRelations(count: sheets.count)),
            ("xl/styles.xml", styles.xml),
            ("xl/sharedStrings.xml", strings.xml),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(("xl/worksheets/sheet\(index + 1).xml", sheet))
        }
        for part in parts { zip.add(part.name, Array(part.content.utf8)) }
        return zip.finished()
    }

    private static func contentTypes(count: Int) -> String {
        let prefix = "application/vnd.openxmlformats"
        var types = [
            ("/xl/workbook.xml", "\(prefix)-officedocument.spreadsheetml.sheet.main+xml"),
            ("/xl/styles.xml", "\(prefix)-officedocument.spreadsheetml.styles+xml"),
            ("/xl/sharedStrings.xml", "\(prefix)-officedocument.spreadsheetml.sharedStrings+xml"),
            ("/docProps/core.xml", "\(prefix)-package.core-properties+xml"),
        ]
        for index in 1...count {
            types.append(
                (
                    "/xl/worksheets/sheet\(index).xml",
                    "\(prefix)-officedocument.spreadsheetml.worksheet+xml"
                ))
        }
        let overrides = types.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }
        return declaration + "<Types xmlns=\"\(packageFormat)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"\(prefix)-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + overrides.joined() + "</Types>"
    }

    private static func relationship(_ id: Int, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"rId\(id)\" Type=\"\(type)\" Target=\"\(target)\"/>"
    }

    private static var packageRelations: String {
        declaration + "<Relationships xmlns=\"\(packageFormat)/relationships\">"
            + relationship(1, "\(relations)/officeDocument", "xl/workbook.xml")
            + relationship(
                2, "\(packageFormat)/relationships/metadata/core-properties", "docProps/core.xml")
            + "</Relationships>"
    }

    private static func workbookRelations(count: Int) -> String {
        var list = ""
        for index in 1...count {
            list += relationship(index, "\(relations)/worksheet", "worksheets/sheet\(index).xml")
        }
        list += relationship(count + 1, "\(relations)/styles", "styles.xml")
        list += relationship(count + 2, "\(relations)/sharedStrings", "sharedStrings.xml")
        return declaration + "<Relationships xmlns=\"\(packageFormat)/relationships\">\(list)"
            + "</Relationships>"
    }

    private static func properties(_ workbook: Workbook) -> String {
        declaration + "<cp:coreProperties xmlns:cp=\"\(packageFormat)/metadata/core-properties\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            + "<dc:title>\(XMLText.escaped(workbook.title))</dc:title>"
            + "<dc:language>\(XMLText.escaped(workbook.language))</dc:language>"
            + "</cp:coreProperties>"
    }

    private static func list(_ workbook: Workbook) -> String {
        var sheets = ""
        var names = ""
        for (index, sheet) in workbook.sheets.enumerated() {
            sheets += "<sheet name=\"\(XMLText.escaped(sheet.name))\" sheetId=\"\(index + 1)\""
            sheets += sheet.isHidden ? " state=\"hidden\"" : ""
            sheets += " r:id=\"rId\(index + 1)\"/>"
            guard sheet.repeatedRows > 0 else { continue }
            let range = "\(Workbook.quoted(sheetName: sheet.name))!$1:$\(sheet.repeatedRows)"
            names += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">"
            names += "\(XMLText.escaped(range))</definedName>"
        }
        return declaration + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\">"
            + "<bookViews><workbookView firstSheet=\"0\" activeTab=\"0\"/></bookViews>"
            + "<sheets>\(sheets)</sheets>"
            + (names.isEmpty ? "" : "<definedNames>\(names)</definedNames>")
            // Formulas are computed when the file is opened; the stored results are only a start.
            + "<calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>"
    }
}
