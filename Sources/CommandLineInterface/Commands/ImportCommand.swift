import Assessment
import Forms
import Survey
import TextFormats

extension CommandSpec {
    /// `import`: answers from a form that came back.
    static let `import` = CommandSpec(
        name: "import",
        summary: LocalizedText(
            lv: "nolasīt aizpildītu veidlapu", en: "read a form that was filled in"),
        discussion: LocalizedText(
            lv: "VEIDLAPA ir aizpildīta darbgrāmata (.xlsx), lapas lejupielādētais JSON vai CSV ar "
                + "vienas iestādes rindu. Ja atbilžu fails jau ir, veidlapas atbildes pievieno "
                + "tam; atbildi, kas failā ir citāda un par ko veidlapa nezināja, nekad neaizstāj "
                + "klusi: terminālī jautā, citādi parāda atšķirības un neko nepieraksta.",
            en: "FORM is a filled-in workbook (.xlsx), the JSON that the page downloads, or a CSV "
                + "with one institution's row. If the answers file exists, the form's answers are "
                + "added to it; an answer in the file that differs and that the form did not know "
                + "is never replaced silently: at a terminal you are asked, otherwise the "
                + "differences are shown and nothing is recorded."),
        positionals: [Positional(name: LocalizedText(lv: "VEIDLAPA", en: "FORM"), isPath: true)],
        count: 1...1,
        options: [
            OptionSpec(
                "output", letter: "o", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
                LocalizedText(
                    lv: "Atbilžu fails, jauns vai esošs (obligāts); „-“ – standarta izvade.",
                    en: "The answers file, new or existing (required); '-' is standard output.")),
            OptionSpec(
                "prefer", value: .choice(["file", "form"]),
                LocalizedText(
                    lv: "Kuru atbildi paturēt, ja tās atšķiras.",
                    en: "Which answer to keep where they differ.")),
            OptionSpec(
                "author", value: .text(LocalizedText(lv: "VĀRDS", en: "NAME")),
                LocalizedText(
                    lv: "Kas atbildēja, ja veidlapā tas nav teikts.",
                    en: "Who answered, if the form does not say.")),
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Anketa, uz kuru atbild CSV; citādi jaunākā no pieejamajām.",
                    en: "The questionnaire that a CSV answers; otherwise the newest at hand.")),
        ],
        examples: [
            (
                "briedums import Samples/institutions/clean.answers.json -o - > /dev/null",
                LocalizedText(
                    lv: "nolasīt lapas lejupielādētu JSON", en: "read JSON that the page downloaded"
                )
            )
        ],
        run: { invocation throws(CommandFailure) in try FormImporting(invocation).run() })
}
