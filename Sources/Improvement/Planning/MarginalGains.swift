/// What each action adds to each threshold, so that the gains of a set add up to no less than the
/// truth.
///
/// When the actions that raise an item build on each other in one line, each counts the difference
/// to the highest rank below it, which may be negative: the sum is exact for every set that holds
/// its prerequisites. Otherwise each counts what it adds to the highest-ranked action that it
/// builds on, and never less than nothing.
struct MarginalGains {
    /// For each threshold, the gain of each action.
    let values: [[Int]]
    /// Whether all that an action raises is raised in one line.
    let isExact: [Bool]

    /// Computes the gains.
    init(_ problem: PlanningProblem) {
        let ancestors = Self.ancestors(in: problem)
        let isLine = problem.items.map { item in
            item.raises.allSatisfy { raise in
                item.raises.allSatisfy { other in
                    other.action == raise.action
                        || ancestors[raise.action].contains(other.action)
                        || ancestors[other.action].contains(raise.action)
                }
            }
        }
        var isExact = problem.actions.map { _ in true }
        for (item, isLine) in zip(problem.items, isLine) where !isLine {
            for raise in item.raises { isExact[raise.action] = false }
        }
        self.isExact = isExact
        values = problem.thresholds.map { threshold in
            var gains = problem.actions.map { _ in 0 }
            for gain in threshold.gains {
                let raises = problem.items[gain.item].raises
                for raise in raises {
                    let below =
                        raises.filter { ancestors[raise.action].contains($0.action) }
                        .map(\.rank).max() ?? 0
                    guard below < raise.rank else { continue }
                    let added = gain.values[raise.rank] - gain.values[below]
                    gains[raise.action] += isLine[gain.item] ? added : max(0, added)
                }
            }
            return gains
        }
    }

    /// The actions that each action builds on, directly or not.
    private static func ancestors(in problem: PlanningProblem) -> [Set<Int>] {
        var result = problem.actions.map { Set($0.prerequisites) }
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in result.indices {
                let wider = result[index].reduce(result[index]) { $0.union(result[$1]) }
                if wider.count > result[index].count {
                    result[index] = wider
                    isChanged = true
                }
            }
        }
        return result
    }
}
