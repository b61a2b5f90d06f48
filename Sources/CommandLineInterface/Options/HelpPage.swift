import Reporting
import TextFormats

/// Makes help pages from the command table.
enum HelpPage {
    /// `briedums set FILE NAME=VALUE… [options]`.
    static func usageLine(of command: CommandSpec) -> LocalizedText {
        let names = command.positionals.enumerated().map { index, positional in
            index < command.count.lowerBound
                ? positional.name
                : LocalizedText(lv: "[\(positional.name.lv)]", en: "[\(positional.name.en)]")
        }
        let parts =
            [LocalizedText(verbatim: "briedums \(command.name)")] + names
            + [LocalizedText(lv: "[opcijas]", en: "[options]")]
        return parts.joined(separator: " ")
    }

    /// The list of commands.
    static func overview(of commands: [CommandSpec]) -> Report {
        Report([
            .heading(
                level: 1,
                LocalizedText(
                    lv: "briedums – pakalpojumu pārvaldības brieduma pašnovērtējums",
                    en: "briedums – self-assessment of service management maturity")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Lietojums: briedums KOMANDA [opcijas]. Sāciet ar piemēru:",
                        en: "Usage: briedums COMMAND [options]. Start with an example:"))),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        verbatim: "briedums assess Samples/institutions/clean.answers.json"),
                    .strong)),
            .heading(level: 2, LocalizedText(lv: "Komandas", en: "Commands")),
            .list(
                commands.map { command in
                    entry(LocalizedText(verbatim: command.name), command.summary)
                }),
            .heading(level: 2, LocalizedText(lv: "Kopīgās opcijas", en: "Common options")),
            .list(commonOptions.map { entry($0.usage, $0.summary) }),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Par komandu: briedums help KOMANDA. Versija: briedums --version.",
                        en: "On a command: briedums help COMMAND. Version: briedums --version."))),
        ])
    }

    /// One command's page.
    static func page(on command: CommandSpec) -> Report {
        let examples = command.examples.map { example in
            Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "$")),
                text: Report.Span(LocalizedText(verbatim: example.call), .strong),
                details: [Report.Span(example.meaning)])
        }
        var blocks: [Report.Block] = [
            .heading(
                level: 1, LocalizedText(verbatim: "briedums \(command.name) – ") + command.summary),
            .list(examples),
            .heading(level: 2, LocalizedText(lv: "Lietojums", en: "Usage")),
            .paragraph(Report.Span(usageLine(of: command))),
            .paragraph(Report.Span(command.discussion)),
        ]
        if !command.options.isEmpty {
            blocks += [
                .heading(level: 2, LocalizedText(lv: "Opcijas", en: "Options")),
                .list(command.options.map { entry($0.usage, $0.summary) }),
            ]
        }
        blocks += [
            .heading(level: 2, LocalizedText(lv: "Kopīgās opcijas", en: "Common options")),
            .list(commonOptions.map { entry($0.usage, $0.summary) }),
        ]
        return Report(blocks)
    }

    private static func entry(_ name: LocalizedText, _ summary: LocalizedText) -> Report.Entry {
        Report.Entry(mark: Report.Span(name, .strong), text: Report.Span(summary))
    }
}
