import Assessment
import Foundation
import Survey
import TestSupport
import TextFormats
import Testing

/// The digest that pins an answers file to the content of a definition.
@Suite struct DefinitionDigestTests {
    private static let small = SmallDefinition(
        scales: #"[{ "id": "s", "options": [{ "id": "a", "label": { "lv": "ā", "en": "a" } },"#
            + #" { "id": "b", "label": { "lv": "\u000b\u2028\ud83d\ude00\"\\/", "en": "b" } }] }]"#,
        [SmallDefinition.Entry("Q1", #""scale": "s""#)])

    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static func digest(_ definition: SmallDefinition) -> String {
        definition.definitionFiles.parsed(log: DiagnosticLog()).digest()
    }

    @Test(
        .enabled(if: python != nil, "python3 is missing, so the digest is NOT cross-checked"),
        arguments: ["bundled", "small"])
    func `The digest is that of Python's sorted compact JSON`(name: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "briedums-digest-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var expected = Self.digest(Self.small)
        var texts = Self.small.files
        if name == "bundled" {
            expected = try Bundled.definition().questionnaire.identity.digest
            for file in DefinitionFiles.names {
                texts[file] = try Repository.text("Questionnaires/vppp/2021.1/\(file)")
            }
        }
        for (file, text) in texts {
            try Data(text.utf8).write(to: folder.appending(path: file))
        }
        let script = """
            import hashlib, json, os, sys
            content = {}
            for name in sorted(os.listdir(sys.argv[1])):
                with open(os.path.join(sys.argv[1], name), encoding="utf-8") as file:
                    value = json.load(file)
                value.pop("$schema", None)
                content[name[:-len(".json")]] = value
            text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            print("sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest())
            """
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-c", script, folder.path()]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: bytes, as: UTF8.self) == expected + "\n")
    }

    @Test(arguments: [
        ("layout", #""status": "draft""#, "\n\t \"status\"  :\r\n\"draft\" "),
        ("key order", #""id": "small", "version": "1""#, #""version": "1", "id": "small""#),
        ("$schema", #""status": "draft""#, #""$schema": "../x.json", "status": "draft""#),
        ("an escape", #""status": "draft""#, #""status": "dr\u0061ft""#),
    ])
    func `The digest does not depend on how the content is written`(
        what: String, old: String, new: String
    ) {
        #expect(Self.digest(Self.changed(old, new)) == Self.digest(Self.small), "\(what)")
    }

    @Test(arguments: [
        ("a value", #""status": "draft""#, #""status": "retired""#),
        ("a letter", #""lv": "ā""#, #""lv": "a""#),
        ("a composed letter", #""lv": "ā""#, "\"lv\": \"a\u{304}\""),
        ("a space", #""id": "small""#, #""id": "small ""#),
        ("an added member", #""status": "draft""#, #""x": null, "status": "draft""#),
        ("the order of a list", #""scopes": []"#, #""scopes": [1]"#),
    ])
    func `The digest depends on every value`(what: String, old: String, new: String) {
        #expect(Self.digest(Self.changed(old, new)) != Self.digest(Self.small), "\(what)")
    }

    @Test(
        arguments: DefinitionFiles.names.filter { !DefinitionFiles.optionalNames.contains($0) })
    func `The digest covers every file`(name: String) {
        var changed = Self.small
        changed.files[name] = changed.files[name]?.replacing("/1\"", with: "/2\"")
        #expect(Self.digest(changed) != Self.digest(Self.small))
    }

    private static func changed(_ old: String, _ new: String) -> SmallDefinition {
        var changed = small
        let text = changed.files["questionnaire.json"] ?? ""
        #expect(text.contains(old))
        changed.files["questionnaire.json"] = text.replacing(old, with: new)
        return changed
    }
}
