@testable import Improvement
import Testing
import TextFormats

/// Days, half-years and quarters: reading, order, bounds, names.
@Suite struct CalendarPeriodTests {
    @Test(arguments: ["2023-H1", "2027-H2", "2027-Q1", "2027-Q4", "0001-H1", "9999-Q4"])
    func `A period reads what it writes`(text: String) {
        #expect(CalendarPeriod(text)?.text == text)
    }

    @Test(arguments: [
        "", "2027", "2027-H", "2027-H0", "2027-H3", "2027-Q0", "2027-Q5", "2027-H11", "2027-H01",
        "2027-Q+1", "+202-Q1", "27-Q1", "20271-Q1", "2027-q1", "2027-h1", "2027-Q1 ", " 2027-Q1",
        "2027Q1", "2027-Q1-Q2", "0000-Q1", "-027-Q1", "2027-M1", "2027-Q१", "H2027-1", "2027-1H",
        "2027-Q1\u{301}",
    ])
    func `Anything else is no period`(text: String) {
        #expect(CalendarPeriod(text) == nil)
    }

    @Test(arguments: [
        ("2026-01-01", "2026-H1", "2026-Q1"), ("2026-03-31", "2026-H1", "2026-Q1"),
        ("2026-04-01", "2026-H1", "2026-Q2"), ("2026-06-30", "2026-H1", "2026-Q2"),
        ("2026-07-01", "2026-H2", "2026-Q3"), ("2026-09-30", "2026-H2", "2026-Q3"),
        ("2026-10-01", "2026-H2", "2026-Q4"), ("2026-12-31T23:59:59Z", "2026-H2", "2026-Q4"),
        ("2024-02-29", "2024-H1", "2024-Q1"),
    ])
    func `A day lies in its periods`(date: String, half: String, quarter: String) throws {
        let day = try #require(CalendarDay(date))
        #expect(CalendarPeriod(.halfYear, containing: day).text == half)
        #expect(CalendarPeriod(.quarter, containing: day).text == quarter)
        #expect(CalendarPeriod(.quarter, containing: day).halfYear.text == half)
        #expect(HalfYear(half).map { CalendarPeriod($0).text } == half)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "2026-13-01", "2026-00-01", "2026-11-00", "2026-11-31", "2026-02-29",
        "2100-02-29", "2026-1-01", "2026-11-1", "26-11-21", "0000-01-01", "2026-11-21 ",
        "2026-11-21 10:00", "+026-11-21", "2026/11/21", "T2026-11-21",
    ])
    func `What is no day of the calendar is refused`(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(arguments: ["2026-11-21", "2000-02-29", "0001-01-01"])
    func `A day reads what it writes`(text: String) {
        #expect(CalendarDay(text)?.text == text)
    }

    @Test(arguments: [
        ("2027-H1", "2027-01-01", "2027-06-30"), ("2027-H2", "2027-07-01", "2027-12-31"),
        ("2027-Q1", "2027-01-01", "2027-03-31"), ("2027-Q2", "2027-04-01", "2027-06-30"),
        ("2027-Q3", "2027-07-01", "2027-09-30"), ("2027-Q4", "2027-10-01", "2027-12-31"),
    ])
    func `A period lasts from its first day to its last, and is over the day after`(
        text: String, first: String, last: String
    ) throws {
        let period = try #require(CalendarPeriod(text))
        #expect(period.firstDay.text == first)
        #expect(period.lastDay.text == last)
        #expect(!period.isOver(on: period.firstDay))
        #expect(!period.isOver(on: period.lastDay))
        #expect(period.isOver(on: period.successor.firstDay))
    }

    @Test func `Periods follow each other across years`() throws {
        let half = try #require(CalendarPeriod("2027-H2"))
        let quarter = try #require(CalendarPeriod("2027-Q3"))
        #expect(half.successor.text == "2028-H1")
        #expect(quarter.successor.text == "2027-Q4")
        #expect(quarter.successor.successor.text == "2028-Q1")
        for count in -9...9 {
            for period in [half, quarter] {
                #expect(period.distance(to: period.advanced(by: count)) == count)
                #expect((period.advanced(by: count) < period) == (count < 0))
            }
        }
    }

    @Test func `Periods of both kinds are in the order of their ends`() {
        let ordered = [
            "2026-Q4", "2027-Q1", "2027-H1", "2027-Q2", "2027-Q3", "2027-H2", "2027-Q4", "2028-Q1",
        ].compactMap { CalendarPeriod($0) }
        #expect(ordered.count == 8)
        for (place, left) in ordered.enumerated() {
            for (other, right) in ordered.enumerated() {
                #expect((left < right) == (place < other), "\(left.text) and \(right.text)")
            }
        }
    }

    @Test(arguments: [
        ("2027-H1", "2027. gada 1. pusgads", "first half of 2027"),
        ("2027-H2", "2027. gada 2. pusgads", "second half of 2027"),
        ("2027-Q3", "2027. gada 3. ceturksnis", "third quarter of 2027"),
        ("2028-Q4", "2028. gada 4. ceturksnis", "fourth quarter of 2028"),
    ])
    func `A period has a name in both languages`(text: String, lv: String, en: String) {
        #expect(CalendarPeriod(text)?.label == LocalizedText(lv: lv, en: en))
    }
}
