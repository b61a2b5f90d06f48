import Foundation
import Testing

/// A bundle that was changed anywhere does not pass for the one that was made.
@Suite struct BundleTests {
    private static let small = "Tests/AssessmentTests/LintFixtures/small"

    /// A bundle of answers to a questionnaire of four questions, quick to compute anew, with an
    /// audit and its evidence.
    private func smallBundle(_ folder: TemporaryFolder, named name: String) throws -> String {
        let answers = folder.path("small.answers.json")
        let audit = folder.path("small.audit.json")
        let bundle = folder.path(name)
        if !FileManager.default.fileExists(atPath: answers) {
            let new = try Briedums.run([
                "new", answers, "--registration-number=1", "--name=Maza", "kind=other",
                "--questionnaires=\(Self.small)",
            ])
            try #require(new.status == 0, "\(new.messages)")
            let set = try Briedums.run([
                "set", answers, "Q1=yes", "--comment=<b>", "--questionnaires=\(Self.small)",
            ])
            try #require(set.status == 0, "\(set.messages)")
            let recorded = try Briedums.run([
                "audit", "record", answers, audit, "Q1=refuted:no", "--auditor=A", "--reason=r",
                "--evidence", try folder.write("The register is empty.\n", to: "register.txt"),
                "--date=2026-11-20", "--questionnaires=\(Self.small)",
            ])
            try #require(recorded.status == 0, "\(recorded.messages)")
        }
        let made = try Briedums.run([
            "bundle", answers, "-o", bundle, "--date=2026-11-21", "--format=html,xlsx",
            "--audit", audit, "--questionnaires=\(Self.small)",
        ])
        try #require(made.status == 0, "\(made.messages)")
        return bundle
    }

    @Test func `A bundle that nobody changed is verified`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.zip", "a-folder"] {
            let bundle = try smallBundle(folder, named: name)
            let outcome = try Briedums.run(["verify", bundle, "--lang=en"])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("everything agrees"))
            #expect(outcome.messages.isEmpty)
        }
    }

    @Test func `Each of 1,000 random changes of one byte is detected`() throws {
        let folder = try TemporaryFolder()
        let original = try Data(
            contentsOf: URL(filePath: try smallBundle(folder, named: "a.zip")))
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix(state: seed)
        let changes = (0..<1000).map { _ in
            (
                place: Int.random(in: 0..<original.count, using: &generator),
                change: UInt8.random(in: 1...255, using: &generator)
            )
        }
        let undetected = Undetected()
        let paths = changes.indices.map { folder.path("changed-\($0).zip") }
        DispatchQueue.concurrentPerform(iterations: changes.count) { index in
            let (place, change) = changes[index]
            var bytes = original
            bytes[bytes.startIndex + place] ^= change
            let path = paths[index]
            do {
                try bytes.write(to: URL(filePath: path))
                let outcome = try Briedums.run(["verify", path])
                if outcome.status != 65 || !outcome.messages.contains(path) {
                    undetected.add("byte \(place) ^ \(change): status \(outcome.status)")
                }
                try FileManager.default.removeItem(atPath: path)
            } catch {
                undetected.add("byte \(place) ^ \(change): \(error)")
            }
        }
        #expect(undetected.texts == [], "seed \(seed)")
    }

    @Test(
        "The first file that differs is named",
        arguments: [
            ("answers.json", "answers.json"), ("definition/rules.json", "definition/rules.json"),
            ("reports/report.lv.html", "reports/report.lv.html"), ("audit.json", "audit.json"),
            ("audit-result.json", "audit-result.json"),
            ("evidence/1-register.txt", "evidence/1-register.txt"),
            ("manifest.json", "manifest.json"),
        ])
    func namesFile(_ change: (file: String, named: String)) throws {
        let folder = try TemporaryFolder()
        let bundle = try smallBundle(folder, named: "b")
        let path = URL(filePath: "\(bundle)/\(change.file)")
        var bytes = try Data(contentsOf: path)
        bytes[bytes.startIndex + bytes.count / 2] ^= 1
        try bytes.write(to: path)
        let outcome = try Briedums.run(["verify", bundle, "--lang=en"])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("\(bundle): \(change.named)"), "\(outcome.messages)")
    }

    @Test
    func `A report that is changed together with the manifest differs from the one made anew`()
        throws
    {
        let folder = try TemporaryFolder()
        let bundle = try smallBundle(folder, named: "c")
        let outcome = try verifyChanged(bundle, "reports/report.lv.html", "s/Maza/Lapa/")
        #expect(outcome.status == 65)
        #expect(
            outcome.messages.contains("reports/report.lv.html")
                && outcome.messages.contains("anew"),
            "\(outcome.messages)")
    }

    /// Changes a file with `sed`, and the manifest so that it agrees; then verifies the bundle.
    private func verifyChanged(
        _ bundle: String, _ file: String, _ change: String
    ) throws -> Outcome {
        try Briedums.shell(
            #"""
            cd "$1"
            old=$(sha256sum "$2" | cut -d' ' -f1)
            size=$(stat -c %s "$2")
            sed -i "$3" "$2"
            new=$(sha256sum "$2" | cut -d' ' -f1)
            test "$old" != "$new" || exit 99
            sed -i "/\"path\": \"$(echo "$2" | sed 's|/|\\/|g')\"/,/}/{
                s/$old/$new/; s/\"bytes\": $size\b/\"bytes\": $(stat -c %s "$2")/
            }" manifest.json
            "$briedums" verify --lang en "$1"
            """#, [bundle, file, change])
    }

    @Test(
        "A statement that does not follow from answers and audit is named, though the manifest agrees",
        arguments: [
            (
                "s/\"grade\": \"not_confirmed\"/\"grade\": \"confirmed\"/",
                "/conclusion/grade: \"confirmed\" is stated, but \"not_confirmed\" follows"
            ),
            (
                "s/\"exact\": \"1\", \"percent\": 100.0/\"exact\": \"0\", \"percent\": 0.0/",
                "/conclusion/refuted_share/exact: \"0\" is stated, but \"1\" follows"
            ),
            ("s/\"refuted\": 1/\"refuted\": 0/", "/counts/refuted: 0 is stated, but 1 follows"),
            (
                "s/\"id\": \"Q1\"/\"id\": \"Q2\"/",
                "/differences/0/id: \"Q2\" is stated, but \"Q1\" follows"
            ),
            ("s/\"status\": \"intact\"/\"status\": \"changed\"/", "/evidence/0/status"),
        ])
    func namesStatement(_ change: String, _ named: String) throws {
        let folder = try TemporaryFolder()
        let bundle = try smallBundle(folder, named: "s")
        let outcome = try verifyChanged(bundle, "audit-result.json", change)
        #expect(outcome.status == 65)
        #expect(
            outcome.messages.contains("audit-result.json: error[bundle.changed]: \(named)"),
            "\(outcome.messages)")
    }

    @Test("Evidence or an audit changed with the manifest no longer gives the conclusion stated")
    func changedGrounds() throws {
        for (file, change, named) in [
            ("evidence/1-register.txt", "s/empty/full/", "\"no_conclusion\" follows"),
            ("audit.json", "s/\"r\"/\"s\"/", "audit-result.json: error[bundle.changed]"),
        ] {
            let folder = try TemporaryFolder()
            let bundle = try smallBundle(folder, named: "g")
            let outcome = try verifyChanged(bundle, file, change)
            #expect(outcome.status == 65)
            #expect(outcome.messages.contains(named), "\(outcome.messages)")
        }
    }

    @Test func `A missing and a further file are named`() throws {
        let folder = try TemporaryFolder()
        let bundle = try smallBundle(folder, named: "d")
        try Data("x".utf8).write(to: URL(filePath: "\(bundle)/reports/more.txt"))
        let more = try Briedums.run(["verify", bundle])
        #expect(more.status == 65 && more.messages.contains("reports/more.txt"))
        try FileManager.default.removeItem(atPath: "\(bundle)/reports/more.txt")
        try FileManager.default.removeItem(atPath: "\(bundle)/definition/groups.json")
        let less = try Briedums.run(["verify", bundle])
        #expect(less.status == 65 && less.messages.contains("definition/groups.json"))
    }

    @Test func `A bundle with a plan, an attachment and a capacity is the same each time`() throws {
        let folder = try TemporaryFolder()
        let plan = folder.path("plan.json")
        let planned = try Briedums.run([
            "plan", Briedums.sample("clean"), "--capacity=40", "--date=2026-11-21", "-o", plan,
        ])
        #expect(planned.status == 0)
        for options in [["--plan", plan], ["--capacity=40", "--start=2027-Q1"]] {
            let paths = ["one.zip", "two.zip"].map { folder.path($0) }
            for path in paths {
                let made = try Briedums.run(
                    [
                        "bundle", Briedums.sample("clean"), "--date=2026-11-21", "--format=md",
                        "--force", "--attach", plan, "-o", path,
                    ] + options)
                #expect(made.status == 0, "\(made.messages)")
            }
            let bytes = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
            #expect(bytes[0] == bytes[1])
            #expect(try Briedums.run(["verify", paths[0]]).status == 0)
        }
    }
}

/// What went undetected, gathered from several threads.
private final class Undetected: @unchecked Sendable {
    private let lock = NSLock()
    private var gathered: [String] = []

    func add(_ text: String) { lock.withLock { gathered.append(text) } }
    var texts: [String] { lock.withLock { gathered.sorted() } }
}

/// SplitMix64, for changes that a printed seed repeats.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
