@testable import Consistency
import Survey
import Testing
import TextFormats

/// The bundled indices over whole responses: values, missing values, verdicts on their thresholds.
@Suite struct CredibilityModelTests {
    private let fixture: CredibilityFixture

    init() throws { fixture = try CredibilityFixture.bundled.get() }

    // MARK: The bundled file

    @Test("The bundled file has every index, over the questions it names")
    func bundled() throws {
        let model = fixture.model
        #expect(model.indices.map(\.kind) == CredibilityModel.Kind.allCases)
        func items(_ kind: CredibilityModel.Kind) throws -> [String] {
            try #require(model.index(kind)).members.map { fixture.questionnaire.items[$0.item].id }
        }
        let tasks = (1...34).map { "U\($0)" }
        #expect(try items(.unknownShare) == fixture.questionnaire.items.map(\.id))
        #expect(try items(.longestRun) == tasks)
        #expect(try items(.acquiescence) == tasks)
        #expect(try items(.normedGuttmanErrors) == tasks)
        let services = try items(.variability)
        #expect(services.count == 38)
        #expect(services.allSatisfy { $0.hasSuffix(".all") })
        #expect(model.reference?.shares.count == 34)
        #expect(model.reference?.source.lv.contains("SINTĒTISKĀS") == true)
        #expect(model.reference?.source.en.contains("SYNTHETIC") == true)
        let u2 = try #require(fixture.questionnaire.itemIndex("U2"))
        #expect(model.reference?.shares[u2] == Ratio(37, 119))
        for verdict in CredibilityVerdict.allCases {
            #expect(model.text(for: verdict).label.lv.isEmpty == false)
        }
    }

    /// A sample with what an independent program computed for it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let verdict: CredibilityVerdict?
        let unknown: String
        var run: String?
        var agreement: String?
        var errors: (count: Int, share: String)?
        var variance: String?
        var testDescription: String { name }
    }

    static let computed = [
        Sample(
            name: "clean", verdict: .normal, unknown: "10/129", run: "9/34", agreement: "6/29",
            errors: (54, "9/23"), variance: "283/595"),
        Sample(
            name: "contradictory", verdict: .normal, unknown: "2/43", run: "1/2",
            agreement: "29/34", errors: (37, "37/145"), variance: "719/992"),
        Sample(
            name: "high-group", verdict: .normal, unknown: "2/129", run: "7/17",
            agreement: "29/34", errors: (59, "59/145"), variance: "77/111"),
        // 86 of 129: K1 is answered unknown twice, but only municipalities are asked.
        Sample(name: "mostly-unknown", verdict: .doubtful, unknown: "2/3", variance: "37/105"),
    ]

    @Test("Samples have the values of an independent program", arguments: computed)
    func computedSample(_ sample: Sample) throws {
        let assessment = CredibilityAssessment(
            try state(ofSample: sample.name), model: fixture.model)
        let values = Dictionary(
            uniqueKeysWithValues: assessment.components.map { ($0.index.kind, $0.value) })
        #expect(values[.unknownShare]?.share?.text == sample.unknown)
        #expect(values[.longestRun]?.share?.text == sample.run)
        #expect(values[.acquiescence]?.share?.text == sample.agreement)
        #expect(values[.normedGuttmanErrors]?.share?.text == sample.errors?.share)
        if case .errors(let errors) = values[.normedGuttmanErrors] {
            #expect(errors.count == sample.errors?.count)
        }
        if case .variability(let variability) = values[.variability] {
            #expect(variability.variance.text == sample.variance)
        }
        #expect(assessment.verdict == sample.verdict)
    }

    @Test(
        "Every sample is assessed",
        arguments: [
            "basic-group", "clean", "contradictory", "coordinating-ministry", "high-group",
            "mostly-unknown", "municipality", "new",
        ])
    func samples(_ name: String) throws {
        let assessment = CredibilityAssessment(try state(ofSample: name), model: fixture.model)
        #expect(assessment.components.count == 5)
        #expect(assessment.verdict == assessment.components.compactMap(\.verdict).max())
        #expect((assessment.verdict == nil) == (name == "new"))
    }

    private func state(ofSample name: String) throws -> ResponseState {
        let path = "\(CredibilityFixture.root)/Samples/institutions/\(name).answers.json"
        let log = DiagnosticLog()
        let bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
        let root = try #require(
            JSONCursor(parsing: JSONSource(file: name, bytes: bytes), log: log))
        let header = try #require(ResponseReader.header(root))
        #expect(header.identity == fixture.questionnaire.identity, "the pinned digest is current")
        let response = try #require(ResponseReader.response(root, to: fixture.questionnaire))
        #expect(log.findings.isEmpty)
        return ResponseState(response, to: fixture.questionnaire, conditions: fixture.conditions)
    }

    // MARK: Whole responses

    @Test("A uniform form: one run, all yes, no order to break")
    func uniform() throws {
        let state = fixture.tasks(Array(repeating: true, count: 34))
        let run = try fixture.component(.longestRun, of: state)
        #expect(run.value.share == Ratio(1, 1))
        #expect(run.verdict == .doubtful)
        #expect(run.crossing == .atLeast(Ratio(1, 1)))
        #expect(try fixture.component(.acquiescence, of: state).verdict == .doubtful)
        let errors = try fixture.component(.normedGuttmanErrors, of: state)
        #expect(errors.value == .undefined(.allAnswersEqual))
        #expect(errors.verdict == nil)
        #expect(CredibilityAssessment(state, model: fixture.model).verdict == .doubtful)
    }

    @Test("An open answer breaks a run and leaves agreement and order")
    func open() throws {
        let state = fixture.tasks((0..<34).map { $0 == 10 ? nil : true })
        let run = try fixture.component(.longestRun, of: state)
        #expect(run.value.share == Ratio(23, 34))
        #expect(run.verdict == .normal)
        let agreement = try fixture.component(.acquiescence, of: state)
        #expect(agreement.value.share == Ratio(1, 1))
        guard case .agreement(let counted) = agreement.value else {
            Issue.record("not an agreement")
            return
        }
        #expect(counted.answers == 33)
    }

    @Test("A question that is not asked is no part of a run")
    func notAsked() throws {
        var answers: [String: Answer.Statement] = ["V2": .values(.count(0...0))]
        for number in 1...34 { answers["U\(number)"] = CredibilityFixture.option(0) }
        let run = try fixture.component(.longestRun, of: fixture.state(answers))
        guard case .runs(let runs) = run.value else {
            Issue.record("not runs")
            return
        }
        #expect(runs.lengths == [33])
        let variability = try fixture.component(.variability, of: fixture.state(answers))
        #expect(variability.value == .undefined(.nothingAsked))
    }

    @Test("Too few answers give no value", arguments: CredibilityModel.Kind.allCases)
    func tooFew(_ kind: CredibilityModel.Kind) throws {
        var answers: [String: Answer.Statement] = [:]
        if kind == .variability {
            for item in fixture.questionnaire.items.filter({ $0.scope == 0 }).prefix(9) {
                answers[item.id] = CredibilityFixture.option(1)
            }
        } else {
            for number in 1...9 { answers["U\(number)"] = CredibilityFixture.option(number % 2) }
        }
        let nine = try fixture.component(kind, of: fixture.state(answers))
        #expect(nine.value == .undefined(.tooFewAnswers(found: 9, needed: 10)))
        let none = try fixture.component(kind, of: fixture.state([:]))
        #expect(
            none.value == .undefined(.tooFewAnswers(found: 0, needed: 10))
                || kind == .normedGuttmanErrors)
        #expect(none.verdict == nil)
        #expect(CredibilityAssessment(fixture.state([:]), model: fixture.model).verdict == nil)
    }

    // MARK: Another reference group

    @Test("An order counted from other responses replaces the bundled one")
    func otherOrder() throws {
        let index = try #require(fixture.model.index(.normedGuttmanErrors))
        // U1 of three, U2 of two, U3 of one; one respondent does not know U4, the others say no.
        let others = [
            fixture.tasks([true, true, true, nil]), fixture.tasks([true, true, false, false]),
            fixture.tasks([true, false, false, false]),
        ]
        let order = ItemPopularity(
            counting: others, for: index, source: LocalizedText(lv: "x", en: "x"))
        let shares = index.members.prefix(4).map { order.shares[$0.item]?.text }
        #expect(shares == ["1", "2/3", "1/3", "0"])
        let state = fixture.tasks([false, true, true, false] + Array(repeating: false, count: 30))
        let component = try fixture.component(
            .normedGuttmanErrors, of: state, popularity: order)
        guard case .errors(let errors) = component.value else {
            Issue.record("no errors")
            return
        }
        // U1 = no against U2 and U3 = yes; nothing else is more common than U3.
        #expect(errors.count == 2)
        #expect(errors.maximum == 2 * 32)
        let empty = ItemPopularity(shares: [:], source: LocalizedText(lv: "x", en: "x"))
        let missing = try fixture.component(.normedGuttmanErrors, of: state, popularity: empty)
        #expect(missing.value == .undefined(.noReference))
    }

    // MARK: Thresholds

    /// A value, and what the bundled index says of it.
    struct Threshold: Sendable, CustomTestStringConvertible {
        let kind: CredibilityModel.Kind
        let value: CredibilityAssessment.Value
        let verdict: CredibilityVerdict
        let crossing: CredibilityAssessment.Crossing?
        var testDescription: String { "\(kind.rawValue) \(verdict) \(value)" }
    }

    @Test("A value on a threshold has reached it, one just before has not", arguments: thresholds)
    func threshold(_ threshold: Threshold) throws {
        let index = try #require(fixture.model.index(threshold.kind))
        let component = CredibilityAssessment.Component(index, value: threshold.value)
        #expect(component.verdict == threshold.verdict)
        #expect(component.crossing == threshold.crossing)
    }

    static let thresholds: [Threshold] = [
        unknown(0, of: 10, .normal), unknown(24, of: 97, .normal),
        unknown(1, of: 4, .watch, .atLeast(Ratio(1, 4))),
        unknown(49, of: 99, .watch, .atLeast(Ratio(1, 4))),
        unknown(1, of: 2, .doubtful, .atLeast(Ratio(1, 2))),
        run(25, of: 34, .normal), run(24, of: 32, .watch, .atLeast(Ratio(3, 4))),
        run(33, of: 34, .watch, .atLeast(Ratio(3, 4))),
        run(34, of: 34, .doubtful, .atLeast(Ratio(1, 1))),
        agreement(0, of: 20, .normal), agreement(32, of: 34, .normal),
        agreement(19, of: 20, .watch, .atLeast(Ratio(19, 20))),
        agreement(33, of: 34, .watch, .atLeast(Ratio(19, 20))),
        agreement(34, of: 34, .doubtful, .atLeast(Ratio(1, 1))),
        // Of S·(n − S) = 4 pairs: one, two, three, four.
        errors([1, 1, 0, 0], .normal), errors([1, 0, 1, 0], .normal),
        errors([1, 0, 0, 1], .watch, .atLeast(Ratio(1, 2))),
        errors([0, 1, 1, 0], .watch, .atLeast(Ratio(1, 2))),
        errors([0, 1, 0, 1], .doubtful, .atLeast(Ratio(3, 4))),
        errors([0, 0, 1, 1], .doubtful, .atLeast(Ratio(3, 4))),
        // Standard deviations of exactly 0, 1/4, 5/4 and 3/2, and near them.
        codes([16], .doubtful, .atMost(Ratio(0, 1))),
        codes([16, 1], .watch, .atMost(Ratio(1, 4))),
        codes([15, 1], .watch, .atMost(Ratio(1, 4))), codes([14, 1], .normal),
        codes([4, 4, 4, 4], .normal), codes([6, 3, 3, 3], .normal),
        codes([7, 0, 6, 3], .watch, .atLeast(Ratio(5, 4))),
        codes([6, 3, 3, 4], .watch, .atLeast(Ratio(5, 4))),
        codes([3, 0, 0, 7], .watch, .atLeast(Ratio(5, 4))),
        codes([3, 0, 0, 6], .doubtful, .atLeast(Ratio(3, 2))),
        codes([19, 0, 0, 19], .doubtful, .atLeast(Ratio(3, 2))),
    ].compactMap(\.self)

    private static func unknown(
        _ unknown: Int, of count: Int, _ verdict: CredibilityVerdict,
        _ crossing: CredibilityAssessment.Crossing? = nil
    ) -> Threshold {
        let states = (0..<count).map { offset -> ResponseState.ItemState in
            offset < unknown ? .unknown : .answered
        }
        return Threshold(
            kind: .unknownShare, value: .unknown(UnknownShare(of: states)), verdict: verdict,
            crossing: crossing)
    }

    private static func run(
        _ length: Int, of count: Int, _ verdict: CredibilityVerdict,
        _ crossing: CredibilityAssessment.Crossing? = nil
    ) -> Threshold {
        let row = (0..<count).map { $0 < length ? 0 : $0 }
        return Threshold(
            kind: .longestRun, value: .runs(RunLengths(of: row.map { Optional($0) })),
            verdict: verdict, crossing: crossing)
    }

    private static func agreement(
        _ yes: Int, of count: Int, _ verdict: CredibilityVerdict,
        _ crossing: CredibilityAssessment.Crossing? = nil
    ) -> Threshold {
        Threshold(
            kind: .acquiescence,
            value: .agreement(AgreementShare(of: (0..<count).map { $0 < yes })), verdict: verdict,
            crossing: crossing)
    }

    private static func errors(
        _ row: [Int], _ verdict: CredibilityVerdict,
        _ crossing: CredibilityAssessment.Crossing? = nil
    ) -> Threshold {
        let answers = row.enumerated().map { offset, answer in
            (isPositive: answer == 1, popularity: Ratio(row.count - offset, row.count))
        }
        return Threshold(
            kind: .normedGuttmanErrors, value: .errors(GuttmanErrors(answers)), verdict: verdict,
            crossing: crossing)
    }

    /// A row with so many answers of each code.
    private static func codes(
        _ counts: [Int], _ verdict: CredibilityVerdict,
        _ crossing: CredibilityAssessment.Crossing? = nil
    ) -> Threshold? {
        let row = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
        return AnswerVariability(of: row).map {
            Threshold(
                kind: .variability, value: .variability($0), verdict: verdict, crossing: crossing)
        }
    }
}
