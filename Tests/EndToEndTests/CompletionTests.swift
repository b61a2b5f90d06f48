import Foundation
import Testing

/// The completion scripts are valid and know exactly the options that help shows.
@Suite struct CompletionTests {
    @Test(
        "The shell itself accepts the script",
        arguments: [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])], ["lv", "en"])
    func parses(_ shell: (name: String, check: [String]), _ language: String) throws {
        let program = try Tool.required(shell.name)
        let folder = try TemporaryFolder()
        let script = try Briedums.run(["completions", shell.name, "--lang", language])
        #expect(script.status == 0)
        let path = try folder.write(script.output, to: "script")
        let outcome = try Tool.run(program, shell.check + [path])
        #expect(outcome.status == 0)
        #expect(outcome.messages.isEmpty)
    }

    @Test("bash offers the options of help", arguments: Briedums.commands)
    func bash(_ command: String) throws {
        let offered = try completions(["briedums", command, "-"])
        #expect(Set(offered) == (try optionsInHelp(of: command)))
        #expect(offered.count == Set(offered).count, "none twice")
    }

    @Test(
        "bash offers commands, words and files where they belong",
        arguments: [
            (["briedums", "as"], ["assess"]), (["briedums", "--lang", "lv", "as"], ["assess"]),
            (["briedums", "--lang", "e"], ["en"]),
            (["briedums", "check", "--color", "al"], ["always"]),
            (["briedums", "completions", "z"], ["zsh"]), (["briedums", "help", "lin"], ["lint"]),
            (["briedums", "--lang", "lv", "completions", "z"], ["zsh"]),
            (["briedums", "check", "Package.s"], ["Package.swift"]),
            (["briedums", "questionnaires", "--questionnaires", "Quest"], ["Questionnaires"]),
        ])
    func bashWords(_ words: [String], _ expected: [String]) throws {
        #expect(try completions(words) == expected)
    }

    @Test("zsh and fish know the options of help", arguments: Briedums.commands)
    func otherShells(_ command: String) throws {
        let expected = try optionsInHelp(of: command)
        let zsh = try Briedums.run(["completions", "zsh"]).output
        let line = try #require(
            zsh.split(separator: "\n").first { $0.contains(" \(command)) _arguments") })
        let inZsh = line.matches(of: /'\*?(-[-a-z]+)\[/).map { String($0.1) }
        #expect(Set(inZsh) == expected)

        let fish = try Briedums.run(["completions", "fish"]).output
        let inFish = fish.split(separator: "\n")
            .filter { $0.contains("'__fish_seen_subcommand_from \(command)'") }
            .flatMap { line in
                line.matches(of: /\ -l ([-a-z]+)/).map { "--\($0.1)" }
                    + line.matches(of: /\ -s ([a-z])/).map { "-\($0.1)" }
            }
        #expect(Set(inFish) == expected)
    }

    @Test("Every option has a long name", arguments: Briedums.commands)
    func longNames(_ command: String) throws {
        let options = try optionsInHelp(of: command)
        let letters = options.filter { !$0.hasPrefix("--") }
        #expect(letters.count < options.count - letters.count + 1)
        #expect(options.contains("--help"))
        #expect(options.contains("--lang"))
    }

    /// `-q`, `--quiet`, `--json`… of the help pages of all commands that begin with a word.
    private func optionsInHelp(of word: String) throws -> Set<String> {
        try Briedums.allCommands.filter { $0 == word || $0.hasPrefix(word + " ") }
            .reduce(into: []) { $0.formUnion(try options(onPageOf: $1)) }
    }

    private func options(onPageOf command: String) throws -> Set<String> {
        let page = try Briedums.run(["help", command, "--lang", "en"]).output
        return Set(
            page.split(separator: "\n").flatMap { line -> [String] in
                guard let match = line.prefixMatch(of: /\ \ (?:(-[a-z]), )?(--[-a-z]+)/) else {
                    return []
                }
                return [match.1.map(String.init), String(match.2)].compactMap { $0 }
            })
    }

    /// What bash offers for the last of some words.
    private func completions(_ words: [String]) throws -> [String] {
        let bash = try Tool.required("bash")
        let script = """
            source <("$briedums" completions bash)
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _briedums
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try Tool.run(
            bash, ["-c", script, "bash"] + words,
            environment: ["briedums": Briedums.program.path])
        #expect(outcome.messages.isEmpty)
        return outcome.output.split(separator: "\n").map(String.init)
    }
}
