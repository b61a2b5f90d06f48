import Anonymisation
import Assessment
import Consistency
import Survey
import TestSupport
import Testing

/// Numbers are put into bands at the limits that the definition itself uses.
@Suite struct CountBandsTests {
    // Groups: staff <= 50, staff >= 500, V2 <= 10, V2 >= 50; conditions and rules: V2 > 0, V3 > 0.
    @Test(
        "The bands of vppp 2021.1",
        arguments: [
            ("staff", [0...50, 51...499, 500...1_000_000]),
            ("V2", [0...0, 1...10, 11...49, 50...100_000]), ("V3", [0...0, 1...100_000]),
        ])
    func shipped(_ name: String, _ expected: [ClosedRange<Int>]) throws {
        let definition = try Bundled.definition()
        let questionnaire = definition.questionnaire
        let operand =
            questionnaire.itemIndex(name).map { Operand.item($0) }
            ?? questionnaire.profile.firstIndex { $0.id == name }.map { .profile($0) }
        let subject = try #require(operand)
        let bands = try #require(CountBands(of: subject, in: definition))
        #expect(bands.ranges == expected)
    }

    @Test(
        "Bands cover the domain and merge in pairs until one is left",
        arguments: [
            ([], [[0...9]]), ([9, -1, 20], [[0...9]]), ([3], [[0...3, 4...9], [0...9]]),
            ([3, 0, 3], [[0...0, 1...3, 4...9], [0...3, 4...9], [0...9]]),
            (
                [0, 1, 2, 3],
                [
                    [0...0, 1...1, 2...2, 3...3, 4...9], [0...1, 2...3, 4...9], [0...3, 4...9],
                    [0...9],
                ]
            ),
        ])
    func merging(_ cuts: [Int], _ expected: [[ClosedRange<Int>]]) {
        let bands = CountBands(0...9, cutAfter: cuts)
        #expect(bands.levelCount == expected.count)
        #expect((0..<bands.levelCount).map { bands.merged($0) } == expected)
    }

    @Test("A comparison with another question cuts nothing; a multiple is rounded the right way")
    func formulas() throws {
        var small = SmallDefinition(
            scales: #"""
                [{ "id": "yes_no", "ordered": true, "options": [
                    { "id": "no", "label": { "lv": "n", "en": "n" } },
                    { "id": "yes", "label": { "lv": "y", "en": "y" } }] }]
                """#,
            [
                .init("M", #""count": { "minimum": 0, "maximum": 99 }"#),
                .init("N", #""count": { "minimum": 0, "maximum": 99 }"#),
                .init("Y", #""scale": "yes_no""#),
            ])
        small.setRules([
            ("A", "hard", "N <= M"), ("B", "soft", "Y = yes => N >= 7"),
            ("C", "soft", "N < 30 or Y = no"), ("D", "soft", "N + N <= 81"),
        ])
        small.setMaturity(
            values: #"{ "yes_no": { "no": "0", "yes": "1" } }"#,
            weights: #"{ "Y": { "a": 1, "b": 1 } }"#)
        let definition = try small.read()
        // N >= 7 after 6; N < 30 after 29; 2 N <= 81 after 40.
        let bands = try #require(CountBands(of: .item(1), in: definition))
        #expect(bands.ranges == [0...6, 7...29, 30...40, 41...99])
        #expect(CountBands(of: .item(0), in: definition)?.ranges == [0...99])
        #expect(CountBands(of: .item(2), in: definition) == nil)
    }
}
