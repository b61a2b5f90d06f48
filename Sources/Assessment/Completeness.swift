package import Consistency

/// How many items of a response are in which state.
package struct Completeness: Hashable, Sendable {
    /// Items answered with exactly one value.
    package var answered = 0
    /// Items answered with several values left possible.
    package var partial = 0
    /// Items that the respondent does not know.
    package var unknown = 0
    /// Items that do not apply.
    package var notApplicable = 0
    /// Items whose condition is false.
    package var notAsked = 0
    /// Items not asked that were answered all the same.
    package var answeredThoughNotAsked = 0
    /// Items without an answer.
    package var unanswered = 0

    /// Items that are asked.
    package var asked: Int { answered + partial + unknown + notApplicable + unanswered }

    /// Counts the states of some items.
    package init(_ states: some Sequence<ResponseState.ItemState>) {
        for state in states {
            switch state {
            case .answered: answered += 1
            case .partial: partial += 1
            case .unknown: unknown += 1
            case .notApplicable: notApplicable += 1
            case .notAsked(let hasAnswer):
                notAsked += 1
                if hasAnswer { answeredThoughNotAsked += 1 }
            case .unanswered: unanswered += 1
            }
        }
    }
}
