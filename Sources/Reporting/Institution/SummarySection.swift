import Assessment
import Consistency
import Improvement
import Maturity
import TextFormats

/// Builds the page that is read in a minute.
struct SummarySection {
    private let assessment: InstitutionAssessment
    private let plan: ReportedPlan
    private let audit: AuditSection?

    init(_ assessment: InstitutionAssessment, plan: ReportedPlan, audit: AuditSection?) {
        self.assessment = assessment
        self.plan = plan
        self.audit = audit
    }

    private var model: MaturityModel { assessment.definition.model }
    private static let dash = LocalizedText(verbatim: "–")

    private static let contradictionNoun = CountedNoun(
        lv: ("pretrunu", "pretruna", "pretrunas"), en: ("contradiction", "contradictions"))
    private static let doubtNoun = CountedNoun(
        lv: ("šaubīgu vietu", "šaubīga vieta", "šaubīgas vietas"), en: ("doubt", "doubts"))

    /// The figures, what they mean in a few sentences, and the levels as a picture.
    var blocks: [Report.Block] {
        [
            .heading(level: 2, LocalizedText(lv: "Kopsavilkums", en: "Summary")),
            .highlights([level, index, target, contradictions]),
        ] + sentences.map { .paragraph($0) } + [.chart(radar)]
    }

    // MARK: Figures

    private var level: Report.Fact {
        let overall = assessment.maturity
        let range = Wording.levels(overall.overallLevelRange, of: model)
        let possible = LocalizedText(
            lv: "; iespējams: \(range.lv.lowercased())", en: "; possible: \(range.en.lowercased())")
        return Report.Fact(
            LocalizedText(lv: "Kopējais līmenis", en: "Overall level"),
            Report.Span(overall.overallLevel.map { model.levels[$0].label } ?? Self.dash),
            note: LocalizedText(
                lv: "zemākais no dimensiju līmeņiem",
                en: "the lowest of the dimensions")
                + (overall.overallLevelRange.count > 1 ? possible : LocalizedText(verbatim: "")))
    }

    private var index: Report.Fact {
        Report.Fact(
            LocalizedText(lv: "Kopējais indekss", en: "Overall index"),
            assessment.maturity.index.map { Report.Span(.percent($0)) } ?? Report.Span(Self.dash),
            note: LocalizedText(
                lv: "dimensiju vērtējumu vidējais", en: "the mean of the dimension scores"))
    }

    /// The dimensions that have reached their target, by index; `nil` without a decided target.
    private var reached: [Int]? {
        let targets = assessment.assignment.targets
        guard !targets.isEmpty, assessment.assignment.isDecided else { return nil }
        return assessment.maturity.dimensions.map(\.dimension).filter { index in
            (assessment.maturity.dimensions[index].level ?? -1) >= targets[index].upperBound
        }
    }

    private var target: Report.Fact {
        let label = LocalizedText(lv: "Mērķis sasniegts", en: "Target reached")
        let groups = assessment.assignment.groups.map(\.label).joined(separator: ", ")
        guard let reached else {
            return Report.Fact(
                label, Report.Span(Self.dash),
                note: assessment.assignment.targets.isEmpty
                    ? LocalizedText(lv: "iestādei nav mērķa grupas", en: "no group, no target")
                    : LocalizedText(
                        lv: "grupa vēl nav noteikta", en: "the group is not decided yet"))
        }
        let count = model.dimensions.count
        return Report.Fact(
            label,
            Report.Span(
                LocalizedText(
                    lv: "\(reached.count) no \(count)", en: "\(reached.count) of \(count)")
            ),
            note: LocalizedText(
                lv: "dimensijām; \(groups.lv.lowercasedFirst)",
                en: "dimensions; \(groups.en.lowercasedFirst)"))
    }

    private var contradictions: Report.Fact {
        let doubts = assessment.check.doubts(
            in: assessment.response, to: assessment.definition.questionnaire
        ).filter { !$0.isCurrent }.count
        let counted = Self.doubtNoun.counted(doubts)
        let count = assessment.check.violated(.hard).count
        let isClean = assessment.localisation.status == .consistent
        return Report.Fact(
            LocalizedText(lv: "Pretrunas atbildēs", en: "Contradictions"),
            Report.Span(.count(count), isClean ? .good : .bad),
            note: LocalizedText(lv: "un \(counted.lv)", en: "and \(counted.en)"))
    }

    // MARK: Sentences

    private var sentences: [Report.Span] {
        [trust, audit?.summary, position, unknown, actions].compactMap { $0 }
    }

    /// Whether the figures may be used.
    private var trust: Report.Span? {
        let smallest = assessment.localisation.corrections.first?.count ?? 0
        let answers = Wording.answers.counted(smallest)
        switch assessment.localisation.status {
        case .consistent:
            return Report.Span(
                LocalizedText(
                    lv: "Atbildes cita citai nav pretrunā.",
                    en: "The answers do not contradict each other."))
        case .contradictory:
            let count = assessment.check.violated(.hard).count
            let found = Self.contradictionNoun.counted(count)
            return Report.Span(
                LocalizedText(
                    lv: (count > 0 ? "Atbildēs ir \(found.lv)" : "Atbildes kopā nav iespējamas")
                        + ": pirms vērtējumu izmanto, jāpārskata vismaz \(answers.lv).",
                    en: (count > 0
                        ? "There are \(found.en) in the answers"
                        : "The answers are not possible together")
                        + ": before the scores are used, at least \(answers.en) must be "
                        + "reconsidered."), .bad)
        case .noRepair, .limitReached:
            return Report.Span(
                LocalizedText(
                    lv: "Atbildēs ir pretrunas, kas jānovērš, pirms vērtējumu izmanto.",
                    en: "The answers contradict each other; resolve this before using the scores."),
                .bad)
        }
    }

    private var position: Report.Span? {
        guard let reached else { return nil }
        let missing = assessment.maturity.dimensions.map(\.dimension)
            .filter { !reached.contains($0) }
        guard !missing.isEmpty else {
            return Report.Span(
                LocalizedText(
                    lv: "Mērķa līmenis ir sasniegts visās dimensijās.",
                    en: "The target level is reached in every dimension."), .good)
        }
        let names = missing.map { model.dimensions[$0].label.quoted }.joined(separator: ", ")
        return Report.Span(
            LocalizedText(
                lv: "Mērķa līmenis nav sasniegts: \(names.lv).",
                en: "The target level is not reached in \(names.en)."))
    }

    private var unknown: Report.Span? {
        let counts = assessment.completeness
        let open = counts.unknown + counts.unanswered + counts.partial
        guard open > 0 else { return nil }
        return Report.Span(
            LocalizedText(
                lv: "Vēl atklāto atbilžu skaits: \(open) no \(counts.asked). Tāpēc blakus "
                    + "vērtējumam norādīts intervāls, kurā tas var mainīties.",
                en: "Answers still open: \(open) of \(counts.asked). Therefore an interval stands "
                    + "beside each score."))
    }

    private var actions: Report.Span? {
        switch plan.source {
        case .proposal(nil, _): return nil
        case .proposal(let plan?, let timetable):
            guard !plan.plan.steps.isEmpty, plan.check.faults.isEmpty else { return nil }
            let count = Wording.actions.counted(plan.plan.steps.count)
            let days = Wording.personDays.counted(plan.plan.personDays)
            let goal =
                plan.plan.unreached.isEmpty
                ? LocalizedText(
                    lv: "Lētākais ceļš līdz mērķim", en: "The cheapest way to the target")
                : LocalizedText(
                    lv: "Lētākais ceļš tuvāk mērķim, ko visās dimensijās sasniegt nevar",
                    en: "The cheapest way towards the target, which cannot be reached everywhere")
            let end = timetable.schedule.flatMap { schedule in
                schedule.finish.map { period in
                    let capacity = Wording.personDays.counted(schedule.problem.capacity)
                    return LocalizedText(
                        lv: "; ja periodam atvēl \(capacity.lv), darbs beidzas: \(period.label.lv)",
                        en: "; with \(capacity.en) per period the work ends in the "
                            + "\(period.label.en)")
                }
            }
            return Report.Span(
                goal + LocalizedText(verbatim: ": ") + count + LocalizedText(verbatim: ", ") + days
                    + LocalizedText(
                        lv: " (šī rīka noklusējuma aplēse)",
                        en: " (a default estimate of this tool)")
                    + (end ?? LocalizedText(verbatim: "")) + LocalizedText(verbatim: "."))
        case .file(_, let progress, _):
            let all = progress.lines.count { $0.entry.status != .dropped }
            let done = progress.count(.done)
            let late = progress.lines.count { $0.isOverdue }
            return Report.Span(
                LocalizedText(
                    lv: "Pilnveides plāna izdarītie pasākumi: \(done) no \(all); nokavēti: "
                        + "\(late).",
                    en: "Improvement plan: \(done) of \(all) actions done, overdue: \(late)."),
                late > 0 ? .bad : .plain)
        }
    }

    // MARK: Picture

    private var radar: Report.Chart {
        let targets = assessment.assignment.targets
        func target(_ index: Int) -> Int? {
            targets.isEmpty ? nil : targets[index].upperBound
        }
        let dimensions = assessment.maturity.dimensions
        let rows = dimensions.map { dimension -> [Report.Span] in
            let target = target(dimension.dimension)
            let isMissed = target.map { (dimension.level ?? -1) < $0 }
            let gap =
                isMissed.map {
                    $0
                        ? LocalizedText(lv: "zem mērķa", en: "below target")
                        : LocalizedText(lv: "sasniegts", en: "reached")
                } ?? Self.dash
            return [
                Report.Span(model.dimensions[dimension.dimension].label),
                Report.Span(dimension.level.map { model.levels[$0].label } ?? Self.dash, .strong),
                Report.Span(target.map { model.levels[$0].label } ?? Self.dash),
                Report.Span(gap, isMissed.map { $0 ? .bad : .good } ?? .plain),
            ]
        }
        let states = rows.map { row in
            row[0].text + LocalizedText(verbatim: ": ") + row[1].text
                + LocalizedText(lv: ", mērķis – ", en: ", target ") + row[2].text
        }.joined(separator: "; ")
        return Report.Chart(
            title: LocalizedText(lv: "Līmenis un mērķis", en: "Level and target"),
            description: states + LocalizedText(verbatim: "."),
            drawing: .radar(
                dimensions.map {
                    Report.Chart.Spoke(
                        label: model.dimensions[$0.dimension].label, value: $0.level,
                        target: target($0.dimension))
                }, rings: model.levels.map(\.label)),
            table: Report.Table(
                columns: [
                    Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                    Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                    Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
                    Report.Table.Column(LocalizedText(lv: "iznākums", en: "outcome")),
                ], rows: rows))
    }
}

extension String {
    /// The text with a small first letter, for use inside a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension LocalizedText {
    /// The text in each language's quotes.
    var quoted: LocalizedText { LocalizedText(lv: "„\(lv)“", en: "'\(en)'") }
}
