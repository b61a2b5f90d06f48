package import TextFormats

/// The digests of released versions, as `releases.json` records them.
///
/// A released or retired version never changes; the record lies beside the definitions, so that a
/// change of content shows as a difference between the two.
package struct ReleaseRecord: Sendable {
    /// A released version.
    package struct Entry: Hashable, Sendable {
        /// The questionnaire.
        package let id: String
        /// The version.
        package let version: String
        /// The digest of its content when it was released.
        package let digest: String
    }

    /// The entries in the order of the file.
    package let entries: [Entry]

    /// The name of the file.
    package static let fileName = "releases.json"

    /// A record without entries.
    package static let empty = ReleaseRecord(entries: [])

    /// Reads the record; every fault is reported.
    package static func read(_ root: JSONCursor) -> ReleaseRecord {
        guard var object = root.object() else { return .empty }
        defer { object.finish() }
        _ = object.optional("$schema")
        if let cursor = object.required("schema"), let name = cursor.string(),
            name != "briedums.releases/1"
        {
            cursor.report(
                code: "json.unknown-schema",
                LocalizedText(
                    lv: "shēma „\(name)“ nav zināma.", en: "the schema '\(name)' is not known."))
        }
        var entries: [Entry] = []
        for cursor in object.required("releases")?.elements() ?? [] {
            guard var entry = cursor.object() else { continue }
            let id = entry.required("id")?.nonEmptyString()
            let version = entry.required("version")?.nonEmptyString()
            let digest = entry.required("digest")?.nonEmptyString()
            _ = entry.optional("date")?.nonEmptyString()
            entry.finish()
            guard let id, let version, let digest else { continue }
            if entries.contains(where: { $0.id == id && $0.version == version }) {
                cursor.report(
                    code: "release.duplicate",
                    LocalizedText(
                        lv: "\(id) \(version) ir ierakstīts divreiz.",
                        en: "\(id) \(version) is recorded twice."))
            }
            entries.append(Entry(id: id, version: version, digest: digest))
        }
        return ReleaseRecord(entries: entries)
    }

    /// The digest recorded for a version.
    package func digest(id: String, version: String) -> String? {
        entries.first { $0.id == id && $0.version == version }?.digest
    }
}
