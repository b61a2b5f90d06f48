import TextFormats

/// Completion scripts made from the command table, so that they never know another set of options.
struct CompletionScript {
    private let table: [CommandSpec]
    let language: Language

    init(commands: [CommandSpec], language: Language) {
        table = commands
        self.language = language
    }

    /// The commands of one word; those of two words are completed as words of the first.
    var commands: [CommandSpec] { table.filter { !$0.name.contains(" ") } }

    private func family(of command: CommandSpec) -> [CommandSpec] {
        table.filter { $0.name.hasPrefix(command.name + " ") }
    }

    /// The options of a command and of those that begin with it, as a shell sees them.
    func options(of command: CommandSpec) -> [OptionSpec] {
        var seen: Set<String> = []
        let all = ([command] + family(of: command)).flatMap(\.options) + commonOptions
        return all.filter { seen.insert($0.name).inserted }
    }

    /// Words for a command's first positional: choices, second words, or the commands for `help`.
    func words(of command: CommandSpec) -> [String] {
        let second = family(of: command).map { String($0.name.dropFirst(command.name.count + 1)) }
        return command.name == "help"
            ? commands.map(\.name) : (command.positionals.first?.choices ?? []) + second
    }

    func takesPath(_ command: CommandSpec) -> Bool {
        command.positionals.contains(where: \.isPath)
    }
}
