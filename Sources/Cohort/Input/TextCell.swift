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
