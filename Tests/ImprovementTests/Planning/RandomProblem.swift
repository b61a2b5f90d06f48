import Improvement
import TestSupport

/// A small random planning problem: prerequisites, gates, items raised by several actions, gains
/// that may be negative.
func randomProblem(_ generator: inout SplitMix64) -> PlanningProblem {
    // Mostly small ones: trying every set of 14 takes a while.
    let count = generator.number(1...(generator.oneIn(4) ? 14 : 9))
    let efforts = [[5, 15, 40], [1, 2, 3], [7, 7, 7]].randomElement(using: &generator) ?? [1]
    let isChained = Bool.random(using: &generator)
    let actions = (0..<count).map { index in
        let wanted = Int.random(in: 0...2, using: &generator)
        // An action may build on later ones of the catalogue too; a random order keeps it acyclic.
        let prerequisites =
            index == 0 ? [] : (0..<wanted).map { _ in Int.random(in: 0..<index, using: &generator) }
        return PlanningProblem.Action(
            catalogueIndex: index, personDays: efforts.randomElement(using: &generator) ?? 1,
            prerequisites: Int.random(in: 0...2, using: &generator) == 0
                ? Array(Set(prerequisites)).sorted() : [],
            isRequired: Int.random(in: 0...15, using: &generator) == 0)
    }
    var items: [PlanningProblem.Item] = []
    for action in 0..<count {
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
            var raises = [PlanningProblem.Raise(action: action, rank: 1)]
            var rankCount = 2
            if Int.random(in: 0...2, using: &generator) == 0, count > 1 {
                let partner =
                    isChained
                    ? actions[action].prerequisites.first
                    : Int.random(in: 0..<count, using: &generator)
                if let partner, partner != action {
                    rankCount = 3
                    raises = [
                        PlanningProblem.Raise(
                            action: action, rank: Int.random(in: 1...2, using: &generator)),
                        PlanningProblem.Raise(
                            action: partner, rank: Int.random(in: 1...2, using: &generator)),
                    ]
                }
            }
            items.append(
                PlanningProblem.Item(
                    questionnaireIndex: items.count, rankCount: rankCount, raises: raises))
        }
    }
    let thresholds = (0..<4).map { dimension in
        let gains = items.indices.compactMap { item -> PlanningProblem.Gain? in
            guard Int.random(in: 0...2, using: &generator) > 0 else { return nil }
            let values = (1..<items[item].rankCount).map { _ in
                Int.random(in: -2...8, using: &generator)
            }
            return PlanningProblem.Gain(item: item, values: [0] + values)
        }
        let most = gains.reduce(0) { $0 + ($1.values.max() ?? 0) }
        return PlanningProblem.Threshold(
            dimension: dimension,
            need: Int.random(in: -3...max(1, most * 3 / 4), using: &generator), gains: gains)
    }
    let gates = (0..<Int.random(in: 0...2, using: &generator)).map { index in
        let concerned = Array(
            Set(
                (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                    Int.random(in: 0..<items.count, using: &generator)
                })
        ).sorted()
        let size = concerned.reduce(1) { $0 * items[$1].rankCount }
        return PlanningProblem.Gate(
            modelIndex: index, items: concerned,
            passes: (0..<size).map { _ in Int.random(in: 0...2, using: &generator) > 0 })
    }
    return PlanningProblem(actions: actions, items: items, thresholds: thresholds, gates: gates)
}

/// Every set of actions tried: the cheapest solution, among those the fewest actions, among those
/// the first in catalogue order.
struct Exhaustive {
    private(set) var best: [Int]?

    init(_ problem: PlanningProblem) {
        // Counting down with action 0 as the highest bit visits sets in catalogue order.
        let count = problem.actions.count
        var days = [Int](repeating: 0, count: 1 << count)
        for action in 0..<count {
            let bit = 1 << (count - 1 - action)
            var bits = bit
            while bits < days.count {
                if bits & bit != 0 { days[bits] += problem.actions[action].personDays }
                bits += 1
            }
        }
        var least = (days: Int.max, count: Int.max)
        var bits = days.count
        while bits > 0 {
            bits -= 1
            guard days[bits] <= least.days else { continue }
            let key = (days: days[bits], count: bits.nonzeroBitCount)
            guard key < least else { continue }
            let set = (0..<count).filter { bits & (1 << (count - 1 - $0)) != 0 }
            guard Self.isSolution(set, of: problem) else { continue }
            least = key
            best = set
        }
    }

    static func isSolution(_ set: [Int], of problem: PlanningProblem) -> Bool {
        for action in problem.actions.indices {
            if problem.actions[action].isRequired, !set.contains(action) { return false }
        }
        for action in set {
            for earlier in problem.actions[action].prerequisites where !set.contains(earlier) {
                return false
            }
        }
        let ranks = problem.items.map { item in
            item.raises.filter { set.contains($0.action) }.map(\.rank).max() ?? 0
        }
        for threshold in problem.thresholds {
            var sum = 0
            for gain in threshold.gains { sum += gain.values[ranks[gain.item]] }
            if sum < threshold.need { return false }
        }
        for gate in problem.gates {
            var offset = 0
            for item in gate.items.reversed() {
                offset = offset * problem.items[item].rankCount + ranks[item]
            }
            if !gate.passes[offset] { return false }
        }
        return true
    }
}
