import Survey

/// Removes values that cannot be part of a solution, constraint by constraint, to a fixpoint.
///
/// Set membership is filtered exactly, sums by their bounds, a disjunction when one part is left.
struct Propagation {
    private let constraints: [ConstraintSystem.Conjunct]
    private let watchers: [[Int]]

    /// Prepares the propagation of some constraints over a number of variables.
    init(_ constraints: [ConstraintSystem.Conjunct], variableCount: Int) {
        self.constraints = constraints
        var watchers = [[Int]](repeating: [], count: variableCount)
        for (index, constraint) in constraints.enumerated() {
            for variable in constraint.variables { watchers[variable].append(index) }
        }
        self.watchers = watchers
    }

    /// Narrows domains as far as the constraints allow.
    ///
    /// - Parameters:
    ///   - domains: The remaining values, narrowed in place.
    ///   - changed: Variables narrowed since the last fixpoint; `nil` to start from all
    ///     constraints.
    ///   - budget: Steps left; each applied constraint takes one.
    /// - Returns: Whether no domain became empty.
    func narrow(_ domains: inout [SolverDomain], changed: [Int]?, budget: inout Int) -> Bool {
        var isQueued = [Bool](repeating: false, count: constraints.count)
        var queue: [Int] = []
        func enqueue(_ variable: Int) {
            for index in watchers[variable] where !isQueued[index] {
                isQueued[index] = true
                queue.append(index)
            }
        }
        if let changed {
            changed.forEach(enqueue)
        } else {
            queue = Array(constraints.indices)
            isQueued = [Bool](repeating: true, count: constraints.count)
        }
        var next = 0
        while next < queue.count, budget > 0 {
            let index = queue[next]
            next += 1
            budget -= 1
            isQueued[index] = false
            var narrowed: [Int] = []
            guard Self.require(constraints[index].formula, in: &domains, narrowed: &narrowed) else {
                return false
            }
            narrowed.forEach(enqueue)
        }
        return true
    }

    /// Removes values under which a formula cannot hold; `false` when none are left.
    private static func require(
        _ formula: Formula, in domains: inout [SolverDomain], narrowed: inout [Int]
    ) -> Bool {
        switch formula {
        case .constant(let value):
            return value
        case .member(let variable, let mask):
            guard case .options(let remaining) = domains[variable] else {
                preconditionFailure("a set of options needs a variable with options")
            }
            let kept = remaining.intersection(mask)
            if kept == remaining { return true }
            domains[variable] = .options(kept)
            narrowed.append(variable)
            return !kept.isEmpty
        case .linear(let constraint):
            return require(constraint, in: &domains, narrowed: &narrowed)
        case .and(let parts):
            return parts.allSatisfy { require($0, in: &domains, narrowed: &narrowed) }
        case .or(let parts):
            var open: Formula?
            for part in parts {
                switch part.value(in: domains) {
                case true?: return true
                case false?: continue
                case nil:
                    if open != nil { return true }
                    open = part
                }
            }
            guard let open else { return false }
            return require(open, in: &domains, narrowed: &narrowed)
        }
    }

    private static func require(
        _ constraint: LinearConstraint, in domains: inout [SolverDomain], narrowed: inout [Int]
    ) -> Bool {
        var lowest = 0
        for term in constraint.terms { lowest += term.extremes(in: domains[term.variable]).lowest }
        guard lowest <= constraint.bound else { return false }
        for term in constraint.terms {
            let domain = domains[term.variable]
            // What this variable may contribute while all others contribute their least.
            let room = constraint.bound - (lowest - term.extremes(in: domain).lowest)
            switch (term.contribution, domain) {
            case (.table(let table), .options(let mask)):
                var kept = mask
                for index in mask.indices where table[index] > room {
                    kept.remove(OptionMask(index: index))
                }
                if kept != mask {
                    domains[term.variable] = .options(kept)
                    narrowed.append(term.variable)
                }
            case (.coefficient(let coefficient), .range(let range)) where coefficient != 0:
                // The least contribution fits into the room, so neither end passes the other.
                let limit = flooredQuotient(room, coefficient.magnitude)
                let kept =
                    coefficient > 0
                    ? range.lowerBound...min(range.upperBound, limit)
                    : max(range.lowerBound, -limit)...range.upperBound
                if kept != range {
                    domains[term.variable] = .range(kept)
                    narrowed.append(term.variable)
                }
            default: break
            }
        }
        return true
    }

    private static func flooredQuotient(_ dividend: Int, _ divisor: UInt) -> Int {
        let divisor = Int(divisor)
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }
}
