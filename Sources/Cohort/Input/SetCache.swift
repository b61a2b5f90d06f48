#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Remembers what cells with several options say, by their exact bytes: few differ.
struct SetCache {
    /// The longest cell that is remembered.
    static let longest = 64
    private static let slots = 256

    private struct Slot {
        var hash: UInt64 = 0
        var count = -1
        var code: UInt8 = 0
        var included: UInt64 = 0
    }

    private let table: UnsafeMutablePointer<Slot>
    private let texts: UnsafeMutablePointer<UInt8>

    init(columns: Int) {
        let count = max(1, columns * Self.slots)
        table = .allocate(capacity: count)
        table.initialize(repeating: Slot(), count: count)
        texts = .allocate(capacity: count * Self.longest)
        texts.initialize(repeating: 0, count: count * Self.longest)
    }

    func deallocate() {
        table.deallocate()
        texts.deallocate()
    }

    @inline(__always)
    static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }

    @inline(__always)
    func find(
        _ column: Int, _ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (code: UInt8, included: UInt64)? {
        let index = column &* Self.slots &+ Int(truncatingIfNeeded: hash >> 56)
        let slot = table + index
        guard slot.pointee.hash == hash, slot.pointee.count == bytes.count,
            let base = bytes.baseAddress,
            memcmp(texts + index &* Self.longest, base, bytes.count) == 0
        else { return nil }
        return (slot.pointee.code, slot.pointee.included)
    }

    /// Remembers a cell.
    func remember(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, code: UInt8, included: UInt64
    ) {
        guard bytes.count < Self.longest else { return }
        var hash: UInt64 = 0
        var at = 0
        // As the decoder reads a cell: whole words, and a last one that may be empty.
        while true {
            var word: UInt64 = 0
            let rest = min(8, bytes.count - at)
            for offset in 0..<rest { word |= UInt64(bytes[at + offset]) << UInt64(8 * offset) }
            hash = Self.mixed(hash, word)
            if rest < 8 { break }
            at += 8
        }
        let index = column * Self.slots + Int(truncatingIfNeeded: hash >> 56)
        table[index] = Slot(hash: hash, count: bytes.count, code: code, included: included)
        for offset in 0..<bytes.count { texts[index * Self.longest + offset] = bytes[offset] }
    }
}
