import Foundation
import Testing

/// Interviews with the built program in a pseudo-terminal, held by a script.
@Suite struct InterviewTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.copySample("new", as: "a.answers.json")
    }

    private func interview(
        _ scenario: String, _ file: String, _ arguments: String...
    ) throws -> Outcome {
        let python = try Tool.required("python3")
        return try Tool.run(
            python,
            [Tool.script("interview_in_terminal.py"), Briedums.program.path, scenario, file]
                + arguments)
    }

    @Test("An interview leads from a new file to the summary and goes on another day")
    func whole() throws {
        let outcome = try interview("whole", folder.path("b.answers.json"))
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    @Test("As numbered lines it is the same, without one escape sequence")
    func plain() throws {
        let outcome = try interview("plain", folder.path("b.answers.json"))
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    @Test(
        "Every way out leaves the terminal as it was and the answers in the file",
        arguments: [
            "quit", "ctrl-d", "ctrl-c", "ctrl-backslash", "sigterm", "sighup", "crash", "ctrl-z",
            "ctrl-c while typing", "ctrl-d while searching",
        ])
    func wayOut(_ way: String) throws {
        let outcome = try interview("out", file, way)
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    @Test("Killed at any moment, everything shown as saved is in a whole file")
    func kill() throws {
        let variables = ProcessInfo.processInfo.environment
        let seed = variables["BRIEDUMS_SEED"] ?? "\(UInt32.random(in: 1...999_999))"
        print("interviews killed with seed \(seed)")
        let outcome = try interview("kill", file, "8", seed)
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    @Test(
        "Without a terminal nothing is asked, and it says what to do instead",
        arguments: [[], ["--plain"]], ["", "0", "1"])
    func noTerminal(_ options: [String], _ streams: String) throws {
        let call = ["answer", file, "--lang=en"] + options
        let outcome: Outcome
        if streams.isEmpty {
            outcome = try Briedums.run(call, input: "1\n")
        } else {
            outcome = try Tool.run(
                try Tool.required("python3"),
                [Tool.script("run_in_terminal.py"), streams, "80", Briedums.program.path] + call)
        }
        #expect(outcome.status == 64)
        #expect(outcome.messages.contains("briedums set"))
        let before = try Data(
            contentsOf: Briedums.repository.appending(path: Briedums.sample("new")))
        #expect(try folder.data("a.answers.json") == before)
    }

    @Test("A file that is no answers file is refused before anything is asked")
    func badFile() throws {
        let path = try folder.write("{", to: "bad.json")
        let outcome = try Tool.run(
            try Tool.required("python3"),
            [
                Tool.script("run_in_terminal.py"), "01", "80", Briedums.program.path, "answer",
                path,
            ], environment: ["TERM": "xterm"])
        #expect(outcome.status == 65)
        #expect(!outcome.output.contains("\u{1B}"))
    }
}
