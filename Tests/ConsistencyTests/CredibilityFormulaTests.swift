@testable import Consistency
import Testing

/// The formulas against values verified by independent programs and against hand computation.
@Suite struct CredibilityFormulaTests {
    // MARK: Verified values
    // R's careless 1.2.2 and PerFit 1.4.6 were run; strict counts of ties and resquin's agreement
    // (ARS) come from formulas alone.

    /// Twelve rows of eight yes/no answers.
    static let dichotomous: [[Int]] = [
        [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 1, 1, 1, 0], [0, 0, 0, 0, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 0, 1],
        [1, 0, 1, 0, 1, 0, 1, 0], [1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0, 0, 0],
        [1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0],
    ]

    @Test("Guttman errors are the verified ones, ties not counted")
    func verifiedGuttmanErrors() {
        let popularity = (0..<8).map { column in
            Ratio(Self.dichotomous.count { $0[column] == 1 }, Self.dichotomous.count)
        }
        #expect(
            popularity.map(\.text) == ["3/4", "2/3", "2/3", "5/12", "7/12", "1/3", "1/3", "1/4"])
        let errors = Self.dichotomous.map { row in
            GuttmanErrors(zip(row, popularity).map { (isPositive: $0 == 1, popularity: $1) })
        }
        #expect(errors.map(\.count) == [1, 0, 0, 6, 15, 1, 3, 0, 0, 0, 0, 0])
        // PerFit's normed values where no tie is involved, as exact ratios; it says 0 for rows
        // that are all yes or all no, where the ratio is undefined. Row 7 is 5/16 there by ties.
        #expect(
            errors.map { $0.normed?.text } == [
                "1/16", "0", "0", "1/2", "15/16", "1/7", "3/16", "0", "0", "0", nil, nil,
            ])
    }

    /// Eight rows of twelve answers from 1 to 5, with what is verified of them.
    struct Rating: Sendable {
        let row: [Int]
        let longest: Int
        let mean: Double
        let deviation: Double
        let agreement: Double
    }

    static let ratings = [
        Rating(
            row: [4, 5, 2, 1, 3, 3, 5, 4, 2, 2, 4, 5], longest: 2, mean: 1.2, deviation: 1.370689,
            agreement: 0.5),
        Rating(
            row: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], longest: 12, mean: 12, deviation: 0,
            agreement: 0),
        Rating(
            row: [1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5], longest: 1, mean: 1, deviation: 2.088932,
            agreement: 0.5),
        Rating(
            row: [5, 4, 1, 2, 3, 2, 4, 5, 1, 1, 5, 4], longest: 2, mean: 1.090909,
            deviation: 1.621354, agreement: 0.5),
        Rating(
            row: [2, 2, 4, 4, 3, 3, 1, 2, 5, 4, 2, 1], longest: 2, mean: 1.333333,
            deviation: 1.288057, agreement: 0.333333),
        Rating(
            row: [5, 5, 5, 5, 5, 1, 1, 2, 2, 3, 3, 3], longest: 5, mean: 3, deviation: 1.61433,
            agreement: 0.416667),
        Rating(
            row: [4, 4, 2, 2, 3, 3, 4, 4, 2, 1, 5, 5], longest: 2, mean: 1.714286,
            deviation: 1.288057, agreement: 0.5),
        Rating(
            row: [3, 4, 3, 2, 2, 3, 4, 3, 2, 2, 4, 4], longest: 2, mean: 1.333333,
            deviation: 0.852803, agreement: 0.333333),
    ]

    @Test("Runs, variability and agreement are the verified ones", arguments: ratings)
    func verifiedRatings(_ rating: Rating) throws {
        let runs = RunLengths(of: rating.row.map { Optional($0) })
        #expect(runs.longest == rating.longest)
        #expect(isNear(try #require(runs.mean), rating.mean))
        let variability = try #require(AnswerVariability(of: rating.row))
        #expect(abs(value(variability.variance).squareRoot() - rating.deviation) < 0.000_001)
        #expect(variability.deviationHundredths == Int((rating.deviation * 100).rounded()))
        let agreement = AgreementShare(of: rating.row.map { $0 > 3 })
        #expect(isNear(try #require(agreement.share), rating.agreement))
    }

    private func value(_ ratio: Ratio) -> Double {
        Double(ratio.numerator) / Double(ratio.denominator)
    }

    private func isNear(_ ratio: Ratio, _ expected: Double) -> Bool {
        abs(value(ratio) - expected) < 0.000_001
    }

    // MARK: Runs

    @Test(
        "A missing answer is a run of 1 and breaks runs",
        arguments: [
            ([1, 1, nil, 1, 1, 2], 2, "3/2", [2, 1, 2, 1]),
            ([nil, nil, nil, 1, 2, 3], 1, "1", [1, 1, 1, 1, 1, 1]),
            ([nil], 1, "1", [1]), ([7], 1, "1", [1]), ([7, 7, 7], 3, "3", [3]),
            ([7, nil, 7], 1, "1", [1, 1, 1]),
        ] as [([Int?], Int, String, [Int])])
    func missingAnswers(_ row: [Int?], _ longest: Int, _ mean: String, _ lengths: [Int]) {
        let runs = RunLengths(of: row)
        #expect(runs.longest == longest)
        #expect(runs.mean?.text == mean)
        #expect(runs.lengths == lengths)
        #expect(runs.count == row.count)
    }

    @Test("Ten blocks of growing runs, as in the test file of careless", arguments: 1...10)
    func growingRuns(_ tens: Int) {
        let row = (0..<100).map { $0 < tens * 10 ? 0 : 1 + $0 % 2 }
        #expect(RunLengths(of: row.map { Optional($0) }).longest == tens * 10)
    }

    @Test("Nothing has no runs, no share and no variability")
    func empty() {
        let runs = RunLengths(of: [Int?]())
        #expect(runs.longest == nil)
        #expect(runs.mean == nil)
        #expect(AgreementShare(of: []).share == nil)
        #expect(AgreementShare(of: [nil, nil]).share == nil)
        #expect(AnswerVariability(of: []) == nil)
        #expect(AnswerVariability(of: [3]) == nil)
        #expect(GuttmanErrors([]).normed == nil)
        #expect(UnknownShare(of: []).share == nil)
    }

    // MARK: Shares

    @Test("Agreement leaves missing answers out")
    func agreement() {
        let agreement = AgreementShare(of: [true, nil, false, true, nil])
        #expect(agreement.answers == 3)
        #expect(agreement.share == Ratio(2, 3))
    }

    @Test("Unknown answers are divided by what is asked and applicable")
    func unknownShare() {
        let share = UnknownShare(of: [
            .unknown, .answered, .partial, .unanswered, .notApplicable, .notAsked(hasAnswer: true),
            .notAsked(hasAnswer: false), .unknown,
        ])
        #expect(share.unknown == 2)
        #expect(share.answers == 4)
        #expect(share.share == Ratio(2, 5))
    }

    // MARK: Variability

    @Test("The root is rounded once, half away from zero", arguments: deviations)
    func deviation(_ codes: [Int], _ variance: String, _ hundredths: Int) throws {
        let variability = try #require(AnswerVariability(of: codes))
        #expect(variability.variance.text == variance)
        #expect(variability.deviationHundredths == hundredths)
        #expect(variability.deviation == Ratio(hundredths, 100))
    }

    static let deviations: [([Int], String, Int)] = [
        ([0, 0], "0", 0), ([0, 1], "1/2", 71), ([0, 3], "9/2", 212),
        // √(1/64) = 0.125 lies halfway: 0.13.
        ([Int](repeating: 0, count: 63) + [1], "1/64", 13),
        ([0, 1, 2, 3], "5/3", 129), ([3, 3, 3, 0, 0, 0, 0, 0, 0], "9/4", 150),
    ]

    @Test("The rounded root brackets the exact one", arguments: [UInt64(20_210_503), 7, 4242])
    func roots(_ seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<500 {
            let codes = (0..<Int.random(in: 2...60, using: &numbers)).map { _ in
                Int.random(in: 0...5, using: &numbers)
            }
            let variability = try #require(AnswerVariability(of: codes))
            let (a, b) = (variability.variance.numerator, variability.variance.denominator)
            let low = 2 * variability.deviationHundredths - 1
            let isRounded =
                (low < 0 || low * low * b <= 40_000 * a)
                && 40_000 * a < (low + 2) * (low + 2) * b
            #expect(isRounded, "seed \(seed): \(codes)")
        }
        for number in (0..<2000).map({ $0 }) + [
            Int.max, Int.max - 1, 1 << 62, 3_037_000_499 * 3_037_000_499,
        ] {
            let root = wholeSquareRoot(number)
            #expect(root * root <= number)
            let (next, overflow) = (root + 1).multipliedReportingOverflow(by: root + 1)
            #expect(overflow || next > number)
        }
    }

    // MARK: Guttman errors

    @Test("Every pair against a strict order is counted", arguments: [UInt64(119), 2021, 34, 1])
    func bruteForce(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<300 {
            let row = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
                (
                    isPositive: Bool.random(using: &numbers),
                    popularity: Ratio(Int.random(in: 0...12, using: &numbers), 12)
                )
            }
            var pairs = 0
            for common in row where !common.isPositive {
                for rare in row where rare.isPositive && common.popularity > rare.popularity {
                    pairs += 1
                }
            }
            let errors = GuttmanErrors(row)
            let positive = row.count { $0.isPositive }
            #expect(errors.count == pairs, "seed \(seed): \(row)")
            #expect(errors.positive == positive, "seed \(seed): \(row)")
            #expect(errors.maximum == positive * (row.count - positive), "seed \(seed): \(row)")
            #expect(errors.count <= errors.maximum, "seed \(seed): \(row)")
        }
    }
}
