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

    private static func day(_ text: String) throws(CommandFailure) -> CalendarDay {
        if let day = CalendarDay(text) { return day }
        throw CommandFailure(
            usage: LocalizedText(
                lv: "„\(text)“ nav datums; rakstiet, piemēram, 2026-11-21.",
                en: "'\(text)' is not a date; write it like 2026-11-21."))
    }
}
