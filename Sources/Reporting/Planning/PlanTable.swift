package import Assessment
import Consistency
package import Improvement
package import TextFormats

/// The actions of a plan as a table for spreadsheets.
package struct PlanTable {
    private let plan: InstitutionPlan
    private let definition: Definition
    private let schedule: Schedule?

    /// Prepares the table.
    package init(_ plan: InstitutionPlan, of definition: Definition, schedule: Schedule?) {
        self.plan = plan
        self.definition = definition
        self.schedule = schedule
    }

    /// The header and one row per action, in the order in which they are to be done.
    package func rows(in language: Language) -> [[String]] {
        let catalogue = definition.catalogue
        let wording = PlanWording(definition: definition)
        let header = [
            "id", "title", "person_days", "role", "start", "due", "reasons", "what", "done",
            "evidence", "indicator", "references", "funding", "planning_documents",
        ]
        return [header]
            + plan.plan.steps.map { step in
                let action = catalogue.actions[step.action]
                let placement = schedule?.placements.first { $0.task.index == step.action }
                return [
                    action.id, action.title[language], "\(catalogue.personDays(step.action))",
                    catalogue.roles[action.role].label[language],
                    placement?.begin.text ?? "", placement?.finish.text ?? "",
                    step.reasons.map { wording.text($0)[language] }.joined(separator: "; "),
                    action.what[language], action.done[language], action.evidence[language],
                    action.indicator[language],
                    action.references.map { catalogue.name(of: $0) }.joined(separator: ", "),
                    action.funding.map { catalogue.funding[$0].label[language] }
                        .joined(separator: ", "),
                    action.planningDocuments.map { catalogue.planningDocuments[$0].label[language] }
                        .joined(separator: ", "),
                ]
            }
    }
}
