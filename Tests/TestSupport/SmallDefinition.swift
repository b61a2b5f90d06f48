package import Assessment
package import Survey
import TextFormats

/// A definition of a few questions, written as the JSON of its files.
package struct SmallDefinition: Sendable {
    /// A question, or a profile field: its name and the members that say what it takes.
    package struct Entry: Sendable {
        let id: String
        let kind: String

        /// Makes an entry; the kind is one or more JSON members, such as `"scale": "yes_no"`.
        package init(_ id: String, _ kind: String) {
            self.id = id
            self.kind = kind
        }
    }

    /// The text of each file by its name.
    package var files: [String: String]

    /// Makes the smallest definition around some questions: one dimension, no rules, no groups, no
    /// actions.
    package init(scales: String, scopes: String = "[]", profile: [Entry] = [], _ questions: [Entry])
    {
        let words = #"{ "lv": "vārdi", "en": "words" }"#
        let profileText = profile.map {
            #"{ "id": "\#($0.id)", \#($0.kind), "label": \#(words), "help": \#(words) }"#
        }
        let questionTexts = questions.map {
            #"{ "id": "\#($0.id)", "section": "s", \#($0.kind), "text": \#(words), "#
                + #""help": \#(words), "evidence": \#(words), "#
                + #""provenance": "quoted", "source": "test" }"#
        }
        files = [
            "questionnaire.json": #"""
            {
              "schema": "briedums.questionnaire/1", "id": "small", "version": "1",
              "status": "draft", "title": \#(words), "description": \#(words),
              "provenance_notes":
                { "quoted": \#(words), "derived": \#(words), "reconstructed": \#(words) },
              "scales": \#(scales),
              "scopes": \#(scopes),
              "sections": [{ "id": "s", "title": \#(words), "introduction": \#(words) }],
              "profile": [\#(profileText.joined(separator: ",\n"))],
              "questions": [
            \#(questionTexts.joined(separator: ",\n"))
              ]
            }
            """#,
            "glossary.json": #"{ "schema": "briedums.glossary/1", "terms": [] }"#,
            "groups.json": #"{ "schema": "briedums.groups/1", "tracks": [] }"#,
            "actions.json": #"""
            { "schema": "briedums.actions/1", "efforts": [], "roles": [], "funding": [],
              "planning_documents": [], "documents": [], "actions": [] }
            """#,
        ]
        setRules([])
        setMaturity(values: "{}", weights: "{}")
    }

    /// Writes `rules.json`: each rule's name, kind and text.
    package mutating func setRules(_ rules: [(id: String, kind: String, text: String)]) {
        let words = #"{ "lv": "vārdi", "en": "words" }"#
        let texts = rules.map {
            #"{ "id": "\#($0.id)", "kind": "\#($0.kind)", "rule": "\#($0.text)", "#
                + #""message": \#(words), "check": \#(words), "source": \#(words) }"#
        }
        files["rules.json"] =
            #"{ "schema": "briedums.rules/1", "rules": ["# + texts.joined(separator: ",\n") + "] }"
    }

    /// Writes `maturity.json` with the dimensions `a` and `b` and levels at 0, 25, 50 and 75 %.
    package mutating func setMaturity(
        values: String, weights: String, scopeWeights: String = "{}",
        gates: [(dimension: String, level: String, requirement: String)] = []
    ) {
        let words = #"{ "lv": "vārdi", "en": "words" }"#
        let levels = [("initial", 0), ("basic", 25), ("medium", 50), ("high", 75)].map {
            #"{ "id": "\#($0.0)", "label": \#(words), "threshold_percent": \#($0.1), "#
                + #""source": \#(words) }"#
        }
        let gateTexts = gates.map {
            #"{ "dimension": "\#($0.dimension)", "level": "\#($0.level)", "#
                + #""requirement": "\#($0.requirement)", "source": \#(words) }"#
        }
        files["maturity.json"] = #"""
            {
              "schema": "briedums.maturity/1",
              "dimensions": [
                { "id": "a", "label": \#(words) }, { "id": "b", "label": \#(words) }
              ],
              "levels": [\#(levels.joined(separator: ",\n"))],
              "values": \#(values), "scope_weights": \#(scopeWeights), "weights": \#(weights),
              "gates": [\#(gateTexts.joined(separator: ",\n"))], "weight_source": \#(words)
            }
            """#
    }

    /// The files as the program sees them.
    package var definitionFiles: DefinitionFiles {
        let sources = files.map { name, text in
            (name, JSONSource(file: "small/1/\(name)", bytes: Array(text.utf8)))
        }
        return DefinitionFiles(
            folder: "small/1", sources: Dictionary(uniqueKeysWithValues: sources))
    }

    /// Reads the definition with the program's readers.
    package func read() throws -> Definition {
        let log = DiagnosticLog()
        let definition = Definition.read(definitionFiles.parsed(log: log), log: log)
        guard let definition, !log.containsErrors else {
            let findings = log.findings.map { $0.rendered(in: .english) }
            throw MissingFixture(findings.joined(separator: "\n"))
        }
        return definition
    }
}
