/// The place of a cell: row and column from 1, written as `B12`.
package struct CellReference: Hashable, Sendable, CustomStringConvertible {
    /// The row, from 1.
    package var row: Int
    /// The column, from 1.
    package var column: Int

    /// The last row of a sheet.
    package static let lastRow = 1_048_576
    /// The last column of a sheet, XFD.
    package static let lastColumn = 16_384

    /// Makes a reference.
    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// `B12`.
    package var description: String { Self.letters(ofColumn: column) + String(row) }

    /// The letters of a column: 1 is A, 27 is AA.
    package static func letters(ofColumn column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest > 0 {
            rest -= 1
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Reads `B12`; `nil` for anything else, and beyond the last row and column.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var column = 0
        while index < bytes.count {
            // Lower case is not written by anyone, but allowed.
            let letter = bytes[index] & 0xDF
            guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z"), index < 3 else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
            index += 1
        }
        guard index > 0, let row = wholeNumber(bytes, from: index), row >= 1,
            row <= Self.lastRow, column <= Self.lastColumn
        else { return nil }
        self.init(row: row, column: column)
    }
}

/// The whole number that decimal digits write; `nil` for anything else and above nine digits.
func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard start < bytes.count, bytes.count - start <= 9 else { return nil }
    var number = 0
    for index in start..<bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        number = number * 10 + Int(digit)
    }
    return number
}
