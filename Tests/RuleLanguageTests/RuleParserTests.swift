import Testing
import TextFormats

@testable import RuleLanguage

/// Rules and the trees they stand for, built by hand with the offset of every name.
@Suite struct RuleParserTests {
    /// A rule's text and its tree.
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let header: TemplateHeader?
        let expression: Expression
        var testDescription: String { text }

        init(_ text: String, header: TemplateHeader? = nil, _ expression: Expression) {
            (self.text, self.header, self.expression) = (text, header, expression)
        }
    }

    @Test("A rule is read as its tree", arguments: comparisons + choices + groups + sums)
    func trees(_ sample: Sample) {
        #expect(
            readRule(sample.text)
                == .success(RuleText(header: nil, expression: sample.expression)))
        #expect(readCondition(sample.text) == .success(sample.expression))
    }

    @Test("A template is read as its header and tree, and is no condition", arguments: templates)
    func template(_ sample: Sample) {
        #expect(
            readRule(sample.text)
                == .success(RuleText(header: sample.header, expression: sample.expression)))
        #expect(readCondition(sample.text).failure?.offset == 0)
    }

    static let comparisons: [Sample] =
        Relation.allCases.map { relation in
            let sign = relation.rawValue
            return Sample(
                "V3 \(sign) V2", .comparison(term("V3", 0), relation, term("V2", 4 + sign.count)))
        } + [
            Sample("V21=yes", .comparison(term("V21", 0), .equal, term("yes", 4))),
            Sample(
                " \t\nV21\n=\tyes ", .comparison(term("V21", 3), .equal, term("yes", 9))),
            Sample("V3 >= 1", .comparison(term("V3", 0), .greaterOrEqual, .number(1, offset: 6))),
            Sample("0 < V3", .comparison(.number(0, offset: 0), .less, term("V3", 4))),
            Sample(
                "V3 <= 999999999",
                .comparison(term("V3", 0), .lessOrEqual, .number(999_999_999, offset: 6))),
            Sample(
                "B1.key >= B1.all",
                .comparison(term("B1.key", 0), .greaterOrEqual, term("B1.all", 10))),
            Sample("S.all = all", .comparison(term("S.all", 0), .equal, term("all", 8))),
            Sample("all = any", .comparison(term("all", 0), .equal, term("any", 6))),
            Sample("count != all", .comparison(term("count", 0), .notEqual, term("all", 9))),
            Sample(
                "count.all = 2", .comparison(term("count.all", 0), .equal, .number(2, offset: 12))),
            Sample("question = x_1", .comparison(term("question", 0), .equal, term("x_1", 11))),
            Sample(
                "kind = central_government",
                .comparison(term("kind", 0), .equal, term("central_government", 7))),
        ]

    static let choices: [Sample] = [
        Sample("V1 has institutions", .has(ref("V1", 0), Name("institutions", at: 7))),
        Sample("V1.key has all", .has(ref("V1.key", 0), Name("all", at: 11))),
        Sample("V19 = {none}", .isExactly(ref("V19", 0), [Name("none", at: 7)], negated: false)),
        Sample(
            "V19 != { a , b,c }",
            .isExactly(
                ref("V19", 0), [Name("a", at: 9), Name("b", at: 13), Name("c", at: 15)],
                negated: true)),
    ]

    static let groups: [Sample] = [
        Sample(
            "all(N1..N5 = none)",
            .every(group([(ref("N1", 4), ref("N5", 8))], .equal, term("none", 13)))),
        Sample(
            "any (U1, U3 .. U4.key != yes)",
            .some(
                group(
                    [(ref("U1", 5), nil), (ref("U3", 9), ref("U4.key", 15))], .notEqual,
                    term("yes", 25)))),
        Sample(
            "count(U1..U34 = yes) > 26",
            .comparison(
                .count(group([(ref("U1", 6), ref("U34", 10))], .equal, term("yes", 16)), offset: 0),
                .greater, .number(26, offset: 23))),
        Sample(
            "2 < count(A > V1 + 1)",
            .comparison(
                .number(2, offset: 0), .less,
                .count(
                    group(
                        [(ref("A", 10), nil)], .greater,
                        .sum([term("V1", 14), .number(1, offset: 19)])), offset: 4))),
        Sample(
            "all(all = all)", .every(group([(ref("all", 4), nil)], .equal, term("all", 10)))),
    ]

    static let sums: [Sample] = [
        Sample(
            "V1 + V2 - V3 = 0",
            .comparison(
                .sum([term("V1", 0), term("V2", 5), .multiple(-1, term("V3", 10))]), .equal,
                .number(0, offset: 15))),
        Sample(
            "2*V1 <= 3 * V2",
            .comparison(.multiple(2, term("V1", 2)), .lessOrEqual, .multiple(3, term("V2", 12)))),
        Sample(
            "V1 - 2*V2 - 3 > 4*5",
            .comparison(
                .sum([term("V1", 0), .multiple(-2, term("V2", 7)), .number(-3, offset: 12)]),
                .greater, .multiple(4, .number(5, offset: 18)))),
        Sample(
            "V9 - 2*count(A = b) >= 1",
            .comparison(
                .sum([
                    term("V9", 0),
                    .multiple(
                        -2,
                        .count(group([(ref("A", 13), nil)], .equal, term("b", 17)), offset: 7)),
                ]), .greaterOrEqual, .number(1, offset: 23))),
    ]

    static let templates: [Sample] = [
        Sample(
            "for each share question S: S.all = all => S.key = all",
            header: TemplateHeader(
                variable: Name("S", at: 24), range: .scale(Name("share", at: 9))),
            .implies(
                .comparison(term("S.all", 27), .equal, term("all", 35)),
                .comparison(term("S.key", 42), .equal, term("all", 50)))),
        Sample(
            "for each question Q in V6, V7: Q has none => Q = {none}",
            header: TemplateHeader(
                variable: Name("Q", at: 18),
                range: .questions([Name("V6", at: 23), Name("V7", at: 27)])),
            .implies(
                .has(ref("Q", 31), Name("none", at: 37)),
                .isExactly(ref("Q", 45), [Name("none", at: 50)], negated: false))),
        Sample(
            "for each question question Q: Q = 1",
            header: TemplateHeader(
                variable: Name("Q", at: 27), range: .scale(Name("question", at: 9))),
            .comparison(term("Q", 30), .equal, .number(1, offset: 34))),
    ]

    @Test(
        "The references of a rule are listed in the order of the text",
        arguments: [
            ("not V1 = yes => V2.key has x or V3 != {a}", ["V1", "yes", "V2.key", "V3"]),
            (
                "count(A1..A9, B > 2*C + 1) - D < 3 and all(E = f)",
                ["A1", "A9", "B", "C", "D", "E", "f"]
            ),
            ("1 = 1", []),
        ])
    func references(_ text: String, _ expected: [String]) throws {
        let references = try RuleParser.parseCondition(text).references
        #expect(
            references.map { [$0.name, $0.scope].compactMap { $0?.text }.joined(separator: ".") }
                == expected)
    }
}
