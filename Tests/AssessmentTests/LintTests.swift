import Assessment
import Foundation
import Improvement
import Survey
import TestSupport
import TextFormats
import Testing

/// A small definition without faults, one fault put into it at a time, and what lint says.
///
/// The faults are in `LintMutations.swift`, the definition in `LintFixtures/small/1`.
@Suite struct LintTests {
    @Test(arguments: LintMutation.all)
    func `A fault is found, where it stands and nothing else`(mutation: LintMutation) throws {
        let file = "small/1/\(mutation.foundIn)"
        let findings = DefinitionLint.findings(in: try mutation.files())
        let expected = "\(mutation.severity) \(mutation.code) \(file) \(mutation.pointer)"
        let found = findings.map { finding in
            let location = finding.location
            let name = location?.file ?? ""
            return "\(finding.severity) \(finding.code) \(name) \(location?.pointer ?? "")"
        }
        #expect(mutation.spreads ? found.contains(expected) : found == [expected], "\(found)")
        guard let advice = mutation.advice else { return }
        #expect(findings.contains { $0.advice?.en.contains(advice) == true }, "\(advice)")
    }

    @Test func `The small definition has no faults`() throws {
        #expect(DefinitionLint.findings(in: try LintMutation.base()) == [])
    }

    @Test(arguments: DefinitionLibrary.bundled().names.map { "\($0.id)/\($0.version)" })
    func `A bundled version has no faults`(name: String) {
        let files = DefinitionLibrary.bundled().versions.filter { $0.folder == name }
        #expect(files.count == 1)
        #expect(files.flatMap { DefinitionLint.findings(in: $0) } == [])
    }

    @Test(arguments: [(1, 0), (2, 1)])
    func `An action whose references are all over is reported when a date is given`(
        half: Int, count: Int
    ) throws {
        let found = DefinitionLint.findings(
            in: try LintMutation.base(), at: HalfYear(year: 2026, half: half))
        #expect(found.map(\.code) == Array(repeating: "lint.references-expired", count: count))
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(found.allSatisfy { $0.location?.pointer == "/actions/0/references" })
    }

    @Test func `A missing file is named`() throws {
        for name in DefinitionFiles.names where !DefinitionFiles.optionalNames.contains(name) {
            let base = try LintMutation.base()
            let files = DefinitionFiles(
                folder: base.folder, sources: base.sources.filter { $0.key != name })
            let found = DefinitionLint.findings(in: files)
            let missing = found.filter { $0.code == "definition.missing-file" }
            #expect(missing.map { $0.location?.file } == ["small/1/\(name)"])
            #expect(found.count == 1, "\(found.map { $0.rendered(in: .english) })")
        }
    }

    @Test func `A folder that is not named for the version is reported`() throws {
        let base = try LintMutation.base()
        let found = DefinitionLint.findings(
            in: DefinitionFiles(folder: "small/2", sources: base.sources))
        #expect(found.map(\.code) == ["lint.folder-name"])
        #expect(found.first?.severity == .warning)
        #expect(found.first?.location?.pointer == "/version")
    }

    /// The column is that of the word at fault within the rule, not of the rule.
    @Test(arguments: [
        ("Q1 = yes", "Q1 = yess", 7, 21), ("Q1 = yes", "kid = yes", 7, 16),
        ("=> Q2 > 0", "=> Q2 > 0 0", 7, 35), ("S.key = all", "S.kye = all", 15, 60),
    ])
    func `A fault in a rule is reported at its character`(
        old: String, new: String, line: Int, column: Int
    ) throws {
        let mutation = LintMutation("rules", old, new, "rule.syntax", "")
        let findings = DefinitionLint.findings(in: try mutation.files())
        let positions = findings.map { $0.location?.position }
        #expect(positions == [SourcePosition(line: line, column: column)])
    }

    /// Codes that reading a definition can give, found in the sources, all have a fault above.
    @Test func `Every code has a fault that shows it`() throws {
        // To reach the limit of a search takes too long for a test.
        var known: Set<String> = [
            "definition.missing-file", "lint.folder-name", "lint.rules-undecided",
            "lint.references-expired",
        ]
        known.formUnion(LintMutation.all.map(\.code))
        known.formUnion(RuleSetLintTests.cases.map(\.code))
        var codes: Set<String> = []
        for room in [
            "TextFormats", "Survey/Definitions", "Consistency", "Maturity", "Improvement",
            "Assessment",
        ] {
            let folder = "\(Repository.folder)/Sources/\(room)"
            let names = try #require(FileManager.default.subpaths(atPath: folder))
            for name in names where name.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                let code = /"((?:json|definition|rule|maturity|actions|lint)\.[a-z0-9-]+)"/
                codes.formUnion(text.matches(of: code).map { String($0.output.1) })
            }
        }
        codes.subtract(DefinitionFiles.names)
        #expect(codes.subtracting(known).sorted() == [])
        #expect(known.subtracting(codes).sorted() == [])
    }
}

/// The versions inside the program against the folder from which they come.
@Suite struct BundledFilesTests {
    @Test func `Every file of the questionnaires is bundled byte for byte`() throws {
        let folder = "\(Repository.folder)/Questionnaires/vppp"
        let paths = try #require(FileManager.default.subpaths(atPath: folder))
            .filter { $0.hasSuffix(".json") }
        var bundled: [String: [UInt8]] = [:]
        for version in DefinitionLibrary.bundled().versions {
            for (name, source) in version.sources {
                bundled["\(version.folder)/\(name)"] = source.bytes
            }
        }
        #expect(bundled.keys.sorted() == paths.map { "vppp/\($0)" }.sorted())
        for path in paths {
            let bytes = try Repository.bytes("Questionnaires/vppp/\(path)")
            #expect(bundled["vppp/\(path)"] == bytes, "\(path)")
        }
    }

    @Test func `A folder of questionnaires is the same library`() throws {
        let bundled = DefinitionLibrary.bundled()
        let folder = try DefinitionLibrary.folder("\(Repository.folder)/Questionnaires")
        #expect(folder.names.map { "\($0)" } == bundled.names.map { "\($0)" })
        let digests = [bundled, folder].map { library in
            library.versions.map { $0.parsed(log: DiagnosticLog()).digest() }
        }
        #expect(digests[0] == digests[1])
    }
}
