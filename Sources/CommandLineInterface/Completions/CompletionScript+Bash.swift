extension CompletionScript {
    /// The script for bash.
    var bash: String {
        let names = commands.map(\.name).joined(separator: " ")
        let cases = commands.map { command in
            let options = options(of: command)
            let flags = options.flatMap { option in
                ["--\(option.name)"] + (option.letter.map { ["-\($0)"] } ?? [])
            }.joined(separator: " ")
            let values = options.filter { !$0.choices.isEmpty }.map { option in
                "            --\(option.name)) COMPREPLY=($(compgen -W "
                    + "'\(option.choices.joined(separator: " "))' -- \"$current\")); return ;;\n"
            }.joined()
            let paths = options.filter {
                if case .path = $0.value { return true }
                return false
            }.map {
                "            --\($0.name)) COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n"
            }.joined()
            let words = words(of: command).joined(separator: " ")
            let files = takesPath(command) ? " $(compgen -f -- \"$current\")" : ""
            return """
                    \(command.name))
                        case "$previous" in
                \(values)\(paths)        esac
                        if [[ $current == -* ]]; then
                            COMPREPLY=($(compgen -W '\(flags)' -- "$current"))
                        else
                            COMPREPLY=($(compgen -W '\(words)' -- "$current")\(files))
                        fi ;;

                """
        }.joined()
        return """
            # briedums: bash completion
            _briedums() {
                local current=${COMP_WORDS[COMP_CWORD]}
                local previous=${COMP_WORDS[COMP_CWORD-1]}
                local command=
                local word
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    [[ $word != -* ]] && command=$word && break
                done
                case "$command" in
            \(cases)    *) COMPREPLY=($(compgen -W '\(names) --help --version' -- "$current")) ;;
                esac
            }
            complete -o filenames -F _briedums briedums

            """
    }
}
