package import Assessment
import Survey
package import TextFormats

/// A migration map to begin with, for a person to complete.
///
/// Questions are paired by id, or by an equal text. What is certain is filled in; where answers
/// differ, every new answer is left possible, which is safe and says nothing.
package enum MigrationDraft {
    /// Drafts the map from one version to another, in the format `briedums.migration/1`.
    ///
    /// - Complexity: O(*old* · *new* questions).
    package static func output(from old: Definition, to new: Definition) -> JSONOutput {
        let (before, after) = (old.questionnaire, new.questionnaire)
        var mappings: [JSONOutput] = []
        var used: Set<Int> = []
        for (index, question) in after.questions.enumerated() {
            let source =
                before.questionIndex(question.id)
                ?? before.questions.firstIndex { $0.text == question.text }
            guard let source else {
                mappings.append(mapping([], .added, [question.id]))
                continue
            }
            used.insert(source)
            let parts = QuestionWording(index, of: new)
                .differences(from: QuestionWording(source, of: old)).map(\.name)
            let isRenamed = before.questions[source].id != question.id
            let content = parts.filter { $0 != .evidence && $0 != .source }
                .filter { !isRenamed || $0 != .weights }
            let ids = ([before.questions[source].id], [question.id])
            if content.isEmpty {
                mappings.append(mapping(ids.0, .kept, ids.1))
            } else if !content.contains(.answers) {
                mappings.append(mapping(ids.0, .reworded, ids.1))
            } else {
                mappings.append(
                    mapping(ids.0, .changed, ids.1, carrier(source, index, before, after)))
            }
        }
        for (index, question) in before.questions.enumerated() where !used.contains(index) {
            mappings.append(mapping([question.id], .removed, []))
        }
        return .object([
            ("schema", .string("briedums.migration/1")),
            ("questionnaire", .string(after.identity.id)),
            ("from", .string(before.identity.version)), ("to", .string(after.identity.version)),
            (
                "note",
                JSONOutput(
                    LocalizedText(
                        lv: "Uzmetums: pārbaudiet katru atbilstību un uzrakstiet pamatojumus.",
                        en: "A draft: check every correspondence and write the reasons."))
            ),
            ("mappings", .array(mappings)),
        ])
    }

    private static func mapping(
        _ from: [String], _ relation: MigrationMap.Relation, _ to: [String],
        _ carrier: (key: String, value: JSONOutput)? = nil
    ) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("from", .array(from.map { .string($0) })), ("relation", .string(relation.rawValue)),
            ("to", .array(to.map { .string($0) })),
        ]
        if let carrier { members.append(carrier) }
        if relation != .kept {
            members.append(
                (
                    "reason",
                    JSONOutput(LocalizedText(lv: "Jāpamato.", en: "To be explained."))
                ))
        }
        return .object(members)
    }

    /// A map of values that leaves everything possible, except for options of the same id.
    private static func carrier(
        _ source: Int, _ target: Int, _ old: Questionnaire, _ new: Questionnaire
    ) -> (key: String, value: JSONOutput) {
        let kinds = (old.questions[source].kind, new.questions[target].kind)
        let ids = (old.options(of: kinds.0).map(\.id), new.options(of: kinds.1).map(\.id))
        func same(_ id: String, else others: [String]) -> JSONOutput {
            .array((ids.1.contains(id) ? [id] : others).map { .string($0) })
        }
        switch kinds {
        case (.single, .single):
            return ("values", .object(ids.0.map { ($0, same($0, else: ids.1)) }))
        case (.multiple, .multiple):
            return ("options", .object(ids.0.map { ($0, same($0, else: [])) }))
        default:
            let first = old.items[old.itemIndices(ofQuestion: source)[0]].id
            let always: String
            switch kinds.0 {
            case .count: always = "\(first) >= 0"
            default: always = "not \(first) has \(ids.0[0]) or \(first) has \(ids.0[0])"
            }
            let full = ValueFormat(kind: kinds.1, in: new)
                .possibleJSON(new.items[new.itemIndices(ofQuestion: target)[0]].domain.full)
            return ("cases", .array([.object([("when", .string(always)), ("to", full)])]))
        }
    }
}
