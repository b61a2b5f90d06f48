import Consistency
import Foundation
import Maturity
import Testing
import TextFormats

/// Exact shares and their one rounding, against decimal arithmetic.
@Suite struct RatioTests {
    @Test func `A percentage is rounded half away from zero at one decimal`() {
        var wrong: [String] = []
        for denominator in 1...400 {
            for numerator in 0...denominator {
                // Decimal divides with 38 digits, and a tie of these fractions is exact within them.
                var exact = Decimal(numerator) * 100 / Decimal(denominator)
                var rounded = Decimal()
                NSDecimalRound(&rounded, &exact, 1, .plain)
                let tenths = NSDecimalNumber(decimal: rounded * 10).intValue
                if Ratio(numerator, denominator).percentTenths != tenths {
                    wrong.append("\(numerator)/\(denominator)")
                }
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [
        (1, 8, "12.5", "12,5\u{A0}%"), (1, 16, "6.3", "6,3\u{A0}%"), (1, 2000, "0.1", "0,1\u{A0}%"),
        (1, 2001, "0.0", "0,0\u{A0}%"), (1, 1, "100.0", "100,0\u{A0}%"),
        (0, 7, "0.0", "0,0\u{A0}%"),
        (52, 119, "43.7", "43,7\u{A0}%"), (1999, 2000, "100.0", "100,0\u{A0}%"),
    ])
    func `A percentage is written with one decimal`(
        numerator: Int, denominator: Int, text: String, latvian: String
    ) {
        let ratio = Ratio(numerator, denominator)
        #expect(ratio.percentText == text)
        #expect(ratio.percent.en == text + "%")
        #expect(ratio.percent.lv == latvian)
    }

    @Test(arguments: [
        (11, 4, "2.75"), (1, 3, "0.33"), (2, 3, "0.67"), (1, 200, "0.01"), (1, 10, "0.1"),
        (3, 1, "3"), (21, 20, "1.05"), (1, 1000, "0"), (199, 200, "1"),
    ])
    func `A decimal has at most two digits after the point`(
        numerator: Int, denominator: Int, text: String
    ) {
        #expect(Ratio(numerator, denominator).decimal.en == text)
        #expect(Ratio(numerator, denominator).decimal.lv == text.replacing(".", with: ","))
    }

    @Test(arguments: [("3/4", 3, 4), ("6/8", 3, 4), ("0", 0, 1), ("1", 1, 1), ("0/5", 0, 1)])
    func `A ratio is read in lowest terms`(text: String, numerator: Int, denominator: Int) {
        #expect(Ratio(text) == Ratio(numerator, denominator))
    }

    @Test(arguments: ["", "/", "1/", "/2", "1/0", "-1", "1.5", "1/2/3", " 1", "1234567", "½", "+1"])
    func `Anything else is no ratio`(text: String) {
        #expect(Ratio(text) == nil)
    }

    @Test func `The mean is exact`() {
        #expect(Ratio.mean([Ratio(1, 2), Ratio(1, 3), Ratio(1, 6)]) == Ratio(1, 3))
        #expect(Ratio.mean([]) == nil)
    }
}
