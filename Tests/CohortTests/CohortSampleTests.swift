import Cohort
import Foundation
import TestSupport
import Testing

/// The 119 synthetic institutions, judged in one run, against what an independent program computed.
@Suite struct CohortSampleTests {
    @Test func `Each row is as the independent program computed it`() throws {
        let table = try Repository.bytes("Samples/cohort-2021/cohort-2021-synthetic.csv")
        let call = try BatchCall(table, compiled: Compiled.definition())
        #expect(call.codes == [])
        let rows = call.rows
        let bytes = try Repository.bytes("Samples/cohort-2021/cohort-2021-expected.json")
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let expected = try #require(root["institutions"] as? [[String: Any]])
        try #require(rows.count == 119 && expected.count == 119)
        for (row, entry) in zip(rows, expected) {
            let number = try #require(entry["id"] as? String)
            #expect(row["registration_number"] == number)
            #expect(
                Set((row["violated"] ?? "").split(separator: " ").map(String.init))
                    == Set(try #require(entry["edits"] as? [String])), "\(number)")
            #expect(
                (row["groups"] ?? "").split(separator: "+").map(String.init)
                    == entry["groups"] as? [String], "\(number)")
            for (column, value) in try figures(entry) {
                #expect(row[column] == value, "\(number) \(column)")
            }
        }
    }

    private func figures(_ entry: [String: Any]) throws -> [String: String] {
        var figures: [String: String] = [:]
        for (dimension, level) in try #require(entry["level"] as? [String: Int]) {
            figures["\(dimension)_level"] = "\(level)"
        }
        for (dimension, range) in try #require(entry["level_range"] as? [String: [Int]]) {
            figures["\(dimension)_level_low"] = "\(range[0])"
            figures["\(dimension)_level_high"] = "\(range[1])"
        }
        for (dimension, target) in entry["target"] as? [String: Int] ?? [:] {
            figures["\(dimension)_target"] = "\(target)"
        }
        for (dimension, score) in try #require(entry["scores"] as? [String: [String: Double]]) {
            for (name, value) in score {
                figures["\(dimension)_\(name)"] = String(format: "%.1f", value)
            }
        }
        return figures
    }
}
