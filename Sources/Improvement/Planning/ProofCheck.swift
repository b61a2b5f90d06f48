/// The lower bound that a proof of optimality really shows.
///
/// Shares no code with the search: it walks the cases of the proof and recomputes, from the problem
/// alone, why each holds nothing cheaper. What a case includes brings its companions: its
/// prerequisites, and the actions that are never worse than it, for which it could be swapped
/// without loss. What a case excludes takes with it everything whose companion it is.
package struct ProofCheck {
    /// What is wrong with a proof.
    package enum Fault: Error, Hashable, Sendable {
        /// A case divides by an action that does not exist or is already decided.
        case undividable(action: Int)
        /// A case is said to be infeasible and may hold a solution.
        case feasible(included: [Int])
        /// A multiplier is negative, or there are too many or too few.
        case badMultipliers
    }

    private let problem: PlanningProblem
    /// For each action, what it builds on, directly or not.
    private let foundations: [Set<Int>]
    /// For each threshold, what each action adds to a set, at most.
    private var gains: [[Int]] = []
    /// For each action, what must come with it.
    private var companions: [[Int]] = []

    /// Prepares the check of proofs for a problem.
    ///
    /// - Complexity: O(*actions*² · *thresholds*).
    package init(_ problem: PlanningProblem) {
        self.problem = problem
        foundations = problem.actions.indices.map { action in
            var found: Set<Int> = []
            var pending = problem.actions[action].prerequisites
            while let next = pending.popLast() {
                if found.insert(next).inserted { pending += problem.actions[next].prerequisites }
            }
            return found
        }
        gains = problem.thresholds.map { gains(in: $0) }
        companions = problem.actions.indices.map { action in
            problem.actions[action].prerequisites
                + problem.actions.indices.filter { isNeverWorse($0, than: action) }
        }
    }

    /// The cost below which, by a proof, no solution lies.
    ///
    /// - Returns: The bound in person-days, rounded up to what sums of the actions' person-days
    ///   can be; `nil` when the proof shows that there is no solution at all, because each would
    ///   cost more than all actions together.
    /// - Throws: The first fault of the proof.
    /// - Complexity: O(*cases* · *requirements*).
    package func lowerBound(_ proof: OptimalityProof) throws(Fault) -> Int? {
        var start = Case(of: problem)
        for action in problem.actions.indices where problem.actions[action].isRequired {
            start.include(action, companions)
        }
        guard let scaled = try least(of: proof, in: start) else { return nil }
        let unit = OptimalityProof.Multipliers.scale * commonDivisor
        // Rounded up, also below zero, where integer division truncates towards zero.
        let steps = scaled > 0 ? (scaled + unit - 1) / unit : 0
        let all = problem.actions.reduce(0) { $0 + $1.personDays }
        return steps * commonDivisor > all ? nil : steps * commonDivisor
    }

    // MARK: Cases

    /// The actions in and out of a case; `isVoid` when one is both.
    private struct Case {
        var isIncluded: [Bool]
        var isExcluded: [Bool]
        var isVoid = false

        init(of problem: PlanningProblem) {
            isIncluded = problem.actions.map { _ in false }
            isExcluded = isIncluded
        }

        func isOpen(_ action: Int) -> Bool { !isIncluded[action] && !isExcluded[action] }

        mutating func include(_ action: Int, _ companions: [[Int]]) {
            var pending = [action]
            while let next = pending.popLast() {
                if isExcluded[next] { isVoid = true }
                guard !isIncluded[next] else { continue }
                isIncluded[next] = true
                pending += companions[next]
            }
        }

        mutating func exclude(_ action: Int, _ companions: [[Int]]) {
            isExcluded[action] = true
            var before = -1
            var count = 0
            while count != before {
                before = count
                for other in companions.indices where !isExcluded[other] {
                    if companions[other].contains(where: { isExcluded[$0] }) {
                        isExcluded[other] = true
                    }
                }
                count = isExcluded.filter { $0 }.count
            }
            if zip(isIncluded, isExcluded).contains(where: { $0 && $1 }) { isVoid = true }
        }
    }

    private func least(
        of proof: OptimalityProof, in given: Case
    ) throws(Fault) -> Int? {
        if given.isVoid { return nil }
        switch proof {
        case .infeasible:
            guard isHopeless(given) else {
                throw .feasible(included: given.isIncluded.indices.filter { given.isIncluded[$0] })
            }
            return nil
        case .bound(let multipliers):
            return try value(multipliers, in: given)
        case .split(let action, let without, let with):
            guard problem.actions.indices.contains(action), given.isOpen(action) else {
                throw .undividable(action: action)
            }
            var excluding = given
            excluding.exclude(action, companions)
            var including = given
            including.include(action, companions)
            let bounds = [
                try least(of: without, in: excluding), try least(of: with, in: including),
            ]
            return bounds.compactMap { $0 }.min()
        }
    }

    // MARK: Reasons

    /// The ranks that an item can still end at: some action that is not excluded ends there, and
    /// no included one ends higher.
    private func attainableRanks(_ item: Int, in given: Case) -> [Int] {
        let raises = problem.items[item].raises
        let floor = raises.filter { given.isIncluded[$0.action] }.map(\.rank).max() ?? 0
        let above = raises.filter { !given.isExcluded[$0.action] && $0.rank > floor }.map(\.rank)
        // Ranks between two attainable ones are looked at as well: that only weakens the claim.
        return Array(floor...(above.max() ?? floor))
    }

    private func isHopeless(_ given: Case) -> Bool {
        for threshold in problem.thresholds {
            var most = 0
            for gain in threshold.gains {
                most += attainableRanks(gain.item, in: given).map { gain.values[$0] }.max() ?? 0
            }
            if most < threshold.need { return true }
        }
        for gate in problem.gates {
            var offsets = [0]
            var stride = 1
            for item in gate.items {
                let ranks = attainableRanks(item, in: given)
                offsets = offsets.flatMap { offset in ranks.map { offset + $0 * stride } }
                stride *= problem.items[item].rankCount
            }
            if !offsets.contains(where: { gate.passes[$0] }) { return true }
        }
        return false
    }

    /// Σ cost + Σ multiplier · (what a requirement still lacks), minimised action by action.
    private func value(
        _ multipliers: OptimalityProof.Multipliers, in given: Case
    ) throws(Fault) -> Int {
        let flat =
            multipliers.thresholds + multipliers.gates + multipliers.prerequisites.joined()
        guard flat.allSatisfy({ $0 >= 0 }),
            multipliers.thresholds.count == problem.thresholds.count,
            multipliers.gates.count == problem.gates.count,
            multipliers.prerequisites.map(\.count) == problem.actions.map(\.prerequisites.count)
        else { throw .badMultipliers }
        let open = problem.actions.indices.filter { given.isOpen($0) }
        var price = problem.actions.map { $0.personDays * OptimalityProof.Multipliers.scale }
        var value = 0
        for action in problem.actions.indices where given.isIncluded[action] {
            value += price[action]
        }
        for (threshold, multiplier) in multipliers.thresholds.enumerated() {
            let included = problem.actions.indices.filter { given.isIncluded[$0] }
            let rest = included.reduce(problem.thresholds[threshold].need) {
                $0 - gains[threshold][$1]
            }
            // A gain above what is needed when every loss happens counts no more than that.
            let ceiling = open.reduce(rest) { $0 - min(0, gains[threshold][$1]) }
            guard ceiling > 0 else { continue }
            value += multiplier * rest
            for action in open {
                price[action] -= multiplier * min(gains[threshold][action], ceiling)
            }
        }
        for (index, multiplier) in multipliers.gates.enumerated() {
            let gate = problem.gates[index]
            var offset = 0
            var stride = 1
            for item in gate.items {
                offset += (attainableRanks(item, in: given).min() ?? 0) * stride
                stride *= problem.items[item].rankCount
            }
            if gate.passes[offset] { continue }
            value += multiplier
            for action in open where isOpener(action, of: gate) { price[action] -= multiplier }
        }
        for action in open {
            for (position, other) in problem.actions[action].prerequisites.enumerated()
            where given.isOpen(other) {
                price[action] += multipliers.prerequisites[action][position]
                price[other] -= multipliers.prerequisites[action][position]
            }
        }
        return open.reduce(value) { $0 + min(0, price[$1]) }
    }

    /// Whether an action can be the one that makes a gate pass.
    private func isOpener(_ action: Int, of gate: PlanningProblem.Gate) -> Bool {
        gate.items.contains { item in
            problem.items[item].raises.contains { raise in
                raise.action == action && (gate.items.count > 1 || gate.passes[raise.rank])
            }
        }
    }

    private var commonDivisor: Int {
        var divisor = 0
        for days in problem.actions.map(\.personDays) {
            var (larger, smaller) = (divisor, days)
            while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
            divisor = larger
        }
        return max(1, divisor)
    }

    // MARK: Gains

    /// Whether the actions that raise an item build on each other in one line.
    private func isLine(_ item: PlanningProblem.Item) -> Bool {
        let actions = item.raises.map(\.action)
        let depths = actions.map { action in
            actions.filter { foundations[action].contains($0) }.count
        }
        return Set(depths) == Set(actions.indices)
    }

    private func gains(in threshold: PlanningProblem.Threshold) -> [Int] {
        var result = problem.actions.map { _ in 0 }
        for gain in threshold.gains {
            let item = problem.items[gain.item]
            for raise in item.raises {
                let base = item.raises.filter { foundations[raise.action].contains($0.action) }
                    .reduce(0) { max($0, $1.rank) }
                let added = gain.values[max(base, raise.rank)] - gain.values[base]
                result[raise.action] += isLine(item) ? added : max(0, added)
            }
        }
        return result
    }

    /// Whether doing one action in place of another never loses: it costs less, or the same and
    /// comes first; it adds as much to every threshold; it builds on nothing else; nothing builds
    /// on the other; no gate is concerned.
    private func isNeverWorse(_ better: Int, than worse: Int) -> Bool {
        let actions = problem.actions
        guard better != worse, !actions[worse].isRequired else { return false }
        let isCheaper = actions[better].personDays < actions[worse].personDays
        let isAsCheapAndFirst =
            actions[better].personDays == actions[worse].personDays && better < worse
        guard isCheaper || isAsCheapAndFirst,
            Set(actions[better].prerequisites).isSubset(of: actions[worse].prerequisites),
            !actions.contains(where: { $0.prerequisites.contains(worse) })
        else { return false }
        for action in [better, worse] {
            for (index, item) in problem.items.enumerated()
            where item.raises.contains(where: { $0.action == action }) {
                if !isLine(item) || problem.gates.contains(where: { $0.items.contains(index) }) {
                    return false
                }
            }
        }
        return gains.allSatisfy { $0[better] >= $0[worse] }
    }
}
