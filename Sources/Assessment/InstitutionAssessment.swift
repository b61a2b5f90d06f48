package import Consistency
package import Improvement
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
    /// Scores and levels.
    package let maturity: MaturityAssessment
    /// Groups and targets.
    package let assignment: GroupAssignment
    /// Actions that close the gap; `nil` when the target is not decided or there is none.
    package let selection: ActionSelection?

    /// Assesses a response.
    package init(_ response: Response, by definition: Definition) {
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
        maturity = MaturityAssessment(state, model: definition.model)
        let assignment = GroupAssignment(
            state, groups: definition.groups,
            dimensionCount: definition.model.dimensions.count)
        self.assignment = assignment
        selection =
            assignment.isDecided && !assignment.groups.isEmpty
            ? ActionSelection(
                state, targets: assignment.targets.map(\.upperBound),
                groups: assignment.groups.map(\.id), catalogue: definition.catalogue,
                model: definition.model)
            : nil
    }

    /// Items answered although they are not asked, by id.
    package var answeredThoughNotAsked: [String] {
        zip(definition.questionnaire.items, state.items)
            .filter { $0.1 == .notAsked(hasAnswer: true) }.map(\.0.id)
    }
}
