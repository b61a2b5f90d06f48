/// The value of a cell as it is read.
package enum CellValue: Hashable, Sendable {
    /// A text.
    case text(String)
    /// A number.
    case number(CellNumber)
    /// True or false.
    case boolean(Bool)
    /// A date, with the time if there is one, in ISO 8601.
    case date(String)
    /// An error such as `#N/A`.
    case error(String)

    /// The value as a person would type it: whole numbers without a point.
    package var text: String {
        switch self {
        case .text(let text), .date(let text), .error(let text): text
        case .number(let number): number.description
        case .boolean(let value): value ? "1" : "0"
        }
    }
}

/// A number of a cell.
///
/// Spreadsheets compute in binary floating point but store up to 17 decimal digits; a whole number
/// that was typed, such as a registration number, comes back exactly.
package struct CellNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number as a spreadsheet computes with it.
    package let value: Double

    /// Reads the notation of XML Schema; `nil` for anything else.
    init?(_ text: String) {
        guard let value = Double(text), value.isFinite else { return nil }
        self.value = value
    }

    /// The number if it is whole and below 2⁵³, where every whole number can be told apart.
    package var wholeNumber: Int? {
        value.magnitude < 9_007_199_254_740_992 ? Int(exactly: value) : nil
    }

    /// The shortest digits that give the number back; no point for whole numbers.
    package var description: String { wholeNumber.map(String.init) ?? value.description }

    /// The date for which the number stands; `nil` before the first day of the calendar.
    func date(from1904 isDated1904: Bool) -> String? {
        // Day 60 is 29 February 1900, which never was; days before it are shifted by one.
        let day = value.rounded(.down)
        guard day >= 0, day < 2_958_466 else { return nil }
        let number = Int(day)
        let days = isDated1904 ? number - 24_107 : number - (number < 60 ? 25_568 : 25_569)
        let seconds = Int(((value - day) * 86_400).rounded())
        let date = Self.civilDate(daysSince1970: days + seconds / 86_400)
        guard seconds % 86_400 > 0 else { return date }
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits($0, 2) }
        return "\(date)T\(parts.joined(separator: ":"))"
    }

    /// The date of the Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”).
    private static func civilDate(daysSince1970 days: Int) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
