import Survey
package import TextFormats

/// Reads and writes mapping files.
package enum ColumnMapFile {
    /// Reads a mapping file; every fault is reported.
    package static func read(_ root: JSONCursor) -> ColumnMap? {
        guard var object = root.object() else { return nil }
        object.requireSchema(ColumnMap.schema)
        var map = ColumnMap()
        for (header, value) in object.optional("columns")?.members() ?? [] {
            if case .null = value.value.content {
                map.columns.updateValue(nil, forKey: header)
            } else if let id = value.nonEmptyString() {
                map.columns.updateValue(id, forKey: header)
            }
        }
        for (field, words) in object.optional("values")?.members() ?? [] {
            for (word, value) in words.members() {
                if let meaning = value.nonEmptyString() {
                    map.values[field, default: [:]][word] = meaning
                }
            }
        }
        object.finish()
        return map
    }

    /// Writes a map as ``read(_:)`` reads it; a column without a meaning and a word without a
    /// value are `null`, for a person to fill in.
    package static func json(
        columns: [(header: String, field: String?)],
        values: [(field: String, words: [(word: String, value: String?)])]
    ) -> JSONOutput {
        .object([
            ("schema", .string(ColumnMap.schema)),
            (
                "columns",
                .object(columns.map { ($0.header, $0.field.map { .string($0) } ?? .null) })
            ),
            (
                "values",
                .object(
                    values.map { field, words in
                        (
                            field,
                            .object(
                                words.map { ($0.word, $0.value.map { .string($0) } ?? .null) })
                        )
                    })
            ),
        ])
    }
}
