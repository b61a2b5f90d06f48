/// Turns the bytes of a terminal into keys.
///
/// Understands UTF-8, the escape sequences of common terminals and bracketed paste. A sequence may
/// arrive in several pieces; an escape byte alone is the Escape key only after a pause, which the
/// caller measures and reports with ``pause()``.
package struct KeyDecoder: Sendable {
    private var bytes: [UInt8] = []
    private var pasted: [UInt8]?

    /// The most bytes of one paste; the rest of a longer one is dropped.
    private static let pasteLimit = 1 << 20
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Makes a decoder that waits for its first byte.
    package init() {}

    /// Whether bytes wait for more, so that a pause would mean something.
    package var isWaiting: Bool { !bytes.isEmpty && pasted == nil }

    /// Takes bytes and gives the keys that are complete.
    package mutating func decode(_ more: some Sequence<UInt8>) -> [Key] {
        bytes += more
        var keys: [Key] = []
        while let key = next() {
            if let key { keys.append(key) }
        }
        return keys
    }

    /// Says that nothing more has come for a while: an escape byte that waits is the Escape key.
    package mutating func pause() -> [Key] {
        guard isWaiting else { return [] }
        let isEscape = bytes[0] == 0x1B
        bytes.removeAll()
        return isEscape ? [.escape] : []
    }

    /// The next key; `.some(nil)` for bytes that mean nothing, `nil` when more bytes are needed.
    private mutating func next() -> Key?? {
        if pasted != nil { return nextOfPaste() }
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x1B: return nextOfEscape()
        case 0x0D, 0x0A: return take(1, .enter)
        case 0x09: return take(1, .tab)
        case 0x7F, 0x08: return take(1, .backspace)
        case 0x01...0x1A:
            return take(1, .control(Character(Unicode.Scalar(first + 0x60))))
        case 0x00..<0x20: return take(1, nil)
        default: return nextOfText(first)
        }
    }

    private mutating func take(_ count: Int, _ key: Key?) -> Key?? {
        bytes.removeFirst(count)
        return .some(key)
    }

    private mutating func nextOfText(_ first: UInt8) -> Key?? {
        let count: Int
        switch first {
        case 0..<0x80: count = 1
        case 0xC2..<0xE0: count = 2
        case 0xE0..<0xF0: count = 3
        case 0xF0..<0xF5: count = 4
        default: return take(1, nil)
        }
        let tail = bytes.prefix(count).dropFirst().prefix { $0 & 0xC0 == 0x80 }
        guard tail.count == count - 1 else {
            // Cut short by something else, or still on its way.
            return bytes.count > tail.count + 1 ? take(tail.count + 1, nil) : nil
        }
        guard let text = String(validating: bytes.prefix(count), as: UTF8.self),
            let character = text.first
        else { return take(count, nil) }
        return take(count, .character(character))
    }

    private mutating func nextOfEscape() -> Key?? {
        guard bytes.count > 1 else { return nil }
        switch bytes[1] {
        case UInt8(ascii: "["): break
        case UInt8(ascii: "O"):
            guard bytes.count > 2 else { return nil }
            return take(3, Self.key(final: bytes[2]))
        default: return take(1, .escape)
        }
        guard
            let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(bytes[$0]) })
        else { return bytes.count > 64 ? take(bytes.count, nil) : nil }
        let parameters = String(decoding: bytes[2..<end], as: UTF8.self).split(separator: ";")
        let number = parameters.first.flatMap { Int($0) }
        let final = bytes[end]
        bytes.removeFirst(end + 1)
        guard final == UInt8(ascii: "~") else { return .some(Self.key(final: final)) }
        if number == 200 {
            pasted = []
            return .some(nil)
        }
        return .some(number.flatMap { Self.keysByNumber[$0] })
    }

    private mutating func nextOfPaste() -> Key?? {
        var text = pasted ?? []
        let end = Self.index(of: Self.pasteEnd, in: bytes)
        // The end's own bytes may arrive in pieces, so its length less one is kept back.
        let ready = end ?? max(0, bytes.count - Self.pasteEnd.count + 1)
        text += bytes.prefix(min(ready, Self.pasteLimit - text.count))
        bytes.removeFirst(ready)
        guard end != nil else {
            pasted = text
            return nil
        }
        bytes.removeFirst(Self.pasteEnd.count)
        pasted = nil
        return .some(.paste(String(decoding: text, as: UTF8.self)))
    }

    private static func index(of part: [UInt8], in whole: [UInt8]) -> Int? {
        whole.indices.first { whole[$0...].starts(with: part) }
    }

    private static func key(final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P"): .function(1)
        default: nil
        }
    }

    private static let keysByNumber: [Int: Key] = [
        1: .home, 7: .home, 4: .end, 8: .end, 3: .delete, 5: .pageUp, 6: .pageDown,
        11: .function(1),
    ]
}
