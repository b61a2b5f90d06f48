import Assessment
import Cohort
import Survey
import TestSupport
import TextFormats
import Testing

/// Lines of NDJSON as programs write them.
@Suite struct JSONLinesTests {
    /// A tab behind the object makes a line one for the strict reader and changes nothing else.
    @Test(arguments: 0..<6)
    func `The quick way and the strict reader give the same`(part: Int) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let compiled = try Compiled.definition()
        var lines = RandomLines(of: compiled.definition.questionnaire, seed: seed)
        var options = BatchOptions()
        options.isLenient = part % 2 == 1
        // Damaged bytes would make it look like another.
        options.encoding = .utf8
        options.kept = part % 3 == 0 ? nil : ["note"]
        var quick: [UInt8] = []
        var strict: [UInt8] = []
        for number in 0..<120 {
            // The number of a row comes twice now and then.
            let line = lines.next(number: number - (number % 20 == 19 ? 7 : 0))
            quick += line + [10]
            strict += line + [9, 10]
        }
        let calls = try [quick, strict].map {
            try BatchCall($0, as: .objects, compiled: compiled, options: options)
        }
        let findings = calls.map { call in
            call.report.findings.map { finding in
                var finding = finding
                finding.location?.file = ""
                // How a line that cannot be read ends is part of what is said about it.
                return finding.code == "batch.record"
                    ? [finding.code] : [finding.code, "\(finding)"]
            }
        }
        #expect(calls[0].output == calls[1].output, "seed \(seed)")
        #expect(calls[0].report.counts == calls[1].report.counts, "seed \(seed)")
        #expect(findings[0] == findings[1], "seed \(seed)")
        let counts = calls[0].report.counts
        #expect(counts.scored > 10 && counts.rejected > 3, "seed \(seed)")
    }

    @Test func `Every way to write a value means the same`() throws {
        let table = [
            #"{"registration_number":"1","name":"SIA \"Ā\", Rīga","V4":"yes","V2":5}"#,
            #"{"V2": "5", "V4": "Jā", "name": "SIA \"\u0100\", R\u012bga", "registration_number": 2}"#,
            "", " \t \r", #"{"registration_number":"3","name":null,"V4":null,"V2":null}"#,
        ].joined(separator: "\n")
        let call = try BatchCall(
            Array(table.utf8), as: .objects, compiled: Compiled.definition())
        #expect(call.messages == [])
        let rows = call.rows
        try #require(rows.count == 3)
        #expect(rows.map { $0["registration_number"] } == ["1", "2", "3"])
        #expect(rows.map { $0["name"] } == ["SIA \"Ā\", Rīga", "SIA \"Ā\", Rīga", ""])
        #expect(rows.map { $0["answered"] } == ["2", "2", "0"])
    }

    @Test func `An array states a set as well as a text does`() throws {
        let compiled = try Compiled.definition()
        let questionnaire = compiled.definition.questionnaire
        let item = try #require(questionnaire.items.first { $0.id == "V1" })
        let ids = questionnaire.options(of: questionnaire.question(of: item).kind).map(\.id)
        try #require(ids.count > 1)
        let values = [
            "\"\(ids[0])|\(ids[1])\"", "[\"\(ids[0])\",\"\(ids[1])\"]",
            "[\"\(ids[0])\", \"\(ids[1])\"]", "[ \"\(ids[1])\",\"\(ids[0])\" ]",
        ]
        var text = ""
        for (index, value) in values.enumerated() {
            text += "{\"registration_number\":\"\(index)\",\"\(item.id)\":\(value)}\n"
        }
        var options = BatchOptions()
        options.conditions = [
            try CountedCondition(
                "\(item.id) has \(ids[0]) and \(item.id) has \(ids[1])", compiled: compiled)
        ]
        let call = try BatchCall(
            Array(text.utf8), as: .objects, compiled: compiled, options: options)
        #expect(call.messages == [])
        #expect(call.rows.map { $0["answered"] } == ["1", "1", "1", "1"])
        #expect(call.report.counts.conditions.map(\.outcomes) == [[4, 0, 0, 0]])
    }
}
