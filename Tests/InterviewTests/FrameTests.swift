import Assessment
import Consistency
import Interview
import Reporting
import Survey
import TestSupport
import TextFormats
import Testing

/// What is drawn fits the screen, shows what matters, and commands no terminal.
@Suite struct FrameTests {
    static let sizes = [(80, 24), (40, 10), (40, 24), (120, 50), (20, 6), (300, 100)]

    private func check(_ screen: InterviewScreen, _ width: Int, _ height: Int) {
        let frame = screen.frame(width: width, height: height)
        #expect(frame.lines.count == height)
        for line in frame.lines {
            #expect(line.width <= width, "\(line.text)")
            #expect(
                !line.text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
        if let cursor = frame.cursor {
            #expect((0..<height).contains(cursor.line))
            #expect((0..<width).contains(cursor.column))
        }
    }

    @Test(arguments: sizes, Language.allCases)
    func `Every question fits, with the cursor in sight`(
        _ size: (Int, Int), _ language: Language
    ) throws {
        var keyboard = try Keyboard(["V2": "5", "V3": "2"], language: language)
        // Every size sees other questions, all sizes together see all.
        let steps = keyboard.screen.interview.steps.filter { keyboard.screen.interview.isAsked($0) }
        let first = Self.sizes.firstIndex { $0 == size } ?? 0
        for index in stride(from: first, to: steps.count, by: Self.sizes.count) {
            keyboard.screen.open(steps[index])
            check(keyboard.screen, size.0, size.1)
            let frame = keyboard.screen.frame(width: size.0, height: size.1)
            if size.0 >= 40, size.1 >= 10 {
                #expect(frame.lines.contains { $0.text.contains("›") })
                #expect(frame.lines.last?.text.contains("Enter") == true)
            }
        }
    }

    @Test(arguments: 0..<4)
    func `Whatever keys are pressed, the screen fits and nothing is lost`(_ number: Int) throws {
        let seed = TestSeed.of(number)
        var generator = SplitMix64(seed: seed)
        var keyboard = try Keyboard(
            ["V2": "5", "V3": "2", "V8": "no"],
            language: generator.oneIn(2) ? .latvian : .english)
        let keys = Keyboard.keys(
            "123456789 nnnn bb jk hh ?? // gg uu xx ss cc ee dd aa ww zz "
                + "<enter><enter><enter><enter><esc><esc><tab><backtab><up><down><left><right>"
                + "<pgup><pgdn><home><end><bs><del><space><ctrl-u><paste:ļoti\ngarš teksts>")
        for count in 0..<60 {
            guard let key = keys.randomElement(using: &generator) else { continue }
            keyboard.press([key])
            let interview = keyboard.screen.interview
            #expect(!interview.hasUnsaved, "seed \(seed), key \(count)")
            #expect(interview.isAsked(interview.step), "seed \(seed), key \(count)")
            if let size = Self.sizes.randomElement(using: &generator) {
                check(keyboard.screen, size.0, size.1)
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `Texts are scrolled to their end and no further`(_ language: Language) throws {
        var keyboard = try Keyboard(language: language)
        keyboard.open("V5")
        keyboard.type("h")
        let first = keyboard.text(height: 12)
        #expect(first.contains(language == .latvian ? "↓ vēl" : "↓ more"))
        for _ in 0..<100 {
            keyboard.type("<down>")
            let frame = keyboard.screen.frame(width: 80, height: 12)
            keyboard.screen.limitScroll(to: frame.lastScroll)
        }
        let more = language == .latvian ? "↓ vēl" : "↓ more"
        #expect(!keyboard.text(height: 12).contains(more))
        keyboard.type("<up>")
        #expect(keyboard.text(height: 12).contains(more))
        keyboard.type("<home>")
        #expect(keyboard.text(height: 12) == first)
    }

    @Test func `Help shows how to answer, terms, evidence and provenance`() throws {
        var keyboard = try Keyboard(language: .english)
        keyboard.open("V5")
        keyboard.type("h")
        let text = keyboard.text(height: 100)
        for word in ["How to answer", "Terms", "Evidence", "Provenance"] {
            #expect(text.contains(word))
        }
    }

    @Test func `Scores are shown on demand and lead back`() throws {
        var keyboard = try Keyboard(["U12": "yes"])
        keyboard.open("V4")
        keyboard.type("s")
        #expect(keyboard.text().contains("Briedums"))
        keyboard.type("<enter>")
        #expect(keyboard.text().contains("V4  "))
    }

    @Test func `All services and key services stand side by side`() throws {
        var keyboard = try Keyboard(["V2": "5", "V3": "2", "B1.all": "most", "B1.key": "all"])
        keyboard.open("B1")
        let lines = keyboard.text().split(separator: "\n")
        #expect(lines.contains { $0.contains("visi pakalpojumi") && $0.contains("galvenie") })
        let most = try #require(lines.first { $0.contains("Lielākā daļa") })
        #expect(most.contains("›(•)‹") && most.contains("( )"))
        // On a narrow screen the headings lose the word that they share.
        #expect(keyboard.text(width: 40).contains("visi     galvenie"))
    }

    @Test func `What a file holds commands no terminal`() throws {
        var keyboard = try Keyboard(["V4": "yes"])
        keyboard.open("V4")
        keyboard.screen.interview.setComment("a\u{1B}[2Jb\u{202E}c", item: try item("V4"), at: "")
        #expect(keyboard.text().contains("a·[2Jb·c"))
    }

    private func item(_ id: String) throws -> Int {
        try #require(try Bundled.definition().questionnaire.itemIndex(id))
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("漢字", 3, "漢…"), ("", 0, ""), ("ab", 1, "…"),
    ])
    func `A line is cut where it does not fit`(_ text: String, _ width: Int, _ expected: String) {
        #expect(StyledLine(text).truncated(to: width).text == expected)
    }

    @Test(arguments: [
        ("Pārvaldība", "parvaldiba"), ("ĶĪŅĢĻŠŽČŪĒĀ", "kingslszcuea".replacing("sl", with: "l")),
        ("e\u{304}", "e"), ("Żółw", "żolw"),
    ])
    func `Accents and capitals are folded`(_ text: String, _ expected: String) {
        #expect(folded(text) == expected)
    }

    @Test(arguments: [
        ("a.json", "a.json"), ("mans fails.json", "'mans fails.json'"), ("a'b", "'a'\\''b'"),
    ])
    func `A path is shown as a shell takes it`(_ path: String, _ expected: String) {
        #expect(Interview.quoted(path) == expected)
    }
}
