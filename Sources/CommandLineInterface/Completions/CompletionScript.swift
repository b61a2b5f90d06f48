import TextFormats

/// Completion scripts made from the command table, so that they never know another set of options.
struct CompletionScript {
    let commands: [CommandSpec]
    let language: Language

    /// The options of a command as a shell sees them.
    func options(of command: CommandSpec) -> [OptionSpec] { command.options + commonOptions }

    /// Words for a command's first positional: choices, or the other commands for `help`.
    func words(of command: CommandSpec) -> [String] {
        command.name == "help"
            ? commands.map(\.name) : command.positionals.first?.choices ?? []
    }

    func takesPath(_ command: CommandSpec) -> Bool {
        command.positionals.contains(where: \.isPath)
    }
}
