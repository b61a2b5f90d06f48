import Foundation
import Testing

/// A fault in a file is named with its place, together with all others of the file.
@Suite struct ErrorTests {
    /// Faults put into the clean sample, with the text that replaces and what must be said.
    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let code: String
        let pointer: String
        var testDescription: String { code }
    }

    private static let faults = [
        Fault(
            old: #""V4": { "value": "no" }"#, new: #""V4": { "value": "noo" }"#,
            code: "answers.unknown-option", pointer: "/answers/V4/value"),
        Fault(
            old: #""V5": { "value": "no" }"#, new: #""V500": { "value": "no" }"#,
            code: "answers.unknown-question", pointer: "/answers/V500"),
        Fault(
            old: #""kind": "institution""#, new: #""kynd": "institution""#,
            code: "answers.unknown-field", pointer: "/profile/kynd"),
    ]

    private static func text(_ sample: String) throws -> String {
        try String(
            contentsOf: Briedums.repository.appending(path: Briedums.sample(sample)),
            encoding: .utf8)
    }

    @Test("A fault names file, line, column and pointer", arguments: faults)
    func place(_ fault: Fault) throws {
        let folder = try TemporaryFolder()
        let original = try Self.text("clean")
        #expect(original.contains(fault.old))
        try folder.write(original.replacing(fault.old, with: fault.new), to: "bad.json")
        for language in ["lv", "en"] {
            let outcome = try Briedums.run(
                ["check", "bad.json", "--lang", language], in: folder.url)
            #expect(outcome.status == 65)
            #expect(outcome.messageLines.count == 1)
            let line = try #require(outcome.messageLines.first)
            let word = language == "lv" ? "kļūda" : "error"
            let lineNumber = original.prefix(
                upTo: try #require(original.range(of: fault.old)).lowerBound
            )
            .split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(line.hasPrefix("bad.json:\(lineNumber):"), "\(line)")
            #expect(line.contains(": \(word)[\(fault.code)] \(fault.pointer): "), "\(line)")
        }
    }

    @Test("All faults of a file are named in one run")
    func allFaults() throws {
        let folder = try TemporaryFolder()
        var text = try Self.text("clean")
        for fault in Self.faults { text = text.replacing(fault.old, with: fault.new) }
        let path = try folder.write(text, to: "bad.json")
        let outcome = try Briedums.run(["check", path])
        #expect(outcome.status == 65)
        #expect(outcome.messageLines.count == Self.faults.count)
        for fault in Self.faults { #expect(outcome.messages.contains(fault.code)) }
    }

    @Test("A fault on standard input is placed in <stdin>")
    func standardInput() throws {
        let outcome = try Briedums.run(["check", "-"], input: "{\n  \"schema\": nix\n}")
        #expect(outcome.status == 65)
        #expect(outcome.messages.hasPrefix("<stdin>:2:13: "), "\(outcome.messages)")
    }

    @Test(
        "Broken files are refused with a place and a reason",
        arguments: [
            ("", "1:1"), ("{", "1:2"), ("[]", "1:1"), ("{\"schema\": 1,}", "1:13"),
            ("{\"a\": 1, \"a\": 2}", "1:10"), ("{\"schema\": \"briedums.answers/2\"}", "1:12"),
            ("\u{FEFF}{}", "1:1"), ("not json", "1:1"), ("{}{}", "1:3"),
        ])
    func broken(_ text: String, _ place: String) throws {
        let outcome = try Briedums.run(["check", "-"], input: text)
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains("<stdin>:\(place): kļūda["), "\(outcome.messages)")
    }

    @Test("A binary file is refused, not shown")
    func binary() throws {
        let outcome = try Briedums.run(["check", Briedums.program.path])
        #expect(outcome.status == 65)
        #expect(outcome.messageLines.count < 5)
        #expect(!outcome.messages.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    @Test("Alike faults are grouped after ten", arguments: [10, 11, 25])
    func grouped(_ count: Int) throws {
        let answers = (0..<count).map { "\"X\($0)\": { \"value\": \"no\" }" }
        let text = try Self.text("new").replacing(
            /"answers": \{\s*\}/, with: "\"answers\": {\(answers.joined(separator: ",\n"))}")
        let outcome = try Briedums.run(["check", "-", "--lang=en"], input: text)
        #expect(outcome.status == 65)
        #expect(outcome.messageLines.count == min(count, 10) + (count > 10 ? 1 : 0))
        #expect(outcome.messages.contains("\(count - 10) × [") == (count > 10))
    }

    @Test("A fault in a definition is named by lint with its place, all in one run")
    func lint() throws {
        let folder = try TemporaryFolder()
        let path = try folder.copyDefinitions(changing: "rules.json") {
            $0.replacing("V21 = yes", with: "V21 = yess").replacing("V10 = yes", with: "V100 = yes")
        }
        let outcome = try Briedums.run(["lint", "\(path)/vppp/2021.1", "--lang=en"])
        #expect(outcome.status == 65)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count >= 2)
        for line in lines {
            #expect(line.contains(/rules\.json:[0-9]+:[0-9]+: error\[[a-z.-]+\] \/rules\/[0-9]+/))
        }
        #expect(outcome.output.contains("Did you mean"))
        let json = try Briedums.run(["lint", "\(path)/vppp/2021.1", "--json"])
        #expect(json.status == 65)
        #expect((try json.json()["findings"] as? [Any])?.count == lines.count)
    }
}
