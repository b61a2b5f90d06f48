import Assessment
import Consistency
import Survey
import TestSupport
import Testing

@testable import Maturity

/// The fewest changed answers that raise or lower a level, against trying every change.
@Suite struct RobustnessTests {
    @Test(arguments: 0..<4)
    func `No fewer changes raise or lower a level`(chunk: Int) throws {
        var raised: Set<Int> = []
        var lowered: Set<Int> = []
        for index in 0..<100 {
            let survey = RandomSurvey(
                seed: TestSeed.of(100 * chunk + index), questions: 3...7, ruleCount: 0,
                isOpen: false)
            let definition = try survey.definition()
            let state = definition.state(of: try survey.response(to: definition))
            for dimension in 0...1 {
                let assessment = DimensionAssessment(
                    state, dimension: dimension, model: definition.model)
                let found = Robustness(assessment, state: state, model: definition.model)
                let changes = ExhaustiveChanges(survey, dimension)
                #expect(assessment.level == changes.level, "\(survey)")
                #expect(found.raising?.count == changes.fewestRaising, "\(survey)")
                #expect(found.lowering?.count == changes.fewestLowering, "\(survey)")
                if let items = found.raising {
                    raised.insert(items.count)
                    #expect(items == items.sorted() && changes.raise(items), "\(survey)")
                }
                if let items = found.lowering {
                    lowered.insert(items.count)
                    #expect(items == items.sorted() && changes.lower(items), "\(survey)")
                }
            }
        }
        #expect(raised.isSuperset(of: 1...2) && lowered.isSuperset(of: 1...2))
    }

    /// Y1 weighs 1, Y2 weighs 3, Y3 weighs 4 of 8; a requires Y1 for basic and Y3 for high.
    @Test(arguments: [
        // 8/8: high. The gate Y1 alone lowers it; nothing is above.
        ("Y1=yes Y2=yes Y3=yes", "–", "Y1"),
        // 4/8: medium. High needs Y3; to lower, the gate Y1.
        ("Y1=yes Y2=yes Y3=no", "Y3", "Y1"),
        // 7/8, but Y1 is missing: initial, below which there is nothing.
        ("Y1=no Y2=yes Y3=yes", "Y1", "–"),
        // 1/8: initial although Y1 is there: 25 % needs one of the others, the heavier first.
        ("Y1=yes Y2=no Y3=no", "Y3", "–"),
        // Nothing is there: Y1 for the gate gives 1/8, one more 5/8.
        ("Y1=no Y2=no Y3=no", "Y1 Y3", "–"),
        // Y1 is open, a gate that answering opens: 1 + 3 of 4.
        ("Y2=yes", "Y1", "–"),
        // The gate Y1 is dropped: 3/7, basic. Y3 makes it 7/7; losing Y2 makes it 0.
        ("Y1=not_applicable Y2=yes Y3=no", "Y3", "Y2"),
        // Nothing is answered: there is no level to hold.
        ("", "–", "–"),
    ])
    func `The changes are those worked out by hand`(
        answers: String, raising: String, lowering: String
    ) throws {
        var small = SmallDefinition(
            scales: """
                [{ "id": "yes_no", "ordered": true, "not_applicable": true, "options": [
                    { "id": "no", "label": { "lv": "n", "en": "n" } },
                    { "id": "yes", "label": { "lv": "y", "en": "y" } }] }]
                """,
            ["Y1", "Y2", "Y3"].map { .init($0, #""scale": "yes_no""#) })
        small.setMaturity(
            values: #"{ "yes_no": { "no": "0", "yes": "1" } }"#,
            weights: #"{ "Y1": { "a": 1 }, "Y2": { "a": 3 }, "Y3": { "a": 4 } }"#,
            gates: [("a", "basic", "Y1 = yes"), ("a", "high", "Y3 = yes")])
        let definition = try small.read()
        let pairs = answers.split(separator: " ").map { $0.split(separator: "=") }
        let state = definition.state(
            of: try definition.response(
                answers: Dictionary(
                    uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })))
        let assessment = DimensionAssessment(state, dimension: 0, model: definition.model)
        let found = Robustness(assessment, state: state, model: definition.model)
        let texts = [found.raising, found.lowering].map { items in
            items?.map { definition.questionnaire.items[$0].id }.joined(separator: " ") ?? "–"
        }
        #expect(texts == [raising, lowering])
    }
}

/// Changes of one dimension's answers by trying every set of questions and every value.
///
/// A given answer may change to any other value; to raise the level, an open question may be
/// answered when a gate of the next level or of a lower one concerns it.
private struct ExhaustiveChanges {
    private let survey: RandomSurvey
    private let dimension: Int
    /// The level; `nil` when no scored question is answered.
    let level: Int?

    init(_ survey: RandomSurvey, _ dimension: Int) {
        self.survey = survey
        self.dimension = dimension
        level = Self.level(survey, survey.given, dimension)
    }

    var fewestRaising: Int? { fewest(raise) }

    var fewestLowering: Int? { fewest(lower) }

    /// Whether some change of exactly these questions raises the level.
    func raise(_ questions: [Int]) -> Bool {
        guard let level else { return false }
        let gates = survey.gates.filter { $0.dimension == dimension && $0.level <= level + 1 }
        let isAllowed = questions.allSatisfy { question in
            isGiven(question) || gates.contains { $0.atom.question == question }
        }
        return isAllowed && changes(of: questions).contains { $0 > level }
    }

    /// Whether some change of exactly these questions lowers the level.
    func lower(_ questions: [Int]) -> Bool {
        guard let level else { return false }
        return questions.allSatisfy(isGiven) && changes(of: questions).contains { $0 < level }
    }

    private func fewest(_ holds: ([Int]) -> Bool) -> Int? {
        let questions = survey.counts.indices.filter(survey.counts)
        return (0..<(1 << questions.count))
            .map { bits in questions.indices.filter { bits >> $0 & 1 == 1 }.map { questions[$0] } }
            .sorted { $0.count < $1.count }
            .first(where: holds)?.count
    }

    private func isGiven(_ question: Int) -> Bool {
        if case .value = survey.given[question] { return true }
        return false
    }

    /// The levels after every change of exactly these questions.
    private func changes(of questions: [Int]) -> [Int] {
        var all = [survey.given]
        for question in questions {
            let options = (0..<survey.counts[question]).map { RandomSurvey.Given.value($0) }
                .filter { $0 != survey.given[question] }
            all = all.flatMap { given in
                options.map { option in
                    var changed = given
                    changed[question] = option
                    return changed
                }
            }
        }
        return all.compactMap { Self.level(survey, $0, dimension) }
    }

    /// The level by the point estimate; open gates count as failed.
    private static func level(
        _ survey: RandomSurvey, _ given: [RandomSurvey.Given], _ dimension: Int
    ) -> Int? {
        var points = 0
        var total = 0
        for (question, answer) in given.enumerated() {
            guard case .value(let option) = answer else { continue }
            points += survey.weights[question][dimension] * survey.quarters(option, of: question)
            total += 4 * survey.weights[question][dimension]
        }
        guard total > 0 else { return nil }
        return RandomSurvey.thresholds.indices.last { level in
            100 * points >= RandomSurvey.thresholds[level] * total
                && survey.gates.allSatisfy { gate in
                    guard gate.dimension == dimension, gate.level <= level else { return true }
                    switch given[gate.atom.question] {
                    case .value(let option): return option >= gate.atom.option
                    case .notApplicable: return true
                    case .unknown, .nothing: return false
                    }
                }
        } ?? 0
    }
}
