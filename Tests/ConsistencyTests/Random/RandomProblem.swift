import Survey
import TestSupport

@testable import Consistency

/// A small random problem, the same for the same seed.
struct RandomProblem: CustomStringConvertible {
    let seed: UInt64
    let problem: LocalisationProblem

    /// Makes the problem of a seed: 4 to 6 variables, 1 to 8 rules.
    init(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        let domains = (0..<numbers.number(4...6)).map { _ in Self.domain(&numbers) }
        var observed = domains
        var answers: [LocalisationProblem.Answer] = []
        var variable = 0
        while variable < domains.count {
            // Some answers are of two variables, as of a question with several options.
            let isPair = variable + 1 < domains.count && numbers.oneIn(8)
            let own = Array(variable...(isPair ? variable + 1 : variable))
            variable += own.count
            if numbers.oneIn(8) { continue }
            for index in own {
                observed[index] = Self.value(of: domains[index], &numbers)
            }
            answers.append(
                LocalisationProblem.Answer(
                    variables: own, weight: numbers.number(0...3), isLocked: numbers.oneIn(10)))
        }
        // Most rule sets have a solution, as the rules hold for one planted record, and many rules
        // do not hold for the observed one.
        let planted = domains.map { Self.value(of: $0, &numbers) }
        let tries = numbers.oneIn(8) ? 1 : 12
        let count = max(numbers.number(1...8), numbers.number(1...8))
        var rules: [Formula] = []
        while rules.count < count {
            for attempt in 1...tries {
                let rule = Self.rule(over: domains, &numbers)
                let isWanted = numbers.oneIn(2) || rule.value(in: observed) != true
                guard isWanted && rule.value(in: planted) == true || attempt == tries
                else { continue }
                rules.append(rule)
                break
            }
        }
        self.seed = seed
        problem = LocalisationProblem(
            rules: rules, full: domains, observed: observed, answers: answers)
    }

    /// What to give as `BRIEDUMS_SEED` to see the problem again, and the problem.
    var description: String {
        "BRIEDUMS_SEED=\(seed): rules \(problem.rules), observed \(problem.observed), "
            + "answers \(problem.answers)"
    }

    /// A domain of 2 to 4 options or of 2 to 5 numbers.
    static func domain(_ numbers: inout SplitMix64) -> SolverDomain {
        if numbers.oneIn(3) {
            let lowest = numbers.number(-3...2)
            return .range(lowest...(lowest + numbers.number(1...4)))
        }
        return .options(.first(numbers.number(2...4)))
    }

    private static func value(
        of domain: SolverDomain, _ numbers: inout SplitMix64
    ) -> SolverDomain {
        switch domain {
        case .options(let mask):
            return .options(OptionMask(index: numbers.pick(mask.indices)))
        case .range(let range):
            let number = numbers.number(range)
            return .range(number...number)
        }
    }

    /// A random rule: mostly that one of several things holds.
    private static func rule(
        over domains: [SolverDomain], _ numbers: inout SplitMix64
    ) -> Formula {
        if numbers.oneIn(4) { return formula(over: domains, depth: 2, &numbers) }
        let parts = (0..<numbers.number(2...3)).map { _ in
            formula(over: domains, depth: 1, &numbers)
        }
        return .or(parts)
    }

    /// A random formula of some depth.
    static func formula(
        over domains: [SolverDomain], depth: Int, _ numbers: inout SplitMix64
    ) -> Formula {
        if depth > 0, !numbers.oneIn(3) {
            let parts = (0..<numbers.number(2...3)).map { _ in
                formula(over: domains, depth: depth - 1, &numbers)
            }
            return numbers.oneIn(2) ? .and(parts) : .or(parts)
        }
        if numbers.oneIn(80) { return .constant(numbers.oneIn(2)) }
        let variable = numbers.number(0...(domains.count - 1))
        if case .options(let full) = domains[variable], !numbers.oneIn(3) {
            // Rarely nothing at all, which makes a rule that cannot hold.
            var mask = OptionMask(rawValue: numbers.next()).intersection(full)
            if mask.isEmpty, !numbers.oneIn(8) { mask = OptionMask(index: 0) }
            return .member(variable: variable, of: mask)
        }
        return linear(over: domains, with: variable, &numbers)
    }

    private static func linear(
        over domains: [SolverDomain], with first: Int, _ numbers: inout SplitMix64
    ) -> Formula {
        var variables = [first]
        for _ in 0..<numbers.number(0...2) {
            variables.append(numbers.number(0...(domains.count - 1)))
        }
        let terms = variables.map { variable in
            let contribution: LinearConstraint.Contribution =
                switch domains[variable] {
                case .range: .coefficient(numbers.number(-2...2))
                case .options(let mask):
                    .table((0..<mask.count).map { _ in numbers.number(-1...2) })
                }
            return LinearConstraint.Term(variable: variable, contribution: contribution)
        }
        return .linear(LinearConstraint(terms, atMost: numbers.number(-3...4)))
    }
}

extension SolverDomain {
    /// The values: indices of options, or numbers.
    var values: [Int] {
        switch self {
        case .options(let mask): mask.indices
        case .range(let range): Array(range)
        }
    }
}
