import TextFormats

/// Counts over categories that exclude each other, some of them perhaps hidden.
///
/// A count below the limit is hidden because it may point at single institutions. The total is
/// known, so a single hidden count could be computed from the rest: then the smallest other count
/// is hidden too.
struct Distribution {
    /// The count of each category; `nil` where it is hidden.
    let counts: [Int?]

    /// Hides counts from 1 to below a limit.
    ///
    /// - Parameters:
    ///   - counts: The counts; together they are a total that is published.
    ///   - limit: The least count that is shown; 0 shows everything.
    init(_ counts: [Int], hidingBelow limit: Int) {
        var shown = counts.map { $0 > 0 && $0 < limit ? nil : Optional($0) }
        if shown.count(where: { $0 == nil }) == 1 {
            let others = shown.indices.filter { (shown[$0] ?? 0) > 0 }
            if let smallest = others.min(by: { counts[$0] < counts[$1] }) { shown[smallest] = nil }
        }
        self.counts = shown
    }

    /// A count out of a total, hidden also when the rest of the total is small.
    static func shown(_ count: Int, of total: Int, hidingBelow limit: Int) -> Int? {
        Distribution([count, total - count], hidingBelow: limit).counts[0]
    }
}

/// What a histogram over tenths of a percent says.
struct ScoreStatistics {
    /// How many scores there are.
    let count: Int
    /// The mean in tenths of a percent, rounded half up.
    let mean: Int?
    /// Minimum, first quartile, median, third quartile and maximum in tenths of a percent.
    ///
    /// A quantile *q* is the least score that at least the share *q* of all scores does not exceed
    /// (the inverse of the empirical distribution function, type 1 of Hyndman and Fan 1996).
    let quartiles: [Int]
    /// How many scores are in each twentieth of the scale; 100 percent is in the last.
    let twentieths: [Int]

    /// - Parameter histogram: Counts for 0.0 to 100.0 percent, then one for "none".
    init(_ histogram: [Int]) {
        let scores = histogram[0...1000]
        count = scores.reduce(0, +)
        var sum = 0
        var twentieths = [Int](repeating: 0, count: 20)
        for (tenths, number) in scores.enumerated() {
            sum += tenths * number
            twentieths[min(19, tenths / 50)] += number
        }
        self.twentieths = twentieths
        let total = count
        mean = total == 0 ? nil : (2 * sum + total) / (2 * total)
        quartiles =
            total == 0
            ? []
            : (0...4).map { quarter in
                // The rank from 1: the quarter of all, rounded up.
                let rank = max(1, (quarter * total + 3) / 4)
                var passed = 0
                for (tenths, number) in scores.enumerated() {
                    passed += number
                    if passed >= rank { return tenths }
                }
                return 1000
            }
    }

    /// Tenths of a percent as text: `62.5`.
    static func text(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
}
