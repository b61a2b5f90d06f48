import Foundation
import Testing

/// `batch` as the ministry coordinator runs it.
@Suite struct BatchTests {
    static let cohort = "Samples/cohort-2021/cohort-2021-synthetic.csv"

    /// Section 7 of the domain: a condition and the number of institutions published in 2021.
    static let published: [(condition: String, count: Int, percent: Double?)] = [
        ("V4 = yes", 52, 43.7), ("V5 = yes", 58, 48.7), ("V5 = no", 54, nil),
        ("V8 = no", 43, 36.1), ("V9 = no", 43, 36.1), ("V10 = no", 45, 37.8),
        ("V11 = no", 53, 44.5), ("V12 = yes", 86, 72.3), ("V13 = no", 53, 44.5),
        ("V14 = no", 55, 46.2), ("V15 = no", 26, 21.8), ("V16 = no", 55, 46.2),
        ("V18 = no", 59, 49.6), ("V7 has maintenance_development", 100, 84.0),
        ("U2 = yes", 37, 31.1), ("U4 = no", 62, 52.1), ("U6 = yes", 89, 74.8),
        ("U8 = no", 49, 41.2), ("U9 = no", 43, 36.1), ("U10 = yes", 90, 75.6),
        ("U11 = no", 51, 42.9), ("U25 = no", 47, 39.5), ("U28 = yes", 85, 71.4),
        ("U34 = no", 60, 50.4), ("V17 = no", 49, 41.2), ("V21 = yes", 68, nil),
        ("V2 >= 50", 20, nil),
        ("V21 = yes and not V1 has institutions", 10, nil),
        ("V1 has institutions and V21 = no", 12, nil),
        ("V5 = no and U12 = yes", 18, nil),
        ("count(U1..U34 = yes) > 26", 38, nil),
        ("count(U1..U34 = yes) > 26 and all(V4, V5, U2 = yes)", 13, nil),
        ("V6 has itil", 10, nil), ("V6 has itil and count(U1..U34 = yes) > 26", 4, nil),
        ("V6 has iso20000", 6, nil), ("V6 has iso20000 and count(U1..U34 = yes) > 26", 2, nil),
        ("all(V4, V5, U2 = no) and V2 > 50", 3, nil),
    ]

    @Test("Every published figure of 2021 is one command")
    func publishedFigures() throws {
        var table = "published  computed  condition\n"
        let call = Self.published.flatMap { ["--count", $0.condition] }
        let outcome = try Briedums.run(["batch", Self.cohort, "--summary", "-"] + call)
        #expect(outcome.status == 0)
        let conditions = try #require(try outcome.json()["conditions"] as? [[String: Any]])
        try #require(conditions.count == Self.published.count)
        for (published, computed) in zip(Self.published, conditions) {
            let count = try #require(computed["holds"] as? Int)
            table += "\(published.count)\t\(count)\t\(published.condition)\n"
            #expect(count == published.count, "\(published.condition)")
            if let percent = published.percent {
                #expect(computed["percent"] as? Double == percent, "\(published.condition)")
            }
        }
        print(table)
    }

    @Test("Published shares of unknown are in the summary", arguments: [("V15", 13), ("V18", 16)])
    func unknown(question: String, count: Int) throws {
        let summary = try Briedums.run(["batch", Self.cohort, "--summary", "-"]).json()
        let questions = try #require(summary["questions"] as? [[String: Any]])
        let states = questions.first { $0["id"] as? String == question }?["states"]
        #expect((states as? [String: Int])?["unknown"] == count)
    }

    @Test("One joint figure is one short command")
    func oneCount() throws {
        let outcome = try Briedums.run([
            "batch", "--lang=en", "--count", "V5 = no and U12 = yes", Self.cohort,
        ])
        #expect(outcome.output.contains("  18     15.1%"))
    }

    @Test("Rows go to standard output, messages to standard error")
    func streams() throws {
        let outcome = try Briedums.run(["batch", Self.cohort, "-o", "-", "--lang=en"])
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 120)
        #expect(
            outcome.output.hasPrefix(
                "registration_number,name,ministry,groups,answered,unknown,people_point,people_low,"
                    + "people_high,people_level,people_level_low,people_level_high,people_target,"))
        #expect(
            outcome.output.split(separator: "\n")[0].hasSuffix(
                ",partners_target,index,overall_level,violated,doubts,credibility"))
        #expect(outcome.messages == "Rows: 119 = 119 assessed + 0 rejected.\n")
    }

    @Test("Coverage against the list of those invited")
    func coverage() throws {
        let folder = try TemporaryFolder()
        let numbers = (0..<134).map { "\(90_000_100_000 + $0);R01" }
        let list = "registration_number;ministry\n" + numbers.joined(separator: "\n") + "\n"
        let path = try folder.write(list, to: "invited.csv")
        let summary = try Briedums.run([
            "batch", Self.cohort, "--invited", path, "--summary", "-",
        ]).json()
        let coverage = try #require(summary["coverage"] as? [String: Any])
        #expect(coverage["invited"] as? Int == 134)
        #expect(coverage["answered"] as? Int == 119)
        #expect(coverage["percent"] as? Double == 88.8)
        #expect((coverage["missing"] as? [String])?.count == 15)
    }

    @Test("Small counts are hidden, and so is what would give them away")
    func suppression() throws {
        let summary = try Briedums.run([
            "batch", Self.cohort, "--suppress", "5", "--summary", "-",
        ]).json()
        var found: [Int] = []
        func collect(_ value: Any, _ key: String) {
            if let number = value as? Int, key != "hidden_below" { found.append(number) }
            for (key, value) in value as? [String: Any] ?? [:] { collect(value, key) }
            for value in value as? [Any] ?? [] { collect(value, key) }
        }
        for key in ["questions", "rules", "groups", "ministries", "credibility", "conditions"] {
            collect(try #require(summary[key]), key)
        }
        #expect(found.filter { (1..<5).contains($0) } == [])
        let groups = try #require(summary["groups"] as? [[String: Any]])
        let hidden = groups.filter { !($0["institutions"] is Int) }
        #expect(hidden.count >= 2)
    }

    @Test("A rejected row changes the status, and the others are written")
    func rejected() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("registration_number,V4\n1,yes\n2,jāa\n", to: "t.csv")
        let strict = try Briedums.run(["batch", path, "-o", "-", "--lang=en"])
        #expect(strict.status == 65)
        #expect(strict.output.split(separator: "\n").count == 2)
        #expect(strict.messages.contains("row 2: 'jāa'") && strict.messages.contains("'Jā'"))
        let lenient = try Briedums.run(["batch", path, "-o", "-", "--lenient", "--lang=en"])
        #expect(lenient.status == 0)
        #expect(lenient.output.split(separator: "\n").count == 3)
        #expect(lenient.messages.contains("taken as not answered: 1"))
    }

    @Test("An output is written whole or not at all")
    func outputs() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("rows.csv")
        #expect(try Briedums.run(["batch", Self.cohort, "-o", path, "-q"]).status == 0)
        let first = try folder.data("rows.csv")
        #expect(try Briedums.run(["batch", Self.cohort, "-o", path]).status == 73)
        #expect(try Briedums.run(["batch", Self.cohort, "-o", "/nonexistent/x.csv"]).status == 73)
        #expect(try Briedums.run(["batch", Self.cohort, "-o", path, "--force"]).status == 0)
        // A file that may not grow: the old one stays, and nothing is left beside it.
        let full = try Briedums.shell(
            "ulimit -f 8; \"$briedums\" batch \"$@\" --force", [Self.cohort, "-o", path])
        #expect(full.status == 74)
        #expect(try folder.data("rows.csv") == first)
        #expect(folder.names == ["rows.csv"])
        #expect(
            try Briedums.shell("\"$briedums\" batch \"$@\" -o - > /dev/full", [Self.cohort]).status
                == 74)
    }

    @Test("A full disk leaves the old file", arguments: ["-o", "--summary", "--part"])
    func fullDisk(option: String) throws {
        let folder = try TemporaryFolder()
        let script = """
            mkdir "$2" && mount -t tmpfs -o size=32k t "$2" && echo old > "$2/result"
            head -c 24000 /dev/zero > "$2/fill"
            "$briedums" batch "$1" "$3" "$2/result" --force --lang=en > "$2/../summary"
            echo $?
            cat "$2/result"
            ls -A "$2"
            """
        let outcome = try Tool.runMounting(script, [Self.cohort, folder.path("disk"), option])
        #expect(outcome.messages.contains("No space left on device"))
        #expect(outcome.output == "74\nold\nfill\nresult\n")
    }

    @Test("A reader that goes away is no failure")
    func closedPipe() throws {
        let outcome = try Briedums.shell(
            "{ \"$briedums\" batch \"$@\" -o - -q; echo \"status $?\" >&2; } | head -1",
            [Self.cohort])
        #expect(outcome.messages == "status 0\n")
    }

    @Test("Hostile tables end with an error, soon and in little memory")
    func hostile() throws {
        let folder = try TemporaryFolder()
        let columns = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
        let wide = try folder.write(
            "registration_number,\(columns)\n1\(String(repeating: ",", count: 100_000))\n",
            to: "wide.csv")
        let wideOutcome = try Briedums.run(["batch", wide, "-o", "-", "--lang=en"])
        #expect(wideOutcome.status == 0)
        #expect(wideOutcome.output.split(separator: "\n").count == 2)
        let huge = try folder.write(
            "registration_number,name\n1,\"" + String(repeating: "x,\n", count: 8_000_000),
            to: "huge.csv")
        let hugeOutcome = try Briedums.shell(
            "ulimit -v 700000; \"$briedums\" batch \"$@\" -o - --lang=en -j 2", [huge])
        #expect(hugeOutcome.status == 65)
        #expect(hugeOutcome.messages.contains("batch.record-too-long"))
        try Data([0xFF, 0x00, 0xC3, 0x28, 0x0A] + [UInt8](repeating: 0, count: 5000))
            .write(to: folder.url.appending(path: "binary.csv"))
        #expect(try Briedums.run(["batch", folder.path("binary.csv")]).status == 65)
        #expect(try Briedums.run(["batch", folder.path("nothing.csv")]).status == 66)
        #expect(try Briedums.run(["batch", folder.url.path + "/."]).status == 66)
    }

    @Test("Other encodings are recognised and named", arguments: ["utf-16", "cp1257", "utf-8-sig"])
    func encodings(_ codec: String) throws {
        let folder = try TemporaryFolder()
        let script =
            "import sys; t = open(sys.argv[1], encoding='utf-8-sig', newline='').read(); "
            + "open(sys.argv[2], 'w', encoding=sys.argv[3], newline='').write(t)"
        let converted = folder.path("t.csv")
        _ = try Briedums.shell(
            "python3 -c \"$1\" \"$2\" \"$3\" \"$4\"", [script, Self.cohort, converted, codec])
        let expected = try Briedums.run(["batch", Self.cohort, "-o", "-"])
        let outcome = try Briedums.run(["batch", converted, "-o", "-", "--lang=en"])
        #expect(outcome.status == 0)
        #expect(outcome.output == expected.output)
        #expect(outcome.messages.contains("was read as") == (codec != "utf-8-sig"))
    }

    @Test("Rows come from a pipe as from a file")
    func pipe() throws {
        let file = try Briedums.run(["batch", Self.cohort, "-o", "-"])
        let piped = try Briedums.shell(
            "cat \"$1\" | \"$briedums\" batch - -o - --lang lv", [Self.cohort])
        #expect(piped.output == file.output)
    }

    // MARK: Workbooks

    /// Makes a workbook of the cohort.
    private func workbook(_ folder: TemporaryFolder, _ options: String...) throws -> String {
        let python = try Tool.required("python3")
        let path = folder.path("t.xlsx")
        let made = try Briedums.shell(
            "\"$@\"", [python, "-B", Tool.script("table_to_xlsx.py"), Self.cohort, path] + options)
        #expect(made.status == 0, "\(made.messages)")
        return path
    }

    @Test("A workbook says what the table in it says, as a file and from a pipe")
    func workbooks() throws {
        let folder = try TemporaryFolder()
        let path = try workbook(folder)
        let expected = try Briedums.run(["batch", Self.cohort, "-o", "-"])
        let outcome = try Briedums.run(["batch", path, "-o", "-", "--lang=en"])
        #expect(outcome.status == 0)
        #expect(outcome.output == expected.output)
        #expect(outcome.messages == "Rows: 119 = 119 assessed + 0 rejected.\n")
        let piped = try Briedums.shell("cat \"$1\" | \"$briedums\" batch - -o - -q", [path])
        #expect(piped.output == expected.output)
        let hidden = try Briedums.run(["batch", path, "--sheet", "Saraksti", "--lang=en"])
        #expect(hidden.status == 65)
        let missing = try Briedums.run(["batch", path, "--sheet", "Nav", "--lang=en"])
        #expect(missing.status == 65)
        #expect(missing.messages.contains("the workbook has no sheet 'Nav'"))
        let columns = try Briedums.run(["map", "--guess", path]).json()["columns"]
        #expect((columns as? [String: Any])?["V4"] as? String == "V4")
    }

    @Test("A finding names the cell of the sheet")
    func workbookFindings() throws {
        let folder = try TemporaryFolder()
        let python = try Tool.required("python3")
        let table = try folder.write(
            "registration_number,name,V4\n1,\"a \"\"b\"\"\nc\",yes\n2,b,jāa\n1,c,no\n", to: "t.csv")
        let path = folder.path("t.xlsx")
        _ = try Briedums.shell(
            "\"$@\"", [python, "-B", Tool.script("table_to_xlsx.py"), table, path])
        let outcome = try Briedums.run(["batch", path, "-o", "-", "--lang=en"])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("error[batch.value] Dati!E5 V4: row 2: 'jāa'"))
        #expect(outcome.messages.contains("error[batch.duplicate] Dati!C6 registration_number"))
        #expect(outcome.output.contains("1,\"a \"\"b\"\"\nc\","))
    }

    @Test("A damaged or monstrous workbook ends with an error, in little memory")
    func hostileWorkbooks() throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(filePath: try workbook(folder)))
        for count in [4, 100, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: folder.url.appending(path: "cut.xlsx"))
            let outcome = try Briedums.run(["batch", folder.path("cut.xlsx"), "--lang=en"])
            #expect(outcome.status == 65, "\(count) bytes")
            #expect(outcome.messages.contains("error[workbook."), "\(count) bytes")
        }
        let bomb = try workbook(folder, "bomb")
        let outcome = try Briedums.shell(
            "ulimit -v 700000; \"$briedums\" batch \"$@\" -o - --lang=en -j 2 | tail -c 100",
            [bomb])
        #expect(outcome.messages.contains("error[workbook.too-large]"), "\(outcome.messages)")
    }

    // MARK: Interruption

    /// The header of the cohort's table and its rows, again and again under other numbers.
    private func manyRows(_ count: Int) throws -> String {
        let text = try String(
            contentsOf: Briedums.repository.appending(path: Self.cohort), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let bodies = lines.dropFirst().map { $0.drop { $0 != ";" } }
        return lines[0] + "\n"
            + (0..<count).map { "\($0)\(bodies[$0 % bodies.count])\n" }.joined()
    }

    @Test("A run that is killed or interrupted leaves the old files", arguments: [SIGKILL, SIGINT])
    func ended(by signal: Int32) throws {
        let folder = try TemporaryFolder()
        let rows = try folder.write("old rows\n", to: "rows.csv")
        let summary = try folder.write("old summary\n", to: "summary.json")
        let call = try Call(
            Briedums.program,
            ["batch", "-", "-o", rows, "--summary", summary, "--force", "--lang=en"], input: .pipe)
        // More than a chunk, so that rows have been written when the signal comes.
        try call.give(try manyRows(3000))
        call.send(signal)
        if signal == SIGINT {
            usleep(200_000)
            call.finishInput()
        }
        let outcome = try call.outcome()
        #expect(signal == SIGKILL ? outcome.wasKilled : outcome.status == 130)
        #expect(try folder.data("rows.csv") == Data("old rows\n".utf8))
        #expect(try folder.data("summary.json") == Data("old summary\n".utf8))
        if signal == SIGINT { #expect(folder.names == ["rows.csv", "summary.json"]) }
        // What a killed run leaves behind does not stand in the way of the next.
        let again = try Briedums.run(["batch", Self.cohort, "-o", rows, "--force"])
        #expect(again.status == 0)
    }

    @Test("Parts of shards, joined in any order, are the summary of the whole")
    func parts() throws {
        let folder = try TemporaryFolder()
        let text = try manyRows(300)
        let lines = text.split(separator: "\n")
        let whole = try folder.write(text, to: "whole.csv")
        var parts: [String] = []
        var rows: [Substring] = []
        for (index, range) in [0..<7, 7..<150, 150..<300].enumerated() {
            let shard = ([lines[0]] + lines[1...][(1 + range.lowerBound)..<(1 + range.upperBound)])
                .joined(separator: "\n")
            let table = try folder.write(shard + "\n", to: "shard-\(index).csv")
            parts.insert(folder.path("part-\(index).json"), at: 0)
            let outcome = try Briedums.run(["batch", table, "-o", "-", "--part", parts[0]])
            #expect(outcome.status == 0)
            rows += outcome.output.split(separator: "\n").dropFirst()
        }
        let single = try Briedums.run(["batch", whole, "-o", "-"])
        #expect(rows == Array(single.output.split(separator: "\n").dropFirst()))
        let summary = try Briedums.run(["batch", whole, "--summary", "-"])
        let merged = try Briedums.run(["batch", "merge"] + parts + ["--summary", "-"])
        #expect(merged.status == 0)
        #expect(merged.output == summary.output)
    }
}
