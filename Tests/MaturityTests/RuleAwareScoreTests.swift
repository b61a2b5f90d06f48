import Assessment
import Consistency
import Survey
import TestSupport
import Testing

@testable import Maturity

/// Intervals over completions and corrections, against trying every completion.
@Suite struct RuleAwareScoreTests {
    @Test(arguments: 0..<4)
    func `Intervals are those of all completions`(chunk: Int) throws {
        var consistent = 0
        var contradictory = 0
        for index in 0..<100 {
            let survey = RandomSurvey(seed: TestSeed.of(100 * chunk + index), isOpen: true)
            let definition = try survey.definition()
            let state = definition.state(of: try survey.response(to: definition))
            let localisation = ResponseLocalisation(state, rules: definition.rules)
            let result = RuleAwareAssessment(
                state, localisation: localisation, model: definition.model)
            let completions = survey.completions()
            if !completions.isEmpty {
                consistent += 1
                let expected = (0...1).map { Self.score(survey, completions, $0) }
                #expect(result.overCompletions == expected, "\(survey)")
                #expect(result.overCorrections == nil, "\(survey)")
                continue
            }
            #expect(result.overCompletions == nil, "\(survey)")
            guard localisation.status == .contradictory else {
                #expect(localisation.status == .noRepair, "\(survey)")
                #expect(result.overCorrections == nil, "\(survey)")
                continue
            }
            contradictory += 1
            let corrections = localisation.corrections
            let corrected = corrections.map { survey.completions(releasing: Set($0)) }
            #expect(!corrected.isEmpty && !corrected.contains([]), "\(survey)")
            let expected = (0...1).map { Self.score(survey, Array(corrected.joined()), $0) }
            #expect(result.overCorrections == expected, "\(survey)")
            for completions in corrected where !completions.isEmpty {
                for (dimension, whole) in (result.overCorrections ?? []).enumerated() {
                    let own = Self.score(survey, completions, dimension)
                    #expect(Self.isWithin(own, whole), "\(survey)")
                }
            }
        }
        #expect(consistent > 20 && contradictory > 5)
    }

    @Test func `More corrections than are listed give an outer interval`() throws {
        var found = 0
        for index in 0..<200 {
            let survey = RandomSurvey(seed: TestSeed.of(index), ruleCount: 6, isOpen: false)
            let definition = try survey.definition()
            let state = definition.state(of: try survey.response(to: definition))
            let few = ResponseLocalisation(state, rules: definition.rules, correctionLimit: 1)
            guard few.status == .contradictory, (few.correctionCount ?? 0) > 1 else { continue }
            found += 1
            let model = definition.model
            let outer = RuleAwareAssessment(state, localisation: few, model: model)
            let exact = RuleAwareAssessment(
                state, localisation: ResponseLocalisation(state, rules: definition.rules),
                model: model)
            let pairs = zip(exact.overCorrections ?? [], outer.overCorrections ?? [])
            #expect(pairs.map { _ in true }.count == 2, "\(survey)")
            for (own, whole) in pairs {
                #expect(Self.isWithin(own, whole) && !whole.isExact, "\(survey)")
            }
        }
        #expect(found > 5)
    }

    @Test func `In the cohort the rules never widen an interval`() throws {
        let definition = try Bundled.definition()
        var rows = 0
        var narrower = 0
        for state in try CohortSample.states() {
            let localisation = ResponseLocalisation(state, rules: definition.rules)
            let result = RuleAwareAssessment(
                state, localisation: localisation, model: definition.model)
            #expect((result.overCompletions == nil) == (localisation.status != .consistent))
            rows += 1
            for (dimension, score) in (result.overCompletions ?? []).enumerated() {
                let own = DimensionAssessment(state, dimension: dimension, model: definition.model)
                let lowest = try #require(score.lowest)
                let highest = try #require(score.highest)
                let free = (
                    lowest: try #require(own.score.lowest), highest: try #require(own.score.highest)
                )
                #expect(free.lowest <= lowest && lowest <= highest && highest <= free.highest)
                #expect(own.lowestLevel <= score.lowestLevel)
                #expect(score.lowestLevel <= score.highestLevel)
                #expect(score.highestLevel <= own.highestLevel)
                if free.lowest < lowest || highest < free.highest { narrower += 1 }
            }
        }
        #expect(rows == 119)
        #expect(narrower > 0)
    }

    @Test(arguments: 0..<2)
    func `Next questions are ranked by the widest outcome`(chunk: Int) throws {
        var ranked = 0
        for index in 0..<100 {
            let survey = RandomSurvey(seed: TestSeed.of(100 * chunk + index), isOpen: true)
            guard let now = Self.width(survey, survey.completions()) else { continue }
            let definition = try survey.definition()
            let state = definition.state(of: try survey.response(to: definition))
            var expected: [(item: Int, width: Ratio)] = []
            for (question, given) in survey.given.enumerated()
            where given == .unknown || given == .nothing {
                let widths = (0..<survey.counts[question]).compactMap {
                    Self.width(survey, survey.completions(fixing: [question: $0]))
                }
                if let widest = widths.max(), widest < now { expected.append((question, widest)) }
            }
            expected.sort { ($0.width, $0.item) < ($1.width, $1.item) }
            let rules = definition.rules.edits.filter { state.isEvaluated($0.operands) }
            let found = NextQuestion.ranking(
                state, rules: rules.map(\.formula), model: definition.model, limit: 4)
            #expect(found.map(\.item) == expected.prefix(4).map(\.item), "\(survey)")
            #expect(found.map(\.widthAfter) == expected.prefix(4).map(\.width), "\(survey)")
            #expect(found.allSatisfy { $0.widthNow == now }, "\(survey)")
            if expected.count > 1 { ranked += 1 }
        }
        #expect(ranked > 20)
    }

    // MARK: By enumeration

    private static func score(
        _ survey: RandomSurvey, _ completions: [[Int]], _ dimension: Int
    ) -> RuleAwareScore {
        let points = completions.map { survey.points($0, dimension) }
        let levels = completions.map { survey.level($0, dimension) }
        let total = survey.total(dimension)
        return RuleAwareScore(
            lowest: total > 0 ? points.min().map { Ratio($0, total) } : nil,
            highest: total > 0 ? points.max().map { Ratio($0, total) } : nil,
            lowestLevel: levels.min() ?? 0, highestLevel: levels.max() ?? 0, isExact: true)
    }

    private static func width(_ survey: RandomSurvey, _ completions: [[Int]]) -> Ratio? {
        guard !completions.isEmpty else { return nil }
        return (0...1).reduce(Ratio(0, 1)) { sum, dimension in
            let points = completions.map { survey.points($0, dimension) }
            let total = survey.total(dimension)
            guard total > 0, let lowest = points.min(), let highest = points.max() else {
                return sum
            }
            return sum.adding(Ratio(highest - lowest, total))
        }
    }

    private static func isWithin(_ own: RuleAwareScore, _ whole: RuleAwareScore) -> Bool {
        guard whole.lowestLevel <= own.lowestLevel, own.highestLevel <= whole.highestLevel else {
            return false
        }
        guard let lowest = own.lowest, let highest = own.highest else {
            return whole.lowest == nil && whole.highest == nil
        }
        return whole.lowest.map { $0 <= lowest } ?? false
            && whole.highest.map { $0 >= highest } ?? false
    }
}
