import RuleLanguage
package import TextFormats

extension JSONObjectReader {
    /// Reads the `schema` member and reports any other than the expected one.
    ///
    /// A `$schema` member, by which editors find the JSON Schema, is allowed beside it.
    package mutating func requireSchema(_ name: String) {
        _ = optional("$schema")
        guard let cursor = required("schema"), let found = cursor.string(), found != name else {
            return
        }
        cursor.report(
            code: "json.unknown-schema",
            LocalizedText(
                lv: "shēma „\(found)“ nav zināma; šeit jābūt „\(name)“.",
                en: "the schema '\(found)' is not known; '\(name)' is expected here."))
    }

    /// Reads a name that rules can use: a letter, then letters, digits or `_`, and no word of the
    /// rule language.
    package mutating func requiredRuleName() -> String? {
        guard let text = requiredIdentifier() else { return nil }
        guard text.contains("-") || RuleParser.keywords.contains(text) else { return text }
        optional("id")?.report(
            code: "definition.invalid-id",
            LocalizedText(
                lv: "„\(text)“ nevar lietot noteikumos: bez „-“ un bez noteikumu valodas vārdiem.",
                en: "'\(text)' cannot be used in rules: no '-' and no word of the rule language."))
        return text
    }

    /// Reads a name that files use: a letter, then letters, digits, `_` or `-`.
    package mutating func requiredIdentifier() -> String? {
        guard let cursor = required("id"), let text = cursor.string() else { return nil }
        guard text.utf8.first.map(isLetter) ?? false,
            text.utf8.allSatisfy({
                isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            })
        else {
            cursor.report(
                code: "definition.invalid-id",
                LocalizedText(
                    lv: "„\(text)“ neder par apzīmējumu: tas sākas ar latīņu burtu, tālāk burti, "
                        + "cipari, „_“ un „-“.",
                    en: "'\(text)' is not a valid id: a Latin letter, then letters, digits, '_' "
                        + "and '-'."))
            return nil
        }
        return text
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// Reports ids that occur more than once.
package func reportDuplicateIDs(_ ids: [(id: String, cursor: JSONCursor)]) {
    var seen: Set<String> = []
    for (id, cursor) in ids where !seen.insert(id).inserted {
        cursor.report(
            code: "definition.duplicate-id",
            LocalizedText(
                lv: "apzīmējums „\(id)“ ir jau izmantots.", en: "the id '\(id)' is used twice."))
    }
}

/// The index of a name among known ones; reports an unknown name with the nearest known one.
package func lookUp(
    _ cursor: JSONCursor?, among known: [String], code: String = "definition.dangling-id"
) -> Int? {
    guard let cursor, let name = cursor.string() else { return nil }
    if let index = known.firstIndex(of: name) { return index }
    reportUnknownName(name, at: cursor, among: known, code: code)
    return nil
}

/// Reports an unknown name with the nearest known one.
package func reportUnknownName(
    _ name: String, at cursor: JSONCursor, among known: [String],
    code: String = "definition.dangling-id"
) {
    cursor.report(
        code: code,
        LocalizedText(lv: "„\(name)“ nav zināms.", en: "'\(name)' is not known."),
        advice: Diagnostic.didYouMean(nearestName(to: name, among: known)))
}

/// The text of a member in both languages, or no words after a report.
///
/// A missing text must not hide a question from the checks that follow.
package func words(_ cursor: JSONCursor?) -> LocalizedText {
    cursor?.localizedText() ?? LocalizedText(lv: "", en: "")
}
