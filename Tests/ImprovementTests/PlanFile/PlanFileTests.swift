import Assessment
import Improvement
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats

/// Plan files: what was written is read back equal, and every slip of the pen is found.
@Suite struct PlanFileTests {
    private func document() throws -> (PlanDocument, Definition) {
        let definition = try Bundled.definition()
        let assessment = InstitutionAssessment(
            try CohortSample.responses()[28], by: definition)
        var request = PlanRequest()
        request.targets[1] = PlanTarget(level: 1, reason: "Pāreja uz jaunu sistēmu")
        request.excluded = [10]
        request.required = [5]
        request.budget = 600
        let plan = try #require(InstitutionPlan(assessment, request: request))
        let start = try #require(CalendarPeriod("2027-Q2"))
        let schedule = try plan.schedule(start: start, capacity: 30, horizon: nil)
        var document = plan.document(
            assessment, answersDigest: "sha256:00",
            made: try #require(CalendarDay("2026-11-21")), schedule: schedule)
        document.entries[0].status = .done
        document.entries[1].status = .dropped
        document.entries[1].reason = "Apvienots ar citu"
        document.entries[2].owner = "A. Bērziņa"
        document.entries[2].notes = "Vienoties ar \"IT\"\nun pārējiem"
        document.entries[3].due = PlanDocument.Date("2027-05-31")
        document.entries[3].start = nil
        return (document, definition)
    }

    private func read(_ text: String, _ definition: Definition) -> (PlanDocument?, [Diagnostic]) {
        let log = DiagnosticLog()
        let source = JSONSource(file: "plan.json", bytes: Array(text.utf8))
        guard let root = JSONCursor(parsing: source, log: log), PlanReader.header(root) != nil
        else { return (nil, log.findings) }
        let reader = PlanReader(
            definition.questionnaire.identity, catalogue: definition.catalogue,
            model: definition.model)
        return (reader.plan(root), log.findings)
    }

    private func text(_ document: PlanDocument, _ definition: Definition) -> String {
        PlanWriter(catalogue: definition.catalogue, model: definition.model)
            .json(document, titlesIn: .latvian).pretty()
    }

    @Test func `A plan survives the file`() throws {
        let (document, definition) = try document()
        let (again, findings) = read(text(document, definition), definition)
        #expect(findings.isEmpty)
        #expect(again == document)
    }

    @Test(arguments: [
        (
            #""status": "done""#, #""status": "finished""#, "definition.dangling-id",
            "/actions/0/status"
        ),
        (
            #""reason": "Apvienots ar citu""#, #""reasons": "x""#, "json.unknown-key",
            "/actions/1/reasons"
        ),
        (#""due": "2027-05-31""#, #""due": "2027-05-32""#, "plan.date", "/actions/3/due"),
        (#""due": "2027-05-31""#, #""due": "31.05.2027""#, "plan.date", "/actions/3/due"),
        (#""start": null,"#, #""start": "2028-Q1","#, "plan.dates", "/actions/3"),
        (#""capacity": 30"#, #""capacity": 0"#, "json.number-out-of-range", "/schedule/capacity"),
        (#""made": "2026-11-21""#, #""made": "2026-11""#, "plan.date", "/made"),
        (#""assume": "point""#, #""assume": "pint""#, "definition.dangling-id", "/assume"),
        (
            #""reason": "Pāreja uz jaunu sistēmu""#, #""reason": """#, "json.empty-text",
            "/targets/technology/reason"
        ),
    ])
    func `A slip is found where it is`(
        old: String, new: String, code: String, pointer: String
    ) throws {
        let (document, definition) = try document()
        let correct = text(document, definition)
        try #require(correct.contains(old))
        // The first occurrence after the first action's start would be ambiguous for `start`.
        let range = try #require(
            old.hasPrefix(#""start""#)
                ? correct.ranges(of: old).last : correct.ranges(of: old).first)
        let (_, findings) = read(correct.replacingCharacters(in: range, with: new), definition)
        #expect(
            findings.contains { $0.code == code && $0.location?.pointer == pointer }, "\(findings)")
        for finding in findings { #expect(finding.location?.position != nil) }
    }

    @Test func `A dropped action needs a reason, and an id occurs once`() throws {
        let (document, definition) = try document()
        let lines = text(document, definition).split(separator: "\n").map(String.init)
        let silent = lines.filter { !$0.contains("Apvienots") }.joined(separator: "\n")
        #expect(read(silent, definition).1.map(\.code) == ["plan.no-reason"])
        var twice = document
        twice.entries.append(document.entries[0])
        #expect(
            read(text(twice, definition), definition).1.map(\.code) == ["definition.duplicate-id"])
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
