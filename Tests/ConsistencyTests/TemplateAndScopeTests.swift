import Assessment
import Consistency
import Survey
import TestSupport
import TextFormats
import Testing

/// Templates, scopes and conditions on the real questionnaire.
@Suite struct TemplateAndScopeTests {
    /// How many instances each rule has: per share question, per scope, per listed question.
    private static let instances = [
        "PR14a": 38, "PR14b": 38, "PR31": 38, "PR15": 2, "PR19": 3, "PR23": 2, "PR24": 2,
        "PR25": 2, "PR32": 2,
    ]

    @Test func `Every rule has one instance per question and scope that it stands for`() throws {
        let rules = try Bundled.definition().rules
        for rule in rules.rules {
            let count = rules.edits.count { $0.rule.id == rule.id }
            #expect(count == Self.instances[rule.id] ?? 1, "\(rule.id)")
        }
        let ids = rules.edits.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ["PR01", "PR14a:B1", "PR14b:N7", "PR15:all", "PR15:key", "PR19:V6", "PR31:K1"] {
            #expect(ids.contains(id))
        }
        for edit in rules.edits {
            for text in [edit.message, edit.check] {
                #expect(!text.lv.contains("{") && !text.en.contains("{"), "\(edit.id)")
            }
        }
    }

    @Test(arguments: [
        // A template compares the two answers to one question.
        ("PR14a:B1", "B1.all=all B1.key=all", "satisfied"),
        ("PR14a:B1", "B1.all=all B1.key=most", "violated"),
        ("PR14a:B1", "B1.all=all B1.key=unknown", "possible"),
        ("PR14a:B1", "B1.all=all", "possible"),
        ("PR14a:B1", "B1.all=most B1.key=none", "satisfied"),
        ("PR14a:B2", "B1.all=all B1.key=most B2.all=some", "satisfied"),
        // A rule on share questions alone holds in each scope.
        ("PR15:all", "H3.all=some H2.all=none", "violated"),
        ("PR15:key", "H3.all=some H2.all=none H3.key=none", "satisfied"),
        ("PR15:key", "H3.key=all H2.key=none", "violated"),
        // A rule that mixes them with others means all services.
        ("PR16", "U30=yes C2.all=none C2.key=all", "violated"),
        ("PR16", "U30=yes C2.all=some C2.key=none", "satisfied"),
        ("PR19:V6", "V6=none", "satisfied"), ("PR19:V6", "V6=none,itil", "violated"),
        ("PR19:V7", "V6=none,itil V7=planning", "satisfied"),
        // Not applicable and not asked operands leave a rule out, whatever the others say.
        ("PR14a:B1", "B1.all=all B1.key=not_applicable", "notEvaluated"),
        ("PR15:all", "H3.all=some H2.all=not_applicable", "notEvaluated"),
        ("PR15:key", "V3=0 H3.key=all H2.key=none", "notEvaluated"),
        ("PR16", "V2=0 U30=yes", "notEvaluated"), ("PR17", "V2=0 U34=yes", "possible"),
        ("PR16", "U30=yes C2.all=not_applicable", "notEvaluated"),
        ("PR12", "V2=5 V3=6", "violated"), ("PR12", "V2=0 V3=6", "notEvaluated"),
        ("PR11a", "V2=0 U6=yes", "notEvaluated"), ("PR11a", "V3=0 U6=yes", "violated"),
        ("PR31:B1", "V2=3 V3=3 B1.all=most B1.key=some", "violated"),
        ("PR31:B1", "V2=3 V3=2 B1.all=most B1.key=some", "satisfied"),
        ("PR31:B1", "V2=3..4 V3=3 B1.all=most B1.key=some", "possible"),
        ("PR31:K1", "V2=3 V3=3 K1.all=most K1.key=some", "notEvaluated"),
    ])
    func `A rule instance has its outcome`(id: String, answers: String, outcome: String) throws {
        let definition = try Bundled.definition()
        let response = try definition.response(
            profile: ["kind": "institution"], answers: Self.pairs(answers))
        let check = EditCheck(definition.state(of: response), against: definition.rules)
        let found = try #require(check.outcomes.first { $0.edit.id == id }).outcome
        let name =
            switch found {
            case .truth(let truth): truth.rawValue
            case .notEvaluated: "notEvaluated"
            }
        #expect(name == outcome)
    }

    @Test(arguments: [
        ("V2=0", "institution", "V3 U6 B1.key K1.all K1.key"),
        ("V2=0 V3=4 B1.key=all", "institution", "V3+ U6 B1.key+ K1.all K1.key"),
        ("V2=9 V3=0 B1.all=all B1.key=all", "institution", "B1.key+ K1.all K1.key"),
        ("V2=9 V3=1", "institution", "K1.all K1.key"),
        ("V2=9 V3=1 K1.all=all", "municipality", ""),
        ("V2=9 V3=0", "municipality", "B1.key K1.key"),
        // While a condition is open, the item counts as asked.
        ("", "", ""), ("V2=unknown", "", ""),
        ("V2=0..3 V3=unknown", "institution", "K1.all K1.key"),
        ("V2=1..3 V3=0..2", "municipality", ""),
    ])
    func `Conditions decide what is not asked, and keep the answers`(
        answers: String, kind: String, notAsked: String
    ) throws {
        let definition = try Bundled.definition()
        let response = try definition.response(
            profile: kind.isEmpty ? [:] : ["kind": kind], answers: Self.pairs(answers))
        let state = definition.state(of: response)
        let items = definition.questionnaire.items
        let watched = ["V2", "V3", "U6", "B1.key", "K1.all", "K1.key"]
        var found: [String] = []
        for id in watched {
            guard
                case .notAsked(let hasAnswer) = state.items[
                    try #require(items.firstIndex { $0.id == id })]
            else { continue }
            found.append(hasAnswer ? "\(id)+" : id)
        }
        #expect(found.joined(separator: " ") == notAsked)
        #expect(response.answers.count == Self.pairs(answers).count)
    }

    private static func pairs(_ text: String) -> [String: String] {
        let pairs = text.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        return Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
    }
}
