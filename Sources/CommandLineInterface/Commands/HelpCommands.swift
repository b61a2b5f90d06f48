import TextFormats

extension CommandSpec {
    /// `help`: the list of commands or one command's page.
    static let help = CommandSpec(
        name: "help",
        summary: LocalizedText(lv: "rādīt palīdzību", en: "show help"),
        discussion: LocalizedText(
            lv: "Bez komandas nosaukuma uzskaita komandas.",
            en: "Without a command's name lists the commands."),
        positionals: [Positional(name: LocalizedText(lv: "KOMANDA", en: "COMMAND"))],
        count: 0...2, options: [],
        examples: [
            ("briedums help set", LocalizedText(lv: "par komandu set", en: "about the command set"))
        ],
        run: { invocation throws(CommandFailure) in
            let commands = CommandLineTool.commands
            let name = invocation.positionals.joined(separator: " ")
            guard !name.isEmpty else {
                invocation.console.write(HelpPage.overview(of: commands))
                return .success
            }
            guard let command = commands.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "nav komandas „\(name)“.", en: "there is no command '\(name)'."),
                    advice: Diagnostic.didYouMean(
                        nearestName(to: name, among: commands.map(\.name))))
            }
            invocation.console.write(HelpPage.page(on: command))
            return .success
        })

    /// `completions`: a script for a shell.
    static let completions = CommandSpec(
        name: "completions",
        summary: LocalizedText(
            lv: "izveidot komandrindas pabeigšanas skriptu", en: "write a shell completion script"),
        discussion: LocalizedText(
            lv: "Skriptu saglabā vietā, kur čaula to meklē, piemēram, "
                + "~/.local/share/bash-completion/completions/briedums.",
            en: "Save the script where the shell looks for it, for example "
                + "~/.local/share/bash-completion/completions/briedums."),
        positionals: [
            Positional(
                name: LocalizedText(lv: "ČAULA", en: "SHELL"), choices: ["bash", "zsh", "fish"])
        ], count: 1...1, options: [],
        examples: [
            (
                "briedums completions bash",
                LocalizedText(lv: "skripts čaulai bash", en: "the script for bash")
            )
        ],
        run: { invocation throws(CommandFailure) in
            let script = CompletionScript(
                commands: CommandLineTool.commands, language: invocation.console.language)
            switch invocation.positionals[0] {
            case "bash": invocation.console.write(script.bash)
            case "zsh": invocation.console.write(script.zsh)
            default: invocation.console.write(script.fish)
            }
            return .success
        })
}
