import Maturity

/// The least work for each number of level steps towards the targets.
package struct PlanFrontier: Sendable {
    /// A number of level steps with the least work that gains them.
    package struct Point: Hashable, Sendable {
        /// The number of level steps gained, over all dimensions.
        package let steps: Int
        /// The level reached in each dimension, no higher than its target.
        package let aims: [Int]
        /// The work in person-days.
        package let personDays: Int
    }

    /// The points by rising work; each gains more steps than the one before.
    package let points: [Point]
    /// Whether every search ended within its limits, so that the work is the least.
    package let isProven: Bool

    /// Finds the least work for every combination of levels between where the institution stands
    /// and its targets.
    ///
    /// - Complexity: One search for each combination: the product of the dimensions' level steps.
    package init(
        _ situation: PlanningSituation, targets: [Int],
        limits: CheapestSelection.Limits = CheapestSelection.Limits()
    ) {
        let levels = situation.maturity(after: []).dimensions.map { $0.level ?? 0 }
        let start = zip(levels, targets).map { min($0, $1) }.reduce(0, +)
        var best: [Int: Point] = [:]
        var isProven = true
        for aims in ImprovementPlan.aims(from: levels, to: targets) {
            let problem = situation.problem(targets: aims)
            let selection = CheapestSelection(problem, breaksTies: false, limits: limits)
            isProven = isProven && selection.isComplete
            guard let actions = selection.actions else { continue }
            let days = actions.reduce(0) { $0 + problem.actions[$1].personDays }
            let steps = aims.reduce(0, +) - start
            if best[steps].map({ days < $0.personDays }) ?? true {
                best[steps] = Point(steps: steps, aims: aims, personDays: days)
            }
        }
        var points: [Point] = []
        for point in best.values.sorted(by: { $0.steps > $1.steps }) {
            // More steps for the same work or less make a point pointless.
            if let last = points.last, last.personDays <= point.personDays { continue }
            points.append(point)
        }
        self.points = points.reversed()
        self.isProven = isProven
    }
}
