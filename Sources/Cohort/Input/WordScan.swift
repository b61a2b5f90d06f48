/// Looking at eight bytes at once.
///
/// Each function returns a word whose bytes have their top bit set where they match; the lowest
/// match is exact, those above it may be false, so only the lowest is used.
enum WordScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// A byte repeated eight times.
    static func pattern(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// The bytes equal to a repeated one.
    @inline(__always)
    static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- ones) & ~difference & tops
    }

    /// The bytes below a space.
    @inline(__always)
    static func control(_ word: UInt64) -> UInt64 {
        (word &- (ones &* 0x20)) & ~word & tops
    }

    /// Eight bytes from memory, the first in the lowest place.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// The bits of the bytes before the lowest match; there must be one.
    @inline(__always)
    static func below(_ found: UInt64) -> UInt64 { ((found & (0 &- found)) >> 7) &- 1 }

    /// How many bytes are before the lowest match; there must be one.
    @inline(__always)
    static func firstIndex(_ found: UInt64) -> Int {
        Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: found.trailingZeroBitCount) >> 3)
    }
}
