#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import TextFormats

/// Reads rows of NDJSON: one object per line, columns as keys, or one answers document per line;
/// one per worker.
///
/// Lines of the usual kind (no white space where none is needed, simple values) are read in one
/// pass over their bytes. Any other line is parsed by the strict reader, which also says what is
/// wrong with a bad one. Both give the same row.
struct JSONRowDecoder: RowDecoding {
    let table: CohortTable
    let layout: FieldLayout
    let isLenient: Bool
    /// Where the value of each column goes, and the columns by name.
    let targets: [JSONTarget]
    let columns: [String: Int]
    var keys: JSONKeys
    /// How many lines have been read.
    var line = 0
    /// Texts that were not taken from the line as they stand.
    var arena = TextArena()
    /// Those of the time before the chunk was last begun.
    private var olderArena = TextArena()
    private let emptyCodes: UnsafeMutablePointer<UInt8>

    /// The row that is read at the moment.
    var row: DecodedRow
    let textCount: Int
    var faults = FaultList()
    let lineEnds = 1
    private(set) var recordEnd = 0

    init(_ table: CohortTable, isLenient: Bool) {
        self.table = table
        self.isLenient = isLenient
        layout = table.compiled.layout
        targets = JSONTarget.all(of: table.plan)
        var columns: [String: Int] = [:]
        for (index, header) in table.plan.headers.enumerated() { columns[header] = index }
        self.columns = columns
        keys = JSONKeys(table)
        textCount = DecodedRow.kept + table.plan.kept.count
        row = DecodedRow(layout, textCount: textCount)
        emptyCodes = .allocate(capacity: layout.fields.count)
        for (index, field) in layout.fields.enumerated() {
            (emptyCodes + index).initialize(to: field.code(.unanswered))
        }
    }

    func deallocate() {
        keys.deallocate()
        arena.deallocate()
        olderArena.deallocate()
        emptyCodes.deallocate()
        row.deallocate()
    }

    private mutating func reset() {
        row.isPartial = false
        row.lenientCells = 0
        row.surveyYear = nil
        memcpy(row.values.codes, emptyCodes, layout.fields.count)
        row.clearTexts()
    }

    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into target: inout DecodedRow,
        next: UnsafeMutablePointer<DecodedRow>?
    ) -> DecodeOutcome {
        guard let base = bytes.baseAddress else { return .blank }
        swap(&row, &target)
        defer { swap(&row, &target) }
        if start == 0 {
            // Rows that are taken back are read from the last to the first, and judged together.
            swap(&arena, &olderArena)
            arena.removeAll()
        }
        reset()
        if let end = readUsual(base + start), row.texts[DecodedRow.registrationNumber].count > 0 {
            let offset = end - base
            // Behind the chunk there are zeros, which are no line end.
            if offset == bytes.count || base[offset] == 10 {
                recordEnd = min(bytes.count, offset + 1)
                return .row
            }
        }
        let end = firstIndex(of: 10, in: bytes, from: start) ?? bytes.count
        recordEnd = min(bytes.count, end + 1)
        if bytes[start..<end].allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { return .blank }
        reset()
        return readStrictly(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    /// Notes a fault of the line.
    mutating func report(_ kind: RowFault.Kind, text: String = "", cell: Int? = nil) {
        faults.add { RowFault(kind: kind, row: 0, line: 0, column: 1, cell: cell, text: text) }
    }
}
