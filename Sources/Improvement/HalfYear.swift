/// A half of a calendar year: the precision of deadlines in the state's plans.
package struct HalfYear: Comparable, Hashable, Sendable {
    /// The calendar year.
    package let year: Int
    /// 1 or 2.
    package let half: Int

    /// Makes a half-year.
    package init(year: Int, half: Int) {
        precondition(half == 1 || half == 2, "a year has two halves")
        self.year = year
        self.half = half
    }

    /// Reads `2027-H2`.
    package init?(_ text: String) {
        let parts = text.split(separator: "-H", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 1,
            parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
            let year = Int(parts[0]), year > 0, let half = Int(parts[1]), half == 1 || half == 2
        else { return nil }
        self.init(year: year, half: half)
    }

    /// The half-year of a date given as `2026-11-21` or a longer ISO 8601 time.
    package init?(containing date: String) {
        let parts = date.split(separator: "-")
        guard parts.count >= 2, let year = Int(parts[0]), let month = Int(parts[1]),
            (1...12).contains(month)
        else { return nil }
        self.init(year: year, half: month <= 6 ? 1 : 2)
    }

    /// `2027-H2`.
    package var text: String { "\(year)-H\(half)" }

    /// The earlier half-year first.
    package static func < (left: HalfYear, right: HalfYear) -> Bool {
        (left.year, left.half) < (right.year, right.half)
    }
}
