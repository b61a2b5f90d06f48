/// Reads cells that are written as nearly all are, a few words of eight bytes each.
///
/// `<c r="AB12" s="3" t="s"><v>45</v></c>`, the style or the type left out, a number with
/// the type `n`, or a text within the cell. A cell that is written
/// in any other way is left to ``RowParser``, which reads every cell, and alone finds faults.
struct UsualCells {
    /// `12"`, as the cells of the row end their references.
    private let row: UInt64
    private let rowMask: UInt64
    private let rowCount: Int
    private let stringCount: Int

    /// More bytes than a usual cell has.
    private static let longest = 96

    /// Reads the cells of a row.
    ///
    /// - Parameters:
    ///   - row: The row's number, of at most seven digits.
    ///   - stringCount: How many shared texts there are.
    init(row: Int, stringCount: Int) {
        var word = UInt64(UInt8(ascii: "\""))
        var count = 1
        var rest = row
        while rest > 0 {
            word = word << 8 | UInt64(UInt8(ascii: "0")) + UInt64(rest % 10)
            rest /= 10
            count += 1
        }
        self.row = word
        rowMask = count < 8 ? (1 << UInt64(8 * count)) - 1 : .max
        rowCount = count
        self.stringCount = stringCount
    }

    /// Reads cells until one is not as usual.
    ///
    /// - Parameters:
    ///   - row: Receives the cells.
    ///   - column: The column of the cell before.
    ///   - scanner: Is moved behind the cells.
    func read(_ row: inout SheetRow, after column: inout Int, from scanner: inout XMLScanner) {
        guard let base = scanner.base.baseAddress else { return }
        var at = base + scanner.position
        let last = base + scanner.base.count - Self.longest
        while at <= last, let (cell, end) = cell(at, after: column, before: last, &row.bytes) {
            row.cells.append(cell)
            column = cell.column
            at = end
        }
        scanner.position = at - base
    }

    /// Reads the cell that begins at a place.
    @inline(__always)
    private func cell(
        _ start: UnsafePointer<UInt8>, after previous: Int, before last: UnsafePointer<UInt8>,
        _ bytes: inout [UInt8]
    ) -> (SheetRow.Cell, end: UnsafePointer<UInt8>)? {
        guard MarkupWord.load(start) & 0xFFFF_FFFF_FFFF == Self.opening else { return nil }
        var at = start + 6
        var column = 0
        for _ in 0..<3 {
            let letter = at[0] &- UInt8(ascii: "A")
            guard letter < 26 else { break }
            column = column &* 26 &+ Int(letter) &+ 1
            at += 1
        }
        guard column > previous, column <= CellReference.lastColumn,
            (MarkupWord.load(at) ^ row) & rowMask == 0
        else { return nil }
        at += rowCount
        var style = 0
        if MarkupWord.load(at) & 0xFFFF_FFFF == Self.style {
            let digits = Self.digits(at + 4, atMost: 9)
            // `" s="7"`: the digits end with a quote.
            guard let digits, digits.end[0] == UInt8(ascii: "\"") else { return nil }
            style = digits.value
            at = digits.end + 1
        }
        let type = MarkupWord.load(at)
        if type == Self.shared, at[8] == UInt8(ascii: "v"), at[9] == UInt8(ascii: ">") {
            guard let (index, end) = Self.digits(at + 10, atMost: 9), index < stringCount,
                MarkupWord.load(end) == Self.closing
            else { return nil }
            let cell = SheetRow.Cell(
                column: column, kind: .shared, style: style, start: index, end: bytes.count)
            return (cell, end + 8)
        }
        let first: UnsafePointer<UInt8>
        let end: UnsafePointer<UInt8>
        let next: UnsafePointer<UInt8>
        let kind: SheetRow.Kind
        if type == Self.inline, let text = Self.inlineText(at, before: last) {
            (first, end, next, kind) = (text.start, text.end, text.next, .text)
        } else {
            if type == Self.number, at[8] == UInt8(ascii: "v"), at[9] == UInt8(ascii: ">") {
                first = at + 10
            } else if type & 0xFFFF_FFFF == Self.untyped {
                first = at + 4
            } else {
                return nil
            }
            guard let digits = Self.digits(first, atMost: 15),
                MarkupWord.load(digits.end) == Self.closing
            else { return nil }
            (end, next, kind) = (digits.end, digits.end + 8, .number)
        }
        let start = bytes.count
        bytes.append(contentsOf: UnsafeBufferPointer(start: first, count: end - first))
        let cell = SheetRow.Cell(
            column: column, kind: kind, style: style, start: start, end: bytes.count)
        return (cell, next)
    }

    /// A text within the cell: ` t="inlineStr"><is><t>Rīga</t></is></c>`.
    private static func inlineText(
        _ at: UnsafePointer<UInt8>, before last: UnsafePointer<UInt8>
    ) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, next: UnsafePointer<UInt8>)? {
        let start = at + 22
        guard MarkupWord.load(at + 8) == inlineMiddle, MarkupWord.load(at + 14) == inlineEnd,
            let (end, _) = MarkupWord.endOfText(start, before: last), end > start,
            MarkupWord.load(end) == inlineClosing,
            MarkupWord.load(end + 8) & 0xFF_FFFF_FFFF == cellClosing
        else { return nil }
        return (start, end, end + 13)
    }

    /// The number that some digits write.
    @inline(__always)
    private static func digits(
        _ start: UnsafePointer<UInt8>, atMost count: Int
    ) -> (value: Int, end: UnsafePointer<UInt8>)? {
        var value = 0
        var end = start
        while end[0] &- UInt8(ascii: "0") < 10, end < start + count {
            value = value &* 10 &+ Int(end[0] &- UInt8(ascii: "0"))
            end += 1
        }
        return end > start ? (value, end) : nil
    }

    // Texts as words, the first byte lowest.

    // `<c r="`
    private static let opening: UInt64 = 0x223D_7220_633C
    // ` s="`
    private static let style: UInt64 = 0x223D_7320
    // ` t="s"><`
    private static let shared: UInt64 = 0x3C3E_2273_223D_7420
    // ` t="n"><`
    private static let number: UInt64 = 0x3C3E_226E_223D_7420
    // `><v>`
    private static let untyped: UInt64 = 0x3E76_3C3E
    // ` t="inli`, `neStr"><` and, six bytes on, `"><is><t>`'s last eight
    private static let inline: UInt64 = 0x696C_6E69_223D_7420
    private static let inlineMiddle: UInt64 = 0x3C3E_2272_7453_656E
    private static let inlineEnd: UInt64 = 0x3E74_3C3E_7369_3C3E
    // `</t></is` and `></c>`
    private static let inlineClosing: UInt64 = 0x7369_2F3C_3E74_2F3C
    private static let cellClosing: UInt64 = 0x003E_632F_3C3E
    // `</v></c>`
    private static let closing: UInt64 = 0x3E63_2F3C_3E76_2F3C
}
