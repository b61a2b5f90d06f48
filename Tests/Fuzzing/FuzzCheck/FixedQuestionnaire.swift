import TextFormats

/// A questionnaire of a few questions of every kind, with scopes, a condition, a score and gates.
///
/// Counts are small: bounds of two counts can chase each other through a whole range.
enum FixedQuestionnaire {
    /// Every file except `rules.json`.
    static let sources: [String: JSONSource] = files.reduce(into: [:]) { sources, file in
        sources[file.name] = JSONSource(file: file.name, bytes: Array(file.text.utf8))
    }

    private static let words = #"{ "lv": "vārdi", "en": "words" }"#

    private static func options(_ ids: String...) -> String {
        let texts = ids.map { #"{ "id": "\#($0)", "label": \#(words) }"# }
        return "[" + texts.joined(separator: ",") + "]"
    }

    private static func question(_ id: String, _ kind: String) -> String {
        #"{ "id": "\#(id)", "section": "s", \#(kind), "text": \#(words), "help": \#(words), "#
            + #""evidence": \#(words), "provenance": "quoted", "source": "test" }"#
    }

    private static let questions = [
        question("A", #""scale": "yes_no""#), question("B", #""scale": "yes_no""#),
        question("C", #""scale": "yes_no", "asked_when": "A != no""#),
        question("N", #""count": { "minimum": 0, "maximum": 9 }"#),
        question("M", #""count": { "minimum": 0, "maximum": 9 }"#),
        question("V", #""options": \#(options("x", "y", "none")), "exclusive": "none""#),
        question("S", #""scale": "share""#), question("T", #""scale": "share""#),
    ]

    private static let files = [
        (
            name: "questionnaire.json",
            text: #"""
            {
              "schema": "briedums.questionnaire/1", "id": "small", "version": "1",
              "status": "draft", "title": \#(words), "description": \#(words),
              "provenance_notes":
                { "quoted": \#(words), "derived": \#(words), "reconstructed": \#(words) },
              "scales": [
                { "id": "yes_no", "ordered": true, "options": \#(options("no", "yes")) },
                { "id": "share", "ordered": true, "scoped": true,
                  "options": \#(options("none", "some", "all")) }
              ],
              "scopes": [
                { "id": "all", "label": \#(words), "label_after_for": \#(words) },
                { "id": "key", "label": \#(words), "label_after_for": \#(words),
                  "asked_when": "N > 0" }
              ],
              "sections": [{ "id": "s", "title": \#(words), "introduction": \#(words) }],
              "profile": [
                { "id": "kind", "scale": "yes_no", "label": \#(words), "help": \#(words) }
              ],
              "questions": [\#(questions.joined(separator: ","))]
            }
            """#
        ),
        (name: "glossary.json", text: #"{ "schema": "briedums.glossary/1", "terms": [] }"#),
        (name: "groups.json", text: #"{ "schema": "briedums.groups/1", "tracks": [] }"#),
        (
            name: "actions.json",
            text: #"""
            { "schema": "briedums.actions/1", "efforts": [], "roles": [], "funding": [],
              "planning_documents": [], "documents": [], "actions": [] }
            """#
        ),
        (
            name: "maturity.json",
            text: #"""
            {
              "schema": "briedums.maturity/1",
              "dimensions": [{ "id": "a", "label": \#(words) }],
              "levels": [
                { "id": "initial", "label": \#(words), "threshold_percent": 0,
                  "source": \#(words) },
                { "id": "high", "label": \#(words), "threshold_percent": 50,
                  "source": \#(words) }
              ],
              "values": {
                "yes_no": { "no": "0", "yes": "1" },
                "share": { "none": "0", "some": "1/4", "all": "1" }
              },
              "scope_weights": { "all": 1, "key": 2 },
              "weights": { "A": { "a": 2 }, "B": { "a": 1 }, "S": { "a": 3 } },
              "gates": [
                { "dimension": "a", "level": "high", "requirement": "B = yes",
                  "source": \#(words) }
              ],
              "weight_source": \#(words)
            }
            """#
        ),
    ]
}
