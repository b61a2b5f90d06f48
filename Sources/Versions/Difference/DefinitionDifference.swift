package import Assessment
import Consistency
import Improvement
import Maturity
import Survey
package import TextFormats

/// What differs between two versions of a questionnaire.
package struct DefinitionDifference: Sendable {
    /// What happened to a part of the definition.
    package enum Kind: String, CaseIterable, Sendable {
        /// Only the new version has it.
        case added
        /// Only the old version has it.
        case removed
        /// Both have it, with other content.
        case changed
        /// Both have it under different names, with the same content.
        case renamed
    }

    /// A part that differs.
    package struct Change: Sendable {
        /// What happened.
        package let kind: Kind
        /// Its name in the old version; `nil` when added.
        package let oldID: String?
        /// Its name in the new version; `nil` when removed.
        package let newID: String?
        /// Its title, in the new version if it has one.
        package let title: LocalizedText
        /// The relation that the migration map declares, for questions.
        package let relation: MigrationMap.Relation?
        /// Why, as the migration map says.
        package let reason: LocalizedText?
        /// What differs.
        package let parts: [DifferingPart]
    }

    /// An area of the definition.
    package enum Area: String, CaseIterable, Sendable {
        case questions, profile, levels, gates, groups, rules, actions
    }

    /// The changes of each area, in the order of the new version, what was removed at the end.
    package let changes: [Area: [Change]]
    /// How many parts of each area are the same in both versions.
    package let unchanged: [Area: Int]
    /// The old version.
    package let old: Definition
    /// The new version.
    package let new: Definition

    /// Something with a name, a title and parts that can be compared.
    private struct Entry {
        let id: String
        let title: LocalizedText
        let parts: [(name: DifferingPart.Name, content: LocalizedText)]
    }

    /// Compares two versions.
    ///
    /// - Parameters:
    ///   - old: The old version.
    ///   - new: The new version.
    ///   - map: The map between them, by which questions are paired; `nil` pairs them by name.
    /// - Complexity: O(*parts*²) of each area.
    package init(from old: Definition, to new: Definition, map: MigrationMap?) {
        self.old = old
        self.new = new
        var changes: [Area: [Change]] = [:]
        var unchanged: [Area: Int] = [:]
        func compare(_ area: Area, _ left: [Entry], _ right: [Entry]) {
            (changes[area], unchanged[area]) = Self.changes(from: left, to: right)
        }
        (changes[.questions], unchanged[.questions]) = Self.questions(old, new, map)
        compare(.profile, Self.profile(old), Self.profile(new))
        compare(.levels, Self.levels(old), Self.levels(new))
        compare(.gates, Self.gates(old), Self.gates(new))
        compare(.groups, Self.groups(old), Self.groups(new))
        compare(.rules, Self.rules(old), Self.rules(new))
        compare(.actions, Self.actions(old), Self.actions(new))
        self.changes = changes
        self.unchanged = unchanged
    }

    // MARK: Questions

    private static func questions(
        _ old: Definition, _ new: Definition, _ map: MigrationMap?
    ) -> ([Change], Int) {
        var changes: [Change] = []
        var unchanged = 0
        let (before, after) = (old.questionnaire.questions, new.questionnaire.questions)
        for (index, question) in after.enumerated() {
            let mapping = map?.mapping(toQuestion: index)
            let sources =
                mapping.map(\.sources)
                ?? (old.questionnaire.questionIndex(question.id).map { [$0] } ?? [])
            let parts =
                sources.count == 1
                ? QuestionWording(index, of: new)
                    .differences(from: QuestionWording(sources[0], of: old)) : []
            let ids = sources.map { before[$0].id }.joined(separator: ", ")
            let isRenamed = ids != question.id
            guard !(sources.count == 1 && parts.isEmpty && !isRenamed) else {
                unchanged += 1
                continue
            }
            let kind: Kind =
                sources.isEmpty ? .added : parts.isEmpty && sources.count == 1 ? .renamed : .changed
            changes.append(
                Change(
                    kind: kind, oldID: sources.isEmpty ? nil : ids, newID: question.id,
                    title: question.text, relation: mapping?.relation, reason: mapping?.reason,
                    parts: parts))
        }
        for (index, question) in before.enumerated() {
            let mapping = map?.mappings.first { $0.sources.contains(index) }
            let isGone =
                map == nil
                ? new.questionnaire.questionIndex(question.id) == nil
                : mapping.map(\.targets.isEmpty) ?? true
            guard isGone else { continue }
            changes.append(
                Change(
                    kind: .removed, oldID: question.id, newID: nil, title: question.text,
                    relation: mapping?.relation, reason: mapping?.reason, parts: []))
        }
        return (changes, unchanged)
    }

    // MARK: Everything else

    private static func changes(from old: [Entry], to new: [Entry]) -> ([Change], Int) {
        var changes: [Change] = []
        var unchanged = 0
        for entry in new {
            guard let before = old.first(where: { $0.id == entry.id }) else {
                changes.append(
                    Change(
                        kind: .added, oldID: nil, newID: entry.id, title: entry.title,
                        relation: nil, reason: nil, parts: []))
                continue
            }
            let parts = zip(before.parts, entry.parts).filter { $0.content != $1.content }.map {
                DifferingPart(name: $1.name, old: $0.content, new: $1.content)
            }
            guard !parts.isEmpty else {
                unchanged += 1
                continue
            }
            changes.append(
                Change(
                    kind: .changed, oldID: entry.id, newID: entry.id, title: entry.title,
                    relation: nil, reason: nil, parts: parts))
        }
        for entry in old where !new.contains(where: { $0.id == entry.id }) {
            changes.append(
                Change(
                    kind: .removed, oldID: entry.id, newID: nil, title: entry.title, relation: nil,
                    reason: nil, parts: []))
        }
        return (changes, unchanged)
    }

    private static func verbatim(_ text: String) -> LocalizedText { LocalizedText(verbatim: text) }

    private static func profile(_ definition: Definition) -> [Entry] {
        definition.questionnaire.profile.map { field in
            let options = definition.questionnaire.options(of: field.kind).map(\.id)
            return Entry(
                id: field.id, title: field.label,
                parts: [
                    (.text, field.label), (.help, field.help),
                    (.answers, verbatim(options.joined(separator: ", "))),
                ])
        }
    }

    private static func levels(_ definition: Definition) -> [Entry] {
        definition.model.levels.map {
            Entry(
                id: $0.id, title: $0.label,
                parts: [(.title, $0.label), (.threshold, $0.threshold.percent)])
        }
    }

    private static func gates(_ definition: Definition) -> [Entry] {
        definition.model.gates.map { gate in
            let dimension = definition.model.dimensions[gate.dimension]
            let level = definition.model.levels[gate.level]
            return Entry(
                id: "\(dimension.id) \(level.id): \(gate.text)",
                title: dimension.label + verbatim(" · ") + level.label, parts: [])
        }
    }

    private static func groups(_ definition: Definition) -> [Entry] {
        let model = definition.model
        return definition.groups.tracks.flatMap(\.groups).map { group in
            let targets = zip(model.dimensions, group.target).map {
                "\($0.id) \(model.levels[$1].id)"
            }
            return Entry(
                id: group.id, title: group.label,
                parts: [
                    (.condition, verbatim(group.text)),
                    (.target, verbatim(targets.joined(separator: ", "))),
                ])
        }
    }

    private static func rules(_ definition: Definition) -> [Entry] {
        definition.rules.rules.map {
            Entry(
                id: $0.id, title: verbatim($0.text),
                parts: [
                    (.kind, verbatim($0.kind.rawValue)), (.rule, verbatim($0.text)),
                    (.message, $0.message), (.check, $0.check), (.source, $0.source),
                ])
        }
    }

    private static func actions(_ definition: Definition) -> [Entry] {
        let catalogue = definition.catalogue
        let questionnaire = definition.questionnaire
        return catalogue.actions.map { action in
            let raises = action.raises.map { raise in
                let item = questionnaire.items[raise.item]
                let options = questionnaire.options(of: questionnaire.question(of: item).kind)
                return "\(item.id) \(options[raise.option].id)"
            }
            let before = action.prerequisites.map { catalogue.actions[$0].id }
            return Entry(
                id: action.id, title: action.title,
                parts: [
                    (.title, action.title), (.what, action.what), (.done, action.done),
                    (.raises, verbatim(raises.joined(separator: ", "))),
                    (.prerequisites, verbatim(before.joined(separator: ", "))),
                    (.effort, catalogue.efforts[action.effort].label),
                    (.role, catalogue.roles[action.role].label),
                    (.groups, verbatim(action.groups.joined(separator: ", "))),
                ])
        }
    }
}
