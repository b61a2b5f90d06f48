import Foundation
import Testing

/// Two colleagues' files become one; nothing is decided unasked and nothing half-written.
@Suite struct MergeTests {
    private let folder: TemporaryFolder
    private let first: String
    private let second: String
    private let output: String

    init() throws {
        folder = try TemporaryFolder()
        first = try folder.copySample("new", as: "a.json")
        second = try folder.copySample("new", as: "b.json")
        output = folder.path("c.json")
        try set(first, ["V4=yes", "V5=no", "U1=yes"], by: "A. Ozola", at: "1700000000")
        try set(
            second, ["V4=yes", "V5=yes", "U1=unknown", "U2=no"], by: "B. Liepa", at: "1700009999")
    }

    private func set(
        _ file: String, _ answers: [String], by author: String, at time: String
    ) throws {
        let outcome = try Briedums.run(
            ["set", file] + answers + ["--author", author],
            environment: ["SOURCE_DATE_EPOCH": time])
        #expect(outcome.status == 0)
    }

    private func merge(_ options: String...) throws -> Outcome {
        try Briedums.run(["merge", first, second, "--output", output, "--lang=en"] + options)
    }

    private func answers() throws -> [String: [String: Any]] {
        let object = try JSONSerialization.jsonObject(with: folder.data("c.json"))
        return try #require(
            (object as? [String: Any])?["answers"] as? [String: [String: Any]])
    }

    @Test("Without a choice all disagreements are listed and nothing is written")
    func undecided() throws {
        let outcome = try merge()
        #expect(outcome.status == 1)
        #expect(
            outcome.output == """
                V5
                  1 No (A. Ozola, 2023-11-14T22:13:20Z)
                  2 Yes (B. Liepa, 2023-11-15T00:59:59Z)
                U1
                  1 Yes (A. Ozola, 2023-11-14T22:13:20Z)
                  2 Unknown (B. Liepa, 2023-11-15T00:59:59Z)

                """)
        #expect(outcome.messages.contains("--prefer"))
        #expect(folder.names == ["a.json", "b.json"])
    }

    @Test(
        "A choice decides, and who and when stay with the answer",
        arguments: [
            (["--prefer=first"], "no", "yes", "A. Ozola"),
            (["--prefer=second"], "yes", nil, "B. Liepa"),
            (["--prefer=newer"], "yes", nil, "B. Liepa"),
            (["--choose=V5=first", "--choose=U1=first"], "no", "yes", "A. Ozola"),
            (["--choose=V5=first", "--prefer=newer"], "no", nil, "A. Ozola"),
        ] as [([String], String, String?, String)])
    func decided(_ options: [String], _ v5: String, _ u1: String?, _ author: String) throws {
        let outcome = try Briedums.run(["merge", first, second, "-o", output] + options)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let answers = try answers()
        #expect(answers["V5"]?["value"] as? String == v5)
        #expect(answers["V5"]?["author"] as? String == author)
        #expect(answers["U1"]?["value"] as? String == u1)
        #expect(answers["V4"]?["value"] as? String == "yes")
        #expect(answers["U2"]?["author"] as? String == "B. Liepa")
        #expect(try Briedums.run(["check", output]).status < 2)
        #expect(folder.names == ["a.json", "b.json", "c.json"])
    }

    @Test("One choice of two leaves the other open")
    func partly() throws {
        let outcome = try merge("--choose=V5=first")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("U1\n"))
        #expect(folder.names == ["a.json", "b.json"])
    }

    @Test(
        "A wrong choice is refused",
        arguments: ["V4=first", "V99=first", "V5=third", "V5", "v5=first"])
    func wrongChoice(_ choice: String) throws {
        #expect(try merge("--prefer=first", "--choose", choice).status == 64)
        #expect(folder.names == ["a.json", "b.json"])
    }

    @Test("Files of different institutions or years are refused")
    func strangers() throws {
        for (key, value) in [
            ("registration_number\": \"9", "registration_number\": \"8"),
            ("survey_year\": 20", "survey_year\": 21"),
        ] {
            let text = String(decoding: try folder.data("b.json"), as: UTF8.self)
            try folder.write(text.replacing(key, with: value), to: "d.json")
            let outcome = try Briedums.run(
                ["merge", first, folder.path("d.json"), "-o", output, "--prefer=first"])
            #expect(outcome.status == 65, "\(outcome.messages)")
            #expect(outcome.messages.contains("merge.different"))
        }
    }

    @Test("An existing file is kept unless --force is given, and its revision goes on")
    func force() throws {
        try folder.write("x", to: "c.json")
        #expect(try merge("--prefer=first").status == 73)
        #expect(try folder.data("c.json") == Data("x".utf8))
        #expect(try merge("--prefer=first", "--force").status == 0)
        // Written over its own source, the file is newer for whoever has it open.
        let outcome = try Briedums.run(
            ["merge", first, second, "-o", first, "--prefer=first", "--force"])
        #expect(outcome.status == 0)
        let object = try JSONSerialization.jsonObject(with: folder.data("a.json"))
        #expect((object as? [String: Any])?["revision"] as? Int == 3)
    }

    @Test("At a terminal each disagreement is asked about; stopping writes nothing")
    func asks() throws {
        let python = try Tool.required("python3")
        for (keys, status) in [("1\n2\n", 0), ("x\n1\n\n", 1), ("\n", 1)] as [(String, Int32)] {
            let outcome = try Tool.run(
                python,
                [
                    Tool.script("type_in_terminal.py"), keys, "(Enter stops): ",
                    Briedums.program.path, "merge", first, second, "-o", output, "--lang=en",
                ])
            #expect(outcome.status == status, "\(outcome.output)")
            #expect(folder.names.contains("c.json") == (status == 0))
            if status == 0 {
                #expect(try answers()["V5"]?["value"] as? String == "no")
                #expect(try answers()["U1"]?["state"] as? String == "unknown")
                try FileManager.default.removeItem(atPath: output)
            }
        }
    }
}
