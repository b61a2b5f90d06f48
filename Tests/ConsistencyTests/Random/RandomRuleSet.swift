import Survey
import TestSupport

@testable import Consistency

/// A small random rule set and sums to optimise under it, the same for the same seed.
struct RandomRuleSet: CustomStringConvertible {
    let seed: UInt64
    /// The full domain of each variable.
    let full: [SolverDomain]
    let rules: [RuleSetAnalysis.Rule]
    /// What answers leave of the domains.
    let observed: [SolverDomain]
    /// Sums of functions of the variables with options.
    let objectives: [[Int: [Int]]]

    /// Makes the set of a seed: 2 to 4 variables, 1 to 5 rules, 1 to 3 sums.
    init(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        let full = (0..<numbers.number(2...4)).map { _ in RandomProblem.domain(&numbers) }
        let planted = full.map { domain -> SolverDomain in
            switch domain {
            case .options(let mask): .options(OptionMask(index: numbers.pick(mask.indices)))
            case .range(let range): .range(range.lowerBound...range.lowerBound)
            }
        }
        // Every fourth set is left to chance and is mostly contradictory; the others have a
        // solution that was planted.
        let tries = numbers.oneIn(4) ? 1 : 12
        var rules: [RuleSetAnalysis.Rule] = []
        for _ in 0..<numbers.number(1...5) {
            for attempt in 1...tries {
                let rule = Self.rule(over: full, &numbers)
                guard rule.formula.value(in: planted) == true || attempt == tries else { continue }
                rules.append(rule)
                break
            }
        }
        self.seed = seed
        self.full = full
        self.rules = rules
        observed = full.map { domain in
            guard numbers.oneIn(3), case .options(let mask) = domain else { return domain }
            let some = mask.intersection(OptionMask(rawValue: numbers.next()))
            return some.isEmpty ? domain : .options(some)
        }
        objectives = (0..<numbers.number(1...3)).map { _ in
            var tables: [Int: [Int]] = [:]
            for (variable, domain) in full.enumerated() where !numbers.oneIn(4) {
                guard case .options(let mask) = domain else { continue }
                tables[variable] = (0..<mask.count).map { _ in numbers.number(-3...5) }
            }
            return tables
        }
    }

    /// What to give as `BRIEDUMS_SEED` to see the set again, and the set.
    var description: String {
        "BRIEDUMS_SEED=\(seed): domains \(full), observed \(observed), rules \(rules), "
            + "objectives \(objectives)"
    }

    private static func rule(
        over domains: [SolverDomain], _ numbers: inout SplitMix64
    ) -> RuleSetAnalysis.Rule {
        var formula = RandomProblem.formula(over: domains, depth: 1, &numbers)
        var premise: Formula?
        if numbers.oneIn(2) {
            let condition = RandomProblem.formula(over: domains, depth: 1, &numbers)
            premise = condition
            formula = .or([condition.negated(over: domains), formula])
        }
        return RuleSetAnalysis.Rule(
            formula: formula, negation: formula.negated(over: domains), premise: premise)
    }
}
