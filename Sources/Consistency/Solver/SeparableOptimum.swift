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

    /// The steps of propagation after which one search for a better solution gives up.
    ///
    /// Small, because an outer bound then takes the place of the optimum: a report must not hang.
    package static let standardLimit = 20_000

    /// Finds the optimum of several sums under the same constraints, each sum on its own.
    ///
    /// Constraints that share no open variable are treated apart and their optima added, because
    /// the objective is a sum. Within a part the bound that ignores the constraints is tried first;
    /// otherwise the optimum is enclosed by bisection.
    ///
    /// - Parameters:
    ///   - objectives: For each sum, what each value of some variables with options contributes,
    ///     by option.
    ///   - system: What must hold.
    ///   - domains: The values that each variable may take.
    ///   - limit: The most steps of propagation of one search.
    /// - Returns: The optima in the order of the sums; `nil` when there is certainly no solution.
    package static func ranges(
        of objectives: [[Int: [Int]]], under system: ConstraintSystem, domains: [SolverDomain],
        limit: Int = standardLimit
    ) -> [SeparableOptimum]? {
        var narrowed = domains
        var budget = limit
        let undecided = system.undecided(in: domains)
        let propagation = Propagation(undecided, variableCount: domains.count)
        guard propagation.narrow(&narrowed, changed: nil, budget: &budget) else { return nil }
        let open = undecided.filter { $0.formula.value(in: narrowed) != true }
        let whole = Part(
            objectives: objectives, system: ConstraintSystem(open.map(\.formula)),
            domains: narrowed, limit: limit)
        if let bounds = whole.attainedBounds() { return bounds }
        // A fixed variable may occur in several parts, and its value counts once.
        let parts = Solver.blocks(of: open, in: narrowed).map { conjuncts in
            (
                variables: Set(conjuncts.flatMap(\.variables).filter { !narrowed[$0].isFixed }),
                system: ConstraintSystem(conjuncts.map(\.formula))
            )
        }
        var results: [SeparableOptimum] = []
        for objective in objectives {
            var result = SeparableOptimum(lowest: 0, highest: 0, isExact: true)
            var rest = objective
            for (variables, system) in parts {
                let own = objective.filter { variables.contains($0.key) }
                own.keys.forEach { rest[$0] = nil }
                let part = Part(
                    objective: own, system: system, domains: narrowed, limit: limit)
                guard let range = part.range() else { return nil }
                result = result.adding(range)
            }
            for (variable, table) in rest {
                let extremes = Part.extremes(table, in: narrowed[variable])
                result = result.adding(
                    SeparableOptimum(
                        lowest: extremes.lowest, highest: extremes.highest, isExact: true))
            }
            results.append(result)
        }
        return results
    }

    /// Finds the optimum of one sum; see ``ranges(of:under:domains:limit:)``.
    package static func range(
        of objective: [Int: [Int]], under system: ConstraintSystem, domains: [SolverDomain],
        limit: Int = standardLimit
    ) -> SeparableOptimum? {
        ranges(of: [objective], under: system, domains: domains, limit: limit)?.first
    }

    private func adding(_ other: SeparableOptimum) -> SeparableOptimum {
        SeparableOptimum(
            lowest: lowest + other.lowest, highest: highest + other.highest,
            isExact: isExact && other.isExact)
    }
}

/// The search for the best values of some sums under constraints.
private struct Part {
    let objectives: [[Int: [Int]]]
    let system: ConstraintSystem
    let domains: [SolverDomain]
    let limit: Int

    init(
        objectives: [[Int: [Int]]], system: ConstraintSystem, domains: [SolverDomain], limit: Int
    ) {
        self.objectives = objectives
        self.system = system
        self.domains = domains
        self.limit = limit
    }

    init(objective: [Int: [Int]], system: ConstraintSystem, domains: [SolverDomain], limit: Int) {
        self.init(objectives: [objective], system: system, domains: domains, limit: limit)
    }

    private var objective: [Int: [Int]] { objectives[0] }

    /// The bounds that ignore the constraints, when one solution attains the best of every sum and
    /// another the least: often so, and then nothing needs to be searched.
    func attainedBounds() -> [SeparableOptimum]? {
        for isHighest in [true, false] {
            var ideal = domains
            for (variable, table) in objectives.joined() {
                let (lowest, highest) = Self.extremes(table, in: domains[variable])
                let best = Self.options(of: ideal[variable]) {
                    table[$0] == (isHighest ? highest : lowest)
                }
                guard best != .options([]) else { return nil }
                ideal[variable] = best
            }
            guard Solver.solve(system, over: ideal, limit: limit).isSatisfiable == true else {
                return nil
            }
        }
        return objectives.map { objective in
            objective.reduce(SeparableOptimum(lowest: 0, highest: 0, isExact: true)) {
                let (lowest, highest) = Self.extremes($1.value, in: domains[$1.key])
                return SeparableOptimum(
                    lowest: $0.lowest + lowest, highest: $0.highest + highest, isExact: true)
            }
        }
    }

    func range() -> SeparableOptimum? {
        let opposite = Part(
            objective: objective.mapValues { $0.map { -$0 } }, system: system, domains: domains,
            limit: limit)
        guard let highest = maximum(), let lowest = opposite.maximum() else { return nil }
        return SeparableOptimum(
            lowest: -lowest.value, highest: highest.value,
            isExact: lowest.isExact && highest.isExact)
    }

    /// The greatest value of the objective, or a sound upper bound.
    private func maximum() -> (value: Int, isExact: Bool)? {
        var bound = 0
        var ideal = domains
        for (variable, table) in objective {
            let greatest = Self.extremes(table, in: domains[variable]).highest
            bound += greatest
            ideal[variable] = Self.options(of: domains[variable]) { table[$0] == greatest }
        }
        // Often the best value of every variable is possible at once.
        if Solver.solve(system, over: ideal, limit: limit).isSatisfiable == true {
            return (bound, true)
        }
        guard var best = start() else {
            return Solver.solve(system, over: domains, limit: limit) == .unsatisfiable
                ? nil : (bound, false)
        }
        let terms = objective.sorted { $0.key < $1.key }.map { variable, table in
            LinearConstraint.Term(variable: variable, contribution: .table(table.map { -$0 }))
        }
        var upper = bound
        while best < upper {
            let middle = best + (upper - best + 1) / 2
            let target = Formula.linear(LinearConstraint(terms, atMost: -middle))
            switch Solver.solve(system.adding([target]), over: domains, limit: limit) {
            case .satisfiable(let solution): best = max(middle, value(of: solution))
            case .unsatisfiable: upper = middle - 1
            case .undecided: return (upper, false)
            }
        }
        return (best, true)
    }

    /// A good solution to start from: each variable in turn is held at the best value that leaves
    /// a solution, those that contribute most first.
    private func start() -> Int? {
        var held = domains
        let order = objective.sorted { left, right in
            let (a, b) = (Self.spread(left.value), Self.spread(right.value))
            return a != b ? a > b : left.key < right.key
        }
        for (variable, table) in order {
            guard case .options(let mask) = held[variable] else { continue }
            for option in mask.indices.sorted(by: { (-table[$0], $0) < (-table[$1], $1) }) {
                var trial = held
                trial[variable] = .options(OptionMask(index: option))
                if Solver.solve(system, over: trial, limit: limit).isSatisfiable == true {
                    held = trial
                    break
                }
            }
        }
        guard
            case .satisfiable(let solution) = Solver.solve(system, over: held, limit: limit)
        else { return nil }
        return value(of: solution)
    }

    /// The greatest value over solutions of which every combination is one.
    private func value(of solution: [SolverDomain]) -> Int {
        objective.reduce(0) { $0 + Self.extremes($1.value, in: solution[$1.key]).highest }
    }

    private static func spread(_ table: [Int]) -> Int { (table.max() ?? 0) - (table.min() ?? 0) }

    private static func options(
        of domain: SolverDomain, where condition: (Int) -> Bool
    ) -> SolverDomain {
        guard case .options(let mask) = domain else {
            preconditionFailure("an objective has a table for each of its variables")
        }
        return .options(
            mask.indices.filter(condition).reduce(into: []) { $0.insert(OptionMask(index: $1)) })
    }

    static func extremes(_ table: [Int], in domain: SolverDomain) -> (lowest: Int, highest: Int) {
        guard case .options(let mask) = domain else {
            preconditionFailure("an objective has a table for each of its variables")
        }
        let values = mask.indices.map { table[$0] }
        return (values.min() ?? 0, values.max() ?? 0)
    }
}
