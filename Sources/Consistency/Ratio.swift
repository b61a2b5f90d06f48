package import TextFormats

/// An exact share: two whole numbers, the second positive.
///
/// Scores are kept as ratios to the last step; rounding happens once, when a figure is shown.
package struct Ratio: Comparable, Hashable, Sendable {
    /// The part, never negative.
    package let numerator: Int
    /// The whole, positive.
    package let denominator: Int

    /// Makes a ratio in lowest terms.
    package init(_ numerator: Int, _ denominator: Int) {
        precondition(numerator >= 0 && denominator > 0, "a ratio is a part of a positive whole")
        let divisor = greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Reads `3/4`, `1` or `0`: digits, at most six of them on each side.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in
                (1...6).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
            })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 1 || numbers[1] > 0 else { return nil }
        self.init(numbers[0], numbers.count == 2 ? numbers[1] : 1)
    }

    /// The ratio as JSON and files write it: `3/4`, or `1` for a whole.
    package var text: String {
        denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }

    /// The percentage in tenths, rounded half away from zero: 5/8 is 625.
    package var percentTenths: Int { (2000 * numerator + denominator) / (2 * denominator) }

    /// The percentage for people: `62,5 %` in Latvian, `62.5%` in English.
    package var percent: LocalizedText {
        let (whole, tenth) = percentTenths.quotientAndRemainder(dividingBy: 10)
        return LocalizedText(lv: "\(whole),\(tenth)\u{A0}%", en: "\(whole).\(tenth)%")
    }

    /// The ratio as a decimal number with at most two digits after the point, rounded half away
    /// from zero: `2,75` in Latvian, `2.75` in English.
    package var decimal: LocalizedText {
        let hundredths = (200 * numerator + denominator) / (2 * denominator)
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return LocalizedText(verbatim: "\(whole)") }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
        return LocalizedText(lv: "\(whole),\(digits)", en: "\(whole).\(digits)")
    }

    /// The percentage for machines: `62.5`.
    package var percentText: String { "\(percentTenths / 10).\(percentTenths % 10)" }

    /// The smaller ratio first.
    package static func < (left: Ratio, right: Ratio) -> Bool {
        let leftProduct = left.numerator.multipliedFullWidth(by: right.denominator)
        let rightProduct = right.numerator.multipliedFullWidth(by: left.denominator)
        return (leftProduct.high, leftProduct.low) < (rightProduct.high, rightProduct.low)
    }

    /// The exact sum.
    package func adding(_ other: Ratio) -> Ratio {
        Ratio(
            numerator * other.denominator + other.numerator * denominator,
            denominator * other.denominator)
    }

    /// The mean of some ratios; `nil` of none.
    package static func mean(_ ratios: [Ratio]) -> Ratio? {
        guard !ratios.isEmpty else { return nil }
        let sum = ratios.reduce(Ratio(0, 1)) { $0.adding($1) }
        return Ratio(sum.numerator, sum.denominator * ratios.count)
    }
}

/// The greatest whole number that divides both, after Euclid.
package func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
}
