import Foundation
import Testing

/// Forms filled in with the programs that people have, and their way back into answers files.
@Suite struct FormTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs a script; skips the test, aloud, when something that it needs is missing.
    private func script(
        _ name: String, _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let python = try Tool.required("python3")
        let outcome = try Tool.run(
            python,
            [Tool.script(name), Briedums.program.path, folder.url.path] + arguments)
        if outcome.status == 77 { try Tool.skip(outcome.messages) }
        #expect(
            outcome.status == 0, "\(outcome.output)\(outcome.messages)",
            sourceLocation: sourceLocation)
    }

    @Test(
        "A workbook filled in by another program gives the answers that were typed",
        arguments: [("openpyxl", "lv"), ("libreoffice", "en")])
    func workbooks(_ tool: String, _ language: String) throws {
        let seed = UInt32.random(in: 0...UInt32.max)
        print("seed \(seed)")
        try script("fill_workbook.py", [tool, language, "\(seed)"])
    }

    @Test(
        "The page works by keyboard alone, judges as the program does, and is accessible",
        arguments: ["keyboard", "samples", "audit"])
    func page(_ job: String) throws {
        try script("fill_page.py", [job])
    }

    @Test("The page names no other file and no address to load from", arguments: ["lv", "en"])
    func selfContained(_ language: String) throws {
        let page = try Briedums.run(["form", "--format=html", "--lang", language]).output
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("unsafe"))
        for attribute in ["src=", "href=\"http", "@import", "url(", "<link", "<iframe"] {
            #expect(!page.contains(attribute), "\(attribute)")
        }
    }

    @Test("Forms go to standard output or to a new file, and repeat byte by byte")
    func outputs() throws {
        for format in ["xlsx", "html", "md"] {
            let path = folder.path("form.\(format)")
            #expect(try Briedums.run(["form", "-o", path]).status == 0)
            let written = try folder.data("form.\(format)")
            #expect(try Briedums.run(["form", "--format", format]).outputData == written)
            let again = try Briedums.run(["form", "-o", path, "--lang=en"])
            #expect(again.status == 73)
            #expect(again.messages.contains("--force"))
            #expect(try folder.data("form.\(format)") == written)
            #expect(try Briedums.run(["form", "-o", path, "--lang=en", "--force"]).status == 0)
            #expect(try folder.data("form.\(format)") != written)
        }
        #expect(try Briedums.run(["form", "-o", folder.path("form.pdf")]).status == 64)
        #expect(try Briedums.run(["form"]).status == 64)
    }

    @Test("Answers marked as made up say so in every form", arguments: ["html", "md"])
    func synthetic(_ format: String) throws {
        let sample = Briedums.sample("clean")
        let form = try Briedums.run(["form", sample, "--format", format, "--lang=en"]).output
        #expect(form.contains("SYNTHETIC"))
    }

    // MARK: Import

    private func answers(_ name: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: folder.data(name))
        return try #require(value as? [String: Any])
    }

    private func answer(_ item: String, in name: String) throws -> [String: Any]? {
        (try answers(name)["answers"] as? [String: Any])?[item] as? [String: Any]
    }

    private static let head = "registration_number;name;survey_year;kind;V1;V2;V4;B1.all"

    @Test(
        "A table of one institution is read with the habits of spreadsheets",
        arguments: [
            "\u{FEFF}HEAD\r\n90000000001;Iestāde;2021; Pašvaldība ;sabiedrībai kopumā|institutions;"
                + "10..20;Jā\u{A0};Lielākā daļa\r\n",
            "HEAD\n90000000001;Iestāde;2021;municipality;society|institutions;10..20;yes;most\n",
            "sep=;\nHEAD\n90000000001;Iestāde;2021;Municipality;\"society,institutions\";10–20;YES;Most",
        ])
    func tables(_ text: String) throws {
        let table = try folder.write(
            text.replacing("HEAD", with: Self.head), to: "table.csv")
        let target = folder.path("a.json")
        let outcome = try Briedums.run(["import", table, "-o", target, "--lang=en"])
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try answer("V4", in: "a.json")?["value"] as? String == "yes")
        #expect(
            try answer("V1", in: "a.json")?["value"] as? [String] == ["society", "institutions"])
        let possible = try answer("V2", in: "a.json")?["possible"] as? [String: Int]
        #expect(possible == ["minimum": 10, "maximum": 20])
        #expect(try answer("B1.all", in: "a.json")?["value"] as? String == "most")
        #expect((try answers("a.json")["profile"] as? [String: String]) == ["kind": "municipality"])
    }

    @Test(
        "A table that is not understood is refused with row and column, and nothing is written",
        arguments: [
            ("HEAD\n1;I;2021;;;;ja;", "2:13", "Jā"),
            ("HEAD\n1;I;2021;;;many;;", "2:12", "0–100000"),
            ("HEAD;V99\n1;I;2021;;;;;;x", "1:59", "V99"), ("HEAD\n1;I;21;;;;;", "2:5", "21"),
            ("HEAD;V4\n1;I;2021;;;;;;x", "1:59", "V4"), ("HEAD\n1;I", "2:1", "8"),
            ("HEAD\n1;I;2021;;;;;\n2;I;2021;;;;;", "3:1", "vairāku"), ("HEAD\n", "1:1", "rinda"),
            ("HEAD\n;;;;;;;", " ", "2:1 registration_number: "),
        ])
    func refusedTables(_ text: String, _ place: String, _ hint: String) throws {
        let table = try folder.write(
            text.replacing("HEAD", with: Self.head), to: "table.csv")
        let outcome = try Briedums.run(["import", table, "-o", folder.path("a.json")])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("table.csv:\(place)"), "\(outcome.messages)")
        #expect(outcome.messages.contains(hint), "\(outcome.messages)")
        #expect(folder.names == ["table.csv"])
    }

    /// A file that says yes to V4, and a table that says no to V4 and yes to V5.
    private func difference() throws -> (file: String, table: String) {
        let file = folder.path("a.json")
        let made = try Briedums.run(
            ["new", file, "--registration-number=1", "--name=I", "--year=2021"])
        #expect(made.status == 0)
        #expect(try Briedums.run(["set", file, "V4=yes", "--author=X"]).status == 0)
        let table = try folder.write("registration_number;V4;V5\n1;Nē;Jā\n", to: "table.csv")
        return (file, table)
    }

    @Test("Differences are shown and nothing is recorded without a decision")
    func undecided() throws {
        let (file, table) = try difference()
        let before = try folder.data("a.json")
        let outcome = try Briedums.run(["import", table, "-o", file, "--lang=en"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("V4"))
        #expect(outcome.output.contains("in the file: Yes"))
        #expect(outcome.output.contains("in the form: No"))
        #expect(!outcome.output.contains("V5"))
        #expect(outcome.messages.contains("--prefer"))
        #expect(try folder.data("a.json") == before)
    }

    @Test("A preference decides", arguments: [("file", "yes", "X"), ("form", "no", "Y")])
    func preference(_ side: String, _ expected: String, _ author: String) throws {
        let (file, table) = try difference()
        let outcome = try Briedums.run(
            ["import", table, "-o", file, "--prefer", side, "--author=Y"])
        #expect(outcome.status == 0)
        #expect(try answer("V4", in: "a.json")?["value"] as? String == expected)
        #expect(try answer("V4", in: "a.json")?["author"] as? String == author)
        #expect(try answer("V5", in: "a.json")?["author"] as? String == "Y")
        #expect(try answers("a.json")["revision"] as? Int == 3)
    }

    @Test(
        "At a terminal a person decides",
        arguments: [
            ("1\n", 0, "yes"), ("2\n", 0, "no"), ("3\n2\n", 0, "no"), ("3\nx\n1\n", 0, "yes"),
            ("\n", 1, "yes"), ("\u{4}", 1, "yes"),
        ])
    func asked(_ typed: String, _ status: Int, _ expected: String) throws {
        let (file, table) = try difference()
        let python = try Tool.required("python3")
        let outcome = try Tool.run(
            python,
            [
                Tool.script("type_in_terminal.py"), typed, ": ", Briedums.program.path, "import",
                table,
                "-o", file, "--lang=en",
            ])
        #expect(Int(outcome.status) == status, "\(outcome.output)")
        #expect(outcome.output.contains("What to keep?"))
        #expect(try answer("V4", in: "a.json")?["value"] as? String == expected)
        #expect((try answer("V5", in: "a.json") != nil) == (status == 0))
    }

    @Test("The answers of another institution or questionnaire are refused")
    func others() throws {
        let (file, _) = try difference()
        let table = try folder.write("registration_number;V4\n2;Nē\n", to: "other.csv")
        let outcome = try Briedums.run(["import", table, "-o", file, "--lang=en"])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("other-institution"))
        let form = folder.path("form.xlsx")
        #expect(try Briedums.run(["form", "-o", form]).status == 0)
        let definitions = try folder.copyDefinitions { $0.replacing("ITIL", with: "ITIL 4") }
        let digest = try Briedums.run(
            ["import", form, "-o", folder.path("b.json"), "--questionnaires", definitions])
        #expect(digest.status == 65)
        #expect(digest.messages.contains("answers.digest"))
        #expect(try Briedums.run(["import", form]).status == 64)
        #expect(try Briedums.run(["import", folder.path("none"), "-o", file]).status == 66)
    }

    @Test("Workbooks made to fill the memory are refused in 256 MiB of address space")
    func bombs() throws {
        let form = folder.path("form.xlsx")
        #expect(try Briedums.run(["form", "-o", form]).status == 0)
        let made = try Tool.run(
            try Tool.required("python3"),
            [Tool.script("make_bombs.py"), form, folder.path(".")])
        let paths = made.output.split(separator: "\n").map(String.init)
        #expect(paths.count == 4, "\(made.messages)")
        for path in paths {
            let outcome = try Briedums.shell(
                "ulimit -v 262144 && \"$briedums\" import \"$1\" -o - --lang en", [path])
            #expect(outcome.status == 65, "\(path): \(outcome.messages.prefix(300))")
            #expect(outcome.messages.contains("error[workbook."), "\(path)")
            #expect(outcome.messages.utf8.count < 1000)
        }
    }

    @Test("A form travels through pipes")
    func pipes() throws {
        let outcome = try Briedums.shell(
            "\"$briedums\" form \"$1\" --format xlsx | \"$briedums\" import - -o - --quiet",
            [Briedums.sample("high-group")])
        #expect(outcome.status == 0, "\(outcome.messages)")
        let sample = try JSONSerialization.jsonObject(
            with: Data(
                contentsOf: Briedums.repository.appending(path: Briedums.sample("high-group"))))
        let before = try #require((sample as? [String: Any])?["answers"] as? [String: Any])
        let after = try #require(try outcome.json()["answers"] as? [String: Any])
        #expect(Set(before.keys) == Set(after.keys))
        #expect(try outcome.json()["synthetic"] as? Bool == true)
    }
}
