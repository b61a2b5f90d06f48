import Consistency
import Reporting
import Survey
import TextFormats

/// The interview as numbered lines: lines in, text out, nothing ever redrawn.
///
/// Fit for screen readers, braille and terminals that only print. It drives the same state machine
/// as the full screen, so both record and say the same.
package struct PlainInterview: Sendable {
    /// The state machine.
    package var screen: InterviewScreen
    /// The last step that was printed in full.
    private var printedStep: Step?
    /// The revision that was last said to be saved.
    private var printedRevision: Int

    /// Begins a plain interview.
    package init(_ screen: InterviewScreen) {
        self.screen = screen
        printedRevision = screen.interview.response.revision
    }

    private subscript(_ text: LocalizedText) -> String { text[screen.language] }

    // MARK: Lines in

    /// Takes a line.
    ///
    /// - Parameters:
    ///   - line: The line without its break.
    ///   - time: Now, as UTC in ISO 8601.
    /// - Returns: Whether to go on.
    package mutating func read(_ line: String, at time: String) -> InterviewScreen.Outcome {
        let text = trimmingSpace(line)
        screen.notice = nil
        switch screen.panel {
        case .step: return readInStep(text, time)
        case .editor(let editor, let field):
            return readInEditor(text, editor, field, time)
        case .search(_, _), .list: return readInList(text, time)
        case .welcome, .text, .conflict:
            guard let key = key(text) else {
                return text.isEmpty ? screen.press(.enter, at: time) : notUnderstood(text)
            }
            return screen.press(key, at: time)
        }
    }

    /// The key for which a line of one character stands.
    private func key(_ text: String) -> Key? {
        guard text.count == 1, let character = text.first else { return nil }
        return .character(Character(character.lowercased()))
    }

    private mutating func notUnderstood(_ text: String) -> InterviewScreen.Outcome {
        screen.notice = LocalizedText(
            lv: "„\(text)“ šeit nav saprotams; ? – kā atbildēt.",
            en: "'\(text)' is not understood here; ? says how to answer.")
        return .goOn
    }

    private mutating func readInStep(
        _ text: String, _ time: String
    ) -> InterviewScreen.Outcome {
        if text.isEmpty { return screen.skip(time) }
        if text.hasPrefix("/"), text.count > 1 {
            _ = screen.press(.character("/"), at: time)
            return screen.press(.paste(String(text.dropFirst())), at: time)
        }
        if let key = key(text), screen.command(for: key) != nil {
            return screen.perform(key, time)
        }
        if screen.hasField {
            // Words such as "nav zināms" choose their row; everything else is typed.
            if let row = row(named: text) { return screen.choose(row: row, time) }
            if !screen.isTextStep, text.lowercased() == "z" {
                return screen.press(.character("z"), at: time)
            }
            return screen.type(text, time)
        }
        let words = text.split(whereSeparator: { $0 == "," || $0.isWhitespace })
        let numbers = words.compactMap { Int($0) }
        if numbers.count == words.count { return readNumbers(numbers, text, time) }
        if let row = row(named: text) { return screen.choose(row: row, time) }
        if let key = key(text), key == .character("z") { return screen.press(key, at: time) }
        return notUnderstood(text)
    }

    private mutating func readNumbers(
        _ numbers: [Int], _ text: String, _ time: String
    ) -> InterviewScreen.Outcome {
        let rows = screen.rows
        guard numbers.allSatisfy({ (1...rows.count).contains($0) }) else {
            return notUnderstood(text)
        }
        let options = numbers.compactMap { number -> Int? in
            if case .mark(let option, _) = rows[number - 1] { option } else { nil }
        }
        if options.count == numbers.count { return screen.choose(marks: options, time) }
        guard numbers.count == 1 else { return notUnderstood(text) }
        return screen.choose(row: numbers[0] - 1, time)
    }

    private func row(named text: String) -> Int? {
        let wanted = folded(text)
        return screen.rows.firstIndex { row in
            guard case .choice(_, let label) = row else { return false }
            return folded(label.lv) == wanted || folded(label.en) == wanted
        }
    }

    private mutating func readInEditor(
        _ text: String, _ editor: Panel.Editor, _ field: TextField, _ time: String
    ) -> InterviewScreen.Outcome {
        switch (editor, text) {
        case (.reason, ""), (.acceptance, ""):
            return screen.press(.escape, at: time)
        case (.evidence(let item, _), "-"):
            screen.interview.setEvidence([], item: item, at: time)
            screen.returnToStep()
            return .goOn
        case (.comment, "-"), (.author, "-"):
            _ = screen.press(.control("e"), at: time)
            _ = screen.press(.control("u"), at: time)
        case (_, ""): break
        default:
            _ = screen.press(.control("e"), at: time)
            _ = screen.press(.control("u"), at: time)
            _ = screen.press(.paste(text), at: time)
        }
        return screen.press(.enter, at: time)
    }

    private mutating func readInList(
        _ text: String, _ time: String
    ) -> InterviewScreen.Outcome {
        if text.isEmpty { return screen.press(.escape, at: time) }
        if let number = Int(text) {
            let count = choices.count
            guard (1...max(1, count)).contains(number), count > 0 else {
                return notUnderstood(text)
            }
            screen.selectInList(number - 1)
            return screen.press(.enter, at: time)
        }
        if case .search = screen.panel {
            _ = screen.press(.control("e"), at: time)
            _ = screen.press(.control("u"), at: time)
            return screen.press(.paste(text), at: time)
        }
        guard let key = key(text) else { return notUnderstood(text) }
        return screen.press(key, at: time)
    }

    // MARK: Text out

    /// What can be chosen by number in the present list.
    private var choices: [(mark: String, text: LocalizedText, details: [LocalizedText])] {
        switch screen.panel {
        case .search(let field, _):
            return screen.results(of: field.text).map {
                (screen.interview.name(of: $0), screen.interview.text(of: $0), [])
            }
        case .list(let kind, _):
            return screen.interview.rows(of: kind, in: screen.language)
                .filter { $0.target != nil }.map { ($0.mark, $0.text, $0.details) }
        default: return []
        }
    }

    /// What there is to say since the last line, with the prompt at the end.
    package mutating func output() -> String {
        var lines: [String] = []
        if screen.interview.response.revision > printedRevision {
            printedRevision = screen.interview.response.revision
            lines.append(self[LocalizedText(lv: "Saglabāts.", en: "Saved.")])
        }
        if case .failed(let reason) = screen.interview.saving {
            lines.append(self[Text.notSaved + LocalizedText(verbatim: ": ") + reason])
        }
        if let notice = screen.notice { lines.append(self[notice]) }
        if case .text(let page, _) = screen.panel {
            if case .summary = page {
            } else {
                // A text is printed once, then the question comes again.
                lines += text(of: page)
                screen.returnToStep()
                printedStep = nil
            }
        }
        lines += panelLines()
        lines = lines.map(printable)
        let body = lines.map { $0 + "\n" }.joined()
        return body + self[prompt] + " "
    }

    private func text(of page: Panel.TextPage) -> [String] {
        switch page {
        case .keys: return keyLines
        case .report(let report), .introduction(let report), .summary(let report):
            let renderer = TerminalRenderer(
                language: screen.language, width: 80, isColored: false)
            return renderer.render(report)
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map(String.init)
        }
    }

    private var keyLines: [String] {
        [
            self[
                LocalizedText(
                    lv: "Atbildei rakstiet tās numuru vai vārdus un nospiediet Enter. Vairākām "
                        + "atbildēm – numurus ar atstarpi. Skaitam – skaitli vai 10..20. "
                        + "Enter bez nekā – tālāk; z – nav zināms; /vārdi – meklēt. Komandas:",
                    en: "To answer type its number or words and press Enter. For several answers "
                        + "numbers with spaces. For a count a number or 10..20. Enter alone goes "
                        + "on; z is unknown; /words searches. Commands:")]
        ]
            + Command.allCases.filter { $0 != .search }
            .map {
                let sign = self[$0.sign].prefix { $0 != " " }
                return "\(sign) – \(self[$0.meaning])"
            }
    }

    private mutating func panelLines() -> [String] {
        switch screen.panel {
        case .step: return stepLines()
        case .welcome, .conflict:
            printedStep = nil
            return screen.page(width: 80).lines.map(\.text)
        case .text(let page, _):
            printedStep = nil
            return text(of: page)
        case .editor(let editor, let field): return editorLines(editor, field)
        case .search, .list:
            printedStep = nil
            let choices = choices
            guard !choices.isEmpty else { return listHeading }
            return listHeading
                + choices.enumerated().flatMap { index, choice in
                    ["\(index + 1) \(choice.mark) \(self[choice.text])"]
                        + choice.details.map { "  " + self[$0] }
                }
        }
    }

    private var listHeading: [String] {
        guard case .list(let kind, _) = screen.panel else {
            return choices.isEmpty
                ? [self[LocalizedText(lv: "Nekas nav atrasts.", en: "Nothing found.")]] : []
        }
        return screen.interview.rows(of: kind, in: screen.language)
            .filter { $0.target == nil && $0.emphasis != .faint }
            .flatMap { row in
                let mark = row.mark.isEmpty ? "" : row.mark + " "
                return [mark + self[row.text]] + row.details.map { "  " + self[$0] }
            }
    }

    private func editorLines(_ editor: Panel.Editor, _ field: TextField) -> [String] {
        switch editor {
        case .evidence(let item, let texts):
            let question = screen.interview.questionnaire.question(
                of: screen.interview.questionnaire.items[item])
            return (texts.isEmpty ? [self[question.evidence]] : [])
                + texts.enumerated().map { "\($0 + 1) \($1)" }
        case .acceptance(let edit):
            return ["\(edit.id) \(self[edit.message])", self[edit.check]]
        default: return field.text.isEmpty ? [] : [field.text]
        }
    }

    private mutating func stepLines() -> [String] {
        let interview = screen.interview
        let step = interview.step
        var lines: [String] = []
        if printedStep.map({ interview.section(of: $0) }) != interview.section(of: step) {
            let section = interview.sections[interview.section(of: step)]
            let progress = interview.progress(of: section.steps)
            lines += [
                "",
                self[section.title] + ": "
                    + self[
                        LocalizedText(
                            lv: "atbildēts \(progress.done) no \(progress.asked).",
                            en: "\(progress.done) of \(progress.asked) answered.")],
            ]
            if progress.done == 0 { lines.append(self[section.introduction]) }
        }
        if printedStep != step {
            let name = interview.name(of: step)
            lines += [
                "",
                name.isEmpty
                    ? self[interview.text(of: step)]
                    : "\(name). \(self[interview.text(of: step)])",
            ]
        }
        printedStep = step
        let scope = screen.item.flatMap { interview.questionnaire.items[$0].scope }
        if let scope { lines.append(self[interview.questionnaire.scopes[scope].label] + ":") }
        lines += findingLines
        let statement = interview.statement(of: step, item: screen.item)
        for (index, row) in screen.rows.enumerated() where row != .field {
            var isChosen = screen.isRecorded(row, as: statement)
            if case .mark(let option, _) = row {
                isChosen = interview.marks(of: step).contains(index: option)
            }
            let sign = isChosen ? " " + self[Self.chosen] : ""
            let number = screen.hasField ? "z" : "\(index + 1)"
            lines.append("\(number) \(self[row.label])\(sign)")
        }
        let recorded = interview.fieldText(of: step)
        if screen.hasField, !recorded.isEmpty {
            lines.append(recorded + " " + self[Self.chosen])
        }
        return lines
    }

    private static let chosen = LocalizedText(lv: "(atbildēts)", en: "(answered)")

    private var findingLines: [String] {
        guard !screen.interview.news.isEmpty else { return [] }
        let edits = screen.interview.shownFindings
        return edits.flatMap { edit in
            let kind =
                edit.rule.kind == .hard
                ? LocalizedText(lv: "Pretruna", en: "Contradiction")
                : LocalizedText(lv: "Šaubas", en: "Doubt")
            return ["\(self[kind]) \(edit.id): \(self[edit.message])", self[edit.check]]
        } + screen.interview.shownCorrections.map { self[$0] }
    }

    private var prompt: LocalizedText {
        switch screen.panel {
        case .welcome: LocalizedText(lv: "Enter – sākt:", en: "Enter begins:")
        case .step:
            !screen.interview.news.isEmpty
                ? LocalizedText(
                    lv: "Enter – tālāk, x – par pretrunām:",
                    en: "Enter goes on, x about contradictions:")
                : screen.isTextStep
                    ? LocalizedText(lv: "Teksts:", en: "Text:")
                    : screen.hasField
                        ? LocalizedText(lv: "Skaits:", en: "Number:")
                        : LocalizedText(
                            lv: "Atbilde (? – palīdzība):", en: "Answer (? for help):")
        case .text:
            LocalizedText(lv: "Enter – beigt, b – atgriezties:", en: "Enter ends, b returns:")
        case .editor(let editor, _):
            switch editor {
            case .comment:
                LocalizedText(
                    lv: "Komentārs (Enter – atstāt, - – dzēst):",
                    en: "Comment (Enter keeps, - removes):")
            case .evidence:
                LocalizedText(
                    lv: "Pierādījums (Enter – gatavs, - – dzēst visus):",
                    en: "Evidence (Enter ends, - removes all):")
            case .reason:
                LocalizedText(
                    lv: "Kāpēc jautājums neattiecas (Enter – atcelt):",
                    en: "Why the question does not apply (Enter cancels):")
            case .author: LocalizedText(lv: "Kas atbild:", en: "Who answers:")
            case .acceptance:
                LocalizedText(
                    lv: "Kāpēc atbildes ir pareizas (Enter – atcelt):",
                    en: "Why the answers are right (Enter cancels):")
            }
        case .search:
            LocalizedText(
                lv: "Numurs, citi vārdi vai Enter – atpakaļ:",
                en: "Number, other words or Enter to return:")
        case .list:
            LocalizedText(lv: "Numurs vai Enter – atpakaļ:", en: "Number or Enter to return:")
        case .conflict: LocalizedText(lv: "1, 2 vai 3:", en: "1, 2 or 3:")
        }
    }
}
