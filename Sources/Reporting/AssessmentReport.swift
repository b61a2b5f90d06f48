package import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the report on one institution: completeness, contradictions, scores, target and actions.
package struct AssessmentReport {
    private let assessment: InstitutionAssessment
    private let now: HalfYear?

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - assessment: What there is to say.
    ///   - date: Today as `2026-11-21`, to mark expired measures; `nil` leaves them unmarked.
    package init(_ assessment: InstitutionAssessment, date: String?) {
        self.assessment = assessment
        now = date.flatMap { HalfYear(containing: $0) }
    }

    /// The whole report.
    package var whole: Report {
        let consistency = ConsistencyBlocks(assessment)
        return Report(
            header + completeness + consistency.verified + consistency.all + maturity + target
                + gap + actions)
    }

    /// The part on contradictions.
    package var check: Report {
        let consistency = ConsistencyBlocks(assessment)
        return Report(
            header + consistency.verified + consistency.all + consistency.nextQuestions
                + CredibilityBlocks(assessment).all)
    }

    /// The part on scores and levels.
    package var score: Report {
        let score = ScoreBlocks(assessment)
        return Report(
            header + ConsistencyBlocks(assessment).verified + maturity + score.ruleAware
                + score.robustness + target + gap)
    }

    private var actions: [Report.Block] {
        InstitutionPlan(assessment).map {
            PlanBlocks($0, of: definition, now: now).brief
        } ?? []
    }

    private var definition: Definition { assessment.definition }
    private var model: MaturityModel { definition.model }

    // MARK: Header and completeness

    private var header: [Report.Block] {
        let institution = assessment.response.institution
        let identity = definition.questionnaire.identity
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    verbatim:
                        "\(institution.name) · \(institution.registrationNumber) · "
                        + "\(institution.surveyYear)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Anketa \(identity.name), \(Wording.short(identity.digest))",
                        en: "Questionnaire \(identity.name), \(Wording.short(identity.digest))"),
                    .faint)),
        ]
        if assessment.response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        if let text = Wording.unconfirmed(assessment.response) {
            blocks.append(.paragraph(Report.Span(text, .doubtful)))
        }
        return blocks
    }

    private var completeness: [Report.Block] {
        let counts = assessment.completeness
        let sections = definition.questionnaire.sections
        let rows = zip(
            sections.map(\.title), assessment.sectionCompleteness
        ).map { title, counts in row(title, counts) }
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Pilnīgums", en: "Completeness")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Sadaļa", en: "Section")),
                        Report.Table.Column(
                            LocalizedText(lv: "jautāts", en: "asked"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "atbildēts", en: "answered"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "nezināms", en: "unknown"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "neattiecas", en: "n/a"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "tukšs", en: "blank"), isNumeric: true),
                    ],
                    rows: rows + [row(LocalizedText(lv: "Kopā", en: "Total"), counts)])),
        ]
        let superfluous = assessment.answeredThoughNotAsked
        if !superfluous.isEmpty {
            let list = superfluous.joined(separator: ", ")
            let counted = Wording.answers.counted(superfluous.count)
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Saglabāts, bet netiek vērtēts, jo nav jāatbild (\(counted.lv)): "
                                + "\(list).",
                            en: "Kept but not scored, because not asked (\(counted.en)): \(list)."
                        ), .faint)))
        }
        return blocks
    }

    private func row(_ title: LocalizedText, _ counts: Completeness) -> [Report.Span] {
        let figures = [
            counts.asked, counts.answered + counts.partial, counts.unknown, counts.notApplicable,
            counts.unanswered,
        ]
        return [Report.Span(title)] + figures.map { Report.Span(LocalizedText(verbatim: "\($0)")) }
    }

    // MARK: Maturity

    private var maturity: [Report.Block] {
        let rows = assessment.maturity.dimensions.map { dimension in
            [
                Report.Span(model.dimensions[dimension.dimension].label),
                Report.Span(dimension.score.point?.percent ?? Self.dash, .strong),
                Report.Span(Wording.interval(dimension.score.lowest, dimension.score.highest)),
                Report.Span(dimension.level.map { model.levels[$0].label } ?? Self.dash, .strong),
                Report.Span(levelRange(dimension.lowestLevel...dimension.highestLevel)),
                Report.Span(target(of: dimension.dimension)),
            ]
        }
        let overall = assessment.maturity
        let level = overall.overallLevel.map { model.levels[$0].label } ?? Self.dash
        let range = levelRange(overall.overallLevelRange)
        let index = overall.index?.percent ?? Self.dash
        return [
            .heading(level: 2, LocalizedText(lv: "Briedums", en: "Maturity")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                        Report.Table.Column(
                            LocalizedText(lv: "vērtējums", en: "score"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "intervāls", en: "interval"), isNumeric: true),
                        Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                        Report.Table.Column(
                            LocalizedText(lv: "iespējamie", en: "levels possible")),
                        Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
                    ], rows: rows)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv:
                            "Kopējais līmenis (zemākais no dimensiju līmeņiem): \(level.lv); iespējams: "
                            + "\(range.lv). Kopējais indekss (vidējais): \(index.lv).",
                        en: "Overall level (the lowest): \(level.en); possible: "
                            + "\(range.en). Overall index (the mean): \(index.en)."))),
        ]
    }

    private static let dash = LocalizedText(verbatim: "–")

    private func levelRange(_ range: ClosedRange<Int>) -> LocalizedText {
        Wording.levels(range, of: model)
    }

    private func target(of dimension: Int) -> LocalizedText {
        guard !assessment.assignment.targets.isEmpty else { return Self.dash }
        return levelRange(assessment.assignment.targets[dimension])
    }

    // MARK: Target and gap

    private var target: [Report.Block] {
        let assignment = assessment.assignment
        var blocks: [Report.Block] = [
            .heading(level: 2, LocalizedText(lv: "Grupa un mērķis", en: "Group and target"))
        ]
        if assignment.groups.isEmpty, assignment.possibleGroups.isEmpty {
            let text = LocalizedText(
                lv: "Iestāde neatbilst nevienai šīs anketas grupai, tāpēc tai nav mērķa.",
                en: "The institution belongs to no group of this questionnaire, so it has no "
                    + "target.")
            blocks.append(.paragraph(Report.Span(text)))
        }
        blocks.append(
            .list(
                assignment.groups.map { group in
                    Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: "•")),
                        text: Report.Span(group.label, .strong),
                        details: [
                            Report.Span(group.description), Report.Span(group.source, .faint),
                        ])
                }))
        if !assignment.isDecided {
            let names = assignment.possibleGroups.map(\.label).joined(separator: ", ")
            let missing = undecidedNames.joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Grupa vai mērķis vēl nav noteikts (iespējams: \(names.lv)). "
                                + "Vispirms norādiet: \(missing).",
                            en: "The group or the target is not decided yet (possible: "
                                + "\(names.en)). Give first: \(missing)."), .doubtful)))
        }
        return blocks
    }

    /// The profile fields and items without a value on which groups and targets depend.
    private var undecidedNames: [String] {
        let table = assessment.state.table
        var seen: Set<Int> = []
        var names: [String] = []
        for group in definition.groups.tracks.flatMap(\.groups) {
            for formula in [group.formula] + group.raises.map(\.formula) {
                for variable in formula.variables
                where !assessment.state.domains[variable].isFixed && seen.insert(variable).inserted
                {
                    let name: String
                    switch table.operands[variable] {
                    case .item(let index): name = definition.questionnaire.items[index].id
                    case .profile(let index): name = definition.questionnaire.profile[index].id
                    }
                    if !names.contains(name) { names.append(name) }
                }
            }
        }
        return names
    }

    private var gap: [Report.Block] {
        let targets = assessment.assignment.targets
        guard !targets.isEmpty else { return [] }
        var entries: [Report.Entry] = []
        for dimension in assessment.maturity.dimensions {
            let target = targets[dimension.dimension].upperBound
            guard (dimension.level ?? 0) < target else { continue }
            let level = dimension.level.map { model.levels[$0].label } ?? Self.dash
            let missing = dimension.missingPoints(for: target, model: model)
            var details: [Report.Span] = []
            if missing > 0 {
                let points = Ratio(missing, model.unit)
                details.append(
                    Report.Span(
                        LocalizedText(
                            lv: "trūkst \(points.decimal.lv) svērto punktu līdz slieksnim "
                                + "\(model.levels[target].threshold.percent.lv)",
                            en: "\(points.decimal.en) weighted points short of the threshold "
                                + "\(model.levels[target].threshold.percent.en)")))
            }
            details += dimension.missingGates(for: target).map { gate($0.gate, $0.state) }
            entries.append(
                Report.Entry(
                    mark: Report.Span(LocalizedText(verbatim: "•")),
                    text: Report.Span(
                        model.dimensions[dimension.dimension].label
                            + LocalizedText(verbatim: ": ") + level
                            + LocalizedText(verbatim: " → ") + model.levels[target].label, .strong),
                    details: details))
        }
        guard !entries.isEmpty else {
            let text =
                assessment.assignment.isDecided
                ? LocalizedText(
                    lv: "Mērķis ir sasniegts visās dimensijās.",
                    en: "The target is reached in every dimension.")
                : LocalizedText(
                    lv: "Neviena no iespējamajiem mērķiem netrūkst.",
                    en: "No possible target is missed.")
            return [.paragraph(Report.Span(text, .good))]
        }
        return [
            .heading(
                level: 2, LocalizedText(lv: "Kas trūkst līdz mērķim", en: "Gap to the target")),
            .list(entries),
        ]
    }

    private func gate(
        _ gate: MaturityModel.Gate, _ state: DimensionAssessment.GateState
    ) -> Report.Span {
        let level = model.levels[gate.level].label
        let answers = gate.operands.map { operand in
            switch operand {
            case .item(let index):
                let item = definition.questionnaire.items[index]
                let answer = Wording.answer(
                    index, of: assessment.response, state: assessment.state)
                return Wording.question(item, in: definition.questionnaire)
                    + LocalizedText(verbatim: " – ") + answer
            case .profile(let index): return definition.questionnaire.profile[index].label
            }
        }.joined(separator: "; ")
        let word =
            state == .open
            ? LocalizedText(lv: "atklāta prasība", en: "open requirement")
            : LocalizedText(lv: "neizpildīta prasība", en: "unmet requirement")
        return Report.Span(
            LocalizedText(
                lv: "\(word.lv) (\(level.lv.lowercased())): \(gate.text). \(answers.lv)",
                en: "\(word.en) (\(level.en.lowercased())): \(gate.text). \(answers.en)"))
    }
}
