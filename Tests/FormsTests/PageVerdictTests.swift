import Assessment
import Consistency
import Forms
import Foundation
import Survey
import TestSupport
import Testing
import TextFormats

@Suite("The page judges answers as the program does")
struct PageVerdictTests {
    private static let count = 500

    @Test("500 random responses, the rules judged by the page in a browser")
    func verdicts() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        let definition = try Bundled.definition()
        let questionnaire = definition.questionnaire
        var cases: [JSONOutput] = []
        var violatedCount = 0
        for _ in 0..<Self.count {
            let response = RandomResponse.response(to: questionnaire, using: &random)
            let state = definition.state(of: response)
            // The rules in their order, as the program judges each.
            let violated = definition.rules.edits.filter { edit in
                state.isEvaluated(edit.operands)
                    && state.truth(of: edit.formula, negation: edit.negation) == .violated
            }
            violatedCount += violated.count
            cases.append(
                .object([
                    ("document", ResponseWriter.json(response, of: questionnaire)),
                    ("violated", .array(violated.map { .string($0.id) })),
                ]))
        }
        #expect(violatedCount > Self.count, "the responses violate hardly any rule")
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "briedums-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = PageForm(definition, response: nil, in: .english).html
        try Data(page.utf8).write(to: folder.appending(path: "page.html"))
        try Data(JSONOutput.array(cases).canonical())
            .write(to: folder.appending(path: "cases.json"))

        let process = Process()
        let messages = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = "\(Repository.folder)/Tests/EndToEndTests/Scripts/fill_page.py"
        process.arguments = ["python3", script, "-", folder.path, "verdicts"]
        process.standardError = messages
        try process.run()
        let text = String(
            decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 77 {
            try FileHandle.standardError.write(contentsOf: Data("SKIPPED: \(text)".utf8))
            try Test.cancel("\(text)")
        }
        #expect(process.terminationStatus == 0, "seed \(seed): \(text)")
    }
}
