/// Constraints prepared for many searches: split into conjuncts, their variables looked up once.
package struct ConstraintSystem: Sendable {
    /// A conjunct with its variables.
    struct Conjunct: Sendable {
        let formula: Formula
        let variables: [Int]

        init(_ formula: Formula) {
            self.formula = formula
            variables = formula.variables
        }
    }

    let conjuncts: [Conjunct]

    /// Prepares constraints.
    ///
    /// - Complexity: O(size of the formulas).
    package init(_ constraints: [Formula]) {
        conjuncts = constraints.flatMap(\.conjuncts).map { Conjunct($0) }
    }

    private init(_ conjuncts: [Conjunct]) { self.conjuncts = conjuncts }

    /// The system with further constraints.
    package func adding(_ constraints: [Formula]) -> ConstraintSystem {
        ConstraintSystem(conjuncts + constraints.flatMap(\.conjuncts).map { Conjunct($0) })
    }

    /// The conjuncts that the domains do not already guarantee.
    func undecided(in domains: [SolverDomain]) -> [Conjunct] {
        conjuncts.filter { $0.formula.value(in: domains) != true }
    }
}
