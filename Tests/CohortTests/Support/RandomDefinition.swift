import Assessment
import TestSupport

/// A small questionnaire with random rules, conditions, gates, groups and weights.
enum RandomDefinition {
    static func make(_ random: inout SplitMix64) throws -> Definition {
        let questionnaire = RandomQuestionnaire(
            &random, questions: 4...10, limit: .max, ruleCount: 8)
        var definition = questionnaire.definition
        var writer = RandomRuleWriter(kinds: questionnaire.kinds, random: random)
        let gates = ["basic", "medium", "high", "high"].map { level in
            (dimension: writer.oneIn(2) ? "a" : "b", level: level, requirement: writer.rule())
        }
        random = writer.random
        definition.setMaturity(
            values: """
                { "yes_no": { "no": "0", "yes": "1" },
                  "three": { "low": "0", "middle": "1/7", "high": "1" },
                  "four": { "none": "0", "some": "1/4", "most": "3/4", "every": "1" } }
                """,
            weights: weights(of: questionnaire, &random), gates: gates)
        definition.files["groups.json"] = groups(of: questionnaire, &random)
        addConditions(to: &definition, of: questionnaire, &random)
        return try definition.read()
    }

    private static func weights(
        of questionnaire: RandomQuestionnaire, _ random: inout SplitMix64
    ) -> String {
        let weights = questionnaire.kinds.enumerated().compactMap { index, kind -> String? in
            guard case .scale = kind else { return nil }
            let name = RandomQuestionnaire.name(index)
            return #""\#(name)": { "a": \#(random.number(1...5)), "b": \#(random.number(1...3)) }"#
        }
        return "{ \(weights.joined(separator: ", ")) }"
    }

    private static func groups(
        of questionnaire: RandomQuestionnaire, _ random: inout SplitMix64
    ) -> String {
        let words = #"{ "lv": "vārdi", "en": "words" }"#
        let levels = ["initial", "basic", "medium", "high"]
        var writer = RandomRuleWriter(kinds: questionnaire.kinds, random: random)
        let tracks = (1...2).map { track in
            let groups = (1...writer.random.number(1...3)).map { group in
                let target =
                    "\"a\": \"\(writer.random.pick(levels))\", "
                    + "\"b\": \"\(writer.random.pick(levels))\""
                let raise = """
                    { "when": "\(writer.rule())", "dimension": "b",
                      "to": "\(writer.random.pick(["medium", "high"]))" }
                    """
                return """
                    { "id": "g\(track)\(group)", "label": \(words), "description": \(words),
                      "source": \(words), "when": "\(writer.rule())", "target": { \(target) },
                      "raises": [\(writer.oneIn(2) ? raise : "")] }
                    """
            }
            return "{ \"id\": \"t\(track)\", \"groups\": [\(groups.joined(separator: ", "))] }"
        }
        random = writer.random
        return """
            { "schema": "briedums.groups/1", "tracks": [\(tracks.joined(separator: ", "))] }
            """
    }

    /// Lets some questions be asked only under a condition on those before.
    private static func addConditions(
        to definition: inout SmallDefinition, of questionnaire: RandomQuestionnaire,
        _ random: inout SplitMix64
    ) {
        for index in questionnaire.kinds.indices.dropFirst() where random.oneIn(4) {
            var writer = RandomRuleWriter(
                kinds: Array(questionnaire.kinds.prefix(index)), random: random)
            let question = #""id": "\#(RandomQuestionnaire.name(index))", "section": "s""#
            let condition = #"\#(question), "asked_when": "\#(writer.rule())""#
            random = writer.random
            definition.files["questionnaire.json"] = definition.files["questionnaire.json"]?
                .replacing(question, with: condition)
        }
    }
}
