import Assessment
import Consistency
import Survey
import TextFormats

/// A table with many institutions: its columns, and the words in which its cells speak.
final class CohortTable: Sendable {
    /// The questionnaire.
    let compiled: CompiledDefinition
    /// What the columns mean.
    let plan: ColumnPlan
    /// The words of each field.
    let words: [FieldWords]
    /// The fields that no column states.
    let absentFields: [Int]

    /// Puts the words of every field together.
    ///
    /// - Parameters:
    ///   - compiled: The questionnaire.
    ///   - plan: What the columns mean.
    ///   - values: Further words, by field, then by word, the option id or state.
    ///   - log: Where findings about words go.
    init(
        _ compiled: CompiledDefinition, plan: ColumnPlan, values: [String: [String: String]],
        log: DiagnosticLog
    ) {
        self.compiled = compiled
        self.plan = plan
        let questionnaire = compiled.definition.questionnaire
        struct Key: Hashable {
            let kind: Question.Kind
            let allowsNotApplicable: Bool
        }
        var shared: [Key: FieldWords] = [:]
        words = compiled.layout.fields.map { field in
            let kind: Question.Kind =
                switch field.operand {
                case .profile(let index): questionnaire.profile[index].kind
                case .item(let index): questionnaire.question(of: questionnaire.items[index]).kind
                }
            let options = questionnaire.options(of: kind)
            var extra: [(word: String, code: UInt8)] = []
            for (word, meaning) in (values[field.id] ?? [:]).sorted(by: { $0.key < $1.key }) {
                if let index = options.firstIndex(where: { $0.id == meaning }) {
                    var code = UInt8(index)
                    if case .multiple = field.kind { code += FieldWords.setOption }
                    extra.append((word, code))
                } else if meaning == "unknown" {
                    extra.append((word, field.code(.unknown)))
                } else if meaning == "not_applicable", field.allowsNotApplicable {
                    extra.append((word, field.code(.notApplicable)))
                } else if meaning == "unanswered" {
                    extra.append((word, field.code(.unanswered)))
                } else {
                    log.add(
                        Diagnostic(
                            code: "batch.map-value",
                            LocalizedText(
                                lv: "kartes failā laukam „\(field.id)“ norādīta vērtība "
                                    + "„\(meaning)“, kādas nav.",
                                en: "the map gives '\(field.id)' the value '\(meaning)', which "
                                    + "does not exist."),
                            advice: Diagnostic.didYouMean(
                                nearestName(to: meaning, among: options.map(\.id)))))
                }
            }
            let key = Key(kind: kind, allowsNotApplicable: field.allowsNotApplicable)
            if extra.isEmpty, let known = shared[key] { return known }
            let words = FieldWords(field, options: options, extra: extra)
            if extra.isEmpty { shared[key] = words }
            return words
        }
        var present: Set<Int> = []
        for case .field(let field) in plan.roles { present.insert(field) }
        absentFields = compiled.layout.fields.indices.filter { !present.contains($0) }
    }

    /// Reads what a cell says into a row; `false` when it states no value of the field.
    func read(
        _ bytes: UnsafeBufferPointer<UInt8>, into row: RowValues, field: Int,
        isPartial: inout Bool
    ) -> Bool {
        let layout = compiled.layout.fields[field]
        switch layout.kind {
        case .option:
            let code = words[field].code(bytes)
            guard code != FieldWords.none else { return false }
            row.codes[field] = code
            return true
        case .number(let range): return readNumber(bytes, row, field, range, &isPartial)
        case .multiple: return readSet(bytes, row, field)
        }
    }

    private func readNumber(
        _ bytes: UnsafeBufferPointer<UInt8>, _ row: RowValues, _ field: Int,
        _ range: ClosedRange<Int>, _ isPartial: inout Bool
    ) -> Bool {
        let state = words[field].code(bytes)
        if state != FieldWords.none {
            row.codes[field] = state
            return true
        }
        guard bytes.count < 64 else { return false }
        let text = trimmingSpace(String(decoding: bytes, as: UTF8.self))
        let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
            .map { Int(trimmingSpace(String($0))) }
        guard let lowest = ends.first ?? nil, let highest = ends.last ?? nil, lowest <= highest,
            range.contains(lowest), range.contains(highest)
        else { return false }
        row.numbers[field] = lowest
        row.highest[field] = highest
        row.codes[field] = 0
        if lowest < highest {
            isPartial = true
            row.codes[field] = compiled.layout.fields[field].code(.partial)
        }
        return true
    }

    /// Reads options separated by `|`, or by commas or semicolons where no option has one.
    private func readSet(
        _ bytes: UnsafeBufferPointer<UInt8>, _ row: RowValues, _ field: Int
    ) -> Bool {
        let words = self.words[field]
        let layout = compiled.layout.fields[field]
        guard case .multiple(let count) = layout.kind, bytes.count < 4096 else { return false }
        var included: UInt64 = 0
        var hasOption = false
        func read(_ part: Substring) -> Bool {
            let code = Array(part.utf8).withUnsafeBufferPointer { words.option($0) }
            guard let code else { return false }
            hasOption = true
            guard code < count else { return false }
            included |= 1 << UInt64(code)
            return true
        }
        let state = words.code(bytes)
        if state < FieldWords.setOption {
            row.codes[field] = state
            return true
        }
        let text = String(decoding: bytes, as: UTF8.self)
        for part in text.split(separator: "|", omittingEmptySubsequences: true) {
            if read(part) { continue }
            let smaller = part.split { $0 == "," || $0 == ";" || $0.isNewline }
            guard smaller.count > 1, smaller.allSatisfy({ read($0) }) else { return false }
        }
        guard hasOption else { return false }
        row.codes[field] = 0
        row.included[field] = included
        return true
    }
}
