/// Splits XML of workbooks into tags and texts, without building a tree.
///
/// Names are compared without their prefix, because writers choose prefixes freely. Document types
/// are refused, so there are no entities but the five of XML and no way to name another file.
/// Attributes and texts stay where they are until someone asks for them.
///
/// The scanner may work on the beginning of a longer text: then ``next()`` returns `nil` at the
/// first thing that is not there whole, and the position stays before it.
struct XMLScanner {
    /// What was found.
    enum Kind {
        /// `<name …>`.
        case open
        /// `<name …/>`.
        case empty
        /// `</name>`.
        case close
        /// The bytes between two tags, entities not yet resolved.
        case text
        /// The bytes of a CDATA section, to be taken as they are.
        case verbatim
    }

    /// A tag or text by its place in the bytes.
    struct Token {
        /// What it is.
        let kind: Kind
        /// The name of a tag without prefix; of a text nothing.
        let name: Range<Int>
        /// The attributes of a tag, or the text.
        let content: Range<Int>
    }

    /// Why scanning ended.
    enum Fault: Error {
        /// The text is not well-formed.
        case malformed(String)
        /// There is a document type.
        case documentType
        /// A cell's text is longer than a cell may hold.
        case textTooLong(limit: Int)
    }

    let base: UnsafeBufferPointer<UInt8>
    private let isWhole: Bool
    private var count: Int { base.count }
    /// Where the next token begins.
    var position: Int

    /// Scans some bytes.
    ///
    /// - Parameters:
    ///   - bytes: The text, or its beginning.
    ///   - position: Where to begin.
    ///   - isWhole: Whether nothing follows the bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0, isWhole: Bool) {
        base = bytes
        self.position = position
        self.isWhole = isWhole
    }

    /// The next tag or text; `nil` at the end.
    mutating func next() throws(Fault) -> Token? {
        while position < count {
            if base[position] != UInt8(ascii: "<") {
                guard let end = index(of: UInt8(ascii: "<"), from: position) else {
                    guard isWhole else { return nil }
                    defer { position = count }
                    return Token(kind: .text, name: 0..<0, content: position..<count)
                }
                defer { position = end }
                return Token(kind: .text, name: 0..<0, content: position..<end)
            }
            guard position + 1 < count else { return try incomplete() }
            switch base[position + 1] {
            case UInt8(ascii: "/"):
                guard let end = index(of: UInt8(ascii: ">"), from: position) else {
                    return try incomplete()
                }
                let name = name(from: position + 2, to: end)
                position = end + 1
                return Token(kind: .close, name: name, content: end..<end)
            case UInt8(ascii: "?"):
                guard try skip(past: "?>") else { return nil }
            case UInt8(ascii: "!"):
                if starts(with: "<!--") {
                    guard try skip(past: "-->") else { return nil }
                } else if starts(with: "<![CDATA[") {
                    let start = position + 9
                    guard try skip(past: "]]>") else { return nil }
                    return Token(kind: .verbatim, name: 0..<0, content: start..<position - 3)
                } else if position + 9 <= count {
                    if starts(with: "<!DOCTYPE") { throw .documentType }
                    throw .malformed("<!")
                } else {
                    return try incomplete()
                }
            default:
                return try tag()
            }
        }
        return nil
    }

    private func incomplete() throws(Fault) -> Token? {
        guard !isWhole else { throw .malformed("<") }
        return nil
    }

    /// An opening or empty tag; a `>` may stand inside quotes.
    private mutating func tag() throws(Fault) -> Token? {
        let start = position + 1
        var end = start
        var quote: UInt8 = 0
        while end < count {
            let byte = base[end]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                throw .malformed("<")
            }
            end += 1
        }
        guard end < count else { return try incomplete() }
        position = end + 1
        let isEmpty = end > start && base[end - 1] == UInt8(ascii: "/")
        let last = isEmpty ? end - 1 : end
        let name = name(from: start, to: last)
        guard !name.isEmpty else { throw .malformed("<") }
        return Token(kind: isEmpty ? .empty : .open, name: name, content: name.upperBound..<last)
    }

    /// The name at a place, without its prefix.
    private func name(from start: Int, to end: Int) -> Range<Int> {
        var first = start
        var index = start
        while index < end, !Self.isSpace(base[index]) {
            if base[index] == UInt8(ascii: ":") { first = index + 1 }
            index += 1
        }
        return first..<max(first, index)
    }

    /// Moves behind a marker; `false` when it is not there yet.
    private mutating func skip(past marker: StaticString) throws(Fault) -> Bool {
        var index = position + 2
        while index + marker.utf8CodeUnitCount <= count {
            if matches(marker, at: index) {
                position = index + marker.utf8CodeUnitCount
                return true
            }
            index += 1
        }
        guard !isWhole else { throw .malformed("<!") }
        return false
    }

    private func starts(with marker: StaticString) -> Bool {
        position + marker.utf8CodeUnitCount <= count && matches(marker, at: position)
    }

    private func matches(_ text: StaticString, at start: Int) -> Bool {
        let other = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount where base[start + index] != other[index] {
            return false
        }
        return true
    }

    private func index(of byte: UInt8, from start: Int) -> Int? {
        var index = start
        while index < count {
            if base[index] == byte { return index }
            index += 1
        }
        return nil
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    // MARK: Names and attributes

    /// Whether a tag has a name.
    func isNamed(_ token: Token, _ name: StaticString) -> Bool {
        token.name.count == name.utf8CodeUnitCount && matches(name, at: token.name.lowerBound)
    }

    /// The value of a tag's attribute, as it stands in the text.
    ///
    /// An attribute with a prefix is found by its local name, too; the first one counts.
    func attribute(_ name: StaticString, of token: Token) throws(Fault) -> Range<Int>? {
        var index = token.content.lowerBound
        while let attribute = try nextAttribute(&index, of: token) {
            if attribute.name.count == name.utf8CodeUnitCount,
                matches(name, at: attribute.name.lowerBound)
            {
                return attribute.value
            }
        }
        return nil
    }

    /// The attribute that begins at a place, name without prefix; `nil` behind the last one.
    func nextAttribute(
        _ index: inout Int, of token: Token
    ) throws(Fault) -> (name: Range<Int>, value: Range<Int>)? {
        let end = token.content.upperBound
        while index < end, Self.isSpace(base[index]) { index += 1 }
        if index >= end { return nil }
        var first = index
        while index < end, base[index] != UInt8(ascii: "="), !Self.isSpace(base[index]) {
            if base[index] == UInt8(ascii: ":") { first = index + 1 }
            index += 1
        }
        let name = first..<max(first, index)
        while index < end, Self.isSpace(base[index]) { index += 1 }
        guard index < end, base[index] == UInt8(ascii: "=") else { throw .malformed("=") }
        index += 1
        while index < end, Self.isSpace(base[index]) { index += 1 }
        guard index < end, base[index] == UInt8(ascii: "\"") || base[index] == UInt8(ascii: "'")
        else { throw .malformed("=") }
        let quote = base[index]
        index += 1
        let start = index
        while index < end, base[index] != quote { index += 1 }
        guard index < end else { throw .malformed("=") }
        defer { index += 1 }
        return (name, start..<index)
    }

    /// The bytes of a range.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: base[range])
    }
}
