import Assessment
import Consistency
import Survey
import TextFormats

/// Builds the part on contradictions: what clashes, why, and the fewest answers to reconsider.
struct ConsistencySection {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }

    /// Contradictions, corrections, doubts and accepted doubts.
    var blocks: [Report.Block] {
        [
            .heading(
                level: 2,
                LocalizedText(lv: "Vai atbildes saskan", en: "Whether the answers agree")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Atbildes jāvērtē kopā, nevis katra atsevišķi. Pretruna nozīmē, ka "
                            + "atbildes vienlaikus nevar būt pareizas; šaubas – ka tās ir "
                            + "iespējamas, bet neparastas.",
                        en: "Answers must be judged together, not one by one. A contradiction "
                            + "means that answers cannot be true together; a doubt that they are "
                            + "possible but unusual."), .faint)),
        ] + contradictions + corrections + MaturitySection.lowered(doubts)
    }

    private var contradictions: [Report.Block] {
        let hard = assessment.check.violated(.hard)
        let heading = Report.Block.heading(
            level: 3,
            LocalizedText(lv: "Pretrunas: \(hard.count)", en: "Contradictions: \(hard.count)"))
        guard hard.isEmpty else {
            return [
                heading,
                .list(
                    hard.map { edit in
                        Report.Entry(
                            mark: Report.Span(LocalizedText(verbatim: "✗ \(edit.id)"), .bad),
                            text: Report.Span(edit.message),
                            details: [
                                Report.Span(LocalizedText(verbatim: "→ ") + edit.check),
                                Report.Span(source(edit), .faint),
                            ])
                    }),
            ]
        }
        // Without a violated rule the usual words say whether the answers are possible together.
        let usual = ConsistencyBlocks(assessment).all.prefix(2)
        return [heading] + usual.dropFirst()
    }

    private func source(_ edit: Edit) -> LocalizedText {
        let sentence = RuleWording(edit, in: questionnaire).sentence
        return LocalizedText(
            lv: "Noteikums: \(sentence.lv). Avots: \(edit.rule.source.lv)",
            en: "Rule: \(sentence.en). Source: \(edit.rule.source.en)")
    }

    // MARK: Corrections

    private var corrections: [Report.Block] {
        let localisation = assessment.localisation
        guard localisation.status == .contradictory else {
            // The rarer outcomes are said as in the terminal.
            guard localisation.status != .consistent else { return [] }
            return MaturitySection.lowered(ConsistencyBlocks(assessment).corrections)
        }
        let smallest = localisation.corrections.first?.count ?? 0
        let answers = Wording.answers.counted(smallest)
        let ways =
            localisation.correctionCount.map { "\($0)" } ?? "≥ \(localisation.corrections.count)"
        return [
            .heading(
                level: 3,
                LocalizedText(lv: "Mazākais labojums", en: "The smallest correction")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Jāpārskata vismaz \(answers.lv); ar mazāk pietikt nevar (pierādīts). "
                            + "Iespējamo veidu skaits: \(ways).",
                        en: "At least \(answers.en) must be reconsidered; fewer cannot do "
                            + "(proven). Number of ways: \(ways)."), .strong)),
        ] + localisation.parts.enumerated().flatMap { part($1, number: $0 + 1) }
    }

    private func part(_ part: ResponseLocalisation.Part, number: Int) -> [Report.Block] {
        let localisation = assessment.localisation
        let others = localisation.parts.enumerated()
            .filter { $0.offset != number - 1 }.compactMap { $0.element.alternatives.first }
            .joined()
        var rows: [[Report.Span]] = []
        for (position, alternative) in part.alternatives.enumerated() {
            let values = localisation.possibleValues(afterReleasing: alternative + others)
            for item in alternative {
                rows.append(change(item, values[item], way: position + 1))
            }
        }
        let isChoice = part.alternatives.count > 1
        let caption =
            isChoice
            ? LocalizedText(
                lv: "\(number). Pārskatiet vienā no šiem veidiem",
                en: "\(number). Reconsider one of these ways")
            : LocalizedText(lv: "\(number). Pārskatiet", en: "\(number). Reconsider")
        return [
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Veids", en: "Way"), share: 8),
                        Report.Table.Column(
                            LocalizedText(lv: "Jautājums", en: "Question"), share: 44),
                        Report.Table.Column(
                            LocalizedText(lv: "atbilde tagad", en: "answer now"), share: 22),
                        Report.Table.Column(
                            LocalizedText(
                                lv: "iespējams kopā ar pārējām", en: "possible with the rest"),
                            share: 26),
                    ], rows: rows, caption: caption))
        ] + part.conflicts.map { .list([conflict($0)]) }
    }

    private func change(_ index: Int, _ values: PossibleValues?, way: Int) -> [Report.Span] {
        let item = questionnaire.items[index]
        let kind = questionnaire.question(of: item).kind
        let possible =
            values.map { ValueFormat(kind: kind, in: questionnaire).description($0) }
            ?? LocalizedText(verbatim: "–")
        return [
            Report.Span(LocalizedText(verbatim: "\(way)")),
            Report.Span(
                LocalizedText(verbatim: "\(item.id) ") + Wording.question(item, in: questionnaire)),
            Report.Span(
                Wording.answer(index, of: assessment.response, state: assessment.state), .bad),
            Report.Span(possible, .strong),
        ]
    }

    /// Why some answers cannot stand together.
    private func conflict(_ conflict: ResponseLocalisation.Conflict) -> Report.Entry {
        let answers = conflict.items.map { index in
            LocalizedText(verbatim: "\(questionnaire.items[index].id) = ")
                + Wording.answer(index, of: assessment.response, state: assessment.state)
        }.joined(separator: "; ")
        let rules = conflict.edits.map { edit in
            let sentence = RuleWording(edit, in: questionnaire).sentence
            return Report.Span(
                LocalizedText(verbatim: "⇒ \(edit.id): ") + sentence
                    + LocalizedText(verbatim: "."), .faint)
        }
        return Report.Entry(
            mark: Report.Span(LocalizedText(lv: "Kāpēc", en: "Why")),
            text: Report.Span(
                LocalizedText(
                    lv: "Kopā nevar būt pareizas: \(answers.lv). Bez jebkuras vienas pārējās ir "
                        + "iespējamas.",
                    en: "Cannot be true together: \(answers.en). Without any one of them the rest "
                        + "can stand.")),
            details: rules)
    }

    private var doubts: [Report.Block] {
        ConsistencyBlocks(assessment).doubts.map { block in
            guard case .list(let entries) = block, entries.isEmpty else { return block }
            return .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Neparastu atbilžu salikumu nav.",
                        en: "There are no unusual combinations of answers."), .good))
        }
    }
}
