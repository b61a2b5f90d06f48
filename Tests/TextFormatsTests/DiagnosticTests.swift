import Testing
import TextFormats

/// The line that a person reads about a finding, word for word.
@Suite struct DiagnosticTests {
    private static let place = SourcePosition(line: 14, column: 9)

    @Test("A finding is one line in each language", arguments: lines)
    func rendered(_ finding: Diagnostic, _ lv: String, _ en: String) {
        #expect(finding.rendered(in: .latvian) == lv)
        #expect(finding.rendered(in: .english) == en)
    }

    static let lines: [(Diagnostic, String, String)] = [
        (
            Diagnostic(
                code: "answer.unknown-option",
                at: Diagnostic.Location(file: "a.json", position: place, pointer: "/answers/q07"),
                LocalizedText(lv: "„mayb“ nav variants.", en: "'mayb' is not an option."),
                advice: Diagnostic.didYouMean("maybe")),
            "a.json:14:9: kļūda[answer.unknown-option] /answers/q07: „mayb“ nav variants. "
                + "Vai domājāt „maybe“?",
            "a.json:14:9: error[answer.unknown-option] /answers/q07: 'mayb' is not an option. "
                + "Did you mean 'maybe'?"
        ),
        (
            Diagnostic(
                .warning, code: "x.y", at: Diagnostic.Location(file: "b.csv", position: place),
                LocalizedText(lv: "tukšs.", en: "empty.")),
            "b.csv:14:9: brīdinājums[x.y]: tukšs.", "b.csv:14:9: warning[x.y]: empty."
        ),
        (
            Diagnostic(
                code: "x", at: Diagnostic.Location(file: "c", pointer: ""),
                LocalizedText(lv: "slikti.", en: "bad.")),
            "c: kļūda[x]: slikti.", "c: error[x]: bad."
        ),
        (
            Diagnostic(
                .warning, code: "x", LocalizedText(lv: "slikti.", en: "bad."),
                advice: LocalizedText(lv: "Labojiet.", en: "Mend it.")),
            "brīdinājums[x]: slikti. Labojiet.", "warning[x]: bad. Mend it."
        ),
        (
            FileFailure(.missingInput, path: "x.json", reason: "No such file").diagnostic,
            "x.json: kļūda[file.missing]: failu nevar nolasīt (No such file). "
                + "Pārbaudiet ceļu un tiesības.",
            "x.json: error[file.missing]: cannot read the file (No such file). "
                + "Check the path and the permissions."
        ),
        (
            FileFailure(.busy, path: "x.json", reason: "locked").diagnostic,
            "x.json: kļūda[file.busy]: failu pašlaik raksta cits process. "
                + "Mēģiniet vēlreiz, kad tas būs beidzis.",
            "x.json: error[file.busy]: another process is writing this file. "
                + "Try again when it has finished."
        ),
    ]

    @Test(
        "A finding stays one harmless line whatever the file contains",
        arguments: [
            "a\nb", "a\r\u{1B}[31mb", "\0\u{7}\u{8}", "\u{9B}31m", "a\u{2028}b", "\u{202E}x",
        ])
    func hostile(_ text: String) {
        let finding = Diagnostic(
            code: "x", at: Diagnostic.Location(file: text, pointer: "/\(text)"),
            LocalizedText(verbatim: text), advice: Diagnostic.didYouMean(text))
        let kinds: Set<Unicode.GeneralCategory> = [
            .control, .lineSeparator, .paragraphSeparator, .format,
        ]
        let line = finding.rendered(in: .english)
        #expect(!line.unicodeScalars.contains { kinds.contains($0.properties.generalCategory) })
    }

    @Test("There is nothing to offer when no name is near")
    func nothingNear() {
        #expect(Diagnostic.didYouMean(nil) == nil)
    }

    @Test("Only errors make the input unusable")
    func severities() {
        let log = DiagnosticLog()
        log.add(Diagnostic(.warning, code: "a", LocalizedText(verbatim: "a")))
        #expect(!log.containsErrors)
        log.add([Diagnostic(.error, code: "b", LocalizedText(verbatim: "b"))])
        #expect(log.containsErrors)
        #expect(log.findings.map(\.code) == ["a", "b"])
    }

    @Test("Positions are ordered by line, then by column")
    func order() {
        let sorted = [(2, 1), (1, 9), (1, 2)].map(SourcePosition.init).sorted()
        #expect(sorted.map(\.line) == [1, 1, 2])
        #expect(sorted.map(\.column) == [2, 9, 1])
    }
}
