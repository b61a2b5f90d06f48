package import Consistency
import Survey

/// The exact interval of one dimension over everything that the rules allow.
package struct RuleAwareScore: Hashable, Sendable {
    /// The lowest score that remains possible; `nil` when no item is applicable.
    package let lowest: Ratio?
    /// The highest score that remains possible; `nil` when no item is applicable.
    package let highest: Ratio?
    /// The lowest level that remains possible.
    package let lowestLevel: Int
    /// The highest level that remains possible.
    package let highestLevel: Int
    /// Whether every end is attained; otherwise the ends are sound outer bounds.
    package let isExact: Bool

    /// The smallest interval that contains two others.
    func joined(with other: RuleAwareScore) -> RuleAwareScore {
        RuleAwareScore(
            lowest: [lowest, other.lowest].compactMap { $0 }.min(),
            highest: [highest, other.highest].compactMap { $0 }.max(),
            lowestLevel: min(lowestLevel, other.lowestLevel),
            highestLevel: max(highestLevel, other.highestLevel),
            isExact: isExact && other.isExact)
    }
}

/// The exact intervals of every dimension over the completions of a response that satisfy the hard
/// rules, and over its smallest corrections.
package struct RuleAwareAssessment: Sendable {
    /// One interval per dimension over all completions; `nil` when there is none, because the
    /// answers contradict each other.
    package let overCompletions: [RuleAwareScore]?
    /// One interval per dimension over all completions of all smallest corrections; `nil` when the
    /// answers do not contradict each other or no correction is known.
    package let overCorrections: [RuleAwareScore]?

    /// Computes the intervals.
    ///
    /// When there are more corrections than were listed, all answers of the conflicts are released
    /// at once: a superset of every correction, hence a sound outer bound, and named as one.
    ///
    /// - Complexity: A few searches per dimension, level and listed correction.
    package init(
        _ state: ResponseState, localisation: ResponseLocalisation, model: MaturityModel
    ) {
        let formulas = localisation.edits.map(\.formula)
        func scores(_ domains: [SolverDomain]) -> [RuleAwareScore]? {
            var result: [RuleAwareScore] = []
            for dimension in model.dimensions.indices {
                let search = Search(
                    state: state, dimension: dimension, model: model, rules: formulas,
                    domains: domains)
                guard let score = search.score() else { return nil }
                result.append(score)
            }
            return result
        }
        switch localisation.status {
        case .consistent:
            overCompletions = scores(state.domains)
            overCorrections = nil
        case .noRepair:
            overCompletions = nil
            overCorrections = nil
        case .contradictory where localisation.correctionCount == localisation.corrections.count:
            overCompletions = nil
            let all = localisation.corrections.compactMap {
                scores(localisation.domains(releasing: $0))
            }
            overCorrections = all.dropFirst().reduce(all.first) { joined, next in
                joined.map { zip($0, next).map { $0.joined(with: $1) } }
            }
        case .contradictory, .limitReached:
            overCompletions = nil
            let released =
                localisation.parts.isEmpty
                ? state.items.indices.filter { state.items[$0] == .answered }
                : Array(
                    Set(localisation.parts.flatMap { $0.conflicts.flatMap(\.items) })
                ).sorted()
            overCorrections = scores(localisation.domains(releasing: released))?.map {
                RuleAwareScore(
                    lowest: $0.lowest, highest: $0.highest, lowestLevel: $0.lowestLevel,
                    highestLevel: $0.highestLevel, isExact: false)
            }
        }
    }
}

/// The search for the extremes of one dimension over given domains.
private struct Search {
    let state: ResponseState
    let dimension: Int
    let model: MaturityModel
    let rules: [Formula]
    let domains: [SolverDomain]

    /// The applicable contributions and their whole weight.
    private var contributions: [MaturityModel.Contribution] {
        model.contributions[dimension].filter { state.items[$0.item].isApplicable }
    }

    private var objective: [Int: [Int]] {
        Dictionary(
            uniqueKeysWithValues: contributions.map { contribution in
                (
                    state.table.variable(of: .item(contribution.item)),
                    contribution.values.map { $0 * contribution.weight }
                )
            })
    }

    /// The extremes; `nil` when the rules cannot hold.
    func score() -> RuleAwareScore? {
        let weight = contributions.reduce(0) { $0 + $1.weight }
        guard
            let range = SeparableOptimum.range(
                of: objective, constraints: rules, domains: domains)
        else { return nil }
        func ratio(_ sum: Int) -> Ratio? { weight > 0 ? Ratio(sum, weight * model.unit) : nil }
        let highest = highestLevel(weight: weight)
        return RuleAwareScore(
            lowest: ratio(range.lowest), highest: ratio(range.highest),
            lowestLevel: lowestLevel(ratio(range.lowest)), highestLevel: highest.level,
            isExact: range.isExact && highest.isExact)
    }

    private func gates(upTo level: Int) -> [MaturityModel.Gate] {
        model.gates.filter {
            $0.dimension == dimension && $0.level <= level && state.isEvaluated($0.operands)
        }
    }

    /// The highest level that some completion holds: its gates hold and, with them, the greatest
    /// score reaches the threshold.
    private func highestLevel(weight: Int) -> (level: Int, isExact: Bool) {
        guard weight > 0 else { return (0, true) }
        for level in model.levels.indices.reversed() where level > 0 {
            let constraints = rules + gates(upTo: level).map(\.formula)
            guard
                let range = SeparableOptimum.range(
                    of: objective, constraints: constraints, domains: domains)
            else { continue }
            if Ratio(range.highest, weight * model.unit) >= model.levels[level].threshold {
                return (level, range.isExact)
            }
        }
        return (0, true)
    }

    /// The level that every completion holds: no completion misses its threshold or a gate of it
    /// or of a lower level.
    private func lowestLevel(_ lowest: Ratio?) -> Int {
        guard let lowest else { return 0 }
        return model.levels.indices.prefix { level in
            lowest >= model.levels[level].threshold
                && gates(upTo: level).allSatisfy { gate in
                    Solver.solve(rules + [gate.negation], over: domains).isSatisfiable == false
                }
        }.last ?? 0
    }
}
