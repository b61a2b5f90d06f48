import Assessment
@testable import Improvement
import TestSupport
import Testing

/// Half-years: reading, order, and which references are over.
@Suite struct HalfYearTests {
    @Test(arguments: ["2023-H1", "2027-H2"])
    func `A half-year reads what it writes`(text: String) {
        #expect(HalfYear(text)?.text == text)
    }

    @Test(arguments: [
        "", "2027", "2027-H", "2027-H0", "2027-H3", "2027-H11", "2027-H01", "2027-H+1", "+202-H1",
        "27-H1", "20271-H1", "2027-h1", "2027-H1 ", " 2027-H1", "2027H1", "2027-H1-H2", "0000-H1",
        "-027-H1",
    ])
    func `Anything else is refused`(text: String) {
        #expect(HalfYear(text) == nil)
    }

    @Test(arguments: [
        ("2026-01-01", "2026-H1"), ("2026-06-30", "2026-H1"), ("2026-07-01", "2026-H2"),
        ("2026-12-31T23:59:59Z", "2026-H2"),
    ])
    func `A date lies in its half-year`(date: String, half: String) {
        #expect(HalfYear(containing: date)?.text == half)
    }

    @Test(arguments: ["", "2026", "2026-13-01", "2026-00-01", "day"])
    func `What is no date lies in no half-year`(text: String) {
        #expect(HalfYear(containing: text) == nil)
    }

    @Test func `Half-years are in the order of time`() {
        let ordered = ["2023-H1", "2023-H2", "2024-H1", "2027-H2"].compactMap { HalfYear($0) }
        #expect(ordered.count == 4)
        #expect(ordered.reversed().sorted() == ordered)
    }

    @Test func `A reference is expired after the end of its measure or document, not in it`() throws
    {
        let catalogue = try Bundled.definition().catalogue
        var ends = 0
        for (index, document) in catalogue.documents.enumerated() {
            for (place, measure) in document.measures.enumerated() {
                let reference = ActionCatalogue.Reference(document: index, measure: place)
                let last = [document.validUntil, measure.validUntil].compactMap { $0 }.min()
                let name = catalogue.name(of: reference)
                guard let last else {
                    let far = HalfYear(year: 9999, half: 2)
                    #expect(!catalogue.isExpired(reference, at: far), "\(name) has no end")
                    continue
                }
                ends += 1
                let next =
                    last.half == 1
                    ? HalfYear(year: last.year, half: 2) : HalfYear(year: last.year + 1, half: 1)
                #expect(!catalogue.isExpired(reference, at: last), "\(name) in \(last.text)")
                #expect(catalogue.isExpired(reference, at: next), "\(name) in \(next.text)")
            }
        }
        #expect(ends > 0)
    }
}
