import Survey
import TextFormats

/// Cells and records that are not written as usual: quotes, white space, long words, faults.
extension CSVRowDecoder {
    /// Reads a cell with everything that CSV allows and returns the offset after its delimiter.
    mutating func cell(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ row: inout DecodedRow
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
        interpret(
            index, bytes, content, hasDoubled: hasDoubled, cellStart: start, &row)
        return min(at + 1, bytes.count)
    }

    private mutating func interpret(
        _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ content: Range<Int>,
        hasDoubled: Bool, cellStart: Int, _ row: inout DecodedRow
    ) {
        let column = columns[index]
        guard let base = bytes.baseAddress else { return }
        let raw = UnsafeBufferPointer(rebasing: bytes[content])
        switch column.kind {
        case .ignored: break
        case .text:
            setText(
                column.place, raw, base + content.lowerBound, hasDoubled, index, bytes, cellStart,
                row)
        case .year:
            let year = Int(trimmingSpace(String(decoding: raw, as: UTF8.self)))
            row.surveyYear = year
            if !raw.isEmpty, year.map({ !column.range.contains($0) }) ?? true {
                report(
                    .surveyYear, bytes, offset: cellStart, cell: index,
                    text: RowFault.shown(raw))
            }
        case .option, .number, .multiple, .wholeSet:
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
            if isKnown { return }
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
        _ hasDoubled: Bool, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ cellStart: Int,
        _ row: DecodedRow
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

    // MARK: Records

    func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        bytes[start..<end].allSatisfy { $0 == 10 || $0 == 13 || $0 == scanner.dialect.lineEnd }
    }

    /// Passes over a record whose cells cannot be told apart, or are too few or too many.
    mutating func malformed(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodeOutcome {
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

    mutating func report(
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
}
