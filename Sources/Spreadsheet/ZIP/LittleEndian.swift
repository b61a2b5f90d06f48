/// Numbers as ZIP stores them, lowest byte first.
struct LittleEndianReader {
    private let bytes: UnsafeBufferPointer<UInt8>

    /// Reads from some bytes.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The number of a width in bytes at an offset; `nil` beyond the end.
    func number(at offset: Int, width: Int) -> Int? {
        guard offset >= 0, width <= 8, offset <= bytes.count - width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return Int(exactly: value)
    }
}

extension [UInt8] {
    /// Appends a number of a width in bytes, lowest byte first.
    mutating func appendLittleEndian(_ number: Int, width: Int) {
        for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
