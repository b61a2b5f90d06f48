/// Writes bytes in base 64 with padding (RFC 4648, section 4).
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let padded = Array(group) + [UInt8](repeating: 0, count: 3 - group.count)
        let bits = padded.reduce(0) { $0 << 8 | Int($1) }
        for position in 0..<4 {
            let isPadding = position > group.count
            text.append(isPadding ? "=" : alphabet[bits >> (18 - 6 * position) & 63])
        }
    }
    return text
}

/// The bytes that hexadecimal digits stand for.
///
/// - Precondition: The digits are as SHA-256 writes them.
func bytes(hexadecimal digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    precondition(values.count == digits.count && values.count % 2 == 0, "a digest is hexadecimal")
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
}
