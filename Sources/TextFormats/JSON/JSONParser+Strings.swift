/// Strings: plain text word by word, escapes one by one.
extension JSONParser {
    mutating func string(in parent: Int, _ ordinal: Int) throws(Unrecoverable) {
        let opening = position
        position += 1
        // Most strings have no escape and stay where they are.
        let isPlain = skipPlainText()
        let text = UnsafeBufferPointer(rebasing: bytes[opening + 1..<position])
        if current == UInt8(ascii: "\""), isPlain || isValidUTF8(text) {
            append(.string, at: opening, in: parent, ordinal, extent: text.count)
            position += 1
            return
        }
        position = opening + 1
        append(.decodedString, at: opening, in: parent, ordinal, extent: texts.count)
        texts.append(try decodedString(from: opening))
    }

    /// Moves to the end of a run of characters that stand for themselves; whether all are ASCII.
    private mutating func skipPlainText() -> Bool {
        var all: UInt64 = 0
        var end = position
        while end + 8 <= bytes.count {
            let word = UnsafeRawBufferPointer(bytes)
                .loadUnaligned(fromByteOffset: end, as: UInt64.self)
            guard !Self.hasEndOfPlainText(word) else { break }
            all |= word
            end += 8
        }
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            all |= UInt64(byte)
            end += 1
        }
        position = end
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// Whether any of eight bytes is a quote, a backslash or a control character.
    ///
    /// A subtraction borrows into the top bit of the lowest byte that is zero, or below a space.
    @inline(__always)
    private static func hasEndOfPlainText(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
        let escapes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
        let found =
            (quotes &- ones) & ~quotes | (escapes &- ones) & ~escapes
            | (word &- ones &* 0x20) & ~word
        return found & (ones &* 0x80) != 0
    }

    /// Reads a string with escapes or faults, from the byte after its opening quote.
    mutating func decodedString(from opening: Int) throws(Unrecoverable) -> String {
        var result = ""
        while true {
            guard let byte = current else { throw fail(.unclosedString, at: opening) }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return result
            case UInt8(ascii: "\\"):
                result += try escape(openedAt: opening)
            case 0..<0x20:
                if byte == 0x0A || byte == 0x0D { throw fail(.unclosedString, at: opening) }
                report(.controlCharacter(byte), at: position)
                position += 1
            default:
                let run = position
                _ = skipPlainText()
                result += text(in: run..<position)
            }
        }
    }

    func text(in range: Range<Int>) -> String {
        let bytes = bytes[range]
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        report(.invalidUTF8, at: range.lowerBound + Self.validPrefixCount(of: bytes))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func validPrefixCount(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var count = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            count += UTF8.width(scalar)
        }
        return count
    }

    private mutating func escape(openedAt opening: Int) throws(Unrecoverable) -> String {
        let start = position
        position += 1
        guard let byte = current else { throw fail(.unclosedString, at: opening) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return unicodeEscape(startingAt: start)
        default:
            report(.invalidEscape, at: start)
            // The byte after the backslash is read again as ordinary text.
            position -= 1
            return ""
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    private mutating func unicodeEscape(startingAt start: Int) -> String {
        guard let unit = hexadecimalUnit() else {
            report(.invalidEscape, at: start)
            return "\u{FFFD}"
        }
        if let scalar = Unicode.Scalar(unit) { return String(scalar) }
        let isHigh = (0xD800..<0xDC00).contains(unit)
        let rest = bytes[position...]
        if isHigh, rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            let resume = position
            position += 2
            if let low = hexadecimalUnit(), (0xDC00..<0xE000).contains(low) {
                return String(decoding: [unit, low], as: UTF16.self)
            }
            position = resume
        }
        report(.loneSurrogate, at: start)
        return "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() -> UInt16? {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        position += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
