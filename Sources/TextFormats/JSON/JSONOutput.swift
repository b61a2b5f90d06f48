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
        var text = ""
        write(to: &text, indentation: 0, column: 0)
        return text + "\n"
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

    private func write(to text: inout String, indentation: Int, column: Int) {
        let line = oneLine
        if let line, column + line.count <= 100 {
            text += line
            return
        }
        let inner = String(repeating: "  ", count: indentation + 1)
        let outer = String(repeating: "  ", count: indentation)
        switch self {
        case .array(let elements):
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                element.write(to: &text, indentation: indentation + 1, column: inner.count)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += outer + "]"
        case .object(let members):
            text += "{\n"
            for (index, member) in members.enumerated() {
                let key = Self.quoted(member.key) + ": "
                text += inner + key
                member.value.write(
                    to: &text, indentation: indentation + 1, column: inner.count + key.count)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += outer + "}"
        default:
            text += line ?? ""
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    /// The value on one line, unless it holds arrays or objects that are not empty.
    private var oneLine: String? {
        switch self {
        case .null: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let number): return String(number)
        case .number(let text): return text
        case .string(let text): return Self.quoted(text)
        case .array(let elements):
            guard elements.allSatisfy(\.isScalar) else { return nil }
            return "[" + elements.compactMap(\.oneLine).joined(separator: ", ") + "]"
        case .object(let members):
            guard members.allSatisfy(\.value.isScalar) else { return nil }
            guard !members.isEmpty else { return "{}" }
            let parts = members.compactMap { member in
                member.value.oneLine.map { Self.quoted(member.key) + ": " + $0 }
            }
            return "{ " + parts.joined(separator: ", ") + " }"
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
        case .string(let text):
            Self.appendQuoted(text, to: &bytes)
        default:
            bytes += (oneLine ?? "").utf8
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
