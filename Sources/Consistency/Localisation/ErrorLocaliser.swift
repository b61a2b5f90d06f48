/// Localises errors exactly, by implicit hitting sets.
///
/// Two questions alternate. *Which answers hit every known conflict at least weight?* and *can the
/// rules hold when these are reconsidered?* If they can, the lower bound has met a repair and the
/// set is smallest. If not, the answers still standing contain a conflict that was not known: an
/// irreducible one is found and added. Every conflict is the projection of a failed implied edit,
/// so hitting only the violated rules, which is wrong, is never relied on.
///
/// Once the least weight is known, the same is done for every set of that weight, separately in
/// each part of the answers that no rule connects, until all are found.
package struct ErrorLocaliser {
    private let problem: LocalisationProblem
    private let limits: Limits
    /// The conflicts found, each without its locked answers.
    private var conflicts: [[Int]] = []
    /// The conflicts with their locked answers, by the answers that may change.
    private var full: [[Int]: [Int]] = [:]
    /// A conflict of locked answers alone.
    private var unresolvable: [Int]?
    /// A correction that resolves everything without being proven smallest.
    private var known: Set<Int>?
    private var searches = 0
    private var isWithinLimits = true

    /// Bounds on the work.
    package struct Limits: Sendable {
        /// The most searches for a solution.
        package var searches: Int
        /// The most steps of propagation of one search.
        package var steps: Int
        /// The most smallest sets listed for one part.
        package var alternatives: Int

        /// Makes limits.
        package init(searches: Int = 20_000, steps: Int = 400_000, alternatives: Int = 64) {
            self.searches = searches
            self.steps = steps
            self.alternatives = alternatives
        }
    }

    /// Finds all smallest sets of answers to reconsider.
    ///
    /// - Parameters:
    ///   - problem: The answers and the rules.
    ///   - limits: Bounds on the work.
    /// - Returns: The sets, proven; or what is known, never called smallest.
    /// - Complexity: Exponential in the number of answers to change within one connected part, in
    ///   the worst case (the problem contains set covering).
    package static func localise(
        _ problem: LocalisationProblem, limits: Limits = Limits()
    ) -> ErrorLocalisation {
        var localiser = ErrorLocaliser(problem: problem, limits: limits)
        return localiser.run()
    }

    private init(problem: LocalisationProblem, limits: Limits) {
        self.problem = problem
        self.limits = limits
    }

    // MARK: The search

    private mutating func run() -> ErrorLocalisation {
        while true {
            let open = hittingSets(conflicts, limit: 1)
            guard open.isProven, let candidate = open.sets.first else {
                return outcome(.limitReached, weight: 0)
            }
            let weight = weight(of: candidate)
            switch isFeasible(releasing: Set(candidate)) {
            case nil:
                return outcome(.limitReached, weight: weight)
            case false?:
                guard addConflicts(beyond: Set(candidate)) else { return failure(weight: weight) }
            case true?:
                // Sets of this weight may still fail for a conflict not seen yet.
                guard let blocks = blocks() else {
                    if isWithinLimits { continue }
                    known = Set(candidate)
                    return outcome(.limitReached, weight: weight)
                }
                return ErrorLocalisation(
                    status: conflicts.isEmpty ? .consistent : .contradictory,
                    minimumWeight: weight, blocks: blocks, knownCorrection: nil,
                    unresolvable: nil, searches: searches)
            }
        }
    }

    /// Adds conflicts until releasing one answer of each makes the rules satisfiable.
    ///
    /// - Returns: `false` when some conflict cannot be resolved or the limit was reached.
    private mutating func addConflicts(beyond candidate: Set<Int>) -> Bool {
        var released = candidate
        while true {
            switch isFeasible(releasing: released) {
            case nil: return false
            case true?:
                known = released
                return true
            case false?: break
            }
            guard let conflict = conflict(among: released) else { return false }
            let free = conflict.filter { !problem.answers[$0].isLocked }
            guard !free.isEmpty else {
                unresolvable = conflict
                return false
            }
            if !conflicts.contains(free) { conflicts.append(free) }
            full[free] = conflict
            // Releasing the whole conflict keeps the conflicts of one pass apart.
            released.formUnion(free)
        }
    }

    /// An irreducible set of standing answers that the rules exclude.
    private mutating func conflict(among released: Set<Int>) -> [Int]? {
        let standing = problem.answers.indices.filter { !released.contains($0) }
        // Locked and reliable answers first: the cheap ones are given up last to be explained.
        let order = standing.sorted { left, right in
            let (a, b) = (problem.answers[left], problem.answers[right])
            if a.isLocked != b.isLocked { return a.isLocked }
            return (b.weight, left) < (a.weight, right)
        }
        return subset(of: order) { localiser, fixed in
            let free = Set(localiser.problem.answers.indices).subtracting(fixed)
            return localiser.isFeasible(releasing: free).map { !$0 }
        }?.sorted()
    }

    /// An irreducible subset with a property that needs searches.
    private mutating func subset(
        of elements: [Int], _ test: (inout ErrorLocaliser, [Int]) -> Bool?
    ) -> [Int]? {
        withoutActuallyEscaping(test) { test in
            var copy = self
            let result = MinimalSubset.find(in: elements) { test(&copy, $0) }
            self = copy
            return result
        }
    }

    // MARK: Blocks

    /// Splits the conflicts into independent parts and lists every smallest set of each.
    ///
    /// - Returns: `nil` when a new conflict was found, so that the search must go on, or the limit
    ///   was reached.
    private mutating func blocks() -> [ErrorLocalisation.Block]? {
        let involved = Set(conflicts.joined())
        let domains = problem.domains(releasing: involved)
        let undecided = problem.rules.indices.filter {
            problem.rules[$0].value(in: domains) != true
        }
        var blocks: [ErrorLocalisation.Block] = []
        for part in parts(of: undecided, in: domains) {
            let variables = Set(part.flatMap { problem.rules[$0].variables })
            let members = conflicts.filter { conflict in
                conflict.contains { !variables.isDisjoint(with: problem.answers[$0].variables) }
            }
            guard !members.isEmpty else { continue }
            let candidates = hittingSets(members, limit: limits.alternatives)
            var alternatives: [[Int]] = []
            for candidate in candidates.sets {
                switch isFeasible(releasing: Set(candidate), rules: part) {
                case nil:
                    isWithinLimits = false
                    return nil
                case true?: alternatives.append(candidate)
                case false?:
                    let others = conflicts.filter { !members.contains($0) }.joined()
                    _ = addConflicts(beyond: Set(candidate).union(others))
                    return nil
                }
            }
            guard isWithinLimits else { return nil }
            var explained: [ErrorLocalisation.Conflict] = []
            for member in members {
                explained.append(explain(full[member] ?? member))
            }
            blocks.append(
                ErrorLocalisation.Block(
                    alternatives: alternatives, isComplete: candidates.isComplete,
                    conflicts: explained))
        }
        return blocks
    }

    /// Groups rules that share a variable with several values left.
    private func parts(of rules: [Int], in domains: [SolverDomain]) -> [[Int]] {
        var parts: [(variables: Set<Int>, rules: [Int])] = []
        for rule in rules {
            var variables = Set(problem.rules[rule].variables.filter { !domains[$0].isFixed })
            var members = [rule]
            parts.removeAll { part in
                guard !part.variables.isDisjoint(with: variables) else { return false }
                variables.formUnion(part.variables)
                members += part.rules
                return true
            }
            parts.append((variables, members))
        }
        return parts.map { $0.rules.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// The conflict with an irreducible set of rules that excludes it, earlier rules preferred.
    private mutating func explain(_ answers: [Int]) -> ErrorLocalisation.Conflict {
        let free = Set(problem.answers.indices).subtracting(answers)
        let rules = subset(of: Array(problem.rules.indices)) { localiser, rules in
            localiser.isFeasible(releasing: free, rules: rules).map { !$0 }
        }
        return ErrorLocalisation.Conflict(answers: answers, rules: rules ?? [])
    }

    // MARK: Questions

    private func hittingSets(
        _ conflicts: [[Int]], limit: Int
    ) -> HittingSets.Result {
        HittingSets.minimum(
            of: conflicts, weights: problem.answers.map(\.weight), limit: limit)
    }

    private mutating func isFeasible(releasing released: Set<Int>, rules: [Int]? = nil) -> Bool? {
        searches += 1
        guard searches <= limits.searches else {
            isWithinLimits = false
            return nil
        }
        let formulas = rules.map { $0.map { problem.rules[$0] } } ?? problem.rules
        let outcome = Solver.solve(
            formulas, over: problem.domains(releasing: released), limit: limits.steps)
        if outcome == .undecided { isWithinLimits = false }
        return outcome.isSatisfiable
    }

    private func weight(of answers: [Int]) -> Int {
        answers.reduce(0) { $0 + problem.answers[$1].weight }
    }

    // MARK: Outcomes

    private mutating func failure(weight: Int) -> ErrorLocalisation {
        guard isWithinLimits, let unresolvable else {
            return outcome(.limitReached, weight: weight)
        }
        let conflict = explain(unresolvable)
        return ErrorLocalisation(
            status: .noRepair, minimumWeight: weight, blocks: [], knownCorrection: nil,
            unresolvable: conflict, searches: searches)
    }

    private func outcome(
        _ status: ErrorLocalisation.Status, weight: Int
    ) -> ErrorLocalisation {
        ErrorLocalisation(
            status: status, minimumWeight: weight, blocks: [],
            knownCorrection: known.map { $0.sorted() }, unresolvable: nil, searches: searches)
    }
}
