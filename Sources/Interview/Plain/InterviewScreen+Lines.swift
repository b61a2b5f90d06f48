import Survey
import TextFormats

/// What a whole line asks for, in terms of the keys that would do the same.
extension InterviewScreen {
    /// Goes on without answering: to the next scope, then to the next step.
    mutating func skip(_ time: String) -> Outcome {
        advance()
        return .goOn
    }

    /// A command, also where letters would be typed.
    mutating func perform(_ key: Key, _ time: String) -> Outcome {
        guard let command = command(for: key) else { return .goOn }
        return perform(command)
    }

    /// Types a text into the step's field and answers with it.
    mutating func type(_ text: String, _ time: String) -> Outcome {
        draft.row = 0
        draft.field = TextField()
        draft.isTouched = true
        _ = draft.field.press(.paste(text))
        let outcome = press(.enter, at: time)
        if draft.isTouched { draft.field = TextField(interview.fieldText(of: interview.step)) }
        draft.isTouched = false
        return outcome
    }

    /// Gives the answer of a row.
    mutating func choose(row: Int, _ time: String) -> Outcome {
        draft.row = row
        return press(.enter, at: time)
    }

    /// Marks exactly some options and answers with them.
    mutating func choose(marks: [Int], _ time: String) -> Outcome {
        draft.marks = marks.reduce([]) {
            interview.toggling($1, in: $0.subtracting(OptionMask(index: $1)), of: interview.step)
        }
        draft.isTouched = true
        draft.row = rows.firstIndex { if case .mark = $0 { true } else { false } } ?? 0
        return press(.enter, at: time)
    }

    /// Puts the cursor of a list or a search on a line that can be chosen.
    mutating func selectInList(_ cursor: Int) {
        switch panel {
        case .search(let field, _): panel = .search(field, cursor: cursor)
        case .list(let kind, _): panel = .list(kind, cursor: cursor)
        default: break
        }
    }

    /// Closes a text.
    mutating func returnToStep() { panel = .step }
}
