/// The plural categories of Latvian and English for whole numbers, after Unicode CLDR.
///
/// Latvian: *zero* for 0, 10–20, 30, 40 … and numbers ending in 11–19; *one* for numbers ending
/// in 1 except 11; *other* for the rest. Only the noun's form differs: 21 jautājums, 22 jautājumi,
/// 20 jautājumu.
package enum PluralCategory: Sendable {
    case zero, one, other

    /// The category of a whole number in a language.
    package init(_ number: Int, in language: Language) {
        let magnitude = number.magnitude
        switch language {
        case .english:
            self = magnitude == 1 ? .one : .other
        case .latvian:
            let tens = magnitude % 100
            if magnitude % 10 == 0 || (11...19).contains(tens) {
                self = .zero
            } else {
                self = magnitude % 10 == 1 ? .one : .other
            }
        }
    }
}

/// The forms of a counted noun in both languages.
package struct CountedNoun: Sendable {
    /// Latvian forms: zero (20 jautājumu), one (21 jautājums), other (22 jautājumi).
    package let lv: (zero: String, one: String, other: String)
    /// English forms: one, other.
    package let en: (one: String, other: String)

    /// Makes a noun from its forms.
    package init(lv: (zero: String, one: String, other: String), en: (one: String, other: String)) {
        self.lv = lv
        self.en = en
    }

    /// The number with the noun in the right form, in both languages.
    package func counted(_ number: Int) -> LocalizedText {
        let latvian =
            switch PluralCategory(number, in: .latvian) {
            case .zero: lv.zero
            case .one: lv.one
            case .other: lv.other
            }
        let english = PluralCategory(number, in: .english) == .one ? en.one : en.other
        return LocalizedText(lv: "\(number) \(latvian)", en: "\(number) \(english)")
    }
}
