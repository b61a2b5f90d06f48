import Survey

/// A sum of functions of single variables that does not exceed a bound.
///
/// Sums of counts, comparisons of two questions and "how many of these are yes" all have this
/// form. Everything is in whole numbers, so nothing is rounded.
package struct LinearConstraint: Hashable, Sendable {
    /// What one variable contributes.
    package struct Term: Hashable, Sendable {
        /// The variable.
        package let variable: Int
        /// How much each of its values contributes.
        package let contribution: Contribution

        /// Makes a term.
        package init(variable: Int, contribution: Contribution) {
            self.variable = variable
            self.contribution = contribution
        }
    }

    /// A function of one variable.
    package enum Contribution: Hashable, Sendable {
        /// A multiple of a whole number.
        case coefficient(Int)
        /// A number per option.
        case table([Int])
    }

    /// The contributions, one per variable.
    package let terms: [Term]
    /// The most that they may add up to.
    package let bound: Int

    /// Makes a constraint, adding up contributions of the same variable.
    package init(_ terms: [Term], atMost bound: Int) {
        var merged: [Term] = []
        for term in terms {
            guard let index = merged.firstIndex(where: { $0.variable == term.variable }) else {
                merged.append(term)
                continue
            }
            let sum: Contribution
            switch (merged[index].contribution, term.contribution) {
            case (.coefficient(let a), .coefficient(let b)): sum = .coefficient(a + b)
            case (.table(let a), .table(let b)): sum = .table(zip(a, b).map(+))
            default: preconditionFailure("one variable has one kind of contribution")
            }
            merged[index] = Term(variable: term.variable, contribution: sum)
        }
        self.terms = merged
        self.bound = bound
    }

    /// The constraint that the sum exceeds the bound.
    var negated: LinearConstraint {
        LinearConstraint(terms.map { $0.scaled(by: -1) }, atMost: -bound - 1)
    }

    /// Whether the constraint holds for all remaining values, for none, or for some.
    func value(in domains: [SolverDomain]) -> Bool? {
        var lowest = 0
        var highest = 0
        for term in terms {
            let extremes = term.extremes(in: domains[term.variable])
            lowest += extremes.lowest
            highest += extremes.highest
        }
        if highest <= bound { return true }
        return lowest > bound ? false : nil
    }
}

extension LinearConstraint.Term {
    /// The term with its contribution multiplied.
    func scaled(by factor: Int) -> LinearConstraint.Term {
        switch contribution {
        case .coefficient(let coefficient):
            LinearConstraint.Term(
                variable: variable, contribution: .coefficient(coefficient * factor))
        case .table(let table):
            LinearConstraint.Term(
                variable: variable, contribution: .table(table.map { $0 * factor }))
        }
    }

    /// The least and the most that remaining values contribute.
    func extremes(in domain: SolverDomain) -> (lowest: Int, highest: Int) {
        switch (contribution, domain) {
        case (.coefficient(let coefficient), .range(let range)):
            let ends = (coefficient * range.lowerBound, coefficient * range.upperBound)
            return (min(ends.0, ends.1), max(ends.0, ends.1))
        case (.table(let table), .options(let mask)):
            var bits = mask.rawValue
            var lowest = Int.max
            var highest = Int.min
            while bits != 0 {
                let value = table[bits.trailingZeroBitCount]
                lowest = min(lowest, value)
                highest = max(highest, value)
                bits &= bits - 1
            }
            return (lowest, highest)
        default:
            preconditionFailure("a table belongs to options, a coefficient to a number")
        }
    }
}
