package import Assessment
package import Survey

/// The answers as an audit leaves them: refuted ones replaced by what was verified.
///
/// Verdicts on answers that have changed since are left out.
package struct VerifiedResponse: Sendable {
    /// The answers, verified values in the place of refuted ones; all others as self-assessed.
    package let response: Response
    /// Only the answers that were confirmed or refuted; everything else is unanswered.
    package let verifiedOnly: Response
    /// Which items were verified, replaced and out of date.
    package let verification: Verification

    /// Applies an audit to the answers that it judges.
    ///
    /// Comments, evidence and author of a refuted answer are those of the institution and go with
    /// the answer that they belonged to.
    package init(_ selfAssessed: Response, audit: Audit, questionnaire: Questionnaire) {
        var response = selfAssessed
        var verifiedOnly = selfAssessed
        verifiedOnly.answers = [:]
        var locked: [Int] = []
        var replaced: [Int] = []
        var stale: [Int] = []
        for (index, item) in questionnaire.items.enumerated() {
            guard let entry = audit.entries[item.id] else { continue }
            guard audit.isCurrent(entry, of: item.id, in: selfAssessed) else {
                stale.append(index)
                continue
            }
            guard let verified = entry.verified else { continue }
            locked.append(index)
            if case .refuted = entry.verdict {
                response.answers[item.id] = Answer(verified)
                replaced.append(index)
            }
            verifiedOnly.answers[item.id] = response.answers[item.id]
        }
        self.response = response
        self.verifiedOnly = verifiedOnly
        verification = Verification(verified: locked, replaced: replaced, stale: stale)
    }
}
