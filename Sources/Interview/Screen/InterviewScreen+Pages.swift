import Consistency
import Reporting
import Survey
import TextFormats

extension InterviewScreen {
    /// The content of the present panel.
    func page(width: Int) -> Page {
        var page = Page(width: width)
        switch panel {
        case .welcome: addWelcome(to: &page)
        case .step: addStep(to: &page)
        case .text(.report(let report), _), .text(.introduction(let report), _),
            .text(.summary(let report), _):
            add(report, to: &page)
        case .text(.keys, _): addKeys(to: &page)
        case .editor(let editor, let field): addEditor(editor, field, to: &page)
        case .search(let field, let cursor): addSearch(field, cursor, to: &page)
        case .list(let kind, let cursor): addList(kind, cursor, to: &page)
        case .conflict: addConflict(to: &page)
        }
        return page
    }

    // MARK: Welcome

    private func addWelcome(to page: inout Page) {
        let questionnaire = interview.questionnaire
        let institution = interview.response.institution
        page.add(self[questionnaire.title], .strong)
        page.add(
            self[LocalizedText(lv: "Anketa", en: "Questionnaire")]
                + " \(questionnaire.identity.name)", .faint)
        page.space()
        if interview.response.isSynthetic {
            page.add(self[Wording.synthetic], .doubtful)
            page.space()
        }
        if institution.name.isEmpty {
            page.add(
                self[
                    LocalizedText(
                        lv: "Faila \(path) vēl nav. Tas tiks izveidots, tiklīdz būs ierakstīts "
                            + "iestādes reģistrācijas numurs un nosaukums.",
                        en: "There is no file \(path) yet. It is created as soon as the "
                            + "institution's registration number and name are given.")])
        } else {
            page.add("\(institution.name) · \(institution.surveyYear)", .strong)
            page.add(path, .faint)
            page.space()
            let name = interview.name(of: interview.step)
            let place = name.isEmpty ? self[interview.text(of: interview.step)] : name
            page.add(
                self[
                    interview.unansweredSteps.isEmpty
                        ? LocalizedText(
                            lv: "Viss ir atbildēts; q rāda kopsavilkumu.",
                            en: "Everything is answered; q shows the summary.")
                        : LocalizedText(
                            lv: "Enter – turpināt ar \(place).", en: "Enter goes on with \(place).")
                ])
        }
        page.space()
        page.add(
            self[
                interview.author.map {
                    LocalizedText(
                        lv: "Atbild: \($0) (a – mainīt)", en: "Answering: \($0) (a changes it)")
                }
                    ?? LocalizedText(
                        lv: "Kas atbild, nav norādīts. Ja atbildat vairāki, nospiediet a un "
                            + "ierakstiet vārdu.",
                        en: "Who answers is not given. If you are several, press a and type your "
                            + "name.")])
        page.space()
        page.add(
            self[
                LocalizedText(
                    lv: "Katru atbildi saglabā uzreiz; pārtraukt un turpināt var jebkurā brīdī. "
                        + "„Nav zināms“ ir pilnvērtīga atbilde, minējums – nav. Taustiņus rāda „?“.",
                    en: "Every answer is saved at once; stop and go on whenever you like. "
                        + "\"Unknown\" is a good answer, a guess is not. \"?\" shows the keys.")
            ], .faint)
    }

    // MARK: Reports and keys

    private func add(_ report: Report, to page: inout Page) {
        let renderer = TerminalRenderer(language: language, width: page.width, isColored: false)
        for block in report.blocks {
            var style = StyledLine.Style.plain
            if case .heading = block {
                page.space()
                style = .strong
            }
            if case .paragraph(let span) = block { style = StyledLine.Style(span.emphasis) }
            let text = renderer.render(Report([block]))
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                page.add(StyledLine(String(line), style))
            }
        }
    }

    private func addKeys(to page: inout Page) {
        func add(_ sign: LocalizedText, _ meaning: LocalizedText) {
            page.add(mark: "  " + self[sign], .strong, self[meaning], indent: 14)
        }
        page.add(self[LocalizedText(lv: "Taustiņi", en: "Keys")], .strong)
        for (sign, meaning) in Self.answeringKeys { add(sign, meaning) }
        page.space()
        for command in Command.allCases { add(command.sign, command.meaning) }
        page.space()
        add(
            LocalizedText(verbatim: "Ctrl-C"),
            LocalizedText(
                lv: "pārtraukt; viss atbildētais paliek failā",
                en: "interrupt; everything answered stays in the file"))
        add(
            LocalizedText(verbatim: "Ctrl-Z"),
            LocalizedText(
                lv: "uz laiku atgriezties čaulā; fg turpina", en: "to the shell; fg comes back"))
    }

    private static let answeringKeys: [(LocalizedText, LocalizedText)] = [
        (
            LocalizedText(verbatim: "↑ ↓  k j"),
            LocalizedText(lv: "izvēlēties atbildi", en: "choose an answer")
        ),
        (
            LocalizedText(verbatim: "Enter"),
            LocalizedText(lv: "atbildēt un tālāk", en: "answer and go on")
        ),
        (
            LocalizedText(lv: "Atstarpe", en: "Space"),
            LocalizedText(
                lv: "atzīmēt vai atbildēt, paliekot uz vietas", en: "mark or answer and stay")
        ),
        (
            LocalizedText(verbatim: "1 … 9"),
            LocalizedText(lv: "atbilde ar šo numuru", en: "the answer with that number")
        ),
        (LocalizedText(verbatim: "z"), LocalizedText(lv: "nav zināms", en: "unknown")),
        (
            LocalizedText(verbatim: "Tab → ←"),
            LocalizedText(
                lv: "visi pakalpojumi un galvenie pakalpojumi", en: "all services and key services")
        ),
        (
            LocalizedText(verbatim: "10..20"),
            LocalizedText(
                lv: "skaits, kas nav precīzi zināms", en: "a number that is not known exactly")
        ),
    ]

    // MARK: Lines typed for something

    private func addEditor(_ editor: Panel.Editor, _ field: TextField, to page: inout Page) {
        func question(_ item: Int) {
            let item = interview.questionnaire.items[item]
            page.add(
                mark: item.id, .strong,
                self[interview.questionnaire.question(of: item).text], .faint,
                indent: displayWidth(item.id) + 2)
            page.space()
        }
        switch editor {
        case .comment(let item):
            question(item)
            page.add(field: field, prompt: self[Text.comment] + ": ")
        case .evidence(let item, let texts):
            question(item)
            page.add(
                self[
                    interview.questionnaire.question(of: interview.questionnaire.items[item])
                        .evidence], .faint)
            page.space()
            page.add(self[Text.evidence], .strong)
            for (index, text) in texts.enumerated() {
                page.add(mark: "  \(index + 1).", .strong, text, indent: 5)
            }
            page.add(field: field, prompt: "  \(texts.count + 1). ")
        case .reason(let item):
            question(item)
            page.add(
                self[
                    LocalizedText(
                        lv: "Kāpēc jautājums neattiecas uz iestādi?",
                        en: "Why does the question not apply?")], .strong)
            page.add(field: field, prompt: "› ")
        case .author:
            page.add(
                self[
                    LocalizedText(
                        lv: "Kas atbild? Vārds paliks pie katras jūsu atbildes.",
                        en: "Who answers? The name stays with each of your answers.")], .strong)
            page.add(field: field, prompt: "› ")
        case .acceptance(let edit):
            page.add(
                mark: "? \(edit.id)", .doubtful, self[edit.message], indent: 2 + edit.id.count + 2)
            page.add("→ " + self[edit.check], .faint)
            page.space()
            page.add(
                self[
                    LocalizedText(
                        lv: "Kāpēc atbildes tomēr ir pareizas?",
                        en: "Why are the answers right all the same?")], .strong)
            page.add(field: field, prompt: "› ")
        }
    }

    // MARK: Lists

    private func addSearch(_ field: TextField, _ cursor: Int, to page: inout Page) {
        let found = results(of: field.text)
        page.add(
            field: field, prompt: self[LocalizedText(lv: "Meklēt: ", en: "Search: ")])
        let focus = page.focus
        page.space()
        if found.isEmpty, !field.text.isEmpty {
            page.add(self[LocalizedText(lv: "Nekas nav atrasts.", en: "Nothing found.")], .doubtful)
        }
        var selected: ClosedRange<Int>?
        for (index, step) in found.enumerated() {
            let first = page.lines.count
            let isDone = interview.isAnswered(step)
            let name = interview.name(of: step)
            let style: StyledLine.Style = index == cursor ? .selected : .plain
            page.add(
                mark: (index == cursor ? "› " : "  ") + (isDone ? "✓ " : "· ") + name, style,
                self[interview.text(of: step)], style, indent: 9)
            if index == cursor { selected = first...(page.lines.count - 1) }
        }
        page.focus = cursor == 0 ? focus : selected
    }

    private func addList(_ kind: Panel.ListKind, _ cursor: Int, to page: inout Page) {
        let rows = interview.rows(of: kind, in: language)
        let targets = targets(rows)
        page.add(self[kind.title], .strong)
        page.space()
        var selected: ClosedRange<Int>?
        for (index, row) in rows.enumerated() {
            let first = page.lines.count
            if row.target == nil, row.mark.isEmpty, row.emphasis == .strong { page.space() }
            let isSelected = targets.indices.contains(cursor) && targets[cursor] == index
            let style: StyledLine.Style = isSelected ? .selected : StyledLine.Style(row.emphasis)
            let sign = row.target == nil ? "" : isSelected ? "› " : "  "
            let mark = sign + row.mark
            let indent = mark.isEmpty ? 0 : max(displayWidth(mark) + 2, kind.indent)
            page.add(
                mark: mark, style, self[row.text],
                row.target == nil || isSelected ? style : .plain, indent: indent)
            for detail in row.details { page.add(self[detail], .faint, indent: indent) }
            if isSelected { selected = first...(page.lines.count - 1) }
        }
        if cursor > 0 { page.focus = selected }
        if cursor == 0, let selected {
            page.focus = min(0, selected.lowerBound)...selected.upperBound
        }
    }

    private func addConflict(to page: inout Page) {
        guard case .conflict(let merge) = interview.saving else { return }
        page.add(
            self[
                LocalizedText(
                    lv: "Kamēr atbildējāt, failu ir mainījis kāds cits.",
                    en: "Someone else has changed the file while you were answering.")], .bad)
        page.add(
            self[
                LocalizedText(
                    lv:
                        "Nekas nav pārrakstīts. Abu atbildes var apvienot: paliks viss, ko mainījis "
                        + "tikai viens.",
                    en:
                        "Nothing has been overwritten. Both can be joined: all that only one of you "
                        + "has changed stays.")])
        page.space()
        if !merge.disagreements.isEmpty {
            page.add(
                self[
                    LocalizedText(
                        lv: "Abi ir mainījuši (manējā ≠ failā):",
                        en: "Both have changed (mine ≠ the file's):")], .strong)
            for disagreement in merge.disagreements {
                let mine = disagreement.first?.text ?? Self.nothing
                let theirs = disagreement.second?.text ?? Self.nothing
                let who = disagreement.second?.author.map { " (\($0))" } ?? ""
                page.add(
                    mark: "  " + disagreement.id, .strong,
                    "\(self[mine]) ≠ \(self[theirs])\(who)", indent: 12)
            }
            page.space()
        }
        page.add(
            mark: "1", .strong,
            self[
                LocalizedText(
                    lv: "apvienot; kur abi mainījuši, paliek manējās atbildes",
                    en: "join; where both have changed, my answers stay")], indent: 3)
        page.add(
            mark: "2", .strong,
            self[
                LocalizedText(
                    lv: "apvienot; kur abi mainījuši, paliek failā esošās",
                    en: "join; where both have changed, the file's stay")], indent: 3)
        page.add(
            mark: "3", .strong,
            self[
                LocalizedText(
                    lv: "pagaidām nesaglabāt (w mēģina vēlreiz)",
                    en: "do not save for now (w tries again)")], indent: 3)
    }

    private static let nothing = LocalizedText(lv: "dzēsts", en: "removed")
}

extension Panel.ListKind {
    fileprivate var title: LocalizedText {
        switch self {
        case .sections: LocalizedText(lv: "Sadaļas", en: "Sections")
        case .unanswered: LocalizedText(lv: "Neatbildētie jautājumi", en: "Unanswered questions")
        case .contradictions:
            LocalizedText(lv: "Pretrunas un šaubas", en: "Contradictions and doubts")
        }
    }

    fileprivate var indent: Int {
        switch self {
        case .sections: 5
        case .unanswered: 7
        case .contradictions: 9
        }
    }
}

extension StyledLine.Style {
    /// The same emphasis on the screen as in a report.
    init(_ emphasis: Report.Span.Emphasis) {
        switch emphasis {
        case .plain: self = .plain
        case .strong: self = .strong
        case .faint: self = .faint
        case .good: self = .good
        case .doubtful: self = .doubtful
        case .bad: self = .bad
        }
    }
}
