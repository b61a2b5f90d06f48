/// A doubt that the respondent has looked at and stands by, with the reason.
///
/// The answers that raised the doubt are kept with it: when one of them changes, the acceptance no
/// longer counts and the doubt is open again.
package struct AcceptedDoubt: Hashable, Sendable {
    /// The id of the rule's instance, such as `PR03` or `PR15:key`.
    package let edit: String
    /// Why the answers are right all the same.
    package let reason: String
    /// Who accepted the doubt.
    package let author: String?
    /// When, as UTC in ISO 8601.
    package let time: String?
    /// What was answered then, by item id; items without an answer are left out.
    package let answers: [String: Answer.Statement]

    /// Accepts a doubt.
    package init(
        edit: String, reason: String, author: String?, time: String?,
        answers: [String: Answer.Statement]
    ) {
        self.edit = edit
        self.reason = reason
        self.author = author
        self.time = time
        self.answers = answers
    }

    /// Whether the answers to some items are still those for which the doubt was accepted.
    package func isCurrent(in response: Response, items: [String]) -> Bool {
        answers == response.statements(of: items)
    }
}

extension Response {
    /// What is answered to some items, by id; items without an answer are left out.
    package func statements(of items: [String]) -> [String: Answer.Statement] {
        items.reduce(into: [:]) { $0[$1] = answers[$1]?.statement }
    }
}
