package import Maturity
import Survey
package import TextFormats

/// Writes plan files; reading back what was written gives an equal plan.
package struct PlanWriter {
    private let catalogue: ActionCatalogue
    private let model: MaturityModel

    /// Prepares writing plans of a questionnaire version.
    package init(catalogue: ActionCatalogue, model: MaturityModel) {
        self.catalogue = catalogue
        self.model = model
    }

    /// The JSON of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - language: The language of the titles, which are there for the reader's eye only.
    /// - Returns: The members in the order in which people read them.
    package func json(_ plan: PlanDocument, titlesIn language: Language) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("schema", .string(PlanReader.schema)),
            (
                "questionnaire",
                .object([
                    ("id", .string(plan.questionnaire.id)),
                    ("version", .string(plan.questionnaire.version)),
                    ("digest", .string(plan.questionnaire.digest)),
                ])
            ),
            ("institution", institution(plan.institution)),
        ]
        if plan.isSynthetic { members.append(("synthetic", .boolean(true))) }
        members += [
            ("answers_digest", .string(plan.answersDigest)), ("made", .string(plan.made.text)),
            ("assume", .string(plan.assumption.rawValue)),
        ]
        if !plan.targets.isEmpty {
            let targets = plan.targets.map { target in
                (
                    key: model.dimensions[target.dimension].id,
                    value: JSONOutput.object([
                        ("level", .string(model.levels[target.level].id)),
                        ("reason", .string(target.reason)),
                    ])
                )
            }
            members.append(("targets", .object(targets)))
        }
        if !plan.excluded.isEmpty { members.append(("excluded", ids(plan.excluded))) }
        if !plan.included.isEmpty { members.append(("included", ids(plan.included))) }
        if let budget = plan.budget { members.append(("budget", .integer(budget))) }
        let promise = zip(model.dimensions, plan.promise).map { dimension, promise in
            (
                key: dimension.id,
                value: JSONOutput.object([
                    ("level", promise.level.map { .string(model.levels[$0].id) } ?? .null),
                    ("score", promise.point.map { .string($0) } ?? .null),
                ])
            )
        }
        members.append(("promise", .object(promise)))
        if let timetable = plan.timetable {
            members.append(
                (
                    "schedule",
                    .object([
                        ("start", .string(timetable.start.text)),
                        ("capacity", .integer(timetable.capacity)),
                    ])
                ))
        }
        members.append(("actions", .array(plan.entries.map { json($0, language) })))
        return .object(members)
    }

    private func institution(_ institution: Institution) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("registration_number", .string(institution.registrationNumber)),
            ("name", .string(institution.name)),
        ]
        if let ministry = institution.ministry { members.append(("ministry", .string(ministry))) }
        members.append(("survey_year", .integer(institution.surveyYear)))
        return .object(members)
    }

    private func ids(_ actions: [Int]) -> JSONOutput {
        .array(actions.map { .string(catalogue.actions[$0].id) })
    }

    private func json(_ entry: PlanDocument.Entry, _ language: Language) -> JSONOutput {
        let action = catalogue.actions[entry.action]
        var members: [(key: String, value: JSONOutput)] = [
            ("id", .string(action.id)), ("title", .string(action.title[language])),
            ("status", .string(entry.status.rawValue)),
        ]
        if let reason = entry.reason { members.append(("reason", .string(reason))) }
        members.append(
            (
                "owner",
                .object([
                    ("role", .string(catalogue.roles[entry.role].id)),
                    ("name", entry.owner.map { .string($0) } ?? .null),
                ])
            ))
        members += [
            ("start", entry.start.map { .string($0.text) } ?? .null),
            ("due", entry.due.map { .string($0.text) } ?? .null),
            ("funding", .array(entry.funding.map { .string(catalogue.funding[$0].id) })),
        ]
        if let notes = entry.notes { members.append(("notes", .string(notes))) }
        return .object(members)
    }
}
