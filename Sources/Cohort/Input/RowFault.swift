/// What is wrong with a row or one of its cells, before it is put into words.
struct RowFault: Sendable {
    /// What is wrong.
    enum Kind: Sendable, Hashable {
        /// A cell does not state a value of its field.
        case value(field: Int)
        /// A text is no UTF-8.
        case encoding
        /// A text has control characters.
        case controlCharacter
        /// The registration number is missing.
        case noRegistrationNumber
        /// The year is none.
        case surveyYear
        /// The row has another number of cells than the header.
        case cellCount(found: Int, expected: Int)
        /// A quote stands where none may, by ``CSVScanner/Fault``.
        case strayQuote, textAfterQuote, unclosedQuote
        /// A JSON record cannot be read.
        case record(String)
        /// The registration number has been met before.
        case duplicate
    }

    /// What is wrong.
    let kind: Kind
    /// The row, counted from 0 within its chunk.
    var row: Int
    /// The line, counted from 0 within its chunk.
    var line: Int
    /// The place in the line, counted from 1.
    let column: Int
    /// The index of the table's column, if the fault is one cell's.
    let cell: Int?
    /// What the cell says, cut short.
    let text: String
}

extension RowFault {
    /// The beginning of a cell, for a message.
    static func shown(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(120), as: UTF8.self)
        return text.count > 60 ? text.prefix(60) + "…" : text
    }
}
