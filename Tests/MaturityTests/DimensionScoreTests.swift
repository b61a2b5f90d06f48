import Consistency
import Assessment
import Maturity
import TestSupport
import Testing

/// Scores, gates and levels of a small model, worked out by hand.
@Suite struct DimensionScoreTests {
    /// Y1 weighs 1, Y2 weighs 3, S weighs 1 for all services and 2 · 1 for key services.
    private static func definition() throws -> Definition {
        var small = SmallDefinition(
            scales: """
                [{ "id": "yes_no", "ordered": true, "not_applicable": true, "options": [
                    { "id": "no", "label": { "lv": "n", "en": "n" } },
                    { "id": "yes", "label": { "lv": "y", "en": "y" } }] },
                 { "id": "share", "ordered": true, "not_applicable": true, "scoped": true, "options": [
                    { "id": "none", "label": { "lv": "0", "en": "0" } },
                    { "id": "some", "label": { "lv": "1", "en": "1" } },
                    { "id": "most", "label": { "lv": "2", "en": "2" } },
                    { "id": "all", "label": { "lv": "3", "en": "3" } }] }]
                """,
            scopes: """
                [{ "id": "all", "label": { "lv": "v", "en": "a" },
                   "label_after_for": { "lv": "v", "en": "a" } },
                 { "id": "key", "label": { "lv": "g", "en": "k" },
                   "label_after_for": { "lv": "g", "en": "k" }, "asked_when": "N > 0" }]
                """,
            [
                .init("N", #""count": { "minimum": 0, "maximum": 9 }"#),
                .init("Y1", #""scale": "yes_no""#), .init("Y2", #""scale": "yes_no""#),
                .init("S", #""scale": "share""#),
            ])
        small.setMaturity(
            values: """
                { "yes_no": { "no": "0", "yes": "1" },
                  "share": { "none": "0", "some": "1/4", "most": "3/4", "all": "1" } }
                """,
            weights: #"{ "Y1": { "a": 1, "b": 1 }, "Y2": { "a": 3 }, "S": { "a": 1 } }"#,
            scopeWeights: #"{ "all": 1, "key": 2 }"#,
            gates: [("a", "basic", "Y1 = yes"), ("a", "high", "S >= most")])
        return try small.read()
    }

    struct Case: Sendable {
        let answers: String
        let point: String
        let lowest: String
        let highest: String
        /// Level, lowest level, highest level.
        let levels: [Int?]
        /// The states of the gates Y1 and S.
        let gates: [String]
    }

    @Test(arguments: [
        // (1·1 + 3·1 + 1·1 + 2·1) / (1 + 3 + 1 + 2) = 7/7
        Case(
            answers: "N=1 Y1=yes Y2=yes S.all=all S.key=all", point: "1", lowest: "1", highest: "1",
            levels: [3, 3, 3], gates: ["passed", "passed"]),
        // (1 + 0 + 3/4 + 2 · 1/4) / 7 = (9/4) / 7 = 9/28 = 32.1 %: basic
        Case(
            answers: "N=1 Y1=yes Y2=no S.all=most S.key=some", point: "9/28", lowest: "9/28",
            highest: "9/28", levels: [1, 1, 1], gates: ["passed", "passed"]),
        // (0 + 3 + 1 + 2) / 7 = 85.7 %, but the basic gate fails: initial
        Case(
            answers: "N=1 Y1=no Y2=yes S.all=all S.key=all", point: "6/7", lowest: "6/7",
            highest: "6/7", levels: [0, 0, 0], gates: ["failed", "passed"]),
        // (1 + 3 + 1/4 + 2) / 7 = (25/4) / 7 = 25/28 = 89.3 %, but the high gate fails: medium
        Case(
            answers: "N=1 Y1=yes Y2=yes S.all=some S.key=all", point: "25/28", lowest: "25/28",
            highest: "25/28", levels: [2, 2, 2], gates: ["passed", "failed"]),
        // Y2 unknown: point (1 + 1 + 2) / 4 = 1; from (4 + 0) / 7 to (4 + 3) / 7
        Case(
            answers: "N=1 Y1=yes Y2=unknown S.all=all S.key=all", point: "1", lowest: "4/7",
            highest: "1", levels: [3, 2, 3], gates: ["passed", "passed"]),
        // The gate Y1 is open: it counts as failed, and as passed at the high end.
        // Point (3 + 1 + 2) / 6 = 1; from 6/7 to 7/7
        Case(
            answers: "N=1 Y2=yes S.all=all S.key=all", point: "1", lowest: "6/7", highest: "1",
            levels: [0, 0, 3], gates: ["open", "passed"]),
        // The high gate is not applicable and drops out with its weight: (1 + 3 + 2 · 3/4) / 6
        Case(
            answers: "N=1 Y1=yes Y2=yes S.all=not_applicable S.key=most", point: "11/12",
            lowest: "11/12", highest: "11/12", levels: [3, 3, 3], gates: ["passed", "dropped"]),
        // The basic gate is dropped, too: (3 + 1 + 0) / (3 + 1 + 2) = 2/3: medium
        Case(
            answers: "N=1 Y1=not_applicable Y2=yes S.all=all S.key=none", point: "2/3",
            lowest: "2/3", highest: "2/3", levels: [2, 2, 2], gates: ["dropped", "passed"]),
        // N = 0: key services are not asked, whatever was answered: (1 + 3 + 3/4) / 5 = 19/20
        Case(
            answers: "N=0 Y1=yes Y2=yes S.all=most S.key=none", point: "19/20", lowest: "19/20",
            highest: "19/20", levels: [3, 3, 3], gates: ["passed", "passed"]),
        // Exactly on a threshold: (1 + 0 + 3/4 + 0) / 7 = 1/4: basic is held
        Case(
            answers: "N=1 Y1=yes Y2=no S.all=most S.key=none", point: "1/4", lowest: "1/4",
            highest: "1/4", levels: [1, 1, 1], gates: ["passed", "passed"]),
        // Nothing answered: no point and no level; from 0 to 1
        Case(
            answers: "", point: "–", lowest: "0", highest: "1", levels: [nil, 0, 3],
            gates: ["open", "open"]),
        // Nothing applicable: no interval either
        Case(
            answers: "N=0 Y1=not_applicable Y2=not_applicable S.all=not_applicable", point: "–",
            lowest: "–", highest: "–", levels: [nil, 0, 0], gates: ["dropped", "dropped"]),
    ])
    func `Score, interval and level are those worked out by hand`(example: Case) throws {
        let result = try Self.assess(example.answers)
        let score = result.score
        let found = [score.point, score.lowest, score.highest].map { $0?.text ?? "–" }
        #expect(found == [example.point, example.lowest, example.highest])
        #expect([result.level, result.lowestLevel, result.highestLevel] == example.levels)
        #expect(result.gates.map(\.state.rawValue) == example.gates)
    }

    /// In quarters of a point: the threshold of medium is 1/2 · 7 · 4 = 14, of high 3/4 · 28 = 21.
    @Test(arguments: [
        // 9 quarters are there: 5 lack for medium, 12 for high, none for basic (7).
        ("N=1 Y1=yes Y2=no S.all=most S.key=some", [0, 0, 5, 12]),
        ("N=1 Y1=yes Y2=yes S.all=all S.key=all", [0, 0, 0, 0]),
        // Answered weight 4: 1/4 · 16 = 4, 1/2 · 16 = 8, 3/4 · 16 = 12; nothing is there.
        ("N=1 Y1=no Y2=no", [0, 4, 8, 12]),
        // Answered weight 1 (S.all = some): thresholds 1, 2, 3 quarters; 1 is there.
        ("N=1 S.all=some", [0, 0, 1, 2]),
    ])
    func `Missing points are whole parts of a point, rounded up`(
        answers: String, missing: [Int]
    ) throws {
        let definition = try Self.definition()
        let result = try Self.assess(answers)
        #expect(definition.model.unit == 4)
        #expect((0...3).map { result.missingPoints(for: $0, model: definition.model) } == missing)
    }

    @Test func `Missing gates are those of the level and below, failed or open`() throws {
        let result = try Self.assess("N=1 Y2=yes S.all=none S.key=none")
        let missing = (0...3).map { result.missingGates(for: $0).map(\.gate.text) }
        #expect(missing == [[], ["Y1 = yes"], ["Y1 = yes"], ["Y1 = yes", "S >= most"]])
    }

    @Test func `The whole is the lowest level and the mean of the points`() throws {
        let definition = try Self.definition()
        func assessment(_ answers: String) throws -> MaturityAssessment {
            let response = try definition.response(answers: Self.pairs(answers))
            return MaturityAssessment(definition.state(of: response), model: definition.model)
        }
        // a: 4/7 with the high gate failed: medium; b: 1/1: high. Mean (4/7 + 1) / 2 = 11/14.
        let both = try assessment("N=1 Y1=yes Y2=yes S.all=none S.key=none")
        #expect(both.index == Ratio(11, 14))
        #expect(both.overallLevel == 2)
        #expect(both.overallLevelRange == 2...2)
        let partial = try assessment("N=1 Y2=yes")
        #expect(partial.index == nil && partial.overallLevel == nil)
        #expect(partial.overallLevelRange == 0...3)
    }

    private static func assess(_ answers: String) throws -> DimensionAssessment {
        let definition = try definition()
        let state = definition.state(of: try definition.response(answers: pairs(answers)))
        return DimensionAssessment(state, dimension: 0, model: definition.model)
    }

    private static func pairs(_ text: String) -> [String: String] {
        let pairs = text.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        return Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
    }
}
