/// Finds the fields of records in a dialect; the one place that says where fields and records end.
///
/// A quote opens a quoted field only as the field's first byte. RFC 4180 allows no other quote in
/// an unquoted field and nothing between a closing quote and the next delimiter: both are faults
/// of the record, and scanning goes on with those bytes as literal text, so that one bad record
/// does not shift the next.
package struct CSVScanner: Sendable {
    /// The dialect.
    package let dialect: CSVDialect

    /// Makes a scanner.
    package init(_ dialect: CSVDialect) { self.dialect = dialect }

    /// Where a field's content lies.
    package struct Span: Hashable, Sendable {
        /// The offset of the first byte, the opening quote not counted.
        package var start: Int
        /// The offset after the last byte, the closing quote not counted.
        package var end: Int
        /// Whether the field is in quotes.
        package var isQuoted = false
        /// Whether the content has doubled quotes, each of which stands for one.
        package var hasDoubledQuotes = false
    }

    /// What is wrong with a record.
    package enum Fault: Hashable, Sendable {
        /// A quote inside a field that does not begin with one, at an offset.
        case strayQuote(Int)
        /// Text after a closing quote, at an offset.
        case textAfterQuote(Int)
        /// The quote at an offset is never closed.
        case unclosedQuote(Int)
    }

    /// What was found of a record.
    package struct Outcome: Hashable, Sendable {
        /// The offset after the record's line end.
        package var end: Int
        /// The first fault.
        package var fault: Fault?
        /// How many line ends the record has, the last one included.
        package var lineEnds: Int
    }

    /// Finds the fields of the record that begins at an offset.
    ///
    /// - Parameters:
    ///   - bytes: The table, or a part of it that ends with a whole record.
    ///   - start: Where the record begins.
    ///   - spans: Receives one span per field; what it holds is removed first.
    /// - Returns: Where the record ends, and its first fault.
    /// - Complexity: O(*length of the record*).
    package func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into spans: inout [Span]
    ) -> Outcome {
        spans.removeAll(keepingCapacity: true)
        var outcome = Outcome(end: bytes.count, fault: nil, lineEnds: 0)
        var at = start
        while true {
            var span = Span(start: at, end: at)
            if at < bytes.count, bytes[at] == CSVDialect.quote {
                at = quoted(bytes, opening: at, &span, &outcome)
            } else {
                while at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != dialect.lineEnd
                {
                    if bytes[at] == CSVDialect.quote, outcome.fault == nil {
                        outcome.fault = .strayQuote(at)
                    }
                    at += 1
                }
                span.end = at
            }
            let isLast = at >= bytes.count || bytes[at] == dialect.lineEnd
            if isLast, !span.isQuoted, dialect.lineEnd == UInt8(ascii: "\n"), span.end > span.start,
                bytes[span.end - 1] == UInt8(ascii: "\r")
            {
                span.end -= 1
            }
            spans.append(span)
            guard isLast else {
                at += 1
                continue
            }
            if at < bytes.count {
                outcome.end = at + 1
                outcome.lineEnds += 1
            }
            return outcome
        }
    }

    /// Reads a quoted field and returns the offset of the delimiter or line end after it.
    private func quoted(
        _ bytes: UnsafeBufferPointer<UInt8>, opening: Int, _ span: inout Span,
        _ outcome: inout Outcome
    ) -> Int {
        span.isQuoted = true
        span.start = opening + 1
        var at = opening + 1
        while true {
            guard at < bytes.count else {
                span.end = bytes.count
                if outcome.fault == nil { outcome.fault = .unclosedQuote(opening) }
                return bytes.count
            }
            if bytes[at] == dialect.lineEnd { outcome.lineEnds += 1 }
            if bytes[at] == CSVDialect.quote {
                guard at + 1 < bytes.count, bytes[at + 1] == CSVDialect.quote else { break }
                span.hasDoubledQuotes = true
                at += 1
            }
            at += 1
        }
        span.end = at
        at += 1
        let afterQuote = at
        while at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != dialect.lineEnd {
            at += 1
        }
        let isOnlyCarriageReturn =
            at == afterQuote + 1 && bytes[afterQuote] == UInt8(ascii: "\r")
            && (at == bytes.count || bytes[at] == dialect.lineEnd)
        if at > afterQuote, !isOnlyCarriageReturn, outcome.fault == nil {
            outcome.fault = .textAfterQuote(afterQuote)
        }
        return at
    }

    /// The content of a field, doubled quotes made single.
    package func content(
        of span: Span, in bytes: UnsafeBufferPointer<UInt8>
    ) -> [UInt8] {
        guard span.hasDoubledQuotes else { return Array(bytes[span.start..<span.end]) }
        var content: [UInt8] = []
        content.reserveCapacity(span.end - span.start)
        var at = span.start
        while at < span.end {
            content.append(bytes[at])
            at += bytes[at] == CSVDialect.quote ? 2 : 1
        }
        return content
    }

    /// The offset after the last record that certainly ends within some bytes; `nil` if none does.
    ///
    /// The same automaton as ``scan(_:from:into:)``, for cutting a table into pieces of whole
    /// records: it jumps from quote to quote, so a table without quotes costs next to nothing.
    ///
    /// - Parameter bytes: The bytes, beginning with a record.
    /// - Returns: The offset after its line end.
    package func endOfLastRecord(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var lastLineEnd: Int?
        var at = 0
        // `at` is always outside quotes; everything before it has been looked at.
        while true {
            guard let quote = firstIndex(of: CSVDialect.quote, in: bytes, from: at) else {
                return lastIndex(of: dialect.lineEnd, in: bytes, at..<bytes.count).map { $0 + 1 }
                    ?? lastLineEnd
            }
            if let end = lastIndex(of: dialect.lineEnd, in: bytes, at..<quote) {
                lastLineEnd = end + 1
            }
            let opens =
                quote == 0 || bytes[quote - 1] == dialect.delimiter
                || bytes[quote - 1] == dialect.lineEnd
            at = quote + 1
            guard opens else { continue }
            while true {
                guard let closing = firstIndex(of: CSVDialect.quote, in: bytes, from: at) else {
                    return lastLineEnd
                }
                at = closing + 1
                // The quote may be the first half of a doubled one that the end cuts apart.
                guard at < bytes.count else { return lastLineEnd }
                guard bytes[at] == CSVDialect.quote else { break }
                at += 1
            }
        }
    }
}
