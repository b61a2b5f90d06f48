@testable import RuleLanguage

/// The text of a rule with `▲` where a fault is, and the mark's offset in Unicode scalars.
struct MarkedRule {
    let text: String
    let offset: Int?

    init(_ marked: String) {
        let scalars = Array(marked.unicodeScalars)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.filter { $0 != "▲" })
        self.text = String(text)
        offset = scalars.firstIndex(of: "▲")
    }
}

/// Reads a rule; the error instead if it has a fault.
func readRule(_ text: String) -> Result<RuleText, RuleSyntaxError> {
    Result { () throws(RuleSyntaxError) in try RuleParser.parseRule(text) }
}

/// Reads a condition; the error instead if it has a fault.
func readCondition(_ text: String) -> Result<Expression, RuleSyntaxError> {
    Result { () throws(RuleSyntaxError) in try RuleParser.parseCondition(text) }
}

extension Result {
    /// The error of a failure.
    var failure: Failure? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}

/// A reference as it is written, at its offset: `ref("B1.key", 4)`.
func ref(_ text: String, _ offset: Int) -> Reference {
    let parts = text.split(separator: ".").map(String.init)
    return Reference(
        Name(parts[0], at: offset),
        scope: parts.count > 1 ? Name(parts[1], at: offset + parts[0].count + 1) : nil)
}

/// A reference as a term.
func term(_ text: String, _ offset: Int) -> Term { .reference(ref(text, offset)) }

/// Some questions, each alone or a range, compared with a value.
func group(
    _ members: [(first: Reference, last: Reference?)], _ relation: Relation, _ value: Term
) -> GroupCondition {
    GroupCondition(
        members: members.map { GroupCondition.Member(first: $0.first, last: $0.last) },
        relation: relation, value: value)
}
