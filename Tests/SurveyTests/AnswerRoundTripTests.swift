import Assessment
import Survey
import TestSupport
import TextFormats
import Testing

/// Writing a response and reading it again gives the same response.
@Suite struct AnswerRoundTripTests {
    /// An item, what its answer says in the file, and the statement that it means.
    @Test(arguments: [
        ("V4", #"{ "value": "yes" }"#, Answer.Statement.values(.options([.init(index: 1)]))),
        ("V4", #"{ "state": "unknown" }"#, .unknown),
        ("V4", #"{ "possible": ["no", "yes"] }"#, .values(.options(.first(2)))),
        ("B1.key", #"{ "value": "most" }"#, .values(.options([.init(index: 2)]))),
        (
            "B1.key", #"{ "possible": ["some", "all"] }"#,
            .values(.options([.init(index: 1), .init(index: 3)]))
        ),
        ("B1.key", #"{ "state": "not_applicable" }"#, .notApplicable(reason: nil)),
        (
            "B1.key", #"{ "state": "not_applicable", "reason": "nav e-pakalpojumu" }"#,
            .notApplicable(reason: "nav e-pakalpojumu")
        ),
        ("V2", #"{ "value": 0 }"#, .values(.count(0...0))),
        ("V2", #"{ "value": 100000 }"#, .values(.count(100_000...100_000))),
        ("V2", #"{ "possible": { "minimum": 10, "maximum": 20 } }"#, .values(.count(10...20))),
        (
            "V1", #"{ "value": ["society"] }"#,
            .values(
                .subset(
                    included: [.init(index: 0)], excluded: [.init(index: 1), .init(index: 2)]))
        ),
        ("V1", #"{ "value": [] }"#, .values(.subset(included: [], excluded: .first(3)))),
        (
            "V1", #"{ "possible": { "included": ["institutions"], "excluded": [] } }"#,
            .values(.subset(included: [.init(index: 2)], excluded: []))
        ),
    ])
    func `Every form of an answer is read and written back`(
        item: String, json: String, statement: Answer.Statement
    ) throws {
        let definition = try Bundled.definition()
        let text = AnswersFile.text(answers: #""\#(item)": \#(json)"#)
        let response = try AnswersFile.read(text, definition)
        #expect(response.answers == [item: Answer(statement)])
        let written = ResponseWriter.json(response, of: definition.questionnaire).pretty()
        // The layout may break lines.
        #expect(written.filter { !$0.isWhitespace }.contains(json.filter { !$0.isWhitespace }))
        #expect(try AnswersFile.read(written, definition) == response)
    }

    @Test func `No answer stays no answer`() throws {
        let definition = try Bundled.definition()
        let response = try AnswersFile.read(AnswersFile.text(), definition)
        #expect(response.answers.isEmpty)
        let written = ResponseWriter.json(response, of: definition.questionnaire).pretty()
        #expect(try AnswersFile.read(written, definition) == response)
    }

    @Test(arguments: 0..<100)
    func `Random responses survive`(seed: UInt64) throws {
        let definition = try Bundled.definition()
        var random = SplitMix64(seed: seed)
        let response = RandomResponse.make(definition.questionnaire, &random)
        let written = ResponseWriter.json(response, of: definition.questionnaire).pretty()
        #expect(try AnswersFile.read(written, definition) == response, "seed \(seed)")
    }

    @Test(arguments: [
        "basic-group", "clean", "contradictory", "coordinating-ministry", "high-group",
        "mostly-unknown", "municipality", "new",
    ])
    func `Every sample is written back byte for byte`(name: String) throws {
        let definition = try Bundled.definition()
        let text = try Repository.text("Samples/institutions/\(name).answers.json")
        let response = try AnswersFile.read(text, definition)
        let written = ResponseWriter.json(response, of: definition.questionnaire).pretty()
        #expect(written == text)
    }
}
