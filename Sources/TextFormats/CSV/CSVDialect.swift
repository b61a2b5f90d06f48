/// How a table of text separates its fields and records.
///
/// RFC 4180 has commas and CRLF; spreadsheet programs write semicolons where the comma is the
/// decimal sign, and tabs. Quotes are always `"`, doubled inside a quoted field.
package struct CSVDialect: Hashable, Sendable {
    /// The byte between two fields.
    package var delimiter: UInt8
    /// The last byte of a line end: LF (with or without CR before it), or CR in very old files.
    package var lineEnd: UInt8

    /// Makes a dialect.
    package init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: UInt8 = UInt8(ascii: "\n")) {
        self.delimiter = delimiter
        self.lineEnd = lineEnd
    }

    /// The delimiters that are recognised, those that win a tie first.
    package static let delimiters: [UInt8] = [
        UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"),
    ]

    /// What the beginning of a table tells about it.
    package struct Detection: Hashable, Sendable {
        /// The dialect.
        package let dialect: CSVDialect
        /// How many bytes come before the header: a byte order mark, and a line such as `sep=;`
        /// that Excel reads and writes.
        package let skipped: Int

        /// States what is known beforehand.
        package init(dialect: CSVDialect, skipped: Int) {
            self.dialect = dialect
            self.skipped = skipped
        }
    }

    /// Finds out the dialect from the beginning of a table.
    ///
    /// The delimiter is the one that occurs most often outside quotes in the first line.
    ///
    /// - Parameter head: The first bytes, at least the whole header line.
    /// - Returns: The dialect, and where the header begins.
    /// - Complexity: O(*length of the first line*).
    package static func detect(_ head: UnsafeBufferPointer<UInt8>) -> Detection {
        var start = 0
        if head.count >= 3, head[0] == 0xEF, head[1] == 0xBB, head[2] == 0xBF { start = 3 }
        var dialect = CSVDialect()
        dialect.lineEnd =
            head.contains(UInt8(ascii: "\n")) || !head.contains(UInt8(ascii: "\r"))
            ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
        if let declared = declaredDelimiter(head, from: start) {
            dialect.delimiter = declared.delimiter
            return Detection(dialect: dialect, skipped: declared.end)
        }
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isQuoted = false
        for byte in head[start...] {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == dialect.lineEnd { break }
            if let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
        }
        var best = 1
        for index in delimiters.indices where counts[index] > counts[best] { best = index }
        if counts[0] == counts[best], counts[best] > 0 { best = 0 }
        dialect.delimiter = delimiters[best]
        return Detection(dialect: dialect, skipped: start)
    }

    static let quote = UInt8(ascii: "\"")

    /// The delimiter of a first line `sep=X`, and the offset after that line.
    private static func declaredDelimiter(
        _ head: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (delimiter: UInt8, end: Int)? {
        let word = Array("sep=".utf8)
        guard head.count >= start + 6, head[start..<start + 4].elementsEqual(word) else {
            return nil
        }
        let delimiter = head[start + 4]
        guard delimiters.contains(delimiter) else { return nil }
        var end = start + 5
        if head[end] == UInt8(ascii: "\r") { end += 1 }
        if end < head.count, head[end] == UInt8(ascii: "\n") { return (delimiter, end + 1) }
        return head[start + 5] == UInt8(ascii: "\r") ? (delimiter, start + 6) : nil
    }
}
