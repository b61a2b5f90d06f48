import Assessment
import Survey
import TestSupport
import TextFormats
import Testing

/// Every fault of an answers file, at its line, column and pointer.
@Suite struct AnswerFaultTests {
    /// What the answers say, and the findings; `1️⃣` stands where the finding must point.
    @Test(arguments: [
        (#""V4": 1️⃣{ }"#, "answers.statement", "/answers/V4"),
        (#""V4": 1️⃣{ "value": "yes", "state": "unknown" }"#, "answers.statement", "/answers/V4"),
        (#""V4": 1️⃣{ "value": "yes", "possible": ["yes"] }"#, "answers.statement", "/answers/V4"),
        (#""V4": 1️⃣"yes""#, "json.wrong-kind", "/answers/V4"),
        (#""V4": { "value": 1️⃣"yess" }"#, "answers.unknown-option", "/answers/V4/value"),
        (#""V4": { "value": 1️⃣["yes"] }"#, "json.wrong-kind", "/answers/V4/value"),
        (#""V4": { "value": 1️⃣null }"#, "json.wrong-kind", "/answers/V4/value"),
        (#""V4": { "possible": 1️⃣[] }"#, "answers.empty-set", "/answers/V4/possible"),
        (#""V4": { "possible": 1️⃣"yes" }"#, "json.wrong-kind", "/answers/V4/possible"),
        (
            #""V4": { "possible": ["no", 1️⃣"maybe"] }"#, "answers.unknown-option",
            "/answers/V4/possible/1"
        ),
        (#""V4": { "state": 1️⃣"unknwon" }"#, "answers.unknown-state", "/answers/V4/state"),
        (#""V4": { "state": 1️⃣true }"#, "json.wrong-kind", "/answers/V4/state"),
        (#""V4": 1️⃣{ "state": "not_applicable" }"#, "answers.not-applicable", "/answers/V4"),
        (
            #""V4": { "value": "yes", "reason": 1️⃣"x" }"#, "answers.reason", "/answers/V4/reason"
        ),
        (
            #""B1.all": { "state": "unknown", "reason": 1️⃣"x" }"#, "answers.reason",
            "/answers/B1.all/reason"
        ),
        (
            #""B1.all": { "state": "not_applicable", "reason": 1️⃣" " }"#, "json.empty-text",
            "/answers/B1.all/reason"
        ),
        (#""B1": 1️⃣{ "value": "all" }"#, "answers.unknown-question", "/answers/B1"),
        (#""V4 ": 1️⃣{ "value": "yes" }"#, "answers.unknown-question", "/answers/V4 "),
        (#""B1/all": 1️⃣{ "value": "all" }"#, "answers.unknown-question", "/answers/B1~1all"),
        (#""V2": { "value": 1️⃣100001 }"#, "json.number-out-of-range", "/answers/V2/value"),
        (#""V2": { "value": 1️⃣-1 }"#, "json.number-out-of-range", "/answers/V2/value"),
        (#""V2": { "value": 1️⃣1.0 }"#, "json.wrong-kind", "/answers/V2/value"),
        (#""V2": { "value": 1️⃣"12" }"#, "json.wrong-kind", "/answers/V2/value"),
        (
            #""V2": { "possible": 1️⃣{ "minimum": 2, "maximum": 1 } }"#, "answers.empty-set",
            "/answers/V2/possible"
        ),
        (
            #""V2": { "possible": 1️⃣{ "minimum": 2 } }"#, "json.missing-key",
            "/answers/V2/possible"
        ),
        (
            #""V1": { "possible": 1️⃣{ "included": ["society"], "excluded": ["society"] } }"#,
            "answers.overlapping-sets", "/answers/V1/possible"
        ),
        (#""V1": { "value": 1️⃣"society" }"#, "json.wrong-kind", "/answers/V1/value"),
        (
            #""V1": { "value": ["society", 1️⃣"x"] }"#, "answers.unknown-option",
            "/answers/V1/value/1"
        ),
        (
            #""V4": { "value": "yes", "time": 1️⃣"2021-05-03" }"#, "answers.time",
            "/answers/V4/time"
        ),
        (
            #""V4": { "value": "yes", "time": 1️⃣"2021-13-03T10:00:00Z" }"#, "answers.time",
            "/answers/V4/time"
        ),
        (
            #""V4": { "value": "yes", "time": 1️⃣"2021-05-03T24:00:00Z" }"#, "answers.time",
            "/answers/V4/time"
        ),
        (
            #""V4": { "value": "yes", "comment": 1️⃣"" }"#, "json.empty-text",
            "/answers/V4/comment"
        ),
        (
            #""V4": { "value": "yes", "evidence": [1️⃣1] }"#, "json.wrong-kind",
            "/answers/V4/evidence/0"
        ),
        (
            #""V4": { "value": "yes", 1️⃣"coment": "x" }"#, "json.unknown-key",
            "/answers/V4/coment"
        ),
        (
            #""V4": { "value": "yes" }, 1️⃣"V4": { "value": "no" }"#, "json.duplicate-key", ""
        ),
    ])
    func `A fault in an answer is reported where it stands`(
        marked: String, code: String, pointer: String
    ) throws {
        try expect(code, pointer, AnswersFile.text(answers: marked))
    }

    @Test(arguments: [
        (#""staf": 1️⃣5"#, "answers.unknown-field", "/profile/staf"),
        (#""staff": 1️⃣-5"#, "json.number-out-of-range", "/profile/staff"),
        (#""kind": 1️⃣"ministri""#, "answers.unknown-option", "/profile/kind"),
        (#""coordinates": 1️⃣true"#, "json.wrong-kind", "/profile/coordinates"),
    ])
    func `A fault in the profile is reported where it stands`(
        marked: String, code: String, pointer: String
    ) throws {
        try expect(code, pointer, AnswersFile.text(profile: marked))
    }

    @Test(arguments: [
        (
            #""schema": "briedums.answers/1""#, #""schema": 1️⃣"x/1""#, "json.unknown-schema",
            "/schema"
        ),
        (#""schema": "briedums.answers/1","#, "", "json.missing-key", ""),
        (#""revision": 1,"#, "", "json.missing-key", ""),
        (#""revision": 1"#, #""revision": 1️⃣-1"#, "json.number-out-of-range", "/revision"),
        (
            #""survey_year": 2021"#, #""survey_year": 1️⃣21"#, "json.number-out-of-range",
            "/institution/survey_year"
        ),
        (#""name": "T""#, #""name": 1️⃣" ""#, "json.empty-text", "/institution/name"),
        (
            #""registration_number": "1""#, #""registration_number": 1️⃣1"#, "json.wrong-kind",
            "/institution/registration_number"
        ),
        (#""profile": {  }"#, #""profile": 1️⃣[]"#, "json.wrong-kind", "/profile"),
        (#""revision": 1"#, #""revision": 1, 1️⃣"x": 1"#, "json.unknown-key", "/x"),
        (#""version": "2021.1","#, "", "json.missing-key", "/questionnaire"),
    ])
    func `A fault around the answers is reported where it stands`(
        old: String, new: String, code: String, pointer: String
    ) throws {
        let text = AnswersFile.text()
        #expect(text.contains(old))
        try expect(code, pointer, text.replacing(old, with: new))
    }

    /// Expects exactly one finding, at the marker if there is one.
    private func expect(_ code: String, _ pointer: String, _ marked: String) throws {
        let definition = try Bundled.definition()
        let before = marked.split(separator: "1️⃣", omittingEmptySubsequences: false)
        let findings = AnswersFile.reading(before.joined(), definition).findings
        let found = findings.map { "\($0.code) \($0.location?.pointer ?? "")" }
        #expect(found == ["\(code) \(pointer)"])
        guard before.count == 2, let position = findings.first?.location?.position else { return }
        let lines = before[0].split(separator: "\n", omittingEmptySubsequences: false)
        let column = (lines.last?.unicodeScalars.count ?? 0) + 1
        #expect(position == SourcePosition(line: lines.count, column: column))
    }
}
