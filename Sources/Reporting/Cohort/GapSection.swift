import Assessment
import Cohort
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the part on what institutions most often lack, and what would help most of them.
struct GapSection {
    private let study: CohortStudy

    init(_ study: CohortStudy) { self.study = study }

    private var model: MaturityModel { study.definition.model }
    private var catalogue: ActionCatalogue { study.definition.catalogue }
    private static let actionLimit = 15

    /// Requirements and actions, the most frequent first.
    var blocks: [Report.Block] {
        let heading = Report.Block.heading(
            level: 2,
            LocalizedText(
                lv: "Biežākie šķēršļi un kas palīdzētu", en: "Frequent gaps and what would help"))
        guard !study.gaps.isEmpty else {
            return [
                heading,
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Nevienai iestādei netrūkst mērķa līmeņa prasību.",
                            en: "No institution lacks a requirement of its target level."))),
            ]
        }
        return [
            heading, .paragraph(intro), .table(gaps), .table(points), .table(actions),
        ]
    }

    private var intro: Report.Span {
        Report.Span(
            LocalizedText(
                lv: "Skaitītas iestādes, kurām ir noteikts mērķis: \(study.withTarget).",
                en: "Counted are the institutions with a decided target: \(study.withTarget)."),
            .faint)
    }

    /// A requirement in the words of its questions.
    func name(of gate: MaturityModel.Gate) -> LocalizedText {
        let questionnaire = study.definition.questionnaire
        return gate.operands.map { operand in
            switch operand {
            case .item(let index):
                let item = questionnaire.items[index]
                return LocalizedText(verbatim: "\(item.id) ")
                    + Wording.question(item, in: questionnaire)
            case .profile(let index): return questionnaire.profile[index].label
            }
        }.joined(separator: "; ")
    }

    private var gaps: Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(lv: "Prasība", en: "Requirement", share: 44),
                Report.Table.Column(lv: "dimensija", en: "dimension", share: 22),
                Report.Table.Column(lv: "līmenim", en: "for level", share: 12),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true, share: 12),
                Report.Table.Column(lv: "daļa", en: "share", isNumeric: true, share: 10),
            ],
            rows: study.gaps.map { gap in
                let gate = model.gates[gap.index]
                return [
                    Report.Span(name(of: gate)),
                    Report.Span(model.dimensions[gate.dimension].label),
                    Report.Span(model.levels[gate.level].label.lowercasedFirst),
                    CohortCells.count(gap.institutions),
                    CohortCells.share(gap.institutions, of: study.withTarget),
                ]
            },
            caption: LocalizedText(
                lv: "Prasības, kuru trūkst mērķa līmenim", en: "Requirements lacked for the target")
        )
    }

    private var points: Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(lv: "Dimensija", en: "Dimension"),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true),
                Report.Table.Column(lv: "daļa", en: "share", isNumeric: true),
            ],
            rows: zip(model.dimensions, study.short).map { dimension, count in
                [
                    Report.Span(dimension.label), CohortCells.count(count),
                    CohortCells.share(count, of: study.withTarget),
                ]
            },
            caption: LocalizedText(
                lv: "Vērtējums zem mērķa līmeņa sliekšņa",
                en: "Score below the threshold of the target level"))
    }

    private var actions: Report.Table {
        let shown = study.actions.prefix(Self.actionLimit)
        return Report.Table(
            columns: [
                Report.Table.Column(lv: "Nr.", en: "No.", share: 9),
                Report.Table.Column(lv: "Pasākums", en: "Action", share: 39),
                Report.Table.Column(lv: "atbildīgā loma", en: "responsible role", share: 20),
                Report.Table.Column(lv: "dienas", en: "days", isNumeric: true, share: 10),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true, share: 12),
                Report.Table.Column(lv: "daļa", en: "share", isNumeric: true, share: 10),
            ],
            rows: shown.map { entry in
                let action = catalogue.actions[entry.index]
                return [
                    Report.Span(LocalizedText(verbatim: action.id)), Report.Span(action.title),
                    Report.Span(catalogue.roles[action.role].label),
                    Report.Span(.count(catalogue.personDays(entry.index))),
                    CohortCells.count(entry.institutions),
                    CohortCells.share(entry.institutions, of: study.withTarget),
                ]
            },
            caption: LocalizedText(
                lv: "Pasākumi, kas vismaz vienu trūkstošu prasību izpildītu visvairāk iestādēm",
                en: "Actions that would meet a lacked requirement in most institutions"))
    }
}
