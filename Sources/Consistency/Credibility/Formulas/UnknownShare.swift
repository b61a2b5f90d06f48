/// The share of questions to which the respondent does not know the answer.
///
/// Unknown answers divided by the items that are asked and applicable. An item without an answer is
/// not unknown: it counts below the line only.
package struct UnknownShare: Hashable, Sendable {
    /// The number of unknown answers.
    package let unknown: Int
    /// The number of answers of any kind: known, partly known and unknown.
    package let answers: Int
    /// The number of items that are asked and applicable, answered or not.
    package let applicable: Int

    /// Counts the states of some items.
    ///
    /// - Complexity: O(*n*).
    package init(of states: some Sequence<ResponseState.ItemState>) {
        var (unknown, answers, applicable) = (0, 0, 0)
        for state in states where state.isApplicable {
            applicable += 1
            if state != .unanswered { answers += 1 }
            if state == .unknown { unknown += 1 }
        }
        self.unknown = unknown
        self.answers = answers
        self.applicable = applicable
    }

    /// Unknown answers divided by applicable items; `nil` when nothing applicable is asked.
    package var share: Ratio? { applicable == 0 ? nil : Ratio(unknown, applicable) }
}
