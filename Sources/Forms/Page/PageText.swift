import TextFormats

/// What a page holds inline.
enum PageText {
    /// JSON for a `script` element of data: no `<`, so that nothing in it can end the element.
    static func script(_ json: JSONOutput) -> String {
        String(decoding: json.canonical(), as: UTF8.self)
            .replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029")
    }

    /// The hash by which a content security policy allows an inline style or script.
    static func policyHash(_ text: String) -> String {
        let digits = Array(SHA256.hexDigest(of: Array(text.utf8)).utf8)
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(nibble(digits[index]) << 4 | nibble(digits[index + 1]))
        }
        return "'sha256-\(base64(bytes))'"
    }

    private static func nibble(_ digit: UInt8) -> UInt8 {
        digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            var letters: [UInt8] = []
            for _ in 0..<4 {
                letters.append(alphabet[bits & 63])
                bits >>= 6
            }
            for index in 0..<4 {
                text.append(
                    index <= group.count ? letters[3 - index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
