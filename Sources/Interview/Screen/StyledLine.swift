import Reporting

/// A line of the screen: pieces of text, each with the way it stands out.
package struct StyledLine: Hashable, Sendable {
    /// How a piece of text stands out; never the only bearer of meaning.
    package enum Style: Hashable, Sendable {
        case plain, strong, faint, good, doubtful, bad
        /// Under the cursor.
        case selected
    }

    /// A piece of text.
    package struct Span: Hashable, Sendable {
        /// The text; it holds nothing that could command a terminal.
        package let text: String
        /// How it stands out.
        package let style: Style
    }

    /// The pieces from left to right.
    package private(set) var spans: [Span] = []

    /// Makes a line of one piece.
    package init(_ text: String = "", _ style: Style = .plain) { append(text, style) }

    /// Adds a piece at the end; control characters in it are shown as dots.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        spans.append(Span(text: printable(text), style: style))
    }

    /// The columns that the line takes.
    package var width: Int { spans.reduce(0) { $0 + displayWidth($1.text) } }

    /// The line without styles.
    package var text: String { spans.map(\.text).joined() }

    /// The line cut to a width, with a sign where it was cut.
    package func truncated(to width: Int) -> StyledLine {
        guard self.width > width else { return self }
        var result = StyledLine()
        var room = width - 1
        for span in spans {
            var piece = ""
            for character in span.text {
                let columns = displayWidth(String(character))
                guard columns <= room else {
                    result.append(piece + "…", span.style)
                    return result
                }
                piece.append(character)
                room -= columns
            }
            result.append(piece, span.style)
        }
        return result
    }

    /// The line with spaces up to a width and another line behind it.
    package func justified(with right: StyledLine, width: Int) -> StyledLine {
        var result = truncated(to: max(0, width - right.width - 1))
        result.append(String(repeating: " ", count: max(1, width - result.width - right.width)))
        for span in right.spans { result.append(span.text, span.style) }
        return result.truncated(to: width)
    }
}

/// A text in which nothing commands a terminal.
package func printable(_ text: String) -> String {
    func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Marks that turn the direction of writing could make a line read as another.
        case .format: scalar != "\u{200D}" && scalar != "\u{AD}"
        default: false
        }
    }
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isHarmful(scalar) ? "·" : scalar) }
    return String(result)
}

/// What the screen shows.
package struct Frame: Sendable {
    /// The lines from the top, never more than the screen's height.
    package var lines: [StyledLine]
    /// Where typing goes, from 0; `nil` when nothing is typed.
    package var cursor: (line: Int, column: Int)?
    /// How far a text could be scrolled at most.
    package var lastScroll = 0
}
