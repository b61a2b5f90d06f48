import Survey
import TextFormats

/// Reads rows of a CSV table; one per worker.
///
/// Cells that are written as usual are read by ``CSVCellReader``, everything else byte by byte.
struct CSVRowDecoder: RowDecoding {
    let table: CohortTable
    let layout: FieldLayout
    let scanner: CSVScanner
    let columns: UnsafeMutablePointer<CSVColumn>
    let columnCount: Int
    let textCount: Int
    let isLenient: Bool
    var spans: [CSVScanner.Span] = []
    private let cells: CSVCellReader
    /// The fields without a column, and their code.
    private let absent: [(field: Int, code: UInt8)]
    /// How far the record after the last one has been read.
    private var ahead = Progress()

    /// Faults found so far in this chunk, cut off at a limit.
    var faults = FaultList()
    /// How many line ends the last record had.
    var lineEnds = 0
    /// Where the last record began, and where it ended.
    private(set) var recordStart = 0
    var recordEnd = 0
    var isRejected = false
    var structure: RowFault.Kind?

    init(_ table: CohortTable, dialect: CSVDialect, isLenient: Bool) {
        self.table = table
        layout = table.compiled.layout
        scanner = CSVScanner(dialect)
        cells = CSVCellReader(dialect)
        self.isLenient = isLenient
        textCount = DecodedRow.kept + table.plan.kept.count
        let columns = CSVColumn.columns(of: table)
        columnCount = columns.count
        self.columns = .allocate(capacity: max(1, columns.count))
        self.columns.initialize(from: columns, count: columns.count)
        absent = table.absentFields.map {
            ($0, table.compiled.layout.fields[$0].code(.unanswered))
        }
    }

    func deallocate() {
        columns.deallocate()
    }

    /// How far a record has been read into a row.
    private struct Progress {
        var start = -1
        /// The next column, and where its cell begins.
        var index = 0
        var at = 0
        /// The row, by its codes.
        var codes: UnsafeMutablePointer<UInt8>?
    }

    // MARK: Rows

    /// Reads the record that begins at an offset.
    ///
    /// - Parameters:
    ///   - bytes: A chunk of whole records, with readable bytes after its end.
    ///   - start: Where the record begins.
    ///   - row: Receives what the record says.
    ///   - next: May receive what the record after it says, if that is read next.
    /// - Returns: Whether there is a row, and whether it can be judged.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into row: inout DecodedRow,
        next: UnsafeMutablePointer<DecodedRow>?
    ) -> DecodeOutcome {
        guard let base = bytes.baseAddress else { return .blank }
        recordStart = start
        lineEnds = 1
        isRejected = false
        structure = nil
        var progress = ahead
        // What was read ahead holds for the very next record only.
        ahead.start = -1
        if progress.start != start || progress.codes != row.values.codes {
            progress = begin(start, &row)
            if let next { readTogether(&progress, row, bytes, base, &next.pointee) }
        }
        let last = columnCount - 1
        while progress.index <= last {
            if readUsual(&progress, base, row) { continue }
            progress.at = cell(progress.index, bytes, progress.at, &row)
            if structure != nil { return malformed(bytes) }
            progress.index += 1
        }
        recordEnd = progress.at
        if row.texts[DecodedRow.registrationNumber].count == 0 {
            if recordEnd == start + 1 || isBlank(bytes, start, recordEnd) { return .blank }
            report(.noRegistrationNumber, bytes, offset: start, cell: nil, text: "")
        }
        return isRejected ? .rejected : .row
    }

    private func begin(_ start: Int, _ row: inout DecodedRow) -> Progress {
        row.isPartial = false
        row.lenientCells = 0
        // Conditions of the row before may have written "not asked" into fields without a column.
        for (field, code) in absent { row.values.codes[field] = code }
        return Progress(start: start, index: 0, at: start, codes: row.values.codes)
    }

    /// Begins to read a record together with the one after it, up to the first cell of either that
    /// is not as usual.
    ///
    /// Where a cell begins is known only when the one before it has been read: a processor waits.
    /// With two records at a time it works on one while it waits for the other.
    private mutating func readTogether(
        _ progress: inout Progress, _ row: DecodedRow, _ bytes: UnsafeBufferPointer<UInt8>,
        _ base: UnsafePointer<UInt8>, _ nextRow: inout DecodedRow
    ) {
        // Should the record go on behind a line end in quotes, this is for nothing.
        guard let end = firstIndex(of: scanner.dialect.lineEnd, in: bytes, from: progress.at),
            end + 1 < bytes.count
        else { return }
        ahead = begin(end + 1, &nextRow)
        var index = 0
        var at = progress.at
        var nextAt = ahead.at
        while index < columnCount - 1 {
            let column = UnsafePointer(columns + index)
            if column.pointee.run > 0 {
                let place = column.pointee.place
                let read = cells.options(
                    column, base + at, row.values.codes + place, base + nextAt,
                    nextRow.values.codes + place)
                index += read.count
                at = read.end - base
                nextAt = read.nextEnd - base
                if read.count < column.pointee.run { break }
            } else {
                guard let first = cells.cell(column, base, at, row),
                    let second = cells.cell(column, base, nextAt, nextRow)
                else { break }
                at = first
                nextAt = second
                index += 1
            }
        }
        progress.index = index
        progress.at = at
        ahead.index = index
        ahead.at = nextAt
    }

    /// Reads cells that are written as usual, and moves on; `false` when the next one is not.
    @inline(__always)
    private func readUsual(
        _ progress: inout Progress, _ base: UnsafePointer<UInt8>, _ row: DecodedRow
    ) -> Bool {
        let column = UnsafePointer(columns + progress.index)
        if column.pointee.run > 0 {
            let read = cells.options(
                column, base + progress.at, row.values.codes + column.pointee.place)
            progress.index &+= read.count
            progress.at = read.end - base
            return read.count == column.pointee.run
        }
        let next =
            progress.index < columnCount &- 1
            ? cells.cell(column, base, progress.at, row)
            : cells.lastOption(column, base, progress.at, row)
        guard let next else { return false }
        progress.at = next
        progress.index &+= 1
        return true
    }
}
