extension CompletionScript {
    /// The script for bash.
    var bash: String {
        let names = commands.map(\.name).joined(separator: " ")
        let cases = commands.map { command in
            let options = options(of: command)
            let flags = options.flatMap { option in
                ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
            }.joined(separator: " ")
            let words = words(of: command).joined(separator: " ")
            let files = takesPath(command) ? " $(compgen -f -- \"$current\")" : ""
            return """
                    \(command.name))
                        case "$previous" in
                \(values(of: options))        esac
                        if [[ $current == -* ]]; then
                            COMPREPLY=($(compgen -W '\(flags)' -- "$current"))
                        else
                            COMPREPLY=($(compgen -W '\(words)' -- "$current")\(files))
                        fi ;;

                """
        }.joined()
        let common = commonOptions.flatMap { option in
            ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
        }.joined(separator: " ")
        let valued = commonOptions.filter(\.takesValue).map { "--\($0.name)" }
            .joined(separator: "|")
        return """
            # briedums: bash completion
            _briedums() {
                local current=${COMP_WORDS[COMP_CWORD]}
                local previous=${COMP_WORDS[COMP_CWORD-1]}
                local command=
                local index
                for ((index = 1; index < COMP_CWORD; index++)); do
                    case "${COMP_WORDS[index]}" in
                        \(valued)) ((index++)) ;;
                        -*) ;;
                        *) command=${COMP_WORDS[index]}; break ;;
                    esac
                done
                case "$command" in
            \(cases)    *)
                    case "$previous" in
            \(values(of: commonOptions))        esac
                    COMPREPLY=($(compgen -W '\(names) \(common) --version' -- "$current")) ;;
                esac
            }
            complete -o filenames -F _briedums briedums

            """
    }

    /// Cases that complete the value of the option before the cursor.
    private func values(of options: [OptionSpec]) -> String {
        options.map { option in
            let offer: String
            switch option.value {
            case .choice(let words):
                offer = "-W '\(words.joined(separator: " "))'"
            case .path: offer = "-f"
            case .none, .text: return ""
            }
            return "            --\(option.name)) COMPREPLY=($(compgen \(offer) -- \"$current\")); "
                + "return ;;\n"
        }.joined()
    }
}
