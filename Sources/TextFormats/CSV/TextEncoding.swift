/// How a text file writes its characters.
package enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-16, the low byte first.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, the high byte first.
    case utf16BigEndian = "utf-16be"
    /// Windows-1257, the Baltic code page that older Windows programs write.
    case windows1257 = "windows-1257"

    /// Recognises the encoding of a text from its beginning.
    ///
    /// A byte order mark decides. Without one, a zero in every second byte means UTF-16, and bytes
    /// that are no UTF-8 mean Windows-1257: of the encodings that are met here it is the only one
    /// left.
    ///
    /// - Parameters:
    ///   - head: The first bytes of the text.
    ///   - isWhole: Whether they are the whole text; otherwise a character may be cut at the end.
    /// - Returns: The encoding.
    /// - Complexity: O(*n*).
    package static func detect(
        _ head: UnsafeBufferPointer<UInt8>, isWhole: Bool
    ) -> TextEncoding {
        if head.count >= 2 {
            if head[0] == 0xFF, head[1] == 0xFE { return .utf16LittleEndian }
            if head[0] == 0xFE, head[1] == 0xFF { return .utf16BigEndian }
        }
        let sample = head.prefix(256)
        if sample.count >= 8 {
            var zeros = [0, 0]
            for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 2] += 1 }
            let half = sample.count / 2
            if zeros[1] * 4 > half * 3, zeros[0] * 4 < half { return .utf16LittleEndian }
            if zeros[0] * 4 > half * 3, zeros[1] * 4 < half { return .utf16BigEndian }
        }
        let end = isWhole ? head.count : completeUTF8(head)
        return isValidUTF8(UnsafeBufferPointer(rebasing: head[..<end])) ? .utf8 : .windows1257
    }

    /// How many bytes of a text come before a character that its end cuts apart.
    private static func completeUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = bytes.count
        for _ in 0..<3 where at > 0 {
            at -= 1
            if bytes[at] & 0xC0 != 0x80 { break }
        }
        return at > 0 && bytes.count - at < 4 && bytes[at] >= 0xC0 ? at : bytes.count
    }
}

/// Whether some bytes are UTF-8 without overlong forms, surrogates or cut characters.
///
/// - Complexity: O(*n*).
package func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
        if at + 8 <= bytes.count {
            // Up to eight bytes of ASCII are passed at once.
            let word = UnsafeRawBufferPointer(bytes)
                .loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let ascii = (UInt64(littleEndian: word) & 0x8080_8080_8080_8080).trailingZeroBitCount
            at += ascii / 8
            if ascii == 64 { continue }
        }
        let lead = bytes[at]
        if lead < 0x80 {
            at += 1
            continue
        }
        // Two bytes, as nearly all letters with marks have.
        if 0xC2...0xDF ~= lead, at + 1 < bytes.count, bytes[at + 1] & 0xC0 == 0x80 {
            at += 2
            continue
        }
        let (count, least): (Int, UInt32)
        switch lead {
        case 0xC2...0xDF: (count, least) = (1, 0x80)
        case 0xE0...0xEF: (count, least) = (2, 0x800)
        case 0xF0...0xF4: (count, least) = (3, 0x10000)
        default: return false
        }
        guard at + count < bytes.count else { return false }
        var scalar = UInt32(lead) & (0x3F >> UInt32(count))
        for offset in 1...count {
            let next = bytes[at + offset]
            guard next & 0xC0 == 0x80 else { return false }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        guard scalar >= least, Unicode.Scalar(scalar) != nil else { return false }
        at += count + 1
    }
    return true
}

/// Turns a text in another encoding into UTF-8, piece by piece.
///
/// A character cut apart by the end of a piece is completed by the next. What is no character
/// becomes U+FFFD, which no answer contains, so that it is reported where it stands.
package struct TextTranscoder: Sendable {
    private let encoding: TextEncoding
    /// The odd byte at the end of the last piece.
    private var pendingByte: UInt8?
    /// The first half of a pair at the end of the last piece.
    private var pendingSurrogate: UInt16?
    private var isStart = true

    /// Makes a transcoder.
    package init(from encoding: TextEncoding) { self.encoding = encoding }

    /// Appends a piece of the text to an output in UTF-8; UTF-8 itself passes unchanged.
    ///
    /// - Complexity: O(*n*).
    package mutating func append(
        _ piece: UnsafeBufferPointer<UInt8>, to output: inout [UInt8], isLast: Bool
    ) {
        switch encoding {
        case .utf8:
            output.append(contentsOf: piece)
        case .windows1257:
            for byte in piece {
                if byte < 0x80 {
                    output.append(byte)
                } else {
                    let unit = Self.windows1257Table[Int(byte) - 0x80]
                    Self.append(unit == 0 ? 0xFFFD : UInt32(unit), to: &output)
                }
            }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in piece {
                guard let first = pendingByte else {
                    pendingByte = byte
                    continue
                }
                pendingByte = nil
                let unit =
                    encoding == .utf16LittleEndian
                    ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
                append(unit, to: &output)
            }
            if isLast, pendingByte != nil || pendingSurrogate != nil {
                Self.append(0xFFFD, to: &output)
            }
        }
    }

    private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
        defer { isStart = false }
        if isStart, unit == 0xFEFF { return }
        if let high = pendingSurrogate {
            pendingSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                let scalar = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                Self.append(scalar, to: &output)
                return
            }
            Self.append(0xFFFD, to: &output)
        }
        switch unit & 0xFC00 {
        case 0xD800: pendingSurrogate = unit
        case 0xDC00: Self.append(0xFFFD, to: &output)
        default: Self.append(UInt32(unit), to: &output)
        }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(scalar) else {
            preconditionFailure("surrogates are joined before")
        }
        output.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    }

    /// The characters 0x80–0xFF of Windows-1257 as the Unicode consortium lists them; 0 for none.
    private static let windows1257Table: [UInt16] = [
        0x20AC, 0x0000, 0x201A, 0x0000, 0x201E, 0x2026, 0x2020, 0x2021,
        0x0000, 0x2030, 0x0000, 0x2039, 0x0000, 0x00A8, 0x02C7, 0x00B8,
        0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x0000, 0x2122, 0x0000, 0x203A, 0x0000, 0x00AF, 0x02DB, 0x0000,
        0x00A0, 0x0000, 0x00A2, 0x00A3, 0x00A4, 0x0000, 0x00A6, 0x00A7,
        0x00D8, 0x00A9, 0x0156, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00C6,
        0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
        0x00F8, 0x00B9, 0x0157, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00E6,
        0x0104, 0x012E, 0x0100, 0x0106, 0x00C4, 0x00C5, 0x0118, 0x0112,
        0x010C, 0x00C9, 0x0179, 0x0116, 0x0122, 0x0136, 0x012A, 0x013B,
        0x0160, 0x0143, 0x0145, 0x00D3, 0x014C, 0x00D5, 0x00D6, 0x00D7,
        0x0172, 0x0141, 0x015A, 0x016A, 0x00DC, 0x017B, 0x017D, 0x00DF,
        0x0105, 0x012F, 0x0101, 0x0107, 0x00E4, 0x00E5, 0x0119, 0x0113,
        0x010D, 0x00E9, 0x017A, 0x0117, 0x0123, 0x0137, 0x012B, 0x013C,
        0x0161, 0x0144, 0x0146, 0x00F3, 0x014D, 0x00F5, 0x00F6, 0x00F7,
        0x0173, 0x0142, 0x015B, 0x016B, 0x00FC, 0x017C, 0x017E, 0x02D9,
    ]
}
