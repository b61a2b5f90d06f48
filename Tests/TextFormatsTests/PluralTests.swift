import Testing
import TextFormats

/// The plural categories of Unicode CLDR 47 for whole numbers.
@Suite struct PluralTests {
    /// The Latvian category of 0…130, ten numbers a line: zero, one or other (z, o, x).
    private static let latvian = """
        zoxxxxxxxx
        zzzzzzzzzz
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zoxxxxxxxx
        zzzzzzzzzz
        zoxxxxxxxx
        z
        """

    @Test("Latvian has the categories of the table from 0 to 130")
    func latvianTable() {
        let found = (0...130).map { number in
            switch PluralCategory(number, in: .latvian) {
            case .zero: "z"
            case .one: "o"
            case .other: "x"
            }
        }
        #expect(found.joined() == Self.latvian.filter { !$0.isNewline })
    }

    @Test(
        "Large and negative numbers follow their last digits",
        arguments: [
            (211, .zero), (221, .one), (1000, .zero), (1_000_001, .one), (1_000_011, .zero),
            (-1, .one), (-11, .zero), (-22, .other), (Int.min, .other), (Int.max, .other),
        ] as [(Int, PluralCategory)])
    func latvianOthers(_ number: Int, _ category: PluralCategory) {
        #expect(PluralCategory(number, in: .latvian) == category)
    }

    @Test("English has one only for 1", arguments: [0, 1, 2, 11, 21, 101, -1])
    func english(_ number: Int) {
        #expect(
            PluralCategory(number, in: .english) == (abs(number) == 1 ? .one : .other))
    }

    @Test(
        "A counted noun has the form of its number in both languages",
        arguments: [
            (0, "0 jautājumu", "0 questions"), (1, "1 jautājums", "1 question"),
            (2, "2 jautājumi", "2 questions"), (11, "11 jautājumu", "11 questions"),
            (20, "20 jautājumu", "20 questions"), (21, "21 jautājums", "21 questions"),
            (22, "22 jautājumi", "22 questions"), (111, "111 jautājumu", "111 questions"),
        ])
    func counted(_ number: Int, _ lv: String, _ en: String) {
        let noun = CountedNoun(
            lv: (zero: "jautājumu", one: "jautājums", other: "jautājumi"),
            en: (one: "question", other: "questions"))
        #expect(noun.counted(number) == LocalizedText(lv: lv, en: en))
    }
}
