import Survey
import Testing
import TextFormats

@testable import Consistency

/// The least and the greatest sums under constraints: published cases, and random ones against
/// trying every combination of values.
@Suite struct SeparableOptimumTests {
    static let names = ConsistencyCases.names("scoreIntervals")

    @Test("All cases are read")
    func collection() { #expect(Self.names.count == 4) }

    @Test("Intervals are those of the cases", arguments: names)
    func intervals(_ name: String) throws {
        let entry = try ConsistencyCases.named(name, in: "scoreIntervals")
        let variables = try CaseVariables(entry.member("variables"))
        let rules = try entry.member("rules").elements.map {
            try variables.formula($0.member("require"))
        }
        var observed = variables.domains
        var answered: [Int] = []
        for (variable, name) in variables.names.enumerated() {
            let value = try entry.member("record").member(name)
            guard !value.isNull else { continue }
            observed[variable] = try #require(try variables.only(value, of: variable))
            answered.append(variable)
        }
        var points: [Int: [Int]] = [:]
        for (name, values) in try entry.member("points").members.map({ ($0.key, $0.value) }) {
            let variable = try variables.index(name)
            points[variable] = try variables.options[variable].map {
                try values.optionalMember($0)?.number ?? 0
            }
        }
        let expected = try entry.member("expected")
        func ends(_ range: SeparableOptimum?) -> [Int] {
            range.map { [$0.lowest, $0.highest] } ?? []
        }
        func numbers(_ value: JSONValue) throws -> [Int] {
            try value.elements.map { try $0.number }
        }
        let free = SeparableOptimum.range(
            of: points, under: ConstraintSystem([]), domains: observed)
        #expect(try ends(free) == numbers(expected.member("ignoringRules")))
        let problem = LocalisationProblem(
            rules: rules, full: variables.domains, observed: observed,
            answers: answered.map { LocalisationProblem.Answer(variables: [$0]) })
        let found = ErrorLocaliser.localise(problem)
        #expect(try found.minimumWeight == expected.member("minWeight").number)
        var lowest: [Int] = []
        var highest: [Int] = []
        let repairs = try expected.member("perRepair").members
        let corrections = found.corrections(limit: 100)
        #expect(corrections.count == repairs.count)
        for correction in corrections {
            let names = correction.map { variables.names[answered[$0]] }
            let key = names.isEmpty ? "(none)" : names.joined(separator: "+")
            let range = try #require(
                SeparableOptimum.range(
                    of: points, under: ConstraintSystem(rules),
                    domains: problem.domains(releasing: Set(correction))))
            #expect(range.isExact)
            #expect(try ends(range) == numbers(expected.member("perRepair").member(key)))
            lowest.append(range.lowest)
            highest.append(range.highest)
        }
        let overall = [lowest.min(), highest.max()].compactMap { $0 }
        #expect(try overall == numbers(expected.member("overAllMinimalRepairs")))
    }

    @Test("A fixed variable that occurs in two parts counts once")
    func sharedFixedVariable() {
        let (no, yes) = (OptionMask(index: 0), OptionMask(index: 1))
        // If 0, then 1 or 2; if 0, then 3 or 4. As 0 holds, two parts are left that share it.
        let rules = [(1, 2), (3, 4)].map { left, right in
            Formula.or([
                .member(variable: 0, of: no), .member(variable: left, of: yes),
                .member(variable: right, of: yes),
            ])
        }
        let range = SeparableOptimum.range(
            of: [0: [0, 4], 1: [0, 1], 2: [0, 1], 3: [0, 1], 4: [0, 1]],
            under: ConstraintSystem(rules),
            domains: [.options(yes)] + (1...4).map { _ in .options(.first(2)) })
        #expect(range == SeparableOptimum(lowest: 6, highest: 8, isExact: true))
    }

    @Test("The ends are the least and the greatest of all solutions", arguments: 0..<10)
    func optima(_ chunk: Int) {
        for index in 0..<1_000 {
            let random = RandomRuleSet(seed: TestSeed.of(1_000 * chunk + index))
            let system = ConstraintSystem(random.rules.map(\.formula))
            let expected = Self.ranges(random).map { ranges in
                ranges.map {
                    SeparableOptimum(
                        lowest: $0.lowerBound, highest: $0.upperBound, isExact: true)
                }
            }
            let found = SeparableOptimum.ranges(
                of: random.objectives, under: system, domains: random.observed)
            #expect(found == expected, "\(random)")
            let alone = SeparableOptimum.range(
                of: random.objectives[0], under: system, domains: random.observed)
            #expect(alone == expected?.first, "\(random)")
        }
    }

    @Test("At a limit the ends enclose those of all solutions", arguments: 0..<4)
    func limits(_ chunk: Int) {
        var outer = 0
        for index in 0..<250 {
            let random = RandomRuleSet(seed: TestSeed.of(250 * chunk + index))
            let system = ConstraintSystem(random.rules.map(\.formula))
            let expected = Self.ranges(random)
            for limit in [0, 1, 2, 4, 8, 16, 32] {
                let found = SeparableOptimum.ranges(
                    of: random.objectives, under: system, domains: random.observed, limit: limit)
                guard let found else {
                    #expect(expected == nil, "limit \(limit): \(random)")
                    continue
                }
                guard let expected else {
                    // Not known to be contradictory, so nothing may be called attained.
                    #expect(found.allSatisfy { !$0.isExact }, "limit \(limit): \(random)")
                    continue
                }
                for (range, exact) in zip(found, expected) {
                    let isSound =
                        range.isExact
                        ? range.lowest...range.highest == exact
                        : range.lowest <= exact.lowerBound && range.highest >= exact.upperBound
                    #expect(isSound, "limit \(limit): \(range), not \(exact): \(random)")
                    if !range.isExact { outer += 1 }
                }
            }
        }
        #expect(outer > 0)
    }

    /// The range of each sum over all solutions; `nil` when there is none.
    private static func ranges(_ random: RandomRuleSet) -> [ClosedRange<Int>]? {
        let search = ExhaustiveSearch(random.observed.map(\.values))
        let solutions = random.rules.reduce(search.all) {
            ExhaustiveSearch.both($0, search.combinations(where: $1.formula))
        }
        let places = (0..<search.count).filter { solutions[$0 >> 6] >> ($0 & 63) & 1 == 1 }
        guard !places.isEmpty else { return nil }
        return random.objectives.compactMap { objective in
            let sums = places.map { place in
                objective.reduce(0) { $0 + $1.value[search.value(of: $1.key, in: place)] }
            }
            guard let lowest = sums.min(), let highest = sums.max() else { return nil }
            return lowest...highest
        }
    }
}
