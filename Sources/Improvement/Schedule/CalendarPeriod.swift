package import TextFormats

/// A half or a quarter of a calendar year: the grain of an improvement plan's schedule.
package struct CalendarPeriod: Hashable, Sendable {
    /// The length of a period.
    package enum Kind: String, CaseIterable, Sendable {
        /// Six months, `2027-H1`.
        case halfYear = "half-year"
        /// Three months, `2027-Q3`.
        case quarter

        /// How many months a period has.
        package var months: Int { self == .halfYear ? 6 : 3 }
        /// How many periods a year has.
        package var perYear: Int { 12 / months }
        /// The letter in the text form.
        var letter: Character { self == .halfYear ? "H" : "Q" }
    }

    /// The length.
    package let kind: Kind
    /// The calendar year, 1 to 9999.
    package let year: Int
    /// Which period of the year, from 1.
    package let number: Int

    /// Makes a period.
    ///
    /// - Precondition: The year has four digits at most, and so many periods of the kind.
    package init(_ kind: Kind, year: Int, number: Int) {
        precondition((1...9999).contains(year), "a period lies in the years 1 to 9999")
        precondition((1...kind.perYear).contains(number), "a year has no such period")
        self.kind = kind
        self.year = year
        self.number = number
    }

    /// Reads `2027-H1` or `2027-Q3`, exactly so.
    package init?(_ text: String) {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 5, let year = Int(digits.prefix(4)),
            let number = Int(digits.suffix(1)),
            let kind = Kind.allCases.first(where: {
                text == "\(digits.prefix(4))-\($0.letter)\(number)"
            }),
            year > 0, (1...kind.perYear).contains(number)
        else { return nil }
        self.init(kind, year: year, number: number)
    }

    /// The period of a kind in which a day lies.
    package init(_ kind: Kind, containing day: CalendarDay) {
        self.init(kind, year: day.year, number: (day.month - 1) / kind.months + 1)
    }

    /// A half-year as a period.
    package init(_ half: HalfYear) {
        self.init(.halfYear, year: half.year, number: half.half)
    }

    /// The half-year in which the period lies.
    package var halfYear: HalfYear {
        HalfYear(year: year, half: (number * kind.months + 5) / 6)
    }

    /// `2027-H1` or `2027-Q3`.
    package var text: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits + "-\(kind.letter)\(number)"
    }

    /// The name that a person reads.
    ///
    /// For example „2027. gada 1. pusgads“, "first half of 2027".
    package var label: LocalizedText {
        let ordinal = ["first", "second", "third", "fourth"][number - 1]
        return switch kind {
        case .halfYear:
            LocalizedText(lv: "\(year). gada \(number). pusgads", en: "\(ordinal) half of \(year)")
        case .quarter:
            LocalizedText(
                lv: "\(year). gada \(number). ceturksnis", en: "\(ordinal) quarter of \(year)")
        }
    }

    /// The first calendar day.
    package var firstDay: CalendarDay { day(1, ofMonth: (number - 1) * kind.months + 1) }

    /// The last calendar day.
    package var lastDay: CalendarDay {
        let month = number * kind.months
        return day(CalendarDay.length(ofMonth: month, in: year), ofMonth: month)
    }

    private func day(_ day: Int, ofMonth month: Int) -> CalendarDay {
        guard let result = CalendarDay(year: year, month: month, day: day) else {
            preconditionFailure("a period begins and ends on a day of the calendar")
        }
        return result
    }

    /// Whether the last day is past on a day.
    package func isOver(on day: CalendarDay) -> Bool { lastDay < day }

    /// The next period of the kind.
    ///
    /// - Precondition: It is not the last of the year 9999.
    package var successor: CalendarPeriod { advanced(by: 1) }

    /// The period that is so many later, or earlier if negative.
    ///
    /// - Precondition: It lies in the years 1 to 9999.
    package func advanced(by count: Int) -> CalendarPeriod {
        let target = ordinal + count
        return CalendarPeriod(
            kind, year: target / kind.perYear, number: target % kind.perYear + 1)
    }

    /// How many periods another one is later; negative if it is earlier.
    ///
    /// - Precondition: Both are of one kind.
    package func distance(to other: CalendarPeriod) -> Int {
        precondition(kind == other.kind, "only periods of one kind have a distance")
        return other.ordinal - ordinal
    }

    /// The place among all periods of the kind.
    private var ordinal: Int { year * kind.perYear + number - 1 }
}

extension CalendarPeriod: Comparable {
    /// The one that ends earlier first; of two that end together, the one that begins earlier.
    ///
    /// So 2027-Q1 < 2027-H1 < 2027-Q2. Only equal periods begin and end together.
    package static func < (left: CalendarPeriod, right: CalendarPeriod) -> Bool {
        (left.lastDay, left.firstDay) < (right.lastDay, right.firstDay)
    }
}
