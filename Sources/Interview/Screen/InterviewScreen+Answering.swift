import Consistency
import Survey
import TextFormats

extension InterviewScreen {
    /// Takes a key on a step: choosing, marking, typing, then commands.
    mutating func pressInStep(_ key: Key, _ time: String) -> Outcome {
        if pressInField(key) { return .goOn }
        switch key {
        case .up, .character("k"): moveCursor(-1)
        case .down, .character("j"): moveCursor(1)
        case .tab: isLastColumn ? leaveField(1, time) : moveColumn(1)
        case .backTab: draft.column == 0 ? leaveField(-1, time) : moveColumn(-1)
        case .right where !isLastColumn: moveColumn(1)
        case .left where draft.column > 0: moveColumn(-1)
        case .enter: enter(time)
        case .character(" "): choose(draft.row, time, advancing: false)
        case .character(let digit) where digit.isASCII && digit.isNumber:
            chooseByNumber(digit, time)
        case .character("z") where unknownRow != nil:
            if let row = unknownRow { choose(row, time, advancing: true) }
        case .escape:
            // A text that is no answer is given up, so that there is always a way out.
            if !commitDraft(time) { beginStep(keeping: draft.column) }
            notice = nil
            return perform(.sections)
        default:
            guard let command = command(for: key) else { return unknownKey(key) }
            guard commitDraft(time) else { return .goOn }
            return perform(command)
        }
        return .goOn
    }

    // MARK: Fields

    /// Whether the present step is a name or other text, which takes letters.
    package var isTextStep: Bool {
        if case .identity = interview.step { true } else { false }
    }

    /// Whether the present step is answered by typing.
    package var hasField: Bool { rows.first == .field }

    private mutating func pressInField(_ key: Key) -> Bool {
        guard hasField else { return false }
        // Digits go to the field even when the cursor is on another row.
        if case .character(let character) = key, draft.row != 0 {
            guard character.isNumber else { return false }
            draft.row = 0
        }
        guard draft.row == 0 else { return false }
        let isEmpty = draft.field.text.isEmpty
        switch key {
        // Beside an empty number the arrows lead to other questions.
        case .left, .right, .delete, .home, .end:
            if !isTextStep, isEmpty { return false }
        default: break
        }
        let isText = isTextStep
        let taken = draft.field.press(key) { character in
            isText || (character.isASCII && character.isNumber) || ".-–".contains(character)
        }
        if taken { draft.isTouched = true }
        return taken
    }

    /// Leaves a step by Tab, with what is typed.
    private mutating func leaveField(_ direction: Int, _ time: String) {
        guard commitDraft(time) else { return }
        go(direction)
    }

    /// Records marks or text that are begun; `false` when the text is no answer.
    mutating func commitDraft(_ time: String) -> Bool {
        guard draft.isTouched else { return true }
        if case .identity(let field) = interview.step {
            if let fault = interview.setIdentity(field, draft.field.text) {
                notice = fault
                return false
            }
        } else if hasField {
            let text = draft.field.text
            guard !trimmingSpace(text).isEmpty else {
                record(nil, time)
                draft.isTouched = false
                return true
            }
            switch interview.number(typed: text, for: interview.step) {
            case .success(let values): record(.values(values), time)
            case .failure(let fault):
                notice = fault.message + LocalizedText(verbatim: " ") + fault.advice
                return false
            }
        } else {
            record(draft.marks.isEmpty ? nil : .values(markedValues), time)
        }
        draft.isTouched = false
        return true
    }

    private var markedValues: PossibleValues {
        let count = rows.count { if case .mark = $0 { true } else { false } }
        return .subset(
            included: draft.marks, excluded: OptionMask.first(count).subtracting(draft.marks))
    }

    // MARK: Cursor

    private var isLastColumn: Bool { draft.column + 1 >= items.count }

    private mutating func moveCursor(_ step: Int) {
        draft.row = min(max(0, draft.row + step), rows.count - 1)
    }

    private mutating func moveColumn(_ step: Int) {
        draft.column += step
        let statement = interview.statement(of: interview.step, item: item)
        if let row = rows.firstIndex(where: { isRecorded($0, as: statement) }) { draft.row = row }
    }

    // MARK: Choosing

    private var unknownRow: Int? {
        rows.firstIndex { if case .choice(.unknown, _) = $0 { true } else { false } }
    }

    private mutating func chooseByNumber(_ digit: Character, _ time: String) {
        guard let number = digit.wholeNumberValue, (1...rows.count).contains(number) else {
            _ = unknownKey(.character(digit))
            return
        }
        draft.row = number - 1
        choose(number - 1, time, advancing: true)
    }

    /// Enter: the answer under the cursor and on to what is next.
    private mutating func enter(_ time: String) {
        switch rows[draft.row] {
        case .field:
            // A name or number that is needed is asked for until Tab or Esc passes it by.
            if !interview.isAnswered(interview.step), isTextStep { draft.isTouched = true }
            guard commitDraft(time) else { return }
            advance()
        case .mark(let option, _):
            // With nothing marked the person means the option under the cursor.
            if draft.marks.isEmpty { return toggle(option) }
            guard commitDraft(time) else { return }
            advance()
        case .choice: choose(draft.row, time, advancing: true)
        }
    }

    private mutating func toggle(_ option: Int) {
        draft.marks = interview.toggling(option, in: draft.marks, of: interview.step)
        draft.isTouched = true
    }

    private mutating func choose(_ row: Int, _ time: String, advancing: Bool) {
        switch rows[row] {
        case .field: break
        case .mark(let option, _): toggle(option)
        case .choice(.notApplicable, _):
            guard let item else { return }
            var reason = ""
            if case .notApplicable(let given?)? = interview.statement(
                of: interview.step, item: item)
            {
                reason = given
            }
            panel = .editor(.reason(item: item), TextField(reason))
        case .choice(let statement, _):
            record(statement, time)
            draft.marks = interview.marks(of: interview.step)
            draft.isTouched = false
            if hasField { draft.field = TextField(interview.fieldText(of: interview.step)) }
            if advancing { advance() }
        }
    }

    private mutating func record(_ statement: Answer.Statement?, _ time: String) {
        if case .profile(let index) = interview.step {
            if case .values(let values)? = statement {
                interview.setProfile(index, values)
            } else {
                interview.setProfile(index, nil)
            }
        } else if let item {
            if let statement {
                interview.record(statement, item: item, at: time)
            } else {
                interview.clear(item: item)
            }
        }
    }

    /// Goes to the next column or step, unless the answer has raised something to be read first.
    mutating func advance() {
        let news = interview.news.map(\.id)
        guard news.isEmpty || news == draft.readNews else {
            draft.readNews = news
            return
        }
        if isLastColumn { go(1) } else { moveColumn(1) }
    }

    // MARK: Lines typed for something

    mutating func pressInEditor(
        _ key: Key, _ editor: Panel.Editor, _ field: TextField, _ time: String
    ) {
        var field = field
        switch key {
        case .enter: finish(editor, field.text, time)
        case .escape:
            // Evidence that was complete stays; only the line being typed is given up.
            if case .evidence(let item, let texts) = editor {
                interview.setEvidence(texts, item: item, at: time)
            }
            panel = .step
        case .backspace where field.text.isEmpty:
            if case .evidence(let item, let texts) = editor, let last = texts.last {
                panel = .editor(
                    .evidence(item: item, Array(texts.dropLast())), TextField(last))
            }
        default:
            if !field.press(key) { _ = unknownKey(key) }
            panel = .editor(editor, field)
        }
    }

    private mutating func finish(_ editor: Panel.Editor, _ text: String, _ time: String) {
        let isEmpty = trimmingSpace(text).isEmpty
        switch editor {
        case .comment(let item): interview.setComment(text, item: item, at: time)
        case .evidence(let item, let texts):
            interview.setEvidence(texts + [text], item: item, at: time)
            if !isEmpty {
                panel = .editor(.evidence(item: item, texts + [text]), TextField())
                return
            }
        case .reason(let item):
            guard !isEmpty else {
                notice = LocalizedText(
                    lv: "Uzrakstiet, kāpēc jautājums neattiecas uz iestādi; Esc – atcelt.",
                    en: "Say why the question does not apply; Esc cancels.")
                return
            }
            interview.record(.notApplicable(reason: trimmingSpace(text)), item: item, at: time)
            panel = .step
            advance()
            return
        case .author:
            interview.setAuthor(text)
        case .acceptance(let edit):
            guard !isEmpty else {
                notice = LocalizedText(
                    lv: "Uzrakstiet, kāpēc atbildes ir pareizas; Esc – atcelt.",
                    en: "Say why the answers are right; Esc cancels.")
                return
            }
            interview.accept(edit, because: text, at: time)
            panel = .list(.contradictions, cursor: 0)
            return
        }
        panel = .step
    }
}
