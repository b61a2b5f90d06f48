package import Consistency
import Reporting
import Survey
package import TextFormats

extension Interview {
    /// The lines of a list.
    package func rows(of kind: Panel.ListKind, in language: Language) -> [ListRow] {
        switch kind {
        case .sections: sectionRows
        case .unanswered: unansweredRows
        case .contradictions: contradictionRows
        }
    }

    private var sectionRows: [ListRow] {
        sections.compactMap { section in
            guard
                let target = section.steps.first(where: { isAsked($0) && !isAnswered($0) })
                    ?? section.steps.first(where: { isAsked($0) })
            else { return nil }
            let progress = progress(of: section.steps)
            let isDone = progress.done == progress.asked
            let counted = LocalizedText(
                lv: "\(progress.done) no \(progress.asked)",
                en: "\(progress.done) of \(progress.asked)")
            return ListRow(
                mark: isDone ? "✓" : "·", text: section.title, details: [counted],
                target: .step(target))
        }
    }

    private var unansweredRows: [ListRow] {
        let open = unansweredSteps
        guard !open.isEmpty else {
            return [
                ListRow(
                    mark: "✓",
                    text: LocalizedText(
                        lv: "Visi jautājumi ir atbildēti.", en: "Every question is answered."),
                    emphasis: .good, target: nil)
            ]
        }
        var rows: [ListRow] = []
        var last: Int?
        for step in open {
            let section = section(of: step)
            if section != last {
                rows.append(
                    ListRow(
                        mark: "", text: sections[section].title, emphasis: .strong, target: nil))
                last = section
            }
            rows.append(ListRow(mark: name(of: step), text: text(of: step), target: .step(step)))
        }
        return rows
    }

    private var contradictionRows: [ListRow] {
        var rows: [ListRow] = []
        if findings.isContradictory {
            rows.append(
                ListRow(
                    mark: "",
                    text: LocalizedText(
                        lv: "Ko pārskatīt vispirms", en: "What to reconsider first"),
                    details: findings.isProven ? [] : [Self.unprovenText], emphasis: .strong,
                    target: nil))
        }
        for part in findings.corrections {
            for (index, alternative) in part.alternatives.enumerated() {
                rows.append(
                    ListRow(
                        mark: "", text: index == 0 ? Self.firstAlternative : Self.otherAlternative,
                        emphasis: .faint, target: nil))
                rows += alternative.map { change in
                    itemRow(
                        change.item,
                        LocalizedText(
                            lv: "Tagad: \(change.now.lv); iespējams: \(change.possible.lv)",
                            en: "Now: \(change.now.en); possible: \(change.possible.en)"))
                }
            }
            if part.hasMore {
                rows.append(
                    ListRow(
                        mark: "…",
                        text: LocalizedText(
                            lv: "ir vēl citi veidi; visus rāda briedums check",
                            en: "there are more ways; briedums check shows all"),
                        emphasis: .faint, target: nil))
            }
        }
        rows += findings.contradictions.enumerated().flatMap { index, edit in
            heading(
                index,
                LocalizedText(
                    lv: "Pretrunas: atbildes, kas kopā nevar būt pareizas",
                    en: "Contradictions: answers that cannot be true together"))
                + [
                    ListRow(
                        mark: "✗ \(edit.id)", text: edit.message,
                        details: [LocalizedText(verbatim: "→ ") + edit.check], emphasis: .bad,
                        target: firstStep(of: edit).map { .step($0) })
                ]
                + (findings.corrections.isEmpty ? itemRows(of: edit) : [])
        }
        rows += findings.doubts.enumerated().flatMap { index, edit in
            heading(
                index,
                LocalizedText(
                    lv: "Šaubas: iespējami, bet neparasti (Enter – pieņemt ar pamatojumu)",
                    en: "Doubts: possible but unusual (Enter accepts with a reason)"))
                + [
                    ListRow(
                        mark: "? \(edit.id)", text: edit.message,
                        details: [LocalizedText(verbatim: "→ ") + edit.check], emphasis: .doubtful,
                        target: .doubt(edit))
                ] + itemRows(of: edit)
        }
        guard rows.isEmpty else { return rows }
        return [
            ListRow(
                mark: "✓",
                text: LocalizedText(
                    lv: "Pretrunu un šaubu nav.", en: "There are no contradictions or doubts."),
                emphasis: .good, target: nil)
        ]
    }

    private static let firstAlternative = LocalizedText(lv: "Pārskatiet:", en: "Reconsider:")
    private static let otherAlternative = LocalizedText(lv: "vai:", en: "or:")

    /// What to say when the search for the smallest correction was cut short.
    static let unprovenText = LocalizedText(
        lv: "Mazākais labojums šeit nav pierādīts; pilnu meklēšanu veic briedums check.",
        en: "No correction is proven smallest here; briedums check searches fully.")

    private func heading(_ index: Int, _ text: LocalizedText) -> [ListRow] {
        index == 0 ? [ListRow(mark: "", text: text, emphasis: .strong, target: nil)] : []
    }

    private func itemRows(of edit: Edit) -> [ListRow] {
        edit.operands.compactMap { operand in
            guard case .item(let index) = operand else { return nil }
            let answer = Wording.answer(index, of: response, state: state)
            return itemRow(
                index, LocalizedText(lv: "Tagad: \(answer.lv)", en: "Now: \(answer.en)"))
        }
    }

    /// The question that the rule names first.
    private func firstStep(of edit: Edit) -> Step? {
        edit.operands.lazy.compactMap { operand in
            guard case .item(let index) = operand else { return nil }
            return Step.question(questionnaire.items[index].question)
        }.first
    }

    private func itemRow(_ index: Int, _ detail: LocalizedText) -> ListRow {
        let item = questionnaire.items[index]
        return ListRow(
            mark: questionnaire.question(of: item).id,
            text: Wording.question(item, in: questionnaire),
            details: [detail], target: .step(.question(item.question)))
    }

    /// The short name of an item for a sentence: V8, or B1, all services.
    private func name(ofItem index: Int) -> LocalizedText {
        let item = questionnaire.items[index]
        let id = LocalizedText(verbatim: questionnaire.question(of: item).id)
        guard let scope = item.scope else { return id }
        return id + LocalizedText(verbatim: ", ") + questionnaire.scopes[scope].label
    }

    // MARK: Findings on one step

    /// Contradictions and doubts to show on the present step: those of its items, and those that
    /// its last answer raised.
    package var shownFindings: [Edit] {
        var seen: Set<String> = []
        return (news + findings.edits(concerning: items(of: step)))
            .filter { seen.insert($0.id).inserted }
    }

    /// The smallest corrections of the contradictions in which the present step takes part, in one
    /// sentence each: V8 (Nē → Jā) or V9 (Jā → Nē).
    package var shownCorrections: [LocalizedText] {
        let edits = shownFindings.filter { $0.rule.kind == .hard }
        let concerned = Set(items(of: step)).union(
            edits.flatMap { edit in
                edit.operands.compactMap { if case .item(let index) = $0 { index } else { nil } }
            })
        guard !edits.isEmpty || findings.contradictions.isEmpty else { return [] }
        return findings.corrections.filter { !$0.items.isDisjoint(with: concerned) }
            .map { part in
                func joined(_ language: Language, _ and: String, _ or: String) -> String {
                    part.alternatives.map { alternative in
                        alternative.map { change in
                            let name = name(ofItem: change.item)[language]
                            return
                                "\(name) (\(change.now[language]) → \(change.possible[language]))"
                        }.joined(separator: and)
                    }.joined(separator: or)
                }
                let more = part.hasMore
                let (lv, en) = (
                    joined(.latvian, " un ", " vai "), joined(.english, " and ", " or ")
                )
                let intro =
                    findings.isProven
                    ? LocalizedText(lv: "Mazākais labojums", en: "Smallest correction")
                    : LocalizedText(lv: "Iespējamais labojums", en: "Possible correction")
                return LocalizedText(
                    lv: "\(intro.lv): \(lv)\(more ? " u. c." : "").",
                    en: "\(intro.en): \(en)\(more ? " etc." : "").")
            }
    }
}
