import Survey

/// The least and the greatest value of a sum of functions of single variables over all solutions
/// of some constraints.
package struct SeparableOptimum: Hashable, Sendable {
    /// The least value, or a sound lower bound.
    package let lowest: Int
    /// The greatest value, or a sound upper bound.
    package let highest: Int
    /// Whether both ends are attained by solutions; otherwise they are outer bounds.
    package let isExact: Bool

    /// Finds the optimum.
    ///
    /// Constraints that share no open variable are treated apart and their optima added, because
    /// the objective is a sum. Within a part a solution is improved until a better one is proven
    /// impossible.
    ///
    /// - Parameters:
    ///   - objective: What each value of some variables with options contributes, by option.
    ///   - constraints: What must hold.
    ///   - domains: The values that each variable may take.
    ///   - limit: The most steps of propagation of one search.
    /// - Returns: `nil` when there is certainly no solution.
    package static func range(
        of objective: [Int: [Int]], constraints: [Formula], domains: [SolverDomain],
        limit: Int = Solver.standardLimit
    ) -> SeparableOptimum? {
        guard
            let highest = maximum(of: objective, constraints, domains, limit: limit),
            let lowest = maximum(
                of: objective.mapValues { $0.map { -$0 } }, constraints, domains, limit: limit)
        else { return nil }
        return SeparableOptimum(
            lowest: -lowest.value, highest: highest.value,
            isExact: lowest.isExact && highest.isExact)
    }

    private static func maximum(
        of objective: [Int: [Int]], _ constraints: [Formula], _ domains: [SolverDomain],
        limit: Int
    ) -> (value: Int, isExact: Bool)? {
        var narrowed = domains
        var budget = limit
        let conjuncts = constraints.flatMap(\.conjuncts)
        let propagation = Propagation(conjuncts, variableCount: domains.count)
        guard propagation.narrow(&narrowed, changed: nil, budget: &budget) else { return nil }
        let open = conjuncts.filter { $0.value(in: narrowed) != true }
        var value = 0
        var isExact = true
        var constrained: Set<Int> = []
        for part in Solver.blocks(of: open, in: narrowed) {
            let variables = Set(part.flatMap(\.variables))
            constrained.formUnion(variables)
            let own = objective.filter { variables.contains($0.key) }
            guard let best = improve(own, part, narrowed, limit: limit) else { return nil }
            value += best.value
            isExact = isExact && best.isExact
        }
        for (variable, table) in objective where !constrained.contains(variable) {
            value += greatest(table, in: narrowed[variable])
        }
        return (value, isExact)
    }

    /// Improves a solution of one part until a better one is impossible.
    private static func improve(
        _ objective: [Int: [Int]], _ part: [Formula], _ domains: [SolverDomain], limit: Int
    ) -> (value: Int, isExact: Bool)? {
        let bound = objective.reduce(0) { $0 + greatest($1.value, in: domains[$1.key]) }
        let terms = objective.sorted { $0.key < $1.key }.map { variable, table in
            LinearConstraint.Term(variable: variable, contribution: .table(table.map { -$0 }))
        }
        var best: Int?
        while true {
            var constraints = part
            if let best {
                if best == bound { return (best, true) }
                constraints.append(.linear(LinearConstraint(terms, atMost: -best - 1)))
            }
            switch Solver.solve(constraints, over: domains, limit: limit) {
            case .satisfiable(let solution):
                // Every combination of the remaining values is a solution: take the best of each.
                best = objective.reduce(0) { $0 + greatest($1.value, in: solution[$1.key]) }
            case .unsatisfiable: return best.map { ($0, true) }
            case .undecided: return (bound, false)
            }
        }
    }

    private static func greatest(_ table: [Int], in domain: SolverDomain) -> Int {
        guard case .options(let mask) = domain else {
            preconditionFailure("an objective has a table for each of its variables")
        }
        return mask.indices.map { table[$0] }.max() ?? 0
    }
}
