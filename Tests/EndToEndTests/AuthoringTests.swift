import Foundation
import Testing

/// From an empty folder to a questionnaire that passes the lint, as docs/authoring.md goes.
@Suite struct AuthoringTests {
    private static let example = "Samples/questionnaires/accessibility/1"
    private static let parts = ["glossary", "rules", "maturity", "groups", "actions"]

    private let folder: TemporaryFolder
    private let version: URL

    init() throws {
        folder = try TemporaryFolder()
        version = URL(filePath: folder.path("mine/accessibility/1"))
        try FileManager.default.createDirectory(at: version, withIntermediateDirectories: true)
    }

    private func lint(_ language: String = "en") throws -> (status: Int32, lines: [String]) {
        let outcome = try Briedums.run(["lint", folder.path("mine"), "--lang", language])
        let findings = (outcome.output + outcome.messages).split(separator: "\n")
            .filter { $0.contains(/: (error|kļūda)\[/) }
        return (outcome.status, findings.map(String.init))
    }

    private func copy(_ part: String) throws {
        let target = version.appending(path: "\(part).json")
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(
            at: Briedums.repository.appending(path: "\(Self.example)/\(part).json"), to: target)
    }

    @Test("An empty folder is told what to begin with", arguments: ["lv", "en"])
    func empty(_ language: String) throws {
        let found = try lint(language)
        #expect(found.status == 66)
        #expect(found.lines.count == 1)
        #expect(found.lines.first?.contains("definition.none") == true)
        #expect(found.lines.first?.hasSuffix("/questionnaire.json.") == true)
    }

    @Test("Every missing file is named with a beginning that can be read", arguments: ["lv", "en"])
    func beginnings(_ language: String) throws {
        try copy("questionnaire")
        let missing = try lint(language)
        #expect(missing.status == 65)
        #expect(missing.lines.count == Self.parts.count)
        for (number, part) in Self.parts.sorted().enumerated() {
            let line = try #require(missing.lines.first { $0.contains("/\(part).json:") })
            let beginning = try #require(line.firstIndex(of: "{").map { String(line[$0...]) })
            try Data(beginning.utf8).write(to: version.appending(path: "\(part).json"))
            let left = try lint(language).lines.filter { $0.contains("definition.missing-file") }
            #expect(left.count == Self.parts.count - 1 - number)
        }
        // What is left to say is about dimensions and levels, of which there must be some.
        let found = try lint(language)
        #expect(found.status == 65)
        #expect(found.lines.allSatisfy { $0.contains("/maturity.json") }, "\(found.lines)")
    }

    @Test("File by file the lint falls silent, and the questionnaire can be answered")
    func walk() throws {
        for (number, part) in (["questionnaire"] + Self.parts).enumerated() {
            try copy(part)
            let found = try lint()
            #expect(found.lines.count == Self.parts.count - number, "after \(part)")
            #expect(found.status == (number == Self.parts.count ? 0 : 65))
        }
        let answers = folder.path("site.answers.json")
        let mine = ["--questionnaires", folder.path("mine")]
        let new = try Briedums.run(
            [
                "new", answers, "--registration-number=40000000000", "--name=Example",
                "--year=2026", "--synthetic", "owner=public", "visitors=500",
            ] + mine)
        #expect(new.status == 0, "\(new.messages)")
        let check = try Briedums.run(["check", answers] + mine)
        #expect(check.status == 0, "\(check.messages)")
    }
}
