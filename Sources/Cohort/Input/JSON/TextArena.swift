/// Memory for texts that do not stand in the input as a row needs them.
///
/// Texts stay where they are until all are given up, so that rows may be judged together.
struct TextArena {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var used = 0

    private static let blockSize = 1 << 14

    /// Keeps a text.
    mutating func keep(_ text: String) -> TextCell {
        let bytes = text.utf8
        let cell = keep(atMost: bytes.count) { start in
            for (offset, byte) in bytes.enumerated() { start[offset] = byte }
            return bytes.count
        }
        guard let cell else { preconditionFailure("the text has been written") }
        return cell
    }

    /// Keeps a text that a function writes.
    ///
    /// - Parameters:
    ///   - count: How many bytes there must be room for.
    ///   - write: Writes and says how many bytes it has written; `nil` when there is no text.
    /// - Returns: The text.
    mutating func keep(
        atMost count: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int?
    ) -> TextCell? {
        if blocks.isEmpty || (blocks.last?.count ?? 0) - used < count {
            blocks.append(.allocate(capacity: max(Self.blockSize, count)))
            used = 0
        }
        guard let start = blocks.last?.baseAddress.map({ $0 + used }) else {
            preconditionFailure("a block has memory")
        }
        guard let written = write(start) else { return nil }
        used += written
        let cell = TextCell(start: start, count: written)
        let needsQuotes = cell.bytes.contains { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }
        return TextCell(start: start, count: written, needsQuotes: needsQuotes)
    }

    /// Gives all texts up.
    mutating func removeAll() {
        guard let first = blocks.first else { return }
        for block in blocks.dropFirst() { block.deallocate() }
        blocks = [first]
        used = 0
    }

    func deallocate() {
        for block in blocks { block.deallocate() }
    }
}
