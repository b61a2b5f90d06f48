import Survey
import Testing

@testable import Consistency

/// The analysis of random rule sets, against trying every combination of values.
@Suite struct RuleSetPropertyTests {
    @Test("Contradictions, proofs and impossible values are those that exist", arguments: 0..<8)
    func findings(_ chunk: Int) {
        for index in 0..<500 {
            let random = RandomRuleSet(seed: TestSeed.of(500 * chunk + index))
            let fault = ExhaustiveAnalysis(random).fault(
                of: RuleSetAnalysis(random.rules, domains: random.full))
            #expect(fault == nil, "\(random)")
        }
    }

    @Test("The random sets are of every kind")
    func variety() {
        var kinds: [String: Int] = [:]
        for index in 0..<500 {
            let random = RandomRuleSet(seed: TestSeed.of(index))
            let analysis = RuleSetAnalysis(random.rules, domains: random.full)
            let isFound = [
                "contradictory": analysis.isFeasible == false,
                "redundant": analysis.redundant.contains { !$0.proof.isEmpty },
                "redundant by several": analysis.redundant.contains { $0.proof.count > 1 },
                "never applicable": analysis.neverApplicable.contains { !$0.proof.isEmpty },
                "impossible value": analysis.impossibleValues.contains { !$0.proof.isEmpty },
                "nothing": analysis.isFeasible == true && analysis.redundant.isEmpty
                    && analysis.impossibleValues.isEmpty,
            ]
            for (kind, isFound) in isFound where isFound { kinds[kind, default: 0] += 1 }
        }
        #expect(kinds.count == 6 && kinds.values.allSatisfy { $0 >= 5 }, "\(kinds)")
    }
}

/// The findings about a rule set by trying every combination of values and every set of rules.
private struct ExhaustiveAnalysis {
    typealias Combinations = ExhaustiveSearch.Combinations

    let random: RandomRuleSet
    let search: ExhaustiveSearch
    /// Where each rule holds.
    let holds: [Combinations]
    /// Where all rules hold.
    let solutions: Combinations

    init(_ random: RandomRuleSet) {
        let search = ExhaustiveSearch(random.full.map(\.values))
        self.random = random
        self.search = search
        holds = random.rules.map { search.combinations(where: $0.formula) }
        solutions = holds.reduce(search.all, ExhaustiveSearch.both)
    }

    /// What is wrong with an analysis; `nil` when nothing is.
    func fault(of analysis: RuleSetAnalysis) -> String? {
        let isFeasible = !ExhaustiveSearch.isEmpty(solutions)
        guard analysis.isFeasible == isFeasible else { return "feasible: \(isFeasible)" }
        guard isFeasible else { return contradictionFault(of: analysis) }
        guard analysis.contradictions.isEmpty, analysis.cheapestDrops.isEmpty else {
            return "contradictions of a feasible set"
        }
        return redundancyFault(analysis.redundant) ?? premiseFault(analysis.neverApplicable)
            ?? valueFault(analysis.impossibleValues)
    }

    private func contradictionFault(of analysis: RuleSetAnalysis) -> String? {
        if analysis.contradictions.isEmpty { return "no contradiction" }
        for contradiction in analysis.contradictions
        where !isProof(contradiction, against: search.all) {
            return "no irreducible contradiction: \(contradiction)"
        }
        let all = holds.indices
        let drops = (0..<(1 << holds.count)).map { bits in all.filter { bits >> $0 & 1 == 1 } }
            .filter { drop in isPossible(search.all, under: all.filter { !drop.contains($0) }) }
        let fewest = drops.map(\.count).min()
        let expected = drops.filter { $0.count == fewest }
        let isSame =
            Set(expected) == Set(analysis.cheapestDrops)
            && expected.count == analysis.cheapestDrops.count
        return isSame ? nil : "drops: \(expected), not \(analysis.cheapestDrops)"
    }

    private func redundancyFault(_ findings: [RuleSetAnalysis.Finding]) -> String? {
        let violated = random.rules.map { search.combinations(where: $0.negation) }
        let expected = holds.indices.filter { rule in
            !isPossible(violated[rule], under: holds.indices.filter { $0 != rule })
        }
        guard findings.map(\.rule) == expected else { return "redundant: \(expected)" }
        for finding in findings
        where finding.proof.contains(finding.rule)
            || !isProof(finding.proof, against: violated[finding.rule])
        {
            return "no proof: \(finding)"
        }
        return nil
    }

    private func premiseFault(_ findings: [RuleSetAnalysis.Finding]) -> String? {
        let premises = random.rules.map { $0.premise.map(search.combinations) ?? search.all }
        let expected = holds.indices.filter { rule in
            random.rules[rule].premise != nil
                && ExhaustiveSearch.isEmpty(ExhaustiveSearch.both(premises[rule], solutions))
        }
        guard findings.map(\.rule) == expected else { return "never applicable: \(expected)" }
        let wrong = findings.first { !isProof($0.proof, against: premises[$0.rule]) }
        return wrong.map { "no proof: \($0)" }
    }

    private func valueFault(_ found: [RuleSetAnalysis.ImpossibleValue]) -> String? {
        guard Set(found.map(\.variable)).count == found.count else { return "variables repeat" }
        for (variable, domain) in random.full.enumerated() {
            let own = found.first { $0.variable == variable }
            let possible = domain.values.filter { isPossible(variable, $0) }
            guard let lowest = possible.first, let highest = possible.last else { continue }
            let expected: SolverDomain
            let first: [Int]
            switch domain {
            case .options(let mask):
                let excluded = mask.indices.filter { !possible.contains($0) }
                expected = .options(excluded.reduce(into: []) { $0.insert(OptionMask(index: $1)) })
                first = Array(excluded.prefix(1))
            case .range(let range):
                expected = .range(lowest...highest)
                let below = range.filter { $0 < lowest }
                first = below.isEmpty ? range.filter { $0 > highest } : below
            }
            guard first.isEmpty == (own == nil) else { return "variable \(variable): \(expected)" }
            guard let own else { continue }
            guard own.impossible == expected else { return "variable \(variable): \(expected)" }
            let claimed = first.map { search.combinations(variable, is: $0) }
                .reduce(into: [UInt64](repeating: 0, count: solutions.count)) {
                    $0 = ExhaustiveSearch.either($0, $1)
                }
            guard isProof(own.proof, against: claimed) else { return "no proof: \(own)" }
        }
        return nil
    }

    private func isPossible(_ variable: Int, _ value: Int) -> Bool {
        let own = search.combinations(variable, is: value)
        return !ExhaustiveSearch.isEmpty(ExhaustiveSearch.both(own, solutions))
    }

    private func isPossible(_ claim: Combinations, under rules: [Int]) -> Bool {
        let left = rules.reduce(claim) { ExhaustiveSearch.both($0, holds[$1]) }
        return !ExhaustiveSearch.isEmpty(left)
    }

    /// Whether some rules exclude a set of combinations, and without any one of them do not.
    private func isProof(_ rules: [Int], against claim: Combinations) -> Bool {
        !isPossible(claim, under: rules)
            && rules.allSatisfy { rule in isPossible(claim, under: rules.filter { $0 != rule }) }
    }
}
