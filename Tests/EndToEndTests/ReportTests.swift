import Testing

/// The reports are, letter for letter, what people have read and approved.
@Suite struct ReportTests {
    private static let languages = ["lv", "en"]

    @Test("An assessment is as approved", arguments: Briedums.samples, languages)
    func assess(_ sample: String, _ language: String) throws {
        let outcome = try Briedums.run(
            ["assess", Briedums.sample(sample), "--date=2026-11-21", "--lang", language])
        #expect(outcome.status == (outcome.output.contains("✗") ? 1 : 0))
        #expect(outcome.messages.isEmpty)
        try expectTidy(outcome.output, named: "assess/\(sample).\(language).txt")
    }

    @Test("A plan is as approved", arguments: Briedums.samples, languages)
    func plan(_ sample: String, _ language: String) throws {
        let outcome = try Briedums.run(
            ["plan", Briedums.sample(sample), "--date=2026-11-21", "--lang", language])
        #expect(outcome.status == (outcome.output.isEmpty ? 1 : 0))
        // Without a group there is no plan; messages are not wrapped.
        if outcome.output.isEmpty {
            try expectSnapshot(outcome.messages, named: "plan/\(sample).\(language).txt")
        } else {
            try expectTidy(outcome.output, named: "plan/\(sample).\(language).txt")
        }
    }

    @Test(
        "A plan with all its parts is as approved",
        arguments: [
            (
                "details",
                [
                    "plan", "--details", "--frontier", "--capacity=15", "--periods=3",
                    "--assume=worst", Briedums.sample("basic-group"),
                ], 0
            ),
            (
                "budget",
                ["plan", "--budget=60", "--exclude=PA01", "--include=PA10", "--frontier"]
                    + [Briedums.sample("clean")], 1
            ),
            (
                "status",
                ["plan", "status", "Samples/plans/clean.plan.json"]
                    + [Briedums.sample("clean")], 0
            ),
        ] as [(String, [String], Int32)], languages)
    func planParts(_ page: (name: String, call: [String], status: Int32), _ language: String) throws
    {
        let outcome = try Briedums.run(page.call + ["--date=2026-11-21", "--lang", language])
        #expect(outcome.status == page.status)
        try expectTidy(outcome.output, named: "plan/\(page.name).\(language).txt")
    }

    @Test(
        "An explanation and a page are as approved",
        arguments: [
            ("score-technology", ["score", "--explain=technology", Briedums.sample("clean")]),
            ("score-U12", ["score", "--explain=U12", Briedums.sample("clean")]),
            ("show-U12", ["show", "U12"]), ("questionnaires", ["questionnaires"]),
            ("show-U12-clean", ["show", Briedums.sample("clean"), "U12"]),
            ("show-municipality", ["show", Briedums.sample("municipality")]),
        ], languages)
    func page(_ page: (name: String, call: [String]), _ language: String) throws {
        let outcome = try Briedums.run(page.call + ["--lang", language])
        #expect(outcome.status == 0)
        try expectTidy(outcome.output, named: "\(page.name).\(language).txt")
    }

    @Test("The findings as JSON are as approved")
    func checkJSON() throws {
        let outcome = try Briedums.run(["check", "--json", Briedums.sample("contradictory")])
        #expect(outcome.status == 1)
        try expectSnapshot(outcome.output, named: "check-contradictory.json")
    }

    /// A snapshot of text for people: narrow lines without trailing spaces or double blanks.
    private func expectTidy(
        _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            #expect(line.count <= 80, sourceLocation: sourceLocation)
            #expect(line.last != " ", sourceLocation: sourceLocation)
        }
        #expect(!text.contains("\n\n\n"), sourceLocation: sourceLocation)
        try expectSnapshot(text, named: name, sourceLocation: sourceLocation)
    }
}
