import Consistency
import Survey
import TextFormats

extension InterviewScreen {
    // MARK: Texts

    /// Whether the text on the screen is the closing summary.
    package var isSummary: Bool {
        if case .text(.summary, _) = panel { true } else { false }
    }

    mutating func pressInText(_ key: Key, _ page: Panel.TextPage, _ scroll: Int) -> Outcome {
        let isSummary = isSummary
        switch key {
        case .down, .character("j"): panel = .text(page, scroll: scroll + 1)
        case .up, .character("k"): panel = .text(page, scroll: max(0, scroll - 1))
        case .pageDown, .character(" "): panel = .text(page, scroll: scroll + Self.pageStep)
        case .pageUp: panel = .text(page, scroll: max(0, scroll - Self.pageStep))
        case .home: panel = .text(page, scroll: 0)
        case .end: panel = .text(page, scroll: .max)
        case .enter, .character("q"):
            if isSummary { return .leave }
            panel = .step
        case .character("b") where isSummary, .escape, .character("h"): panel = .step
        default:
            guard let command = command(for: key) else { return unknownKey(key) }
            return perform(command)
        }
        return .goOn
    }

    private static let pageStep = 10

    /// Keeps a text's line within what there is to scroll; the drawing knows how much that is.
    package mutating func limitScroll(to last: Int) {
        if case .text(let page, let scroll) = panel, scroll > last {
            panel = .text(page, scroll: max(0, last))
        }
    }

    // MARK: Search

    /// What the search finds.
    package func results(of query: String) -> [Step] {
        (searchIndex ?? SearchIndex(interview.questionnaire))
            .steps(matching: query, in: language).filter { interview.isAsked($0) }
    }

    mutating func pressInSearch(_ key: Key, _ field: TextField, _ cursor: Int) {
        var field = field
        let found = results(of: field.text)
        switch key {
        case .enter:
            if found.indices.contains(cursor) { open(found[cursor]) }
        case .escape: panel = .step
        case .down, .tab: panel = .search(field, cursor: min(cursor + 1, max(0, found.count - 1)))
        case .up, .backTab: panel = .search(field, cursor: max(0, cursor - 1))
        default:
            if !field.press(key) { _ = unknownKey(key) }
            panel = .search(field, cursor: 0)
        }
    }

    // MARK: Lists

    /// The places in a list that can be chosen.
    func targets(_ rows: [ListRow]) -> [Int] {
        rows.indices.filter { rows[$0].target != nil }
    }

    mutating func pressInList(_ key: Key, _ kind: Panel.ListKind, _ cursor: Int) {
        let rows = interview.rows(of: kind, in: language)
        let targets = targets(rows)
        let last = max(0, targets.count - 1)
        switch key {
        case .down, .character("j"), .tab: panel = .list(kind, cursor: min(cursor + 1, last))
        case .up, .character("k"), .backTab: panel = .list(kind, cursor: max(0, cursor - 1))
        case .pageDown: panel = .list(kind, cursor: min(cursor + Self.pageStep, last))
        case .pageUp: panel = .list(kind, cursor: max(0, cursor - Self.pageStep))
        case .home: panel = .list(kind, cursor: 0)
        case .end: panel = .list(kind, cursor: last)
        case .enter, .character(" "):
            guard targets.indices.contains(cursor), let target = rows[targets[cursor]].target
            else {
                panel = .step
                return
            }
            switch target {
            case .step(let step): open(step)
            case .doubt(let edit): panel = .editor(.acceptance(edit), TextField())
            }
        case .escape, .left: panel = .step
        default:
            guard let command = command(for: key) else {
                _ = unknownKey(key)
                return
            }
            _ = perform(command)
        }
    }
}
