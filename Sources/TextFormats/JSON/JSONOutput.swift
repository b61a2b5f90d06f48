/// JSON to be written: a plain tree without positions.
package indirect enum JSONOutput: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number as written in a file that is being written again.
    case number(String)
    case string(String)
    case array([JSONOutput])
    /// Members in the order in which they are written.
    case object([(key: String, value: JSONOutput)])

    /// A text in both languages as `{"lv": …, "en": …}`.
    package init(_ text: LocalizedText) {
        self = .object([("lv", .string(text.lv)), ("en", .string(text.en))])
    }

    /// The plain tree of a parsed value.
    package init(_ value: JSONValue) {
        switch value.content {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let text): self = .number(text)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map { JSONOutput($0) })
        case .object(let members):
            self = .object(members.map { ($0.key, JSONOutput($0.value)) })
        }
    }

    /// Text for people and version control: two-space indentation, a final line break.
    ///
    /// An array or object without nested arrays or objects stays on one line if it fits 100
    /// columns.
    package func pretty() -> String {
        var text: [UInt8] = []
        write(to: &text, indentation: 0, column: 0)
        text.append(UInt8(ascii: "\n"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The canonical form as UTF-8: no spaces, keys sorted by code point, the shortest escapes.
    ///
    /// The same as Python's `json.dumps(value, sort_keys=True, separators=(",", ":"),
    /// ensure_ascii=False)` for values whose numbers are integers.
    ///
    /// - Complexity: O(*bytes*) plus sorting the keys of each object.
    package func canonical() -> [UInt8] {
        var bytes: [UInt8] = []
        writeCanonical(to: &bytes)
        return bytes
    }

    private func write(to text: inout [UInt8], indentation: Int, column: Int) {
        if isFlat {
            let start = text.count
            writeOnOneLine(to: &text)
            guard isContainer, column + Self.width(text[start...]) > 100 else { return }
            text.removeLast(text.count - start)
        }
        let inner = indentation + 1
        func startLine(_ indentation: Int) {
            text.append(UInt8(ascii: "\n"))
            text += repeatElement(UInt8(ascii: " "), count: 2 * indentation)
        }
        switch self {
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                startLine(inner)
                element.write(to: &text, indentation: inner, column: 2 * inner)
            }
            startLine(indentation)
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                startLine(inner)
                let start = text.count
                Self.appendQuoted(member.key, to: &text)
                text += ": ".utf8
                member.value.write(
                    to: &text, indentation: inner,
                    column: 2 * inner + Self.width(text[start...]))
            }
            startLine(indentation)
            text.append(UInt8(ascii: "}"))
        default: preconditionFailure("only arrays and objects take several lines")
        }
    }

    /// How many characters some UTF-8 shows as.
    private static func width(_ text: ArraySlice<UInt8>) -> Int {
        // There are no line breaks, so that every byte of ASCII is a character.
        if text.allSatisfy({ $0 < 0x80 }) { return text.count }
        return String(decoding: text, as: UTF8.self).count
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private var isEmptyOrPlain: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    /// Whether the value holds no arrays or objects but empty ones.
    private var isFlat: Bool {
        switch self {
        case .array(let elements): elements.allSatisfy { $0.isEmptyOrPlain }
        case .object(let members): members.allSatisfy { $0.value.isEmptyOrPlain }
        default: true
        }
    }

    private func writeOnOneLine(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .boolean(let value): text += (value ? "true" : "false").utf8
        case .integer(let number): text += String(number).utf8
        case .number(let number): text += number.utf8
        case .string(let string): Self.appendQuoted(string, to: &text)
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", ".utf8 }
                element.writeOnOneLine(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                text += (index > 0 ? ", " : " ").utf8
                Self.appendQuoted(member.key, to: &text)
                text += ": ".utf8
                member.value.writeOnOneLine(to: &text)
            }
            text += (members.isEmpty ? "}" : " }").utf8
        }
    }

    private func writeCanonical(to bytes: inout [UInt8]) {
        switch self {
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.writeCanonical(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            // UTF-8 sorts as code points do.
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.appendQuoted(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.writeCanonical(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default: writeOnOneLine(to: &bytes)
        }
    }

    /// Appends a string in quotes, as ``quoted(_:)`` writes it.
    static func appendQuoted(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        let isPlain = string.withUTF8 { buffer in
            let isPlain = buffer.allSatisfy {
                $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            if isPlain {
                bytes.append(UInt8(ascii: "\""))
                bytes.append(contentsOf: buffer)
                bytes.append(UInt8(ascii: "\""))
            }
            return isPlain
        }
        if !isPlain { bytes += quoted(string).utf8 }
    }

    /// A string in quotes: only `"`, `\` and control characters are escaped.
    static func quoted(_ string: String) -> String {
        var text = "\""
        text.reserveCapacity(string.utf8.count + 2)
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
