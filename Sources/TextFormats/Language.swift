/// A language in which briedums speaks to people.
package enum Language: String, CaseIterable, Sendable {
    /// Latvian, the language in which institutions work.
    case latvian = "lv"
    /// English.
    case english = "en"
}

/// A text in every language of the program.
///
/// Both texts are arguments of the only initialiser, so a missing translation does not compile.
package struct LocalizedText: Hashable, Sendable {
    /// The Latvian text.
    package var lv: String
    /// The English text.
    package var en: String

    /// Makes a text from its two translations.
    package init(lv: String, en: String) {
        self.lv = lv
        self.en = en
    }

    /// Makes a text that is the same in every language, such as an identifier.
    package init(verbatim text: String) {
        self.init(lv: text, en: text)
    }

    /// The text in the given language.
    package subscript(language: Language) -> String {
        switch language {
        case .latvian: lv
        case .english: en
        }
    }

    /// The text with every occurrence of a placeholder replaced in both languages.
    package func replacing(_ placeholder: String, with replacement: LocalizedText) -> LocalizedText
    {
        LocalizedText(
            lv: Self.filled(lv, placeholder, replacement.lv),
            en: Self.filled(en, placeholder, replacement.en))
    }

    /// Byte by byte: the generic search of the standard library takes longer to set up than all
    /// texts of a definition take to fill.
    private static func filled(
        _ text: String, _ placeholder: String, _ replacement: String
    ) -> String {
        let (bytes, mark) = (Array(text.utf8), Array(placeholder.utf8))
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + replacement.utf8.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == mark.first, bytes[at...].starts(with: mark) {
                result += replacement.utf8
                at += mark.count
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Two texts joined end to end.
    package static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
        LocalizedText(lv: left.lv + right.lv, en: left.en + right.en)
    }
}

extension Sequence<LocalizedText> {
    /// The texts joined with a separator, language by language.
    package func joined(separator: String) -> LocalizedText {
        LocalizedText(
            lv: map(\.lv).joined(separator: separator), en: map(\.en).joined(separator: separator))
    }
}
