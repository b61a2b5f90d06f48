#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Survey
import TextFormats

/// Reads rows of a CSV table; one per worker.
///
/// Cells that are written as usual are recognised eight bytes at a time; everything unusual
/// (quotes, white space, long words, faults) takes ``CSVScanner``'s exact way.
struct CSVRowDecoder: RowDecoding {
    private enum Kind: UInt8 {
        case option, number, multiple, text, year, ignored
    }

    private struct Column {
        var kind: Kind
        /// The field, or the place of a text.
        var place: Int
        var multiplier: UInt64 = 0
        var keys: UnsafeMutablePointer<UInt64>?
        var codes: UnsafeMutablePointer<UInt8>?
        var longMultiplier: UInt64 = 0
        var longKeys: UnsafeMutablePointer<UInt64>?
        var longCodes: UnsafeMutablePointer<UInt8>?
        var range: ClosedRange<Int> = 0...0
        var cache: Int = 0
    }

    private let table: CohortTable
    private let layout: FieldLayout
    private let scanner: CSVScanner
    private let columns: UnsafeMutablePointer<Column>
    private let columnCount: Int
    private let delimiter: UInt64
    private let lineEnd: UInt64
    private let hasForeignDelimiter: Bool
    private var setCache: SetCache
    private var spans: [CSVScanner.Span] = []
    private let isLenient: Bool
    private let empty: UnsafeMutablePointer<UInt8>

    /// The row read last.
    private(set) var row: DecodedRow
    /// Faults found so far in this chunk, cut off at a limit.
    var faults = FaultList()

    init(_ table: CohortTable, dialect: CSVDialect, isLenient: Bool) {
        self.table = table
        layout = table.compiled.layout
        scanner = CSVScanner(dialect)
        delimiter = WordScan.pattern(dialect.delimiter)
        lineEnd = WordScan.pattern(dialect.lineEnd)
        hasForeignDelimiter = dialect.delimiter != UInt8(ascii: ",")
        self.isLenient = isLenient
        empty = .allocate(capacity: 16)
        empty.initialize(repeating: 0, count: 16)
        let kept = table.plan.kept
        let textCount = DecodedRow.kept + kept.count
        let texts = UnsafeMutablePointer<TextCell>.allocate(capacity: textCount)
        texts.initialize(repeating: TextCell(start: empty, count: 0), count: textCount)
        row = DecodedRow(
            values: RowValues(layout), texts: texts, textCount: textCount)
        columnCount = table.plan.roles.count
        columns = .allocate(capacity: columnCount)
        var sets = 0
        for (index, role) in table.plan.roles.enumerated() {
            var column = Column(kind: .ignored, place: 0)
            switch role {
            case .registrationNumber:
                column = Column(kind: .text, place: DecodedRow.registrationNumber)
            case .name: column = Column(kind: .text, place: DecodedRow.name)
            case .ministry: column = Column(kind: .text, place: DecodedRow.ministry)
            case .surveyYear: column = Column(kind: .year, place: 0, range: 1990...2200)
            case .kept:
                let place = DecodedRow.kept + (kept.firstIndex(of: index) ?? 0)
                column = Column(kind: .text, place: place)
            case .ignored: break
            case .field(let field):
                switch layout.fields[field].kind {
                case .option:
                    let words = table.words[field]
                    column = Column(
                        kind: .option, place: field, multiplier: words.multiplier,
                        keys: words.keys, codes: words.codes,
                        longMultiplier: words.longMultiplier, longKeys: words.longKeys,
                        longCodes: words.longCodes)
                case .number(let range):
                    column = Column(kind: .number, place: field, range: range)
                case .multiple:
                    column = Column(kind: .multiple, place: field, cache: sets)
                    sets += 1
                }
            }
            (columns + index).initialize(to: column)
        }
        setCache = SetCache(columns: sets)
        for (index, field) in layout.fields.enumerated() {
            row.values.codes[index] = field.code(.unanswered)
        }
    }

    func deallocate() {
        columns.deallocate()
        empty.deallocate()
        row.texts.deallocate()
        row.values.deallocate()
        setCache.deallocate()
    }

    // MARK: Rows

    /// How many line ends the last record had.
    private(set) var lineEnds = 0
    /// Where the last record began, and where it ended.
    private var recordStart = 0
    private(set) var recordEnd = 0
    private var isRejected = false
    private var structure: RowFault.Kind?
    private var structureOffset = 0

    /// Reads the record that begins at an offset.
    ///
    /// - Parameters:
    ///   - bytes: A chunk of whole records, with readable bytes after its end.
    ///   - start: Where the record begins.
    /// - Returns: Whether there is a row, and whether it can be judged.
    mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> DecodeOutcome {
        guard let base = bytes.baseAddress else { return .blank }
        recordStart = start
        lineEnds = 1
        isRejected = false
        structure = nil
        row.isPartial = false
        row.lenientCells = 0
        // Conditions of the row before may have written "not asked" into fields without a column.
        for field in table.absentFields {
            row.values.codes[field] = layout.fields[field].code(.unanswered)
        }
        var at = start
        let last = columnCount - 1
        for index in 0..<columnCount {
            // By its place: a copy of all that a column needs would cost more than the cell.
            let column = UnsafePointer(columns + index)
            switch column.pointee.kind {
            case .option:
                if let next = option(column, base, at, isLast: index == last) {
                    at = next
                    continue
                }
            case .number:
                if index != last, let next = number(column, base, at) {
                    at = next
                    continue
                }
            case .multiple:
                if index != last, let next = multiple(column, base, at) {
                    at = next
                    continue
                }
            case .text:
                if index != last, let next = text(column, base, at) {
                    at = next
                    continue
                }
            case .year, .ignored: break
            }
            at = cell(index, bytes, at)
            if structure != nil { return malformed(bytes) }
        }
        recordEnd = at
        if row.texts[DecodedRow.registrationNumber].count == 0 {
            if at == start + 1 || isBlank(bytes, start, at) { return .blank }
            report(.noRegistrationNumber, bytes, offset: start, cell: nil, text: "")
        }
        return isRejected ? .rejected : .row
    }

    private func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        bytes[start..<end].allSatisfy { $0 == 10 || $0 == 13 || $0 == scanner.dialect.lineEnd }
    }

    /// Passes over a record whose cells cannot be told apart, or are too few or too many.
    private mutating func malformed(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodeOutcome {
        let outcome = scanner.scan(bytes, from: recordStart, into: &spans)
        recordEnd = outcome.end
        lineEnds = max(1, outcome.lineEnds)
        if isBlank(bytes, recordStart, recordEnd) { return .blank }
        if let fault = outcome.fault {
            let kind: RowFault.Kind =
                switch fault {
                case .strayQuote: .strayQuote
                case .textAfterQuote: .textAfterQuote
                case .unclosedQuote: .unclosedQuote
                }
            report(kind, bytes, offset: fault.offset, cell: nil, text: "")
        } else {
            report(
                .cellCount(found: spans.count, expected: columnCount), bytes, offset: recordStart,
                cell: nil, text: "")
        }
        return .rejected
    }

    private mutating func report(
        _ kind: RowFault.Kind, _ bytes: UnsafeBufferPointer<UInt8>, offset: Int, cell: Int?,
        text: String
    ) {
        isRejected = true
        add(kind, bytes, offset: offset, cell: cell, text: text)
    }

    private mutating func add(
        _ kind: RowFault.Kind, _ bytes: UnsafeBufferPointer<UInt8>, offset: Int, cell: Int?,
        text: String
    ) {
        faults.add {
            var lineStart = min(offset, bytes.count)
            while lineStart > 0, bytes[lineStart - 1] != scanner.dialect.lineEnd { lineStart -= 1 }
            let column =
                bytes[lineStart..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 } + 1
            // Line ends inside the record, before the fault.
            let inner = bytes[recordStart..<max(recordStart, lineStart)]
                .count { $0 == scanner.dialect.lineEnd }
            return RowFault(
                kind: kind, row: 0, line: inner, column: column, cell: cell, text: text)
        }
    }

    // MARK: Usual cells

    @inline(__always)
    private func option(
        _ column: UnsafePointer<Column>, _ base: UnsafePointer<UInt8>, _ at: Int, isLast: Bool
    ) -> Int? {
        let word = WordScan.load(base + at)
        let found = WordScan.equal(word, isLast ? lineEnd : delimiter)
        guard found != 0 else { return isLast ? nil : longOption(column, base, at, word) }
        guard let keys = column.pointee.keys, let codes = column.pointee.codes else { return nil }
        // 8 times the number of bytes before the delimiter, at most 56.
        var bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
        let next = at &+ Int(truncatingIfNeeded: bits >> 3) &+ 1
        if isLast, bits > 0, base[next &- 2] == 13 { bits &-= 8 }
        let key = word & ((1 &<< bits) &- 1)
        let slot = FieldWords.slot(key, column.pointee.multiplier)
        guard keys[slot] == key else { return nil }
        row.values.codes[column.pointee.place] = codes[slot]
        return next
    }

    /// An option of eight to fifteen bytes, such as "not_applicable".
    private func longOption(
        _ column: UnsafePointer<Column>, _ base: UnsafePointer<UInt8>, _ at: Int, _ word: UInt64
    ) -> Int? {
        let second = WordScan.load(base + at + 8)
        let found = WordScan.equal(second, delimiter)
        guard found != 0, let keys = column.pointee.longKeys, let codes = column.pointee.longCodes
        else {
            return nil
        }
        let bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
        let rest = second & ((1 &<< bits) &- 1)
        let slot = FieldWords.slot(FieldWords.joined(word, rest), column.pointee.longMultiplier)
        guard keys[2 &* slot] == word, keys[2 &* slot &+ 1] == rest else { return nil }
        row.values.codes[column.pointee.place] = codes[slot]
        return at &+ 9 &+ Int(truncatingIfNeeded: bits >> 3)
    }

    @inline(__always)
    private func number(_ column: UnsafePointer<Column>, _ base: UnsafePointer<UInt8>, _ at: Int)
        -> Int?
    {
        var value = 0
        var next = at
        while true {
            let digit = base[next] &- 48
            if digit > 9 { break }
            value = value &* 10 &+ Int(digit)
            next &+= 1
        }
        guard next > at, next &- at < 16, base[next] == scanner.dialect.delimiter,
            column.pointee.range.contains(value)
        else { return nil }
        row.values.codes[column.pointee.place] = 0
        row.values.numbers[column.pointee.place] = value
        return next &+ 1
    }

    @inline(__always)
    private func multiple(_ column: UnsafePointer<Column>, _ base: UnsafePointer<UInt8>, _ at: Int)
        -> Int?
    {
        var hash: UInt64 = 0
        var next = at
        while next &- at < SetCache.longest {
            let word = WordScan.load(base + next)
            let found = WordScan.equal(word, delimiter)
            if found != 0 {
                let bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
                hash = SetCache.mixed(hash, word & ((1 &<< bits) &- 1))
                next &+= Int(truncatingIfNeeded: bits >> 3)
                guard
                    let known = setCache.find(
                        column.pointee.cache, hash,
                        UnsafeBufferPointer(start: base + at, count: next - at))
                else { return nil }
                row.values.codes[column.pointee.place] = known.code
                row.values.included[column.pointee.place] = known.included
                return next &+ 1
            }
            hash = SetCache.mixed(hash, word)
            next &+= 8
        }
        return nil
    }

    @inline(__always)
    private func text(_ column: UnsafePointer<Column>, _ base: UnsafePointer<UInt8>, _ at: Int)
        -> Int?
    {
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
                let before = (found & (0 &- found)) &- 1
                unusual |= odd & before
                high |= word & WordScan.tops & before
                next &+= Int(truncatingIfNeeded: UInt64(found.trailingZeroBitCount) >> 3)
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

    // MARK: Unusual cells

    /// Reads a cell with everything that CSV allows and returns the offset after its delimiter.
    private mutating func cell(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int {
        let dialect = scanner.dialect
        var at = start
        var content = start..<start
        var hasDoubled = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            while true {
                guard at < bytes.count else {
                    structure = .unclosedQuote
                    return at
                }
                if bytes[at] == dialect.lineEnd { lineEnds += 1 }
                if bytes[at] == UInt8(ascii: "\"") {
                    guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
                    hasDoubled = true
                    at += 1
                }
                at += 1
            }
            content = start + 1..<at
            at += 1
            if at < bytes.count, bytes[at] == 13,
                at + 1 == bytes.count || bytes[at + 1] == dialect.lineEnd
            {
                at += 1
            }
            if at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != dialect.lineEnd {
                structure = .textAfterQuote
                return at
            }
        } else {
            while at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != dialect.lineEnd {
                if bytes[at] == UInt8(ascii: "\"") {
                    structure = .strayQuote
                    return at
                }
                at += 1
            }
            content = start..<at
            let endsLine = at == bytes.count || bytes[at] == dialect.lineEnd
            if endsLine, dialect.lineEnd == 10, at > start, bytes[at - 1] == 13 {
                content = start..<at - 1
            }
        }
        let endsLine = at >= bytes.count || bytes[at] == dialect.lineEnd
        guard endsLine == (index == columnCount - 1) else {
            structure = .cellCount(found: 0, expected: columnCount)
            return at
        }
        interpret(index, bytes, content, hasDoubled: hasDoubled, cellStart: start)
        return min(at + 1, bytes.count)
    }

    private mutating func interpret(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ content: Range<Int>,
        hasDoubled: Bool, cellStart: Int
    ) {
        let column = columns[index]
        guard let base = bytes.baseAddress else { return }
        let raw = UnsafeBufferPointer(rebasing: bytes[content])
        switch column.kind {
        case .ignored: break
        case .text:
            setText(
                column.place, raw, base + content.lowerBound, hasDoubled, index, bytes, cellStart)
        case .year:
            let year = Int(trimmingSpace(String(decoding: raw, as: UTF8.self)))
            row.surveyYear = year
            if !raw.isEmpty, year.map({ !column.range.contains($0) }) ?? true {
                report(
                    .surveyYear, bytes, offset: cellStart, cell: index,
                    text: RowFault.shown(raw))
            }
        case .option, .number, .multiple:
            let text =
                hasDoubled
                ? TextCell(
                    start: base + content.lowerBound, count: raw.count, hasDoubledQuotes: true
                ).text : nil
            let field = column.place
            let isKnown: Bool
            if let text {
                isKnown = Array(text.utf8).withUnsafeBufferPointer {
                    table.read($0, into: row.values, field: field, isPartial: &row.isPartial)
                }
            } else {
                isKnown = table.read(raw, into: row.values, field: field, isPartial: &row.isPartial)
            }
            if isKnown {
                if column.kind == .multiple, text == nil {
                    setCache.remember(
                        column.cache, raw, code: row.values.codes[field],
                        included: row.values.included[field])
                }
                return
            }
            row.values.codes[field] = layout.fields[field].code(.unanswered)
            if isLenient {
                row.lenientCells += 1
            } else {
                isRejected = true
            }
            add(
                .value(field: field), bytes, offset: cellStart, cell: index,
                text: RowFault.shown(raw))
        }
    }

    private mutating func setText(
        _ place: Int, _ raw: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>,
        _ hasDoubled: Bool, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ cellStart: Int
    ) {
        var first = 0
        var end = raw.count
        while first < end, raw[first] == 32 { first += 1 }
        while end > first, raw[end - 1] == 32 { end -= 1 }
        let cell = TextCell(
            start: start + first, count: end - first, hasDoubledQuotes: hasDoubled,
            needsQuotes: raw[first..<end].contains { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 })
        row.texts[place] = cell
        if !isValidUTF8(cell.bytes) {
            report(.encoding, bytes, offset: cellStart, cell: index, text: RowFault.shown(raw))
        } else if cell.bytes.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }) {
            report(
                .controlCharacter, bytes, offset: cellStart, cell: index,
                text: RowFault.shown(raw))
        }
    }
}

extension RowFault {
    /// The beginning of a cell, for a message.
    static func shown(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(120), as: UTF8.self)
        return text.count > 60 ? text.prefix(60) + "…" : text
    }
}

/// Faults of one chunk, in order, of which the first are kept and all are counted.
struct FaultList: Sendable {
    /// The first faults.
    private(set) var kept: [RowFault] = []
    /// How many there were.
    private(set) var count = 0
    /// The most that are kept of one chunk.
    private static let limit = 200

    /// Adds a fault, which is put together only if it is kept.
    mutating func add(_ make: () -> RowFault) {
        count += 1
        if kept.count < Self.limit { kept.append(make()) }
    }

    /// Says in which row and line of the chunk the faults from an index on are.
    mutating func place(from index: Int, row: Int, line: Int) {
        guard index < kept.count else { return }
        for position in index..<kept.count {
            kept[position].row = row
            kept[position].line += line
        }
    }

    mutating func removeAll() {
        kept.removeAll(keepingCapacity: true)
        count = 0
    }
}
