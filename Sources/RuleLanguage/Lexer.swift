import TextFormats

/// A word, number or sign of a rule.
struct Token: Hashable {
    enum Kind: Hashable {
        case name(String)
        case number(Int)
        /// A sign such as `=>`, `(` or `..`.
        case sign(String)
        case end
    }

    let kind: Kind
    let offset: Int
}

/// Splits a rule's text into tokens.
///
/// - Throws: ``RuleSyntaxError`` at the first character that begins no token.
func tokenize(_ text: String) throws(RuleSyntaxError) -> [Token] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= 4000 else {
        throw RuleSyntaxError(
            at: 4000,
            LocalizedText(
                lv: "nosacījums ir garāks par 4000 rakstzīmēm.",
                en: "the rule is longer than 4000 characters."))
    }
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
        let start = index
        let scalar = scalars[index]
        if scalar == " " || scalar == "\t" || scalar == "\n" {
            index += 1
        } else if scalar.isNameStart {
            while index < scalars.count, scalars[index].isNamePart { index += 1 }
            tokens.append(Token(kind: .name(string(scalars[start..<index])), offset: start))
        } else if ("0"..."9").contains(scalar) {
            while index < scalars.count, scalars[index].isNamePart { index += 1 }
            let digits = string(scalars[start..<index])
            guard let number = Int(digits), digits.count <= 9 else {
                throw RuleSyntaxError(
                    at: start,
                    LocalizedText(
                        lv: "„\(digits)“ nav vesels skaitlis līdz 999999999.",
                        en: "'\(digits)' is not a whole number up to 999999999."))
            }
            tokens.append(Token(kind: .number(number), offset: start))
        } else if let sign = signs.first(where: { scalars[index...].starts(with: $0.scalars) }) {
            index += sign.scalars.count
            tokens.append(Token(kind: .sign(sign.text), offset: start))
        } else {
            throw RuleSyntaxError(
                at: start,
                LocalizedText(
                    lv: "rakstzīme „\(String(scalar))“ nosacījumā nav paredzēta.",
                    en: "the character '\(String(scalar))' has no meaning in a rule."),
                advice: advice(for: scalar))
        }
    }
    tokens.append(Token(kind: .end, offset: scalars.count))
    return tokens
}

/// The signs, longer ones before their beginnings.
private let signs: [(text: String, scalars: [Unicode.Scalar])] = [
    "=>", "<=", ">=", "!=", "..", "=", "<", ">", "(", ")", "{", "}", ",", ".", ":", "+", "-", "*",
].map { ($0, Array($0.unicodeScalars)) }

private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
}

private func advice(for scalar: Unicode.Scalar) -> LocalizedText? {
    let suggestion: String? =
        switch scalar {
        case "≤": "<="
        case "≥": ">="
        case "≠", "!": "!="
        case "⇒", "→": "=>"
        case "&": "and"
        case "|": "or"
        default: nil
        }
    return suggestion.map {
        LocalizedText(lv: "Rakstiet „\($0)“.", en: "Write '\($0)'.")
    }
}

extension Unicode.Scalar {
    fileprivate var isNameStart: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }

    fileprivate var isNamePart: Bool {
        isNameStart || ("0"..."9").contains(self) || self == "_"
    }
}
