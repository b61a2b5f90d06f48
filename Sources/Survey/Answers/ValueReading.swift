package import TextFormats

/// Reads values of a domain from JSON and from text typed by a person, and writes them.
package struct ValueFormat {
    private let kind: Question.Kind
    private let options: [Option]

    /// The format of a question's or profile field's values.
    package init(kind: Question.Kind, in questionnaire: Questionnaire) {
        self.kind = kind
        options = questionnaire.options(of: kind)
    }

    // MARK: JSON

    /// Reads an exact value: an option id, an array of option ids, or a whole number.
    package func value(_ cursor: JSONCursor) -> PossibleValues? {
        switch kind {
        case .single:
            return option(cursor).map { .options(OptionMask(index: $0)) }
        case .multiple:
            // "None" beside other options is a contradiction for a rule to find, not a fault here.
            guard let included = mask(cursor) else { return nil }
            return .subset(
                included: included,
                excluded: OptionMask.first(options.count).subtracting(included))
        case .count(let range):
            return cursor.integer(in: range).map { .count($0...$0) }
        }
    }

    /// Reads several possible values: an array of option ids; `{"included": …, "excluded": …}`;
    /// or `{"minimum": …, "maximum": …}`.
    package func possible(_ cursor: JSONCursor) -> PossibleValues? {
        switch kind {
        case .single:
            guard let mask = mask(cursor) else { return nil }
            guard !mask.isEmpty else {
                report(
                    cursor, "answers.empty-set",
                    LocalizedText(
                        lv: "jāpaliek vismaz vienam iespējamam variantam.",
                        en: "at least one option must remain possible."))
                return nil
            }
            return .options(mask)
        case .multiple:
            guard var object = cursor.object() else { return nil }
            defer { object.finish() }
            let included = object.required("included").flatMap { mask($0) }
            let excluded = object.required("excluded").flatMap { mask($0) }
            guard let included, let excluded else { return nil }
            guard included.isDisjoint(with: excluded) else {
                report(
                    cursor, "answers.overlapping-sets",
                    LocalizedText(
                        lv: "viens variants nevar būt gan atzīmēts, gan neatzīmēts.",
                        en: "an option cannot be both included and excluded."))
                return nil
            }
            return .subset(included: included, excluded: excluded)
        case .count(let range):
            guard var object = cursor.object() else { return nil }
            defer { object.finish() }
            let minimum = object.required("minimum")?.integer(in: range)
            let maximum = object.required("maximum")?.integer(in: range)
            guard let minimum, let maximum else { return nil }
            guard minimum <= maximum else {
                report(
                    cursor, "answers.empty-set",
                    LocalizedText(
                        lv: "mazākais skaitlis ir lielāks par lielāko.",
                        en: "the minimum is above the maximum."))
                return nil
            }
            return .count(minimum...maximum)
        }
    }

    /// Writes values as ``value(_:)`` or ``possible(_:)`` reads them, with the key for each.
    package func json(_ values: PossibleValues) -> (key: String, value: JSONOutput) {
        switch values {
        case .options(let mask) where mask.count == 1:
            return ("value", .string(options[mask.indices[0]].id))
        case .options(let mask):
            return ("possible", ids(mask))
        case .subset(let included, let excluded):
            if included.union(excluded) == .first(options.count) { return ("value", ids(included)) }
            return (
                "possible", .object([("included", ids(included)), ("excluded", ids(excluded))])
            )
        case .count(let range) where range.count == 1:
            return ("value", .integer(range.lowerBound))
        case .count(let range):
            return (
                "possible",
                .object([
                    ("minimum", .integer(range.lowerBound)),
                    ("maximum", .integer(range.upperBound)),
                ])
            )
        }
    }

    /// Writes values as ``possible(_:)`` reads them, even when only one remains.
    package func possibleJSON(_ values: PossibleValues) -> JSONOutput {
        switch values {
        case .options(let mask): ids(mask)
        case .subset(let included, let excluded):
            .object([("included", ids(included)), ("excluded", ids(excluded))])
        case .count(let range):
            .object([
                ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
            ])
        }
    }

    private func ids(_ mask: OptionMask) -> JSONOutput {
        .array(mask.indices.map { .string(options[$0].id) })
    }

    private func mask(_ cursor: JSONCursor) -> OptionMask? {
        guard case .array = cursor.value.content else {
            _ = cursor.elements()
            return nil
        }
        let indices = cursor.elements().map { option($0) }
        guard !indices.contains(nil) else { return nil }
        return indices.compactMap { $0 }.reduce(into: []) { $0.insert(OptionMask(index: $1)) }
    }

    private func option(_ cursor: JSONCursor) -> Int? {
        lookUp(cursor, among: options.map(\.id), code: "answers.unknown-option")
    }

    private func report(_ cursor: JSONCursor, _ code: String, _ message: LocalizedText) {
        cursor.report(code: code, message)
    }

    // MARK: Text

    /// Reads a value typed by a person: option ids or labels in any language, several separated
    /// by commas; a whole number; or the lowest and highest of an uncertain number, `10..20`.
    ///
    /// - Returns: The value, or what is wrong with the text.
    package func value(typed text: String) -> Result<PossibleValues, ValueFault> {
        switch kind {
        case .single:
            return option(typed: text).map { .options(OptionMask(index: $0)) }
        case .multiple:
            var included: OptionMask = []
            for part in text.split(separator: ",", omittingEmptySubsequences: true) {
                switch option(typed: String(part)) {
                case .success(let index): included.insert(OptionMask(index: index))
                case .failure(let fault): return .failure(fault)
                }
            }
            return .success(
                .subset(
                    included: included,
                    excluded: OptionMask.first(options.count).subtracting(included)))
        case .count(let range):
            let trimmed = trimmingSpace(text)
            let ends =
                trimmed
                .split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
                .map { Int(trimmingSpace(String($0))) }
            guard let lower = ends.first ?? nil, let upper = ends.last ?? nil, lower <= upper,
                range.contains(lower), range.contains(upper)
            else {
                return .failure(ValueFault(text: trimmed, nearest: nil, range: range, options: []))
            }
            return .success(.count(lower...upper))
        }
    }

    private func option(typed text: String) -> Result<Int, ValueFault> {
        let trimmed = trimmingSpace(text)
        if let index = options.firstIndex(where: { $0.id == trimmed }) { return .success(index) }
        let folded = trimmed.lowercased()
        let matches = options.indices.filter { index in
            let label = options[index].label
            return [options[index].id, label.lv, label.en].contains { $0.lowercased() == folded }
        }
        if matches.count == 1 { return .success(matches[0]) }
        let names = options.flatMap { [$0.id, $0.label.lv, $0.label.en] }
        return .failure(
            ValueFault(
                text: trimmed, nearest: nearestName(to: trimmed, among: names), range: nil,
                options: options.map(\.id)))
    }

    /// The values by their ids in one line, as an origin keeps them: `yes`, `most | all`,
    /// `society, institutions`, `10..20`.
    package func text(_ values: PossibleValues) -> String {
        func ids(_ mask: OptionMask) -> [String] { mask.indices.map { options[$0].id } }
        switch values {
        case .options(let mask): return ids(mask).joined(separator: " | ")
        case .count(let range):
            return range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
        case .subset(let included, let excluded):
            let open = OptionMask.first(options.count).subtracting(included).subtracting(excluded)
            let parts = ids(included) + ids(open).map { "\($0)?" }
            return parts.isEmpty ? "{}" : parts.joined(separator: ", ")
        }
    }

    /// The values as a person reads them: labels, or a number.
    package func description(_ values: PossibleValues) -> LocalizedText {
        switch values {
        case .options(let mask):
            return mask.indices.map { options[$0].label }.joined(separator: " / ")
        case .subset(let included, let excluded):
            let open = OptionMask.first(options.count).subtracting(included).subtracting(excluded)
            let chosen =
                included.isEmpty
                ? LocalizedText(lv: "nekas nav atzīmēts", en: "nothing selected")
                : included.indices.map { options[$0].label }.joined(separator: ", ")
            guard !open.isEmpty else { return chosen }
            let undecided = open.indices.map { options[$0].label }.joined(separator: ", ")
            return LocalizedText(
                lv: "\(chosen.lv) (vēl iespējams: \(undecided.lv))",
                en: "\(chosen.en) (still possible: \(undecided.en))")
        case .count(let range):
            return LocalizedText(
                verbatim: range.count == 1
                    ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)")
        }
    }
}

/// Why a typed value is not one of a question's values.
package struct ValueFault: Error, Hashable, Sendable {
    /// What was typed.
    package let text: String
    /// The nearest option id or label.
    package let nearest: String?
    /// The numbers allowed, for counts.
    package let range: ClosedRange<Int>?
    /// The option ids allowed, for questions with options.
    package let options: [String]

    /// Describes a fault.
    package init(text: String, nearest: String?, range: ClosedRange<Int>?, options: [String]) {
        self.text = text
        self.nearest = nearest
        self.range = range
        self.options = options
    }

    /// What is wrong.
    package var message: LocalizedText {
        LocalizedText(
            lv: "„\(text)“ nav šī jautājuma atbilde.",
            en: "'\(text)' does not answer this question.")
    }

    /// What is allowed, with the nearest option first.
    package var advice: LocalizedText {
        if let range {
            return LocalizedText(
                lv:
                    "Norādiet veselu skaitli no \(range.lowerBound) līdz \(range.upperBound) vai, ja "
                    + "tas nav precīzi zināms, mazāko un lielāko, piemēram, 10..20.",
                en: "Give a whole number from \(range.lowerBound) to \(range.upperBound) or, if it "
                    + "is not known exactly, the lowest and highest, like 10..20.")
        }
        let list = options.joined(separator: ", ")
        let allowed = LocalizedText(lv: "Atļauts: \(list).", en: "Allowed: \(list).")
        guard let suggestion = Diagnostic.didYouMean(nearest) else { return allowed }
        return suggestion + LocalizedText(verbatim: " ") + allowed
    }
}

/// The text without white space (no-break space included) at its ends.
package func trimmingSpace(_ text: String) -> String {
    let rest = text.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
}
