/// How much the answers of one respondent differ: intra-individual response variability, IRV.
///
/// IRV is the sample standard deviation of the answers, coded 0, 1, …, k (Dunn et al. 2018;
/// Marjanovic et al. 2015). The variance is kept exactly and the root is taken once, when a figure
/// is shown.
package struct AnswerVariability: Hashable, Sendable {
    /// The sample variance: (n·Σx² − (Σx)²) / (n·(n − 1)).
    package let variance: Ratio

    /// Computes the variance of coded answers; `nil` of fewer than two.
    ///
    /// - Precondition: The codes are from 0 to 63.
    /// - Complexity: O(*n*).
    package init?(of codes: [Int]) {
        precondition(codes.allSatisfy { (0..<64).contains($0) }, "a code is an option's index")
        let count = codes.count
        guard count >= 2 else { return nil }
        let sum = codes.reduce(0, +)
        let squares = codes.reduce(0) { $0 + $1 * $1 }
        variance = Ratio(count * squares - sum * sum, count * (count - 1))
    }

    /// The standard deviation in hundredths, rounded half away from zero, exactly.
    ///
    /// The largest k with k − ½ ≤ 100·√v: 2k − 1 is at most the whole root of 40,000·v.
    package var deviationHundredths: Int {
        let (numerator, denominator) = (variance.numerator, variance.denominator)
        return (wholeSquareRoot(40_000 * numerator / denominator) + 1) / 2
    }

    /// The standard deviation, rounded to two decimals half away from zero.
    package var deviation: Ratio { Ratio(deviationHundredths, 100) }

    /// Whether the standard deviation, not rounded, is at least a threshold.
    package func isAtLeast(_ threshold: Ratio) -> Bool { variance >= Self.square(threshold) }

    /// Whether the standard deviation, not rounded, is at most a threshold.
    package func isAtMost(_ threshold: Ratio) -> Bool { variance <= Self.square(threshold) }

    private static func square(_ ratio: Ratio) -> Ratio {
        Ratio(ratio.numerator * ratio.numerator, ratio.denominator * ratio.denominator)
    }
}

/// The largest whole number whose square is at most a number, by Newton's method on integers.
///
/// - Precondition: The number is not negative.
func wholeSquareRoot(_ number: Int) -> Int {
    precondition(number >= 0, "a negative number has no root")
    guard number > 1 else { return number }
    // A power of two above the root; the steps fall until they are below it.
    var root = 1 << ((Int.bitWidth - number.leadingZeroBitCount + 1) / 2)
    while true {
        let next = (root + number / root) / 2
        if next >= root { return root }
        root = next
    }
}
