import Survey

/// What can be said of a rule set without any answers: whether rules contradict each other, follow
/// from others, can never apply, or exclude answers altogether.
package struct RuleSetAnalysis: Hashable, Sendable {
    /// A rule of the set to be analysed.
    package struct Rule: Sendable {
        /// What must hold.
        package let formula: Formula
        /// What holds when the rule is violated.
        package let negation: Formula
        /// The condition of an "if … then …" rule.
        package let premise: Formula?

        /// Describes a rule.
        package init(formula: Formula, negation: Formula, premise: Formula?) {
            self.formula = formula
            self.negation = negation
            self.premise = premise
        }
    }

    /// A finding about one rule, with an irreducible set of rules that proves it.
    package struct Finding: Hashable, Sendable {
        /// The index of the rule.
        package let rule: Int
        /// The indices of the rules that prove the finding; without any one the proof fails.
        package let proof: [Int]
    }

    /// Values that no consistent response can give.
    package struct ImpossibleValue: Hashable, Sendable {
        /// The variable.
        package let variable: Int
        /// The options, or the numbers outside this range, that are impossible.
        package let impossible: SolverDomain
        /// The indices of the rules that prove it for the first of them.
        package let proof: [Int]
    }

    /// Whether some answers satisfy all rules; `nil` when the search reached its limit.
    package let isFeasible: Bool?
    /// Irreducible sets of rules that contradict each other, when the set is not feasible.
    package let contradictions: [[Int]]
    /// The smallest sets of rules to drop so that the rest is feasible.
    package let cheapestDrops: [[Int]]
    /// Rules that follow from others.
    package let redundant: [Finding]
    /// Rules whose condition can never hold under the other rules.
    package let neverApplicable: [Finding]
    /// Values that no consistent response can give.
    package let impossibleValues: [ImpossibleValue]

    /// Analyses a rule set.
    ///
    /// When the rules contradict each other, everything follows from them; then only the
    /// contradictions are reported.
    ///
    /// - Parameters:
    ///   - rules: The rules.
    ///   - domains: The full domain of every variable.
    /// - Complexity: A search per rule and per value.
    package init(_ rules: [Rule], domains: [SolverDomain]) {
        let analyst = Analyst(formulas: rules.map(\.formula), domains: domains)
        isFeasible = Solver.solve(rules.map(\.formula), over: domains).isSatisfiable
        guard isFeasible == true else {
            let outcome = analyst.contradictions()
            contradictions = outcome.contradictions
            cheapestDrops = outcome.drops
            redundant = []
            neverApplicable = []
            impossibleValues = []
            return
        }
        contradictions = []
        cheapestDrops = []
        redundant = rules.indices.compactMap { index in
            analyst.proof(of: rules[index].negation, without: index).map {
                Finding(rule: index, proof: $0)
            }
        }
        neverApplicable = rules.indices.compactMap { index in
            rules[index].premise.flatMap { premise in
                analyst.proof(of: premise, without: nil).map { Finding(rule: index, proof: $0) }
            }
        }
        impossibleValues = domains.indices.compactMap { analyst.impossibleValue(of: $0) }
    }
}

extension RuleSetAnalysis {
    /// An irreducible subset of some rules under which a formula cannot hold.
    ///
    /// - Parameters:
    ///   - formula: What cannot hold, such as the violation of another rule.
    ///   - rules: The rules.
    ///   - domains: The full domain of every variable.
    /// - Returns: The indices of the rules; `nil` when the formula can hold, or a search reached
    ///   its limit.
    package static func proof(
        against formula: Formula, by rules: [Formula], domains: [SolverDomain]
    ) -> [Int]? {
        Analyst(formulas: rules, domains: domains).proof(of: formula, without: nil)
    }
}

/// The searches behind an analysis.
private struct Analyst {
    let formulas: [Formula]
    let domains: [SolverDomain]

    /// An irreducible set of rules under which a formula cannot hold, if it cannot.
    func proof(of formula: Formula, without excluded: Int?) -> [Int]? {
        let others = formulas.indices.filter { $0 != excluded }
        return MinimalSubset.find(in: Array(others)) { subset in
            Solver.solve(subset.map { formulas[$0] } + [formula], over: domains)
                .isSatisfiable.map { !$0 }
        }
    }

    /// The contradictions of an infeasible set: each rule gets a switch, and the switches that
    /// cannot all stay on are localised like contradictory answers.
    func contradictions() -> (contradictions: [[Int]], drops: [[Int]]) {
        let switches = formulas.indices.map { domains.count + $0 }
        let guarded = zip(switches, formulas).map { variable, formula in
            Formula.or([.member(variable: variable, of: OptionMask(index: 0)), formula])
        }
        let on = SolverDomain.options(OptionMask(index: 1))
        let problem = LocalisationProblem(
            rules: guarded,
            full: domains + switches.map { _ in .options(.first(2)) },
            observed: domains + switches.map { _ in on },
            answers: switches.map { LocalisationProblem.Answer(variables: [$0]) })
        let result = ErrorLocaliser.localise(problem)
        return (
            result.blocks.flatMap { $0.conflicts.map(\.answers) }, result.corrections(limit: 32)
        )
    }

    func impossibleValue(of variable: Int) -> RuleSetAnalysis.ImpossibleValue? {
        func isPossible(_ domain: SolverDomain) -> Bool {
            var restricted = domains
            restricted[variable] = domain
            return Solver.solve(formulas, over: restricted).isSatisfiable != false
        }
        let impossible: SolverDomain
        let first: Formula
        switch domains[variable] {
        case .options(let mask):
            let excluded = mask.indices.filter { !isPossible(.options(OptionMask(index: $0))) }
            guard let lowest = excluded.first else { return nil }
            impossible = .options(excluded.reduce(into: []) { $0.insert(OptionMask(index: $1)) })
            first = .member(variable: variable, of: OptionMask(index: lowest))
        case .range(let range):
            let possible = bounds(of: range) { isPossible(.range($0)) }
            guard possible != range else { return nil }
            impossible = .range(possible)
            let isLow = possible.lowerBound > range.lowerBound
            let term = LinearConstraint.Term(
                variable: variable, contribution: .coefficient(isLow ? 1 : -1))
            first = .linear(
                LinearConstraint(
                    [term], atMost: isLow ? possible.lowerBound - 1 : -possible.upperBound - 1))
        }
        return RuleSetAnalysis.ImpossibleValue(
            variable: variable, impossible: impossible, proof: proof(of: first, without: nil) ?? [])
    }
}

/// The least and the greatest number of a range for which a subrange test holds, by bisection.
///
/// - Parameters:
///   - range: The range; the test holds for it.
///   - holds: Whether some number of a subrange qualifies.
/// - Returns: The smallest range that contains every number that qualifies.
/// - Complexity: O(log *n*) tests for *n* numbers.
func bounds(of range: ClosedRange<Int>, holds: (ClosedRange<Int>) -> Bool) -> ClosedRange<Int> {
    func extreme(isLowest: Bool) -> Int {
        var range = range
        while range.count > 1 {
            let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
            let (lower, upper) = (range.lowerBound...middle, (middle + 1)...range.upperBound)
            range = isLowest ? (holds(lower) ? lower : upper) : (holds(upper) ? upper : lower)
        }
        return range.lowerBound
    }
    return extreme(isLowest: true)...extreme(isLowest: false)
}
