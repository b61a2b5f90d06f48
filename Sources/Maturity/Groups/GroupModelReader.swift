package import Consistency
package import Survey
package import TextFormats

/// Reads `groups.json`.
package struct GroupModelReader {
    private let questionnaire: Questionnaire
    private let table: VariableTable
    private let model: MaturityModel

    /// Reads the groups of a questionnaire; every fault is reported.
    package static func read(
        _ root: JSONCursor, for questionnaire: Questionnaire, table: VariableTable,
        model: MaturityModel
    ) -> GroupModel {
        let reader = GroupModelReader(questionnaire: questionnaire, table: table, model: model)
        guard var object = root.object() else { return GroupModel(tracks: []) }
        defer { object.finish() }
        object.requireSchema("briedums.groups/1")
        let cursors = object.required("tracks")?.elements() ?? []
        var ids: [(id: String, cursor: JSONCursor)] = []
        let tracks = cursors.compactMap { reader.track($0, ids: &ids) }
        reportDuplicateIDs(
            cursors.compactMap { cursor in
                guard case .string(let id) = cursor.member("id")?.value.content else { return nil }
                return (id, cursor)
            })
        reportDuplicateIDs(ids)
        return GroupModel(tracks: tracks)
    }

    private func track(
        _ cursor: JSONCursor, ids: inout [(id: String, cursor: JSONCursor)]
    ) -> GroupModel.Track? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        var groups: [GroupModel.Group] = []
        for cursor in object.required("groups")?.elements() ?? [] {
            guard let group = group(cursor) else { continue }
            ids.append((group.id, cursor))
            groups.append(group)
        }
        return id.map { GroupModel.Track(id: $0, groups: groups) }
    }

    private func group(_ cursor: JSONCursor) -> GroupModel.Group? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let label = words(object.required("label"))
        let description = words(object.required("description"))
        let source = words(object.required("source"))
        let condition = object.required("when").flatMap {
            resolve($0, in: questionnaire, table: table)
        }
        let target = object.required("target").flatMap { self.target($0) }
        let raises = object.optional("raises")?.elements().compactMap { raise($0) } ?? []
        guard let id, let condition, let target else { return nil }
        return GroupModel.Group(
            id: id, label: label, description: description, source: source, text: condition.text,
            formula: condition.formula, target: target, raises: raises)
    }

    private func target(_ cursor: JSONCursor) -> [Int]? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let levels = model.dimensions.map { dimension in
            lookUp(object.required(dimension.id), among: model.levels.map(\.id))
        }
        return levels.contains(nil) ? nil : levels.compactMap { $0 }
    }

    private func raise(_ cursor: JSONCursor) -> GroupModel.Raise? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let condition = object.required("when").flatMap {
            resolve($0, in: questionnaire, table: table)
        }
        let dimension = lookUp(object.required("dimension"), among: model.dimensions.map(\.id))
        let level = lookUp(object.required("to"), among: model.levels.map(\.id))
        guard let condition, let dimension, let level else { return nil }
        return GroupModel.Raise(
            text: condition.text, formula: condition.formula, dimension: dimension, level: level)
    }
}
