import Assessment
import Improvement
import Maturity
import Survey
import TextFormats

/// Builds the part of a report on the actions that close the gap to the target.
struct ActionBlocks {
    private let assessment: InstitutionAssessment
    private let now: HalfYear?

    init(_ assessment: InstitutionAssessment, now: HalfYear?) {
        self.assessment = assessment
        self.now = now
    }

    private var definition: Definition { assessment.definition }
    private var model: MaturityModel { definition.model }

    /// The actions with their work, the responsible role and why each is there.
    var all: [Report.Block] {
        guard let selection = assessment.selection, !selection.choices.isEmpty else { return [] }
        let catalogue = definition.catalogue
        let counted = Wording.actions.counted(selection.choices.count)
        let days = Wording.personDays.counted(selection.personDays)
        let projected = selection.projected.dimensions.map { dimension in
            model.dimensions[dimension.dimension].label + LocalizedText(verbatim: ": ")
                + (dimension.level.map { model.levels[$0].label } ?? LocalizedText(verbatim: "–"))
        }.joined(separator: "; ")
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Pasākumi mērķa sasniegšanai: \(counted.lv), \(days.lv)",
                    en: "Actions that close the gap: \(counted.en), \(days.en)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Izvēlēti soli pa solim (trūkstošās prasības, tad punkti uz "
                            + "cilvēkdienu); nav pierādīts, ka šis komplekts ir lētākais. "
                            + "Cilvēkdienu skaits ir šī rīka noklusējums.",
                        en: "Chosen step by step (missing requirements, then points per "
                            + "person-day); not proven to be the cheapest set. Person-days are "
                            + "defaults of this tool."), .faint)),
            .list(
                selection.choices.enumerated().map { position, choice in
                    let action = catalogue.actions[choice.action]
                    return Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: "\(position + 1). \(action.id)")),
                        text: Report.Span(action.title, .strong),
                        details: details(of: choice, action))
                }),
            .paragraph(
                Report.Span(
                    LocalizedText(lv: "Pēc tam: \(projected.lv).", en: "Then: \(projected.en)."))),
        ]
        if !selection.unreached.isEmpty {
            let names = selection.unreached.map { model.dimensions[$0].label }
                .joined(separator: ", ")
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Ar kataloga pasākumiem mērķis netiek sasniegts: \(names.lv).",
                            en: "The catalogue's actions do not reach the target in: "
                                + "\(names.en)."), .bad)))
        }
        return blocks
    }

    private func details(
        of choice: ActionSelection.Choice, _ action: ActionCatalogue.Action
    ) -> [Report.Span] {
        let catalogue = definition.catalogue
        var seen: Set<String> = []
        let raised = action.raises.map { raise in
            definition.questionnaire.question(of: definition.questionnaire.items[raise.item]).id
        }.filter { seen.insert($0).inserted }.joined(separator: ", ")
        let days = Wording.personDays.counted(catalogue.personDays(choice.action))
        let role = catalogue.roles[action.role].label
        var why: [LocalizedText] = []
        if !choice.gateDimensions.isEmpty {
            let names = choice.gateDimensions.map { model.dimensions[$0].label }
                .joined(separator: ", ")
            why.append(
                LocalizedText(
                    lv: "izpilda prasību dimensijā „\(names.lv)“",
                    en: "meets a requirement of '\(names.en)'"))
        }
        if choice.isPrerequisite {
            why.append(
                LocalizedText(lv: "priekšnosacījums citiem", en: "prerequisite of others"))
        }
        why.append(LocalizedText(lv: "uzlabo \(raised)", en: "raises \(raised)"))
        let reason = why.joined(separator: "; ")
        var details = [
            Report.Span(
                LocalizedText(
                    lv: "\(days.lv); atbild: \(role.lv); \(reason.lv)",
                    en: "\(days.en); responsible: \(role.en); \(reason.en)"))
        ]
        if let now {
            let expired = action.references.filter { catalogue.isExpired($0, at: now) }
            if !expired.isEmpty {
                let names = expired.map { catalogue.name(of: $0) }.joined(separator: ", ")
                details.append(
                    Report.Span(
                        LocalizedText(
                            lv: "atsauce, kuras termiņš ir beidzies: \(names)",
                            en: "reference that has expired: \(names)"),
                        .faint))
            }
        }
        return details
    }
}
