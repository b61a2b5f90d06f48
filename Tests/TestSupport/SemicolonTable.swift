/// A table as a spreadsheet program saves it: semicolons, quotes, perhaps a byte order mark.
///
/// Enough for samples, and not the program's own reader.
package struct SemicolonTable: Sendable {
    /// The names of the columns.
    package let columns: [String]
    /// The cells of each row by column.
    package let rows: [[String: String]]

    /// Reads a table.
    package init(_ text: String) {
        var records: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        for character in text.drop(while: { $0 == "\u{FEFF}" }) {
            switch character {
            case "\"": isQuoted.toggle()
            case ";" where !isQuoted:
                records[records.count - 1].append(cell)
                cell = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                records[records.count - 1].append(cell)
                cell = ""
                records.append([])
            default: cell.append(character)
            }
        }
        if !cell.isEmpty { records[records.count - 1].append(cell) }
        let columns = records[0]
        self.columns = columns
        rows = records.dropFirst().filter { $0.count == columns.count }.map {
            Dictionary(uniqueKeysWithValues: zip(columns, $0))
        }
    }
}
