import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the parts of a report that tell which answers clash, which few to look at again, and why.
struct ConsistencyBlocks {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }

    /// Contradictions, corrections and doubts.
    var all: [Report.Block] { contradictions + corrections + doubts }

    /// Which answers an auditor has verified, when an audit is taken into account.
    var verified: [Report.Block] {
        guard let verification = assessment.verification else { return [] }
        func names(_ items: [Int]) -> String {
            items.isEmpty
                ? "–" : items.map { questionnaire.items[$0].id }.joined(separator: ", ")
        }
        let (all, replaced) = (names(verification.verified), names(verification.replaced))
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Pārbaudītās atbildes: \(verification.verified.count)",
                    en: "Verified answers: \(verification.verified.count)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Tās ir fakti un netiek piedāvātas pārskatīšanai: \(all). No tām "
                            + "atspēkotas un aizstātas ar pārbaudīto vērtību: \(replaced).",
                        en: "They are facts and are not offered for reconsideration: \(all). Of "
                            + "them refuted and replaced by the verified value: \(replaced)."))),
        ]
        if !verification.stale.isEmpty {
            let stale = names(verification.stale)
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Pēc sprieduma mainītas, tāpēc nav uzskatītas par pārbaudītām: "
                                + "\(stale).",
                            en: "Changed after the verdict and therefore not taken as verified: "
                                + "\(stale)."), .doubtful)))
        }
        return blocks
    }

    // MARK: Contradictions

    private var contradictions: [Report.Block] {
        let hard = assessment.check.violated(.hard)
        let heading = Report.Block.heading(
            level: 2,
            LocalizedText(lv: "Pretrunas: \(hard.count)", en: "Contradictions: \(hard.count)"))
        guard hard.isEmpty else {
            return [heading, .list(hard.map { entry($0, sign: "✗", .bad) })]
        }
        let (text, emphasis): (LocalizedText, Report.Span.Emphasis) =
            switch assessment.check.isCompletable {
            case true?:
                (
                    LocalizedText(
                        lv: "Atbildes cita citai nav pretrunā.",
                        en: "The answers do not contradict each other."), .good
                )
            case false?:
                (
                    LocalizedText(
                        lv: "Neviens noteikums atsevišķi nav pārkāpts, tomēr nav tādu atbilžu uz "
                            + "vēl atklātajiem jautājumiem, ar kurām visi noteikumi būtu izpildīti.",
                        en: "No single rule is violated, yet no answers to the open questions "
                            + "could satisfy all rules together."), .bad
                )
            case nil:
                (
                    LocalizedText(
                        lv: "Vai atbildes kopā ir iespējamas, neizdevās noteikt: sasniegts "
                            + "meklēšanas ierobežojums.",
                        en: "Whether the answers are possible together could not be decided: the "
                            + "search reached its limit."), .doubtful
                )
            }
        return [heading, .paragraph(Report.Span(text, emphasis))]
    }

    private func entry(
        _ edit: Edit, sign: String, _ emphasis: Report.Span.Emphasis
    ) -> Report.Entry {
        Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: "\(sign) \(edit.id)"), emphasis),
            text: Report.Span(edit.message),
            details: [Report.Span(LocalizedText(verbatim: "→ ") + edit.check, .faint)])
    }

    // MARK: Corrections

    var corrections: [Report.Block] {
        let localisation = assessment.localisation
        let heading = Report.Block.heading(
            level: 2,
            LocalizedText(lv: "Ko pārskatīt vispirms", en: "What to reconsider first"))
        switch localisation.status {
        case .consistent: return []
        case .noRepair: return [heading] + noRepair
        case .limitReached: return [heading] + limitReached
        case .contradictory:
            let smallest = localisation.corrections.first?.count ?? 0
            let answers = Wording.answers.counted(smallest)
            let ways =
                localisation.correctionCount.map { "\($0)" }
                ?? "≥ \(localisation.corrections.count)"
            let strict =
                assessment.isStrict
                ? LocalizedText(
                    lv: " Šaubas šeit skaitītas kā pretrunas.",
                    en: " Doubts count as contradictions here.")
                : LocalizedText(verbatim: "")
            let text = LocalizedText(
                lv:
                    "Pietiek pārskatīt \(PluralCategory(smallest, in: .latvian) == .one ? "vienu atbildi" : answers.lv); mazāk nevar "
                    + "(pierādīts). Iespējamo veidu skaits: \(ways)." + strict.lv,
                en: "It is enough to reconsider \(answers.en); fewer cannot do (proven). Number of "
                    + "ways: \(ways)." + strict.en)
            let entries = localisation.parts.enumerated().map { index, part in
                entry(part, number: index + 1)
            }
            return [heading, .paragraph(Report.Span(text, .strong)), .list(entries)]
        }
    }

    private func entry(_ part: ResponseLocalisation.Part, number: Int) -> Report.Entry {
        let localisation = assessment.localisation
        let others = localisation.parts.enumerated()
            .filter { $0.offset != number - 1 }.compactMap { $0.element.alternatives.first }
            .joined()
        var details: [Report.Span] = []
        for alternative in part.alternatives.prefix(Self.shownAlternatives) {
            let values = localisation.possibleValues(afterReleasing: alternative + others)
            for (position, item) in alternative.enumerated() {
                let sign = position == 0 ? "• " : "  + "
                details.append(
                    Report.Span(LocalizedText(verbatim: sign) + change(item, values[item])))
            }
        }
        if part.alternatives.count > Self.shownAlternatives {
            let rest = part.alternatives.count - Self.shownAlternatives
            details.append(
                Report.Span(
                    LocalizedText(
                        lv: "… un vēl \(rest); visas – ar --json.",
                        en: "… and \(rest) more; all of them with --json."), .faint))
        }
        for conflict in part.conflicts { details += explanation(conflict) }
        let title =
            part.alternatives.count == 1
            ? LocalizedText(lv: "Pārskatiet:", en: "Reconsider:")
            : LocalizedText(lv: "Pārskatiet vienu no šīm:", en: "Reconsider one of these:")
        return Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: "\(number).")),
            text: Report.Span(title, .strong), details: details)
    }

    /// How many alternatives of one part a report shows.
    private static let shownAlternatives = 6

    /// An answer to reconsider: the question, the answer now, and what becomes possible.
    private func change(_ index: Int, _ values: PossibleValues?) -> LocalizedText {
        let item = questionnaire.items[index]
        let kind = questionnaire.question(of: item).kind
        let now = Wording.answer(index, of: assessment.response, state: assessment.state)
        let possible =
            values.map { ValueFormat(kind: kind, in: questionnaire).description($0) }
            ?? LocalizedText(verbatim: "–")
        let question = Wording.question(item, in: questionnaire)
        return LocalizedText(
            lv: "\(item.id) \(question.lv) Tagad: \(now.lv); kopā ar pārējām iespējams: "
                + "\(possible.lv).",
            en: "\(item.id) \(question.en) Now: \(now.en); possible with the rest: "
                + "\(possible.en).")
    }

    /// Why some answers cannot stand together: the answers and the chain of rules.
    private func explanation(_ conflict: ResponseLocalisation.Conflict) -> [Report.Span] {
        let given = conflict.items.map { index in
            let item = questionnaire.items[index]
            let text = Wording.question(item, in: questionnaire)
            let answer = Wording.answer(
                index, of: assessment.response, state: assessment.state)
            return Report.Span(
                LocalizedText(
                    lv: "  – \(item.id) \(text.lv) \(answer.lv)",
                    en: "  – \(item.id) \(text.en) \(answer.en)"))
        }
        let intro = LocalizedText(
            lv: "Kāpēc: šīs atbildes kopā nevar būt pareizas; atsakoties no jebkuras vienas, "
                + "pārējās kopā ir iespējamas:",
            en: "Why: these answers cannot be true together; without any one of them the rest can "
                + "stand:")
        let chain = conflict.edits.map { edit in
            let sentence = RuleWording(edit, in: questionnaire).sentence
            return Report.Span(
                LocalizedText(
                    lv: "  ⇒ \(edit.id): \(sentence.lv).", en: "  ⇒ \(edit.id): \(sentence.en)."),
                .faint)
        }
        return [Report.Span(intro)] + given + chain
    }

    private var noRepair: [Report.Block] {
        let text = LocalizedText(
            lv:
                "Pārbaudītās atbildes ir savā starpā pretrunā vai noteikumi nav izpildāmi; labojuma "
                + "nav.",
            en: "Verified answers contradict each other or the rules cannot be satisfied; there is "
                + "no correction.")
        let chain = assessment.localisation.unresolvable.map(explanation) ?? []
        return [.paragraph(Report.Span(text, .bad))] + chain.map { .paragraph($0) }
    }

    private var limitReached: [Report.Block] {
        let localisation = assessment.localisation
        let known =
            localisation.knownCorrection.map { items in
                let ids = items.map { questionnaire.items[$0].id }.joined(separator: ", ")
                return LocalizedText(
                    lv: " Zināms labojums, kas nav pierādīts kā mazākais: \(ids).",
                    en: " A correction that is not proven smallest: \(ids).")
            } ?? LocalizedText(verbatim: "")
        let text = LocalizedText(
            lv: "Meklēšanas ierobežojums ir sasniegts. Pārskatāmo atbilžu svars ir vismaz "
                + "\(localisation.minimumWeight); mazākais labojums nav pierādīts.",
            en: "The search reached its limit. The weight of answers to reconsider is at least "
                + "\(localisation.minimumWeight); no correction is proven smallest.")
        return [.paragraph(Report.Span(text + known, .doubtful))]
    }

    // MARK: Doubts

    var doubts: [Report.Block] {
        let doubts = assessment.check.doubts(in: assessment.response, to: questionnaire)
        let open = doubts.filter { !$0.isCurrent }
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Šaubas (iespējami, bet neparasti): \(open.count)",
                    en: "Doubts (possible but unusual): \(open.count)")),
            .list(
                open.map { doubt in
                    let entry = entry(doubt.edit, sign: "?", .doubtful)
                    guard let acceptance = doubt.acceptance else { return entry }
                    let reopened = LocalizedText(
                        lv: "Agrāk pieņemts („\(acceptance.reason)“), bet atbilde ir mainījusies.",
                        en: "Accepted before ('\(acceptance.reason)'), but an answer has changed.")
                    return Report.Entry(
                        mark: entry.mark, text: entry.text,
                        details: entry.details + [Report.Span(reopened, .strong)])
                }),
        ]
        let accepted = doubts.filter(\.isCurrent)
        if !accepted.isEmpty {
            blocks += [
                .heading(
                    level: 2,
                    LocalizedText(
                        lv: "Pieņemtas šaubas: \(accepted.count)",
                        en: "Accepted doubts: \(accepted.count)")),
                .list(
                    accepted.compactMap { doubt in
                        doubt.acceptance.map { acceptance in
                            Report.Entry(
                                mark: Report.Span(LocalizedText(verbatim: "✓ \(doubt.edit.id)")),
                                text: Report.Span(LocalizedText(verbatim: acceptance.reason)),
                                details: [Report.Span(doubt.edit.message, .faint)])
                        }
                    }),
            ]
        }
        return blocks
    }

    // MARK: What to ask next

    /// The open answers that would narrow the intervals most.
    var nextQuestions: [Report.Block] {
        let questions = assessment.nextQuestions(limit: 5)
        guard !questions.isEmpty else { return [] }
        return [
            .heading(
                level: 2,
                LocalizedText(lv: "Ko noskaidrot tālāk", en: "What to find out next")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Atklātie jautājumi, kuru atbilde noteikti visvairāk sašaurinās "
                            + "vērtējuma intervālus (kopējais platums procentpunktos).",
                        en: "Open questions whose answer is certain to narrow the intervals most "
                            + "(total width in percentage points)."), .faint)),
            .list(
                questions.map { question in
                    let item = questionnaire.items[question.item]
                    let (now, after) = (question.widthNow.percent, question.widthAfter.percent)
                    return Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: item.id)),
                        text: Report.Span(Wording.question(item, in: questionnaire)),
                        details: [
                            Report.Span(
                                LocalizedText(
                                    lv: "\(now.lv) → ne vairāk par \(after.lv)",
                                    en: "\(now.en) → at most \(after.en)"), .faint)
                        ])
                }),
        ]
    }
}
