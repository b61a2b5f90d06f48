import Assessment
import Survey
import TestSupport
import TextFormats
import Testing

/// Values as a person types them: ids and labels, in either language and case.
@Suite struct TypedValueTests {
    @Test(arguments: [
        // Ids and labels in both languages, whatever the case and the spaces around.
        ("V4", "yes", PossibleValues.options([.init(index: 1)])),
        ("V4", "YES", .options([.init(index: 1)])), ("V4", "Jā", .options([.init(index: 1)])),
        ("V4", "jĀ", .options([.init(index: 1)])), ("V4", "NĒ", .options([.init(index: 0)])),
        ("V4", "  no\t", .options([.init(index: 0)])),
        ("V4", "\u{A0}nē\u{A0}", .options([.init(index: 0)])),
        ("B1.all", "Lielākā daļa", .options([.init(index: 2)])),
        ("B1.all", "most", .options([.init(index: 2)])),
        // Several, separated by commas.
        (
            "V1", "society, citām iestādēm",
            .subset(included: [.init(index: 0), .init(index: 2)], excluded: [.init(index: 1)])
        ),
        (
            "V1", "\u{A0}To society as a whole ,institutions,",
            .subset(included: [.init(index: 0), .init(index: 2)], excluded: [.init(index: 1)])
        ),
        ("V1", "", .subset(included: [], excluded: .first(3))),
        // Numbers, also uncertain ones.
        ("V2", "0", .count(0...0)), ("V2", "100000", .count(100_000...100_000)),
        ("V2", "\u{A0}12 ", .count(12...12)), ("V2", "10..20", .count(10...20)),
        ("V2", " 10 .. 20 ", .count(10...20)), ("V2", "7..7", .count(7...7)),
    ])
    func `A typed value is understood`(
        item: String, text: String, values: PossibleValues
    ) throws {
        #expect(try format(of: item).value(typed: text) == .success(values))
    }

    @Test(
        arguments: [
            ("V4", "", nil), ("V4", "maybe", nil), ("V4", "yess", "yes"), ("V4", "yes, no", nil),
            ("B1.all", "mots", "most"), ("B1.all", "Lielaka daļa", "Lielākā daļa"),
            ("V1", "society, instituions", "institutions"), ("V2", "", nil), ("V2", "-1", nil),
            ("V2", "100001", nil), ("V2", "1.5", nil), ("V2", "1,5", nil), ("V2", "1 000", nil),
            ("V2", "ten", nil), ("V2", "20..10", nil), ("V2", "10..", nil), ("V2", "..10", nil),
            ("V2", "..", nil), ("V2", "1..2..3", nil), ("V2", "1...3", nil),
            ("V2", "0..100001", nil),
            ("V2", "٣", nil), ("V2", "99999999999999999999", nil),
        ] as [(String, String, String?)])
    func `Anything else is a fault with the nearest option`(
        item: String, text: String, nearest: String?
    ) throws {
        guard case .failure(let fault) = try format(of: item).value(typed: text) else {
            Issue.record("\(text) was understood")
            return
        }
        #expect(fault.nearest == nearest)
        #expect(!fault.advice.lv.isEmpty && !fault.advice.en.isEmpty)
        #expect(fault.message.en.contains("does not answer"))
    }

    private func format(of item: String) throws -> ValueFormat {
        let questionnaire = try Bundled.definition().questionnaire
        let index = try #require(questionnaire.itemIndex(item))
        let kind = questionnaire.question(of: questionnaire.items[index]).kind
        return ValueFormat(kind: kind, in: questionnaire)
    }
}
