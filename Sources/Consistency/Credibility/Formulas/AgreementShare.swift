/// The share of agreeing answers among those given: acquiescence.
///
/// Yes answers divided by yes and no answers; of a rating scale, answers above its midpoint divided
/// by all (the ARS of R's `resquin`). Missing answers count in neither.
package struct AgreementShare: Hashable, Sendable {
    /// The number of answers that agree.
    package let agreeing: Int
    /// The number of answers.
    package let answers: Int

    /// Counts agreeing answers; `nil` stands for a missing answer.
    ///
    /// - Complexity: O(*n*).
    package init(of answers: some Sequence<Bool?>) {
        var (agreeing, count) = (0, 0)
        for case .some(let agrees) in answers {
            count += 1
            if agrees { agreeing += 1 }
        }
        self.agreeing = agreeing
        self.answers = count
    }

    /// Agreeing answers divided by answers; `nil` without answers.
    package var share: Ratio? { answers == 0 ? nil : Ratio(agreeing, answers) }
}
