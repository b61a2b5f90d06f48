package import Assessment
import Consistency
package import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the report on an improvement plan.
package struct PlanReport {
    private let plan: InstitutionPlan
    private let assessment: InstitutionAssessment
    private let now: HalfYear?
    private let wording: PlanWording

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - plan: The checked plan.
    ///   - assessment: The assessed answers.
    ///   - date: Today as `2026-11-21`, to mark expired measures.
    package init(_ plan: InstitutionPlan, of assessment: InstitutionAssessment, date: String?) {
        self.plan = plan
        self.assessment = assessment
        now = date.flatMap { HalfYear(containing: $0) }
        wording = PlanWording(definition: assessment.definition)
    }

    private var definition: Definition { assessment.definition }
    private var catalogue: ActionCatalogue { definition.catalogue }
    private var model: MaturityModel { definition.model }

    /// The whole report.
    ///
    /// - Parameters:
    ///   - alternatives: Actions that are not in the plan, with the causes.
    ///   - frontier: The least work for each number of level steps, if it was asked for.
    ///   - schedule: When what is to be done, if a capacity was given.
    ///   - isDetailed: Whether each action is described.
    /// - Returns: The report.
    package func whole(
        alternatives: [ImprovementPlan.Alternative], frontier: PlanFrontier?, schedule: Schedule?,
        isDetailed: Bool
    ) -> Report {
        var blocks = header + groups
        blocks += PlanBlocks(plan, of: definition, now: now).full(isDetailed: isDetailed)
        if plan.check.faults.isEmpty {
            if let schedule { blocks += ScheduleBlocks(schedule, catalogue: catalogue).all }
            blocks += self.blocks(alternatives)
            if let frontier { blocks += self.blocks(frontier) }
        }
        return Report(blocks)
    }

    private var header: [Report.Block] {
        let institution = assessment.response.institution
        let identity = definition.questionnaire.identity
        let title = "\(institution.name) · \(institution.registrationNumber)"
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Pilnveides plāns: \(title)", en: "Improvement plan: \(title)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Anketa \(identity.name), \(Wording.short(identity.digest)); atbildes "
                            + "par \(institution.surveyYear). gadu",
                        en: "Questionnaire \(identity.name), \(Wording.short(identity.digest)); "
                            + "answers for \(institution.surveyYear)"), .faint)),
        ]
        if assessment.response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        return blocks
    }

    private var groups: [Report.Block] {
        let names = assessment.assignment.groups.map(\.label).joined(separator: ", ")
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(lv: "Iestādes grupa: \(names.lv).", en: "Group: \(names.en).")))
        ]
    }

    private func blocks(_ alternatives: [ImprovementPlan.Alternative]) -> [Report.Block] {
        guard !alternatives.isEmpty else { return [] }
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Kāpēc plānā nav citu izdevīgu pasākumu",
                    en: "Why other tempting actions are not in the plan")),
            .list(
                alternatives.map { alternative in
                    let action = catalogue.actions[alternative.action]
                    let days = Wording.personDays.counted(
                        catalogue.personDays(alternative.action))
                    let cause = wording.text(alternative.cause)
                    return Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: action.id)),
                        text: Report.Span(action.title),
                        details: [
                            Report.Span(
                                LocalizedText(
                                    lv: "\(days.lv); \(cause.lv)", en: "\(days.en); \(cause.en)"),
                                .faint)
                        ])
                }),
        ]
    }

    private func blocks(_ frontier: PlanFrontier) -> [Report.Block] {
        let rows = frontier.points.map { point -> [Report.Span] in
            [
                Report.Span(Wording.personDays.counted(point.personDays), .strong),
                Report.Span(LocalizedText(verbatim: "+\(point.steps)")),
                Report.Span(
                    model.dimensions.indices.filter { dimension in
                        point.aims[dimension] > (plan.plan.before.dimensions[dimension].level ?? 0)
                    }.map { dimension in
                        model.dimensions[dimension].label + LocalizedText(verbatim: ": ")
                            + model.levels[point.aims[dimension]].label
                    }.joined(separator: "; ")),
            ]
        }
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Ko var sasniegt ar kādu darba apjomu",
                    en: "What can be reached with how much work")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Katrā rindā ir mazākais darbs, ar ko iegūst tik līmeņa pakāpju ceļā "
                            + "uz mērķi; virs mērķa neskaita.",
                        en: "Each row is the least work that gains so many level steps towards "
                            + "the target; levels above it do not count."), .faint)),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(
                            LocalizedText(lv: "darbs", en: "work"),
                            isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "pakāpes", en: "steps"), isNumeric: true),
                        Report.Table.Column(LocalizedText(lv: "kas aug", en: "what rises")),
                    ], rows: rows)),
        ]
    }
}
