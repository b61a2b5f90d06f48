/// Answers that go against the order of the questions: a no to a common thing beside a yes to a
/// rarer one.
///
/// G = #{(i, j): p_i > p_j, x_i = 0, x_j = 1}, where p is the share of yes to a question in a
/// reference group (van der Flier; Meijer 1994). Questions that are equally common make no error
/// between them, as the definition says; R's `PerFit` counts them in column order.
package struct GuttmanErrors: Hashable, Sendable {
    /// The number of pairs against the order, G.
    package let count: Int
    /// The number of answers that are yes, S.
    package let positive: Int
    /// The number of answers, n.
    package let answers: Int

    /// Counts the errors of some answers.
    ///
    /// - Parameter answers: Whether each answer is yes, with the share of yes in the reference
    ///   group.
    /// - Complexity: O(*n* log *n*).
    package init(_ answers: some Sequence<(isPositive: Bool, popularity: Ratio)>) {
        let ordered = answers.sorted { $0.popularity > $1.popularity }
        var count = 0
        var negativeBefore = 0
        var start = 0
        while start < ordered.count {
            let tied = ordered[start...].prefix { $0.popularity == ordered[start].popularity }
            let positive = tied.count { $0.isPositive }
            count += negativeBefore * positive
            negativeBefore += tied.count - positive
            start = tied.endIndex
        }
        self.count = count
        self.answers = ordered.count
        positive = ordered.count - negativeBefore
    }

    /// The most errors that as many yeses can make: S·(n − S).
    package var maximum: Int { positive * (answers - positive) }

    /// The share of the possible errors: G / (S·(n − S)); `nil` when all answers are the same.
    package var normed: Ratio? { maximum == 0 ? nil : Ratio(count, maximum) }
}
