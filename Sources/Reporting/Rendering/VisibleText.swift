/// The text with characters that no reader sees, but that change what a reader sees, spelled out.
///
/// Marks that turn the direction of writing and control characters may stand in a comment by
/// accident or on purpose; a report shows them as `⟨U+202E⟩`. Line breaks and tabs stay.
package func visibleText(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isDeceptive) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        if isDeceptive(scalar) {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            result += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    // Control characters, C1 included, and line separators.
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029: true
    // Directional marks, embeddings, overrides and isolates.
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    // Invisible letters, tags, and characters that mean nothing.
    case 0x200B, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): true
    default: false
    }
}
