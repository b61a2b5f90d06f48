import Foundation
import Testing

/// Every JSON file, read or written, keeps to its published schema.
@Suite struct SchemaTests {
    private static let definitionFiles = [
        "actions", "glossary", "groups", "maturity", "questionnaire", "rules",
    ]

    private static let audit = "Samples/audit/contradictory.audit.json"

    /// Validates files; skips the test, aloud, when Python or its validator is missing.
    private func expectValid(
        _ files: [String], by schema: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(!files.isEmpty, sourceLocation: sourceLocation)
        let outcome = try validate(files, by: schema)
        #expect(
            outcome.status == 0, "\(outcome.output)\(outcome.messages)",
            sourceLocation: sourceLocation)
    }

    private func validate(_ files: [String], by schema: String) throws -> Outcome {
        let python = try Tool.required("python3")
        let outcome = try Tool.run(
            python,
            [Tool.script("validate_schemas.py"), "Questionnaires/schema/\(schema).schema.json"]
                + files)
        if outcome.status == 77 { try Tool.skip(outcome.messages) }
        return outcome
    }

    @Test("The definition files are valid", arguments: definitionFiles)
    func definitions(_ name: String) throws {
        let root = Briedums.repository.appending(path: "Questionnaires").path
        let files = try FileManager.default.subpathsOfDirectory(atPath: root)
            .filter { $0.hasSuffix("/\(name).json") }
        try expectValid(files.map { "Questionnaires/\($0)" }, by: name)
    }

    @Test("The samples are valid")
    func samples() throws {
        try expectValid(Briedums.samples.map { Briedums.sample($0) }, by: "answers")
    }

    @Test("Reports, manifests and published figures are valid")
    func reports() throws {
        let folder = try TemporaryFolder()
        let made = try Briedums.run([
            "report", Briedums.sample("contradictory"), "--format=json", "-o", folder.path(""),
        ])
        let cohort = try Briedums.run([
            "cohort", "Samples/cohort-2021/cohort-2021-synthetic.csv", "--synthetic",
            "--format=json", "-o", folder.path(""),
        ])
        #expect(made.status == 0 && cohort.status == 0)
        try expectValid(
            ["contradictory.lv.json", "cohort-2021-synthetic.lv.json"].map { folder.path($0) },
            by: "report")
        for (name, options) in [("a", []), ("b", ["--capacity=40", "--start=2027-Q1"])] {
            let bundled = try Briedums.run(
                [
                    "bundle", Briedums.sample("clean"), "--format=md", "-o", folder.path(name),
                ] + options)
            #expect(bundled.status == 0)
        }
        try expectValid(
            ["a", "b"].map { folder.path("\($0)/manifest.json") }, by: "bundle")
        try expectValid(["Samples/cohort-2021/published-2021.json"], by: "published")
    }

    @Test("Reports and bundles with an audit are valid, and so is what they state of it")
    func auditedReports() throws {
        let folder = try TemporaryFolder()
        let call = [Briedums.sample("contradictory"), "--audit=\(Self.audit)", "--format=json"]
        let made = try Briedums.run(["report"] + call + ["-o", folder.path("")])
        let bundled = try Briedums.run(["bundle"] + call + ["-o", folder.path("a")])
        #expect(made.status == 0 && bundled.status == 0)
        try expectValid([folder.path("contradictory.lv.json")], by: "report")
        try expectValid([folder.path("a/manifest.json")], by: "bundle")
        let report = try JSONSerialization.jsonObject(with: folder.data("contradictory.lv.json"))
        let member = try #require((report as? [String: Any])?["audit"] as? [String: Any])
        let file = folder.path("member.json")
        try JSONSerialization.data(withJSONObject: member).write(to: URL(filePath: file))
        try expectValid([file, folder.path("a/audit-result.json")], by: "audit-result")
    }

    @Test("What new and set write is valid")
    func written() throws {
        let folder = try TemporaryFolder()
        let new = folder.path("new.answers.json")
        let made = try Briedums.run(
            [
                "new", new, "--registration-number=0001", "--name=X", "--ministry=R1",
                "kind=ministry",
            ])
        #expect(made.status == 0)
        let full = try folder.copySample("municipality", as: "full.answers.json")
        let set = try Briedums.run(
            [
                "set", full, "U12=yes", "V2=3", "B1.key=all", "--comment=a", "--evidence=b",
                "--author=c",
            ])
        #expect(set.status == 0)
        try expectValid([new, full], by: "answers")
    }

    @Test("What import and merge write is valid")
    func joined() throws {
        let folder = try TemporaryFolder()
        let (form, read, joined) = (
            folder.path("form.xlsx"), folder.path("read.json"), folder.path("joined.json")
        )
        let sample = Briedums.sample("municipality")
        for call in [
            ["form", sample, "-o", form], ["import", form, "-o", read],
            ["merge", sample, read, "-o", joined, "--prefer=first"],
        ] {
            let outcome = try Briedums.run(call)
            #expect(outcome.status == 0, "\(call): \(outcome.messages)")
        }
        try expectValid([read, joined], by: "answers")
    }

    @Test("The outputs on answers are valid", arguments: ["assess", "check", "score"])
    func outputs(_ command: String) throws {
        let folder = try TemporaryFolder()
        let files = try Briedums.samples.map { sample in
            let outcome = try Briedums.run([command, "--json", Briedums.sample(sample)])
            return try folder.write(outcome.output, to: "\(sample).json")
        }
        try expectValid(files, by: command == "assess" ? "assessment" : command)
    }

    @Test("Plan files and what plan writes are valid")
    func plans() throws {
        let folder = try TemporaryFolder()
        let samples = Briedums.samples.filter { $0 != "new" }
        var files: [String] = ["Samples/plans/clean.plan.json"]
        var results: [String] = []
        for (index, sample) in samples.enumerated() {
            let file = folder.path("\(sample).plan.json")
            let variants: [[String]] = [
                ["--frontier", "--capacity=20", "--periods=2"],
                ["--target=technology=basic:x", "--include=PA10", "--exclude=PA99"],
                ["--assume=worst", "--capacity=30", "--start=2027-Q2"], ["--budget=60"],
            ]
            let outcome = try Briedums.run(
                ["plan", "--json", Briedums.sample(sample), "-o", file]
                    + variants[index % variants.count])
            results.append(try folder.write(outcome.output, to: "\(sample).json"))
            files.append(file)
        }
        try expectValid(results, by: "plan-result")
        try expectValid(files, by: "plan")
        let status = try Briedums.run(
            ["plan", "status", files[0], Briedums.sample("clean"), "--json"])
        try expectValid([try folder.write(status.output, to: "s.json")], by: "plan-status")
    }

    @Test("Audits, their policy, what follows from them and accounts of anonymisation are valid")
    func audits() throws {
        let folder = try TemporaryFolder()
        let answers = Briedums.sample("contradictory")
        let audit = Self.audit
        try expectValid([audit], by: "audit")
        try expectValid(["Questionnaires/audit-policy.json"], by: "audit-policy")
        let result = try Briedums.run(["audit", "--json", answers, audit])
        try expectValid([try folder.write(result.output, to: "result.json")], by: "audit-result")
        let sample = try Briedums.run(["audit", "sample", "--json", answers, audit])
        try expectValid([try folder.write(sample.output, to: "sample.json")], by: "audit-sample")
        for command in ["check", "score"] {
            let outcome = try Briedums.run([command, "--json", "--audit", audit, answers])
            #expect(outcome.output.contains("\"verification\""))
            try expectValid(
                [try folder.write(outcome.output, to: "\(command).json")], by: command)
        }
        let anonymised = try Briedums.run(
            ["anonymise", "--json", "-o", folder.path("out")]
                + Briedums.samples.map { Briedums.sample($0) })
        try expectValid(
            [try folder.write(anonymised.output, to: "account.json")], by: "anonymisation")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
        try expectValid(files.map { folder.path("out/\($0)") }, by: "answers")
    }

    @Test("The outputs on a cohort are valid")
    func cohortOutputs() throws {
        let folder = try TemporaryFolder()
        let table = BatchTests.cohort
        let list = try folder.write("registration_number\n90000100000\n1\n", to: "list.csv")
        let plain = try Briedums.run(["batch", table, "--summary", "-"])
        let hidden = try Briedums.run([
            "batch", table, "--summary", "-", "--suppress", "7", "--count", "V4 = yes",
            "--invited", list,
        ])
        try expectValid(
            [
                try folder.write(plain.output, to: "plain.json"),
                try folder.write(hidden.output, to: "hidden.json"),
            ], by: "summary")
        let part = try Briedums.run(["batch", table, "--part", "-", "--invited", list])
        try expectValid([try folder.write(part.output, to: "part.json")], by: "part")
        let map = try Briedums.run(["map", "--guess", table])
        try expectValid([try folder.write(map.output, to: "map.json")], by: "map")
    }

    @Test("The outputs on definitions are valid")
    func definitionOutputs() throws {
        let folder = try TemporaryFolder()
        let broken = try folder.copyDefinitions(changing: "rules.json") {
            $0.replacing("V21 = yes", with: "V21 = yess").replacing(
                "\"en\": \"U", with: "\"de\": \"U")
        }
        let clean = try Briedums.run(["lint", "--json", "Samples/questionnaires"])
        let faulty = try Briedums.run(["lint", "--json", "\(broken)/vppp/2021.1"])
        #expect(faulty.status == 65)
        let files = [
            try folder.write(clean.output, to: "clean.json"),
            try folder.write(faulty.output, to: "faulty.json"),
        ]
        try expectValid(files, by: "lint")
        let list = try Briedums.run(["questionnaires", "--json"])
        try expectValid([try folder.write(list.output, to: "list.json")], by: "questionnaires")
    }

    @Test(
        "The schemas notice a wrong file",
        arguments: [
            ("answers", "Samples/institutions/clean.answers.json", "\"revision\"", "\"revisions\""),
            ("rules", "Questionnaires/vppp/2021.1/rules.json", "\"rule\":", "\"rull\":"),
        ])
    func noticesFaults(_ schema: String, _ path: String, _ old: String, _ new: String) throws {
        let folder = try TemporaryFolder()
        let text = try String(
            contentsOf: Briedums.repository.appending(path: path), encoding: .utf8)
        let file = try folder.write(
            text.replacing(old, with: new, maxReplacements: 1), to: "wrong.json")
        let outcome = try validate([file], by: schema)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("wrong.json: "))
    }

    @Test("Every schema is self-contained and every value in it is described")
    func schemas() throws {
        let folder = Briedums.repository.appending(path: "Questionnaires/schema")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".schema.json") }
        #expect(names.count >= 12)
        for name in names {
            let data = try Data(contentsOf: folder.appending(path: name))
            let object = try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let id = name.dropLast(".schema.json".count)
            #expect(object["$id"] as? String == "urn:briedums:schema:\(id):1")
            let text = String(decoding: data, as: UTF8.self)
            for match in text.matches(of: /"\$ref": "([^"]*)"/) {
                #expect(match.1.hasPrefix("#/$defs/"))
            }
            #expect(object["description"] is String)
        }
    }
}
