import TextFormats

/// Reads cells that are written as usual, eight bytes at a time.
///
/// Whatever is not as usual (quotes, white space, line ends, unknown words) is left to
/// ``CSVRowDecoder/cell(_:_:_:_:)``. No function reads beyond the zeros behind a chunk.
struct CSVCellReader {
    private let delimiter: UInt64
    private let lineEnd: UInt64
    private let delimiterByte: UInt8
    private let hasForeignDelimiter: Bool

    init(_ dialect: CSVDialect) {
        delimiter = WordScan.pattern(dialect.delimiter)
        lineEnd = WordScan.pattern(dialect.lineEnd)
        delimiterByte = dialect.delimiter
        hasForeignDelimiter = dialect.delimiter != UInt8(ascii: ",")
    }

    /// Reads a cell before the last that is not part of a run and returns where the next begins.
    @inline(__always)
    func cell(
        _ column: UnsafePointer<CSVColumn>, _ base: UnsafePointer<UInt8>, _ at: Int,
        _ row: DecodedRow
    ) -> Int? {
        switch column.pointee.kind {
        case .number: number(column, base, at, row)
        case .multiple: multiple(column, base, at, row)
        case .text: text(column, base, at, row)
        case .option, .wholeSet, .year, .ignored: nil
        }
    }

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
    func options(
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
    func options(
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
    func lastOption(
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
        guard next &- at < 16, base[next] == delimiterByte,
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
