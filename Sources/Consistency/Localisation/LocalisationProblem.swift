/// What error localisation works on: answers that may be reconsidered, and rules that must hold.
///
/// Independent of any questionnaire, so that published cases can be tested as they stand.
package struct LocalisationProblem: Sendable {
    /// An answer that was given: the smallest thing that can be reconsidered.
    package struct Answer: Hashable, Sendable {
        /// The variables that are released together, such as the options of a multiple choice.
        package let variables: [Int]
        /// The reliability weight: the cost of reconsidering the answer.
        ///
        /// 0 for one that is already
        /// doubted.
        package let weight: Int
        /// Whether the answer has been verified and never changes.
        package let isLocked: Bool

        /// Describes an answer.
        package init(variables: [Int], weight: Int = 1, isLocked: Bool = false) {
            precondition(weight >= 0, "a reliability weight is never negative")
            self.variables = variables
            self.weight = weight
            self.isLocked = isLocked
        }
    }

    /// The rules.
    package let rules: [Formula]
    /// Everything that each variable could be.
    package let full: [SolverDomain]
    /// What the answers leave possible; unanswered variables have their full domain.
    package let observed: [SolverDomain]
    /// The answers given, in questionnaire order.
    package let answers: [Answer]

    /// Describes a problem.
    package init(
        rules: [Formula], full: [SolverDomain], observed: [SolverDomain], answers: [Answer]
    ) {
        self.rules = rules
        self.full = full
        self.observed = observed
        self.answers = answers
    }

    /// The domains when some answers are reconsidered: they may take any value.
    func domains(releasing released: Set<Int>) -> [SolverDomain] {
        var domains = observed
        for index in released {
            for variable in answers[index].variables { domains[variable] = full[variable] }
        }
        return domains
    }
}
