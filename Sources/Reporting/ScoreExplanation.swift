package import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the arithmetic of a score line by line, so that a person with a calculator gets the same
/// figure.
package struct ScoreExplanation {
    private let assessment: InstitutionAssessment

    /// Prepares explanations of an assessment.
    package init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var model: MaturityModel { assessment.definition.model }
    private var questionnaire: Questionnaire { assessment.definition.questionnaire }

    /// The names that can be explained: dimensions, then questions and items that are scored.
    package var names: [String] {
        model.dimensions.map(\.id) + questionnaire.questions.map(\.id)
            + questionnaire.items.map(\.id)
    }

    /// The explanation of a dimension, a question or an item; `nil` for any other name.
    package func report(on name: String) -> Report? {
        if let dimension = model.dimensions.firstIndex(where: { $0.id == name }) {
            return Report(self.dimension(dimension))
        }
        let items =
            questionnaire.questionIndex(name).map { questionnaire.itemIndices(ofQuestion: $0) }
            ?? questionnaire.itemIndex(name).map { [$0] }
        return items.map { Report(question($0)) }
    }

    private func dimension(_ index: Int) -> [Report.Block] {
        let dimension = assessment.maturity.dimensions[index]
        let score = dimension.score
        let label = model.dimensions[index].label
        let unit = model.unit
        func value(_ parts: Int, weight: Int = 1) -> LocalizedText {
            Ratio(parts * weight, unit).decimal
        }
        let rows = score.lines.map { line in
            let item = questionnaire.items[line.contribution.item]
            let answer = Wording.answer(
                line.contribution.item, of: assessment.response, state: assessment.state)
            let isExact = line.state == .answered
            return [
                Report.Span(LocalizedText(verbatim: "\(item.id) ") + answer),
                Report.Span(LocalizedText(verbatim: "\(line.contribution.weight)")),
                Report.Span(
                    isExact
                        ? value(line.lowest)
                        : line.state.isApplicable
                            ? span(line.lowest, line.highest) : LocalizedText(verbatim: "–")),
                Report.Span(
                    isExact
                        ? value(line.lowest, weight: line.contribution.weight)
                        : LocalizedText(verbatim: "–")),
            ]
        }
        var blocks: [Report.Block] = [
            .heading(level: 1, label),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Atbilde", en: "Answer")),
                        Report.Table.Column(
                            LocalizedText(lv: "svars", en: "weight"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "vērtība", en: "value"), isNumeric: true),
                        Report.Table.Column(
                            LocalizedText(lv: "punkti", en: "points"), isNumeric: true),
                    ], rows: rows)),
        ]
        blocks += sums(score)
        blocks.append(
            .paragraph(Report.Span(model.weightSource, .faint)))
        return blocks
    }

    private func span(_ lowest: Int, _ highest: Int) -> LocalizedText {
        let low = Ratio(lowest, model.unit).decimal
        let high = Ratio(highest, model.unit).decimal
        return LocalizedText(lv: "\(low.lv)…\(high.lv)", en: "\(low.en)…\(high.en)")
    }

    private func sums(_ score: DimensionScore) -> [Report.Block] {
        let achieved = Ratio(score.achieved, model.unit).decimal
        let none = LocalizedText(verbatim: "–")
        let point = score.point?.percent ?? none
        let lowest = score.lowest?.percent ?? none
        let highest = score.highest?.percent ?? none
        func total(_ ratio: Ratio?) -> LocalizedText {
            guard let ratio else { return none }
            return Ratio(ratio.numerator * score.applicableWeight, ratio.denominator).decimal
        }
        let low = total(score.lowest)
        let high = total(score.highest)
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Vērtējums = \(achieved.lv) / \(score.answeredWeight) = \(point.lv) "
                            + "(atbildētie jautājumi).",
                        en: "Score = \(achieved.en) / \(score.answeredWeight) = \(point.en) "
                            + "(answered questions)."), .strong)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Zemākais iespējamais = \(low.lv) / \(score.applicableWeight) = "
                            + "\(lowest.lv); augstākais iespējamais = \(high.lv) / "
                            + "\(score.applicableWeight) = \(highest.lv) (arī atklātie jautājumi).",
                        en: "Lowest possible = \(low.en) / \(score.applicableWeight) = "
                            + "\(lowest.en); highest possible = \(high.en) / "
                            + "\(score.applicableWeight) = \(highest.en) (open questions "
                            + "included)."))),
        ]
    }

    private func question(_ items: [Int]) -> [Report.Block] {
        let question = questionnaire.question(of: questionnaire.items[items[0]])
        var entries: [Report.Entry] = []
        for (index, dimension) in assessment.maturity.dimensions.enumerated() {
            for line in dimension.score.lines where items.contains(line.contribution.item) {
                entries.append(entry(line, dimension: index, score: dimension.score))
            }
        }
        for entry in assessment.maturity.dimensions.flatMap(\.gates)
        where entry.gate.operands.contains(where: { operand in
            if case .item(let index) = operand { return items.contains(index) }
            return false
        }) {
            entries.append(gate(entry.gate, entry.state))
        }
        let blocks: [Report.Block] = [
            .heading(level: 1, LocalizedText(verbatim: "\(question.id). ") + question.text)
        ]
        guard entries.isEmpty else { return blocks + [.list(entries)] }
        return blocks + [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Šis jautājums brieduma vērtējumu neietekmē.",
                        en: "This question does not count in the maturity score.")))
        ]
    }

    private func entry(
        _ line: DimensionScore.Line, dimension: Int, score: DimensionScore
    ) -> Report.Entry {
        let item = questionnaire.items[line.contribution.item]
        let answer = Wording.answer(
            line.contribution.item, of: assessment.response, state: assessment.state)
        let weight = line.contribution.weight
        let detail: LocalizedText
        if line.state == .answered {
            let value = Ratio(line.lowest, model.unit).decimal
            let points = Ratio(line.lowest * weight, model.unit).decimal
            detail = LocalizedText(
                lv: "svars \(weight) × vērtība \(value.lv) = \(points.lv) punkti; kopā dimensijā "
                    + "\(Ratio(score.achieved, model.unit).decimal.lv) punkti ar svaru "
                    + "\(score.answeredWeight)",
                en:
                    "weight \(weight) × value \(value.en) = \(points.en) points; in the whole dimension "
                    + "\(Ratio(score.achieved, model.unit).decimal.en) points with weight "
                    + "\(score.answeredWeight)")
        } else if line.state.isApplicable {
            let values = span(line.lowest, line.highest)
            detail = LocalizedText(
                lv: "atklāts: svars \(weight), vērtība \(values.lv); vērtējumā netiek ieskaitīts, "
                    + "intervālu paplašina",
                en: "open: weight \(weight), value \(values.en); left out of the score, widens "
                    + "the interval")
        } else {
            detail = LocalizedText(
                lv: "netiek ieskaitīts ne punktos, ne svaros",
                en: "left out of points and weights alike")
        }
        return Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: item.id)),
            text: Report.Span(
                model.dimensions[dimension].label + LocalizedText(verbatim: ": ") + answer),
            details: [Report.Span(detail)])
    }

    private func gate(
        _ gate: MaturityModel.Gate, _ state: DimensionAssessment.GateState
    ) -> Report.Entry {
        let word =
            switch state {
            case .passed: LocalizedText(lv: "izpildīta", en: "met")
            case .failed: LocalizedText(lv: "neizpildīta", en: "not met")
            case .open: LocalizedText(lv: "atklāta", en: "open")
            case .dropped:
                LocalizedText(lv: "atmesta, jo neattiecas", en: "dropped, not applicable")
            }
        let level = model.levels[gate.level].label
        let dimension = model.dimensions[gate.dimension].label
        return Report.Entry(
            mark: Report.Span(LocalizedText(lv: "prasība", en: "gate")),
            text: Report.Span(
                LocalizedText(
                    lv: "\(gate.text): \(word.lv). Vajadzīga līmenim „\(level.lv)“ un augstākiem "
                        + "dimensijā „\(dimension.lv)“.",
                    en: "\(gate.text): \(word.en). Needed for the level '\(level.en)' and higher "
                        + "in '\(dimension.en)'.")),
            details: [Report.Span(gate.source, .faint)])
    }
}
