import TextFormats

/// Sorts command-line arguments by a command's table.
///
/// Options may stand before or after positionals and before the command; `--name value` equals
/// `--name=value`, `-qh` equals `-q -h`, and `--` ends options. Nothing is abbreviated.
struct ArgumentParser {
    /// What the arguments ask for.
    enum Request {
        /// The list of commands, or one command's page.
        case help(CommandSpec?)
        /// The version.
        case version
        /// A command.
        case run(CommandSpec, positionals: [String], values: [String: [String]])
    }

    private let commands: [CommandSpec]

    /// Makes a parser for some commands.
    init(_ commands: [CommandSpec]) { self.commands = commands }

    /// Sorts the arguments after the program's name.
    ///
    /// - Throws: A ``CommandFailure`` with status `usage` that names every fault found.
    func parse(_ arguments: [String]) throws(CommandFailure) -> Request {
        let words = arguments.prefix { $0 != "--" }
        let command = words.firstIndex { !$0.hasPrefix("-") || $0 == "-" }
            .flatMap { commandIndex(in: Array(words), from: $0) }
        if words.contains(where: { $0 == "--help" || isHelpCluster($0) }) {
            return .help(command.flatMap { self.command(at: $0, in: Array(words))?.spec })
        }
        guard let index = command else {
            if words.contains("--version") { return .version }
            if words.isEmpty { return .help(nil) }
            throw CommandFailure(
                usage: LocalizedText(lv: "trūkst komandas.", en: "a command is missing."),
                advice: LocalizedText(lv: "Skat. briedums help.", en: "See briedums help."))
        }
        guard let (spec, length) = self.command(at: index, in: Array(words)) else {
            let name = words[index]
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav komandas „\(name)“.", en: "there is no command '\(name)'."),
                advice: Diagnostic.didYouMean(nearestName(to: name, among: commands.map(\.name)))
                    ?? LocalizedText(lv: "Skat. briedums help.", en: "See briedums help."))
        }
        var rest = arguments
        rest.removeSubrange(index..<index + length)
        return try sort(rest, for: spec)
    }

    /// The command that some words name: one of two words, such as `plan status`, before one.
    private func command(
        at index: Int, in words: [String]
    ) -> (spec: CommandSpec, length: Int)? {
        for length in [2, 1] where index + length <= words.count {
            let name = words[index..<index + length].joined(separator: " ")
            if let spec = commands.first(where: { $0.name == name }) { return (spec, length) }
        }
        return nil
    }

    /// The place of the command: the first word that is not the value of a common option.
    private func commandIndex(in words: [String], from start: Int) -> Int? {
        var index = 0
        while index < words.count {
            let word = words[index]
            if !word.hasPrefix("-") || word == "-" { return index }
            let takesNext = commonOptions.contains {
                $0.takesValue && word == "--\($0.name)"
            }
            index += takesNext ? 2 : 1
        }
        return nil
    }

    private func isHelpCluster(_ word: String) -> Bool {
        word.hasPrefix("-") && !word.hasPrefix("--") && word.dropFirst().contains("h")
            && word.dropFirst().allSatisfy { $0 == "h" || $0 == "q" }
    }

    private func sort(
        _ arguments: [String], for command: CommandSpec
    ) throws(CommandFailure) -> Request {
        let options = command.options + commonOptions
        var positionals: [String] = []
        var values: [String: [String]] = [:]
        var faults: [Diagnostic] = []
        var index = 0
        var areOptionsOver = false
        func fault(_ message: LocalizedText, _ advice: LocalizedText? = nil) {
            faults.append(Diagnostic(code: "usage", message, advice: advice))
        }
        func accept(_ option: OptionSpec, _ value: String) {
            if !option.choices.isEmpty, !option.choices.contains(value) {
                let list = option.choices.joined(separator: ", ")
                let allowed = LocalizedText(lv: "Atļauts: \(list).", en: "Allowed: \(list).")
                fault(
                    LocalizedText(
                        lv: "„\(value)“ neder opcijai --\(option.name).",
                        en: "'\(value)' is not a value of --\(option.name)."),
                    Diagnostic.didYouMean(nearestName(to: value, among: option.choices))
                        ?? allowed)
            } else if !option.isRepeatable, values[option.name] != nil, option.takesValue {
                fault(
                    LocalizedText(
                        lv: "--\(option.name) ir dota vairākkārt.",
                        en: "--\(option.name) is given more than once."))
            }
            values[option.name, default: []].append(value)
        }
        func takeValue(of option: OptionSpec) {
            index += 1
            if arguments.indices.contains(index) {
                accept(option, arguments[index])
            } else {
                fault(
                    LocalizedText(
                        lv: "opcijai --\(option.name) trūkst vērtības.",
                        en: "--\(option.name) needs a value."))
            }
        }
        while index < arguments.count {
            let argument = arguments[index]
            if areOptionsOver || !argument.hasPrefix("-") || argument == "-" {
                positionals.append(argument)
            } else if argument == "--" {
                areOptionsOver = true
            } else if argument.hasPrefix("--") {
                let parts = argument.dropFirst(2).split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(parts[0])
                if let option = options.first(where: { $0.name == name }) {
                    switch (option.takesValue, parts.count == 2) {
                    case (true, true): accept(option, String(parts[1]))
                    case (true, false): takeValue(of: option)
                    case (false, false): values[name, default: []].append("")
                    case (false, true):
                        fault(
                            LocalizedText(
                                lv: "opcijai --\(name) nav vērtības.",
                                en: "--\(name) takes no value."))
                    }
                } else {
                    let near = nearestName(to: name, among: options.map(\.name))
                    fault(
                        LocalizedText(
                            lv: "komandai „\(command.name)“ nav opcijas --\(name).",
                            en: "'\(command.name)' has no option --\(name)."),
                        Diagnostic.didYouMean(near.map { "--\($0)" }))
                }
            } else {
                for letter in argument.dropFirst() {
                    guard let option = options.first(where: { $0.letter == letter }) else {
                        fault(
                            LocalizedText(
                                lv: "komandai „\(command.name)“ nav opcijas -\(letter).",
                                en: "'\(command.name)' has no option -\(letter)."))
                        continue
                    }
                    if option.takesValue {
                        takeValue(of: option)
                    } else {
                        values[option.name, default: []].append("")
                    }
                }
            }
            index += 1
        }
        checkPositionals(positionals, of: command, fault: fault)
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        return .run(command, positionals: positionals, values: values)
    }

    private func checkPositionals(
        _ positionals: [String], of command: CommandSpec,
        fault: (LocalizedText, LocalizedText?) -> Void
    ) {
        let usage = HelpPage.usageLine(of: command)
        let advice = LocalizedText(
            lv: "Lietojums: \(usage.lv)", en: "Usage: \(usage.en)")
        if positionals.count < command.count.lowerBound {
            let name = command.positionals[min(positionals.count, command.positionals.count - 1)]
                .name
            fault(LocalizedText(lv: "trūkst: \(name.lv).", en: "\(name.en) is missing."), advice)
        } else if positionals.count > command.count.upperBound {
            let extra = positionals[command.count.upperBound]
            // A misspelt second word of a command, as in `plan stauts`, looks like an argument.
            let longer = commands.map(\.name).filter { $0.hasPrefix("\(command.name) ") }
            let meant = nearestName(to: "\(command.name) \(positionals[0])", among: longer)
            fault(
                LocalizedText(lv: "lieks arguments „\(extra)“.", en: "'\(extra)' is one too many."),
                Diagnostic.didYouMean(meant) ?? advice)
        }
        for (value, positional) in zip(positionals, command.positionals)
        where !positional.choices.isEmpty && !positional.choices.contains(value) {
            let list = positional.choices.joined(separator: ", ")
            fault(
                LocalizedText(
                    lv: "„\(value)“ šeit nav paredzēts.", en: "'\(value)' is not known here."),
                Diagnostic.didYouMean(nearestName(to: value, among: positional.choices))
                    ?? LocalizedText(lv: "Atļauts: \(list).", en: "Allowed: \(list)."))
        }
    }
}
