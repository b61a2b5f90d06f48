import Foundation
import Testing

/// Nothing that names an institution is in what anonymise writes: searched for in its files.
@Suite struct AnonymiseTests {
    private static let cohort = "Samples/cohort-2021/cohort-2021-synthetic.csv"

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Seven copies of a sample, each with names, texts, paths and times of its own.
    private func markedAnswers() throws -> [String] {
        let source = Briedums.repository.appending(path: Briedums.sample("municipality"))
        let text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        return try (1...7).map { number in
            var changed = object
            changed["note"] = "ŽURKA piezīme \(number)"
            changed["institution"] = [
                "registration_number": "7777\(number)", "name": "ŽURKAS pašvaldība \(number)",
                "ministry": "ŽURKAS resors \(number)", "survey_year": 2021,
            ]
            var answers = try #require(changed["answers"] as? [String: [String: Any]])
            for id in answers.keys {
                answers[id]?["comment"] = "=ŽURKA(\(number))"
                answers[id]?["evidence"] = ["/home/ŽURKA/\(number).pdf"]
                answers[id]?["author"] = "Ž. ŽURKA \(number)"
                answers[id]?["time"] = "1999-01-02T03:04:05Z"
            }
            changed["answers"] = answers
            let data = try JSONSerialization.data(withJSONObject: changed)
            return try folder.write(
                String(decoding: data, as: UTF8.self), to: "ŽURKA-\(number).answers.json")
        }
    }

    @Test("Answers: no name, number, text, path or time is left")
    func answers() throws {
        let output = folder.path("out")
        let outcome = try Briedums.run(["anonymise", "-o", output] + (try markedAnswers()))
        #expect(outcome.status == 0, "\(outcome.messages)")
        let files = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
        #expect(files == (1...7).map { "A00\($0).answers.json" })
        for name in files {
            let text = String(
                decoding: try folder.data("out/\(name)"), as: UTF8.self)
            for trace in ["ŽURK", "7777", "1999", "/home", "comment", "evidence", "author"] {
                #expect(!text.contains(trace), "\(trace) in \(name)")
            }
            #expect(text.contains("\"U12\": { \"value\": "))
            // What is written can be read and judged again.
            let again = try Briedums.run(["score", folder.path("out/\(name)")])
            #expect(again.status == 0)
        }
        #expect(!outcome.output.contains("ŽURK"))
    }

    @Test("A cohort: no name, number or unknown column is left, and every combination is shared")
    func table() throws {
        let source = Briedums.repository.appending(path: Self.cohort)
        let lines = String(decoding: try Data(contentsOf: source), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        let marked = lines.enumerated().map { $1 + ($0 == 0 ? ";piezīmes" : ";ŽURKA \($0)") }
        let input = try folder.write(marked.joined(separator: "\n"), to: "in.csv")
        let output = folder.path("out.csv")
        let outcome = try Briedums.run(
            [
                "anonymise", input, "-o", output, "--questionnaire=vppp/2021.1", "--synthetic",
                "--lang=en",
            ])
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output.contains("SYNTHETIC DATA"))
        #expect(outcome.output.contains("unknown columns: 1"))
        let text = String(decoding: try folder.data("out.csv"), as: UTF8.self)
        func rows(_ text: String) -> [[String]] {
            text.drop { $0 == "\u{FEFF}" }.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
        }
        let before = rows(lines.joined(separator: "\n"))
        let after = rows(text)
        #expect(after.count == before.count)
        #expect(!text.contains("ŽURKA"))
        let header = after[0]
        #expect(!header.contains("name") && !header.contains("piezīmes"))
        for place in [0, 1] {
            for row in before.dropFirst() { #expect(!text.contains(row[place])) }
        }
        // Profile, numbers, and whether conditional questions are answered at all.
        let facts = try #require(header.firstIndex(of: "depends_on_external"))
        let numbers = ["V2", "V3"].compactMap { header.firstIndex(of: $0) }
        let conditional = ["U6", "B1.all", "B1.key", "K1.all"].compactMap {
            header.firstIndex(of: $0)
        }
        var sizes: [[String]: Int] = [:]
        for row in after.dropFirst() {
            let look =
                row[1...facts] + numbers.map { row[$0] }
                + conditional.map { row[$0].isEmpty ? "-" : "+" }
            sizes[Array(look), default: 0] += 1
        }
        #expect((sizes.values.min() ?? 0) >= 5, "\(sizes)")
        #expect(sizes.count > 1, "something is published")
    }

    @Test(
        "A faulty call writes nothing",
        arguments: ["--k=4", "--k=x", "nothing.csv", "--nothing", "--questionnaire=vppp"])
    func faulty(_ more: String) throws {
        let outcome = try Briedums.run(
            ["anonymise", Self.cohort, "-o", folder.path("out.csv"), more])
        #expect(outcome.status == (more == "nothing.csv" ? 66 : 64))
        #expect(folder.names.isEmpty)
    }

    @Test("Every fault of a table is reported with its place, and nothing is written")
    func faults() throws {
        let input = try folder.write(
            "registration_number,name,U1\n1,x,perhaps\n2,x,yes\n,y,yes\n2,z,no\n3,x\n",
            to: "in.csv")
        let outcome = try Briedums.run(
            ["anonymise", input, "-o", folder.path("out.csv"), "--lang=en"])
        #expect(outcome.status == 65)
        for place in [":2:5: error[batch.value]", ":4:1: ", ":5:1: ", ":6:1: "] {
            #expect(outcome.messages.contains(place), "\(outcome.messages)")
        }
        #expect(folder.names == ["in.csv"])
    }

    @Test("An existing table is kept unless --force is given")
    func force() throws {
        let output = try folder.write("mine", to: "out.csv")
        let call = ["anonymise", Self.cohort, "-o", output, "--lang=en"]
        let refused = try Briedums.run(call)
        #expect(refused.status == 73)
        #expect(refused.messages.contains("--force"))
        #expect(try folder.data("out.csv") == Data("mine".utf8))
        #expect(try Briedums.run(call + ["--force", "--questionnaire=vppp/2021.1"]).status == 0)
        #expect(try folder.data("out.csv") != Data("mine".utf8))
    }

    @Test("The account is as approved", arguments: ["lv", "en"])
    func account(_ language: String) throws {
        let outcome = try Briedums.run(
            [
                "anonymise", Self.cohort, "-o", folder.path("out.csv"), "--synthetic",
                "--questionnaire=vppp/2021.1", "--lang", language,
            ])
        #expect(outcome.status == 0)
        try expectSnapshot(outcome.output, named: "audit/anonymise.\(language).txt")
    }
}
