/// Reads rows from the beginning of a sheet's markup that is in memory.
struct RowParser {
    /// How far a try to read a row came.
    enum Progress {
        /// A row was read; the next one begins there.
        case row(end: Int)
        /// The row is not there whole; everything before the place is done with.
        case needsMore(from: Int)
        /// There are no more rows.
        case finished
    }

    private var scanner: XMLScanner
    /// Whether the rows have begun.
    private(set) var isInRows: Bool
    private let stringCount: Int

    /// Continues behind the last row.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool, isInRows: Bool,
        stringCount: Int
    ) {
        scanner = XMLScanner(bytes, from: start, isWhole: isWhole)
        self.isInRows = isInRows
        self.stringCount = stringCount
    }

    /// Reads the next row that has a value.
    ///
    /// - Parameter row: The row before, which the new one replaces.
    /// - Returns: How far it came.
    /// - Throws: The first fault.
    mutating func next(_ row: inout SheetRow) throws(XMLScanner.Fault) -> Progress {
        var done = scanner.position
        while let token = try scanner.next() {
            if !isInRows {
                if scanner.isNamed(token, "sheetData") {
                    if token.kind == .empty { return .finished }
                    isInRows = true
                }
                done = scanner.position
                continue
            }
            switch token.kind {
            case .open where scanner.isNamed(token, "row"):
                let previous = row.number
                row.number = try number(of: token, after: previous)
                row.cells.removeAll(keepingCapacity: true)
                row.bytes.removeAll(keepingCapacity: true)
                guard try readCells(&row) else {
                    row.number = previous
                    return .needsMore(from: done)
                }
                if !row.cells.isEmpty { return .row(end: scanner.position) }
            case .empty where scanner.isNamed(token, "row"):
                row.number = try number(of: token, after: row.number)
            case .close where scanner.isNamed(token, "sheetData"):
                return .finished
            case .text: break
            default: throw .malformed("sheetData")
            }
            done = scanner.position
        }
        return .needsMore(from: done)
    }

    private func number(
        of token: XMLScanner.Token, after previous: Int
    ) throws(XMLScanner.Fault) -> Int {
        var number = previous + 1
        if let range = try scanner.attribute("r", of: token) {
            guard let written = wholeNumber(scanner.bytes(range)) else { throw .malformed("row") }
            number = written
        }
        // Rows that jump back would make row-by-row reading depend on what came before.
        guard number > previous, number <= CellReference.lastRow else { throw .malformed("row") }
        return number
    }

    /// Reads cells up to the end of the row; `false` when that is not there yet.
    private mutating func readCells(_ row: inout SheetRow) throws(XMLScanner.Fault) -> Bool {
        var column = 0
        let usual = UsualCells(row: row.number, stringCount: stringCount)
        while true {
            usual.read(&row, after: &column, from: &scanner)
            guard let token = try scanner.next() else { return false }
            switch token.kind {
            case .open where scanner.isNamed(token, "c"):
                let cell = try header(of: token, in: row.number, after: column)
                column = cell.column
                guard try readValue(of: cell, in: &row) else { return false }
            case .empty where scanner.isNamed(token, "c"):
                column = try header(of: token, in: row.number, after: column).column
            case .close where scanner.isNamed(token, "row"):
                return true
            case .text: break
            case .open, .empty:
                // Extensions of other programs.
                guard token.kind == .empty else { throw .malformed("row") }
            default: throw .malformed("row")
            }
        }
    }

    private struct Header {
        var column: Int
        var kind = SheetRow.Kind.number
        var isInline = false
        var style = 0
    }

    private func header(
        of token: XMLScanner.Token, in row: Int, after previous: Int
    ) throws(XMLScanner.Fault) -> Header {
        var header = Header(column: previous + 1)
        var index = token.content.lowerBound
        while let attribute = try scanner.nextAttribute(&index, of: token) {
            guard attribute.name.count == 1 else { continue }
            let value = scanner.bytes(attribute.value)
            switch scanner.bytes(attribute.name)[0] {
            case UInt8(ascii: "r"):
                guard let reference = CellReference(value), reference.row == row else {
                    throw .malformed("c")
                }
                header.column = reference.column
            case UInt8(ascii: "s"):
                guard let style = wholeNumber(value) else { throw .malformed("c") }
                header.style = style
            case UInt8(ascii: "t"):
                try setKind(value, in: &header)
            default: break
            }
        }
        guard header.column > previous, header.column <= CellReference.lastColumn else {
            throw .malformed("c")
        }
        return header
    }

    private func setKind(
        _ value: UnsafeBufferPointer<UInt8>, in header: inout Header
    ) throws(XMLScanner.Fault) {
        switch (value.count, value.first) {
        case (1, UInt8(ascii: "s")): header.kind = .shared
        case (1, UInt8(ascii: "n")): header.kind = .number
        case (1, UInt8(ascii: "b")): header.kind = .boolean
        case (1, UInt8(ascii: "e")): header.kind = .error
        case (1, UInt8(ascii: "d")): header.kind = .date
        // "str", the text of a formula, and "inlineStr".
        case (3, UInt8(ascii: "s")): header.kind = .text
        case (9, UInt8(ascii: "i")):
            header.kind = .text
            header.isInline = true
        default: throw .malformed("t")
        }
    }

    /// Reads a cell up to its end; `false` when that is not there yet.
    private mutating func readValue(
        of header: Header, in row: inout SheetRow
    ) throws(XMLScanner.Fault) -> Bool {
        let start = row.bytes.count
        var isValue = false
        var isPhonetic = false
        var hasFormula = false
        while let token = try scanner.next() {
            switch token.kind {
            case .text, .verbatim:
                guard isValue else { continue }
                try XMLText.append(
                    scanner.bytes(token.content), to: &row.bytes,
                    isVerbatim: token.kind == .verbatim)
            case .open:
                if header.isInline {
                    if scanner.isNamed(token, "t") { isValue = !isPhonetic }
                    if scanner.isNamed(token, "rPh") { isPhonetic = true }
                } else if scanner.isNamed(token, "v") {
                    isValue = true
                } else if scanner.isNamed(token, "f") {
                    hasFormula = true
                }
            case .close:
                if scanner.isNamed(token, "c") {
                    try finish(header, from: start, hasFormula: hasFormula, in: &row)
                    return true
                }
                if scanner.isNamed(token, "rPh") { isPhonetic = false }
                isValue = false
            case .empty: break
            }
        }
        return false
    }

    private func finish(
        _ header: Header, from start: Int, hasFormula: Bool, in row: inout SheetRow
    ) throws(XMLScanner.Fault) {
        guard row.bytes.count > start else {
            guard hasFormula, header.kind != .text else { return }
            // A formula whose result nobody has computed yet is not an empty cell.
            row.bytes.append(UInt8(ascii: "="))
            row.cells.append(
                SheetRow.Cell(
                    column: header.column, kind: .error, style: header.style, start: start,
                    end: row.bytes.count))
            return
        }
        var first = start
        if header.kind == .shared {
            let index = row.bytes.withUnsafeBufferPointer { wholeNumber($0, from: start) }
            guard let index, index < stringCount else { throw .malformed("v") }
            row.bytes.removeLast(row.bytes.count - start)
            first = index
        } else if header.kind == .text {
            XMLText.resolveEscapes(in: &row.bytes, from: start)
        }
        try XMLText.checkLength(row.bytes.count - start)
        row.cells.append(
            SheetRow.Cell(
                column: header.column, kind: header.kind, style: header.style, start: first,
                end: row.bytes.count))
    }
}
