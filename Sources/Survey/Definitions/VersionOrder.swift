/// Whether a version comes before another: numbers within it compare as numbers, so that `2024.2`
/// comes before `2024.10`.
///
/// - Complexity: O(*length*).
package func isEarlierVersion(_ left: String, _ right: String) -> Bool {
    for (a, b) in zip(parts(of: left), parts(of: right)) where a != b {
        switch (Int(a), Int(b)) {
        case (let a?, let b?) where a != b: return a < b
        case (nil, _?): return true
        case (_?, nil): return false
        default: return a < b
        }
    }
    return parts(of: left).count < parts(of: right).count
}

/// The runs of digits and the runs of letters of a version.
private func parts(of version: String) -> [String] {
    var parts: [String] = []
    var wasDigit: Bool?
    for character in version {
        guard character.isNumber || character.isLetter else {
            wasDigit = nil
            continue
        }
        let isDigit = character.isASCII && character.isNumber
        if wasDigit == isDigit {
            parts[parts.count - 1].append(character)
        } else {
            parts.append(String(character))
        }
        wasDigit = isDigit
    }
    return parts
}
