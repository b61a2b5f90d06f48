import Survey
import TextFormats

/// Reads rows of a CSV table; one per worker.
///
/// Cells that are written as usual are recognised eight bytes at a time; everything unusual
/// (quotes, white space, long words, faults) is read byte by byte.
struct CSVRowDecoder: RowDecoding {
    let table: CohortTable
    let layout: FieldLayout
    let scanner: CSVScanner
    let columns: UnsafeMutablePointer<CSVColumn>
    let columnCount: Int
    let textCount: Int
    let isLenient: Bool
    var spans: [CSVScanner.Span] = []
    private let delimiter: UInt64
    private let lineEnd: UInt64
    private let hasForeignDelimiter: Bool
    /// The fields without a column, and their code.
    private let absent: [(field: Int, code: UInt8)]

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
        delimiter = WordScan.pattern(dialect.delimiter)
        lineEnd = WordScan.pattern(dialect.lineEnd)
        hasForeignDelimiter = dialect.delimiter != UInt8(ascii: ",")
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

    // MARK: Rows

    /// Reads the record that begins at an offset.
    ///
    /// - Parameters:
    ///   - bytes: A chunk of whole records, with readable bytes after its end.
    ///   - start: Where the record begins.
    ///   - row: Receives what the record says.
    /// - Returns: Whether there is a row, and whether it can be judged.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into row: inout DecodedRow
    ) -> DecodeOutcome {
        guard let base = bytes.baseAddress else { return .blank }
        recordStart = start
        lineEnds = 1
        isRejected = false
        structure = nil
        row.isPartial = false
        row.lenientCells = 0
        // Conditions of the row before may have written "not asked" into fields without a column.
        for (field, code) in absent { row.values.codes[field] = code }
        var at = start
        var index = 0
        let last = columnCount - 1
        while index <= last {
            if readUsual(&index, base, &at, row) { continue }
            at = cell(index, bytes, at, &row)
            if structure != nil { return malformed(bytes) }
            index += 1
        }
        recordEnd = at
        if row.texts[DecodedRow.registrationNumber].count == 0 {
            if at == start + 1 || isBlank(bytes, start, at) { return .blank }
            report(.noRegistrationNumber, bytes, offset: start, cell: nil, text: "")
        }
        return isRejected ? .rejected : .row
    }

    /// Reads cells that are written as usual, and moves on; `false` when the next one is not.
    @inline(__always)
    private func readUsual(
        _ index: inout Int, _ base: UnsafePointer<UInt8>, _ at: inout Int, _ row: DecodedRow
    ) -> Bool {
        // By its place: a copy of all that a column needs would cost more than the cell.
        let column = UnsafePointer(columns + index)
        let next: Int?
        if column.pointee.kind == .option {
            if column.pointee.run > 0 {
                let read = options(column, base + at, row.values.codes + column.pointee.place)
                index &+= read.count
                at = read.end - base
                return read.count == column.pointee.run
            }
            next = lastOption(column, base, at, row)
        } else if index == columnCount &- 1 {
            next = nil
        } else {
            switch column.pointee.kind {
            case .number: next = number(column, base, at, row)
            case .multiple: next = multiple(column, base, at, row)
            case .text: next = text(column, base, at, row)
            case .option, .year, .ignored: next = nil
            }
        }
        guard let next else { return false }
        at = next
        index &+= 1
        return true
    }

    // MARK: Usual cells

    /// Reads a run of options, up to the first cell that is not as usual.
    ///
    /// - Parameters:
    ///   - column: The first column.
    ///   - start: The first cell.
    ///   - codes: Receives the codes.
    /// - Returns: How many cells were read, and the first byte behind them.
    @inline(__always)
    private func options(
        _ column: UnsafePointer<CSVColumn>, _ start: UnsafePointer<UInt8>,
        _ codes: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, end: UnsafePointer<UInt8>) {
        let words = column.pointee.words
        let delimiter = delimiter
        let end = codes + column.pointee.run
        var next = codes
        var at = start
        while next < end {
            let word = WordScan.load(at)
            let found = WordScan.equal(word, delimiter)
            if found != 0 {
                guard let code = words.code(word & WordScan.below(found)) else { break }
                next.pointee = code
                at += WordScan.firstIndex(found) &+ 1
            } else {
                let second = WordScan.load(at + 8)
                let found = WordScan.equal(second, delimiter)
                guard found != 0, let code = words.code(word, second & WordScan.below(found))
                else { break }
                next.pointee = code
                at += WordScan.firstIndex(found) &+ 9
            }
            next += 1
        }
        return (next - codes, at)
    }

    /// Reads an option of up to seven bytes in the last column.
    @inline(__always)
    private func lastOption(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        let word = WordScan.load(base + at)
        let found = WordScan.equal(word, lineEnd)
        guard found != 0 else { return nil }
        let count = WordScan.firstIndex(found)
        var key = word & WordScan.below(found)
        if count > 0, base[at &+ count &- 1] == 13 {
            key &= (1 &<< UInt64(8 &* (count &- 1))) &- 1
        }
        guard let code = column.pointee.words.code(key) else { return nil }
        row.values.codes[column.pointee.place] = code
        return at &+ count &+ 1
    }

    @inline(__always)
    private func number(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        var value = 0
        var next = at
        while true {
            let digit = base[next] &- 48
            if digit > 9 { break }
            value = value &* 10 &+ Int(digit)
            next &+= 1
        }
        if next == at {
            let word = WordScan.load(base + at)
            let found = WordScan.equal(word, delimiter)
            guard found != 0, let code = column.pointee.words.code(word & WordScan.below(found))
            else { return nil }
            row.values.codes[column.pointee.place] = code
            return at &+ WordScan.firstIndex(found) &+ 1
        }
        guard next &- at < 16, base[next] == scanner.dialect.delimiter,
            column.pointee.range.contains(value)
        else { return nil }
        row.values.codes[column.pointee.place] = 0
        row.values.numbers[column.pointee.place] = value
        return next &+ 1
    }

    /// Reads a set of options, or a state.
    @inline(__always)
    private func multiple(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        let words = column.pointee.words
        var next = at
        var included: UInt64 = 0
        while true {
            let start = next
            var found: UInt64 = 0
            while true {
                let word = WordScan.load(base + next)
                found = WordScan.equal(word, delimiter) | WordScan.equal(word, Self.bar)
                if found != 0 { break }
                // A line end, or the zeros behind the chunk.
                if WordScan.control(word) != 0 { return nil }
                next &+= 8
            }
            let first = WordScan.load(base + start)
            let code: UInt8?
            switch next &- start {
            case 0: code = words.code(first & WordScan.below(found))
            case 8:
                code = words.code(first, WordScan.load(base + next) & WordScan.below(found))
            default:
                let count = next &- start &+ WordScan.firstIndex(found)
                code = words.code(UnsafeBufferPointer(start: base + start, count: count))
            }
            guard let code else { return nil }
            next &+= WordScan.firstIndex(found)
            let isLast = base[next] != UInt8(ascii: "|")
            if code >= FieldWords.setOption {
                included |= 1 << UInt64(code &- FieldWords.setOption)
            } else if isLast, included == 0 {
                row.values.codes[column.pointee.place] = code
                return next &+ 1
            } else {
                return nil
            }
            next &+= 1
            guard isLast else { continue }
            row.values.codes[column.pointee.place] = 0
            row.values.included[column.pointee.place] = included
            return next
        }
    }

    private static let bar = WordScan.pattern(UInt8(ascii: "|"))

    @inline(__always)
    private func text(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        let quote = WordScan.pattern(UInt8(ascii: "\""))
        let comma = WordScan.pattern(UInt8(ascii: ","))
        var next = at
        var unusual: UInt64 = 0
        var high: UInt64 = 0
        while true {
            let word = WordScan.load(base + next)
            let found = WordScan.equal(word, delimiter)
            var odd = WordScan.equal(word, quote) | WordScan.control(word)
            if hasForeignDelimiter { odd |= WordScan.equal(word, comma) }
            if found != 0 {
                let before = WordScan.below(found)
                unusual |= odd & before
                high |= word & WordScan.tops & before
                next &+= WordScan.firstIndex(found)
                break
            }
            unusual |= odd
            high |= word & WordScan.tops
            guard unusual == 0 else { return nil }
            next &+= 8
        }
        guard unusual == 0 else { return nil }
        let cell = TextCell(start: base + at, count: next &- at)
        if high != 0, !isValidUTF8(cell.bytes) { return nil }
        if cell.count > 0, base[at] == 32 || base[next &- 1] == 32 { return nil }
        row.texts[column.pointee.place] = cell
        return next &+ 1
    }
}
