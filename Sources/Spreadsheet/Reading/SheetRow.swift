/// One row of a sheet as it is read: only cells with a value, in ascending columns.
///
/// The caller owns the row and hands it in again for the next one, so that reading a million rows
/// takes no memory beyond the first.
package struct SheetRow: Sendable {
    /// What the characters of a cell are.
    package enum Kind: Sendable {
        /// A shared text; the cell has its index.
        case shared
        /// A text of its own.
        case text
        /// A number in the notation of XML Schema: `12`, `0.25`, `1.5E3`.
        case number
        /// `1` or `0`.
        case boolean
        /// An error such as `#N/A`.
        case error
        /// A date in ISO 8601.
        case date
    }

    /// A cell with a value.
    package struct Cell: Sendable {
        /// The column, from 1.
        package let column: Int
        /// What its characters are.
        package let kind: Kind
        /// The index of the cell's style; 0 for the standard one.
        package let style: Int
        /// The index of a shared text, or where the cell's characters begin in ``SheetRow/bytes``.
        package let start: Int
        /// Where the cell's characters end.
        package let end: Int
    }

    /// The row's number, from 1.
    package internal(set) var number = 0
    /// The cells with a value.
    package internal(set) var cells: [Cell] = []
    /// The characters of the cells as UTF-8, one after the other.
    package internal(set) var bytes: [UInt8] = []

    /// Makes an empty row, to be filled by a reader.
    package init() {}

    /// The index of a shared text; `nil` for a cell with characters of its own.
    package func sharedIndex(of cell: Cell) -> Int? { cell.kind == .shared ? cell.start : nil }

    /// Where the characters of a cell stand in ``bytes``; empty for a shared text.
    package func range(of cell: Cell) -> Range<Int> {
        cell.kind == .shared ? 0..<0 : cell.start..<cell.end
    }
}
