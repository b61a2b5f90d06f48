import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the parts of a report on what the rules leave possible and how firm the levels are.
struct ScoreBlocks {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var model: MaturityModel { assessment.definition.model }

    /// The exact intervals over completions, or over the smallest corrections.
    var ruleAware: [Report.Block] {
        let intervals = assessment.ruleAware
        guard let scores = intervals.overCompletions ?? intervals.overCorrections else { return [] }
        let isConsistent = intervals.overCompletions != nil
        let isExact = scores.allSatisfy(\.isExact)
        let intro: LocalizedText
        switch (isConsistent, isExact) {
        case (true, true):
            intro = LocalizedText(
                lv: "Zemākais un augstākais vērtējums, ja atklātie jautājumi tiek atbildēti tā, ka "
                    + "ievēroti visi noteikumi (precīzi).",
                en: "The lowest and highest score over all answers to the open questions that "
                    + "satisfy every rule (exact).")
        case (false, true):
            intro = LocalizedText(
                lv: "Atbildēs ir pretrunas. Zemākais un augstākais vērtējums, ja izdara kādu no "
                    + "mazākajiem labojumiem (precīzi); pašreizējais vērtējums var nebūt neviens no "
                    + "tiem.",
                en: "The answers contradict each other. The lowest and highest score over every "
                    + "smallest correction (exact); the present score may be none of them.")
        case (_, false):
            intro = LocalizedText(
                lv: "Ārējās robežas: patiesais intervāls ir tajās, bet var būt šaurāks (sasniegts "
                    + "meklēšanas ierobežojums).",
                en: "Outer bounds: the true interval lies within them but may be narrower (a limit "
                    + "was reached).")
        }
        let rows = scores.enumerated().map { index, score in
            [
                Report.Span(model.dimensions[index].label),
                Report.Span(Wording.interval(score.lowest, score.highest)),
                Report.Span(
                    Wording.levels(score.lowestLevel...score.highestLevel, of: model)),
            ]
        }
        return [
            .heading(
                level: 2,
                LocalizedText(lv: "Ko pieļauj noteikumi", en: "What the rules leave possible")),
            .paragraph(Report.Span(intro, .faint)),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                        Report.Table.Column(
                            LocalizedText(lv: "vērtējums", en: "score"), isNumeric: true),
                        Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                    ], rows: rows)),
        ]
    }

    /// The fewest changed answers that raise or lower each level.
    var robustness: [Report.Block] {
        let entries = assessment.robustness.enumerated().map { index, robustness in
            Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "•")),
                text: Report.Span(model.dimensions[index].label, .strong),
                details: [
                    Report.Span(raising(robustness.raising)),
                    Report.Span(lowering(robustness.lowering)),
                ])
        }
        return [
            .heading(
                level: 2, LocalizedText(lv: "Cik noturīgs ir līmenis", en: "How firm the level is")),
            .list(entries),
        ]
    }

    private func raising(_ items: [Int]?) -> LocalizedText {
        guard let items else {
            return LocalizedText(
                lv: "augstāku līmeni, mainot atbildes, sasniegt nevar",
                en: "no change of answers raises the level")
        }
        let counted = Wording.answers.counted(items.count)
        let names = names(items)
        return LocalizedText(
            lv: "līdz augstākam līmenim jāmainās vismaz: \(counted.lv) (\(names))",
            en: "to raise it, at least \(counted.en) must change (\(names))")
    }

    private func lowering(_ items: [Int]?) -> LocalizedText {
        guard let items else {
            return LocalizedText(
                lv: "zemāka līmeņa nav vai to, mainot atbildes, nesasniedz",
                en: "there is no lower level, or no change of answers lowers it")
        }
        let counted = Wording.answers.counted(items.count)
        let names = names(items)
        return LocalizedText(
            lv: "līmenis pazeminās, ja mainās: \(counted.lv) (\(names))",
            en: "\(counted.en) changing is enough to lower it (\(names))")
    }

    private func names(_ items: [Int]) -> String {
        items.map { assessment.definition.questionnaire.items[$0].id }.joined(separator: ", ")
    }
}
