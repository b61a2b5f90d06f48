import Foundation
import Testing

/// Answers move between versions without loss, and years are compared.
@Suite struct VersionTests {
    private static let plan = "Samples/years/municipality-2021.plan.json"
    private static let tables = [
        "--questionnaire=vppp/2021.1", "--questionnaire=vppp/2024.1",
        "Samples/cohort-2021/cohort-2021-synthetic.csv",
        "Samples/cohort-2024/cohort-2024-synthetic.csv",
    ]
    private static let later = "Samples/years/municipality-2024.answers.json"

    @Test("The reports on versions are as approved", arguments: ["lv", "en"])
    func snapshots(_ language: String) throws {
        let folder = try TemporaryFolder()
        let calls: [(name: String, call: [String])] = [
            (
                "migrate",
                ["migrate", Briedums.sample("municipality"), folder.path("new.answers.json")]
            ),
            ("diff", ["diff", "vppp/2021.1", "vppp/2024.1"]),
            (
                "compare",
                ["compare", Briedums.sample("municipality"), Self.later, "--plan", Self.plan]
            ),
            ("compare-cohorts", ["compare", "--synthetic"] + Self.tables),
        ]
        for (name, call) in calls {
            let outcome = try Briedums.run(call + ["--lang", language])
            #expect(outcome.status == 0)
            for line in outcome.output.split(separator: "\n") {
                #expect(line.count <= 80)
                #expect(line.last != " ")
            }
            try expectSnapshot(outcome.output, named: "versions/\(name).\(language).txt")
        }
    }

    @Test("A migration leaves the source as it was and never overwrites it")
    func source() throws {
        let folder = try TemporaryFolder()
        let old = try folder.copySample("clean", as: "old.answers.json")
        let bytes = try folder.data("old.answers.json")
        let new = folder.path("new.answers.json")
        #expect(try Briedums.run(["migrate", old, new]).status == 0)
        #expect(try folder.data("old.answers.json") == bytes)
        let again = try Briedums.run(["migrate", old, new])
        #expect(again.status == 73)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.answers.json"), withDestinationPath: old)
        for target in [
            old, "\(folder.url.path)/./old.answers.json", folder.path("link.answers.json"),
        ] {
            let onto = try Briedums.run(["migrate", old, target, "--force"])
            #expect(onto.status == 64)
        }
        #expect(try folder.data("old.answers.json") == bytes)
    }

    @Test("Confirming decides; the score of migrated answers is an interval until then")
    func confirm() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("new.answers.json")
        let migrate = try Briedums.run([
            "migrate", Briedums.sample("clean"), file, "--year", "2024",
        ])
        #expect(migrate.status == 0)
        let open = try Briedums.run(["confirm", file, "U2", "--lang", "en"])
        #expect(open.status == 64)
        #expect(open.messages.contains("several values are possible"))
        let before = try Briedums.run(["assess", file, "--lang", "en"])
        #expect(before.output.contains("To be confirmed: 124 answers carried over"))
        #expect(try Briedums.run(["set", file, "U2=largely"]).status == 0)
        let all = try Briedums.run([
            "confirm", file, "--all-exact", "--author", "A", "--lang", "en",
        ])
        #expect(all.status == 0)
        let shown = try Briedums.run(["show", file, "U2", "--lang", "en"])
        #expect(shown.output.contains("Confirmed; from: 2021.1: U2 ="))
        let text = String(decoding: try folder.data("new.answers.json"), as: UTF8.self)
        #expect(text.contains("\"survey_year\": 2024"))
        let unknown = try Briedums.run(["confirm", file, "U2"])
        #expect(unknown.status == 64)
    }

    @Test(
        "What cannot be done is said clearly",
        arguments: [
            (["migrate", "clean", "-", "--to", "2030.1"], 64, "there is no version '2030.1'"),
            (["migrate", "clean", "-", "--to", "2021.1"], 64, "to version 2021.1 already"),
            (["migrate", "clean", "-", "--year", "x"], 64, "'x' is not a year"),
            (["migrate", later, "-"], 64, "no version to which answers"),
            (["diff", "vppp/2021.1", "vppp/2024.2"], 64, "Did you mean 'vppp/2024.1'?"),
            (["compare", "clean", "municipality"], 64, "another institution"),
            (["compare", "clean", later, "--plan", plan], 64, "another institution"),
            (["compare", "clean", "clean", "--plan", plan], 64, "another institution's plan"),
            (["compare", "clean", "clean", "--synthetic"], 64, "with tables (.csv) only"),
            (["compare", "clean", tables[2]], 64, "cannot be compared with a table"),
            (["compare", tables[2], tables[3]], 64, "not given which version"),
            (["compare", "--plan", plan] + tables, 64, "one institution only"),
            (["compare", "clean", "clean", "--plan", "clean"], 65, "briedums.plan/1"),
            (["compare", tables[0], "nothing.csv", "nothing.csv"], 66, "nothing.csv"),
        ] as [([String], Int32, String)])
    func errors(_ call: [String], _ status: Int32, _ message: String) throws {
        let arguments = call.map { Briedums.samples.contains($0) ? Briedums.sample($0) : $0 }
        let outcome = try Briedums.run(arguments + ["--lang", "en"])
        #expect(outcome.status == status)
        #expect(outcome.messages.contains(message), "\(outcome.messages)")
    }

    @Test("A wrong digest and a missing map are refused")
    func refused() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("clean", as: "a.answers.json")
        let text = String(decoding: try folder.data("a.answers.json"), as: UTF8.self)
        let wrong = try folder.write(
            text.replacing(/sha256:[0-9a-f]{8}/, with: "sha256:00000000"), to: "b.answers.json")
        let digest = try Briedums.run(["migrate", wrong, "-", "--lang", "en"])
        #expect(digest.status == 65)
        #expect(digest.messages.contains("answers.digest"))
        let definitions = try folder.copyDefinitions(changing: "rules.json") { $0 }
        try FileManager.default.removeItem(
            atPath: "\(definitions)/vppp/2024.1/migration-from-2021.1.json")
        let map = try Briedums.run(
            [
                "migrate", file, "-", "--to", "2024.1", "--questionnaires", definitions, "--lang",
                "en",
            ])
        #expect(map.status == 64)
        #expect(map.messages.contains("no map from 2021.1 to 2024.1"))
    }

    @Test("Answers pass through every version on the way to the newest")
    func chain() throws {
        let folder = try TemporaryFolder()
        let definitions = try folder.copyDefinitions(changing: "rules.json") { $0 }
        let script = """
            set -e; cd "$1"; cp -r vppp/2024.1 vppp/2025.1
            rm vppp/2025.1/migration-from-2021.1.json
            sed -i 's/"version": "2024.1"/"version": "2025.1"/' vppp/2025.1/questionnaire.json
            "$briedums" diff vppp/2024.1 vppp/2025.1 --questionnaires . --draft-migration \
                > draft.json
            mv draft.json vppp/2025.1/migration-from-2024.1.json
            """
        let made = try Briedums.shell(script, [definitions])
        #expect(made.status == 0, "\(made.output)\(made.messages)")
        let step = try Briedums.run(["migrate", Briedums.sample("municipality"), "-"])
        let chain = try Briedums.run(
            ["migrate", Briedums.sample("municipality"), "-", "--questionnaires", definitions])
        #expect(chain.status == 0)
        func answers(_ outcome: Outcome) throws -> NSDictionary {
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let file = try #require(object as? NSDictionary)
            return try #require(file["answers"] as? NSDictionary)
        }
        // The second step keeps every question, so the answers are those of the first.
        #expect(try answers(step) == answers(chain))
        #expect(chain.output.contains("\"version\": \"2025.1\""))
    }

    @Test("A released version that changes is found by its recorded digest")
    func released() throws {
        let folder = try TemporaryFolder()
        let definitions = try folder.copyDefinitions(changing: "questionnaire.json") {
            $0.replacing("\"status\": \"draft\"", with: "\"status\": \"released\"")
        }
        func lint() throws -> Outcome {
            try Briedums.run(["lint", "\(definitions)/vppp/2021.1", "--lang", "en"])
        }
        func record(_ digest: String) throws {
            let entry = "{ \"id\": \"vppp\", \"version\": \"2021.1\", \"digest\": \"\(digest)\" }"
            let text = "{ \"schema\": \"briedums.releases/1\", \"releases\": [\(entry)] }"
            try Data(text.utf8).write(to: URL(filePath: "\(definitions)/releases.json"))
        }
        try? FileManager.default.removeItem(atPath: "\(definitions)/releases.json")
        let unrecorded = try lint()
        #expect(unrecorded.status == 65)
        let digest = try #require(unrecorded.output.firstMatch(of: /Record (sha256:[0-9a-f]{64})/))
            .1
        try record(String(digest))
        #expect(try lint().status == 0)
        try record("sha256:" + String(repeating: "0", count: 64))
        let changed = try lint()
        #expect(changed.status == 65)
        #expect(changed.output.contains("release.changed"))
    }

    @Test("The outputs keep to their schemas")
    func schemas() throws {
        let folder = try TemporaryFolder()
        let new = folder.path("new.answers.json")
        let outputs: [(schema: String, call: [String])] = [
            ("migration-report", ["migrate", Briedums.sample("contradictory"), new, "--json"]),
            ("difference", ["diff", "vppp/2021.1", "vppp/2024.1", "--json"]),
            (
                "comparison",
                [
                    "compare", Briedums.sample("municipality"), Self.later, "--plan", Self.plan,
                    "--json",
                ]
            ),
            ("cohort-comparison", ["compare", "--json"] + Self.tables),
            ("migration", ["diff", "vppp/2021.1", "vppp/2024.1", "--draft-migration"]),
        ]
        var files = [
            ("answers", new), ("answers", Self.later),
            ("releases", "Questionnaires/releases.json"),
            ("migration", "Questionnaires/vppp/2024.1/migration-from-2021.1.json"),
        ]
        for (schema, call) in outputs {
            let outcome = try Briedums.run(call)
            #expect(outcome.status == 0)
            files.append((schema, try folder.write(outcome.output, to: "\(schema).json")))
        }
        for name in ["actions", "glossary", "groups", "maturity", "questionnaire", "rules"] {
            files.append((name, "Samples/questionnaires/accessibility/1/\(name).json"))
        }
        let python = try Tool.required("python3")
        for (schema, file) in files {
            let outcome = try Tool.run(
                python,
                [
                    Tool.script("validate_schemas.py"),
                    "Questionnaires/schema/\(schema).schema.json", file,
                ])
            if outcome.status == 77 { try Tool.skip(outcome.messages) }
            #expect(outcome.status == 0, "\(outcome.output)")
        }
    }

    @Test("A questionnaire about something else is answered, checked, scored and planned")
    func unrelated() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("a.answers.json")
        let at = ["--questionnaires", "Samples/questionnaires", "--lang", "en"]
        #expect(try Briedums.run(["lint", "Samples/questionnaires"]).status == 0)
        let new = try Briedums.run(
            ["new", file, "--registration-number=1", "--name=X", "owner=public"] + at)
        #expect(new.status == 0)
        let set = try Briedums.run(
            ["set", file, "W1=40", "W2=50", "W3=done", "W5=under_way", "W7=no", "W8=yes", "W9=yes"]
                + at)
        #expect(set.status == 0)
        #expect(set.messages.contains("Contradictions: 2"))
        let assess = try Briedums.run(["assess", file] + at)
        #expect(assess.status == 1)
        // (2 · 1 + 3 · 1/2) / (2 + 3) = 70 %; (0 + 2 + 1) / 4 = 75 %.
        #expect(assess.output.contains("70.0%"))
        #expect(assess.output.contains("75.0%"))
        #expect(assess.output.contains("A2  Publish the statement"))
    }
}
