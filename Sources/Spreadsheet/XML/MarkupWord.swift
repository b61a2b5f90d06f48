/// Looking at eight bytes of markup at once, the first in the lowest place of a word.
///
/// What looks for bytes returns a word whose bytes have their top bit set where they match; the
/// lowest match is exact, those above it may be false.
enum MarkupWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Eight bytes from memory.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// The bytes equal to one.
    @inline(__always)
    static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* ones)
        return (difference &- ones) & ~difference & tops
    }

    /// The bytes below a space.
    @inline(__always)
    static func control(_ word: UInt64) -> UInt64 {
        (word &- (ones &* 0x20)) & ~word & tops
    }

    /// The end of a text that stands for itself, without entities, escapes or carriage returns.
    ///
    /// - Parameters:
    ///   - start: Where the text begins.
    ///   - last: From where on no more words may be read.
    /// - Returns: Where the next tag begins, and whether the text has neither control characters
    ///   nor quotes; `nil` when it does not stand for itself, or is longer than a cell allows.
    @inline(__always)
    static func endOfText(
        _ start: UnsafePointer<UInt8>, before last: UnsafePointer<UInt8>
    ) -> (end: UnsafePointer<UInt8>, isPlain: Bool)? {
        var at = start
        var unusual: UInt64 = 0
        while at < last {
            let word = load(at)
            let tag = equal(word, UInt8(ascii: "<"))
            let before = tag == 0 ? .max : (tag & (0 &- tag)) &- 1
            let marks =
                equal(word, UInt8(ascii: "&")) | equal(word, UInt8(ascii: "_")) | equal(word, 13)
            guard marks & before == 0 else { return nil }
            unusual |= (control(word) | equal(word, UInt8(ascii: "\""))) & before
            if tag != 0 {
                at += tag.trailingZeroBitCount >> 3
                return at - start <= XMLText.cellLimit ? (at, unusual == 0) : nil
            }
            at += 8
        }
        return nil
    }
}
