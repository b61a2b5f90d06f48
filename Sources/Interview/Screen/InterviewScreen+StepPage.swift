import Consistency
import Reporting
import Survey
import TextFormats

extension InterviewScreen {
    /// The page of the present step: question, ways to answer, remarks, findings.
    func addStep(to page: inout Page) {
        let step = interview.step
        let name = interview.name(of: step)
        let style: StyledLine.Style = .strong
        if name.isEmpty {
            page.add(self[interview.text(of: step)], style)
        } else {
            page.add(
                mark: name, style, self[interview.text(of: step)], style,
                indent: displayWidth(name) + 2)
        }
        if case .identity(let field) = step { page.add(self[field.help], .faint) }
        if case .profile(let index) = step {
            page.add(self[interview.questionnaire.profile[index].help], .faint)
        }
        page.space()
        if interview.items(of: step).count > 1 {
            addTable(to: &page)
        } else {
            addRows(to: &page)
        }
        addParticulars(to: &page)
        addFindings(to: &page)
    }

    /// How to answer, where the screen has room for all of it; the key h shows it anyway.
    func addHelp(to page: inout Page, room: Int) {
        guard case .question(let index) = interview.step, interview.shownFindings.isEmpty else {
            return
        }
        let question = interview.questionnaire.questions[index]
        var longer = page
        longer.space()
        longer.add(self[question.help], .faint)
        if longer.lines.count <= room { page = longer }
    }

    // MARK: One item

    private func addRows(to page: inout Page) {
        let step = interview.step
        let statement = interview.statement(of: step, item: item)
        for (index, row) in rows.enumerated() {
            let isHere = index == draft.row
            if case .field = row {
                let prompt = isTextStep ? "› " : (isHere ? "› " : "  ") + self[Self.numberPrompt]
                let focus = page.focus
                page.add(field: draft.field, prompt: prompt)
                if !isHere {
                    page.cursor = nil
                    page.focus = focus
                }
                continue
            }
            let sign: String
            if case .mark(let option, _) = row {
                sign = draft.marks.contains(index: option) ? "[×]" : "[ ]"
            } else {
                sign = isRecorded(row, as: statement) && !draft.isTouched ? "(•)" : "( )"
            }
            let number = hasField ? "" : "\(index + 1) "
            let first = page.lines.count
            page.add(
                mark: (isHere ? "› " : "  ") + number + sign, isHere ? .selected : .plain,
                self[row.label], isHere ? .selected : .plain, indent: hasField ? 6 : 8)
            if isHere { page.focus = first...(page.lines.count - 1) }
        }
        // An answer that leaves several values open, such as one carried over from another
        // version, has no row of its own.
        if case .values(let values)? = statement, let item,
            !interview.questionnaire.items[item].domain.isExact(values), !hasField
        {
            let now = Wording.answer(item, of: interview.response, state: interview.state)
            page.space()
            page.add(
                self[LocalizedText(lv: "Tagad: \(now.lv)", en: "Now: \(now.en)")], .doubtful)
        }
    }

    private static let numberPrompt = LocalizedText(lv: "Skaits: ", en: "Number: ")

    // MARK: Several scopes side by side

    private func addTable(to page: inout Page) {
        let all = interview.items(of: interview.step)
        let asked = items
        let labels = rows.map { self[$0.label] }
        let head = 6 + (labels.map(displayWidth).max() ?? 0)
        let column = max(8, min(26, (page.width - head) / all.count))
        let titles = Self.titles(
            all.map { index in
                let scope = interview.questionnaire.items[index].scope
                return scope.map { self[interview.questionnaire.scopes[$0].label] } ?? ""
            }, width: column - 1
        ).map { Page.broken($0, width: column - 1) }
        for line in 0..<(titles.map(\.count).max() ?? 0) {
            var header = StyledLine(String(repeating: " ", count: head))
            for (index, title) in titles.enumerated() {
                let text = line < title.count ? title[line] : ""
                let isHere = all[index] == item
                header.append(
                    text + String(repeating: " ", count: max(0, column - displayWidth(text))),
                    !asked.contains(all[index]) ? .faint : isHere ? .strong : .plain)
            }
            page.add(header)
        }
        for (index, row) in rows.enumerated() {
            let isHere = index == draft.row
            var line = StyledLine(
                "\(isHere ? "›" : " ") \(index + 1) \(labels[index])", isHere ? .strong : .plain)
            line.append(String(repeating: " ", count: max(1, head - line.width)))
            for other in all {
                let statement = interview.statement(of: interview.step, item: other)
                let mark = isRecorded(row, as: statement) ? "(•)" : "( )"
                let isCursor = isHere && other == item
                let text =
                    !asked.contains(other) ? " · " : isCursor ? "›\(mark)‹" : " \(mark) "
                line.append(text, isCursor ? .selected : .plain)
                line.append(String(repeating: " ", count: max(0, column - displayWidth(text))))
            }
            if isHere { page.focus = page.lines.count...page.lines.count }
            page.add(line)
        }
        let notAsked = all.filter { !asked.contains($0) }
        if !notAsked.isEmpty, !asked.isEmpty {
            let names = notAsked.compactMap { interview.questionnaire.items[$0].scope }
                .map { interview.questionnaire.scopes[$0].label }.joined(separator: ", ")
            page.space()
            page.add(
                self[
                    LocalizedText(
                        lv: "Nav jāatbild: \(names.lv).", en: "Not asked: \(names.en).")], .faint)
        }
    }

    /// Titles without the last words that all share, when they are too wide: visi, galvenie.
    private static func titles(_ titles: [String], width: Int) -> [String] {
        var words = titles.map { $0.split(separator: " ") }
        func isTooWide() -> Bool {
            words.contains { displayWidth($0.joined(separator: " ")) > width }
        }
        while isTooWide(), words.allSatisfy({ $0.count > 1 }), Set(words.map(\.last)).count == 1 {
            words = words.map { $0.dropLast() }
        }
        return words.map { $0.joined(separator: " ") }
    }

    // MARK: Remarks

    /// Comment, evidence, reason and who answered.
    private func addParticulars(to page: inout Page) {
        page.space()
        for index in interview.items(of: interview.step) {
            let item = interview.questionnaire.items[index]
            guard let answer = interview.response.answers[item.id] else { continue }
            let scope =
                item.scope.map { self[interview.questionnaire.scopes[$0].label] + " – " } ?? ""
            func add(_ title: LocalizedText, _ text: String) {
                page.add("\(scope)\(self[title]): \(text)", .faint)
            }
            if case .notApplicable(let reason?) = answer.statement {
                add(LocalizedText(lv: "Nav attiecināms, jo", en: "Not applicable because"), reason)
            }
            if let comment = answer.comment { add(Text.comment, comment) }
            if !answer.evidence.isEmpty {
                add(Text.evidence, answer.evidence.joined(separator: "; "))
            }
            if let author = answer.author {
                let day = answer.time.map { ", " + $0.prefix(10) } ?? ""
                add(LocalizedText(lv: "Atbildēja", en: "Answered by"), author + day)
            }
        }
    }

    // MARK: Findings

    private func addFindings(to page: inout Page) {
        let edits = interview.shownFindings
        let news = Set(interview.news.map(\.id))
        for correction in interview.shownCorrections {
            page.space()
            page.add(self[correction], .strong)
        }
        // The newest findings are read first.
        for edit in edits.sorted(by: { news.contains($0.id) && !news.contains($1.id) }) {
            page.space()
            let isHard = edit.rule.kind == .hard
            let mark = "\(isHard ? "✗" : "?") \(edit.id)"
            page.add(
                mark: mark, isHard ? .bad : .doubtful, self[edit.message],
                indent: min(displayWidth(mark) + 2, 10))
            page.add("→ " + self[edit.check], .faint, indent: 2)
        }
        guard !news.isEmpty else { return }
        page.space()
        page.add(
            self[
                LocalizedText(
                    lv: "Atbilde ir saglabāta. Enter – tālāk; x – viss par pretrunām.",
                    en: "The answer is recorded. Enter goes on; x shows all contradictions.")],
            .faint)
    }
}
