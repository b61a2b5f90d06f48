import Foundation
import Testing

/// Answers belong to one exact definition, and definitions can be swapped without a new program.
@Suite struct DefinitionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func digest(_ arguments: [String], _ environment: [String: String] = [:]) throws
        -> String
    {
        let outcome = try Briedums.run(
            ["questionnaires", "--json"] + arguments, environment: environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let list = try #require(try outcome.json()["questionnaires"] as? [[String: Any]])
        return try #require(list.first?["digest"] as? String)
    }

    private func changed() throws -> String {
        try folder.copyDefinitions { text in
            text.replacing("Vai ", with: "Vai tiešām ", maxReplacements: 1)
        }
    }

    @Test("The repository's folder holds what is built in")
    func builtIn() throws {
        #expect(try digest([]) == digest(["--questionnaires", "Questionnaires"]))
    }

    @Test("The digest does not depend on layout, but on every text")
    func digests() throws {
        let builtIn = try digest([])
        #expect(builtIn.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
        #expect(try digest(["--questionnaires", changed()]) != builtIn)
        let spaced = try TemporaryFolder()
        let path = try spaced.copyDefinitions {
            "\n  " + $0.replacing(": ", with: ":  ", maxReplacements: 1)
        }
        #expect(try digest(["--questionnaires", path]) == builtIn)
    }

    @Test("The option wins over the variable, and an empty variable is none")
    func order() throws {
        let path = try changed()
        let variable = ["BRIEDUMS_QUESTIONNAIRES": path]
        let builtIn = try digest([])
        #expect(try digest([], variable) == digest(["--questionnaires", path]))
        #expect(try digest(["--questionnaires", "Questionnaires"], variable) == builtIn)
        #expect(try digest([], ["BRIEDUMS_QUESTIONNAIRES": ""]) == builtIn)
    }

    @Test(
        "Answers to another content are refused, naming both digests",
        arguments: ["check", "assess", "score", "show", "set"])
    func mismatch(_ command: String) throws {
        let path = try changed()
        let file = try folder.copySample("clean", as: "a.answers.json")
        let before = try folder.data("a.answers.json")
        let call = [command, file] + (command == "set" ? ["U12=yes"] : [])
        for language in ["lv", "en"] {
            let outcome = try Briedums.run(call + ["--questionnaires", path, "--lang", language])
            #expect(outcome.status == 65)
            #expect(outcome.output.isEmpty)
            #expect(outcome.messages.contains("[answers.digest] /questionnaire"))
            #expect(outcome.messages.contains(try digest([])))
            #expect(outcome.messages.contains(try digest(["--questionnaires", path])))
        }
        #expect(try folder.data("a.answers.json") == before)
    }

    @Test("Answers made with a folder's definition are read with it")
    func ownDefinition() throws {
        let path = try changed()
        let file = folder.path("b.answers.json")
        let options = ["--questionnaires", path, "--lang=en"]
        let new = ["new", file, "--registration-number=1", "--name=X"]
        #expect(try Briedums.run(new + options).status == 0)
        #expect(try Briedums.run(["set", file, "U12=yes"] + options).status == 0)
        #expect(try Briedums.run(["check", file] + options).status == 0)
        #expect(try Briedums.run(["check", file]).status == 65)
    }

    @Test("An unknown questionnaire is named together with those at hand")
    func unknown() throws {
        let text = try String(
            contentsOf: Briedums.repository.appending(path: Briedums.sample("clean")),
            encoding: .utf8)
        let other = text.replacing("\"version\": \"2021.1\"", with: "\"version\": \"1999.1\"")
        let outcome = try Briedums.run(["check", "-", "--lang=en"], input: other)
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("vppp 1999.1"))
        #expect(outcome.messages.contains("vppp/2021.1"))
        let call = ["show", "--questionnaire=nix/1", "U12", "--lang=en"]
        let named = try Briedums.run(call)
        #expect(named.status == 64)
        #expect(named.messages.contains("vppp/2021.1"))
    }

    @Test("A faulty definition is refused with its faults, never half used")
    func faulty() throws {
        let path = try folder.copyDefinitions(changing: "maturity.json") {
            $0.replacing("U12 = yes", with: "U1222 = yes")
        }
        let outcome = try Briedums.run([
            "check", Briedums.sample("clean"), "--questionnaires", path,
        ])
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains(/maturity\.json:[0-9]+:[0-9]+: kļūda\[/))
    }
}
