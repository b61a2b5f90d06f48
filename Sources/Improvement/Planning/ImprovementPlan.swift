package import Maturity

/// The cheapest set of actions that lifts an institution to its targets, with everything that
/// explains it.
package struct ImprovementPlan: Sendable {
    /// Why an action is in the plan.
    package enum Reason: Hashable, Sendable {
        /// It opens a gate that is not passed yet; the gate's index in the model.
        case gate(Int)
        /// It brings points that a dimension lacks, in parts of the model's unit.
        case points(dimension: Int, gain: Int)
        /// Other actions of the plan build on it; their indices in the catalogue.
        case prerequisite(of: [Int])
        /// The institution asked for it.
        case required
    }

    /// An action of the plan.
    package struct Step: Hashable, Sendable {
        /// The index in the catalogue.
        package let action: Int
        /// Why it is there, gates first.
        package let reasons: [Reason]
    }

    /// An action that looks worthwhile and is not in the plan.
    package struct Alternative: Hashable, Sendable {
        /// Why it is not.
        package enum Cause: Hashable, Sendable {
            /// The cheapest plan with it takes this many person-days more.
            case dearer(by: Int)
            /// A plan with it takes as many person-days, but the tie rules prefer this one.
            case tied
            /// It may not be chosen.
            case unavailable(PlanningSituation.Availability)
        }

        /// The index in the catalogue.
        package let action: Int
        /// Why it is not in the plan.
        package let cause: Cause
    }

    /// Where the institution stands.
    package let situation: PlanningSituation
    /// The level wanted in each dimension.
    package let targets: [Int]
    /// The level to which the plan leads in each dimension: the target, or the nearest below it
    /// that can be reached, together with the others and within the budget.
    package let aims: [Int]
    /// The limit on the work in person-days, if there is one.
    package let budget: Int?
    /// The problem whose cheapest solution the plan is.
    package let problem: PlanningProblem
    /// The solution with its proof.
    package let selection: CheapestSelection
    /// The actions, prerequisites first, otherwise in catalogue order.
    package let steps: [Step]
    /// The work in person-days.
    package let personDays: Int
    /// The maturity before the plan, as the answers are taken.
    package let before: MaturityAssessment
    /// The maturity once everything is done.
    package let projected: MaturityAssessment

    /// The dimensions in which the plan falls short of the target.
    package var unreached: [Int] { targets.indices.filter { aims[$0] < targets[$0] } }

    /// Plans.
    ///
    /// When not all targets can be reached, the levels nearest to them are: as many levels in all
    /// as possible, then the lowest dimension as high as possible, then the dimensions in the
    /// model's order.
    ///
    /// - Parameters:
    ///   - situation: Where the institution stands.
    ///   - targets: The level wanted in each dimension.
    ///   - budget: The most that the plan may take, in person-days.
    ///   - limits: Bounds on the search.
    package init(
        _ situation: PlanningSituation, targets: [Int], budget: Int? = nil,
        limits: CheapestSelection.Limits = CheapestSelection.Limits()
    ) {
        let before = situation.maturity(after: [])
        let levels = before.dimensions.map { $0.level ?? 0 }
        var plan: (aims: [Int], problem: PlanningProblem, selection: CheapestSelection)?
        var tooMuch: [[Int]] = []
        for aims in Self.aims(from: levels, to: targets) {
            // What is too much already stays so when more is asked.
            if tooMuch.contains(where: { zip($0, aims).allSatisfy { $0 <= $1 } }) { continue }
            let problem = situation.problem(targets: aims)
            let quick = CheapestSelection(problem, breaksTies: false, limits: limits)
            let cost = quick.actions.map { $0.reduce(0) { $0 + problem.actions[$1].personDays } }
            if let cost, cost <= budget ?? Int.max {
                plan = (aims, problem, CheapestSelection(problem, limits: limits))
                break
            }
            tooMuch.append(aims)
        }
        let nothing = targets.map { _ in 0 }
        let (aims, problem, selection) =
            plan
            ?? {
                let problem = situation.problem(targets: nothing)
                return (nothing, problem, CheapestSelection(problem, limits: limits))
            }()
        let chosen = (selection.actions ?? []).map { problem.actions[$0].catalogueIndex }
        self.situation = situation
        self.targets = targets
        self.aims = aims
        self.budget = budget
        self.problem = problem
        self.selection = selection
        self.before = before
        personDays = chosen.reduce(0) { $0 + situation.catalogue.personDays($1) }
        projected = situation.maturity(after: chosen)
        let explanation = PlanExplanation(situation, aims: aims, before: before, chosen: chosen)
        steps = situation.inOrder(chosen).map {
            Step(action: $0, reasons: explanation.reasons(for: $0))
        }
    }

    /// Every combination of levels between where a dimension stands and its target, the most
    /// wanted first.
    ///
    /// - Complexity: The product of the level steps of all dimensions, sorted.
    static func aims(from levels: [Int], to targets: [Int]) -> [[Int]] {
        var result: [[Int]] = [[]]
        for (level, target) in zip(levels, targets) {
            result = result.flatMap { start in
                (min(level, target)...target).map { start + [$0] }
            }
        }
        return result.sorted { left, right in
            let sums = (left.reduce(0, +), right.reduce(0, +))
            if sums.0 != sums.1 { return sums.0 > sums.1 }
            let lowest = (left.min() ?? 0, right.min() ?? 0)
            if lowest.0 != lowest.1 { return lowest.0 > lowest.1 }
            return right.lexicographicallyPrecedes(left)
        }
    }

    /// The actions outside the plan that add most to the targets per person-day, each with what
    /// it would cost to have it.
    ///
    /// - Parameters:
    ///   - limit: How many.
    ///   - limits: Bounds on each search.
    /// - Returns: The most tempting first; empty when the plan is.
    /// - Complexity: One search per action named.
    package func alternatives(
        limit: Int, limits: CheapestSelection.Limits = CheapestSelection.Limits()
    ) -> [Alternative] {
        guard !steps.isEmpty else { return [] }
        let chosen = Set(steps.map(\.action))
        let explanation = PlanExplanation(
            situation, aims: aims, before: before, chosen: steps.map(\.action))
        let tempting = situation.catalogue.actions.indices
            .filter { !chosen.contains($0) && !situation.openRaises[$0].isEmpty }
            .map { (action: $0, gain: explanation.promise(of: $0)) }
            .filter { $0.gain > 0 }
            .sorted { left, right in
                let values = (
                    left.gain * situation.catalogue.personDays(right.action),
                    right.gain * situation.catalogue.personDays(left.action)
                )
                return (-values.0, left.action) < (-values.1, right.action)
            }
        return tempting.prefix(limit).map { entry in
            let availability = situation.availability[entry.action]
            guard availability == .available else {
                return Alternative(action: entry.action, cause: .unavailable(availability))
            }
            let with = problem.requiring(catalogueIndex: entry.action)
            let selection = CheapestSelection(with, breaksTies: false, limits: limits)
            let cost = selection.actions?.reduce(0) { $0 + with.actions[$1].personDays }
            let extra = (cost ?? personDays) - personDays
            return Alternative(
                action: entry.action, cause: extra > 0 ? .dearer(by: extra) : .tied)
        }
    }
}

extension PlanningSituation {
    /// Prerequisites before what builds on them, otherwise catalogue order.
    package func inOrder(_ actions: [Int]) -> [Int] {
        var result: [Int] = []
        var remaining = actions.sorted()
        while !remaining.isEmpty {
            let next =
                remaining.firstIndex { action in
                    catalogue.actions[action].prerequisites.allSatisfy { !remaining.contains($0) }
                } ?? 0
            result.append(remaining.remove(at: next))
        }
        return result
    }
}

extension PlanningProblem {
    /// The same problem, with one more action in every solution.
    func requiring(catalogueIndex: Int) -> PlanningProblem {
        PlanningProblem(
            actions: actions.map {
                Action(
                    catalogueIndex: $0.catalogueIndex, personDays: $0.personDays,
                    prerequisites: $0.prerequisites,
                    isRequired: $0.isRequired || $0.catalogueIndex == catalogueIndex)
            }, items: items, thresholds: thresholds, gates: gates)
    }
}
