import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the part on the four dimensions: scores, intervals, levels, targets and gaps.
struct MaturitySection {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var model: MaturityModel { assessment.definition.model }
    private static let dash = LocalizedText(verbatim: "–")

    /// The scores as bars, the gap of each dimension, what the rules leave possible and how firm
    /// the levels are.
    var blocks: [Report.Block] {
        let score = ScoreBlocks(assessment)
        return [
            .heading(
                level: 2,
                LocalizedText(lv: "Briedums četrās dimensijās", en: "Maturity by dimension")),
            .chart(bars),
        ] + group + gaps + Self.lowered(score.ruleAware) + Self.lowered(score.robustness)
    }

    /// Blocks whose headings become those of a subsection.
    static func lowered(_ blocks: [Report.Block]) -> [Report.Block] {
        blocks.map { block in
            if case .heading(level: 2, let text) = block { return .heading(level: 3, text) }
            return block
        }
    }

    private func target(_ dimension: Int) -> Int? {
        let targets = assessment.assignment.targets
        return targets.isEmpty ? nil : targets[dimension].upperBound
    }

    // MARK: Scores

    private var bars: Report.Chart {
        let dimensions = assessment.maturity.dimensions
        let rows = dimensions.map { dimension -> [Report.Span] in
            let score = dimension.score
            let targets = assessment.assignment.targets
            let target =
                targets.isEmpty
                ? Self.dash : Wording.levels(targets[dimension.dimension], of: model)
            return [
                Report.Span(model.dimensions[dimension.dimension].label),
                score.point.map { Report.Span(.percent($0), .strong) } ?? Report.Span(Self.dash),
                score.lowest.map { Report.Span(.percent($0)) } ?? Report.Span(Self.dash),
                score.highest.map { Report.Span(.percent($0)) } ?? Report.Span(Self.dash),
                Report.Span(dimension.level.map { model.levels[$0].label } ?? Self.dash, .strong),
                Report.Span(
                    Wording.levels(dimension.lowestLevel...dimension.highestLevel, of: model)),
                Report.Span(target),
            ]
        }
        let description = dimensions.map { dimension in
            model.dimensions[dimension.dimension].label + LocalizedText(verbatim: ": ")
                + (dimension.score.point?.percent ?? Self.dash)
                + LocalizedText(lv: ", intervāls ", en: ", interval ")
                + Wording.interval(dimension.score.lowest, dimension.score.highest)
        }.joined(separator: "; ")
        return Report.Chart(
            title: LocalizedText(lv: "Vērtējums un intervāls", en: "Score and interval"),
            description: description + LocalizedText(verbatim: "."),
            drawing: .bars(
                dimensions.map(bar),
                thresholds: model.levels.map {
                    Report.Chart.Threshold(
                        value: $0.threshold,
                        label: $0.label + LocalizedText(verbatim: " ") + Self.whole($0.threshold))
                },
                legend: Report.Chart.BarLegend(
                    value: LocalizedText(lv: "vērtējums", en: "score"),
                    interval: LocalizedText(
                        lv: "iespējamais intervāls", en: "possible interval"),
                    target: LocalizedText(lv: "mērķa slieksnis", en: "target threshold"))),
            table: Report.Table(
                columns: [
                    Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                    Report.Table.Column(
                        LocalizedText(lv: "vērtējums", en: "score"), isNumeric: true),
                    Report.Table.Column(
                        LocalizedText(lv: "zemākais", en: "lowest"), isNumeric: true),
                    Report.Table.Column(
                        LocalizedText(lv: "augstākais", en: "highest"), isNumeric: true),
                    Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                    Report.Table.Column(LocalizedText(lv: "iespējams", en: "possible")),
                    Report.Table.Column(LocalizedText(lv: "mērķis", en: "target")),
                ], rows: rows))
    }

    /// A threshold in percent, without decimals when there are none.
    private static func whole(_ ratio: Ratio) -> LocalizedText {
        guard ratio.percentTenths % 10 == 0 else { return ratio.percent }
        let number = ratio.percentTenths / 10
        return LocalizedText(lv: "\(number)\u{A0}%", en: "\(number)%")
    }

    private func bar(_ dimension: DimensionAssessment) -> Report.Chart.Bar {
        let level = dimension.level.map { model.levels[$0].label } ?? Self.dash
        let target = target(dimension.dimension)
        let note =
            target.map { index in
                let name = model.levels[index].label
                return LocalizedText(
                    lv: "līmenis: \(level.lv.lowercased()); mērķis: \(name.lv.lowercased())",
                    en: "level: \(level.en.lowercased()); target: \(name.en.lowercased())")
            }
            ?? LocalizedText(
                lv: "līmenis: \(level.lv.lowercased())", en: "level: \(level.en.lowercased())")
        let interval = dimension.score.lowest.flatMap { lowest in
            dimension.score.highest.map { (lowest: lowest, highest: $0) }
        }
        return Report.Chart.Bar(
            label: model.dimensions[dimension.dimension].label, note: note,
            value: dimension.score.point, interval: interval,
            target: target.flatMap { $0 > 0 ? model.levels[$0].threshold : nil })
    }

    // MARK: Target and gap

    private var group: [Report.Block] {
        let assignment = assessment.assignment
        var blocks: [Report.Block] = [
            .heading(level: 3, LocalizedText(lv: "Grupa un mērķis", en: "Group and target"))
        ]
        if assignment.groups.isEmpty, assignment.possibleGroups.isEmpty {
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Iestāde neatbilst nevienai šīs anketas grupai, tāpēc tai nav "
                                + "mērķa.",
                            en: "The institution belongs to no group of this questionnaire, so it "
                                + "has no target."))))
        }
        for group in assignment.groups {
            blocks.append(.paragraph(Report.Span(group.label, .strong)))
            blocks.append(.paragraph(Report.Span(group.description)))
            blocks.append(.paragraph(Report.Span(group.source, .faint)))
        }
        if !assignment.isDecided {
            let names = assignment.possibleGroups.map(\.label).joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Grupa vai mērķis vēl nav noteikts; iespējams: \(names.lv). "
                                + "Mērķis šajā pārskatā ir augstākais iespējamais.",
                            en: "The group or the target is not decided yet; possible: "
                                + "\(names.en). The target in this report is the highest "
                                + "possible."), .doubtful)))
        }
        return blocks
    }

    private var gaps: [Report.Block] {
        guard !assessment.assignment.targets.isEmpty else { return [] }
        let missed = assessment.maturity.dimensions.filter { dimension in
            target(dimension.dimension).map { (dimension.level ?? -1) < $0 } ?? false
        }
        let heading = Report.Block.heading(
            level: 3, LocalizedText(lv: "Kas trūkst līdz mērķim", en: "Gap to the target"))
        guard !missed.isEmpty else {
            return [
                heading,
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Netrūkst nekā: mērķis ir sasniegts visās dimensijās.",
                            en: "Nothing: the target is reached in every dimension."), .good)),
            ]
        }
        return [heading] + missed.flatMap(gap)
    }

    private func gap(_ dimension: DimensionAssessment) -> [Report.Block] {
        guard let target = target(dimension.dimension) else { return [] }
        let level = dimension.level.map { model.levels[$0].label } ?? Self.dash
        let name = model.dimensions[dimension.dimension].label
        let goal = model.levels[target]
        var blocks: [Report.Block] = [
            .heading(
                level: 4,
                name + LocalizedText(verbatim: ": ") + level + LocalizedText(verbatim: " → ")
                    + goal.label)
        ]
        let missing = dimension.missingPoints(for: target, model: model)
        if missing > 0 {
            let points = Ratio(missing, model.unit).decimal
            let threshold = Self.whole(goal.threshold)
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Līdz \(threshold.lv) slieksnim trūkst svērto punktu: "
                                + "\(points.lv).",
                            en: "Weighted points short of the threshold of \(threshold.en): "
                                + "\(points.en)."))))
        }
        let gates = dimension.missingGates(for: target)
        if !gates.isEmpty {
            blocks.append(
                .table(
                    Report.Table(
                        columns: [
                            Report.Table.Column(
                                LocalizedText(
                                    lv: "Neizpildīta prasība", en: "Requirement not met"),
                                share: 65),
                            Report.Table.Column(
                                LocalizedText(lv: "līmenim", en: "for level"), share: 15),
                            Report.Table.Column(
                                LocalizedText(lv: "atbilde tagad", en: "answer now"), share: 20),
                        ],
                        rows: gates.map(gate))))
        }
        return blocks
    }

    private func gate(
        _ entry: (gate: MaturityModel.Gate, state: DimensionAssessment.GateState)
    ) -> [Report.Span] {
        let questionnaire = assessment.definition.questionnaire
        var names: [LocalizedText] = []
        var answers: [LocalizedText] = []
        for operand in entry.gate.operands {
            switch operand {
            case .item(let index):
                let item = questionnaire.items[index]
                names.append(
                    LocalizedText(verbatim: "\(item.id) ")
                        + Wording.question(item, in: questionnaire))
                answers.append(
                    Wording.answer(index, of: assessment.response, state: assessment.state))
            case .profile(let index): names.append(questionnaire.profile[index].label)
            }
        }
        return [
            Report.Span(names.joined(separator: "; ")),
            Report.Span(
                LocalizedText(
                    lv: model.levels[entry.gate.level].label.lv.lowercased(),
                    en: model.levels[entry.gate.level].label.en.lowercased())),
            Report.Span(
                answers.joined(separator: "; "), entry.state == .open ? .doubtful : .bad),
        ]
    }
}
