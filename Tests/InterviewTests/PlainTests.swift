import Assessment
import Consistency
import Interview
import Survey
import TestSupport
import TextFormats
import Testing

/// Lines become answers, by the same state machine.
@Suite struct PlainTests {
    private func interview(_ before: [String: String] = [:]) throws -> PlainInterview {
        PlainInterview(try Keyboard(before).screen)
    }

    private func read(_ lines: [String], _ plain: inout PlainInterview) -> [String] {
        lines.map { line in
            _ = plain.read(line, at: Keyboard.time)
            if case .due = plain.screen.interview.saving {
                plain.screen.interview.didSave(
                    revision: plain.screen.interview.response.revision + 1)
            }
            return plain.output()
        }
    }

    @Test(
        arguments: [
            ("V4", ["1"], "V4", "yes", "V5"), ("V4", ["jā"], "V4", "yes", "V5"),
            ("V4", ["Ne"], "V4", "no", "V5"), ("V4", ["yes"], "V4", "yes", "V5"),
            ("V4", ["nav zināms"], "V4", "unknown", "V5"), ("V4", ["z"], "V4", "unknown", "V5"),
            ("V4", [""], "V4", nil, "V5"), ("V4", ["7"], "V4", nil, "V4"),
            ("V4", ["varbūt"], "V4", nil, "V4"), ("V4", ["1 2"], "V4", nil, "V4"),
            ("V1", ["1 3"], "V1", "society,institutions", "V2"),
            ("V1", ["1,3"], "V1", "society,institutions", "V2"),
            ("V1", ["4"], "V1", "", "V2"), ("V1", ["1 4"], "V1", nil, "V1"),
            ("V6", ["1 6"], "V6", "none", "V7"),
            ("V2", ["12"], "V2", "12", "V3"), ("V2", ["10..20"], "V2", "10..20", "V3"),
            ("V2", ["nav zināms"], "V2", "unknown", "V3"), ("V2", ["daudz"], "V2", nil, "V2"),
            ("B1", ["2", "3"], "B1.key", "some", "B2"), ("B1", ["", "3"], "B1.key", "some", "B2"),
            ("B1", ["2", ""], "B1.all", "most", "B2"),
            ("B1", ["6", "nav mūsu"], "B1.all", "not_applicable: nav mūsu", "B1"),
            ("B1", ["6", ""], "B1.all", nil, "B1"),
            ("V4", ["1", "b", "d"], "V4", nil, "V4"), ("V4", ["/V9", "1"], "V4", nil, "V9"),
            ("V4", ["u", "1"], "V4", nil, "V1"), ("V4", ["g", "3"], "V4", nil, "U1"),
        ] as [(String, [String], String, String?, String)])
    func `Lines become answers`(
        _ question: String, _ lines: [String], _ item: String, _ answer: String?, _ place: String
    ) throws {
        var keyboard = try Keyboard()
        keyboard.open(question)
        var plain = PlainInterview(keyboard.screen)
        _ = read(lines, &plain)
        keyboard.screen = plain.screen
        #expect(keyboard.answer(item) == answer)
        #expect(keyboard.place == place)
    }

    @Test func `It says when something is saved, and what contradicts`() throws {
        var keyboard = try Keyboard(["V8": "no"])
        keyboard.open("V9")
        var plain = PlainInterview(keyboard.screen)
        let output = read(["1", "", "b", "c", "piezīme"], &plain)
        #expect(output[0].hasPrefix("Saglabāts.\n"))
        #expect(output[0].contains("Pretruna PR09"))
        #expect(output[0].contains("Mazākais labojums: V8 (Nē → Jā) vai V9 (Jā → Nē)."))
        #expect(output[1].contains("V10. "))
        #expect(!output[1].contains("Saglabāts"))
        #expect(output[4].hasPrefix("Saglabāts.\n"))
        #expect(plain.screen.interview.response.answers["V9"]?.comment == "piezīme")
    }

    @Test func `A text is printed once and the question comes again`() throws {
        var plain = try interview()
        let output = read(["", "h", "?", "s"], &plain)
        for text in output.dropFirst() { #expect(text.contains("V1. ")) }
        #expect(output[1].contains("Kā atbildēt"))
        #expect(output[2].contains("/vārdi"))
        #expect(output[3].contains("Briedums"))
    }

    @Test func `Everything ends with a prompt and holds no escape sequence`() throws {
        var generator = SplitMix64(seed: TestSeed.of(7))
        var plain = try interview(["V8": "no"])
        let lines = [
            "", "1", "2", "3", "z", "n", "b", "u", "x", "g", "s", "h", "?", "c", "e", "a", "d", "q",
            "/katalogs", "10..20", "jā", "\u{1B}[2J", "1 2", "w",
        ]
        for _ in 0..<100 {
            let output = read([lines.randomElement(using: &generator) ?? ""], &plain)
            #expect(output[0].hasSuffix(": "))
            #expect(!output[0].contains("\u{1B}"))
            #expect(!plain.screen.interview.hasUnsaved)
        }
    }
}
