import Survey
import TextFormats

/// Values of usual lines that are not written as most are: `null`, numbers in quotes, numbers for
/// texts, arrays of options, labels, texts with escapes.
extension JSONRowDecoder {
    /// Reads a value.
    ///
    /// - Parameters:
    ///   - key: The value's key.
    ///   - start: Where the value begins.
    /// - Returns: Where it ends; `nil` when it takes the strict reader to say what it is.
    @inline(never)
    mutating func otherValue(
        _ key: UnsafeMutablePointer<JSONKeys.Key>, _ start: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        let end: UnsafePointer<UInt8>
        let content: UnsafeBufferPointer<UInt8>
        switch start[0] {
        case UInt8(ascii: "n"):
            return start[1] == UInt8(ascii: "u") && start[2] == UInt8(ascii: "l")
                && start[3] == UInt8(ascii: "l") ? start + 4 : nil
        case UInt8(ascii: "\""):
            guard let (text, hasEscapes) = Self.string(start) else { return nil }
            if hasEscapes { return escaped(key, text) ? start + text.count + 2 : nil }
            content = text
            end = start + text.count + 2
        case UInt8(ascii: "["):
            guard key.pointee.kind == .multiple || key.pointee.kind == .wholeSet else { return nil }
            return array(key, start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let (_, next) = Self.digits(start) else { return nil }
            content = UnsafeBufferPointer(start: start, count: next - start)
            end = next
        default: return nil
        }
        return isValidUTF8(content) && take(content, key) ? end : nil
    }

    /// The bytes of a string between its quotes, and whether some are escapes.
    private static func string(
        _ start: UnsafePointer<UInt8>
    ) -> (UnsafeBufferPointer<UInt8>, hasEscapes: Bool)? {
        var at = start + 1
        var hasEscapes = false
        while at[0] != UInt8(ascii: "\"") {
            guard at[0] >= 32 else { return nil }
            if at[0] == UInt8(ascii: "\\") {
                hasEscapes = true
                at += 1
                guard at[0] >= 32 else { return nil }
            }
            at += 1
        }
        return (UnsafeBufferPointer(start: start + 1, count: at - start - 1), hasEscapes)
    }

    /// Takes what a value says into the row; `false` when it is not what the key asks for.
    private mutating func take(
        _ content: UnsafeBufferPointer<UInt8>, _ key: UnsafeMutablePointer<JSONKeys.Key>
    ) -> Bool {
        switch key.pointee.kind {
        case .ignored: return true
        case .year:
            return content.count == 4 && content.allSatisfy { $0 &- 48 <= 9 }
                && Self.isYear(content.reduce(0) { 10 * $0 + Int($1 &- 48) })
        case .text:
            guard !Self.hasSpaceAround(content), let start = content.baseAddress else {
                return false
            }
            row.texts[key.pointee.place] = TextCell(
                start: start, count: content.count,
                needsQuotes: content.contains(UInt8(ascii: ",")))
            return true
        case .option, .number, .multiple, .wholeSet:
            return table.read(
                content, into: row.values, field: key.pointee.place, isPartial: &row.isPartial)
        }
    }

    /// Whether a survey may have been in a year.
    static func isYear(_ year: Int) -> Bool { (1990...2200).contains(year) }

    /// Takes a string with escapes.
    private mutating func escaped(
        _ key: UnsafeMutablePointer<JSONKeys.Key>, _ raw: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let cell = arena.keep(atMost: raw.count) { JSONEscapes.decode(raw, into: $0) }
        guard let cell, isValidUTF8(cell.bytes), !cell.bytes.contains(where: { $0 < 32 }) else {
            return false
        }
        guard key.pointee.kind == .text else { return take(cell.bytes, key) }
        guard !Self.hasSpaceAround(cell.bytes) else { return false }
        row.texts[key.pointee.place] = cell
        return true
    }

    /// Takes an array of strings as a set of options.
    private mutating func array(
        _ key: UnsafeMutablePointer<JSONKeys.Key>, _ start: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        var joined: [UInt8] = []
        var at = start + 1
        while at[0] != UInt8(ascii: "]") {
            guard at[0] == UInt8(ascii: "\""), let (text, hasEscapes) = Self.string(at),
                !hasEscapes, isValidUTF8(text)
            else { return nil }
            if at > start + 1 { joined.append(UInt8(ascii: "|")) }
            joined += text
            at += text.count + 2
            if at[0] == UInt8(ascii: ",") {
                at += at[1] == UInt8(ascii: " ") ? 2 : 1
                guard at[0] == UInt8(ascii: "\"") else { return nil }
            } else if at[0] != UInt8(ascii: "]") {
                return nil
            }
        }
        let isKnown = joined.withUnsafeBufferPointer { take($0, key) }
        return isKnown ? at + 1 : nil
    }

    /// Whether a text begins or ends with white space, of ASCII or beyond.
    static func hasSpaceAround(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        if first <= 32 || last <= 32 { return true }
        // With these bytes begins all white space beyond ASCII.
        let leads: [UInt8] = [0xC2, 0xE1, 0xE2, 0xE3]
        guard leads.contains(first) || text.suffix(3).contains(where: { leads.contains($0) })
        else { return false }
        let string = String(decoding: text, as: UTF8.self)
        return trimmingSpace(string).utf8.count != text.count
    }
}
