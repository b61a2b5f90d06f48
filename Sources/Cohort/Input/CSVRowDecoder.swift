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
                let read = options(
                    column, base + at, row.values.codes + place, base + nextAt,
                    nextRow.values.codes + place)
                index += read.count
                at = read.end - base
                nextAt = read.nextEnd - base
                if read.count < column.pointee.run { break }
            } else {
                guard let first = usualCell(column, base, at, row),
                    let second = usualCell(column, base, nextAt, nextRow)
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
            let read = options(
                column, base + progress.at, row.values.codes + column.pointee.place)
            progress.index &+= read.count
            progress.at = read.end - base
            return read.count == column.pointee.run
        }
        let next =
            progress.index < columnCount &- 1
            ? usualCell(column, base, progress.at, row)
            : lastOption(column, base, progress.at, row)
        guard let next else { return false }
        progress.at = next
        progress.index &+= 1
        return true
    }

    /// Reads a cell before the last that is not part of a run and returns where the next begins.
    @inline(__always)
    private func usualCell(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        switch column.pointee.kind {
        case .number: number(column, base, at, row)
        case .multiple: multiple(column, base, at, row)
        case .text: text(column, base, at, row)
        case .option, .year, .ignored: nil
        }
    }

    // MARK: Usual cells

    /// Reads the option that begins at an address and moves to the next cell; `nil` when it is not
    /// written as usual.
    @inline(__always)
    private static func option(
        _ at: inout UnsafePointer<UInt8>, _ words: FieldWords.Table, _ delimiter: UInt64
    ) -> UInt8? {
        let word = WordScan.load(at)
        let found = WordScan.equal(word, delimiter)
        if found != 0 {
            guard let code = words.code(word & WordScan.below(found)) else { return nil }
            at += WordScan.firstIndex(found) &+ 1
            return code
        }
        let second = WordScan.load(at + 8)
        let foundThere = WordScan.equal(second, delimiter)
        guard foundThere != 0,
            let code = words.code(word, second & WordScan.below(foundThere))
        else { return nil }
        at += WordScan.firstIndex(foundThere) &+ 9
        return code
    }

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
        let run = column.pointee.run
        let delimiter = delimiter
        var at = start
        var count = 0
        while count < run, let code = Self.option(&at, words, delimiter) {
            codes[count] = code
            count &+= 1
        }
        return (count, at)
    }

    /// Reads runs of options of two records.
    ///
    /// - Returns: How many cells of both were read, and the first bytes behind them.
    private func options(
        _ column: UnsafePointer<CSVColumn>, _ start: UnsafePointer<UInt8>,
        _ codes: UnsafeMutablePointer<UInt8>, _ nextStart: UnsafePointer<UInt8>,
        _ nextCodes: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, end: UnsafePointer<UInt8>, nextEnd: UnsafePointer<UInt8>) {
        let words = column.pointee.words
        let run = column.pointee.run
        let delimiter = delimiter
        var end = start
        var nextEnd = nextStart
        var count = 0
        while count < run {
            var at = end
            var nextAt = nextEnd
            guard let code = Self.option(&at, words, delimiter),
                let nextCode = Self.option(&nextAt, words, delimiter)
            else { break }
            codes[count] = code
            nextCodes[count] = nextCode
            end = at
            nextEnd = nextAt
            count &+= 1
        }
        return (count, end, nextEnd)
    }

    /// Reads an option of up to seven bytes in the last column.
    @inline(__always)
    private func lastOption(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        guard column.pointee.kind == .option else { return nil }
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
