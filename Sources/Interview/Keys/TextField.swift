/// One line of text that a person edits, with a place where typing goes.
package struct TextField: Hashable, Sendable {
    /// The text before the cursor.
    package private(set) var before: String
    /// The text after it.
    package private(set) var after = ""

    /// The most characters that a field takes.
    package static let limit = 4_000

    /// A field with a text and the cursor behind it.
    package init(_ text: String = "") { before = text }

    /// The whole text.
    package var text: String { before + after }

    /// Edits the text with a key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - allowed: Which characters may be typed.
    /// - Returns: Whether the key belongs to a field at all.
    package mutating func press(
        _ key: Key, allowing allowed: (Character) -> Bool = { _ in true }
    ) -> Bool {
        switch key {
        case .character(let character) where allowed(character): insert(String(character))
        case .paste(let text): insert(Self.oneLine(text).filter(allowed))
        case .backspace: _ = before.popLast()
        case .delete:
            if !after.isEmpty { after.removeFirst() }
        case .left: before.popLast().map { after = String($0) + after }
        case .right:
            if !after.isEmpty { before.append(after.removeFirst()) }
        case .home, .control("a"): (before, after) = ("", text)
        case .end, .control("e"): (before, after) = (text, "")
        case .control("u"): before = ""
        case .control("k"): after = ""
        case .control("w"):
            while before.last?.isWhitespace == true { before.removeLast() }
            while let last = before.last, !last.isWhitespace { before.removeLast() }
        default: return false
        }
        return true
    }

    private mutating func insert(_ more: String) {
        before += more.prefix(max(0, Self.limit - before.count - after.count))
    }

    /// A pasted text on one line, without what could command a terminal.
    private static func oneLine(_ text: String) -> String {
        let words = text.split(whereSeparator: { $0.isNewline || $0 == "\t" })
            .map { trimmedEnds(String($0)) }.filter { !$0.isEmpty }
        let line = words.joined(separator: " ")
        return String(
            String.UnicodeScalarView(
                line.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }

    private static func trimmedEnds(_ text: String) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
