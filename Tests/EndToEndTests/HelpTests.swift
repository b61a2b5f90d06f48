import Foundation
import Testing

/// Help reaches a person from anywhere, in both languages, and fits the screen.
@Suite struct HelpTests {
    private static let languages = ["lv", "en"]

    @Test(
        "Every way of asking for help prints it and succeeds",
        arguments: [
            [], ["-h"], ["--help"], ["help"], ["help", "help"], ["--help", "--version"],
            ["-h", "--lang", "en"], ["--quiet"] + ["-h"], ["-qh"], ["help", "-h"],
        ])
    func asksForHelp(_ arguments: [String]) throws {
        let outcome = try Briedums.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("briedums"))
        #expect(outcome.messages.isEmpty)
    }

    @Test("All commands are listed")
    func listsCommands() {
        let expected: Set<String> = [
            "assess", "check", "score", "show", "new", "set", "questionnaires", "lint",
            "completions", "help",
        ]
        #expect(expected.isSubset(of: Set(Briedums.commands)))
    }

    @Test("A command's page is the same however it is asked for", arguments: Briedums.allCommands)
    func samePage(_ command: String) throws {
        let page = try Briedums.run(["help", command])
        #expect(page.status == 0)
        let examples = page.output.split(separator: "\n").filter { $0.contains("$  briedums ") }
        #expect(examples.contains { $0.contains("briedums \(command)") }, "an example comes first")
        let words = command.split(separator: " ").map(String.init)
        for arguments in [words + ["-h"], words + ["--help"], ["-h"] + words, ["help"] + words] {
            let outcome = try Briedums.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output == page.output, "\(arguments)")
        }
    }

    @Test(
        "Adding -h to a wrong call still prints help",
        arguments: [
            ["reprot"], ["check", "--jsn"], ["check"], ["set", "x"], ["--nothing"], ["-x"],
            ["check", "--color", "alwys", "x"], ["check", "--json=1", "x"], ["help", "zzz"],
            ["questionnaires", "too", "many"], ["check", "/nonexistent"], ["--lang"],
            ["check", "x", "--lang"], ["-hx"],
        ])
    func helpBeatsFaults(_ arguments: [String]) throws {
        for help in ["-h", "--help"] {
            let outcome = try Briedums.run(arguments + [help])
            #expect(outcome.status == 0, "\(arguments)")
            #expect(outcome.output.contains("briedums"))
            #expect(outcome.messages.isEmpty)
        }
    }

    @Test("After -- a word that looks like help is no longer a request for it")
    func helpAfterSeparator() throws {
        let outcome = try Briedums.run(["check", "--", "-h"])
        #expect(outcome.status == 66)
        #expect(outcome.output.isEmpty)
    }

    @Test(
        "Every page fits 80 columns and is as approved",
        arguments: Briedums.allCommands + [""], languages)
    func pages(_ command: String, _ language: String) throws {
        let arguments = command.isEmpty ? ["help"] : ["help", command]
        let outcome = try Briedums.run(arguments + ["--lang", language])
        for line in outcome.output.split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
        }
        let name = command.isEmpty ? "overview" : command.replacing(" ", with: "-")
        try expectSnapshot(outcome.output, named: "help/\(name).\(language).txt")
    }

    @Test("No heading is left untranslated", arguments: Briedums.allCommands)
    func headings(_ command: String) throws {
        func headings(_ language: String) throws -> [Substring] {
            try Briedums.run(["help", command, "--lang", language]).output
                .split(separator: "\n").dropFirst().filter { !$0.hasPrefix(" ") }
        }
        let pairs = zip(try headings("lv"), try headings("en"))
        #expect(pairs.allSatisfy { $0 != $1 })
    }

    @Test(
        "The version is one line and needs nothing else",
        arguments: [["--version"], ["--version", "--lang", "en"], ["--quiet", "--version"]])
    func version(_ arguments: [String]) throws {
        let outcome = try Briedums.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.wholeMatch(of: /briedums [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        #expect(outcome.messages.isEmpty)
    }

    @Test(
        "The language comes from the option, then the environment in its order, then Latvian",
        arguments: [
            ([:], nil, "lv"), (["LANG": "en_GB.UTF-8"], nil, "en"), (["LANG": "C"], nil, "lv"),
            (["LANG": "en_GB", "LC_MESSAGES": "lv_LV"], nil, "lv"),
            (["LC_MESSAGES": "lv_LV", "LC_ALL": "en_US"], nil, "en"),
            (["LC_ALL": "en_US", "BRIEDUMS_LANG": "lv"], nil, "lv"),
            (["BRIEDUMS_LANG": "lv"], "en", "en"), (["BRIEDUMS_LANG": ""], nil, "lv"),
        ] as [([String: String], String?, String)])
    func language(_ environment: [String: String], _ option: String?, _ expected: String) throws {
        let arguments = ["help"] + (option.map { ["--lang=\($0)"] } ?? [])
        let outcome = try Briedums.run(arguments, environment: environment)
        #expect(outcome.output.contains(expected == "lv" ? "Lietojums" : "Usage"))
    }
}
