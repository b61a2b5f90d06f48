package import Survey
package import TextFormats

/// The interview at a full screen: keys in, state out.
///
/// Knows no terminal: ``frame(width:height:)`` says what is to be seen, ``press(_:at:)`` takes one
/// key.
package struct InterviewScreen: Sendable {
    /// The course of the interview.
    package var interview: Interview
    /// What is shown.
    package internal(set) var panel: Panel
    /// What is begun on the present step, not yet recorded.
    package internal(set) var draft = Draft()
    /// A line that answers the last key, gone with the next one.
    package internal(set) var notice: LocalizedText?
    /// The file, as the person named it.
    package let path: String
    /// The language of the screen.
    package let language: Language
    /// Made for the first search.
    var searchIndex: SearchIndex?

    /// What is begun on a step.
    package struct Draft: Hashable, Sendable {
        /// The row under the cursor.
        var row = 0
        /// Which of the asked items.
        var column = 0
        /// The marked options.
        var marks: OptionMask = []
        /// The text typed.
        var field = TextField()
        /// Whether marks or text differ from what is recorded.
        var isTouched = false
        /// The findings that the person has seen on this step, by edit.
        var readNews: [String] = []
    }

    /// What the owner does after a key.
    package enum Outcome: Sendable {
        /// Go on.
        case goOn
        /// Leave; everything that can be saved has been asked to be.
        case leave
    }

    /// Opens the screen on an interview.
    package init(_ interview: Interview, path: String, language: Language) {
        self.interview = interview
        self.path = path
        self.language = language
        panel = .welcome
        beginStep()
    }

    // MARK: Keys

    /// Takes a key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - time: Now, as UTC in ISO 8601.
    /// - Returns: Whether to go on.
    package mutating func press(_ key: Key, at time: String) -> Outcome {
        notice = nil
        if key == .control("d") {
            if case .step = panel { _ = commitDraft(time) }
            return .leave
        }
        switch panel {
        case .welcome: return pressInWelcome(key)
        case .step: return pressInStep(key, time)
        case .text(let page, let scroll): return pressInText(key, page, scroll)
        case .editor(let editor, let field): pressInEditor(key, editor, field, time)
        case .search(let field, let cursor): pressInSearch(key, field, cursor)
        case .list(let kind, let cursor): pressInList(key, kind, cursor)
        case .conflict: pressInConflict(key)
        }
        return .goOn
    }

    private mutating func pressInWelcome(_ key: Key) -> Outcome {
        switch key {
        case .enter, .right, .pageDown, .character("n"), .character(" "): panel = .step
        case .character("a"):
            panel = .editor(.author, TextField(interview.author ?? ""))
        case .character("q"), .escape: return .leave
        default: return command(for: key).map { perform($0) } ?? unknownKey(key)
        }
        return .goOn
    }

    mutating func unknownKey(_ key: Key) -> Outcome {
        switch key {
        case .paste:
            notice = LocalizedText(
                lv: "Ielīmētais teksts šeit netiek izmantots.",
                en: "Pasted text is not used here.")
        default:
            notice = LocalizedText(
                lv: "Šim taustiņam šeit nav darbības; ? – taustiņi.",
                en: "This key does nothing here; ? shows the keys.")
        }
        return .goOn
    }

    // MARK: Commands

    func command(for key: Key) -> Command? {
        Command.allCases.first { $0.keys.contains(key) }
    }

    /// Carries out what a key asks for, wherever the person is.
    mutating func perform(_ command: Command) -> Outcome {
        switch command {
        case .next: go(1)
        case .back: go(-1)
        case .help: showHelp()
        case .keys: panel = .text(.keys, scroll: 0)
        case .search:
            searchIndex = searchIndex ?? SearchIndex(interview.questionnaire)
            panel = .search(TextField(), cursor: 0)
        case .sections:
            panel = .list(.sections, cursor: interview.section(of: interview.step))
        case .unanswered: panel = .list(.unanswered, cursor: 0)
        case .contradictions: panel = .list(.contradictions, cursor: 0)
        case .scores: panel = .text(.report(interview.scoreReport), scroll: 0)
        case .comment: edit { .comment(item: $0) }
        case .evidence: edit { .evidence(item: $0, []) }
        case .clear: clear()
        case .author: panel = .editor(.author, TextField(interview.author ?? ""))
        case .save: interview.requestSaving()
        case .finish: showSummary()
        case .leave: return .leave
        }
        return .goOn
    }

    private mutating func showHelp() {
        panel = .text(.report(interview.help(on: interview.step)), scroll: 0)
    }

    /// Shows what is missing, before leaving.
    mutating func showSummary() {
        panel = .text(.summary(interview.summary(path: path)), scroll: 0)
    }

    private mutating func clear() {
        if case .profile(let index) = interview.step {
            interview.setProfile(index, nil)
        } else if let item {
            interview.clear(item: item)
        }
        beginStep(keeping: draft.column)
        panel = .step
    }

    private mutating func edit(_ editor: (Int) -> Panel.Editor) {
        guard let item, let answer = interview.response.answers[id(of: item)] else {
            notice = LocalizedText(
                lv: "Vispirms atbildiet; komentārs un pierādījumi pieder atbildei.",
                en: "Answer first; comment and evidence belong to an answer.")
            return
        }
        switch editor(item) {
        case .evidence:
            panel = .editor(.evidence(item: item, answer.evidence), TextField())
        case let other: panel = .editor(other, TextField(answer.comment ?? ""))
        }
    }

    func id(of item: Int) -> String { interview.questionnaire.items[item].id }

    // MARK: Steps

    /// The asked items of the present step.
    package var items: [Int] { interview.askedItems(of: interview.step) }

    /// The item under the cursor; `nil` for facts about the institution.
    package var item: Int? {
        let items = items
        return items.indices.contains(draft.column) ? items[draft.column] : items.first
    }

    /// The rows of the present step.
    package var rows: [AnswerRow] { interview.rows(of: interview.step) }

    /// Starts the present step with what is recorded.
    mutating func beginStep(keeping column: Int = 0) {
        draft = Draft()
        draft.column = items.indices.contains(column) ? column : 0
        draft.marks = interview.marks(of: interview.step)
        draft.field = TextField(interview.fieldText(of: interview.step))
        draft.row = recordedRow ?? 0
    }

    /// The row that is recorded as the answer of the column under the cursor.
    private var recordedRow: Int? {
        let statement = interview.statement(of: interview.step, item: item)
        return rows.firstIndex { isRecorded($0, as: statement) }
    }

    /// Whether a row says the same as a statement.
    package func isRecorded(_ row: AnswerRow, as statement: Answer.Statement?) -> Bool {
        switch (row, statement) {
        case (.choice(.notApplicable, _), .notApplicable?): true
        case (.choice(let choice, _), let statement?): choice == statement
        default: false
        }
    }

    /// Records what is begun, then goes to the next or the previous step.
    mutating func go(_ direction: Int) {
        guard let step = interview.neighbour(direction) else {
            if direction > 0 { showSummary() } else { panel = .welcome }
            return
        }
        let section = interview.section(of: step)
        let isNewSection = direction > 0 && section != interview.section(of: interview.step)
        open(step)
        if isNewSection, let report = interview.introduction(ofSection: section) {
            panel = .text(.introduction(report), scroll: 0)
        }
    }

    /// Goes to a step.
    package mutating func open(_ step: Step) {
        interview.move(to: step)
        panel = .step
        beginStep()
    }

    // MARK: Saving

    /// Says how saving went, and asks what to do when someone else changed the file.
    package mutating func noteSaving() {
        if case .conflict = interview.saving { panel = .conflict }
    }

    /// Says that pasted lines were not taken for answers.
    package mutating func noteDroppedLines() {
        notice = LocalizedText(
            lv: "Vairākas rindas reizē: izmantota tikai pirmā.",
            en: "Several lines at once: only the first one was used.")
    }

    /// Says that leaving would lose something; leaving again does so.
    package mutating func warnOfUnsaved() {
        if case .conflict = interview.saving { return }
        switch interview.saving {
        case .tooEarly:
            notice = LocalizedText(
                lv: "Nav saglabāts: trūkst iestādes nosaukuma vai reģistrācijas numura. "
                    + "Ctrl-D vēlreiz – iziet bez saglabāšanas.",
                en: "Not saved: the institution's name or registration number is missing. "
                    + "Ctrl-D again leaves without saving.")
        default:
            notice = LocalizedText(
                lv: "Nav saglabāts; w – mēģināt vēlreiz, Ctrl-D vēlreiz – iziet bez saglabāšanas.",
                en: "Not saved; w tries again, Ctrl-D again leaves without saving.")
        }
        if case .text(.summary, _) = panel { return }
        panel = .step
    }

    private mutating func pressInConflict(_ key: Key) {
        switch key {
        case .character("1"): interview.resolveConflict(preferring: .first)
        case .character("2"): interview.resolveConflict(preferring: .second)
        case .escape, .character("3"):
            interview.didFailToSave(
                LocalizedText(
                    lv: "failu ir mainījis kāds cits (w – mēģināt vēlreiz)",
                    en: "someone else has changed the file (w tries again)"))
        default:
            _ = unknownKey(key)
            return
        }
        panel = .step
        beginStep(keeping: draft.column)
    }
}
