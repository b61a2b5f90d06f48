/// What the columns of a table mean, beyond those whose header is a field's id.
package struct ColumnMap: Sendable {
    /// The field of each column header; `nil` for a column to be passed over.
    package var columns: [String: String?]
    /// Further words for values: by field, then by word, the option id or state.
    package var values: [String: [String: String]]

    /// Makes a map.
    package init(columns: [String: String?] = [:], values: [String: [String: String]] = [:]) {
        self.columns = columns
        self.values = values
    }

    /// The schema name of mapping files.
    package static let schema = "briedums.map/1"
}
