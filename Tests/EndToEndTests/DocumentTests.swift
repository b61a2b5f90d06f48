import Testing

/// The commands in documents and help run as they say.
@Suite struct DocumentTests {
    @Test("An example in a document ends as announced", arguments: ConsoleExample.ofRepository)
    func documents(_ example: ConsoleExample) throws {
        let outcome = try example.run()
        #expect(example.allowed.contains(outcome.status), "\(outcome.status): \(outcome.messages)")
    }

    @Test("An example in help runs and succeeds", arguments: Briedums.allCommands, ["lv", "en"])
    func help(_ command: String, _ language: String) throws {
        let page = try Briedums.run(["help", command, "--lang", language]).output
        let calls = try HelpExamples.calls(of: command, page: page)
        #expect(!calls.isEmpty)
        // An interview needs a terminal and a verification a bundle, which are not here.
        let missing: [String: Set<Int32>] = ["answer": [64], "verify": [66]]
        let allowed = missing[command] ?? [0, 1]
        for call in calls {
            let example = ConsoleExample(
                document: "help", line: 1, command: call, allowed: allowed)
            let outcome = try example.run()
            #expect(example.allowed.contains(outcome.status), "\(call): \(outcome.messages)")
        }
    }

    private static let fixture = """
        ```console
        $ briedums --version
        briedums 0
        $ briedums reprot
        # exit 64
        $ ls
        $ briedums check \\
            Samples/institutions/contradictory.answers.json
        # exit 0
        $ cat Samples/institutions/new.answers.json | briedums check -
        ```
        ```sh
        $ briedums nothing
        ```
        """

    @Test("Examples are found with their lines and statuses, and a false one is noticed")
    func fixture() throws {
        let examples = ConsoleExample.examples(in: Self.fixture, of: "fixture.md")
        #expect(examples.map(\.line) == [2, 4, 7, 10])
        #expect(examples.map(\.allowed) == [[0, 1], [64], [0], [0, 1]])
        let statuses = try examples.map { try $0.run().status }
        #expect(statuses == [0, 64, 1, 0])
        let isHeld = zip(examples, statuses).map { $0.allowed.contains($1) }
        #expect(isHeld == [true, true, false, true])
    }
}

/// The example calls of a help page.
enum HelpExamples {
    /// The calls, put together again where they wrap.
    ///
    /// A call begins after `$`. A further line belongs to it if its first word did not fit on the line
    /// before and is an assignment or a path; otherwise it says what the call means.
    static func calls(of command: String, page: String) throws -> [String] {
        var calls: [String] = []
        var last = ""
        for line in page.split(separator: "\n").dropFirst().prefix(while: { $0.hasPrefix(" ") }) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("$") {
                calls.append(String(words.dropFirst().drop { $0 == " " }))
                last = String(line)
            } else if let first = words.split(separator: " ").first,
                last.count + 1 + first.count > 80, first.contains(/[=\/]/), !calls.isEmpty
            {
                calls[calls.count - 1] += " \(words)"
                last = String(line)
            } else {
                last = ""
            }
        }
        return calls
    }
}
