import Foundation
import Testing

/// What changes, and what does not, when a stream is a terminal.
@Suite struct TerminalTests {
    private static let call = ["assess", Briedums.sample("contradictory"), "--date=2026-11-21"]

    @Test(
        "Colours follow the stream, the environment and the options, in that order",
        arguments: [
            ("1", [:], [], true), ("", [:], [], false), ("02", [:], [], false),
            ("012", [:], [], true), ("1", ["NO_COLOR": "1"], [], false),
            ("1", ["NO_COLOR": ""], [], true), ("1", ["TERM": "dumb"], [], false),
            ("1", [:], ["--no-color"], false), ("1", [:], ["--color=never"], false),
            ("1", ["NO_COLOR": "1"], ["--color=always"], true),
            ("1", ["TERM": "dumb"], ["--color=always"], true), ("", [:], ["--color=always"], true),
            ("1", ["NO_COLOR": "1"], ["--color=auto"], false), ("", [:], ["--color=auto"], false),
            ("1", [:], ["--color=auto"], true),
        ] as [(String, [String: String], [String], Bool)])
    func colours(
        _ streams: String, _ environment: [String: String], _ options: [String], _ isColoured: Bool
    ) throws {
        let variables = ["TERM": "xterm"].merging(environment) { _, new in new }
        let outcome = try terminal(streams, Self.call + options, variables)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\u{1B}[") == isColoured)
        #expect(!outcome.messages.contains("\u{1B}"))
    }

    @Test("Errors on a terminal are plain text", arguments: ["2", "12", "012"])
    func plainErrors(_ streams: String) throws {
        let outcome = try terminal(streams, ["check", "/nonexistent"])
        #expect(outcome.status == 66)
        #expect(outcome.output.contains("file.missing"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test("Nothing is said by colour alone")
    func meaningWithoutColour() throws {
        let plain = try Briedums.run(Self.call).output
        let coloured = try Briedums.run(Self.call + ["--color=always"]).output
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        // A colour ends on the line where it begins, so that a pager may cut anywhere.
        for line in coloured.split(separator: "\n") {
            #expect(
                line.matches(of: /\u{1B}\[[1-9][0-9]*m/).count
                    == line.matches(of: /\u{1B}\[0m/).count)
        }
    }

    @Test("Reports fit the terminal", arguments: [40, 60, 80, 100])
    func width(_ columns: Int) throws {
        for call in [Self.call, ["help", "set"], ["show", "U12"], ["questionnaires"]] {
            let outcome = try terminal("1", call + ["--color=never"], columns: columns)
            for line in outcome.output.split(separator: "\n") where line.contains(" ") {
                #expect(isNarrow(line, columns), "\(line)")
            }
        }
    }

    /// Whether a line fits or holds a single word that cannot be broken.
    private func isNarrow(_ line: Substring, _ columns: Int) -> Bool {
        line.count <= columns || line.split(separator: " ").count == 1
    }

    @Test("The lines of a wide terminal are not longer than 100 columns")
    func wideTerminal() throws {
        let outcome = try terminal("1", ["show", "U12", "--color=never"], columns: 300)
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test(
        "A command that wants piped input shows its help at a terminal instead of waiting",
        arguments: [["check", "-"], ["set", "-", "U12=yes"], ["show", "-"], ["assess", "-"]])
    func terminalInput(_ call: [String]) throws {
        let outcome = try terminal("0", call + ["--lang=en"])
        #expect(outcome.status == 64)
        #expect(outcome.output.contains("Usage"))
        #expect(outcome.messages.contains("no data on standard input"))
    }

    @Test("Nothing ever asks a question")
    func neverPrompts() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("new", as: "a.answers.json")
        let outcome = try terminal(
            "012", ["new", file, "--registration-number=1", "--name=X", "--lang=en"])
        #expect(outcome.status == 73)
        #expect(outcome.output.contains("--force"))
    }

    private func terminal(
        _ streams: String, _ call: [String], _ environment: [String: String] = ["TERM": "xterm"],
        columns: Int = 80
    ) throws -> Outcome {
        let python = try Tool.required("python3")
        return try Tool.run(
            python,
            [Tool.script("run_in_terminal.py"), streams, "\(columns)", Briedums.program.path]
                + call,
            environment: environment)
    }
}
