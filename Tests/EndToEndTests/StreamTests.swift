import Foundation
import Testing

/// Results go to standard output, messages to standard error, and programs can read the results.
@Suite struct StreamTests {
    private static let jsonCalls: [[String]] = [
        ["assess", Briedums.sample("clean")], ["assess", Briedums.sample("contradictory")],
        ["check", Briedums.sample("contradictory")], ["score", Briedums.sample("municipality")],
        ["lint", "Questionnaires"], ["questionnaires"], ["plan", Briedums.sample("clean")],
    ]

    @Test("JSON has a schema, no colours, and is the same in both languages", arguments: jsonCalls)
    func json(_ call: [String]) throws {
        let latvian = try Briedums.run(call + ["--json", "--color=always", "--lang=lv"])
        let english = try Briedums.run(call + ["--json", "--lang=en"])
        #expect(latvian.outputData == english.outputData)
        #expect(!latvian.output.contains("\u{1B}"))
        let names = ["assess": "assessment", "plan": "plan-result"]
        let name = names[call[0]] ?? call[0]
        #expect(try latvian.json()["schema"] as? String == "briedums.\(name)/1")
    }

    @Test("Several files make one JSON array")
    func severalFiles() throws {
        let files = ["clean", "contradictory", "new"].map { Briedums.sample($0) }
        let outcome = try Briedums.run(["check", "--json"] + files)
        let array = try JSONSerialization.jsonObject(with: outcome.outputData) as? [Any]
        #expect(array?.count == 3)
        #expect(outcome.status == 1)
    }

    @Test("One bad file among several leaves the others in the JSON array and changes the status")
    func badFileInArray() throws {
        let outcome = try Briedums.run(
            ["check", "--json", Briedums.sample("clean"), "/nonexistent.json"])
        let array = try JSONSerialization.jsonObject(with: outcome.outputData) as? [Any]
        #expect(array?.count == 1)
        #expect(outcome.status == 66)
        #expect(outcome.messages.contains("/nonexistent.json"))
    }

    @Test("Faults leave standard output empty")
    func faultsAreMessages() throws {
        for arguments in [["check", "/nonexistent"], ["check", "--json", "Package.swift"]] {
            let outcome = try Briedums.run(arguments)
            #expect(outcome.output.isEmpty)
            #expect(!outcome.messages.isEmpty)
        }
    }

    @Test(
        "Without standard error the result is whole",
        arguments: jsonCalls.map { $0 + ["--json"] } + [["set", "-", "U12=yes"]])
    func withoutStandardError(_ call: [String]) throws {
        let input = call[0] == "set" ? Briedums.sample("new") : "/dev/null"
        let outcome = try Briedums.shell(
            "exec \"$briedums\" \"$@\" 2>&- <\(input)", call)
        let object = try JSONSerialization.jsonObject(with: outcome.outputData)
        #expect(object is [String: Any])
    }

    @Test("A dash reads standard input", arguments: ["assess", "check", "score", "show"])
    func readsStandardInput(_ command: String) throws {
        let path = Briedums.sample("municipality")
        let text = try String(
            contentsOf: Briedums.repository.appending(path: path), encoding: .utf8)
        let fromFile = try Briedums.run([command, path])
        let fromInput = try Briedums.run([command, "-"], input: text)
        #expect(fromInput.status == fromFile.status)
        #expect(fromInput.output == fromFile.output)
    }

    @Test("A dash writes standard output, and commands can be chained")
    func chain() throws {
        let outcome = try Briedums.shell(
            """
            "$briedums" new - --registration-number 90000000000 --name Paraugs kind=ministry |
              "$briedums" set - U12=yes V2=7 |
              "$briedums" check - --json
            """)
        #expect(outcome.status == 0)
        #expect(try outcome.json()["revision"] as? Int == 2)
    }

    @Test(
        "A reader that leaves early is no error",
        arguments: [
            "assess \(Briedums.sample("clean"))", "show", "--help", "lint --json Questionnaires",
        ])
    func closedPipe(_ call: String) throws {
        // The program starts when its reader is gone for certain.
        let outcome = try Briedums.shell(
            "{ sleep 0.2; \"$briedums\" \(call); echo $? >&2; } | head -n 0")
        #expect(outcome.messages == "0\n")
        let first = try Briedums.shell("\"$briedums\" \(call) | head -n 1")
        #expect(first.status == 0)
        #expect(first.output.split(separator: "\n").count == 1)
        #expect(first.messages.isEmpty)
    }

    @Test("A closed standard output is an error, not silence")
    func closedOutput() throws {
        let outcome = try Briedums.shell(
            "\"$briedums\" check \(Briedums.sample("clean")) --lang=en >&-")
        #expect(outcome.status == 74)
        #expect(outcome.messages.contains("<stdout>: error[file.input-output]"))
    }

    @Test(
        "The same input gives the same bytes",
        arguments: [
            ["assess", Briedums.sample("clean"), "--date=2026-11-21"],
            ["assess", "--json", Briedums.sample("high-group")],
            ["show", Briedums.sample("municipality")], ["questionnaires"],
            ["completions", "bash"], ["lint", "--json", "Questionnaires"],
        ])
    func sameBytes(_ call: [String]) throws {
        let first = try Briedums.run(call, environment: ["HOME": "/tmp", "TZ": "Europe/Riga"])
        let second = try Briedums.run(call, environment: ["HOME": "/", "TZ": "Asia/Tokyo"])
        #expect(first.outputData == second.outputData)
    }

    @Test("Without a date an assessment is dated by the clock, which can be fixed")
    func clock() throws {
        let call = ["assess", Briedums.sample("clean")]
        let fixed = try Briedums.run(call, environment: ["SOURCE_DATE_EPOCH": "1795219200"])
        let dated = try Briedums.run(
            call + ["--date=2026-11-21"], environment: ["SOURCE_DATE_EPOCH": "0"])
        let early = try Briedums.run(call + ["--date=2020-01-01"])
        #expect(fixed.outputData == dated.outputData)
        #expect(early.outputData != dated.outputData)
    }

    @Test("Quiet keeps errors and results and drops the rest, with the same status")
    func quiet() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("new", as: "a.answers.json")
        let talkative = try Briedums.run(["set", file, "U12=yes"])
        #expect(!talkative.messages.isEmpty)
        for calls in [["set", file, "U12=no", "-q"], ["lint", "--quiet", "Questionnaires"]] {
            let outcome = try Briedums.run(calls)
            #expect(outcome.status == 0)
            #expect(outcome.messages.isEmpty)
        }
        let failing: [(call: [String], status: Int32)] = [
            (["check", "/nonexistent"], 66), (["check", "--colour", "x"], 64),
            (["set", file, "U12=maybe"], 64), (["check", "Package.swift"], 65),
        ]
        for (call, status) in failing {
            let outcome = try Briedums.run(call + ["--quiet"])
            #expect(outcome.status == status)
            #expect(outcome.messages == (try Briedums.run(call)).messages)
        }
        let contradictory = try Briedums.run(["check", "-q", Briedums.sample("contradictory")])
        #expect(contradictory.status == 1)
        #expect(contradictory.output.contains("PR01"))
    }
}
