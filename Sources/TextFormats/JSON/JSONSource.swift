/// The bytes of one JSON file, with the name under which a person knows it.
package final class JSONSource: Sendable {
    /// The file's name as given, or a word such as `<stdin>`.
    package let file: String
    /// The bytes.
    package let bytes: [UInt8]

    /// Wraps some bytes.
    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    /// The line and column of a byte offset.
    ///
    /// - Complexity: O(*offset*); called only for findings.
    package func position(at offset: Int) -> SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        var lineStart = 0
        bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<min(offset, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
                position.line += 1
                lineStart = index + 1
            }
            for index in lineStart..<min(offset, bytes.count) where bytes[index] & 0xC0 != 0x80 {
                position.column += 1
            }
        }
        return position
    }

    /// The location of a value in this file.
    package func location(at offset: Int, pointer: JSONPointer = .root) -> Diagnostic.Location {
        Diagnostic.Location(
            file: file, position: position(at: offset), pointer: pointer.description)
    }
}

/// A JSON pointer (RFC 6901): the path of keys and indices from the root to a value.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The reference tokens, unescaped.
    package private(set) var tokens: [String] = []

    /// The pointer to the whole document.
    package static let root = JSONPointer()

    /// The pointer to a member or element of the value pointed at.
    package func appending(_ token: String) -> JSONPointer {
        var longer = self
        longer.tokens.append(token)
        return longer
    }

    /// The pointer's text: empty for the root, otherwise `/token/token`, with `~` and `/` escaped.
    package var description: String {
        tokens.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}
