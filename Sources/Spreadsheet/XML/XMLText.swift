/// Character data of XML: entities and the escapes that spreadsheets put on top.
enum XMLText {
    /// The most bytes of UTF-8 that a cell's text may have.
    ///
    /// Spreadsheets allow 32 767 UTF-16 units, each of which takes at most 3 bytes.
    static let cellLimit = 3 * 32_767

    /// Refuses a text that no spreadsheet would have let into a cell.
    static func checkLength(_ bytes: Int) throws(XMLScanner.Fault) {
        guard bytes <= cellLimit else { throw .textTooLong(limit: cellLimit) }
    }

    /// Appends the characters that some bytes of XML stand for.
    ///
    /// - Parameters:
    ///   - raw: The bytes between two tags, or of an attribute.
    ///   - result: Receives UTF-8.
    ///   - isVerbatim: Whether `&` stands for itself, as in a CDATA section.
    /// - Throws: A fault for an entity that is not one of XML's own.
    static func append(
        _ raw: UnsafeBufferPointer<UInt8>, to result: inout [UInt8], isVerbatim: Bool = false
    ) throws(XMLScanner.Fault) {
        var index = 0
        var plain = 0
        while index < raw.count {
            let byte = raw[index]
            if byte == UInt8(ascii: "&"), !isVerbatim {
                result.append(contentsOf: raw[plain..<index])
                index += try appendEntity(raw, at: index, to: &result)
                plain = index
            } else if byte == UInt8(ascii: "\r") {
                // XML ends lines with a line feed alone.
                result.append(contentsOf: raw[plain..<index])
                if index + 1 >= raw.count || raw[index + 1] != UInt8(ascii: "\n") {
                    result.append(UInt8(ascii: "\n"))
                }
                index += 1
                plain = index
            } else {
                index += 1
            }
        }
        result.append(contentsOf: raw[plain..<index])
    }

    private static let entities: [(name: StaticString, character: UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
    ]

    /// Appends what an entity stands for and returns its length.
    private static func appendEntity(
        _ raw: UnsafeBufferPointer<UInt8>, at start: Int, to result: inout [UInt8]
    ) throws(XMLScanner.Fault) -> Int {
        for entity in entities {
            let length = entity.name.utf8CodeUnitCount
            guard start + length <= raw.count else { continue }
            let isMatch = (0..<length).allSatisfy {
                raw[start + $0] == entity.name.utf8Start[$0]
            }
            if isMatch {
                result.append(entity.character)
                return length
            }
        }
        // A character by its number: &#228; or &#xE4;
        var index = start + 1
        guard index < raw.count, raw[index] == UInt8(ascii: "#") else { throw .malformed("&") }
        index += 1
        let isHexadecimal = index < raw.count && raw[index] == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        var value: UInt32 = 0
        var digits = 0
        while index < raw.count, raw[index] != UInt8(ascii: ";") {
            guard let digit = digit(raw[index], isHexadecimal), digits < 8 else {
                throw .malformed("&#")
            }
            value = value * (isHexadecimal ? 16 : 10) + digit
            digits += 1
            index += 1
        }
        guard index < raw.count, digits > 0, let scalar = Unicode.Scalar(value), value != 0 else {
            throw .malformed("&#")
        }
        result.append(contentsOf: Array(String(scalar).utf8))
        return index + 1 - start
    }

    static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte - 87)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte - 55)
        default: nil
        }
    }

    /// Resolves the escapes `_x000D_` by which spreadsheets write characters that XML cannot hold.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - start: Where the part begins that is changed; it goes to the end.
    static func resolveEscapes(in text: inout [UInt8], from start: Int) {
        var read = start
        var write = start
        while read < text.count {
            if text[read] == UInt8(ascii: "_"), let value = escape(in: text, at: read) {
                // A lone half of a surrogate pair stands for nothing that a text can hold.
                let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
                for byte in String(scalar).utf8 {
                    text[write] = byte
                    write += 1
                }
                read += 7
            } else {
                text[write] = text[read]
                write += 1
                read += 1
            }
        }
        text.removeLast(text.count - write)
    }

    private static func escape(in text: [UInt8], at start: Int) -> UInt32? {
        guard start + 7 <= text.count, text[start + 1] == UInt8(ascii: "x"),
            text[start + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for index in start + 2..<start + 6 {
            guard let digit = digit(text[index], true) else { return nil }
            value = value * 16 + digit
        }
        return value
    }

    /// Text for an element or an attribute.
    ///
    /// Characters that XML cannot hold become spreadsheet escapes, and what looks like such an
    /// escape is escaped itself.
    static func escaped(_ text: String) -> String {
        let needsWork = text.utf8.contains { byte in
            byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
                || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "_") || byte == 0xEF
        }
        guard needsWork else { return text }
        let bytes = Array(text.utf8)
        var result = ""
        var offset = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "_" where escape(in: bytes, at: offset) != nil: result += "_x005F_"
            case "\n": result += "\n"
            case "\t": result += "&#9;"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: result.unicodeScalars.append(scalar)
            }
            offset += scalar.utf8.count
        }
        return result
    }
}
