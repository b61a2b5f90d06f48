package import TextFormats

/// The files of one questionnaire version, as bytes with names.
///
/// Each part of the program reads its own file of the folder; the digest covers all of them.
package struct DefinitionFiles: Sendable {
    /// The names of the files that make up a version, in alphabetical order.
    package static let names = [
        "actions.json", "credibility.json", "glossary.json", "groups.json", "maturity.json",
        "questionnaire.json", "rules.json",
    ]

    /// The files that a version may do without.
    package static let optionalNames = ["credibility.json"]

    /// The least that each required file says, for whoever begins one.
    private static let beginnings = [
        "actions.json": "{ \"schema\": \"briedums.actions/1\", \"actions\": [] }",
        "glossary.json": "{ \"schema\": \"briedums.glossary/1\", \"terms\": [] }",
        "groups.json": "{ \"schema\": \"briedums.groups/1\", \"tracks\": [] }",
        "maturity.json":
            "{ \"schema\": \"briedums.maturity/1\", \"dimensions\": [], \"levels\": [] }",
        "rules.json": "{ \"schema\": \"briedums.rules/1\", \"rules\": [] }",
    ]

    /// The files that are there, in the order of ``names``.
    package let sources: [String: JSONSource]
    /// The folder as the person knows it, for messages.
    package let folder: String

    /// Wraps the files of a folder.
    package init(folder: String, sources: [String: JSONSource]) {
        self.folder = folder
        self.sources = sources
    }

    /// The migration maps to this version, by the version that they start from.
    ///
    /// A map is no part of the version: it may be added to a released one, and the digest does not
    /// cover it.
    package var migrationMaps: [(from: String, source: JSONSource)] {
        sources.compactMap { name, source in
            Self.migrationSource(of: name).map { ($0, source) }
        }.sorted { isEarlierVersion($0.0, $1.0) }
    }

    /// The version in a file name `migration-from-VERSION.json`; `nil` for any other name.
    package static func migrationSource(of name: String) -> String? {
        let (start, end) = ("migration-from-", ".json")
        guard name.hasPrefix(start), name.hasSuffix(end), name.count > start.count + end.count
        else { return nil }
        return String(name.dropFirst(start.count).dropLast(end.count))
    }

    /// Parses every file once.
    ///
    /// - Parameter log: Receives every fault of syntax and every missing file.
    /// - Returns: The files that could be parsed.
    /// - Complexity: O(*bytes*).
    package func parsed(log: DiagnosticLog) -> ParsedDefinition {
        var roots: [String: JSONCursor] = [:]
        for name in Self.names {
            if let source = sources[name] {
                roots[name] = JSONCursor(parsing: source, log: log)
            } else if !Self.optionalNames.contains(name) {
                let beginning = Self.beginnings[name].map { text in
                    LocalizedText(
                        lv: "Izveidojiet to; tas var sākties šādi: \(text)",
                        en: "Make it; it may begin like this: \(text)")
                }
                log.add(
                    Diagnostic(
                        code: "definition.missing-file",
                        at: Diagnostic.Location(file: "\(folder)/\(name)"),
                        LocalizedText(
                            lv: "definīcijai trūkst šī faila.",
                            en: "this file of the definition is missing."), advice: beginning))
            }
        }
        return ParsedDefinition(roots: roots)
    }
}

/// The parsed files of one questionnaire version.
package struct ParsedDefinition {
    /// The root of each file by its name; files that could not be parsed are absent.
    package let roots: [String: JSONCursor]

    /// `sha256:` and the digest of the canonical content of all files.
    ///
    /// The content is one JSON object with a member per file, named without `.json`, in canonical
    /// form: no spaces, keys sorted by code point. Layout, key order and a `$schema` member of the
    /// files do not matter, every other value does.
    ///
    /// - Complexity: O(*bytes*).
    package func digest() -> String {
        var hash = SHA256()
        hash.update([UInt8(ascii: "{")])
        var separator = ""
        for name in DefinitionFiles.names {
            guard let root = roots[name] else { continue }
            var bytes = Array("\(separator)\"\(name.dropLast(".json".count))\":".utf8)
            root.value.appendCanonical(to: &bytes, leavingOut: "$schema")
            hash.update(bytes)
            separator = ","
        }
        hash.update([UInt8(ascii: "}")])
        return "sha256:" + hash.finalizedHexDigest()
    }
}
