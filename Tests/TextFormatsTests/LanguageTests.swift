import Testing
import TextFormats

/// Texts in two languages.
@Suite struct LanguageTests {
    @Test("The languages have the codes of ISO 639, Latvian first")
    func codes() {
        #expect(Language.allCases.map(\.rawValue) == ["lv", "en"])
        #expect(Language(rawValue: "lv") == .latvian)
        #expect(Language(rawValue: "LV") == nil)
    }

    @Test(
        "Every operation treats each language by itself",
        arguments: [
            (LocalizedText(lv: "jā", en: "yes"), "jā", "yes"),
            (LocalizedText(verbatim: "V1"), "V1", "V1"),
            (LocalizedText(lv: "a", en: "b") + LocalizedText(lv: "c", en: "d"), "ac", "bd"),
            (
                LocalizedText(lv: "no {x} līdz {x}", en: "from {y}").replacing(
                    "{x}", with: LocalizedText(lv: "viens", en: "one")), "no viens līdz viens",
                "from {y}"
            ),
            (
                LocalizedText(lv: "{{x}}{x}", en: "ā{x").replacing(
                    "{x}", with: LocalizedText(lv: "{x}š", en: "-")), "{{x}š}{x}š", "ā{x"
            ),
            (
                LocalizedText(lv: "{x}", en: "").replacing(
                    "{x}", with: LocalizedText(lv: "", en: "-")), "", ""
            ),
            (
                [LocalizedText(lv: "a", en: "b"), LocalizedText(lv: "c", en: "d")].joined(
                    separator: ", "), "a, c", "b, d"
            ),
            ([LocalizedText]().joined(separator: ", "), "", ""),
        ])
    func texts(_ text: LocalizedText, _ lv: String, _ en: String) {
        #expect(text[.latvian] == lv)
        #expect(text[.english] == en)
    }
}
