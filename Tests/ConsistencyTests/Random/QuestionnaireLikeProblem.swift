import Survey
import TestSupport

@testable import Consistency

/// A generated problem of the size and shape of the real questionnaire.
///
/// V2 and V3 count all and key services. Each of 38 pairs asks for how many of all and of the key
/// services something is true: none, some, most or all. PR14a and PR14b tie the two answers of a
/// pair, PR31 ties every key answer to "all services" when V3 = V2; 20 implications follow.
struct QuestionnaireLikeProblem {
    static let pairCount = 38
    private static let share = OptionMask.first(4)
    private static let none = OptionMask(index: 0)
    private static let all = OptionMask(index: 3)

    let problem: LocalisationProblem

    /// Makes a response that satisfies the rules and then gives other answers to some questions.
    ///
    /// - Parameters:
    ///   - seed: What every number follows from.
    ///   - changes: How many answers are drawn again.
    ///   - areAllKey: Whether all services are key services, so that PR31 ties every pair.
    init(seed: UInt64, changes: Int, areAllKey: Bool = false) {
        var numbers = SplitMix64(seed: seed)
        let pairs = 0..<Self.pairCount
        let full: [SolverDomain] =
            [.range(0...500), .range(0...500)]
            + pairs.flatMap { _ in [.options(Self.share), .options(Self.share)] }
            + (0..<40).map { _ in .options(.first(2)) }
        let firstFlag = 2 + 2 * Self.pairCount
        var rules = [Self.atMost(variable: 1, other: 0)]
        let isFewer = Self.atMost(variable: 1, other: 0, bound: -1)
        let isEmpty = Formula.linear(
            LinearConstraint(
                [LinearConstraint.Term(variable: 0, contribution: .coefficient(1))], atMost: 0))
        for pair in pairs {
            let (all, key) = (2 + 2 * pair, 3 + 2 * pair)
            for mask in [Self.all, Self.none] {
                rules.append(
                    .or([
                        .member(variable: all, of: Self.share.subtracting(mask)),
                        .member(variable: key, of: mask),
                    ]))
            }
            // V3 < V2, or V2 = 0, or the two answers are the same.
            let isSame = (0..<4).map { option in
                Formula.and([
                    .member(variable: all, of: OptionMask(index: option)),
                    .member(variable: key, of: OptionMask(index: option)),
                ])
            }
            rules.append(.or([isFewer, isEmpty] + isSame))
        }
        for _ in 0..<20 {
            let (left, right) = (numbers.number(0...39), numbers.number(0...39))
            rules.append(
                .or([
                    .member(variable: firstFlag + left, of: OptionMask(index: 0)),
                    .member(variable: firstFlag + right, of: OptionMask(index: 1)),
                ]))
        }
        var values = [40, areAllKey ? 40 : 12]
        for _ in pairs {
            let share = numbers.number(0...3)
            values += [share, share]
        }
        values += [Int](repeating: numbers.number(0...1), count: 40)
        for _ in 0..<changes {
            let variable = numbers.number((areAllKey ? 2 : 0)...(full.count - 1))
            let last = variable < 2 ? 60 : full[variable].values.count - 1
            values[variable] = numbers.number(0...last)
        }
        let observed = zip(full, values).map { domain, value -> SolverDomain in
            switch domain {
            case .range: .range(value...value)
            case .options: .options(OptionMask(index: value))
            }
        }
        problem = LocalisationProblem(
            rules: rules, full: full, observed: observed,
            answers: full.indices.map {
                LocalisationProblem.Answer(
                    variables: [$0], weight: areAllKey && $0 < 2 ? 100 : numbers.number(1...3))
            })
    }

    private static func atMost(variable: Int, other: Int, bound: Int = 0) -> Formula {
        .linear(
            LinearConstraint(
                [
                    LinearConstraint.Term(variable: variable, contribution: .coefficient(1)),
                    LinearConstraint.Term(variable: other, contribution: .coefficient(-1)),
                ], atMost: bound))
    }
}
