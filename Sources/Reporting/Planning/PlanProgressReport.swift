package import Assessment
import Consistency
package import Improvement
import Maturity
import Survey
package import TextFormats

/// Builds the report on how far a plan has come.
package struct PlanProgressReport {
    private let document: PlanDocument
    private let progress: PlanProgress
    private let assessment: InstitutionAssessment
    private let isSameAnswers: Bool

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - document: The plan.
    ///   - progress: How far it has come.
    ///   - assessment: The answers that it is judged by.
    ///   - isSameAnswers: Whether the plan was made from these very answers.
    package init(
        _ document: PlanDocument, progress: PlanProgress, assessment: InstitutionAssessment,
        isSameAnswers: Bool
    ) {
        self.document = document
        self.progress = progress
        self.assessment = assessment
        self.isSameAnswers = isSameAnswers
    }

    private var definition: Definition { assessment.definition }
    private var catalogue: ActionCatalogue { definition.catalogue }
    private var model: MaturityModel { definition.model }

    /// The whole report.
    package var whole: Report { Report(header + summary + actions + levels) }

    private var header: [Report.Block] {
        let name = document.institution.name
        let made = document.made.text
        let year = assessment.response.institution.surveyYear
        let source =
            isSameAnswers
            ? LocalizedText(
                lv: "Vērtēts pēc tām pašām atbildēm, no kurām plāns sastādīts (par \(year). gadu).",
                en: "Judged by the answers that the plan was made from (for \(year)).")
            : LocalizedText(
                lv: "Vērtēts pēc citām atbildēm (par \(year). gadu); plāns sastādīts no atbildēm "
                    + "par \(document.institution.surveyYear). gadu.",
                en: "Judged by other answers (for \(year)); the plan was made from answers for "
                    + "\(document.institution.surveyYear).")
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(lv: "Plāna izpilde: \(name)", en: "Progress of the plan: \(name)")),
            .paragraph(
                Report.Span(
                    LocalizedText(lv: "Plāns sastādīts \(made). ", en: "Planned on \(made). ")
                        + source, .faint)),
        ]
        if document.isSynthetic || assessment.response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        return blocks
    }

    private var summary: [Report.Block] {
        let open = progress.count(.planned)
        let started = progress.count(.started)
        let done = progress.count(.done)
        let dropped = progress.count(.dropped)
        let overdue = progress.lines.filter(\.isOverdue).count
        let days = { (statuses: Set<PlanDocument.Status>) in
            document.actions(statuses).reduce(0) { $0 + catalogue.personDays($1) }
        }
        let finished = days([.done])
        let all = days([.planned, .started, .done])
        var blocks: [Report.Block] = [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Izdarīti: \(done); sākti: \(started); plānoti: \(open); atmesti: "
                            + "\(dropped). Izdarītais darbs: \(finished) no \(all) cilvēkdienām.",
                        en: "Done: \(done); started: \(started); planned: \(open); dropped: "
                            + "\(dropped). Work done: \(finished) of \(all) person-days.")))
        ]
        if overdue > 0 {
            let counted = Wording.actions.counted(overdue)
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Nokavēti: \(counted.lv).", en: "Overdue: \(counted.en)."), .bad)))
        }
        return blocks
    }

    private var actions: [Report.Block] {
        let rows = progress.lines.map { line -> [Report.Span] in
            let action = catalogue.actions[line.entry.action]
            let owner =
                line.entry.owner.map { LocalizedText(verbatim: $0) }
                ?? catalogue.roles[line.entry.role].label
            let due = line.entry.due.map { LocalizedText(verbatim: $0.text) }
            return [
                Report.Span(
                    LocalizedText(verbatim: "\(action.id) ") + action.title
                        + LocalizedText(verbatim: " (") + owner + LocalizedText(verbatim: ")")),
                Report.Span(
                    due.map {
                        line.isOverdue
                            ? $0 + LocalizedText(lv: " (nokavēts)", en: " (overdue)") : $0
                    } ?? LocalizedText(verbatim: "–"), line.isOverdue ? .bad : .plain),
                Report.Span(Self.label(line.entry.status)),
                Report.Span(
                    line.isSeenInAnswers
                        ? LocalizedText(lv: "jā", en: "yes") : LocalizedText(lv: "nē", en: "no"),
                    line.entry.status == .done && !line.isSeenInAnswers ? .doubtful : .plain),
            ]
        }
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Pasākumi", en: "Actions")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(
                            LocalizedText(lv: "pasākums (atbildīgais)", en: "action (responsible)")
                        ),
                        Report.Table.Column(LocalizedText(lv: "termiņš", en: "due")),
                        Report.Table.Column(LocalizedText(lv: "statuss", en: "status")),
                        Report.Table.Column(
                            LocalizedText(lv: "atbildēs", en: "in answers")),
                    ], rows: rows)),
        ]
        let unseen = progress.lines.filter { $0.entry.status == .done && !$0.isSeenInAnswers }
        if !unseen.isEmpty {
            let ids = unseen.map { catalogue.actions[$0.entry.action].id }.joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Plānā izdarīts, bet atbildes to nerāda: \(ids). Pārskatiet "
                                + "atbildes vai pārliecinieties, ka pasākums tiešām pabeigts.",
                            en: "Done by the plan, but the answers do not show it: \(ids). Review "
                                + "the answers, or make sure that the action really is finished."),
                        .doubtful)))
        }
        return blocks
    }

    /// The name of a status.
    static func label(_ status: PlanDocument.Status) -> LocalizedText {
        switch status {
        case .planned: LocalizedText(lv: "plānots", en: "planned")
        case .started: LocalizedText(lv: "sākts", en: "started")
        case .done: LocalizedText(lv: "izdarīts", en: "done")
        case .dropped: LocalizedText(lv: "atmests", en: "dropped")
        }
    }

    private var levels: [Report.Block] {
        let dash = LocalizedText(verbatim: "–")
        func standing(_ level: Int?, _ point: Ratio?) -> LocalizedText {
            guard let level, let point else { return dash }
            return model.levels[level].label + LocalizedText(verbatim: ", ") + point.percent
        }
        let rows = model.dimensions.indices.map { dimension -> [Report.Span] in
            let now = progress.now.dimensions[dimension]
            let after = progress.projected.dimensions[dimension]
            let promise = document.promise[dimension]
            let isKept = (after.level ?? 0) >= (promise.level ?? 0)
            return [
                Report.Span(model.dimensions[dimension].label),
                Report.Span(standing(now.level, now.score.point)),
                Report.Span(
                    standing(after.level, after.score.point), isKept ? .plain : .bad),
                Report.Span(standing(promise.level, promise.point.flatMap { Ratio($0) })),
                Report.Span(
                    progress.targets[dimension].map { model.levels[$0.level].label } ?? dash,
                    .strong),
            ]
        }
        let broken = model.dimensions.indices.filter { dimension in
            (progress.projected.dimensions[dimension].level ?? 0)
                < (document.promise[dimension].level ?? 0)
        }
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Līmeņi", en: "Levels")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                        Report.Table.Column(
                            LocalizedText(lv: "pēc atbildēm", en: "by the answers")),
                        Report.Table.Column(
                            LocalizedText(lv: "kad viss būs izdarīts", en: "once all is done")),
                        Report.Table.Column(LocalizedText(lv: "plānā solīts", en: "promised")),
                        Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
                    ], rows: rows)),
        ]
        if !broken.isEmpty {
            let names = broken.map { model.dimensions[$0].label }.joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv:
                                "Ar atlikušajiem pasākumiem solītais netiks sasniegts: \(names.lv). "
                                + "Sastādiet plānu no jauna: briedums plan update.",
                            en: "What remains does not reach what was promised: \(names.en). "
                                + "Plan anew: briedums plan update."), .bad)))
        }
        return blocks
    }
}

/// The machine-readable form of how far a plan has come.
package struct PlanProgressJSON {
    private let document: PlanDocument
    private let progress: PlanProgress
    private let assessment: InstitutionAssessment
    private let isSameAnswers: Bool

    /// Prepares the output.
    package init(
        _ document: PlanDocument, progress: PlanProgress, assessment: InstitutionAssessment,
        isSameAnswers: Bool
    ) {
        self.document = document
        self.progress = progress
        self.assessment = assessment
        self.isSameAnswers = isSameAnswers
    }

    /// The result of `plan status --json`.
    package var whole: JSONOutput {
        let model = assessment.definition.model
        let catalogue = assessment.definition.catalogue
        let institution = assessment.response.institution
        func standing(_ dimension: DimensionAssessment) -> JSONOutput {
            .object([
                ("level", dimension.level.map { .string(model.levels[$0].id) } ?? .null),
                ("percent", dimension.score.point.map { .number($0.percentText) } ?? .null),
            ])
        }
        return .object([
            ("schema", .string("briedums.plan-status/1")),
            (
                "institution",
                .object([
                    ("registration_number", .string(institution.registrationNumber)),
                    ("name", .string(institution.name)),
                    ("survey_year", .integer(institution.surveyYear)),
                ])
            ),
            (
                "synthetic",
                .boolean(document.isSynthetic || assessment.response.isSynthetic)
            ),
            ("same_answers", .boolean(isSameAnswers)),
            (
                "counts",
                .object(
                    PlanDocument.Status.allCases.map {
                        ($0.rawValue, .integer(progress.count($0)))
                    })
            ),
            (
                "actions",
                .array(
                    progress.lines.map { line in
                        .object([
                            ("id", .string(catalogue.actions[line.entry.action].id)),
                            ("status", .string(line.entry.status.rawValue)),
                            ("due", line.entry.due.map { .string($0.text) } ?? .null),
                            ("overdue", .boolean(line.isOverdue)),
                            ("seen_in_answers", .boolean(line.isSeenInAnswers)),
                        ])
                    })
            ),
            (
                "dimensions",
                .object(
                    model.dimensions.indices.map { dimension in
                        let promise = document.promise[dimension]
                        return (
                            model.dimensions[dimension].id,
                            .object([
                                ("now", standing(progress.now.dimensions[dimension])),
                                ("projected", standing(progress.projected.dimensions[dimension])),
                                (
                                    "promised",
                                    .object([
                                        (
                                            "level",
                                            promise.level.map { .string(model.levels[$0].id) }
                                                ?? .null
                                        ),
                                        (
                                            "percent",
                                            promise.point.flatMap { Ratio($0) }.map {
                                                .number($0.percentText)
                                            } ?? .null
                                        ),
                                    ])
                                ),
                                (
                                    "target",
                                    progress.targets[dimension].map {
                                        .string(model.levels[$0.level].id)
                                    } ?? .null
                                ),
                            ])
                        )
                    })
            ),
        ])
    }
}
