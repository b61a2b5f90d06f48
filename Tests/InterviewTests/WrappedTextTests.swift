import Reporting
import TestSupport
import Testing

/// Text broken into lines for a terminal.
@Suite struct WrappedTextTests {
    @Test(
        "A text takes the columns that a terminal gives it",
        arguments: [
            ("", 0), ("abc", 3), ("šķūnis", 6), ("a\u{304}b", 2), ("ā\u{301}", 1), ("„…“", 3),
            ("a b", 3), ("日本", 4), ("a日", 3), ("😀", 2), ("a\nb", 2), ("\u{85}\u{A0}", 1),
            ("x\u{200B}y", 2), ("~\u{7F}", 1), ("ʿ", 1),
        ])
    func width(_ text: String, _ columns: Int) {
        #expect(displayWidth(text) == columns)
    }

    @Test("Every line holds as many words as fit", arguments: [1, 2, 3] as [UInt64])
    func lines(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = ["a", "š", "o\u{304}", "日", "😀", "„"]
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                (0..<Int.random(in: 1...9, using: &random))
                    .compactMap { _ in letters.randomElement(using: &random) }.joined()
            }
            let width = Int.random(in: 3...30, using: &random)
            let lines = wrapped(words.joined(separator: " "), width: width)
                .map { $0.split(separator: " ") }
            #expect(lines.flatMap(\.self).map(String.init) == words, "seed \(seed)")
            func columns(_ words: some Sequence<Substring>) -> Int {
                displayWidth(words.joined(separator: " "))
            }
            for line in lines where line.count > 1 {
                #expect(columns(line) <= width, "seed \(seed)")
            }
            for (line, next) in zip(lines, lines.dropFirst()) {
                #expect(columns(line + next.prefix(1)) > width, "seed \(seed)")
            }
        }
    }

    @Test("Line breaks and empty lines of a text stay")
    func breaks() {
        #expect(wrapped("a b\n\nc", width: 10) == ["a b", "", "c"])
        #expect(wrapped("", width: 10) == [""])
    }
}
