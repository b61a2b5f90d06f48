import Assessment
import Consistency
import Interview
import Survey
import TestSupport
import TextFormats
import Testing

/// Keys become answers.
@Suite struct AnsweringTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let question: String
        let keys: String
        let item: String
        let answer: String?
        let place: String
        var before: [String: String] = [:]

        var testDescription: String { "\(question): \(keys)" }
    }

    static let cases: [Case] = [
        // One option: by cursor, by number, by letter.
        Case(question: "V4", keys: "<enter>", item: "V4", answer: "yes", place: "V5"),
        Case(question: "V4", keys: "<down><enter>", item: "V4", answer: "no", place: "V5"),
        Case(question: "V4", keys: "j<enter>", item: "V4", answer: "no", place: "V5"),
        Case(question: "V4", keys: "jjjjk<enter>", item: "V4", answer: "no", place: "V5"),
        Case(question: "V4", keys: "<up><enter>", item: "V4", answer: "yes", place: "V5"),
        Case(question: "V4", keys: "2", item: "V4", answer: "no", place: "V5"),
        Case(question: "V4", keys: "3", item: "V4", answer: "unknown", place: "V5"),
        Case(question: "V4", keys: "z", item: "V4", answer: "unknown", place: "V5"),
        Case(question: "V4", keys: "4", item: "V4", answer: nil, place: "V4"),
        Case(question: "V4", keys: "0", item: "V4", answer: nil, place: "V4"),
        Case(question: "V4", keys: "<down><space>", item: "V4", answer: "no", place: "V4"),
        Case(question: "V4", keys: "n", item: "V4", answer: nil, place: "V5"),
        Case(question: "V4", keys: "<right>", item: "V4", answer: nil, place: "V5"),
        Case(question: "V4", keys: "<tab>", item: "V4", answer: nil, place: "V5"),
        Case(question: "V4", keys: "b", item: "V4", answer: nil, place: "V3"),
        Case(question: "V4", keys: "<backtab>", item: "V4", answer: nil, place: "V3"),
        Case(
            question: "V4", keys: "<enter>", item: "V4", answer: "no", place: "V5",
            before: ["V4": "no"]),
        Case(
            question: "V4", keys: "d", item: "V4", answer: nil, place: "V4",
            before: ["V4": "no"]),
        Case(question: "V4", keys: "<paste:1\n1\n>", item: "V4", answer: nil, place: "V4"),
        // Several options.
        Case(
            question: "V1", keys: "1 3 <enter>", item: "V1", answer: "society,institutions",
            place: "V2"),
        Case(
            question: "V1", keys: "<space><down><space><space><enter>", item: "V1",
            answer: "society", place: "V2"),
        Case(question: "V1", keys: "<enter>", item: "V1", answer: nil, place: "V1"),
        Case(question: "V1", keys: "<enter><enter>", item: "V1", answer: "society", place: "V2"),
        Case(question: "V1", keys: "1 n", item: "V1", answer: "society", place: "V2"),
        Case(question: "V1", keys: "1 q", item: "V1", answer: "society", place: "V1"),
        Case(question: "V1", keys: "1 <ctrl-d>", item: "V1", answer: "society", place: "V1"),
        Case(question: "V1", keys: "4", item: "V1", answer: "", place: "V2"),
        Case(question: "V1", keys: "1 5", item: "V1", answer: "unknown", place: "V2"),
        Case(question: "V6", keys: "1 2 6 <enter>", item: "V6", answer: "none", place: "V7"),
        Case(
            question: "V6", keys: "6 1 3 <enter>", item: "V6", answer: "itil,iso9001",
            place: "V7"),
        Case(
            question: "V6", keys: "1 2 <enter>", item: "V6", answer: "iso20000", place: "V7",
            before: ["V6": "itil"]),
        Case(
            question: "V6", keys: "1 n", item: "V6", answer: nil, place: "V7",
            before: ["V6": "itil"]),
        // Numbers.
        Case(question: "V2", keys: "12<enter>", item: "V2", answer: "12", place: "V3"),
        Case(question: "V2", keys: "10..20<enter>", item: "V2", answer: "10..20", place: "V3"),
        Case(question: "V2", keys: "10-20<enter>", item: "V2", answer: "10..20", place: "V3"),
        Case(question: "V2", keys: "10–20<tab>", item: "V2", answer: "10..20", place: "V3"),
        Case(question: "V2", keys: "20..10<enter>", item: "V2", answer: nil, place: "V2"),
        Case(question: "V2", keys: "1000000<enter>", item: "V2", answer: nil, place: "V2"),
        Case(question: "V2", keys: "12<bs>3<enter>", item: "V2", answer: "13", place: "V3"),
        Case(question: "V2", keys: "<enter>", item: "V2", answer: nil, place: "V3"),
        Case(question: "V2", keys: "<down><enter>", item: "V2", answer: "unknown", place: "V3"),
        Case(question: "V2", keys: "<down>7<enter>", item: "V2", answer: "7", place: "V3"),
        Case(question: "V2", keys: "<paste: 1 234\n>n", item: "V2", answer: "1234", place: "V3"),
        Case(question: "V2", keys: "z", item: "V2", answer: "unknown", place: "V3"),
        Case(
            question: "V2", keys: "<ctrl-u><enter>", item: "V2", answer: nil, place: "V3",
            before: ["V2": "5"]),
        Case(
            question: "V2", keys: "8<esc>", item: "V2", answer: "58", place: "V2",
            before: ["V2": "5"]),
        Case(question: "V2", keys: "9..<esc>", item: "V2", answer: nil, place: "V2"),
        // All services and key services.
        Case(question: "B1", keys: "1", item: "B1.all", answer: "all", place: "B1"),
        Case(question: "B1", keys: "2 3", item: "B1.key", answer: "some", place: "B2"),
        Case(question: "B1", keys: "<tab>4", item: "B1.key", answer: "none", place: "B2"),
        Case(question: "B1", keys: "<right>4", item: "B1.all", answer: nil, place: "B2"),
        Case(
            question: "B1", keys: "<right><left>2", item: "B1.all", answer: "most", place: "B1"),
        Case(question: "B1", keys: "<tab><tab>", item: "B1.all", answer: nil, place: "B2"),
        Case(
            question: "B1", keys: "<tab><backtab>5", item: "B1.all", answer: "unknown", place: "B1"),
        Case(question: "B1", keys: "2 <tab>", item: "B1.key", answer: nil, place: "B2"),
        Case(
            question: "B1", keys: "2 n", item: "B1.all", answer: "most", place: "B2",
            before: ["V2": "9", "V3": "3"]),
        // Without key services there is one column.
        Case(
            question: "B1", keys: "2", item: "B1.all", answer: "most", place: "B2",
            before: ["V2": "9", "V3": "0"]),
        // Not applicable is asked for a reason.
        Case(
            question: "B1", keys: "6 nav <space> mūsu <enter>", item: "B1.all",
            answer: "not_applicable: nav mūsu", place: "B1"),
        Case(question: "B1", keys: "6 <enter>", item: "B1.all", answer: nil, place: "B1"),
        Case(question: "B1", keys: "6 nav <esc>", item: "B1.all", answer: nil, place: "B1"),
        Case(question: "B1", keys: "6 <space><enter>", item: "B1.all", answer: nil, place: "B1"),
    ]

    @Test(arguments: cases)
    func `Keys become answers`(_ test: Case) throws {
        var keyboard = try Keyboard(test.before)
        keyboard.open(test.question)
        #expect(keyboard.place == test.question)
        keyboard.type(test.keys)
        #expect(keyboard.answer(test.item) == test.answer)
        #expect(keyboard.place == test.place)
        let hasChanged = test.before[test.item] != test.answer
        #expect(keyboard.savings > 0 || !hasChanged)
        #expect(!keyboard.screen.interview.hasUnsaved)
    }

    @Test func `Who answers and when is recorded with the answer`() throws {
        var keyboard = try Keyboard(author: "A. Ozola")
        keyboard.open("V4")
        keyboard.type("1")
        let answer = try #require(keyboard.screen.interview.response.answers["V4"])
        #expect(answer.author == "A. Ozola")
        #expect(answer.time == Keyboard.time)
        keyboard.type("a <ctrl-u> B <enter> b 2")
        #expect(keyboard.screen.interview.response.answers["V4"]?.author == "B")
        // Giving the same answer again changes nothing.
        let savings = keyboard.savings
        keyboard.type("a <ctrl-u> C <enter> /V4<enter> 2")
        #expect(keyboard.screen.interview.response.answers["V4"]?.author == "B")
        #expect(keyboard.savings == savings)
    }

    @Test func `Comment and evidence belong to an answer and stay when it changes`() throws {
        var keyboard = try Keyboard()
        keyboard.open("V4")
        keyboard.type("c")
        #expect(keyboard.text().contains("Vispirms atbildiet"))
        keyboard.type(
            "<space> c tā <space> ir <enter> e Nr.1<enter> Nr.2<enter><bs><bs>3<enter><enter>")
        var answer = try #require(keyboard.screen.interview.response.answers["V4"])
        #expect(answer.comment == "tā ir")
        #expect(answer.evidence == ["Nr.1", "Nr.3"])
        #expect(keyboard.place == "V4")
        keyboard.type("2 b c <ctrl-u> <enter> e x <esc>")
        answer = try #require(keyboard.screen.interview.response.answers["V4"])
        #expect(keyboard.answer("V4") == "no")
        #expect(answer.comment == nil)
        #expect(answer.evidence == ["Nr.1", "Nr.3"])
    }

    @Test func `A comment on a share question goes to the column under the cursor`() throws {
        var keyboard = try Keyboard(["B1.all": "most", "B1.key": "all"])
        keyboard.open("B1")
        keyboard.type("<tab> c k <enter> <tab> c z <enter>")
        #expect(keyboard.screen.interview.response.answers["B1.key"]?.comment == "k")
        // After the last column comes the next question, which has no answer to comment on.
        #expect(keyboard.screen.interview.response.answers["B1.all"]?.comment == nil)
    }

    @Test func `A new file is saved as soon as it is known whose it is`() throws {
        var keyboard = try Keyboard(newFileIn: .english)
        keyboard.type("<enter> 90000000001 <enter>")
        #expect(keyboard.savings == 0)
        #expect(keyboard.screen.interview.hasUnsaved)
        keyboard.type("<enter>")
        #expect(keyboard.text().contains("cannot be saved"))
        keyboard.type("M <space> q <enter>")
        #expect(keyboard.savings == 1)
        #expect(keyboard.screen.interview.response.institution.name == "M q")
        keyboard.type("<enter> <ctrl-u> 99 <enter>")
        #expect(keyboard.text().contains("'99' is not a year"))
        keyboard.type("<ctrl-u> 2025 <enter> 3 120 <enter> 2 2 2 1 2")
        let response = keyboard.screen.interview.response
        #expect(response.institution.surveyYear == 2025)
        #expect(response.profile.count == 7)
        #expect(response.profile["staff"] == .count(120...120))
        #expect(keyboard.place == "V1")
        #expect(keyboard.text().contains("General questions"))
    }

    @Test func `A range is no fact about the institution`() throws {
        var keyboard = try Keyboard(profile: ["kind": "institution"])
        keyboard.type("<enter> 10..20 <enter>")
        #expect(keyboard.screen.interview.response.profile["staff"] == nil)
        #expect(keyboard.text().contains("Darbinieku skaits"))
    }
}
