/// A text of a row, as it stands in the input.
struct TextCell {
    /// The first byte.
    var start: UnsafePointer<UInt8>
    /// How many bytes there are.
    var count: Int
    /// Whether quotes in the text are doubled, as CSV writes them.
    var hasDoubledQuotes = false
    /// Whether CSV must put the text in quotes.
    var needsQuotes = false

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The text itself.
    var text: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
    }
}

/// One row, read but not judged.
struct DecodedRow {
    /// What the cells about fields say.
    let values: RowValues
    /// The registration number, the name and the ministry, then the kept columns.
    var texts: UnsafeMutablePointer<TextCell>
    /// How many texts there are.
    let textCount: Int
    /// Whether some field leaves several values possible.
    var isPartial = false
    /// The year of the survey, if the row names one.
    var surveyYear: Int?
    /// How many cells were taken as not answered because they state no value.
    var lenientCells = 0

    /// The places of the texts that every row has.
    static let registrationNumber = 0
    static let name = 1
    static let ministry = 2
    static let kept = 3
}
