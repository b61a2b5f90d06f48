import Spreadsheet

/// A row with the values of its cells.
struct ReadRow {
    let number: Int
    let columns: [Int]
    let values: [CellValue]
}

/// Every row of a workbook's sheet.
func read(
    _ bytes: [UInt8], sheet: Int = 0, limits: SpreadsheetLimits = .form
) throws(SpreadsheetFault) -> [ReadRow] {
    let workbook = try WorkbookFile(bytes, limits: limits)
    guard sheet < workbook.sheets.count else { throw .missingSheet("\(sheet)") }
    let reader = try workbook.reader(ofSheet: sheet)
    var row = SheetRow()
    var rows: [ReadRow] = []
    while try reader.next(&row) {
        rows.append(
            ReadRow(
                number: row.number, columns: row.cells.map(\.column),
                values: row.cells.map { workbook.value(of: $0, in: row) }))
    }
    return rows
}
