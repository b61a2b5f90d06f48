/// The cheapest solution of a planning problem, with the proof that none is cheaper.
///
/// Branch and bound with Lagrangian bounds. Among the cheapest solutions the one with the fewest
/// actions is taken, among those the one whose actions come first in catalogue order.
package struct CheapestSelection: Sendable {
    /// Bounds on the search.
    package struct Limits: Sendable {
        /// The greatest number of cases looked at in one search, positive.
        package var cases: Int

        /// Limits that no sensible catalogue reaches.
        package init(cases: Int = 20_000) {
            precondition(cases > 0, "a search looks at some case")
            self.cases = cases
        }
    }

    /// The chosen actions, by the problem's index, ascending; `nil` when no solution was found.
    package let actions: [Int]?
    /// Why none is cheaper; with `actions` `nil`, why there is none, unless the limit was reached.
    package let proof: OptimalityProof
    /// Whether every search ended within the limits; otherwise cost or ties may not be the best.
    package let isComplete: Bool
    /// How many cases the searches looked at.
    package let caseCount: Int

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - problem: What is to be reached.
    ///   - breaksTies: Whether the tie rules matter; without them any cheapest solution is taken.
    ///   - limits: Bounds on the work.
    /// - Complexity: Exponential in the number of actions at worst; a few hundred cases for the
    ///   catalogues shipped.
    package init(
        _ problem: PlanningProblem, breaksTies: Bool = true, limits: Limits = Limits()
    ) {
        let days = problem.actions.map(\.personDays)
        var search = Search(
            Relaxation(problem, objective: Relaxation.Objective(costs: days)), limits: limits)
        let start = SelectionState(problem, dominance: Dominance(problem))
        proof = start.map { search.solve($0) } ?? .infeasible
        var isComplete = search.isComplete
        var caseCount = search.caseCount
        var best = search.best?.actions
        if let first = best, breaksTies, isComplete, let start {
            let cost = first.reduce(0) { $0 + days[$1] }
            let counting = Relaxation.Objective(
                costs: days.map { _ in 1 }, cap: (costs: days, limit: cost))
            var fewest = Search(
                Relaxation(problem, objective: counting), limits: limits, incumbent: first)
            _ = fewest.solve(start)
            isComplete = isComplete && fewest.isComplete
            caseCount += fewest.caseCount
            var chosen = fewest.best?.actions ?? first
            let count = chosen.count
            // Catalogue order: each action in turn is taken if a best solution contains it.
            var prefix = start
            for action in problem.actions.indices where prefix.decisions[action] == .open {
                var with = prefix
                var isTaken = chosen.contains(action)
                if !isTaken, with.include(action), with.includedActions.count <= count {
                    var probe = Search(
                        Relaxation(problem, objective: counting), limits: limits,
                        cutoff: count + 1)
                    _ = probe.solve(with)
                    isComplete = isComplete && probe.isComplete
                    caseCount += probe.caseCount
                    if let found = probe.best?.actions {
                        chosen = found
                        isTaken = true
                    }
                }
                let isConsistent = isTaken ? prefix.include(action) : prefix.exclude(action)
                precondition(isConsistent, "the best solution found agrees with what was decided")
            }
            best = chosen
        }
        actions = best
        self.isComplete = isComplete
        self.caseCount = caseCount
    }
}

/// One search for the least cost.
private struct Search {
    private let relaxation: Relaxation
    private let limits: CheapestSelection.Limits
    private let granularity: Int
    /// Solutions that cost this much or more are of no interest.
    private var cutoff: Int
    private let stopsAtFirst: Bool
    private(set) var best: (actions: [Int], cost: Int)?
    private(set) var caseCount = 0
    private(set) var isComplete = true

    private var problem: PlanningProblem { relaxation.problem }
    private var costs: [Int] { relaxation.objective.costs }
    private static var scale: Int { OptimalityProof.Multipliers.scale }

    /// A search for the best.
    init(_ relaxation: Relaxation, limits: CheapestSelection.Limits, incumbent: [Int]? = nil) {
        self.relaxation = relaxation
        self.limits = limits
        granularity = relaxation.objective.granularity
        stopsAtFirst = false
        cutoff = relaxation.objective.costs.reduce(1, +)
        if let incumbent {
            let cost = incumbent.reduce(0) { $0 + relaxation.objective.costs[$1] }
            best = (incumbent, cost)
            cutoff = cost
        }
    }

    /// A search for any solution below a cost.
    init(_ relaxation: Relaxation, limits: CheapestSelection.Limits, cutoff: Int) {
        self.relaxation = relaxation
        self.limits = limits
        granularity = relaxation.objective.granularity
        stopsAtFirst = true
        self.cutoff = cutoff
    }

    /// Searches a case.
    ///
    /// - Returns: Why the case holds nothing below the cutoff that stands when the search ends,
    ///   as long as the search was complete.
    mutating func solve(_ state: SelectionState) -> OptimalityProof {
        var multipliers = OptimalityProof.Multipliers(zeroFor: problem)
        var cap = 0
        return solve(state, multipliers: &multipliers, cap: &cap, steps: 400)
    }

    private mutating func solve(
        _ given: SelectionState, multipliers: inout OptimalityProof.Multipliers, cap: inout Int,
        steps: Int
    ) -> OptimalityProof {
        caseCount += 1
        if stopsAtFirst, best != nil { return .infeasible }
        guard caseCount <= limits.cases else {
            isComplete = false
            return .bound(OptimalityProof.Multipliers(zeroFor: problem))
        }
        var state = given
        guard isPossible(state) else { return .infeasible }
        let (forced, isConsistent) = forcedActions(&state)
        let proof =
            isConsistent
            ? solveSettled(state, multipliers: &multipliers, cap: &cap, steps: steps) : .infeasible
        return forced.reversed().reduce(proof) {
            .split(action: $1, without: .infeasible, with: $0)
        }
    }

    /// Includes every action without which nothing is possible; inconsistent when that cannot be.
    private func forcedActions(
        _ state: inout SelectionState
    ) -> (actions: [Int], isConsistent: Bool) {
        var forced: [Int] = []
        var isChanged = true
        while isChanged {
            isChanged = false
            for action in state.openActions where state.decisions[action] == .open {
                var without = state
                guard !(without.exclude(action) && without.isPossible) else { continue }
                forced.append(action)
                guard state.include(action) else { return (forced, false) }
                isChanged = true
            }
        }
        return (forced, true)
    }

    private mutating func solveSettled(
        _ settled: SelectionState, multipliers: inout OptimalityProof.Multipliers, cap: inout Int,
        steps: Int
    ) -> OptimalityProof {
        var state = settled
        guard isPossible(state) else { return .infeasible }
        if state.isSolution, isWithinCap(state) {
            offer(state)
            return .bound(OptimalityProof.Multipliers(zeroFor: problem))
        }
        let open = state.openActions
        let rows = relaxation.rows(state)
        let start = multipliers
        let startCap = cap
        let bound = LagrangianBound(
            rows: rows, open: open, costs: costs, included: cost(of: state), cutoff: cutoff,
            steps: steps
        ) { kind in
            Double(value(of: kind, in: start, cap: startCap)) / Double(Self.scale)
        }
        var own = OptimalityProof.Multipliers(zeroFor: problem)
        var ownCap = 0
        for (row, multiplier) in zip(rows, bound.multipliers) {
            switch row.kind {
            case .threshold(let index): own.thresholds[index] = multiplier
            case .gate(let index): own.gates[index] = multiplier
            case .prerequisite(let action, let position):
                own.prerequisites[action][position] = multiplier
            case .cap: ownCap = multiplier
            }
        }
        multipliers = own
        cap = ownCap
        if isHopeless(bound.scaled) { return .bound(own) }
        round(bound, open: open, from: state)
        if isHopeless(bound.scaled) { return .bound(own) }

        var fixed: [(action: Int, isIncluded: Bool)] = []
        var isConsistent = true
        for (index, action) in open.enumerated() {
            let reduced = bound.reducedCosts[index]
            guard isHopeless(bound.scaled + abs(reduced)), state.decisions[action] == .open else {
                continue
            }
            isConsistent = reduced < 0 ? state.include(action) : state.exclude(action)
            fixed.append((action, reduced < 0))
            guard isConsistent else { break }
        }
        let rest: OptimalityProof
        if !isConsistent {
            rest = .infeasible
        } else if fixed.isEmpty {
            rest = branch(state, open: open, bound: bound, multipliers: own, cap: ownCap)
        } else {
            var next = own
            var nextCap = ownCap
            rest = solve(state, multipliers: &next, cap: &nextCap, steps: 40)
        }
        return fixed.reversed().reduce(rest) { proof, decision in
            decision.isIncluded
                ? .split(action: decision.action, without: .bound(own), with: proof)
                : .split(action: decision.action, without: proof, with: .bound(own))
        }
    }

    private mutating func branch(
        _ state: SelectionState, open: [Int], bound: LagrangianBound,
        multipliers: OptimalityProof.Multipliers, cap: Int
    ) -> OptimalityProof {
        var choice = 0
        var measure = -1.0
        for (index, action) in open.enumerated() {
            let balance = 0.5 - abs(bound.share[index] - 0.5)
            let value = (balance + 0.02) * Double(1 + costs[action])
            if value > measure {
                measure = value
                choice = index
            }
        }
        let action = open[choice]
        func solve(including: Bool, _ search: inout Search) -> OptimalityProof {
            var next = state
            var multipliers = multipliers
            var cap = cap
            guard including ? next.include(action) : next.exclude(action) else {
                return .infeasible
            }
            return search.solve(next, multipliers: &multipliers, cap: &cap, steps: 40)
        }
        if bound.share[choice] >= 0.5 {
            let with = solve(including: true, &self)
            return .split(action: action, without: solve(including: false, &self), with: with)
        }
        let without = solve(including: false, &self)
        return .split(action: action, without: without, with: solve(including: true, &self))
    }

    // MARK: Bounds and solutions

    private func value(
        of kind: Relaxation.Row.Kind, in multipliers: OptimalityProof.Multipliers, cap: Int
    ) -> Int {
        switch kind {
        case .threshold(let index): multipliers.thresholds[index]
        case .gate(let index): multipliers.gates[index]
        case .prerequisite(let action, let position): multipliers.prerequisites[action][position]
        case .cap: cap
        }
    }

    /// Whether nothing at or above a bound is below the cutoff, costs being multiples of the
    /// granularity.
    private func isHopeless(_ scaled: Int) -> Bool {
        let unit = Self.scale * granularity
        let steps = (scaled + unit - 1) / unit
        return steps * granularity >= cutoff
    }

    private func cost(of state: SelectionState) -> Int {
        state.includedActions.reduce(0) { $0 + costs[$1] }
    }

    private func isWithinCap(_ state: SelectionState) -> Bool {
        guard let cap = relaxation.objective.cap else { return true }
        return state.includedActions.reduce(0) { $0 + cap.costs[$1] } <= cap.limit
    }

    private func isPossible(_ state: SelectionState) -> Bool {
        state.isPossible && isWithinCap(state)
    }

    private mutating func offer(_ state: SelectionState) {
        let cost = cost(of: state)
        guard cost < cutoff else { return }
        best = (state.includedActions, cost)
        cutoff = cost
    }

    /// Completes the picture of the fractional solution to a solution, then drops what it does not
    /// need.
    private mutating func round(
        _ bound: LagrangianBound, open: [Int], from state: SelectionState
    ) {
        var trial = state
        let order = open.indices.sorted {
            (-bound.share[$0], bound.reducedCosts[$0], $0)
                < (-bound.share[$1], bound.reducedCosts[$1], $1)
        }
        for index in order {
            if trial.isSolution { break }
            var next = trial
            if next.include(open[index]) { trial = next }
        }
        guard trial.isSolution else { return }
        let removable = trial.includedActions.filter { state.decisions[$0] == .open }
            .sorted { (costs[$0], $0) > (costs[$1], $1) }
        var kept = Set(trial.includedActions)
        func candidate(_ actions: Set<Int>) -> SelectionState? {
            var result = state
            for action in actions.sorted() where !result.include(action) { return nil }
            return result
        }
        for action in removable {
            let without = kept.subtracting([action])
            let isNeeded = without.contains {
                state.needs[$0].contains(action)
            }
            if !isNeeded, let reduced = candidate(without), reduced.isSolution {
                kept = without
                trial = reduced
            }
        }
        if isWithinCap(trial) { offer(trial) }
    }
}
