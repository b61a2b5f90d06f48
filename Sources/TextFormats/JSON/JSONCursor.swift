/// A JSON value with its pointer, its file and the log that receives what is wrong with it.
///
/// Reading functions return `nil` after reporting, so that a reader can go on to the next value
/// and a person sees every problem of a file in one run.
package struct JSONCursor {
    /// The value.
    package let value: JSONValue
    /// The path to the value.
    package let pointer: JSONPointer
    /// The file.
    package let source: JSONSource
    /// Receives findings.
    package let log: DiagnosticLog

    /// Points at a value.
    package init(
        _ value: JSONValue, pointer: JSONPointer = .root, source: JSONSource, log: DiagnosticLog
    ) {
        self.value = value
        self.pointer = pointer
        self.source = source
        self.log = log
    }

    /// Parses a file and points at its root; `nil` if its structure cannot be followed.
    package init?(parsing source: JSONSource, limits: JSONLimits = .standard, log: DiagnosticLog) {
        guard let value = JSONParser.parse(source, limits: limits, log: log) else { return nil }
        self.init(value, source: source, log: log)
    }

    /// The member of an object with a key, without a report when there is none.
    package func member(_ key: String) -> JSONCursor? {
        guard case .object(let members) = value.content,
            let member = members.first(where: { areSameKey($0.key, key) })
        else { return nil }
        return JSONCursor(member.value, pointer: pointer.appending(key), source: source, log: log)
    }

    /// The element of an array at an index, without a report when there is none.
    package func element(_ index: Int) -> JSONCursor? {
        guard case .array(let elements) = value.content, elements.indices.contains(index) else {
            return nil
        }
        return JSONCursor(
            elements[index], pointer: pointer.appending("\(index)"), source: source, log: log)
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
        if case .string(let text) = value.content { return text }
        reportKind(expected: LocalizedText(lv: "teksts", en: "a string"))
        return nil
    }

    /// The value as a string that is not blank.
    package func nonEmptyString() -> String? {
        guard let text = string() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            report(
                code: "json.empty-text",
                LocalizedText(lv: "teksts ir tukšs.", en: "the text is empty."))
            return nil
        }
        return text
    }

    /// The value as a whole number within limits.
    package func integer(in limits: ClosedRange<Int> = 0...Int.max) -> Int? {
        guard case .number(let text) = value.content, let number = Int(text) else {
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
        if case .boolean(let value) = value.content { return value }
        reportKind(expected: LocalizedText(lv: "true vai false", en: "true or false"))
        return nil
    }

    /// The elements of the value as an array; empty after a report.
    package func elements() -> [JSONCursor] {
        guard case .array(let elements) = value.content else {
            reportKind(expected: LocalizedText(lv: "saraksts", en: "an array"))
            return []
        }
        return elements.enumerated().map { index, element in
            JSONCursor(
                element, pointer: pointer.appending("\(index)"), source: source, log: log)
        }
    }

    /// The members of the value as an object in file order; empty after a report.
    package func members() -> [(key: String, value: JSONCursor)] {
        guard case .object(let members) = value.content else {
            reportKind(expected: LocalizedText(lv: "objekts", en: "an object"))
            return []
        }
        return members.map { member in
            let cursor = JSONCursor(
                member.value, pointer: pointer.appending(member.key), source: source, log: log)
            return (member.key, cursor)
        }
    }

    /// The value as an object whose members are read by name; `nil` after a report.
    package func object() -> JSONObjectReader? {
        guard case .object(let members) = value.content else {
            reportKind(expected: LocalizedText(lv: "objekts", en: "an object"))
            return nil
        }
        return JSONObjectReader(self, members: members)
    }

    /// A text in both languages, `{"lv": …, "en": …}`, neither empty.
    package func localizedText() -> LocalizedText? {
        guard var object = object() else { return nil }
        var texts: [String?] = []
        for language in Language.allCases {
            if let cursor = object.optional(language.rawValue) {
                texts.append(cursor.nonEmptyString())
            } else {
                report(
                    code: "definition.missing-translation",
                    LocalizedText(
                        lv: "trūkst teksta valodā „\(language.rawValue)“.",
                        en: "the text in language '\(language.rawValue)' is missing."))
                texts.append(nil)
            }
        }
        object.finish()
        guard let lv = texts[0], let en = texts[1] else { return nil }
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

/// Whether two keys are the same code points, as RFC 8259 section 8.3 asks.
///
/// `==` on strings would also accept equivalent ones, such as the Kelvin sign for K.
private func areSameKey(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

/// Reads an object's members by name and reports those that nobody asked for.
package struct JSONObjectReader {
    private let cursor: JSONCursor
    private let members: [JSONValue.Member]
    private var asked: [String] = []

    init(_ cursor: JSONCursor, members: [JSONValue.Member]) {
        self.cursor = cursor
        self.members = members
    }

    /// The member with a key, or `nil` when the object has none.
    package mutating func optional(_ key: String) -> JSONCursor? {
        asked.append(key)
        guard let member = members.first(where: { areSameKey($0.key, key) }) else { return nil }
        return JSONCursor(
            member.value, pointer: cursor.pointer.appending(key), source: cursor.source,
            log: cursor.log)
    }

    /// The member with a key; `nil` after a report when the object has none.
    package mutating func required(_ key: String) -> JSONCursor? {
        if let member = optional(key) { return member }
        cursor.report(
            code: "json.missing-key",
            LocalizedText(lv: "trūkst atslēgas „\(key)“.", en: "the key '\(key)' is missing."))
        return nil
    }

    /// Reports members that were not asked for, each with the nearest known name.
    package func finish() {
        for member in members where !asked.contains(where: { areSameKey($0, member.key) }) {
            let nearest = nearestName(to: member.key, among: asked)
            let known = asked.joined(separator: ", ")
            cursor.log.add(
                Diagnostic(
                    code: "json.unknown-key",
                    at: cursor.source.location(
                        at: member.keyOffset, pointer: cursor.pointer.appending(member.key)),
                    LocalizedText(
                        lv: "atslēga „\(member.key)“ šeit nav paredzēta.",
                        en: "the key '\(member.key)' is not known here."),
                    advice: Diagnostic.didYouMean(nearest)
                        ?? LocalizedText(
                            lv: "Zināmās: \(known).", en: "Known keys: \(known).")))
        }
    }
}
