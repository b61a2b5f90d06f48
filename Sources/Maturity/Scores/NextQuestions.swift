package import Consistency
import Survey

/// An open answer and how much knowing it would narrow the intervals of the dimensions.
package struct NextQuestion: Hashable, Sendable {
    /// The index of the item.
    package let item: Int
    /// The sum of the interval widths of all dimensions now.
    package let widthNow: Ratio
    /// The sum of the widths that is certain to remain at most, whatever the answer turns out to
    /// be.
    package let widthAfter: Ratio

    /// Ranks the open items by how much knowing them is certain to narrow the intervals.
    ///
    /// For each value that the rules still allow the intervals over all completions are computed
    /// again; the widest outcome counts. Ties go to questionnaire order.
    ///
    /// - Parameters:
    ///   - state: What is known of the response; its answers must not contradict each other.
    ///   - rules: The formulas of the hard rules that are evaluated.
    ///   - model: The maturity model.
    ///   - limit: The most questions returned.
    /// - Returns: The questions, the most useful first; items that narrow nothing are left out.
    /// - Complexity: O(*open items* · *values* · *dimensions*) searches.
    package static func ranking(
        _ state: ResponseState, rules: [Formula], model: MaturityModel, limit: Int
    ) -> [NextQuestion] {
        let rules = ConstraintSystem(rules)
        let objectives = model.dimensions.indices.map {
            ScoreObjective(state, dimension: $0, model: model)
        }
        guard let now = width(state.domains, objectives, rules) else { return [] }
        var ranking: [NextQuestion] = []
        for (index, itemState) in state.items.enumerated()
        where itemState.isApplicable && itemState != .answered {
            let variable = state.table.variable(of: .item(index))
            guard case .single = state.questionnaire.items[index].domain,
                case .options(let mask) = state.domains[variable]
            else { continue }
            var widest: Ratio?
            for option in mask.indices {
                var domains = state.domains
                domains[variable] = .options(OptionMask(index: option))
                guard let width = width(domains, objectives, rules) else { continue }
                widest = max(widest ?? width, width)
            }
            guard let widest, widest < now else { continue }
            ranking.append(NextQuestion(item: index, widthNow: now, widthAfter: widest))
        }
        ranking.sort { ($0.widthAfter, $0.item) < ($1.widthAfter, $1.item) }
        return Array(ranking.prefix(limit))
    }

    /// The sum of the interval widths of all dimensions; `nil` when the rules cannot hold.
    private static func width(
        _ domains: [SolverDomain], _ objectives: [ScoreObjective], _ rules: ConstraintSystem
    ) -> Ratio? {
        let ranges = SeparableOptimum.ranges(
            of: objectives.map(\.tables), under: rules, domains: domains)
        guard let ranges else { return nil }
        return zip(objectives, ranges).reduce(Ratio(0, 1)) { sum, pair in
            pair.0.total > 0
                ? sum.adding(Ratio(pair.1.highest - pair.1.lowest, pair.0.total)) : sum
        }
    }
}
