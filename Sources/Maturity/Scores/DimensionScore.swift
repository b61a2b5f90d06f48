package import Consistency
import Survey

/// The score of one dimension: a point over what is answered, and the interval over everything
/// that is still possible item by item.
package struct DimensionScore: Hashable, Sendable {
    /// Σ weight · value / Σ weight over answered items; `nil` when none is answered.
    package let point: Ratio?
    /// The score with every open item at its lowest value; `nil` when no item is applicable.
    package let lowest: Ratio?
    /// The score with every open item at its highest value; `nil` when no item is applicable.
    package let highest: Ratio?
    /// How one item enters the score.
    package struct Line: Hashable, Sendable {
        /// What the item adds.
        package let contribution: MaturityModel.Contribution
        /// What is known of the item.
        package let state: ResponseState.ItemState
        /// The lowest value that remains possible, in parts of the model's unit.
        package let lowest: Int
        /// The highest value that remains possible, in parts of the model's unit.
        package let highest: Int
    }

    /// Every item of the dimension in questionnaire order, with what it adds.
    package let lines: [Line]
    /// The sum of weight · value over answered items, in parts of the model's unit.
    package let achieved: Int
    /// The sum of weights over answered items.
    package let answeredWeight: Int
    /// The sum of weights over applicable items.
    package let applicableWeight: Int

    /// Scores one dimension of a response.
    ///
    /// Not applicable and not asked items are left out of numerator and denominator; unknown and
    /// unanswered ones are open. All arithmetic is in whole numbers.
    ///
    /// - Complexity: O(*items*).
    package init(_ state: ResponseState, dimension: Int, model: MaturityModel) {
        var lines: [Line] = []
        var achieved = 0
        var answeredWeight = 0
        var applicableWeight = 0
        var lowestSum = 0
        var highestSum = 0
        for contribution in model.contributions[dimension] {
            let itemState = state.items[contribution.item]
            let variable = state.table.variable(of: .item(contribution.item))
            guard case .options(let mask) = state.domains[variable] else {
                preconditionFailure("a scored item has a scale")
            }
            let values = mask.indices.map { contribution.values[$0] }
            let lowest = values.min() ?? 0
            let highest = values.max() ?? 0
            lines.append(
                Line(
                    contribution: contribution, state: itemState, lowest: lowest,
                    highest: highest))
            guard itemState.isApplicable else { continue }
            applicableWeight += contribution.weight
            lowestSum += contribution.weight * lowest
            highestSum += contribution.weight * highest
            if itemState == .answered {
                answeredWeight += contribution.weight
                achieved += contribution.weight * lowest
            }
        }
        func ratio(_ sum: Int, _ weight: Int) -> Ratio? {
            weight > 0 ? Ratio(sum, weight * model.unit) : nil
        }
        self.lines = lines
        self.achieved = achieved
        self.answeredWeight = answeredWeight
        self.applicableWeight = applicableWeight
        point = ratio(achieved, answeredWeight)
        lowest = ratio(lowestSum, applicableWeight)
        highest = ratio(highestSum, applicableWeight)
    }
}
