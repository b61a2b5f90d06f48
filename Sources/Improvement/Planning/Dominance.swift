/// Pairs of actions of which one is never worse than the other: whoever does the worse one and not
/// the better one may swap them and loses nothing.
///
/// The better action costs less, or the same and comes first in the catalogue; it adds at least as
/// much to every threshold; it needs no prerequisite that the worse one does not need; nothing
/// builds on the worse one; no gate asks for either. So some best solution, under every tie rule,
/// contains the better action whenever it contains the worse.
struct Dominance {
    /// For each action, the better ones, ascending.
    let better: [[Int]]

    /// Compares every pair of actions.
    ///
    /// - Complexity: O(*actions*² · *thresholds*).
    init(_ problem: PlanningProblem) {
        let gains = MarginalGains(problem)
        var isGated = problem.actions.map { _ in false }
        for item in problem.gates.flatMap(\.items) {
            for raise in problem.items[item].raises { isGated[raise.action] = true }
        }
        var isBuiltOn = problem.actions.map { _ in false }
        for prerequisite in problem.actions.flatMap(\.prerequisites) {
            isBuiltOn[prerequisite] = true
        }
        better = problem.actions.indices.map { worse in
            guard !isGated[worse], !isBuiltOn[worse], !problem.actions[worse].isRequired,
                gains.isExact[worse]
            else { return [] }
            let needs = Set(problem.actions[worse].prerequisites)
            return problem.actions.indices.filter { candidate in
                candidate != worse && !isGated[candidate] && gains.isExact[candidate]
                    && (problem.actions[candidate].personDays, candidate)
                        < (problem.actions[worse].personDays, worse)
                    && problem.actions[candidate].prerequisites.allSatisfy { needs.contains($0) }
                    && problem.thresholds.indices.allSatisfy {
                        gains.values[$0][candidate] >= gains.values[$0][worse]
                    }
            }
        }
    }
}
