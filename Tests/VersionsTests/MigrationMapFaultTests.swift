import Assessment
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// A faulty map is refused with the fault's place and code.
@Suite struct MigrationMapFaultTests {
    private static let yesNo = #"""
        [{ "id": "s", "ordered": true, "options": [
           { "id": "no", "label": { "lv": "Nē", "en": "No" } },
           { "id": "yes", "label": { "lv": "Jā", "en": "Yes" } }] },
         { "id": "t", "options": [
           { "id": "a", "label": { "lv": "a", "en": "a" } },
           { "id": "b", "label": { "lv": "b", "en": "b" } }] }]
        """#

    private static let entries: [SmallDefinition.Entry] = [
        .init("A", #""scale": "s""#), .init("B", #""scale": "s""#), .init("C", #""scale": "t""#),
    ]

    private static let sound = #"""
        { "from": ["A"], "to": ["A"], "relation": "kept" },
        { "from": ["B"], "to": ["B"], "relation": "kept" },
        { "from": ["C"], "to": ["C"], "relation": "kept" }
        """#

    private func findings(_ mappings: String) throws -> [String] {
        let old = try VersionFixtures.small("1", scales: Self.yesNo, Self.entries)
        let new = try VersionFixtures.small("2", scales: Self.yesNo, Self.entries)
        return VersionFixtures.read(mappings, from: old, to: new).findings.map(\.code)
    }

    @Test("A sound map has no findings")
    func sound() throws { #expect(try findings(Self.sound) == []) }

    @Test(
        "A fault is found",
        arguments: [
            (
                #""to": ["A"], "relation": "kept""#, #""to": ["A"], "relation": "changed""#,
                [
                    "migration.reason", "migration.shape", "migration.missing-source",
                    "migration.missing-target",
                ]
            ),
            (
                #"{ "from": ["C"], "to": ["C"], "relation": "kept" }"#,
                #"{ "from": ["C"], "to": ["A"], "relation": "kept" }"#,
                [
                    "migration.answers-differ", "migration.missing-target",
                    "migration.duplicate-target",
                ]
            ),
            (
                #"["B"], "to": ["B"], "relation": "kept""#,
                #"["B"], "to": ["B"], "relation": "kept", "values": { "no": ["no"], "yes": ["yes"] }"#,
                ["migration.shape", "migration.missing-source", "migration.missing-target"]
            ),
            (
                #""from": ["B"]"#, #""from": ["X"]"#,
                [
                    "migration.unknown-question", "migration.missing-source",
                    "migration.missing-target",
                ]
            ),
            (
                #"["A"], "to": ["A"], "relation": "kept""#,
                #"["A"], "to": ["A"], "relation": "changed", "reason": { "lv": "r", "en": "r" }, "cases": [{ "when": "A = no", "to": ["no"] }]"#,
                ["migration.open-case"]
            ),
            (
                #"["A"], "to": ["A"], "relation": "kept""#,
                #"["A"], "to": ["A"], "relation": "changed", "reason": { "lv": "r", "en": "r" }, "cases": [{ "when": "B = no", "to": ["no"] }]"#,
                ["migration.foreign-question"]
            ),
            (
                #"["A"], "to": ["A"], "relation": "kept""#,
                #"["A"], "to": ["A"], "relation": "changed", "reason": { "lv": "r", "en": "r" }, "values": { "no": ["no"] }"#,
                ["json.missing-key"]
            ),
            (
                #"["A"], "to": ["A"], "relation": "kept""#,
                #"["A"], "to": ["A"], "relation": "changed", "reason": { "lv": "r", "en": "r" }, "options": { "no": ["no"] }"#,
                ["migration.kind"]
            ),
        ])
    func fault(_ old: String, _ new: String, _ codes: [String]) throws {
        #expect(Self.sound.contains(old))
        let found = try findings(Self.sound.replacing(old, with: new))
        #expect(Set(found) == Set(codes))
    }
}
