/// The escapes of JSON strings.
enum JSONEscapes {
    /// Writes what a string with escapes says.
    ///
    /// - Parameters:
    ///   - raw: The bytes between the quotes.
    ///   - result: Has room for as many bytes.
    /// - Returns: How many bytes were written; `nil` when an escape is none.
    static func decode(
        _ raw: UnsafeBufferPointer<UInt8>, into result: UnsafeMutablePointer<UInt8>
    ) -> Int? {
        var read = 0
        var written = 0
        while read < raw.count {
            guard raw[read] == UInt8(ascii: "\\") else {
                result[written] = raw[read]
                read += 1
                written += 1
                continue
            }
            guard read + 1 < raw.count else { return nil }
            if raw[read + 1] == UInt8(ascii: "u") {
                guard let scalar = scalar(raw, &read), let encoded = UTF8.encode(scalar) else {
                    return nil
                }
                for byte in encoded {
                    result[written] = byte
                    written += 1
                }
            } else {
                guard let byte = character(raw[read + 1]) else { return nil }
                result[written] = byte
                written += 1
                read += 2
            }
        }
        return written
    }

    private static func character(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 8
        case UInt8(ascii: "f"): 12
        case UInt8(ascii: "n"): 10
        case UInt8(ascii: "r"): 13
        case UInt8(ascii: "t"): 9
        default: nil
        }
    }

    /// Reads `\u0101`, or a pair of surrogates so written.
    private static func scalar(
        _ raw: UnsafeBufferPointer<UInt8>, _ at: inout Int
    ) -> Unicode.Scalar? {
        guard let first = unit(raw, &at) else { return nil }
        guard first & 0xF800 == 0xD800 else { return Unicode.Scalar(first) }
        guard first < 0xDC00, let second = unit(raw, &at), second & 0xFC00 == 0xDC00 else {
            return nil
        }
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
    }

    private static func unit(_ raw: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32? {
        guard at + 6 <= raw.count, raw[at] == UInt8(ascii: "\\"),
            raw[at + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for index in at + 2..<at + 6 {
            let byte = raw[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                unit = unit << 4 | UInt32(byte & 0xDF - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        at += 6
        return unit
    }
}
