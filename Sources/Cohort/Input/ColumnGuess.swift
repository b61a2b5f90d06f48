import Assessment
import Consistency
import Survey
package import TextFormats

/// Drafts a mapping file from the beginning of a table.
///
/// A header is matched with an id at its beginning (`V5. Vai …`), with the text of a question in
/// either language, with the label of a profile field, or with the nearest of these. A guess is a
/// draft: a person reads it before it is used.
package struct ColumnGuess {
    /// What each column may mean, in order of the table.
    package let columns: [(header: String, field: String?)]
    /// The words that are no values of their columns, with the nearest value.
    package let values: [(field: String, words: [(word: String, value: String?)])]

    /// Guesses from the head of a table.
    ///
    /// - Parameters:
    ///   - source: The table.
    ///   - dialect: How it is written; found out from its beginning when `nil`.
    ///   - compiled: The questionnaire.
    package init(
        _ source: ChunkSource, dialect: CSVDialect? = nil, compiled: CompiledDefinition
    ) {
        let head = JSONSource(file: source.path, bytes: Array(source.head))
        var reader = CSVReader(head, dialect: dialect, log: DiagnosticLog())
        let headers = reader.next()?.fields.map(\.text) ?? []
        let names = Self.names(compiled)
        var taken: Set<String> = []
        var columns: [(header: String, field: String?)] = []
        for header in headers {
            var field = Self.field(header, names)
            if let found = field, !taken.insert(found).inserted { field = nil }
            columns.append((header, field))
        }
        self.columns = columns
        let ids = compiled.layout.fields.map(\.id)
        let table = CohortTable(compiled, plan: .empty, values: [:], log: DiagnosticLog())
        let row = RowValues(compiled.layout)
        defer { row.deallocate() }
        var unknown: [[String]] = columns.map { _ in [] }
        var rows = 0
        while rows < 2000, let record = reader.next() {
            rows += 1
            for (place, cell) in record.fields.enumerated() where place < columns.count {
                guard let field = columns[place].field.flatMap({ ids.firstIndex(of: $0) }),
                    unknown[place].count < 50, !unknown[place].contains(cell.text)
                else { continue }
                var isPartial = false
                let isKnown = Array(cell.text.utf8).withUnsafeBufferPointer {
                    table.read($0, into: row, field: field, isPartial: &isPartial)
                }
                if !isKnown { unknown[place].append(cell.text) }
            }
        }
        values = zip(columns, unknown).compactMap { column, words in
            guard let field = column.field, !words.isEmpty else { return nil }
            return (field, words.map { ($0, Self.value($0, of: field, compiled)) })
        }
    }

    /// The words by which headers may name each field, folded.
    private static func names(_ compiled: CompiledDefinition) -> [(word: String, field: String)] {
        let questionnaire = compiled.definition.questionnaire
        var names: [(word: String, field: String)] = []
        func add(_ words: [String], _ field: String) {
            for word in words { names.append((folded(word), field)) }
        }
        add(
            ["registration_number", "reģistrācijas numurs", "reģ. nr.", "registration number"],
            "registration_number")
        add(["name", "nosaukums", "iestāde", "iestādes nosaukums", "institution"], "name")
        add(["ministry", "resors", "ministrija", "sector"], "ministry")
        add(["survey_year", "gads", "aptaujas gads", "year", "survey year"], "survey_year")
        for field in questionnaire.profile {
            add([field.id, field.label.lv, field.label.en], field.id)
        }
        for item in questionnaire.items {
            let question = questionnaire.question(of: item)
            guard let scope = item.scope.map({ questionnaire.scopes[$0] }) else {
                add([item.id, question.text.lv, question.text.en], item.id)
                continue
            }
            add([item.id], item.id)
            for (text, label) in [
                (question.text.lv, scope.label.lv), (question.text.en, scope.label.en),
                (question.id, scope.label.lv), (question.id, scope.label.en),
            ] {
                add([text + " " + label, label + " " + text], item.id)
            }
        }
        return names
    }

    private static func field(_ header: String, _ names: [(word: String, field: String)]) -> String?
    {
        let word = folded(header)
        if let exact = names.first(where: { $0.word == word }) { return exact.field }
        // "V5. Vai iestādē …": the id comes first.
        let first = header.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" }.first
        if let first {
            let id = folded(first.hasSuffix(".") ? String(first.dropLast()) : String(first))
            if let named = names.first(where: { $0.word == id && $0.field.lowercased() == id }) {
                return named.field
            }
        }
        let near = nearestName(to: word, among: names.map(\.word))
        return near.flatMap { near in names.first { $0.word == near }?.field }
    }

    /// A text without case, punctuation and repeated spaces.
    private static func folded(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" }
            .joined(separator: " ")
    }

    private static func value(
        _ word: String, of field: String, _ compiled: CompiledDefinition
    ) -> String? {
        let questionnaire = compiled.definition.questionnaire
        let kind: Question.Kind?
        if let profile = questionnaire.profile.first(where: { $0.id == field }) {
            kind = profile.kind
        } else {
            kind = questionnaire.itemIndex(field).map {
                questionnaire.question(of: questionnaire.items[$0]).kind
            }
        }
        let options = kind.map { questionnaire.options(of: $0) } ?? []
        let words = options.flatMap { option in
            [option.id, option.label.lv, option.label.en].map { ($0, option.id) }
        }
        let near = nearestName(to: word, among: words.map(\.0))
        return near.flatMap { near in words.first { $0.0 == near }?.1 }
    }
}
