package import Survey

/// A rule or condition over the variables of a questionnaire, in negation normal form.
package indirect enum Formula: Hashable, Sendable {
    case constant(Bool)
    /// A variable with options takes one of some options.
    case member(variable: Int, of: OptionMask)
    /// A sum of functions of single variables does not exceed a bound.
    case linear(LinearConstraint)
    case and([Formula])
    case or([Formula])

    /// The formula that holds exactly where this one does not.
    ///
    /// - Parameter domains: The full domain of every variable, needed to complement sets.
    /// - Returns: The complement, again in negation normal form.
    package func negated(over domains: [SolverDomain]) -> Formula {
        switch self {
        case .constant(let value): return .constant(!value)
        case .member(let variable, let mask):
            guard case .options(let full) = domains[variable] else {
                preconditionFailure("a set of options needs a variable with options")
            }
            return .member(variable: variable, of: full.subtracting(mask))
        case .linear(let constraint): return .linear(constraint.negated)
        case .and(let parts): return .or(parts.map { $0.negated(over: domains) })
        case .or(let parts): return .and(parts.map { $0.negated(over: domains) })
        }
    }

    /// Whether the formula holds for all remaining values (`true`), for none (`false`), or looks
    /// undecided (`nil`).
    ///
    /// `nil` may also stand for a formula whose parts decide it together; a search settles that.
    ///
    /// - Complexity: O(size of the formula).
    package func value(in domains: [SolverDomain]) -> Bool? {
        switch self {
        case .constant(let value): return value
        case .member(let variable, let mask):
            guard case .options(let remaining) = domains[variable] else {
                preconditionFailure("a set of options needs a variable with options")
            }
            if remaining.isSubset(of: mask) { return true }
            return remaining.isDisjoint(with: mask) ? false : nil
        case .linear(let constraint): return constraint.value(in: domains)
        case .and(let parts):
            var result: Bool? = true
            for part in parts {
                switch part.value(in: domains) {
                case false?: return false
                case nil: result = nil
                case true?: break
                }
            }
            return result
        case .or(let parts):
            var result: Bool? = false
            for part in parts {
                switch part.value(in: domains) {
                case true?: return true
                case nil: result = nil
                case false?: break
                }
            }
            return result
        }
    }

    /// The variables that occur, each once, in order of first occurrence.
    package var variables: [Int] {
        var ordered: [Int] = []
        _ = allVariables { variable in
            ordered.append(variable)
            return true
        }
        // Comparing all pairs is quickest for the few variables of most formulas.
        guard ordered.count > 16 else {
            return ordered.indices.filter { !ordered[..<$0].contains(ordered[$0]) }
                .map { ordered[$0] }
        }
        var seen: Set<Int> = []
        return ordered.filter { seen.insert($0).inserted }
    }

    /// Whether a condition holds for every variable that occurs.
    func allVariables(satisfy condition: (Int) -> Bool) -> Bool {
        switch self {
        case .constant: true
        case .member(let variable, _): condition(variable)
        case .linear(let constraint): constraint.terms.allSatisfy { condition($0.variable) }
        case .and(let parts), .or(let parts):
            parts.allSatisfy { $0.allVariables(satisfy: condition) }
        }
    }

    /// The parts that must all hold: a conjunction's parts, otherwise the formula itself.
    var conjuncts: [Formula] {
        guard case .and(let parts) = self else { return [self] }
        return parts.flatMap(\.conjuncts)
    }
}
