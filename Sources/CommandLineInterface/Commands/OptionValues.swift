import Improvement
import TextFormats

extension Invocation {
    /// The day given with `--date`, otherwise today's date in UTC.
    ///
    /// - Returns: The day.
    /// - Throws: A failure of usage when the option names no day of the calendar.
    func day() throws(CommandFailure) -> CalendarDay {
        if let day = try statedDay() { return day }
        return try Self.day(String(console.now.prefix(10)))
    }

    /// The day given with `--date`; `nil` without the option.
    ///
    /// - Returns: The day.
    /// - Throws: A failure of usage when the option names no day of the calendar.
    func statedDay() throws(CommandFailure) -> CalendarDay? {
        guard let date = value("date") else { return nil }
        return try Self.day(date)
    }

    /// The whole number given with an option; `nil` without the option.
    ///
    /// - Parameters:
    ///   - option: The option's name without dashes.
    ///   - range: The numbers that are allowed.
    /// - Returns: The number.
    /// - Throws: A failure of usage when the option's value is no such number.
    func wholeNumber(
        _ option: String, in range: ClosedRange<Int>
    ) throws(CommandFailure) -> Int? {
        guard let text = value(option) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "--\(option): „\(text)“ nav vesels skaitlis no \(range.lowerBound) līdz "
                    + "\(range.upperBound).",
                en: "--\(option): '\(text)' is not a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)."))
    }

    /// The half-year or quarter given with an option; `nil` without the option.
    ///
    /// - Parameter option: The option's name without dashes.
    /// - Returns: The period.
    /// - Throws: A failure of usage when the option names no period.
    func period(_ option: String) throws(CommandFailure) -> CalendarPeriod? {
        guard let text = value(option) else { return nil }
        if let period = CalendarPeriod(text) { return period }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "--\(option): „\(text)“ nav periods; rakstiet, piemēram, 2027-H1 vai 2027-Q3.",
                en: "--\(option): '\(text)' is not a period; write it like 2027-H1 or 2027-Q3."))
    }

    private static func day(_ text: String) throws(CommandFailure) -> CalendarDay {
        if let day = CalendarDay(text) { return day }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "„\(text)“ nav datums; rakstiet, piemēram, 2026-11-21.",
                en: "'\(text)' is not a date; write it like 2026-11-21."))
    }
}
