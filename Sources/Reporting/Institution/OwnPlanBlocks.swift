import Assessment
import Consistency
import Improvement
import Maturity
import TextFormats

/// Builds the part on the institution's own plan: who does what until when, and how far it is.
struct OwnPlanBlocks {
    private let assessment: InstitutionAssessment
    private let document: PlanDocument
    private let progress: PlanProgress
    private let details: PlanDetails

    init(
        _ assessment: InstitutionAssessment, document: PlanDocument, progress: PlanProgress,
        details: PlanDetails
    ) {
        self.assessment = assessment
        self.document = document
        self.progress = progress
        self.details = details
    }

    private var catalogue: ActionCatalogue { assessment.definition.catalogue }
    private var model: MaturityModel { assessment.definition.model }
    private static let dash = LocalizedText(verbatim: "–")

    /// Where the plan comes from, how far it is, its levels, its dates and its actions.
    func all(digest: String) -> [Report.Block] {
        let made = dateText(document.made.text)
        var blocks: [Report.Block] = [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Iestādes plāns; sastādīšanas diena: \(made.lv). Plāna faila SHA-256:",
                        en: "The institution's plan, made on \(made.en). SHA-256 of its file:"))),
            .verbatim(digest), .highlights(figures),
        ]
        let late = progress.lines.filter(\.isOverdue)
        if !late.isEmpty {
            let ids = late.map { catalogue.actions[$0.entry.action].id }.joined(separator: ", ")
            blocks.append(
                .notice(
                    Report.Span(
                        LocalizedText(lv: "Nokavēts: \(ids).", en: "Overdue: \(ids)."), .bad)))
        }
        let unseen = progress.lines.filter { $0.entry.status == .done && !$0.isSeenInAnswers }
        if !unseen.isEmpty {
            let ids = unseen.map { catalogue.actions[$0.entry.action].id }.joined(separator: ", ")
            blocks.append(
                .notice(
                    Report.Span(
                        LocalizedText(
                            lv: "Plānā izdarīts, bet atbildes to nerāda: \(ids).",
                            en: "Done by the plan, but the answers do not show it: \(ids)."),
                        .doubtful)))
        }
        blocks += [
            .heading(
                level: 3, LocalizedText(lv: "Līmeņi tagad un pēc plāna", en: "Levels now and then")),
            .table(levels),
        ]
        blocks += targetReasons
        if let chart { blocks.append(.chart(chart)) }
        return blocks + [
            .heading(level: 3, LocalizedText(lv: "Pasākumi", en: "Actions")), .table(actions),
            .heading(level: 3, LocalizedText(lv: "Pasākumu apraksti", en: "The actions in detail")),
            .list(
                progress.lines.map { line in
                    let action = catalogue.actions[line.entry.action]
                    return details.entry(
                        action,
                        own(line.entry) + details.work(action)
                            + details.links(action, funding: line.entry.funding))
                }),
        ]
    }

    private var figures: [Report.Fact] {
        let days = { (statuses: Set<PlanDocument.Status>) in
            document.actions(statuses).reduce(0) { $0 + catalogue.personDays($1) }
        }
        return PlanDocument.Status.allCases.map { status in
            let personDays = Wording.personDays.counted(days([status]))
            return Report.Fact(
                PlanProgressReport.label(status), Report.Span(.count(progress.count(status))),
                note: personDays)
        }
    }

    // MARK: Levels

    private func standing(_ level: Int?, _ point: Ratio?) -> LocalizedText {
        guard let level, let point else { return Self.dash }
        return model.levels[level].label + LocalizedText(verbatim: ", ") + point.percent
    }

    private var levels: Report.Table {
        let rows = model.dimensions.indices.map { dimension -> [Report.Span] in
            let now = progress.now.dimensions[dimension]
            let then = progress.projected.dimensions[dimension]
            let promise = document.promise[dimension]
            let isKept = (then.level ?? 0) >= (promise.level ?? 0)
            return [
                Report.Span(model.dimensions[dimension].label),
                Report.Span(standing(now.level, now.score.point)),
                Report.Span(
                    standing(then.level, then.score.point)
                        + (isKept
                            ? LocalizedText(verbatim: "")
                            : LocalizedText(
                                lv: " – mazāk, nekā solīts", en: " – less than promised")),
                    isKept ? .strong : .bad),
                Report.Span(standing(promise.level, promise.point.flatMap { Ratio($0) })),
                Report.Span(
                    progress.targets[dimension].map { model.levels[$0.level].label } ?? Self.dash),
            ]
        }
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                Report.Table.Column(LocalizedText(lv: "tagad", en: "now")),
                Report.Table.Column(LocalizedText(lv: "pēc plāna", en: "after the plan")),
                Report.Table.Column(LocalizedText(lv: "plānā solīts", en: "promised")),
                Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
            ], rows: rows)
    }

    private var targetReasons: [Report.Block] {
        document.targets.map { target in
            let name = model.dimensions[target.dimension].label
            let level = model.levels[target.level].label
            return .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Iestādes pašas mērķis dimensijā „\(name.lv)“ – \(level.lv). "
                            + "Pamatojums: \(target.reason)",
                        en: "The institution's own target in '\(name.en)': \(level.en). Reason: "
                            + "\(target.reason)")))
        }
    }

    // MARK: Time

    private var chart: Report.Chart? {
        typealias Span = (line: PlanProgress.Line, first: CalendarPeriod, last: CalendarPeriod)
        let spans = progress.lines.compactMap { line -> Span? in
            guard let due = line.entry.due, line.entry.status != .dropped else { return nil }
            let last = CalendarPeriod(.halfYear, containing: due.lastDay)
            let begin = line.entry.start.map { CalendarPeriod(.halfYear, containing: $0.firstDay) }
            return (line, min(begin ?? last, last), last)
        }
        guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max(),
            first.distance(to: last) < 24
        else { return nil }
        let periods = (0...first.distance(to: last)).map { first.advanced(by: $0) }
        let rows = spans.map { span in
            [
                Report.Span(details.name(of: span.line.entry.action)),
                Report.Span(span.first.label), Report.Span(span.last.label),
                Report.Span(PlanProgressReport.label(span.line.entry.status)),
            ]
        }
        let description = spans.map { span in
            LocalizedText(verbatim: "\(catalogue.actions[span.line.entry.action].id): ")
                + details.span(span.first, span.last)
        }.joined(separator: "; ")
        return Report.Chart(
            title: LocalizedText(lv: "Pasākumi laikā", en: "Actions over time"),
            description: description + LocalizedText(verbatim: "."),
            drawing: .timeline(
                spans.map { span in
                    Report.Chart.Task(
                        label: details.name(of: span.line.entry.action)
                            + LocalizedText(verbatim: " – ")
                            + PlanProgressReport.label(span.line.entry.status),
                        periods: first.distance(to: span.first)...first.distance(to: span.last))
                }, periods: periods.map(PlanDetails.short)),
            table: Report.Table(
                columns: [
                    Report.Table.Column(LocalizedText(lv: "Pasākums", en: "Action")),
                    Report.Table.Column(LocalizedText(lv: "no", en: "from")),
                    Report.Table.Column(LocalizedText(lv: "līdz", en: "until")),
                    Report.Table.Column(LocalizedText(lv: "statuss", en: "status")),
                ], rows: rows))
    }

    // MARK: Actions

    private var actions: Report.Table {
        let rows = progress.lines.map { line -> [Report.Span] in
            let entry = line.entry
            let action = catalogue.actions[entry.action]
            let role = catalogue.roles[entry.role].label
            let due = entry.due.map { self.text($0) } ?? Self.dash
            return [
                Report.Span(LocalizedText(verbatim: action.id)), Report.Span(action.title),
                Report.Span(
                    entry.owner.map { LocalizedText(verbatim: "\($0), ") + role.lowercasedFirst }
                        ?? role),
                Report.Span(
                    due
                        + (line.isOverdue
                            ? LocalizedText(lv: " (nokavēts)", en: " (overdue)")
                            : LocalizedText(verbatim: "")),
                    line.isOverdue ? .bad : .plain),
                Report.Span(PlanProgressReport.label(entry.status)),
                Report.Span(
                    line.isSeenInAnswers
                        ? LocalizedText(lv: "jā", en: "yes") : LocalizedText(lv: "nē", en: "no")),
            ]
        }
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Nr.", en: "No."), share: 8),
                Report.Table.Column(LocalizedText(lv: "Pasākums", en: "Action"), share: 42),
                Report.Table.Column(LocalizedText(lv: "atbild", en: "responsible"), share: 17),
                Report.Table.Column(LocalizedText(lv: "termiņš", en: "due"), share: 13),
                Report.Table.Column(LocalizedText(lv: "statuss", en: "status"), share: 10),
                Report.Table.Column(
                    LocalizedText(lv: "redzams atbildēs", en: "seen in answers"), share: 10),
            ], rows: rows)
    }

    private func own(_ entry: PlanDocument.Entry) -> [Report.Span] {
        [
            entry.start.map { LocalizedText(lv: "Sākums: ", en: "Begin: ") + text($0) },
            entry.reason.map {
                LocalizedText(lv: "Atmests, jo: ", en: "Dropped because: ")
                    + LocalizedText(verbatim: $0)
            },
            entry.notes.map {
                LocalizedText(lv: "Piezīme: ", en: "Note: ") + LocalizedText(verbatim: $0)
            },
        ].compactMap { $0 }.map { Report.Span($0) }
    }

    private func text(_ date: PlanDocument.Date) -> LocalizedText {
        switch date {
        case .period(let period): period.label
        case .day(let day): dateText(day.text)
        }
    }
}

extension LocalizedText {
    /// The text with a small first letter, for use inside a sentence.
    var lowercasedFirst: LocalizedText {
        LocalizedText(lv: lv.lowercasedFirst, en: en.lowercasedFirst)
    }
}
