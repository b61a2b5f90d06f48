package import Spreadsheet
package import TextFormats

/// The rows of a workbook's sheet as records of text.
///
/// Cells are separated by U+001F and rows by U+001E, which no cell may hold: so line breaks in
/// cells need no quotes, and the line of a record is its row in the sheet. The first row with a
/// value is the header; what stands beside its columns makes a row too wide.
package final class SheetRecords {
    /// How the records are written.
    package static let dialect = CSVDialect(delimiter: 0x1F, lineEnd: 0x1E)
    /// The most bytes of a workbook, which is held in memory packed.
    package static let fileLimit = 1 << 29
    /// About how many bytes are made at once.
    private static let pieceSize = 1 << 17

    /// The name of the sheet.
    package let sheet: String
    /// The names of the sheets that a person sees, in order.
    package let visibleSheets: [String]
    /// The row of the header, from 1; 0 when the sheet is empty.
    package let headerRow: Int
    /// The first column of the header, from 1.
    package let firstColumn: Int

    private let workbook: WorkbookFile
    private let reader: SheetReader
    private var row = SheetRow()
    private let width: Int
    private var isOver: Bool
    /// Why the sheet ends early.
    private var fault: SpreadsheetFault?
    private var isHeaderPending = true
    private var lastNumber: Int
    private var buffer = ChunkBuffer(capacity: 2 * pieceSize)

    /// Opens a sheet and reads its header.
    ///
    /// - Parameters:
    ///   - bytes: The workbook.
    ///   - name: The name of the sheet; the first one that is not hidden when `nil`.
    /// - Throws: The first fault.
    package init(_ bytes: [UInt8], sheet name: String?) throws(SpreadsheetFault) {
        workbook = try WorkbookFile(bytes, limits: .table)
        visibleSheets = workbook.sheets.filter { !$0.isHidden }.map(\.name)
        let index = workbook.sheets.firstIndex { sheet in
            name.map { $0 == sheet.name } ?? !sheet.isHidden
        }
        guard let index else { throw .missingSheet(name ?? "") }
        sheet = workbook.sheets[index].name
        reader = try workbook.reader(ofSheet: index)
        isOver = try !reader.next(&row)
        headerRow = isOver ? 0 : row.number
        lastNumber = headerRow
        firstColumn = row.cells.first?.column ?? 1
        width = row.cells.last.map { $0.column } ?? 0
    }

    deinit { buffer.deallocate() }

    /// Whether a file that begins so is a workbook: a ZIP container, or the old binary format.
    static func isWorkbook(_ head: ArraySlice<UInt8>) -> Bool {
        head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
            || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// The next records.
    package func piece() -> ChunkSource.Piece {
        guard !isOver else { return fault.map { .refused($0) } ?? .end }
        buffer.removeAll()
        if isHeaderPending {
            isHeaderPending = false
            appendRow()
        }
        do throws(SpreadsheetFault) {
            while buffer.count < Self.pieceSize {
                guard try reader.next(&row) else {
                    isOver = true
                    break
                }
                // Rows without a value keep their place, so that findings name the right one.
                for _ in lastNumber + 1..<max(lastNumber + 1, row.number) {
                    buffer.append(Self.dialect.lineEnd)
                }
                lastNumber = row.number
                appendRow()
            }
        } catch {
            isOver = true
            fault = error
        }
        // The rows before a fault are judged first.
        if buffer.count == 0, let fault { return .refused(fault) }
        return .bytes(Array(buffer.content))
    }

    private func appendRow() {
        workbook.strings.withTexts { texts, places in
            row.bytes.withUnsafeBufferPointer { own in
                row.cells.withUnsafeBufferPointer { cells in
                    // A local copy is written without asking who else may be writing.
                    var record = RecordText(
                        buffer, shared: texts, places: places, own: own, dialect: Self.dialect)
                    append(cells, to: &record)
                    buffer = record.buffer
                }
            }
        }
    }

    private func append(
        _ cells: UnsafeBufferPointer<SheetRow.Cell>, to record: inout RecordText
    ) {
        let first = firstColumn
        var column = first
        var hasCellsBefore = false
        for cell in cells {
            guard cell.column >= first else {
                hasCellsBefore = true
                continue
            }
            while column < cell.column {
                record.endCell()
                column += 1
            }
            append(cell, to: &record)
        }
        while column < width {
            record.endCell()
            column += 1
        }
        if hasCellsBefore {
            for cell in cells where cell.column < first {
                record.endCell()
                append(cell, to: &record)
            }
        }
        record.end()
    }

    @inline(__always)
    private func append(_ cell: SheetRow.Cell, to record: inout RecordText) {
        switch cell.kind {
        case .shared: record.append(shared: cell.start)
        case .text: record.append(own: cell.start..<cell.end)
        case .number where record.isPlainNumber(cell.start..<cell.end) && !workbook.isDate(cell):
            record.append(own: cell.start..<cell.end)
        default:
            var text = workbook.value(of: cell, in: row).text
            text.withUTF8 { record.append($0) }
        }
    }
}
