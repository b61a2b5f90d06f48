import Assessment
import Consistency
import Foundation
import Maturity
import RuleLanguage
import Survey
import TestSupport
import Testing

/// The 119 synthetic institutions against what an independent program computed for them.
@Suite struct CohortTests {
    @Test func `The cohort has 119 rows, each of them expected`() throws {
        let rows = try CohortSample.rows().compactMap { $0["registration_number"] }
        #expect(rows.count == 119)
        #expect(try Expected.institutions().keys.sorted() == rows.sorted())
    }

    @Test(arguments: 0..<119)
    func `Each institution is assessed as the independent program did`(row: Int) throws {
        let definition = try Bundled.definition()
        let number = try CohortSample.responses()[row].institution.registrationNumber
        let expected = try #require(try Expected.institutions()[number])
        let actual = Judgement(try CohortSample.states()[row], by: definition)
        #expect(actual == expected, "row \(row + 1), institution \(number)")
    }

    @Test func `Answers per yes/no question add up to the expected aggregates`() throws {
        let rows = try CohortSample.rows()
        for (question, expected) in try Expected.shares() {
            let cells = rows.compactMap { $0[question] }
            let counts = expected.keys.map { word in (word, cells.count { $0 == word }) }
            #expect(Dictionary(uniqueKeysWithValues: counts) == expected, "\(question)")
        }
        #expect(try Expected.shares().count == 49)
    }

    @Test func `Violations per rule add up to the expected aggregates`() throws {
        let definition = try Bundled.definition()
        var counts: [String: Int] = [:]
        for state in try CohortSample.states() {
            let check = EditCheck(state, against: definition.rules)
            for edit in check.violated(.hard) + check.violated(.soft) {
                counts[edit.rule.id, default: 0] += 1
            }
        }
        #expect(try counts == Expected.aggregate("edits"))
    }

    /// Section 7 of the domain: a condition of the rule language and how many institutions meet it.
    @Test(arguments: [
        ("V4 = yes", 52), ("V5 = yes", 58), ("V5 = no", 54), ("V8 = no", 43), ("V9 = no", 43),
        ("V10 = no", 45), ("V11 = no", 53), ("V12 = yes", 86), ("V13 = no", 53), ("V14 = no", 55),
        ("V15 = no", 26), ("V16 = no", 55), ("V18 = no", 59), ("U2 = yes", 37), ("U4 = no", 62),
        ("U6 = yes", 89), ("U8 = no", 49), ("U9 = no", 43), ("U10 = yes", 90), ("U11 = no", 51),
        ("U25 = no", 47), ("U28 = yes", 85), ("U34 = no", 60), ("V17 = no", 49), ("V21 = yes", 68),
        ("V7 has maintenance_development", 100), ("V2 >= 50", 20),
        ("V21 = yes and not V1 has institutions", 10),
        ("V1 has institutions and V21 = no", 12),
        ("V5 = no and U12 = yes", 18),
        ("count(U1..U34 = yes) > 26", 38),
        ("count(U1..U34 = yes) > 26 and all(V4, V5, U2 = yes)", 13),
        ("V6 has itil", 10), ("V6 has itil and count(U1..U34 = yes) > 26", 4),
        ("V6 has iso20000", 6), ("V6 has iso20000 and count(U1..U34 = yes) > 26", 2),
        ("all(V4, V5, U2 = no) and V2 > 50", 3),
    ])
    func `Published figures are reproduced`(condition: String, count: Int) throws {
        let definition = try Bundled.definition()
        let table = definition.rules.table
        let formula = try FormulaResolver(definition.questionnaire, table: table)
            .formula(RuleParser.parseCondition(condition))
        let negation = formula.negated(over: table.domains)
        let holding = try CohortSample.states().count {
            $0.truth(of: formula, negation: negation) == .satisfied
        }
        #expect(holding == count)
    }

    @Test(arguments: [("V15", 13), ("V18", 16)])
    func `Published shares of unknown are reproduced`(question: String, count: Int) throws {
        #expect(try CohortSample.rows().count { $0[question] == "unknown" } == count)
    }
}

/// What is compared of one institution; scores as text, so that a failure shows digits.
private struct Judgement: Equatable {
    var edits: [String] = []
    var scores: [String: [String]] = [:]
    var levels: [String: Int] = [:]
    var levelRanges: [String: [Int]] = [:]
    var groups: [String] = []
    var targets: [String: Int] = [:]

    init() {}

    init(_ state: ResponseState, by definition: Definition) {
        let check = EditCheck(state, against: definition.rules)
        edits = (check.violated(.hard) + check.violated(.soft)).map(\.id).sorted()
        let dimensions = definition.model.dimensions.map(\.id)
        let assignment = GroupAssignment(
            state, groups: definition.groups, dimensionCount: dimensions.count)
        groups = (assignment.groups + assignment.possibleGroups).map(\.id).sorted()
        let maturity = MaturityAssessment(state, model: definition.model)
        for (id, result) in zip(dimensions, maturity.dimensions) {
            let score = result.score
            scores[id] = [score.point, score.lowest, score.highest].map { $0?.percentText ?? "–" }
            levels[id] = result.level
            levelRanges[id] = [result.lowestLevel, result.highestLevel]
        }
        for (id, target) in zip(dimensions, assignment.targets) where target.count == 1 {
            targets[id] = target.lowerBound
        }
    }
}

/// The independent program's figures.
private enum Expected {
    private static func root() throws -> [String: Any] {
        let bytes = try Repository.bytes("Samples/cohort-2021/cohort-2021-expected.json")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    static func aggregate<Value>(_ name: String) throws -> Value {
        let aggregates = try #require(try root()["aggregates"] as? [String: Any])
        return try #require(aggregates[name] as? Value)
    }

    static func shares() throws -> [String: [String: Int]] { try aggregate("shares") }

    static func institutions() throws -> [String: Judgement] { try all.get() }

    private static let all: Result<[String: Judgement], any Error> = Result {
        let list = try #require(try root()["institutions"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: try list.map { (try id($0), try judgement($0)) })
    }

    private static func id(_ entry: [String: Any]) throws -> String {
        try #require(entry["id"] as? String)
    }

    private static func judgement(_ entry: [String: Any]) throws -> Judgement {
        var judgement = Judgement()
        judgement.edits = try #require(entry["edits"] as? [String]).sorted()
        judgement.levels = try #require(entry["level"] as? [String: Int])
        judgement.levelRanges = try #require(entry["level_range"] as? [String: [Int]])
        judgement.groups = try #require(entry["groups"] as? [String]).sorted()
        judgement.targets = entry["target"] as? [String: Int] ?? [:]
        let scores = try #require(entry["scores"] as? [String: [String: Double]])
        judgement.scores = scores.mapValues { score in
            ["point", "low", "high"].map { key in
                score[key].map { String(format: "%.1f", $0) } ?? "–"
            }
        }
        return judgement
    }
}
