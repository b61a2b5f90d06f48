package import Consistency
package import Reporting
import Survey
package import TextFormats

/// What the screen shows just now.
package enum Panel: Sendable {
    /// What this is about and where to begin.
    case welcome
    /// The present step with its ways to answer.
    case step
    /// A text to read, at a line.
    case text(TextPage, scroll: Int)
    /// A line to type.
    case editor(Editor, TextField)
    /// Search with its results.
    case search(TextField, cursor: Int)
    /// Something to choose from.
    case list(ListKind, cursor: Int)
    /// The file was changed by someone else: whose word counts?
    case conflict

    /// A text to read.
    package enum TextPage: Sendable {
        /// A finished report: help on a question, scores.
        case report(Report)
        /// What to know before the first question of a section.
        case introduction(Report)
        /// What is still missing, before leaving.
        case summary(Report)
        /// The keys.
        case keys
    }

    /// What a line is typed for.
    package enum Editor: Sendable {
        /// A remark on an answer.
        case comment(item: Int)
        /// Evidence for an answer, with the texts given before.
        case evidence(item: Int, [String])
        /// Why a question does not apply.
        case reason(item: Int)
        /// Who answers.
        case author
        /// Why a doubt is no fault.
        case acceptance(Edit)
    }

    /// Lists of steps.
    package enum ListKind: Hashable, Sendable {
        case sections, unanswered, contradictions
    }
}

/// A line of a list; a line with a target can be chosen.
package struct ListRow: Sendable {
    /// What choosing the line does.
    package enum Target: Sendable {
        /// Goes to a step.
        case step(Step)
        /// Offers to accept a doubt.
        case doubt(Edit)
    }

    /// What stands in front, such as a question's id.
    package let mark: String
    /// The text.
    package let text: LocalizedText
    /// Lines below it.
    package var details: [LocalizedText] = []
    /// How it stands out.
    package var emphasis: Report.Span.Emphasis = .plain
    /// What choosing it does; `nil` for text between.
    package let target: Target?
}
