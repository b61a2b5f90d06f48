/// Reads one sheet row by row, in memory that does not grow with the sheet.
///
/// ```swift
/// let workbook = try WorkbookFile(bytes, limits: .table)
/// let reader = try workbook.reader(ofSheet: 0)
/// var row = SheetRow()
/// while try reader.next(&row) { … }
/// ```
///
/// The size of the sheet as the file states it is not believed; rows and columns must ascend.
package final class SheetReader {
    private let stream: ZIPEntryStream
    private let part: String
    private let limits: SpreadsheetLimits
    private let stringCount: Int
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0
    private var isStreamOver = false
    private var isInRows = false
    private var isFinished = false

    init(
        _ stream: ZIPEntryStream, part: String, stringCount: Int, limits: SpreadsheetLimits
    ) {
        self.stream = stream
        self.part = part
        self.stringCount = stringCount
        self.limits = limits
        buffer = [UInt8](repeating: 0, count: min(1 << 18, limits.rowBytes))
    }

    /// Reads the next row that has a value.
    ///
    /// - Parameter row: Receives the row. Hand in the same variable each time, first an empty one.
    /// - Returns: Whether there was a row.
    /// - Throws: The first fault; reading cannot go on after it.
    /// - Complexity: O(*bytes* of the row).
    package func next(_ row: inout SheetRow) throws(SpreadsheetFault) -> Bool {
        while !isFinished {
            var parser: RowParser.Progress
            do throws(XMLScanner.Fault) {
                parser = try buffer.withUnsafeBufferPointer { bytes throws(XMLScanner.Fault) in
                    if start == 0, end > 1, !isInRows, bytes[0] >= 0xFE {
                        throw .malformed("UTF-16")
                    }
                    var parser = RowParser(
                        UnsafeBufferPointer(rebasing: bytes[..<end]), from: start,
                        isWhole: isStreamOver, isInRows: isInRows, stringCount: stringCount)
                    let progress = try parser.next(&row)
                    isInRows = parser.isInRows
                    return progress
                }
            } catch {
                throw error.inPart(part)
            }
            switch parser {
            case .row(let next):
                start = next
                return true
            case .needsMore(let next):
                start = next
                guard !isStreamOver else { throw .markup(part: part, reason: "sheetData") }
                try refill()
            case .finished:
                isFinished = true
                try drain()
            }
        }
        return false
    }

    private func refill() throws(SpreadsheetFault) {
        if start > 0 {
            buffer.withUnsafeMutableBufferPointer { bytes in
                let rest = UnsafeMutableBufferPointer(rebasing: bytes[..<(end - start)])
                _ = rest.update(fromContentsOf: bytes[start..<end])
            }
            end -= start
            start = 0
        }
        if end == buffer.count {
            guard buffer.count < limits.rowBytes else {
                throw .tooLarge(what: part, limit: limits.rowBytes)
            }
            let count = min(buffer.count, limits.rowBytes - buffer.count)
            buffer.append(contentsOf: repeatElement(0, count: count))
        }
        let count = try stream.read(into: &buffer, from: end)
        end += count
        isStreamOver = count == 0
    }

    /// Reads what follows the rows, so that the checksum of the whole part is compared.
    private func drain() throws(SpreadsheetFault) {
        while try stream.read(into: &buffer, from: 0) > 0 {}
        start = 0
        end = 0
    }
}
