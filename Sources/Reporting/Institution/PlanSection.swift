import Assessment
import Improvement
import Maturity
import TextFormats

/// Builds the part on what to do: the plan with its work, roles, dates, indicators and references.
struct PlanSection {
    private let assessment: InstitutionAssessment
    private let plan: ReportedPlan
    private let now: HalfYear?

    init(_ assessment: InstitutionAssessment, plan: ReportedPlan, now: HalfYear?) {
        self.assessment = assessment
        self.plan = plan
        self.now = now
    }

    private var definition: Definition { assessment.definition }
    private var catalogue: ActionCatalogue { definition.catalogue }
    private var details: PlanDetails { PlanDetails(definition, now: now) }

    /// The proposal of the program, or the institution's own plan.
    var blocks: [Report.Block] {
        [.heading(level: 2, LocalizedText(lv: "Pilnveides plāns", en: "Improvement plan"))]
            + {
                switch plan.source {
                case .proposal(let plan?, let timetable): proposal(plan, timetable)
                case .proposal(nil, _): [.paragraph(noTarget)]
                case .file(let document, let progress, let digest):
                    OwnPlanBlocks(
                        assessment, document: document, progress: progress, details: details
                    ).all(digest: digest)
                }
            }()
    }

    private var noTarget: Report.Span {
        let text =
            assessment.assignment.targets.isEmpty
            ? LocalizedText(
                lv: "Iestādei nav mērķa grupas, tāpēc plāns netiek piedāvāts.",
                en: "The institution has no group and no target, so no plan is proposed.")
            : LocalizedText(
                lv: "Iestādes grupa vēl nav noteikta, tāpēc mērķis nav zināms un plāns netiek "
                    + "piedāvāts.",
                en: "The institution's group is not decided yet, so its target is not known and no "
                    + "plan is proposed.")
        return Report.Span(text, .doubtful)
    }

    // MARK: Proposal

    private func proposal(
        _ plan: InstitutionPlan, _ timetable: ReportedPlan.Timetable
    ) -> [Report.Block] {
        let usual = PlanBlocks(plan, of: definition, now: now)
        guard plan.check.faults.isEmpty else { return usual.full(isDetailed: false) }
        guard !plan.plan.steps.isEmpty else { return usual.nothing + usual.outcome }
        let counted = Wording.actions.counted(plan.plan.steps.count)
        let days = Wording.personDays.counted(plan.plan.personDays)
        let intro = LocalizedText(
            lv: "Šo plānu piedāvā rīks: lētākais pasākumu kopums, kas ceļ iestādi līdz mērķim, – "
                + "\(counted.lv), kopā \(days.lv). ",
            en: "This plan is proposed by the tool: the cheapest set of actions that lifts the "
                + "institution to its target, \(counted.en) and \(days.en) in all. ")
        return [
            .paragraph(Report.Span(intro + PlanWording.certificate(plan))),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Cilvēkdienas ir šī rīka noklusējuma aplēse. Atbildīgos darbiniekus un "
                            + "termiņus nosaka iestāde.",
                        en: "Person-days are default estimates of this tool. The people "
                            + "responsible and the deadlines are for the institution to set."),
                    .faint)),
        ] + usual.targets.prefix(1) + [.paragraph(taken)] + usual.warnings + [
            .heading(level: 3, LocalizedText(lv: "Pasākumi", en: "Actions")),
            .table(actions(plan, timetable)),
        ] + time(timetable) + [
            .heading(level: 3, LocalizedText(lv: "Pasākumu apraksti", en: "The actions in detail")),
            .list(
                plan.plan.steps.map { step in
                    let action = catalogue.actions[step.action]
                    return details.entry(
                        action,
                        [details.why(step)] + details.work(action)
                            + details.links(action, funding: action.funding))
                }),
        ]
    }

    private var taken: Report.Span {
        Report.Span(
            LocalizedText(
                lv: "Atbildes ņemtas tādas, kā norādīts; nezināmās un neatbildētās neskaitās.",
                en: "Answers are taken as given; unknown and blank ones do not count."), .faint)
    }

    private func time(_ timetable: ReportedPlan.Timetable) -> [Report.Block] {
        guard let schedule = timetable.schedule else { return [] }
        let capacity = schedule.problem.capacity
        let days = Wording.personDays.counted(capacity)
        let count = schedule.loads.count
        let text: LocalizedText
        if case .example = timetable {
            text = LocalizedText(
                lv: "Iestāde savu kapacitāti nav norādījusi. Piemērs: lai visu pabeigtu "
                    + "\(ReportedPlan.exampleHorizon) pusgados, katrā vajag \(days.lv).",
                en: "The institution has not stated its capacity. An example: to finish everything "
                    + "in \(ReportedPlan.exampleHorizon) half-years, each takes \(days.en).")
        } else {
            text = LocalizedText(
                lv: "Iestādes kapacitāte: \(days.lv) periodā; periodu skaits līdz plāna beigām: "
                    + "\(count).",
                en: "The institution's capacity: \(days.en) per period; periods until the plan is "
                    + "finished: \(count).")
        }
        return [
            .heading(level: 3, LocalizedText(lv: "Laika grafiks", en: "Schedule")),
            .paragraph(Report.Span(text)),
            .chart(chart(schedule)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Vispirms tas, uz kā balstās pārējais, un galvenie pakalpojumi; viss "
                            + "beidzas, cik agri ar šo kapacitāti iespējams.",
                        en: "What the rest builds on and key services come first; everything ends "
                            + "as early as this capacity allows."), .faint)),
        ]
    }

    private func chart(_ schedule: Schedule) -> Report.Chart {
        let periods = schedule.loads.map(\.period)
        let placements = schedule.placements.sorted {
            ($0.begin, $0.finish, $0.task.index) < ($1.begin, $1.finish, $1.task.index)
        }
        let tasks = placements.map { placement in
            Report.Chart.Task(
                label: details.name(of: placement.task.index),
                periods: schedule.problem.start.distance(
                    to: placement.begin)...schedule.problem.start.distance(to: placement.finish))
        }
        let spans = placements.map { placement in
            LocalizedText(verbatim: "\(catalogue.actions[placement.task.index].id): ")
                + details.span(placement.begin, placement.finish)
        }.joined(separator: "; ")
        return Report.Chart(
            title: LocalizedText(lv: "Pasākumi laikā", en: "Actions over time"),
            description: spans + LocalizedText(verbatim: "."),
            drawing: .timeline(tasks, periods: periods.map(PlanDetails.short)),
            table: Report.Table(
                columns: [
                    Report.Table.Column(LocalizedText(lv: "Periods", en: "Period"), share: 22),
                    Report.Table.Column(
                        LocalizedText(
                            lv: "pasākumi (cilvēkdienas)", en: "actions (person-days)"), share: 50),
                    Report.Table.Column(
                        LocalizedText(lv: "izmantots", en: "used"), isNumeric: true, share: 14),
                    Report.Table.Column(
                        LocalizedText(lv: "pieejams", en: "available"), isNumeric: true, share: 14),
                ],
                rows: schedule.loads.map { load in
                    [
                        Report.Span(load.period.label),
                        Report.Span(
                            LocalizedText(
                                verbatim: load.portions.map { portion in
                                    "\(catalogue.actions[portion.task].id) (\(portion.personDays))"
                                }.joined(separator: ", "))),
                        Report.Span(.count(load.personDays)), Report.Span(.count(load.capacity)),
                    ]
                }))
    }

    private func actions(
        _ plan: InstitutionPlan, _ timetable: ReportedPlan.Timetable
    ) -> Report.Table {
        let schedule = timetable.schedule
        let when =
            if case .example = timetable {
                LocalizedText(lv: "kad (piemērs)", en: "when (example)")
            } else {
                LocalizedText(lv: "kad", en: "when")
            }
        let rows = plan.plan.steps.map { step -> [Report.Span] in
            let action = catalogue.actions[step.action]
            let placement = schedule?.placements.first { $0.task.index == step.action }
            let span = placement.map { details.span($0.begin, $0.finish) }
            return [
                Report.Span(LocalizedText(verbatim: action.id)), Report.Span(action.title),
                Report.Span(catalogue.roles[action.role].label),
                Report.Span(.count(catalogue.personDays(step.action))),
                Report.Span(span ?? LocalizedText(verbatim: "–")),
            ]
        }
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Nr.", en: "No."), share: 9),
                Report.Table.Column(LocalizedText(lv: "Pasākums", en: "Action"), share: 39),
                Report.Table.Column(
                    LocalizedText(lv: "atbildīgā loma", en: "responsible role"), share: 22),
                Report.Table.Column(
                    LocalizedText(lv: "dienas", en: "days"), isNumeric: true, share: 10),
                Report.Table.Column(when, share: 20),
            ], rows: rows,
            caption: LocalizedText(
                lv: "Kas, kurš, cik cilvēkdienu un kad", en: "What, who, person-days and when"))
    }
}

extension ReportedPlan.Timetable {
    /// The schedule, if there is one.
    var schedule: Schedule? {
        switch self {
        case .given(let schedule), .example(let schedule): schedule
        case .none: nil
        }
    }
}
