import Reporting
import Survey
import TextFormats

extension InterviewScreen {
    /// What is to be seen on a screen of some size.
    ///
    /// - Parameters:
    ///   - width: The columns; the layout is made for 40 and more.
    ///   - height: The lines; 10 and more show something of everything.
    /// - Returns: At most `height` lines of at most `width` columns.
    package func frame(width: Int, height: Int) -> Frame {
        let (realHeight, height) = (height, max(height, 4))
        let width = max(width, 20)
        let header = Array(
            header(width: width, isTall: height >= 16).prefix(height < 8 ? 1 : 3))
        var footer = footer(width: width, height: height)
        let room = max(1, height - header.count - footer.count)
        // Long lines are hard to read: texts stay within a hundred columns.
        var page = page(width: min(width, 100))
        if case .step = panel { addHelp(to: &page, room: room) }
        var scroll: Int?
        if case .text(_, let line) = panel { scroll = line }
        if page.lines.count > room, page.focus == nil, scroll == nil { page.focus = 0...0 }
        let window = page.window(height: room, scroll: scroll)
        var lines = header + window.lines
        lines += Array(repeating: StyledLine(), count: height - footer.count - lines.count)
        if window.first + room < page.lines.count {
            let sign = StyledLine("↓ " + self[Text.more], .doubtful)
            footer = self.footer(width: width, height: height, reserving: sign.width + 2)
            if let last = footer.indices.last {
                footer[last] = footer[last].justified(with: sign, width: width)
            }
        }
        lines += footer
        var frame = Frame(
            lines: Array(lines.prefix(realHeight)), cursor: nil, lastScroll: window.last)
        if let cursor = page.cursor, (window.first..<(window.first + room)).contains(cursor.line) {
            frame.cursor = (header.count + cursor.line - window.first, cursor.column)
        }
        return frame
    }

    subscript(_ text: LocalizedText) -> String { text[language] }

    // MARK: Header

    private func header(width: Int, isTall: Bool) -> [StyledLine] {
        let section = interview.sections[interview.section(of: interview.step)]
        let isNarrow = width < 60
        var title = StyledLine(self[section.title], .strong)
        if !isNarrow, case .question(let index) = interview.step,
            let group = interview.questionnaire.questions[index].group
        {
            title.append(" › " + self[interview.questionnaire.groups[group].title], .faint)
        }
        let first = title.justified(with: savedSign(isNarrow: isNarrow), width: width)
        var left = StyledLine()
        let progress = interview.progress
        if !isNarrow { left = bar(progress, width: 20) }
        left.append(
            isNarrow
                ? "\(progress.done)/\(progress.asked)"
                : self[
                    LocalizedText(
                        lv: "  \(progress.done) no \(progress.asked) jautājumiem",
                        en: "  \(progress.done) of \(progress.asked) questions")])
        var lines = [first, left.justified(with: findingsSign(isNarrow: isNarrow), width: width)]
        if isTall { lines.append(StyledLine(String(repeating: "─", count: width), .faint)) }
        return lines
    }

    private func bar(_ progress: Progress, width: Int) -> StyledLine {
        let done = progress.asked == 0 ? 0 : progress.done * width / progress.asked
        var line = StyledLine(String(repeating: "█", count: done), .good)
        line.append(String(repeating: "░", count: width - done), .faint)
        return line
    }

    private func savedSign(isNarrow: Bool) -> StyledLine {
        switch interview.saving {
        case .saved:
            StyledLine(
                isNarrow ? "✓ " + self[Text.savedShort] : "✓ " + self[Text.saved], .good)
        case .due: StyledLine("… " + self[Text.saving], .doubtful)
        case .tooEarly: StyledLine(self[Text.newFile], .doubtful)
        case .failed, .conflict: StyledLine("✗ " + self[Text.notSaved], .bad)
        }
    }

    private func findingsSign(isNarrow: Bool) -> StyledLine {
        let contradictions = interview.findings.contradictions.count
        let doubts = interview.findings.doubts.count
        let isImplicit = contradictions == 0 && interview.findings.isContradictory
        var line = StyledLine()
        if contradictions > 0 || isImplicit {
            let count = isImplicit ? "!" : "\(contradictions)"
            line.append(
                isNarrow ? "✗ \(count)" : "✗ " + self[Text.contradictions] + ": \(count)", .bad)
        }
        if doubts > 0 {
            if line.width > 0 { line.append("  ") }
            line.append(
                isNarrow ? "? \(doubts)" : "? " + self[Text.doubts] + ": \(doubts)", .doubtful)
        }
        return line
    }

    // MARK: Footer

    /// What the last key came to, and the keys that serve here.
    private func footer(width: Int, height: Int, reserving: Int = 0) -> [StyledLine] {
        var lines: [StyledLine] = []
        var message = notice
        if message == nil, case .failed(let reason) = interview.saving {
            message = Text.notSaved + LocalizedText(verbatim: ": ") + reason
        }
        if let message {
            for line in Page.broken(self[message], width: width).prefix(max(1, height / 4)) {
                lines.append(StyledLine(line, .doubtful))
            }
        }
        var line = StyledLine()
        for hint in hints {
            let text = "\(self[hint.sign]) \(self[hint.word])"
            guard line.width + displayWidth(text) + (line.width == 0 ? 0 : 2) <= width - reserving
            else {
                continue
            }
            if line.width > 0 { line.append("  ") }
            line.append(self[hint.sign], .strong)
            line.append(" " + self[hint.word], .faint)
        }
        return lines + [line]
    }

    private typealias Hint = (sign: LocalizedText, word: LocalizedText)

    private func hint(_ command: Command) -> Hint { (command.sign, command.hint) }

    private func hint(_ sign: String, lv: String, en: String) -> Hint {
        (LocalizedText(verbatim: sign), LocalizedText(lv: lv, en: en))
    }

    /// The keys that serve on the present panel, the most needed first.
    private var hints: [Hint] {
        switch panel {
        case .welcome:
            [
                hint("Enter", lv: "sākt", en: "begin"), hint(.keys), hint(.author),
                hint(.sections), hint(.search), hint("q", lv: "iziet", en: "leave"),
            ]
        case .step where isTextStep:
            [
                hint("Enter", lv: "tālāk", en: "next"),
                hint("Shift-Tab", lv: "atpakaļ", en: "back"),
                hint("F1", lv: "palīdzība", en: "help"),
                hint("Esc", lv: "sadaļas", en: "sections"),
            ]
        case .step:
            [
                hint("Enter", lv: "atbildēt", en: "answer"), hint(.keys), hint(.help),
                hint(.next), hint(.back), hint(.comment), hint(.evidence), hint(.search),
                hint(.finish),
            ]
        case .text(.summary, _):
            [
                hint("Enter", lv: "beigt", en: "finish"),
                hint("b", lv: "atgriezties", en: "return"),
                hint(.unanswered), hint(.contradictions), hint("↑↓", lv: "ritināt", en: "scroll"),
            ]
        case .text(.introduction, _):
            [
                hint("Enter", lv: "pie jautājumiem", en: "to the questions"),
                hint("↑↓", lv: "ritināt", en: "scroll"), hint(.finish),
            ]
        case .text:
            [
                hint("Enter", lv: "atgriezties", en: "return"),
                hint("↑↓", lv: "ritināt", en: "scroll"), hint(.finish),
            ]
        case .editor(.evidence, _):
            [
                hint("Enter", lv: "pievienot", en: "add"), hint("Esc", lv: "gatavs", en: "done"),
                hint("⌫", lv: "labot iepriekšējo", en: "edit the last"),
            ]
        case .editor:
            [
                hint("Enter", lv: "saglabāt", en: "save"), hint("Esc", lv: "atcelt", en: "cancel"),
            ]
        case .search:
            [
                hint("↑↓", lv: "izvēle", en: "choose"), hint("Enter", lv: "atvērt", en: "open"),
                hint("Esc", lv: "atcelt", en: "cancel"),
            ]
        case .list:
            [
                hint("↑↓", lv: "izvēle", en: "choose"), hint("Enter", lv: "atvērt", en: "open"),
                hint("Esc", lv: "atgriezties", en: "return"), hint(.finish), hint(.keys),
            ]
        case .conflict:
            [
                hint("1", lv: "manējās", en: "mine"), hint("2", lv: "faila", en: "the file's"),
                hint("3", lv: "vēlāk", en: "later"),
            ]
        }
    }
}

/// Words of the screen that stand in several places.
enum Text {
    static let saved = LocalizedText(lv: "viss saglabāts", en: "all saved")
    static let savedShort = LocalizedText(lv: "saglabāts", en: "saved")
    static let saving = LocalizedText(lv: "saglabā", en: "saving")
    static let notSaved = LocalizedText(lv: "nav saglabāts", en: "not saved")
    static let newFile = LocalizedText(lv: "jauns fails", en: "new file")
    static let contradictions = LocalizedText(lv: "pretrunas", en: "contradictions")
    static let doubts = LocalizedText(lv: "šaubas", en: "doubts")
    static let more = LocalizedText(lv: "vēl", en: "more")
    static let comment = LocalizedText(lv: "Komentārs", en: "Comment")
    static let evidence = LocalizedText(lv: "Pierādījumi", en: "Evidence")
}
