import TextFormats

extension CompletionScript {
    /// The script for zsh.
    var zsh: String {
        let names = commands.map { "        '\($0.name):\(escaped($0.summary[language]))'\n" }
            .joined()
        let cases = commands.map { command in
            let specs = options(of: command).map { option in
                let summary = "[\(escaped(option.summary[language]))]"
                let value =
                    switch option.value {
                    case .none: ""
                    case .choice(let words): ":value:(\(words.joined(separator: " ")))"
                    case .path: ":path:_files"
                    case .text: ":text:"
                    }
                let repeated = option.isRepeatable ? "*" : ""
                let letter = option.letter.map { " '-\($0)\(summary)\(value)'" } ?? ""
                return "'\(repeated)--\(option.name)\(summary)\(value)'\(letter)"
            }
            let words = words(of: command)
            let rest =
                [
                    words.isEmpty ? "" : "'1:word:(\(words.joined(separator: " ")))'",
                    takesPath(command) ? "'*:file:_files'" : "",
                ]
            return
                "        \(command.name)) _arguments \((specs + rest).filter { !$0.isEmpty }.joined(separator: " ")) ;;\n"
        }.joined()
        return """
            #compdef briedums
            # briedums: zsh completion
            _briedums() {
                local -a commands
                commands=(
            \(names)    )
                if (( CURRENT == 2 )); then
                    _describe 'command' commands
                    return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in
            \(cases)    esac
            }
            compdef _briedums briedums

            """
    }

    private func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "'\\''")
            .replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
    }
}
