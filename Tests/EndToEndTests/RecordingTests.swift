import Foundation
import Testing

/// Answers files are made, changed and shown without losing anything.
@Suite struct RecordingTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = folder.path("a.answers.json")
    }

    private func create(_ more: [String] = []) throws -> Outcome {
        try Briedums.run(
            ["new", file, "--registration-number=90000000001", "--name=Paraugs", "--lang=en"] + more
        )
    }

    private func answers() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: folder.data("a.answers.json"))
        return try #require(object as? [String: Any])
    }

    private func answer(_ id: String) throws -> [String: Any]? {
        (try answers()["answers"] as? [String: [String: Any]])?[id]
    }

    @Test("What is created, set and shown is the same")
    func roundTrip() throws {
        #expect(
            try create([
                "--year=2021", "--ministry=R01", "--synthetic", "kind=ministry", "staff=120",
            ])
            .status == 0)
        let set = try Briedums.run(
            [
                "set", file, "U12=yes", "V1=society,institutions", "V2=17", "B1.key=all",
                "staff=121",
                "--lang=en",
            ])
        #expect(set.status == 0)
        #expect(set.output.isEmpty)
        #expect(set.messages.hasPrefix("Recorded: 5 answers. "))
        let object = try answers()
        #expect(object["revision"] as? Int == 2)
        #expect(object["synthetic"] as? Bool == true)
        #expect((object["profile"] as? [String: Any])?["staff"] as? Int == 121)
        #expect((object["institution"] as? [String: Any])?["survey_year"] as? Int == 2021)
        #expect(try answer("V2")?["value"] as? Int == 17)
        #expect(try answer("V1")?["value"] as? [String] == ["society", "institutions"])
        #expect(try answer("U12")?["time"] as? String == "2026-11-21T00:00:00Z")
        let page = try Briedums.run(["show", file, "U12", "--lang=en"])
        #expect(page.status == 0)
        #expect(page.output.contains("Yes"))
        #expect(folder.names == ["a.answers.json"], "nothing else is left in the folder")
    }

    @Test("An existing file is kept unless --force is given")
    func force() throws {
        #expect(try create().status == 0)
        let before = try folder.data("a.answers.json")
        let refused = try create(["--year=1999"])
        #expect(refused.status == 73)
        #expect(refused.messages.contains("\(file): error[file.exists]"))
        #expect(refused.messages.contains("--force"))
        #expect(try folder.data("a.answers.json") == before)
        #expect(try create(["--year=1999", "--force"]).status == 0)
        #expect(try folder.data("a.answers.json") != before)
    }

    @Test("A folder, even with --force, is not replaced")
    func folderInPlace() throws {
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        #expect(try create().status == 73)
        #expect(try create(["--force"]).status == 73)
    }

    @Test(
        "If one assignment is wrong nothing is recorded, and every fault is named",
        arguments: [
            ["U12=yes", "U13=maybe"], ["U13=maybe", "U12=yes"], ["U12=yes", "nothing"],
            ["U12=yes", "staff=many"], ["U12=yes", "V2=-1"], ["U12=yes", "U13=not_applicable"],
        ])
    func allOrNothing(_ assignments: [String]) throws {
        #expect(try create().status == 0)
        let before = try folder.data("a.answers.json")
        let outcome = try Briedums.run(["set", file] + assignments)
        #expect(outcome.status == 64)
        #expect(outcome.messageLines.count == 1)
        #expect(try folder.data("a.answers.json") == before)
        let several = try Briedums.run(["set", file, "V2=x", "V3=x"] + assignments)
        #expect(several.messageLines.count == 3)
    }

    @Test(
        "Comment, evidence and author are recorded, kept by later changes and removed with the answer"
    )
    func particulars() throws {
        #expect(try create().status == 0)
        let first = try Briedums.run(
            [
                "set", file, "U12=yes", "--comment", "sk. = pielikumu", "--evidence=Nr. 1",
                "--evidence", "Nr. 2", "--author", "Ž. Ķ.",
            ])
        #expect(first.status == 0)
        #expect(try Briedums.run(["set", file, "U12=no"]).status == 0)
        let answer = try #require(try answer("U12"))
        #expect(answer["value"] as? String == "no")
        #expect(answer["comment"] as? String == "sk. = pielikumu")
        #expect(answer["evidence"] as? [String] == ["Nr. 1", "Nr. 2"])
        #expect(answer["author"] as? String == "Ž. Ķ.")
        let shown = try Briedums.run(["show", file, "U12"]).output
        #expect(shown.contains("sk. = pielikumu"))
        #expect(shown.contains("Nr. 2"))
        #expect(try Briedums.run(["set", file, "U12="]).status == 0)
        #expect(try self.answer("U12") == nil)
    }

    @Test("Not applicable needs a reason and is kept with it; unknown is an answer")
    func states() throws {
        let copy = try folder.copySample("municipality", as: "m.answers.json")
        let text = try String(contentsOfFile: copy, encoding: .utf8)
        let match = try #require(
            text.firstMatch(of: /"([A-Z][0-9]+(?:\.[a-z]+)?)": \{\s*"state": "not_applicable"/))
        let id = String(match.1)
        let refused = try Briedums.run(["set", copy, "\(id)=not_applicable", "--lang=en"])
        #expect(refused.status == 64)
        #expect(refused.messages.contains("--reason"))
        let accepted = try Briedums.run([
            "set", copy, "\(id)=not_applicable", "--reason", "nav šādu",
        ])
        #expect(accepted.status == 0)
        #expect(try Briedums.run(["show", copy, id]).output.contains("nav šādu"))
        #expect(try Briedums.run(["set", copy, "U12=unknown"]).status == 0)
        #expect(try Briedums.run(["show", copy, "U12"]).output.contains("nav zināms"))
    }

    @Test(
        "Values may be ids or words of either language",
        arguments: [
            ("U12=Jā", "yes"), ("U12=yes", "yes"), ("U12=Yes", "yes"), ("U12=nē", "no"),
            (" U12 = no ", "no"),
        ])
    func words(_ assignment: String, _ expected: String) throws {
        #expect(try create().status == 0)
        let outcome = try Briedums.run(["set", file, assignment])
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try answer("U12")?["value"] as? String == expected)
    }

    @Test("A link to a file stays a link")
    func link() throws {
        #expect(try create().status == 0)
        let link = folder.path("link.json")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        #expect(try Briedums.run(["set", link, "U12=yes"]).status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        #expect(try answer("U12") != nil)
    }

    @Test("Texts of an institution may hold anything")
    func strangeTexts() throws {
        let name = "\"Žīle\" \\ <b>&amp; =SUM(A1)\t漢字 🙂"
        let outcome = try Briedums.run(
            ["new", file, "--registration-number=0001", "--name", name, "--lang=en"])
        #expect(outcome.status == 0)
        #expect((try answers()["institution"] as? [String: Any])?["name"] as? String == name)
        #expect(try Briedums.run(["assess", file]).status == 0)
    }
}
