import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the part of a report on the actions that lead to the target.
struct PlanBlocks {
    private let plan: InstitutionPlan
    private let definition: Definition
    private let now: HalfYear?
    private let wording: PlanWording

    /// Prepares the blocks.
    ///
    /// - Parameters:
    ///   - plan: The checked plan.
    ///   - definition: The questionnaire version.
    ///   - now: The half-year in which references are judged; `nil` marks none as expired.
    init(_ plan: InstitutionPlan, of definition: Definition, now: HalfYear?) {
        self.plan = plan
        self.definition = definition
        self.now = now
        wording = PlanWording(definition: definition)
    }

    private var model: MaturityModel { definition.model }
    private var catalogue: ActionCatalogue { definition.catalogue }

    /// A short list: each action with its work, the role and why it is there.
    var brief: [Report.Block] {
        guard isSound, !plan.plan.steps.isEmpty else { return failure }
        return heading + [.list(steps { details(of: $0, isFull: false) })] + outcome
    }

    /// The targets and the actions, if wanted with what to do, how to see that it is done, and
    /// what each refers to.
    func full(isDetailed: Bool) -> [Report.Block] {
        guard isSound else { return failure }
        guard !plan.plan.steps.isEmpty else { return nothing + outcome }
        return targets + heading + [.list(steps { details(of: $0, isFull: isDetailed) })]
            + (isDetailed ? [] : hint) + outcome
    }

    private var hint: [Report.Block] {
        [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Kas katrā pasākumā darāms, kā pazīt, ka tas izdarīts, rādītāji, "
                            + "atsauces un finansējums: --details.",
                        en: "What to do in each action, how to see that it is done, indicators, "
                            + "references and funding: --details."), .faint))
        ]
    }

    private var isSound: Bool { plan.check.faults.isEmpty }

    /// A plan that fails its own check is a fault of the program and must not be followed.
    private var failure: [Report.Block] {
        guard !isSound else { return [] }
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Plāns neizturēja neatkarīgo pārbaudi, tāpēc netiek rādīts. Tā ir šīs "
                            + "programmas kļūda; lūdzu, ziņojiet par to.",
                        en: "The plan did not pass its independent check and is not shown. This is "
                            + "a fault of the program; please report it."), .bad))
        ]
    }

    var nothing: [Report.Block] {
        let isReached = plan.plan.unreached.isEmpty
        return targets + [
            .paragraph(
                Report.Span(
                    isReached
                        ? LocalizedText(
                            lv: "Mērķis jau ir sasniegts visās dimensijās; pasākumi nav vajadzīgi.",
                            en: "The target is reached in every dimension; no action is needed.")
                        : LocalizedText(
                            lv: "Ar pieejamajiem pasākumiem neko uzlabot nevar.",
                            en: "The actions at hand improve nothing."),
                    isReached ? .good : .bad))
        ]
    }

    var targets: [Report.Block] {
        let rows = model.dimensions.indices.map { dimension -> [Report.Span] in
            let target = plan.targets[dimension]
            let source =
                target.reason.map { LocalizedText(lv: "iestāde: \($0)", en: "institution: \($0)") }
                ?? LocalizedText(lv: "grupa", en: "group")
            return [
                Report.Span(model.dimensions[dimension].label),
                Report.Span(standing(plan.plan.before.dimensions[dimension])),
                Report.Span(model.levels[target.level].label, .strong),
                Report.Span(source, .faint),
                Report.Span(standing(plan.plan.projected.dimensions[dimension])),
            ]
        }
        return [
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                        Report.Table.Column(LocalizedText(lv: "tagad", en: "now")),
                        Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
                        Report.Table.Column(LocalizedText(lv: "to nosaka", en: "set by")),
                        Report.Table.Column(LocalizedText(lv: "pēc plāna", en: "after the plan")),
                    ], rows: rows)),
            .paragraph(Report.Span(PlanWording.text(plan.request.assumption), .faint)),
        ]
    }

    private func standing(_ dimension: DimensionAssessment) -> LocalizedText {
        guard let level = dimension.level, let point = dimension.score.point else {
            return LocalizedText(verbatim: "–")
        }
        return model.levels[level].label + LocalizedText(verbatim: ", ") + point.percent
    }

    private var heading: [Report.Block] {
        let counted = Wording.actions.counted(plan.plan.steps.count)
        let days = Wording.personDays.counted(plan.plan.personDays)
        return [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Pasākumi mērķa sasniegšanai: \(counted.lv), \(days.lv)",
                    en: "Actions that close the gap: \(counted.en), \(days.en)")),
            .paragraph(
                Report.Span(
                    PlanWording.certificate(plan)
                        + LocalizedText(
                            lv: " Cilvēkdienu skaits ir šī rīka noklusējums.",
                            en: " Person-days are defaults of this tool."), .faint)),
        ]
    }

    private func steps(_ details: (ImprovementPlan.Step) -> [Report.Span]) -> [Report.Entry] {
        plan.plan.steps.enumerated().map { position, step in
            let action = catalogue.actions[step.action]
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "\(position + 1). \(action.id)")),
                text: Report.Span(action.title, .strong), details: details(step))
        }
    }

    private func details(of step: ImprovementPlan.Step, isFull: Bool) -> [Report.Span] {
        let action = catalogue.actions[step.action]
        let days = Wording.personDays.counted(catalogue.personDays(step.action))
        let role = catalogue.roles[action.role].label
        let why = step.reasons.map { wording.text($0) }.joined(separator: "; ")
        let raised = wording.questions(action.raises.map { .item($0.item) })
            .joined(separator: ", ")
        var details = [
            Report.Span(
                LocalizedText(
                    lv: "\(days.lv); atbild: \(role.lv); uzlabo \(raised)",
                    en: "\(days.en); responsible: \(role.en); raises \(raised)")),
            Report.Span(LocalizedText(lv: "Kāpēc: \(why.lv).", en: "Why: \(why.en).")),
        ]
        if isFull {
            let facts: [(LocalizedText, LocalizedText)] = [
                (LocalizedText(lv: "Darāmais", en: "What to do"), action.what),
                (LocalizedText(lv: "Izdarīts, kad", en: "Done when"), action.done),
                (LocalizedText(lv: "Pierādījums", en: "Evidence"), action.evidence),
                (LocalizedText(lv: "Rādītājs", en: "Indicator"), action.indicator),
            ]
            details += facts.map { name, text in
                Report.Span(name + LocalizedText(verbatim: ": ") + text)
            }
            details += links(of: action)
        }
        return details + expired(action)
    }

    private func links(of action: ActionCatalogue.Action) -> [Report.Span] {
        var links: [Report.Span] = []
        let references = action.references.map { catalogue.name(of: $0) }.joined(separator: ", ")
        if !references.isEmpty {
            links.append(
                Report.Span(
                    LocalizedText(lv: "Atsauces: \(references)", en: "References: \(references)"),
                    .faint))
        }
        let funding = action.funding.map { catalogue.funding[$0].label }.joined(separator: ", ")
        if !action.funding.isEmpty {
            links.append(
                Report.Span(
                    LocalizedText(
                        lv: "Iespējamais finansējums: \(funding.lv)",
                        en: "Possible funding: \(funding.en)"), .faint))
        }
        let documents = action.planningDocuments.map { catalogue.planningDocuments[$0].label }
            .joined(separator: ", ")
        if !action.planningDocuments.isEmpty {
            links.append(
                Report.Span(
                    LocalizedText(
                        lv: "Plānošanas dokumenti: \(documents.lv)",
                        en: "Planning documents: \(documents.en)"), .faint))
        }
        return links
    }

    private func expired(_ action: ActionCatalogue.Action) -> [Report.Span] {
        guard let now else { return [] }
        let expired = action.references.filter { catalogue.isExpired($0, at: now) }
        guard !expired.isEmpty else { return [] }
        let names = expired.map { catalogue.name(of: $0) }.joined(separator: ", ")
        return [
            Report.Span(
                LocalizedText(
                    lv: "atsauce, kuras termiņš ir beidzies: \(names)",
                    en: "reference that has expired: \(names)"), .faint)
        ]
    }

    /// Where the actions lead, what stays out of reach, and what would clash.
    var outcome: [Report.Block] { projection + warnings }

    private var projection: [Report.Block] {
        var blocks: [Report.Block] = []
        if !plan.plan.steps.isEmpty {
            let projected = plan.plan.projected.dimensions.map { dimension in
                model.dimensions[dimension.dimension].label + LocalizedText(verbatim: ": ")
                    + (dimension.level.map { model.levels[$0].label }
                        ?? LocalizedText(verbatim: "–"))
            }.joined(separator: "; ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(lv: "Pēc tam: \(projected.lv).", en: "Then: \(projected.en).")
                    )))
        }
        return blocks
    }

    /// What stays out of reach, and what would clash.
    var warnings: [Report.Block] {
        var blocks: [Report.Block] = []
        for dimension in plan.plan.unreached {
            let name = model.dimensions[dimension].label
            let aim = model.levels[plan.plan.aims[dimension]].label
            let target = model.levels[plan.plan.targets[dimension]].label
            let limit =
                plan.plan.budget.map { Wording.personDaysAfterPreposition.counted($0) }.map {
                    LocalizedText(lv: "Ar \($0.lv)", en: "With \($0.en)")
                }
                ?? LocalizedText(
                    lv: "Ar pieejamajiem pasākumiem", en: "With the actions at hand")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "\(limit.lv) dimensijā „\(name.lv)“ sasniedzams tikai līmenis "
                                + "„\(aim.lv)“, nevis „\(target.lv)“.",
                            en: "\(limit.en) '\(name.en)' reaches only '\(aim.en)', not "
                                + "'\(target.en)'."), .bad)))
        }
        if !plan.newContradictions.isEmpty {
            let ids = plan.newContradictions.map(\.id).joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Pēc plāna atbildes būtu pretrunā ar noteikumiem: \(ids). Plāns ar "
                                + "tiem jāsaskaņo.",
                            en: "After the plan the answers would violate: \(ids). Reconcile the "
                                + "plan with these rules."), .bad)))
        }
        return blocks
    }
}
