import Assessment
import Consistency
import Interview
import Survey
import TestSupport
import TextFormats
import Testing

/// Where an interview goes on, what it lists, and what it says about contradictions.
@Suite struct CourseTests {
    // MARK: Going on

    @Test(
        arguments: [
            ([:], nil, "V1"),
            (["V1": "society", "V2": "5"], nil, "V3"),
            (["V1": "society", "V2": "5", "V4": "yes", "V7": "none"], "V4", "V5"),
            (["V1": "society", "V7": "none"], "V7", "V8"),
            (["V1": "society", "N7.key": "all"], "N7.key", "V2"),
        ] as [([String: String], String?, String)])
    func `It goes on after the latest answer`(
        _ answers: [String: String], _ latest: String?, _ place: String
    ) throws {
        let definition = try Bundled.definition()
        var response = try definition.response(profile: Keyboard.profile, answers: answers)
        if latest != nil {
            for id in answers.keys { response.answers[id]?.time = "2026-01-01T00:00:00Z" }
        }
        if let latest { response.answers[latest]?.time = "2026-01-02T00:00:00Z" }
        let interview = Interview(response, of: definition, isStored: true, author: nil)
        #expect(interview.name(of: interview.step) == place)
    }

    @Test func `Questions that are not asked are passed over`() throws {
        var keyboard = try Keyboard(["V1": "society", "V2": "0"])
        keyboard.open("V2")
        keyboard.type("n")
        #expect(keyboard.place == "V4")
        keyboard.open("U5")
        keyboard.type("n")
        #expect(keyboard.place == "U7")
        keyboard.open("U34")
        keyboard.type("n")
        #expect(keyboard.screen.isSummary, "share questions are not asked without services")
        keyboard.type("b /B1")
        #expect(keyboard.text().contains("Nekas nav atrasts"))
    }

    @Test func `What depends on an answer changes with it at once`() throws {
        var keyboard = try Keyboard(["V2": "5", "V3": "2"])
        let asked = keyboard.screen.interview.progress.asked
        keyboard.open("V2")
        keyboard.type("<ctrl-u> 0 <enter>")
        #expect(keyboard.screen.interview.progress.asked < asked)
        keyboard.open("V2")
        keyboard.type("<ctrl-u> 5 <enter>")
        #expect(keyboard.screen.interview.progress.asked == asked)
    }

    // MARK: Search and lists

    @Test(
        arguments: [
            ("V5", ["V5"]), ("v5", ["V5"]), ("U1", ["U1", "U10", "U11"]),
            ("katalog", ["V5", "U12"]), ("KATALOGS", ["V5"]),
            ("nemitigas pilnveides", ["V8", "V9", "V10"]),
            ("nemitīgas pilnveides", ["V8", "V9", "V10"]),
            ("process pilnveides nemit", ["V8"]), ("katalogs zzz", []), ("zzz", []), ("", []),
        ] as [(String, [String])])
    func `A search finds by id or words, whatever the accents`(
        _ query: String, _ expected: [String]
    ) throws {
        let keyboard = try Keyboard(["V2": "5"])
        let found = keyboard.screen.results(of: query)
            .map { keyboard.screen.interview.name(of: $0) }
        #expect(expected.allSatisfy(found.contains))
        #expect(found.isEmpty == expected.isEmpty)
        if let first = expected.first, query.count < 3 { #expect(found.first == first) }
    }

    @Test func `The list of unanswered questions leads to them`() throws {
        var keyboard = try Keyboard(["V1": "society", "V2": "0"])
        keyboard.type("<enter> u <down> <enter>")
        #expect(keyboard.place == "V5")
        keyboard.type("1 u <down><up> <enter>")
        #expect(keyboard.place == "V4")
        keyboard.type("u <end> <enter>")
        #expect(keyboard.place == "U34")
        keyboard.type("u q")
        #expect(keyboard.screen.isSummary)
    }

    @Test func `Sections show their progress and lead to what is open`() throws {
        var keyboard = try Keyboard(["V1": "society", "V2": "5"])
        keyboard.type("<enter> g")
        #expect(keyboard.text().contains("2 no 21"))
        keyboard.type("<down> <enter>")
        #expect(keyboard.place == "U1")
    }

    // MARK: Contradictions

    @Test func `A contradiction is shown as it arises, with the smallest correction`() throws {
        var keyboard = try Keyboard(["V8": "no"])
        keyboard.open("V9")
        keyboard.type("1")
        #expect(keyboard.place == "V9", "it is shown before the next question")
        #expect(keyboard.answer("V9") == "yes", "and does not stand in the way")
        let text = keyboard.text()
        #expect(text.contains("✗ PR09"))
        #expect(text.contains("Mazākais labojums: V8 (Nē → Jā) vai V9 (Jā → Nē)."))
        keyboard.type("<enter>")
        #expect(keyboard.place == "V10")
        keyboard.type("b 2")
        #expect(keyboard.place == "V10", "an answer that mends things goes on at once")
        #expect(keyboard.screen.interview.findings.contradictions.isEmpty)
    }

    @Test func `Going through old contradictions does not stop again`() throws {
        var keyboard = try Keyboard(["V8": "no", "V9": "yes"])
        keyboard.open("V9")
        #expect(keyboard.text().contains("✗ PR09"))
        keyboard.type("<enter>")
        #expect(keyboard.place == "V10")
    }

    @Test func `The list of contradictions leads to the answers to reconsider`() throws {
        var keyboard = try Keyboard(["V8": "no", "V9": "yes"])
        keyboard.type("<enter> x")
        #expect(keyboard.text().contains("Ko pārskatīt vispirms"))
        keyboard.type("<enter>")
        #expect(keyboard.place == "V8")
        keyboard.type("x <down> <enter>")
        #expect(keyboard.place == "V9")
    }

    @Test func `Answers that only together are impossible are contradictory too`() throws {
        // V13 = yes needs V11 or V12; both are no.
        var keyboard = try Keyboard(["V11": "no", "V12": "no"])
        keyboard.open("V13")
        keyboard.type("1")
        #expect(keyboard.screen.interview.findings.isContradictory)
        #expect(keyboard.text().contains("✗"))
    }

    @Test func `A doubt can be accepted with a reason, and is open again when an answer changes`()
        throws
    {
        var keyboard = try Keyboard(["V5": "no"])
        keyboard.open("U12")
        keyboard.type("1")
        #expect(keyboard.text().contains("? PR03"))
        keyboard.type("x <enter> <enter>")
        #expect(keyboard.text().contains("kāpēc atbildes ir pareizas"))
        keyboard.type("kopīgs <enter>")
        #expect(keyboard.screen.interview.findings.doubts.isEmpty)
        #expect(keyboard.screen.interview.response.acceptedDoubts.map(\.reason) == ["kopīgs"])
        keyboard.open("V5")
        keyboard.type("1")
        keyboard.open("V5")
        keyboard.type("3")
        keyboard.open("V5")
        keyboard.type("2")
        #expect(keyboard.screen.interview.findings.doubts.isEmpty, "the same answers as accepted")
    }

    // MARK: The end

    @Test func `The summary says what is missing, and then one leaves`() throws {
        var keyboard = try Keyboard(["V1": "society", "V2": "5", "V4": "unknown"])
        keyboard.type("<enter> q")
        let text = keyboard.text(height: 100)
        #expect(text.contains("Vēl nav atbildēts: "))
        #expect(text.contains("V3, V5"))
        #expect(text.contains("V3, V5–V21, U1–U34, B1–B6"))
        #expect(text.contains("Nav zināms: 1"))
        #expect(text.contains("Pretrunu un šaubu nav."))
        #expect(!keyboard.hasLeft)
        keyboard.type("<enter>")
        #expect(keyboard.hasLeft)
    }

    @Test func `The summary names contradictions before what is missing`() throws {
        var keyboard = try Keyboard(["V8": "no", "V9": "yes"])
        keyboard.type("<enter> q")
        let text = keyboard.text(height: 100)
        let found = try #require(text.firstRange(of: "PR09"))
        let missing = try #require(text.firstRange(of: "Vēl nav atbildēts"))
        #expect(found.lowerBound < missing.lowerBound)
        #expect(!text.contains("Pretrunu un šaubu nav."))
    }

    @Test func `A new section is introduced, and Enter leads to its questions`() throws {
        var keyboard = try Keyboard()
        keyboard.open("V21")
        keyboard.type("n")
        #expect(keyboard.text().contains("Enter pie jautājumiem"))
        #expect(!keyboard.text().contains("U1  "))
        keyboard.type("<enter>")
        #expect(keyboard.text().contains("U1  "))
    }

    @Test func `A correction tells the scopes of a question apart in words`() throws {
        var keyboard = try Keyboard(["V2": "5", "V3": "2", "B1.all": "all"])
        keyboard.open("B1")
        keyboard.type("<right> 2")
        let text = keyboard.text(height: 100).replacing("\n", with: " ")
        #expect(text.contains("B1, visi pakalpojumi (Visi → "))
        #expect(text.contains("B1, galvenie pakalpojumi"))
        #expect(!text.contains("B1.all"))
    }

    @Test(arguments: ["", "<enter>", "<enter>c", "<enter>/", "<enter>g", "<enter>h", "<enter>?"])
    func `Ctrl-D leaves from everywhere`(_ keys: String) throws {
        var keyboard = try Keyboard()
        keyboard.type(keys + "<ctrl-d>")
        #expect(keyboard.hasLeft)
    }

    // MARK: Saving

    @Test func `What could not be saved is said and tried again`() throws {
        var keyboard = try Keyboard()
        keyboard.open("V4")
        _ = keyboard.screen.press(.character("1"), at: Keyboard.time)
        keyboard.screen.interview.didFailToSave(.init(lv: "disks ir pilns", en: "disk full"))
        #expect(keyboard.text().contains("disks ir pilns"))
        #expect(keyboard.screen.interview.hasUnsaved)
        keyboard.type("w")
        #expect(!keyboard.screen.interview.hasUnsaved)
        #expect(keyboard.text().contains("viss saglabāts"))
    }

    @Test(arguments: [("1", "yes"), ("2", "no")])
    func `A file that someone else has changed is never overwritten unasked`(
        _ key: String, _ expected: String
    ) throws {
        var keyboard = try Keyboard(["V5": "no"])
        var theirs = keyboard.screen.interview.response
        theirs.revision = 7
        theirs.answers["V4"] = Answer(.values(.options(OptionMask(index: 0))), author: "B")
        theirs.answers["V6"] = Answer(.unknown)
        keyboard.open("V4")
        _ = keyboard.screen.press(.character("1"), at: Keyboard.time)
        keyboard.screen.interview.didFindChanged(theirs)
        keyboard.screen.noteSaving()
        #expect(keyboard.text().contains("V4"))
        #expect(keyboard.text().contains("Jā ≠ Nē (B)"))
        keyboard.type(key)
        #expect(keyboard.answer("V4") == expected)
        #expect(keyboard.answer("V6") == "unknown", "what only they have changed is joined")
        #expect(keyboard.answer("V5") == "no")
        #expect(keyboard.screen.interview.response.revision == (key == "1" ? 8 : 7))
        #expect(!keyboard.screen.interview.hasUnsaved)
    }
}
