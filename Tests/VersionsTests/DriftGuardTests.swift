import Assessment
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// What changed under an unchanged id must be declared.
///
/// The fixture imitates a known case of another tool: sets of answers kept their ids while "at least
/// annually" became "continuously", so that answers of two years looked alike and meant different
/// things.
@Suite struct DriftGuardTests {
    private static func scales(_ label: String) -> String {
        #"""
        [{ "id": "frequency", "ordered": true, "options": [
           { "id": "never", "label": { "lv": "nekad", "en": "never" } },
           { "id": "regular", "label": \#(label) }] }]
        """#
    }

    private static let annually = #"{ "lv": "vismaz reizi gadā", "en": "at least annually" }"#
    private static let continuously = #"{ "lv": "pastāvīgi", "en": "continuously" }"#

    private func definition(
        _ version: String, label: String = annually, weight: Int = 1, text: String = "words"
    ) throws -> Definition {
        try VersionFixtures.small(
            version, scales: Self.scales(label), [.init("Q1", #""scale": "frequency""#)],
            values: #"{ "frequency": { "never": "0", "regular": "1" } }"#,
            weights: #"{ "Q1": { "a": \#(weight) } }"#
        ) { definition in
            definition.files["questionnaire.json"] = definition.files["questionnaire.json"]?
                .replacing(
                    #""text": { "lv": "vārdi", "en": "words" }"#,
                    with: #""text": { "lv": "vārdi", "en": "\#(text)" }"#)
        }
    }

    private func drift(_ old: Definition, _ new: Definition, _ mapping: String?) throws -> [String]
    {
        let map = try mapping.map { try VersionFixtures.map($0, from: old, to: new) }
        return DriftGuard(old: old, new: new, map: map, root: nil).findings.map(\.message.en)
    }

    private static let reason = #""reason": { "lv": "tā", "en": "so" }"#
    private static let kept = #"{ "from": ["Q1"], "to": ["Q1"], "relation": "kept" }"#
    private static let reworded =
        #"{ "from": ["Q1"], "to": ["Q1"], "relation": "reworded", \#(reason) }"#
    private static let changed = #"""
        { "from": ["Q1"], "to": ["Q1"], "relation": "changed", \#(reason),
          "values": { "never": ["never"], "regular": ["never", "regular"] } }
        """#

    @Test("An answer that means something else under the same id is found unless it is declared")
    func annually() throws {
        let old = try definition("1")
        let new = try definition("2", label: Self.continuously)
        let undeclared = try drift(old, new, nil)
        #expect(undeclared.count == 1)
        #expect(undeclared[0].contains("labels"))
        #expect(undeclared[0].contains("at least annually"))
        #expect(undeclared[0].contains("continuously"))
        #expect(try drift(old, new, Self.kept).count == 1)
        #expect(try drift(old, new, Self.reworded) == [])
        #expect(try drift(old, new, Self.changed) == [])
    }

    @Test("A changed weight and a changed text are drift as well; no change is none")
    func others() throws {
        let old = try definition("1")
        #expect(try drift(old, try definition("2"), nil) == [])
        #expect(try drift(old, try definition("2"), Self.kept) == [])
        let weight = try drift(old, try definition("2", weight: 3), Self.kept)
        #expect(weight.count == 1 && weight[0].contains("weights"))
        let text = try drift(old, try definition("2", text: "other words"), nil)
        #expect(text.count == 1 && text[0].contains("text"))
    }

    @Test("The bundled versions declare every change")
    func bundled() throws {
        let step = try VersionFixtures.step()
        let findings = DriftGuard(old: step.old, new: step.new, map: step.map, root: nil).findings
        #expect(findings == [])
        // Without the map the tasks alone are drift: yes and no became degrees.
        let undeclared = DriftGuard(old: step.old, new: step.new, map: nil, root: nil).findings
        #expect(undeclared.count >= 34)
    }
}
