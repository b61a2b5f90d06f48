package import Assessment
import Consistency
package import Improvement
import Maturity
import Survey
package import TextFormats

/// The machine-readable form of an improvement plan.
package struct PlanJSON {
    private let plan: InstitutionPlan
    private let assessment: InstitutionAssessment

    /// Prepares the output of a plan.
    package init(_ plan: InstitutionPlan, of assessment: InstitutionAssessment) {
        self.plan = plan
        self.assessment = assessment
    }

    private var definition: Definition { assessment.definition }
    private var model: MaturityModel { definition.model }
    private var catalogue: ActionCatalogue { definition.catalogue }

    /// The result of `plan --json`.
    ///
    /// - Parameters:
    ///   - alternatives: Actions that are not in the plan, with the causes.
    ///   - frontier: The least work for each number of level steps, if it was asked for.
    ///   - schedule: When what is to be done, if a capacity was given.
    /// - Returns: One object; texts are in both languages.
    package func whole(
        alternatives: [ImprovementPlan.Alternative], frontier: PlanFrontier?, schedule: Schedule?
    ) -> JSONOutput {
        let identity = definition.questionnaire.identity
        let institution = assessment.response.institution
        return .object([
            ("schema", .string("briedums.plan-result/1")),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            (
                "institution",
                .object([
                    ("registration_number", .string(institution.registrationNumber)),
                    ("name", .string(institution.name)),
                    ("survey_year", .integer(institution.surveyYear)),
                ])
            ),
            ("synthetic", .boolean(assessment.response.isSynthetic)),
            ("groups", .array(assessment.assignment.groups.map { .string($0.id) })),
            ("assume", .string(plan.request.assumption.rawValue)),
            ("budget", plan.request.budget.map { .integer($0) } ?? .null),
            ("targets", targets),
            ("plan", selection),
            ("new_contradictions", .array(plan.newContradictions.map { .string($0.id) })),
            ("alternatives", .array(alternatives.map { json($0) })),
            ("frontier", frontier.map { json($0) } ?? .null),
            ("schedule", schedule.map { ScheduleJSON($0, catalogue: catalogue).whole } ?? .null),
        ])
    }

    private var targets: JSONOutput {
        .object(
            model.dimensions.indices.map { dimension in
                let target = plan.targets[dimension]
                return (
                    model.dimensions[dimension].id,
                    .object([
                        ("now", standing(plan.plan.before.dimensions[dimension])),
                        ("target", .string(model.levels[target.level].id)),
                        ("reason", target.reason.map { .string($0) } ?? .null),
                        ("after", standing(plan.plan.projected.dimensions[dimension])),
                    ])
                )
            })
    }

    private func standing(_ dimension: DimensionAssessment) -> JSONOutput {
        .object([
            ("level", dimension.level.map { .string(model.levels[$0].id) } ?? .null),
            ("percent", dimension.score.point.map { .number($0.percentText) } ?? .null),
        ])
    }

    /// The chosen actions with their certificate.
    package var selection: JSONOutput {
        guard plan.check.faults.isEmpty else { return .null }
        return .object([
            ("person_days", .integer(plan.plan.personDays)),
            ("lower_bound", plan.check.lowerBound.map { .integer($0) } ?? .null),
            ("proven_minimal", .boolean(plan.check.lowerBound == plan.plan.personDays)),
            (
                "unreached_dimensions",
                .array(plan.plan.unreached.map { .string(model.dimensions[$0].id) })
            ),
            ("actions", .array(plan.plan.steps.map { json($0) })),
        ])
    }

    private func json(_ step: ImprovementPlan.Step) -> JSONOutput {
        let action = catalogue.actions[step.action]
        let raised = action.raises.map { definition.questionnaire.items[$0.item].id }
        return .object([
            ("id", .string(action.id)), ("title", JSONOutput(action.title)),
            ("person_days", .integer(catalogue.personDays(step.action))),
            ("role", .string(catalogue.roles[action.role].id)),
            ("raises", .array(raised.map { .string($0) })),
            ("reasons", .array(step.reasons.map { json($0) })),
        ])
    }

    private func json(_ reason: ImprovementPlan.Reason) -> JSONOutput {
        switch reason {
        case .gate(let index):
            let gate = model.gates[index]
            return .object([
                ("kind", .string("gate")),
                ("dimension", .string(model.dimensions[gate.dimension].id)),
                ("level", .string(model.levels[gate.level].id)),
                ("requirement", .string(gate.text)),
            ])
        case .points(let dimension, let gain):
            return .object([
                ("kind", .string("points")),
                ("dimension", .string(model.dimensions[dimension].id)),
                ("points", .string(Ratio(gain, model.unit).text)),
            ])
        case .prerequisite(let others):
            return .object([
                ("kind", .string("prerequisite")),
                ("of", .array(others.map { .string(catalogue.actions[$0].id) })),
            ])
        case .required: return .object([("kind", .string("required"))])
        }
    }

    private func json(_ alternative: ImprovementPlan.Alternative) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("id", .string(catalogue.actions[alternative.action].id))
        ]
        switch alternative.cause {
        case .dearer(let days):
            members += [("cause", .string("dearer")), ("person_days_more", .integer(days))]
        case .tied: members.append(("cause", .string("tied")))
        case .unavailable(let availability):
            let cause =
                switch availability {
                case .available: "available"
                case .nothingToRaise: "done"
                case .unsuited: "unsuited"
                case .conditionFails: "condition"
                case .excluded: "excluded"
                case .blocked: "blocked"
                }
            members.append(("cause", .string(cause)))
            if case .blocked(let other) = availability {
                members.append(("by", .string(catalogue.actions[other].id)))
            }
        }
        return .object(members)
    }

    private func json(_ frontier: PlanFrontier) -> JSONOutput {
        .array(
            frontier.points.map { point in
                .object([
                    ("person_days", .integer(point.personDays)),
                    ("steps", .integer(point.steps)),
                    (
                        "levels",
                        .object(
                            model.dimensions.indices.map { dimension in
                                (
                                    model.dimensions[dimension].id,
                                    .string(model.levels[point.aims[dimension]].id)
                                )
                            })
                    ),
                ])
            })
    }
}
