import Assessment
import Survey
import TestSupport
import TextFormats
import Testing

/// Rule sets that are faulty as a whole, put into the small definition.
@Suite struct RuleSetLintTests {
    /// A faulty rule set, and the finding that it must cause.
    struct Case: Sendable, CustomTestStringConvertible {
        let rules: [String]
        let code: String
        let severity: Diagnostic.Severity
        let file: String
        let pointer: String
        let message: String

        var testDescription: String { "\(code): \(rules)" }
    }

    static let cases: [Case] = [
        Case(
            rules: ["Q1 = yes", "Q1 = yes => Q2 > 3", "Q2 <= 3"], code: "lint.rules-contradictory",
            severity: .error, file: "rules", pointer: "/rules/0/rule",
            message: "no answers can satisfy R1, R2, R3 together."),
        Case(
            rules: ["Q2 > 3 => Q1 = yes", "Q1 = yes => Q2 > 5", "Q2 > 3 => Q2 > 4"],
            code: "lint.rule-implied", severity: .warning, file: "rules",
            pointer: "/rules/2/rule", message: "R3 follows from R1, R2."),
        Case(
            rules: ["Q1 = yes => Q2 < 3", "Q1 = yes and Q2 > 5 => Q3.all = all"],
            code: "lint.rule-never-applies", severity: .warning, file: "rules",
            pointer: "/rules/1/rule", message: "the condition of R2 never holds (R1)."),
        Case(
            rules: ["Q1 = yes => Q2 > 3", "Q1 = yes => Q2 < 3"], code: "lint.answer-impossible",
            severity: .warning, file: "questionnaire", pointer: "/questions/0",
            message: "Q1: the answer 'yes' always contradicts (R1, R2)."),
    ]

    @Test(arguments: cases) func `A faulty rule set is reported with its proof`(
        example: Case
    ) throws {
        let base = try LintMutation.base()
        let text = "{ \"lv\": \"Teksts.\", \"en\": \"A text.\" }"
        let rules = example.rules.enumerated().map { index, rule in
            "{ \"id\": \"R\(index + 1)\", \"kind\": \"hard\", \"rule\": \"\(rule)\", "
                + "\"message\": \(text), \"check\": \(text), \"source\": \(text) }"
        }.joined(separator: ", ")
        let file = "{ \"schema\": \"briedums.rules/1\", \"rules\": [\(rules)] }"
        var sources = base.sources
        sources["rules.json"] = JSONSource(file: "small/1/rules.json", bytes: Array(file.utf8))
        let findings = DefinitionLint.findings(
            in: DefinitionFiles(folder: base.folder, sources: sources))
        let found = findings.first { $0.code == example.code }
        #expect(found?.severity == example.severity)
        #expect(found?.location?.file == "small/1/\(example.file).json")
        #expect(found?.location?.pointer == example.pointer)
        #expect(found?.message.en == example.message)
    }
}
