import Foundation
import Testing

/// Each exit status means what `docs/exit-codes.md` says.
@Suite struct ExitStatusTests {
    private static let clean = Briedums.sample("clean")
    private static let contradictory = Briedums.sample("contradictory")

    @Test(
        "The status tells what happened",
        arguments: [
            (["check", clean], 0), (["assess", clean], 0), (["score", contradictory], 0),
            (["check", contradictory], 1), (["assess", contradictory], 1),
            (["assess", clean, "--fail-under=high"], 1),
            (["score", clean, "--fail-under=basic"], 1),
            (["score", clean, "--fail-under=initial"], 0), (["check", "--json", contradictory], 1),
            (["check"], 64), (["reprot"], 64), (["check", "Package.swift"], 65),
            (["lint", "Samples"], 66), (["check", "/nonexistent"], 66), (["check", "Samples"], 66),
            (["lint", "/nonexistent"], 66), (["lint", "Package.swift"], 66),
            (["check", "--questionnaires=/nonexistent", clean], 66),
            (["check", "--questionnaires=Samples", clean], 66),
            (["new", "/nonexistent/a.json", "--registration-number=1", "--name=X"], 73),
            (["set", "/nonexistent/a.json", "U12=yes"], 66),
        ] as [([String], Int32)])
    func status(_ arguments: [String], _ expected: Int32) throws {
        let outcome = try Briedums.run(arguments)
        #expect(outcome.status == expected)
        #expect(outcome.messages.isEmpty == (expected < 2))
        for word in ["Swift", "Fatal", "DecodingError", "Optional(", "nil", "0x"] {
            #expect(!outcome.messages.contains(word), "no word of the machinery")
        }
    }

    @Test(
        "The gravest of several files decides, and every good file is shown",
        arguments: [
            ([clean, contradictory], 1), ([contradictory, clean], 1),
            ([clean, "Package.swift", contradictory], 65), (["/nonexistent", clean], 66),
            (["Package.swift", "/nonexistent", clean], 66), ([contradictory, "Package.swift"], 65),
        ] as [([String], Int32)])
    func gravest(_ files: [String], _ expected: Int32) throws {
        let outcome = try Briedums.run(["check"] + files)
        #expect(outcome.status == expected)
        let good = files.filter { $0.hasPrefix("Samples") }
        let titles = outcome.output.split(separator: "\n").filter { $0.contains(" · 2021") }
        #expect(titles.count == good.count)
    }

    @Test(
        "A bug ends with 70 and asks for a report, without a backtrace",
        arguments: [SIGSEGV, SIGILL, SIGABRT, SIGTRAP])
    func bug(_ signal: Int32) throws {
        let call = try Call(Briedums.program, ["check", "-"], input: .pipe)
        try call.give("{")
        call.send(signal)
        let outcome = try call.outcome()
        #expect(outcome.status == 70)
        #expect(!outcome.wasKilled)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messageLines.count == 2)
        #expect(outcome.messages.contains("iekšēja kļūda"))
        #expect(outcome.messages.contains("please report it"))
    }

    @Test("Ctrl-C while reading ends quietly; a shell sees 130")
    func interrupt() throws {
        var current = sigaction()
        sigaction(SIGINT, nil, &current)
        if unsafeBitCast(current.__sigaction_handler, to: Int.self) == 1 {
            try Tool.skip("SIGINT is ignored by whoever started the tests")
        }
        let call = try Call(Briedums.program, ["check", "-"], input: .pipe)
        try call.give("{")
        call.send(SIGINT)
        let outcome = try call.outcome()
        #expect(outcome.status == 130)
        #expect(outcome.messages.isEmpty)
        #expect(outcome.output.isEmpty)
    }

    @Test("A full output device ends with 74")
    func fullDevice() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else {
            try Tool.skip("there is no /dev/full")
        }
        for call in [["assess", Self.clean], ["--help"], ["check", Self.contradictory]] {
            let outcome = try Call(Briedums.program, call, outputPath: "/dev/full").outcome()
            #expect(outcome.status == 74)
            #expect(outcome.messages.contains("<stdout>"))
            #expect(outcome.messageLines.count == 1)
        }
    }

    @Test("A full output device does not claim that a file is untouched")
    func fullDeviceWording() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else {
            try Tool.skip("there is no /dev/full")
        }
        let outcome = try Call(
            Briedums.program, ["questionnaires", "--lang=en"], outputPath: "/dev/full"
        ).outcome()
        #expect(!outcome.messages.contains("previous file"))
    }
}
