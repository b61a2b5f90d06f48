import Foundation
import Testing

/// An auditor records verdicts beside answers, and everyone sees both.
@Suite struct AuditTests {
    private static let answers = "Samples/institutions/contradictory.answers.json"
    private static let audit = "Samples/audit/contradictory.audit.json"
    private static let by = ["--auditor=A. Ozola", "--date=2026-11-20", "--lang=en"]

    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.copySample("contradictory", as: "a.answers.json")
        try folder.write("The register of improvements has no entries.\n", to: "register.txt")
    }

    private func record(_ arguments: [String], by: [String] = Self.by) throws -> Outcome {
        try Briedums.run(
            ["audit", "record", file, folder.path("a.audit.json")] + arguments + by)
    }

    private func recorded() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: folder.data("a.audit.json"))
        return try #require(object as? [String: Any])
    }

    @Test(
        "The report on the sample audit is as approved",
        arguments: [
            ("audit", ["audit", answers, audit]), ("audit-sample", ["audit", "sample", answers]),
            ("check-audit", ["check", answers, "--audit", audit]),
        ], ["lv", "en"])
    func report(_ page: (name: String, call: [String]), _ language: String) throws {
        let outcome = try Briedums.run(page.call + ["--lang", language])
        #expect(outcome.status == (page.name == "check-audit" ? 1 : 0))
        #expect(outcome.messages.isEmpty)
        for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80) }
        try expectSnapshot(outcome.output, named: "audit/\(page.name).\(language).txt")
    }

    @Test("The tables are as approved", arguments: ["audit", "audit-sample"])
    func table(_ name: String) throws {
        let call =
            name == "audit"
            ? ["audit", Self.answers, Self.audit] : ["audit", "sample", Self.answers, "--count=3"]
        let outcome = try Briedums.run(call + ["--csv", "--lang=lv"])
        #expect(outcome.status == 0)
        try expectSnapshot(outcome.output, named: "audit/\(name).csv")
    }

    @Test("A verdict keeps the answer as it was given, and the answers file is not touched")
    func keepsAnswers() throws {
        let before = try folder.data("a.answers.json")
        let outcome = try record(
            [
                "V10=refuted:no", "--reason=Reģistrs ir tukšs",
                "--evidence", folder.path("register.txt"),
            ])
        #expect(outcome.status == 0)
        #expect(outcome.messages == "The audit file has 1 verdict.\n")
        #expect(try folder.data("a.answers.json") == before)
        let audit = try recorded()
        let verdict = try #require((audit["verdicts"] as? [String: [String: Any]])?["V10"])
        #expect((verdict["self_assessed"] as? [String: String]) == ["value": "yes"])
        #expect((verdict["verified"] as? [String: String]) == ["value": "no"])
        #expect(verdict["auditor"] as? String == "A. Ozola")
        #expect(verdict["date"] as? String == "2026-11-20")
        let evidence = try #require(audit["evidence"] as? [[String: Any]])
        #expect(evidence.map { $0["file"] as? String } == ["register.txt"])
        // sha256sum register.txt
        #expect(
            evidence[0]["sha256"] as? String
                == "ccef28fe264f48f802bb9839b299f5ae08369c475bc6ff7de597b8916cfba112")
    }

    @Test(
        "What a verdict lacks is said, all at once, and nothing is recorded",
        arguments: [
            (["V8=confirmed", "--reason=r"], [], ["--evidence or --document"]),
            (["V8=confirmed", "--document=d"], [], ["--reason"]),
            (["U8=not_verified"], [], ["a reason is needed"]),
            (["V8=confirmed", "--reason=r", "--document=d"], ["--auditor=A"], ["who judges"]),
            (["V8=refuted:no", "--reason=r", "--document=d"], [], ["the answer itself"]),
            (["V5=confirmed", "--reason=r", "--document=d"], [], ["only an exact answer"]),
            (
                ["V8=confirmd", "V99=confirmed", "U6=refuted:perhaps"], [],
                ["is not a verdict", "'V99' is not known", "'perhaps' does not answer"]
            ),
            (
                ["V8=confirmed", "--reason=r", "--document=d", "--date=2026-02-29"], [],
                ["is not a date"]
            ),
        ])
    func lacks(_ arguments: [String], _ without: [String], _ texts: [String]) throws {
        let by = Self.by.filter { option in
            !without.contains { option.hasPrefix($0) }
                && !(option.hasPrefix("--date") && arguments.contains { $0.hasPrefix("--date") })
        }
        let outcome = try record(arguments, by: by)
        #expect(outcome.status == 64)
        for text in texts {
            #expect(outcome.messages.contains(text), "\(outcome.messages)")
        }
        #expect(!folder.names.contains("a.audit.json"))
    }

    @Test("Evidence that has changed or is missing is reported, and no conclusion is given")
    func evidence() throws {
        let path = folder.path("register.txt")
        #expect(
            try record(["V10=refuted:no", "--reason=r", "--evidence", path]).status == 0)
        let call = ["audit", file, folder.path("a.audit.json"), "--lang=en"]
        let intact = try Briedums.run(call)
        #expect(intact.status == 0)
        #expect(intact.output.contains("✓ intact"))
        try folder.write("The register of improvements has one entry.\n", to: "register.txt")
        let changed = try Briedums.run(call)
        #expect(changed.status == 1)
        #expect(changed.output.contains("✗ changed"))
        #expect(changed.output.contains("No conclusion can be given."))
        try FileManager.default.removeItem(atPath: path)
        let missing = try Briedums.run(call)
        #expect(missing.status == 1)
        #expect(missing.output.contains("✗ missing"))
    }

    @Test("A verdict on an answer that has changed since does not count")
    func stale() throws {
        #expect(
            try record(["V8=confirmed", "--reason=r", "--document=d"]).status == 0)
        #expect(try Briedums.run(["set", file, "V8=yes"]).status == 0)
        let refused = try record(["V9=confirmed", "--reason=r", "--document=d"])
        #expect(refused.status == 65)
        #expect(refused.messages.contains("judged answers that changed: V8"))
        let shown = try Briedums.run(["audit", file, folder.path("a.audit.json"), "--lang=en"])
        #expect(shown.status == 1)
        #expect(shown.output.contains("Verdicts out of date: 1"))
        let goesOn = try record(
            ["V9=confirmed", "--reason=r", "--document=d", "--new-answers"])
        #expect(goesOn.status == 0)
    }

    @Test("What is verified is not offered for reconsideration")
    func locked() throws {
        // PR09 and PR10: V9 and V10 need V8. With V8 = no verified, only they can be wrong.
        #expect(
            try record(["V8=confirmed", "--reason=r", "--document=d"]).status == 0)
        func corrections(_ more: [String]) throws -> Set<[String]> {
            let outcome = try Briedums.run(["check", "--json", file] + more)
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let localisation = try #require(
                (object as? [String: Any])?["localisation"] as? [String: Any])
            let list = try #require(localisation["corrections"] as? [[String: Any]])
            return Set(list.compactMap { $0["answers"] as? [String] }.map { $0.sorted() })
        }
        let free = try corrections([])
        #expect(free == [["V1", "V8"], ["V21", "V8"]])
        let bound = try corrections(["--audit", folder.path("a.audit.json")])
        #expect(bound == [["V1", "V10", "V9"], ["V10", "V21", "V9"]])
    }

    @Test("Hostile text of an auditor changes neither the screen nor a spreadsheet")
    func hostile() throws {
        let long = String(repeating: "ž", count: 10_000)
        let outcome = try record(
            [
                "V8=confirmed", "--auditor=@SUM(A1)", "--document=+1+1",
                "--reason=\u{1B}[31m\u{202E}\u{7}<script>x</script>\nAtzinums\n\(long)",
                "V9=refuted:no",
            ], by: ["--date=2026-11-20"])
        #expect(outcome.status == 0)
        let call = ["audit", file, folder.path("a.audit.json"), "--lang=en"]
        let text = try Briedums.run(call).output
        #expect(text.contains("⟨U+001B⟩[31m⟨U+202E⟩⟨U+0007⟩<script>x</script>"))
        #expect(text.contains(long))
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        #expect(!text.split(separator: "\n").contains("Atzinums"), "no line is forged")
        let table = try Briedums.run(call + ["--csv"]).output
        #expect(table.contains(",'+1+1,'@SUM(A1),2026-11-20"))
        let page = try Briedums.run([
            "report", file, "--audit", folder.path("a.audit.json"), "-o", "-", "--lang=en",
        ]).output
        #expect(page.contains("&lt;script&gt;x&lt;/script&gt;") && !page.contains("<script"))
        #expect(!page.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        let json = try Briedums.run(call + ["--json"]).output
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let differences = try #require(object?["differences"] as? [[String: Any]])
        let reason = try #require(differences.first?["reason"] as? String)
        #expect(reason.hasSuffix(long))
    }

    @Test("Another policy gives another conclusion, and a faulty one is refused")
    func policy() throws {
        let path = Briedums.repository.appending(path: "Questionnaires/audit-policy.json")
        let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
        // One dimension's level differs: technology, basic as answered and medium as verified.
        let strict = try folder.write(
            text.replacing("\"dimensions\": 2", with: "\"dimensions\": 1")
                .replacing("defaults of this tool", with: "those of the audit office"),
            to: "strict.json")
        let call = ["audit", Self.answers, Self.audit, "--lang=en"]
        #expect(try Briedums.run(call).output.contains("No conclusion can be given."))
        let outcome = try Briedums.run(call + ["--policy", strict])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("The self-assessment is not confirmed."))
        #expect(outcome.output.contains("audit office"))
        let faulty = try folder.write(
            text.replacing("\"1/20\"", with: "\"1/2\"").replacing("\"1/4\"", with: "\"5/4\""),
            to: "faulty.json")
        let refused = try Briedums.run(call + ["--policy", faulty])
        #expect(refused.status == 65)
        #expect(refused.output.isEmpty)
        #expect(refused.messages.contains("[audit-policy.order]"))
        #expect(refused.messages.contains("[audit-policy.share]"))
    }

    @Test("An audit of another institution or questionnaire is refused")
    func otherInstitution() throws {
        let outcome = try Briedums.run(
            ["audit", Briedums.sample("clean"), Self.audit, "--lang=en"])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("[audit.other-institution]"))
    }
}
