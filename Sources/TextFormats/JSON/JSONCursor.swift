/// A JSON value with the log that receives what is wrong with it.
///
/// Reading functions return `nil` after reporting, so that a reader can go on to the next value
/// and a person sees every problem of a file in one run.
package struct JSONCursor {
    /// The value.
    package let value: JSONValue
    /// Receives findings.
    package let log: DiagnosticLog

    /// Points at a value.
    package init(_ value: JSONValue, log: DiagnosticLog) {
        self.value = value
        self.log = log
    }

    /// Parses a file and points at its root; `nil` if its structure cannot be followed.
    package init?(parsing source: JSONSource, limits: JSONLimits = .standard, log: DiagnosticLog) {
        guard let value = JSONParser.parse(source, limits: limits, log: log) else { return nil }
        self.init(value, log: log)
    }

    /// The file.
    package var source: JSONSource { document.source }

    /// The path to the value.
    package var pointer: JSONPointer { document.pointer(to: value.index) }

    fileprivate var document: JSONDocument { value.document }

    fileprivate func cursor(to index: Int) -> JSONCursor {
        JSONCursor(JSONValue(document: document, index: index), log: log)
    }

    /// The member of an object with a key, without a report when there is none.
    package func member(_ key: String) -> JSONCursor? {
        guard value.node.kind == .object else { return nil }
        return document.key(key, of: value.index, from: value.index + 1)
            .map { cursor(to: $0 + 1) }
    }

    /// The element of an array at an index, without a report when there is none.
    ///
    /// - Complexity: O(*index*).
    package func element(_ index: Int) -> JSONCursor? {
        guard value.node.kind == .array, (0..<Int(value.node.extent)).contains(index) else {
            return nil
        }
        return document.children(of: value.index).dropFirst(index).first { _ in true }
            .map { cursor(to: $0) }
    }

    /// Where the value begins.
    package var location: Diagnostic.Location {
        source.location(at: value.offset, pointer: pointer)
    }

    /// Reports a finding at this value.
    package func report(
        _ severity: Diagnostic.Severity = .error, code: String, _ message: LocalizedText,
        advice: LocalizedText? = nil
    ) {
        log.add(Diagnostic(severity, code: code, at: location, message, advice: advice))
    }

    /// Reports a finding at a place inside this string value.
    ///
    /// The place is exact for strings without escapes, which rules and conditions never need.
    ///
    /// - Parameters:
    ///   - code: The stable code.
    ///   - scalarOffset: Unicode scalars before the place.
    ///   - message: What is wrong.
    ///   - advice: What to do.
    package func report(
        code: String, atScalar scalarOffset: Int, _ message: LocalizedText,
        advice: LocalizedText? = nil
    ) {
        var place = location
        place.position?.column += 1 + scalarOffset
        log.add(Diagnostic(code: code, at: place, message, advice: advice))
    }

    /// The value as a string.
    package func string() -> String? {
        if let text = value.string { return text }
        reportKind(expected: LocalizedText(lv: "teksts", en: "a string"))
        return nil
    }

    /// The value as a string that is not blank.
    package func nonEmptyString() -> String? {
        guard let text = string() else { return nil }
        // Most texts have a letter or digit of ASCII, which is found without decoding them.
        guard
            text.utf8.contains(where: { (0x21...0x7E).contains($0) })
                || text.contains(where: { !$0.isWhitespace })
        else {
            report(
                code: "json.empty-text",
                LocalizedText(lv: "teksts ir tukšs.", en: "the text is empty."))
            return nil
        }
        return text
    }

    /// The value as a whole number within limits.
    package func integer(in limits: ClosedRange<Int> = 0...Int.max) -> Int? {
        guard value.node.kind == .number, let number = Int(document.text(of: value.index)) else {
            reportKind(expected: LocalizedText(lv: "vesels skaitlis", en: "a whole number"))
            return nil
        }
        guard limits.contains(number) else {
            report(
                code: "json.number-out-of-range",
                LocalizedText(
                    lv: "skaitlis \(number) nav robežās no \(limits.lowerBound) līdz "
                        + "\(limits.upperBound).",
                    en: "\(number) is not between \(limits.lowerBound) and "
                        + "\(limits.upperBound)."))
            return nil
        }
        return number
    }

    /// The value as true or false.
    package func boolean() -> Bool? {
        switch value.node.kind {
        case .yes: return true
        case .no: return false
        default: break
        }
        reportKind(expected: LocalizedText(lv: "true vai false", en: "true or false"))
        return nil
    }

    /// Whether the value is an array.
    package var isArray: Bool { value.node.kind == .array }

    /// The elements of the value as an array; empty after a report.
    package func elements() -> [JSONCursor] {
        guard value.node.kind == .array else {
            reportKind(expected: LocalizedText(lv: "saraksts", en: "an array"))
            return []
        }
        return document.children(of: value.index).map { cursor(to: $0) }
    }

    /// The members of the value as an object in file order; empty after a report.
    package func members() -> [(key: String, value: JSONCursor)] {
        guard value.node.kind == .object else {
            reportKind(expected: LocalizedText(lv: "objekts", en: "an object"))
            return []
        }
        return document.children(of: value.index).map { key in
            (document.text(of: key), cursor(to: key + 1))
        }
    }

    /// The value as an object whose members are read by name; `nil` after a report.
    package func object() -> JSONObjectReader? {
        guard value.node.kind == .object else {
            reportKind(expected: LocalizedText(lv: "objekts", en: "an object"))
            return nil
        }
        return JSONObjectReader(self)
    }

    /// A text in both languages, `{"lv": …, "en": …}`, neither empty.
    package func localizedText() -> LocalizedText? {
        guard var object = object() else { return nil }
        let lv = object.translation(.latvian)
        let en = object.translation(.english)
        object.finish()
        guard let lv, let en else { return nil }
        return LocalizedText(lv: lv, en: en)
    }

    private func reportKind(expected: LocalizedText) {
        let found = value.kind
        report(
            code: "json.wrong-kind",
            LocalizedText(
                lv: "šeit jābūt: \(expected.lv); ir: \(found.lv).",
                en: "expected \(expected.en), found \(found.en)."))
    }
}

/// Reads an object's members by name and reports those that nobody asked for.
package struct JSONObjectReader {
    private let cursor: JSONCursor
    /// The names asked for, in order.
    private var asked: [String] = []
    /// The places of the members asked for, as far as there are bits.
    private var found: UInt64 = 0
    /// The key to compare first.
    private var upcoming: Int

    init(_ cursor: JSONCursor) {
        self.cursor = cursor
        upcoming = cursor.value.index + 1
        asked.reserveCapacity(Int(cursor.value.node.extent))
    }

    /// The member with a key, or `nil` when the object has none.
    package mutating func optional(_ key: String) -> JSONCursor? {
        asked.append(key)
        let document = cursor.document
        guard let key = document.key(key, of: cursor.value.index, from: upcoming) else {
            return nil
        }
        upcoming = Int(document[key].next)
        if document[key].ordinal < 64 { found |= 1 << document[key].ordinal }
        return cursor.cursor(to: key + 1)
    }

    /// The member with a key; `nil` after a report when the object has none.
    package mutating func required(_ key: String) -> JSONCursor? {
        if let member = optional(key) { return member }
        cursor.report(
            code: "json.missing-key",
            LocalizedText(lv: "trūkst atslēgas „\(key)“.", en: "the key '\(key)' is missing."))
        return nil
    }

    /// The text in one of the languages; `nil` after a report when it is missing or blank.
    fileprivate mutating func translation(_ language: Language) -> String? {
        if let member = optional(language.rawValue) { return member.nonEmptyString() }
        cursor.report(
            code: "definition.missing-translation",
            LocalizedText(
                lv: "trūkst teksta valodā „\(language.rawValue)“.",
                en: "the text in language '\(language.rawValue)' is missing."))
        return nil
    }

    /// Reports members that were not asked for, each with the nearest known name.
    package func finish() {
        guard found.nonzeroBitCount < cursor.value.node.extent else { return }
        for (key, value) in cursor.members() where !asked.contains(where: { areSameKey($0, key) }) {
            let nearest = nearestName(to: key, among: asked)
            let known = asked.joined(separator: ", ")
            let keyOffset = Int(cursor.document[value.value.index - 1].offset)
            cursor.log.add(
                Diagnostic(
                    code: "json.unknown-key",
                    at: cursor.source.location(at: keyOffset, pointer: value.pointer),
                    LocalizedText(
                        lv: "atslēga „\(key)“ šeit nav paredzēta.",
                        en: "the key '\(key)' is not known here."),
                    advice: Diagnostic.didYouMean(nearest)
                        ?? LocalizedText(
                            lv: "Zināmās: \(known).", en: "Known keys: \(known).")))
        }
    }
}

/// Whether two keys are the same code points, as RFC 8259 section 8.3 asks.
private func areSameKey(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}
