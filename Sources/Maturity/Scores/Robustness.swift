package import Consistency

/// How firmly a dimension holds its level: the fewest changed answers that raise or lower it.
package struct Robustness: Hashable, Sendable {
    /// The items whose answers must change to raise the level, as few as possible; `nil` when no
    /// change of answers raises it.
    package let raising: [Int]?
    /// The items whose answers must change to lower the level, as few as possible; `nil` when no
    /// change lowers it.
    package let lowering: [Int]?

    /// Finds the fewest changes of one dimension.
    ///
    /// A change replaces a given answer by any other value; to raise a level, an open gate of it or
    /// of a lower one may be answered, other open questions stay open. Rules are not
    /// looked at: the question is how much hangs on single answers. Lowering: one failed gate is
    /// enough; otherwise answers with the greatest loss are taken first, which is optimal because
    /// the sum of weights does not change. Raising: the items of every gate not passed change;
    /// the rest is made up by answers with the greatest gain. Ties go to questionnaire order.
    ///
    /// Exact when each gate concerns one item, as in the questionnaires shipped; a gate of several
    /// items counts all of its items.
    ///
    /// - Complexity: O(*items* log *items*).
    package init(_ assessment: DimensionAssessment, state: ResponseState, model: MaturityModel) {
        guard let level = assessment.level else {
            raising = nil
            lowering = nil
            return
        }
        lowering = Self.lowering(assessment, from: level, model: model)
        raising = Self.raising(assessment, from: level, state: state, model: model)
    }

    private static func lowering(
        _ assessment: DimensionAssessment, from level: Int, model: MaturityModel
    ) -> [Int]? {
        guard level > 0 else { return nil }
        let passed = assessment.gates.filter { $0.gate.level <= level && $0.state == .passed }
        let gateItems = passed.compactMap { items(of: $0.gate).first }.sorted()
        if let item = gateItems.first { return [item] }
        let losses = assessment.score.lines.filter { $0.state == .answered }.map { line in
            let lowest = line.contribution.values.min() ?? 0
            return (
                item: line.contribution.item,
                amount: line.contribution.weight * (line.lowest - lowest)
            )
        }
        let threshold = model.levels[level].threshold
        let needed = threshold.numerator * assessment.score.answeredWeight * model.unit
        // The score falls below the threshold once achieved · denominator < needed.
        return fewest(losses) { lost in
            (assessment.score.achieved - lost) * threshold.denominator < needed
        }
    }

    private static func raising(
        _ assessment: DimensionAssessment, from level: Int, state: ResponseState,
        model: MaturityModel
    ) -> [Int]? {
        let next = level + 1
        guard next < model.levels.count else { return nil }
        let missing = assessment.missingGates(for: next)
        let forced = Set(missing.flatMap { items(of: $0.gate) })
        var achieved = assessment.score.achieved
        var weight = assessment.score.answeredWeight
        var gains: [(item: Int, amount: Int)] = []
        for line in assessment.score.lines where line.state.isApplicable {
            let contribution = line.contribution
            let highest = contribution.values.max() ?? 0
            if forced.contains(contribution.item) {
                if line.state == .answered {
                    achieved += contribution.weight * (highest - line.lowest)
                } else {
                    achieved += contribution.weight * highest
                    weight += contribution.weight
                }
            } else if line.state == .answered {
                gains.append(
                    (contribution.item, contribution.weight * (highest - line.lowest)))
            }
        }
        let threshold = model.levels[next].threshold
        let needed = threshold.numerator * weight * model.unit
        let rest = fewest(gains) { gained in
            (achieved + gained) * threshold.denominator >= needed
        }
        return rest.map { (Array(forced) + $0).sorted() }
    }

    private static func items(of gate: MaturityModel.Gate) -> [Int] {
        gate.operands.compactMap { operand in
            if case .item(let index) = operand { return index }
            return nil
        }
    }

    /// The fewest items whose amounts together are enough, the greatest amounts first.
    private static func fewest(
        _ amounts: [(item: Int, amount: Int)], isEnough: (Int) -> Bool
    ) -> [Int]? {
        var sum = 0
        var chosen: [Int] = []
        let order = amounts.sorted { ($1.amount, $0.item) < ($0.amount, $1.item) }
        for entry in order where !isEnough(sum) {
            guard entry.amount > 0 else { return nil }
            sum += entry.amount
            chosen.append(entry.item)
        }
        return isEnough(sum) ? chosen.sorted() : nil
    }
}
