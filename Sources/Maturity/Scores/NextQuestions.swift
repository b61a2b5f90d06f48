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
        guard let now = width(state.domains, state, rules, model) else { return [] }
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
                guard let width = width(domains, state, rules, model) else { continue }
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
        _ domains: [SolverDomain], _ state: ResponseState, _ rules: [Formula],
        _ model: MaturityModel
    ) -> Ratio? {
        var sum = Ratio(0, 1)
        for dimension in model.dimensions.indices {
            let contributions = model.contributions[dimension].filter {
                state.items[$0.item].isApplicable
            }
            let weight = contributions.reduce(0) { $0 + $1.weight }
            guard weight > 0 else { continue }
            let objective = Dictionary(
                uniqueKeysWithValues: contributions.map { contribution in
                    (
                        state.table.variable(of: .item(contribution.item)),
                        contribution.values.map { $0 * contribution.weight }
                    )
                })
            guard
                let range = SeparableOptimum.range(
                    of: objective, constraints: rules, domains: domains)
            else { return nil }
            sum = sum.adding(Ratio(range.highest - range.lowest, weight * model.unit))
        }
        return sum
    }
}
