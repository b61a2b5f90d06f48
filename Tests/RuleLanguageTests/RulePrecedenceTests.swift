import RuleLanguage
import Testing

/// Which parts of a rule belong together: `not` before `and` before `or` before `=>`.
@Suite struct RulePrecedenceTests {
    @Test(
        "A rule is read as the same rule with all its brackets",
        arguments: [
            ("a or b and c", "(a or (b and c))"),
            ("a and b or c", "((a and b) or c)"),
            ("not a and b", "((not a) and b)"),
            ("not a or b", "((not a) or b)"),
            ("not not a", "(not (not a))"),
            ("not (a or b)", "(not (a or b))"),
            ("a => b or c", "(a => (b or c))"),
            ("a or b => c", "((a or b) => c)"),
            ("not a => b", "((not a) => b)"),
            ("a => b => c", "(a => (b => c))"),
            ("(a => b) => c", "((a => b) => c)"),
            ("a => b => c => d", "(a => (b => (c => d)))"),
            ("a and b and c", "(a and b and c)"),
            ("a or b or c", "(a or b or c)"),
            ("a and (b and c)", "(a and (b and c))"),
            ("(a or b) and c", "((a or b) and c)"),
            ("a and (b => c) or not d", "((a and (b => c)) or (not d))"),
            ("((((a))))", "a"),
            ("a and b => c and d or e => not f", "((a and b) => (((c and d) or e) => (not f)))"),
        ])
    func precedence(_ short: String, _ bracketed: String) throws {
        let expression = try RuleParser.parseCondition(Self.written(short))
        #expect(shape(expression) == bracketed)
        // The bracketed text means the same as the short one.
        #expect(shape(try RuleParser.parseCondition(Self.written(bracketed))) == bracketed)
    }

    /// A rule in which every one-letter name is a whole comparison.
    private static func written(_ text: String) -> String {
        text.split(separator: " ").map { word in
            let letters = word.filter(\.isLetter)
            return letters.count == 1
                ? String(word).replacing(letters, with: "\(letters) = 1") : String(word)
        }.joined(separator: " ")
    }

    private func shape(_ expression: Expression) -> String {
        switch expression {
        case .implies(let left, let right): "(\(shape(left)) => \(shape(right)))"
        case .and(let parts): "(" + parts.map(shape).joined(separator: " and ") + ")"
        case .or(let parts): "(" + parts.map(shape).joined(separator: " or ") + ")"
        case .not(let inner): "(not \(shape(inner)))"
        case .comparison(.reference(let left), .equal, .number(1, _)): left.name.text
        default: "?"
        }
    }
}
