import Foundation
import Testing

/// A report with an audit says what `audit` says, figure by figure, and nothing else changes.
@Suite struct AuditedReportTests {
    private static let answers = "Samples/institutions/contradictory.answers.json"
    private static let audit = "Samples/audit/contradictory.audit.json"
    private static let titles = ["lv": "Auditora pārbaude", "en": "Verification by an auditor"]

    private func report(
        _ arguments: [String] = [answers, "--audit", audit], format: String = "md",
        _ language: String = "en"
    ) throws -> Outcome {
        try Briedums.run(
            ["report"] + arguments + [
                "--date=2026-11-21", "--format", format, "-o", "-", "--lang", language,
            ])
    }

    /// The lines of the part on the audit and all the others.
    private func split(
        _ report: String, _ language: String
    ) throws -> (part: [Substring], others: [Substring]) {
        let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
        let title = try #require(Self.titles[language])
        let start = try #require(lines.firstIndex { $0 == "## \(title)" })
        let end = try #require(lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") })
        return (Array(lines[start..<end]), Array(lines[..<start] + lines[end...]))
    }

    @Test("The part on the audit is as approved", arguments: ["lv", "en"])
    func part(_ language: String) throws {
        let outcome = try report([Self.answers, "--audit", Self.audit], language)
        #expect(outcome.status == 0 && outcome.messages.isEmpty)
        let part = try split(outcome.output, language).part.joined(separator: "\n")
        try expectSnapshot(part, named: "report/audit-part.\(language).md")
    }

    @Test("Elsewhere only the summary, the method and its example tell of the audit")
    func otherParts() throws {
        let plain = try report([Self.answers]).output
            .split(separator: "\n", omittingEmptySubsequences: false)
        let others = try split(report().output, "en").others
        let changes = others.difference(from: plain)
        let removed = changes.removals.map { change -> Substring in
            guard case .remove(_, let line, _) = change else { return "" }
            return line
        }
        let added = changes.insertions.compactMap { change -> String? in
            guard case .insert(_, let line, _) = change, !line.isEmpty else { return nil }
            return String(line)
        }
        #expect(removed == ["    briedums report FAILS.answers.json --date 2026-11-21"])
        try #require(added.count == 6)
        #expect(added[0].hasPrefix("Verification by an auditor: no conclusion can be given."))
        // sha256sum of the file
        let digest = try Tool.run(try Tool.required("sha256sum"), [Self.audit]).output.prefix(64)
        #expect(added[1] == "- Digest of the audit file: sha256:\(digest)")
        #expect(added[4].contains("--audit FAILS.audit.json --date 2026-11-21"))
        #expect(added[5].contains("does not open or judge evidence"))
    }

    // MARK: Figures

    private typealias Object = [String: Any]

    private func object(_ path: String) throws -> Object {
        let data = try Data(contentsOf: Briedums.repository.appending(path: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    }

    /// The rows of each table of the part on the audit: texts of the cells, then of the notes.
    private func tables(_ report: Object) throws -> [[(cells: [String], notes: [String])]] {
        let blocks = try #require(report["blocks"] as? [Object])
        func english(_ object: Any?) -> String { (object as? [String: String])?["en"] ?? "" }
        func texts(_ spans: Any?) -> [String] {
            (spans as? [Object] ?? []).map { english($0["text"]) }
        }
        let start = try #require(blocks.firstIndex { english($0["text"]) == Self.titles["en"] })
        let rest = blocks[(start + 1)...].prefix { $0["level"] as? Int != 2 }
        return rest.filter { $0["type"] as? String == "table" }.map { table in
            (table["rows"] as? [Object] ?? []).map { (texts($0["cells"]), texts($0["notes"])) }
        }
    }

    @Test("The counts are those of the verdicts in the audit file")
    func counts() throws {
        let verdicts = try #require(try object(Self.audit)["verdicts"] as? [String: Object])
        func count(_ condition: (Object) -> Bool) -> String {
            "\(verdicts.values.filter(condition).count)"
        }
        func isOpen(_ verdict: Object) -> Bool {
            (verdict["self_assessed"] as? Object)?["state"] as? String == "unknown"
        }
        func isVerdict(_ name: String) -> (Object) -> Bool {
            { $0["verdict"] as? String == name }
        }
        let table = try tables(report(format: "json").json())[0]
        let shown = table.map { $0.cells[1] }
        #expect(
            shown.prefix(6) == [
                count { !isVerdict("not_verified")($0) }, count(isVerdict("confirmed")),
                count { isVerdict("refuted")($0) && !isOpen($0) },
                count { isVerdict("refuted")($0) && isOpen($0) },
                count(isVerdict("not_verified")), "0",
            ])
        // 2 of the 7 verified answers that had said something.
        #expect(shown[6] == "28.6%")
    }

    @Test("Every verdict stands beside the answer, with reason, evidence, auditor and date")
    func verdicts() throws {
        let verdicts = try #require(try object(Self.audit)["verdicts"] as? [String: Object])
        let tables = try tables(report(format: "json").json())
        try #require(tables.count == 6)
        let words = ["yes": "Yes", "no": "No", "unknown": "unknown"]
        func word(_ statement: Any?) -> String? {
            let statement = statement as? [String: String]
            return (statement?["value"] ?? statement?["state"]).flatMap { words[$0] }
        }
        var seen: Set<String> = []
        for (table, name) in [(2, "refuted"), (3, "not_verified"), (4, "confirmed")] {
            for row in tables[table] {
                let verdict = try #require(verdicts[row.cells[0]])
                #expect(verdict["verdict"] as? String == name)
                #expect(row.cells[2] == word(verdict["self_assessed"]))
                if name == "refuted" { #expect(row.cells[3] == word(verdict["verified"])) }
                #expect(row.notes[0] == verdict["reason"] as? String)
                let auditor = try #require(verdict["auditor"] as? String)
                let sources =
                    (verdict["evidence"] as? [String] ?? [])
                    + (verdict["documents"] as? [String] ?? [])
                for text in sources + [auditor, "2026-11-20"] {
                    #expect(row.notes[1].contains(text))
                }
                seen.insert(row.cells[0])
            }
        }
        #expect(seen == Set(verdicts.keys))
    }

    @Test("The dimensions are as score computes them with and without the audit")
    func dimensions() throws {
        func dimensions(_ arguments: [String]) throws -> [Object] {
            let score = try Briedums.run(["score", "--json", Self.answers] + arguments).json()
            return try #require(score["dimensions"] as? [Object])
        }
        let expected = [
            try dimensions([]), try dimensions(["--audit", Self.audit]),
        ]
        let rows = try tables(report(format: "json").json())[1].map(\.cells)
        try #require(rows.count == 12)
        for dimension in 0..<4 {
            for picture in 0..<2 {
                let score = expected[picture][dimension]
                let percents = ["point", "lowest", "highest"].map { key in
                    let percent = (score[key] as? Object)?["percent"] as? Double ?? -1
                    return String(format: "%.1f%%", percent)
                }
                let row = rows[dimension * 3 + picture]
                #expect(Array(row[2...4]) == percents)
                #expect(row[5].lowercased() == score["level"] as? String)
            }
            #expect(rows[dimension * 3 + 2][2] == "–")
        }
    }

    @Test("The JSON file has what audit --json says, and other reports have no such member")
    func member() throws {
        let audited = try report(format: "json").json()
        let result = try Briedums.run(["audit", "--json", Self.answers, Self.audit]).json()
        let member = try #require(audited["audit"] as? Object)
        #expect(member as NSDictionary == result as NSDictionary)
        #expect(try report([Self.answers], format: "json").json()["audit"] == nil)
    }

    @Test("Other thresholds are obeyed and named, and need an audit")
    func policy() throws {
        let folder = try TemporaryFolder()
        let text = try String(
            contentsOf: Briedums.repository.appending(path: "Questionnaires/audit-policy.json"),
            encoding: .utf8)
        let strict = try folder.write(
            text.replacing("\"dimensions\": 2", with: "\"dimensions\": 1")
                .replacing("defaults of this tool", with: "those of the audit office"),
            to: "strict.json")
        let outcome = try report([Self.answers, "--audit", Self.audit, "--policy", strict])
        #expect(outcome.output.contains("> The self-assessment is not confirmed."))
        #expect(outcome.output.contains("those of the audit office"))
        let alone = try report([Self.answers, "--policy", strict])
        #expect(alone.status == 64 && alone.output.isEmpty)
    }

    // MARK: What does not fit

    @Test(
        "An audit that does not fit is refused, and nothing is written",
        arguments: [
            (["clean"], audit, 65, "[audit.other-institution]"),
            (["contradictory"], "none.audit.json", 66, "none.audit.json"),
            (["contradictory", "clean"], audit, 64, "--audit is about one answers file"),
            (["contradictory"], answers, 65, "contradictory.answers.json"),
        ])
    func refused(_ samples: [String], _ audit: String, _ status: Int32, _ text: String) throws {
        for command in ["report", "bundle"] where command == "report" || samples.count == 1 {
            let folder = try TemporaryFolder()
            let outcome = try Briedums.run(
                [command] + samples.map { Briedums.sample($0) } + [
                    "--audit", audit, "--lang=en", "-o",
                    command == "report" ? folder.path("") : folder.path("a.zip"),
                ])
            #expect(outcome.status == status, "\(outcome.messages)")
            #expect(outcome.messages.contains(text), "\(outcome.messages)")
            #expect(folder.names.isEmpty)
        }
    }

    @Test("Verdicts out of date are warned of; the report is made and says so")
    func stale() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("contradictory", as: "a.answers.json")
        #expect(try Briedums.run(["set", file, "V8=yes"]).status == 0)
        let outcome = try report([file, "--audit", Self.audit])
        #expect(outcome.status == 0)
        #expect(outcome.messageLines.count == 1)
        #expect(outcome.messages.contains("warning[audit.stale]"))
        #expect(outcome.messages.contains("answers were changed after the verdict: V8."))
        let part = try split(outcome.output, "en").part
        #expect(part.contains("### Verdicts out of date: 1"))
        #expect(part.contains("| Verdicts out of date | 1 |"))
        #expect(part.contains("| Confirmed | 4 |"))
        #expect(part.contains { $0.hasPrefix("> The answers file has changed") })
        let audited = try Briedums.run(["audit", file, Self.audit])
        #expect(audited.status == 1, "audit alone tells by its status")
    }

    @Test("Evidence that has changed or is missing is warned of, and there is no conclusion")
    func evidence() throws {
        let folder = try TemporaryFolder()
        let copy = folder.url.appending(path: "audit")
        try FileManager.default.copyItem(
            at: Briedums.repository.appending(path: "Samples/audit"), to: copy)
        try folder.write("x", to: "audit/evidence/reglaments.txt")
        try FileManager.default.removeItem(
            at: copy.appending(path: "evidence/pakalpojumu-politika.txt"))
        let audit = folder.path("audit/contradictory.audit.json")
        let outcome = try report([Self.answers, "--audit", audit])
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("warning[audit.evidence-changed]"))
        #expect(outcome.messages.contains("warning[audit.evidence-missing]"))
        #expect(outcome.output.contains("> No conclusion can be given."))
        #expect(outcome.output.contains("✗ changed") && outcome.output.contains("✗ missing"))
        // A bundle is as honest, although it holds the changed file.
        let bundled = try Briedums.run([
            "bundle", Self.answers, "--audit", audit, "--format=md", "--lang=en", "-o",
            folder.path("b"),
        ])
        #expect(bundled.status == 0)
        #expect(bundled.messages.contains("warning[audit.evidence-missing]"))
        #expect(try Briedums.run(["verify", folder.path("b")]).status == 0)
        let stated = try String(
            contentsOf: URL(filePath: folder.path("b/audit-result.json")), encoding: .utf8)
        #expect(stated.contains("\"criterion\": \"evidence_not_intact\""))
    }
}
