@testable import Consistency
import Testing

/// Faults of `credibility.json`: each is reported with its place, and reading goes on.
@Suite struct CredibilityReaderTests {
    private let fixture: CredibilityFixture

    init() throws { fixture = try CredibilityFixture.bundled.get() }

    /// A change of the bundled file and what is reported.
    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let findings: [String]

        init(_ old: String, _ new: String, _ findings: String...) {
            (self.old, self.new, self.findings) = (old, new, findings)
        }

        var testDescription: String { "\(old) -> \(new)" }
    }

    @Test("A fault is reported at its place", arguments: faults)
    func fault(_ fault: Fault) throws {
        #expect(try fixture.findings(replacing: fault.old, with: fault.new) == fault.findings)
    }

    static let faults = [
        Fault(
            "briedums.credibility/1", "briedums.credibility/2",
            "json.unknown-schema /schema: the schema 'briedums.credibility/2' is not known; "
                + "'briedums.credibility/1' is expected here."),
        Fault(
            #""unknown_share""#, #""unknown_shares""#,
            "definition.dangling-id /indices/0/id: 'unknown_shares' is not known."),
        Fault(
            #""acquiescence""#, #""longest_run""#,
            "json.unknown-key /indices/2/positive: the key 'positive' is not known here.",
            "definition.duplicate-id /indices/2: the id 'longest_run' is used twice."),
        Fault(
            #""longest_run""#, #""acquiescence""#,
            "json.missing-key /indices/1: the key 'positive' is missing.",
            "definition.duplicate-id /indices/2: the id 'acquiescence' is used twice."),
        Fault(
            #""watch": {"#, #""wach": {"#,
            "json.missing-key /verdicts: the key 'watch' is missing.",
            "json.unknown-key /verdicts/wach: the key 'wach' is not known here."),
        Fault(
            #""at_least": "1/4""#, #""at_least": 0.25"#,
            "json.wrong-kind /indices/0/watch/at_least: expected a string, found a number."),
        Fault(
            #""at_least": "1/4""#, #""at_least": "25 %""#,
            "credibility.threshold /indices/0/watch/at_least: '25 %' is not a threshold from 0 to "
                + "100 with a denominator up to 1000, such as '1/4'."),
        Fault(
            #""at_least": "1/4""#, #""at_least": "1/1009""#,
            "credibility.threshold /indices/0/watch/at_least: '1/1009' is not a threshold from 0 "
                + "to 100 with a denominator up to 1000, such as '1/4'."),
        Fault(
            #""at_least": "1/4""#, #""at_least": "3/4""#,
            "credibility.threshold /indices/0/doubtful: the doubtful values are not among those "
                + "of 'watch'."),
        Fault(
            #""at_least": "1/4""#, #""at_most": "1/4""#,
            "credibility.threshold /indices/0/doubtful: the doubtful values are not among those "
                + "of 'watch'."),
        Fault(
            #""at_least": "1/4""#, "",
            "credibility.threshold /indices/0/watch: give 'at_least', 'at_most' or both."),
        Fault(
            #""at_least": "5/4""#, #""at_least": "1/4""#,
            "credibility.threshold /indices/4/watch: every value is included: 'at_least' is not "
                + "above 'at_most'."),
        Fault(
            #""U1..U34""#, #""U1..U35""#,
            "definition.dangling-id /indices/1/over/questions/0: 'U35' is not known."),
        Fault(
            #""U1..U34""#, #""U34..U1""#,
            "credibility.selection /indices/1/over/questions/0: 'U1' comes before 'U34' in the "
                + "questionnaire."),
        Fault(
            #""U1..U34""#, #""U1..U34", "U3""#,
            "credibility.selection /indices/1/over/questions/1: 'U3' repeats questions that are "
                + "named already."),
        Fault(
            #""U1..U34""#, #""U1...U34""#,
            "definition.dangling-id /indices/1/over/questions/0: 'U1...U34' is not known."),
        Fault(
            #""U1..U34""#, #""U1..U34", "V2""#,
            "credibility.scale /indices/1/over: this index needs questions of one common scale."),
        Fault(
            #""U1..U34""#, "",
            "credibility.selection /indices/1/over: no question is selected."),
        Fault(
            #""scale": "share""#, #""scale": "yes_no", "questions": []"#,
            "credibility.selection /indices/4/over/scale: give 'questions' or 'scale', not both."),
        Fault(
            #""scale": "share""#, #""scale": "shares""#,
            "definition.dangling-id /indices/4/over/scale: 'shares' is not known."),
        Fault(
            #""scope": "all""#, #""scope": "keys""#,
            "definition.dangling-id /indices/4/over/scope: 'keys' is not known."),
        Fault(
            #""yes""#, #""maybe""#,
            "definition.dangling-id /indices/2/positive/0: 'maybe' is not known."),
        Fault(
            #""yes""#, #""yes", "no""#,
            "credibility.positive /indices/2/positive: every option of U1 counts as yes."),
        Fault(
            #""yes""#, "",
            "credibility.positive /indices/2/positive: at least one option that counts as yes is "
                + "needed."),
        Fault(
            #""minimum_answers": 10"#, #""minimum_answers": 0"#,
            "json.number-out-of-range /indices/0/minimum_answers: 0 is not between 1 and 10000."),
        Fault(
            #""minimum_answers": 10"#, #""minimum_answers": 1000"#,
            "credibility.minimum /indices/0/minimum_answers: there are only 131 questions, so the "
                + "index would never be computed."),
        Fault(
            #""responses": 119"#, #""responses": 89"#,
            "json.number-out-of-range /reference/positive/U10: 90 is not between 0 and 89."),
        Fault(
            #""U34": 57"#, #""U35": 57"#,
            "definition.dangling-id /reference/positive/U35: 'U35' is not known.",
            "credibility.reference /reference/positive: there is no count for these questions: "
                + "U34."),
        Fault(
            #""reference": "mūsu / ours","#, "",
            "json.missing-key /indices/0: the key 'reference' is missing."),
    ]

    @Test("Every fault of a file is reported in one run")
    func several() throws {
        let text = fixture.text
            .replacing(#""at_least": "1/2""#, with: #""at_least": "x""#)
            .replacing(#""scope": "all""#, with: #""scope": "some""#)
        let findings = fixture.findings(in: text)
        #expect(findings.count == 3)
    }

    @Test("Broken structure is a finding, never a crash", arguments: structures)
    func structure(_ text: String, _ count: Int) {
        #expect(fixture.findings(in: text).count == count)
    }

    static let structures: [(String, Int)] = [
        ("[]", 1), ("{}", 4), (#"{"indices": [], "verdicts": [], "note": 1, "schema": null}"#, 4),
        (#"{"indices": [1, {}, []], "verdicts": {}, "note": "", "reference": 3}"#, 17),
    ]

    @Test("A version may leave the reference group out")
    func noReference() throws {
        let start = try #require(
            fixture.text.firstRange(of: "  \"reference\": {\n    \"responses\""))
        let before = fixture.text[..<start.lowerBound]
        let comma = try #require(before.lastIndex(of: ","))
        #expect(fixture.findings(in: before[..<comma] + "\n}").isEmpty)
    }
}
