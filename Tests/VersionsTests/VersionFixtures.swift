import Assessment
import Survey
import TestSupport
import TextFormats
import Versions

/// The versions of the bundled questionnaire and the map between them, read once.
enum VersionFixtures {
    /// The old version, the new version and the map.
    struct Step {
        let old: Definition
        let new: Definition
        let map: MigrationMap
    }

    private static let loaded = Result { () throws -> Step in
        let library = DefinitionLibrary.bundled()
        let log = DiagnosticLog()
        guard let old = library.definition(id: "vppp", version: "2021.1", log: log),
            let new = library.definition(id: "vppp", version: "2024.1", log: log),
            let map = Lineage("vppp", in: library).map(from: old, to: new, log: log)
        else {
            let findings = log.findings.map { $0.rendered(in: .english) }
            throw MissingFixture(findings.joined(separator: "\n"))
        }
        return Step(old: old, new: new, map: map)
    }

    /// From 2021.1 to 2024.1.
    static func step() throws -> Step { try loaded.get() }

    /// A small definition under another version.
    static func small(
        _ version: String, scales: String, _ questions: [SmallDefinition.Entry],
        values: String = "{}", weights: String = "{}",
        editing: (inout SmallDefinition) -> Void = { _ in }
    ) throws -> Definition {
        var definition = SmallDefinition(scales: scales, questions)
        definition.setMaturity(values: values, weights: weights)
        editing(&definition)
        definition.files["questionnaire.json"] = definition.files["questionnaire.json"]?
            .replacing(#""version": "1""#, with: #""version": "\#(version)""#)
        return try definition.read()
    }

    /// A map given by the JSON of its mappings.
    static func map(
        _ mappings: String, from old: Definition, to new: Definition
    ) throws -> MigrationMap {
        let (map, findings) = read(mappings, from: old, to: new)
        guard let map, !findings.containsErrors else {
            throw MissingFixture(findings.map { $0.rendered(in: .english) }.joined(separator: "\n"))
        }
        return map
    }

    /// What reading a map finds.
    static func read(
        _ mappings: String, from old: Definition, to new: Definition
    ) -> (map: MigrationMap?, findings: [Diagnostic]) {
        let versions = (
            old.questionnaire.identity.version, new.questionnaire.identity.version
        )
        let text = #"""
            { "schema": "briedums.migration/1", "questionnaire": "small",
              "from": "\#(versions.0)", "to": "\#(versions.1)",
              "note": { "lv": "piezīme", "en": "note" },
              "mappings": [\#(mappings)] }
            """#
        let log = DiagnosticLog()
        let source = JSONSource(file: "map.json", bytes: Array(text.utf8))
        let map = JSONCursor(parsing: source, log: log).flatMap {
            MigrationMapReader.read($0, from: old.questionnaire, to: new.questionnaire)
        }
        return (map, log.findings)
    }
}
