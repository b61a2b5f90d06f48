import Spreadsheet
import TextFormats

/// Writes the record of one sheet row behind those before.
struct RecordText {
    /// What has been written.
    private(set) var buffer: ChunkBuffer
    private let shared: UnsafeBufferPointer<UInt8>
    private let places: UnsafeBufferPointer<SharedStrings.Place>
    private let own: UnsafeBufferPointer<UInt8>
    private let dialect: CSVDialect

    /// Begins a record.
    ///
    /// - Parameters:
    ///   - buffer: Where it is written.
    ///   - shared: The texts that cells share, with 16 readable bytes behind each.
    ///   - places: The places of those texts.
    ///   - own: The characters of the row's other cells.
    ///   - dialect: The separators, which no text may hold.
    init(
        _ buffer: ChunkBuffer, shared: UnsafeBufferPointer<UInt8>,
        places: UnsafeBufferPointer<SharedStrings.Place>, own: UnsafeBufferPointer<UInt8>,
        dialect: CSVDialect
    ) {
        self.buffer = buffer
        self.shared = shared
        self.places = places
        self.own = own
        self.dialect = dialect
    }

    /// Ends a cell that is not the last.
    @inline(__always)
    mutating func endCell() { buffer.append(dialect.delimiter) }

    /// Ends the record.
    mutating func end() { buffer.append(dialect.lineEnd) }

    /// Appends a text that cells share.
    @inline(__always)
    mutating func append(shared index: Int) {
        let place = places[index]
        let count = Int(place.count)
        guard let base = shared.baseAddress, count > 0 else { return }
        let start = base + Int(place.start)
        guard place.isPlain, count <= 16 else {
            return append(UnsafeBufferPointer(start: start, count: count))
        }
        // Two words whatever the length: what is too much is written over.
        buffer.reserve(count)
        let words = UnsafeRawPointer(start)
        let end = UnsafeMutableRawPointer(buffer.bytes + buffer.count)
        end.storeBytes(of: words.loadUnaligned(as: UInt64.self), as: UInt64.self)
        end.storeBytes(
            of: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8,
            as: UInt64.self)
        buffer.extend(by: count)
    }

    /// Appends characters of a cell of its own.
    mutating func append(own range: Range<Int>) {
        append(UnsafeBufferPointer(rebasing: own[range]))
    }

    /// Whether a number is written in digits alone.
    func isPlainNumber(_ range: Range<Int>) -> Bool {
        range.count < 16 && own[range].allSatisfy { $0 &- 48 < 10 }
    }

    /// Appends any text, in quotes where it has some.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") }) else {
            buffer.append(text)
            return
        }
        let isQuoted = text.contains(UInt8(ascii: "\""))
        if isQuoted { buffer.append(UInt8(ascii: "\"")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            // Whoever writes a separator into a cell is told of a control character.
            buffer.append(byte == dialect.delimiter || byte == dialect.lineEnd ? 1 : byte)
        }
        if isQuoted { buffer.append(UInt8(ascii: "\"")) }
    }
}

extension ChunkBuffer {
    /// Appends a byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        extend(by: 1)
    }
}
