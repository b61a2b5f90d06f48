import TextFormats

extension CompletionScript {
    /// The script for fish.
    var fish: String {
        var lines = [
            "# briedums: fish completion",
            "complete -c briedums -f",
            "complete -c briedums -n __fish_use_subcommand -l version",
        ]
        for command in commands {
            lines.append(
                "complete -c briedums -n __fish_use_subcommand -a \(command.name) "
                    + "-d \(quoted(command.summary[language]))")
            let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
            for option in options(of: command) {
                var line = "complete -c briedums \(condition) -l \(option.name)"
                if let letter = option.letter { line += " -s \(letter)" }
                switch option.value {
                case .none: break
                case .choice(let words): line += " -x -a \(quoted(words.joined(separator: " ")))"
                case .path: line += " -r -F"
                case .text: line += " -x"
                }
                lines.append(line + " -d \(quoted(option.summary[language]))")
            }
            let words = words(of: command)
            if !words.isEmpty {
                lines.append(
                    "complete -c briedums \(condition) -a \(quoted(words.joined(separator: " ")))")
            }
            if takesPath(command) {
                lines.append("complete -c briedums \(condition) -F")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
