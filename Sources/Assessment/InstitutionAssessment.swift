package import Consistency
package import Maturity
package import Survey

/// Everything that the program says about one institution's answers, as a value.
package struct InstitutionAssessment: Sendable {
    /// The questionnaire version and its policy.
    package let definition: Definition
    /// The answers.
    package let response: Response
    /// What is known of every item.
    package let state: ResponseState
    /// How complete the answers are, overall.
    package let completeness: Completeness
    /// How complete the answers are in each section.
    package let sectionCompleteness: [Completeness]
    /// The outcome of the rules.
    package let check: EditCheck
    /// Whether doubts count as contradictions.
    package let isStrict: Bool
    /// What an auditor has verified; verified answers are not offered for reconsideration.
    package let verification: Verification?
    /// The smallest sets of answers to reconsider.
    package let localisation: ResponseLocalisation
    /// The indices of response quality, apart from maturity.
    package let credibility: CredibilityAssessment
    /// Scores and levels.
    package let maturity: MaturityAssessment
    /// The exact intervals over everything that the rules allow.
    package let ruleAware: RuleAwareAssessment
    /// How firmly each dimension holds its level.
    package let robustness: [Robustness]
    /// Groups and targets.
    package let assignment: GroupAssignment
    /// Assesses a response.
    ///
    /// - Parameters:
    ///   - response: The answers.
    ///   - definition: What judges them.
    ///   - isStrict: Whether doubts that are not accepted count as contradictions.
    ///   - verification: What an auditor has verified; the response has the verified values.
    ///   - popularity: The item order of a cohort for Guttman errors; `nil` for the definition's.
    ///   - limits: Bounds on the work of error localisation.
    package init(
        _ response: Response, by definition: Definition, isStrict: Bool = false,
        verification: Verification? = nil, popularity: ItemPopularity? = nil,
        limits: ErrorLocaliser.Limits = ErrorLocaliser.Limits()
    ) {
        self.definition = definition
        self.response = response
        let state = definition.state(of: response)
        self.state = state
        let questionnaire = definition.questionnaire
        completeness = Completeness(state.items)
        sectionCompleteness = questionnaire.sections.indices.map { section in
            Completeness(
                questionnaire.items.indices
                    .filter {
                        questionnaire.question(of: questionnaire.items[$0]).section == section
                    }
                    .map { state.items[$0] })
        }
        check = EditCheck(state, against: definition.rules)
        self.isStrict = isStrict
        let accepted = check.doubts(in: response, to: questionnaire).filter(\.isCurrent)
        self.verification = verification
        let locked = Set(verification?.verified ?? [])
        let hard = ResponseLocalisation(
            state, rules: definition.rules, locked: locked, limits: limits)
        localisation =
            isStrict
            ? ResponseLocalisation(
                state, rules: definition.rules, includesSoftRules: true,
                accepted: Set(accepted.map(\.edit.id)), locked: locked, limits: limits) : hard
        credibility = CredibilityAssessment(
            state, model: definition.credibility, popularity: popularity)
        maturity = MaturityAssessment(state, model: definition.model)
        ruleAware = RuleAwareAssessment(state, localisation: hard, model: definition.model)
        robustness = maturity.dimensions.map {
            Robustness($0, state: state, model: definition.model)
        }
        assignment = GroupAssignment(
            state, groups: definition.groups,
            dimensionCount: definition.model.dimensions.count)
    }

    /// The open answers that would narrow the intervals most, the most useful first; empty when
    /// the answers contradict each other.
    ///
    /// - Complexity: Several searches per open item; computed anew by each call.
    package func nextQuestions(limit: Int) -> [NextQuestion] {
        guard ruleAware.overCompletions != nil else { return [] }
        let rules = definition.rules.edits.filter {
            $0.rule.kind == .hard && state.isEvaluated($0.operands)
        }
        return NextQuestion.ranking(
            state, rules: rules.map(\.formula), model: definition.model, limit: limit)
    }

    /// Items answered although they are not asked, by id.
    package var answeredThoughNotAsked: [String] {
        zip(definition.questionnaire.items, state.items)
            .filter { $0.1 == .notAsked(hasAnswer: true) }.map(\.0.id)
    }
}
