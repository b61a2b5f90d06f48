import Consistency
import RuleLanguage
package import Survey
package import TextFormats

/// Reads `migration-from-VERSION.json`.
package struct MigrationMapReader {
    let old: Questionnaire
    let new: Questionnaire
    let table: VariableTable

    /// An old question, or one item of it, as a mapping names it.
    struct Source {
        let question: Int
        let item: Int?
    }

    /// Reads a map between two versions; every fault is reported.
    ///
    /// - Returns: The map, incomplete when the log has errors.
    /// - Complexity: O(*bytes*) plus one small search per case.
    package static func read(
        _ root: JSONCursor, from old: Questionnaire, to new: Questionnaire
    ) -> MigrationMap? {
        let reader = MigrationMapReader(old: old, new: new, table: VariableTable(old))
        guard var object = root.object() else { return nil }
        object.requireSchema("briedums.migration/1")
        for (key, expected) in [
            ("questionnaire", new.identity.id), ("from", old.identity.version),
            ("to", new.identity.version),
        ] {
            guard let cursor = object.required(key), let text = cursor.string(), text != expected
            else { continue }
            cursor.report(
                code: "migration.version",
                LocalizedText(
                    lv: "šeit jābūt „\(expected)“, nevis „\(text)“.",
                    en: "'\(expected)' is expected here, not '\(text)'."))
        }
        let note = words(object.required("note"))
        let cursors = object.required("mappings")?.elements() ?? []
        object.finish()
        var mappings: [MigrationMap.Mapping] = []
        var routes: [MigrationMap.Route] = []
        for cursor in cursors {
            guard let (mapping, found) = reader.mapping(cursor, index: mappings.count) else {
                continue
            }
            mappings.append(mapping)
            routes += found
        }
        reader.checkCoverage(mappings, at: root)
        return MigrationMap(
            source: old, target: new, note: note, mappings: mappings,
            routes: routes.sorted { $0.target < $1.target })
    }

    // MARK: One mapping

    private func mapping(
        _ cursor: JSONCursor, index: Int
    ) -> (MigrationMap.Mapping, [MigrationMap.Route])? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let sources = object.required("from")?.elements().map { source($0) } ?? []
        let targets =
            object.required("to")?.elements().map {
                lookUp($0, among: new.questions.map(\.id), code: "migration.unknown-question")
            } ?? []
        let names = MigrationMap.Relation.allCases.map(\.rawValue)
        let relation = lookUp(object.required("relation"), among: names)
            .map { MigrationMap.Relation.allCases[$0] }
        let reason = object.optional("reason")?.localizedText()
        let values = object.optional("values")
        let options = object.optional("options")
        let cases = object.optional("cases")
        guard let relation, !sources.contains(where: { $0 == nil }), !targets.contains(nil) else {
            return nil
        }
        let from = sources.compactMap { $0 }
        let to = targets.compactMap { $0 }
        if relation != .kept, reason == nil {
            cursor.report(
                code: "migration.reason",
                LocalizedText(
                    lv: "attiecībai „\(relation.rawValue)“ vajadzīgs pamatojums „reason“.",
                    en: "the relation '\(relation.rawValue)' needs a 'reason'."))
        }
        let carriers = [values, options, cases].compactMap { $0 }
        guard
            checkShape(
                relation, from: from, to: to, carriers: carriers.count, at: cursor)
        else { return nil }
        let mapping = MigrationMap.Mapping(
            relation: relation, sources: from.map(\.question), targets: to, reason: reason,
            location: cursor.location)
        var routes: [MigrationMap.Route] = []
        for question in to where !from.isEmpty {
            for target in new.itemIndices(ofQuestion: question) {
                guard let items = items(of: from, for: new.items[target], at: cursor),
                    let transfer = transfer(
                        values: values, options: options, cases: cases, from: items, to: target,
                        at: cursor)
                else { return (mapping, []) }
                routes.append(
                    MigrationMap.Route(
                        target: target, sources: items, mapping: index, transfer: transfer))
            }
        }
        return (mapping, routes)
    }

    private func source(_ cursor: JSONCursor) -> Source? {
        guard let name = cursor.string() else { return nil }
        if let question = old.questionIndex(name) { return Source(question: question, item: nil) }
        if let item = old.itemIndex(name) {
            return Source(question: old.items[item].question, item: item)
        }
        reportUnknownName(
            name, at: cursor, among: old.questions.map(\.id), code: "migration.unknown-question")
        return nil
    }

    private func checkShape(
        _ relation: MigrationMap.Relation, from: [Source], to: [Int], carriers: Int,
        at cursor: JSONCursor
    ) -> Bool {
        let (fits, shape): (Bool, LocalizedText) =
            switch relation {
            case .kept, .reworded:
                (
                    from.count == 1 && to.count == 1 && carriers == 0,
                    LocalizedText(
                        lv: "viens vecs un viens jauns jautājums, bez vērtību kartes",
                        en: "one old and one new question, and no map of values")
                )
            case .changed:
                (
                    from.count == 1 && to.count == 1 && carriers == 1,
                    LocalizedText(
                        lv:
                            "viens vecs un viens jauns jautājums un „values“, „options“ vai „cases“",
                        en: "one old and one new question and 'values', 'options' or 'cases'")
                )
            case .split:
                (
                    from.count == 1 && !to.isEmpty && carriers == 1,
                    LocalizedText(
                        lv: "viens vecs jautājums un „values“, „options“ vai „cases“",
                        en: "one old question and 'values', 'options' or 'cases'")
                )
            case .merged:
                (
                    from.count > 1 && to.count == 1 && carriers == 1,
                    LocalizedText(
                        lv: "vairāki veci jautājumi, viens jauns un „cases“",
                        en: "several old questions, one new one and 'cases'")
                )
            case .added:
                (
                    from.isEmpty && !to.isEmpty && carriers == 0,
                    LocalizedText(lv: "tikai jauni jautājumi", en: "new questions only")
                )
            case .removed:
                (
                    !from.isEmpty && to.isEmpty && carriers == 0,
                    LocalizedText(lv: "tikai veci jautājumi", en: "old questions only")
                )
            }
        guard !fits else { return true }
        cursor.report(
            code: "migration.shape",
            LocalizedText(
                lv: "attiecībai „\(relation.rawValue)“ vajadzīgs: \(shape.lv).",
                en: "the relation '\(relation.rawValue)' takes \(shape.en)."))
        return false
    }

    /// The old items for one new item: of a scoped question, that of the same scope.
    private func items(
        of sources: [Source], for target: Questionnaire.Item, at cursor: JSONCursor
    ) -> [Int]? {
        var result: [Int] = []
        for source in sources {
            if let item = source.item {
                result.append(item)
                continue
            }
            let items = old.itemIndices(ofQuestion: source.question)
            guard old.items[items[0]].scope != nil else {
                result.append(items[0])
                continue
            }
            let scope = target.scope.map { new.scopes[$0].id }
            guard
                let item = items.first(where: { index in
                    old.items[index].scope.map { old.scopes[$0].id } == scope
                })
            else {
                cursor.report(
                    code: "migration.scope",
                    LocalizedText(
                        lv: "\(target.id): nav zināms, kura pakalpojumu daļa no "
                            + "\(old.questions[source.question].id) domāta.",
                        en: "\(target.id): it is not known which scope of "
                            + "\(old.questions[source.question].id) is meant."),
                    advice: LocalizedText(
                        lv: "Norādiet to, piemēram, \(old.items[items[0]].id).",
                        en: "Name it, such as \(old.items[items[0]].id)."))
                return nil
            }
            result.append(item)
        }
        return result
    }

    // MARK: Coverage

    /// Every old question goes somewhere, every new one comes from exactly one mapping.
    private func checkCoverage(_ mappings: [MigrationMap.Mapping], at root: JSONCursor) {
        for (index, question) in old.questions.enumerated()
        where !mappings.contains(where: { $0.sources.contains(index) }) {
            root.report(
                code: "migration.missing-source",
                LocalizedText(
                    lv: "vecais jautājums \(question.id) nav minēts.",
                    en: "the old question \(question.id) is not accounted for."),
                advice: LocalizedText(
                    lv: "Pievienojiet attiecību, kaut vai „removed“.",
                    en: "Add a mapping, be it 'removed'."))
        }
        for (index, question) in new.questions.enumerated() {
            let found = mappings.filter { $0.targets.contains(index) }
            if found.isEmpty {
                root.report(
                    code: "migration.missing-target",
                    LocalizedText(
                        lv: "jaunais jautājums \(question.id) nav minēts.",
                        en: "the new question \(question.id) is not accounted for."),
                    advice: LocalizedText(
                        lv: "Pievienojiet attiecību, kaut vai „added“.",
                        en: "Add a mapping, be it 'added'."))
            }
            for extra in found.dropFirst() {
                root.log.add(
                    Diagnostic(
                        code: "migration.duplicate-target", at: extra.location,
                        LocalizedText(
                            lv: "jaunais jautājums \(question.id) ir jau minēts.",
                            en: "the new question \(question.id) is accounted for twice.")))
            }
        }
    }
}
