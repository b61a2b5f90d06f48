import Synchronization

/// The bytes of one JSON file, with the name under which a person knows it.
package final class JSONSource: Sendable {
    /// The file's name as given, or a word such as `<stdin>`.
    package let file: String
    /// The bytes.
    package let bytes: [UInt8]
    /// The position of the first byte of every block; empty until a position is asked for, which
    /// most files without findings never are.
    ///
    /// Without it a file with a fault in every line is counted from its beginning for each.
    private let blocks = Mutex<[SourcePosition]>([])

    private static let blockSize = 512

    /// Wraps some bytes.
    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    private func blockPositions() -> [SourcePosition] {
        var position = SourcePosition(line: 1, column: 1)
        var blocks = [position]
        blocks.reserveCapacity(bytes.count / Self.blockSize + 1)
        bytes.withUnsafeBufferPointer { bytes in
            for block in 0..<bytes.count / Self.blockSize {
                let start = block * Self.blockSize
                position.advance(over: bytes[start..<start + Self.blockSize])
                blocks.append(position)
            }
        }
        return blocks
    }

    /// The line and column of a byte offset.
    ///
    /// - Complexity: O(1), fewer than 512 steps; O(*n*) in the number of bytes the first time.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(offset, bytes.count)
        let block = offset / Self.blockSize
        var position = blocks.withLock { blocks in
            if blocks.isEmpty { blocks = blockPositions() }
            return blocks[block]
        }
        bytes.withUnsafeBufferPointer { bytes in
            position.advance(over: bytes[block * Self.blockSize..<offset])
        }
        return position
    }

    /// The location of a value in this file.
    package func location(at offset: Int, pointer: JSONPointer = .root) -> Diagnostic.Location {
        Diagnostic.Location(
            file: file, position: position(at: offset), pointer: pointer.description)
    }
}

extension SourcePosition {
    /// Moves past some bytes of UTF-8.
    fileprivate mutating func advance(over bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        var lineStart = 0
        while let lineEnd = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: lineStart) {
            line += 1
            column = 1
            lineStart = lineEnd + 1
        }
        for index in lineStart..<bytes.count where bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
}

/// A JSON pointer (RFC 6901): the path of keys and indices from the root to a value.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The reference tokens, unescaped.
    package private(set) var tokens: [String] = []

    init(tokens: [String] = []) { self.tokens = tokens }

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
        tokens.map { "/" + Self.escaped($0) }.joined()
    }
    private static func escaped(_ token: String) -> String {
        // Hardly any key has one of the two.
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
        else { return token }
        return token.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
