package import Assessment
import Survey
package import TextFormats

/// Checks versions against each other: migration maps, drift, released content.
package struct VersionLint {
    private let library: DefinitionLibrary
    private let log = DiagnosticLog()

    /// Prepares the check of the versions of a folder.
    package init(_ library: DefinitionLibrary) { self.library = library }

    /// A version that can be read, with its place in the library.
    private struct Entry {
        let definition: Definition
        let files: DefinitionFiles
        let root: JSONCursor?
    }

    /// Checks every map between versions of the folder, and every released version.
    ///
    /// - Parameters:
    ///   - records: The digests of released versions; `nil` when the folder has no record.
    ///   - earlier: Versions to compare with for drift; those of the folder itself when `nil`.
    /// - Returns: Every finding.
    package func findings(
        records: ReleaseRecord?, against earlier: DefinitionLibrary? = nil
    ) -> [Diagnostic] {
        let entries = Self.entries(of: library)
        for entry in entries { checkRelease(entry, records) }
        let others = earlier.map { Self.entries(of: $0) } ?? entries
        for new in entries {
            for old in others { compare(old, new, isExplicit: earlier != nil) }
            // A version linted alone is no reason to complain about those that are elsewhere.
            let isAlone = !entries.contains {
                isVersion($0, $0.definition.questionnaire.identity.version, of: new)
                    && $0.files.folder != new.files.folder
            }
            for map in new.files.migrationMaps where !isAlone {
                guard !(entries + others).contains(where: { isVersion($0, map.from, of: new) })
                else { continue }
                log.add(
                    Diagnostic(
                        .warning, code: "migration.source-missing",
                        at: Diagnostic.Location(file: map.source.file),
                        LocalizedText(
                            lv: "versijas \(map.from) šeit nav, tāpēc karte nav pārbaudīta.",
                            en: "version \(map.from) is not at hand, so the map is not checked.")))
            }
        }
        return log.findings
    }

    private static func entries(of library: DefinitionLibrary) -> [Entry] {
        library.versions.compactMap { files in
            let log = DiagnosticLog()
            let parsed = files.parsed(log: log)
            guard let definition = Definition.read(parsed, log: log), !log.containsErrors else {
                return nil
            }
            return Entry(
                definition: definition, files: files, root: parsed.roots["questionnaire.json"])
        }
    }

    private func isVersion(_ entry: Entry, _ version: String, of other: Entry) -> Bool {
        let identity = entry.definition.questionnaire.identity
        return identity.id == other.definition.questionnaire.identity.id
            && identity.version == version
    }

    private func compare(_ old: Entry, _ new: Entry, isExplicit: Bool) {
        let (a, b) = (
            old.definition.questionnaire.identity, new.definition.questionnaire.identity
        )
        guard a.id == b.id else { return }
        if a.version == b.version {
            guard isExplicit, a.digest != b.digest else { return }
            addDrift(old, new, map: nil)
            return
        }
        let source = new.files.migrationMaps.first { $0.from == a.version }?.source
        guard let source else {
            if isExplicit, isEarlierVersion(a.version, b.version) { addDrift(old, new, map: nil) }
            return
        }
        let found = DiagnosticLog()
        let map = JSONCursor(parsing: source, log: found).flatMap {
            MigrationMapReader.read(
                $0, from: old.definition.questionnaire, to: new.definition.questionnaire)
        }
        for finding in found.findings { log.add(finding) }
        if !found.containsErrors { addDrift(old, new, map: map) }
    }

    private func addDrift(_ old: Entry, _ new: Entry, map: MigrationMap?) {
        let drift = DriftGuard(
            old: old.definition, new: new.definition, map: map, root: new.root)
        for finding in drift.findings { log.add(finding) }
    }

    private func checkRelease(_ entry: Entry, _ records: ReleaseRecord?) {
        let questionnaire = entry.definition.questionnaire
        let identity = questionnaire.identity
        let recorded = records?.digest(id: identity.id, version: identity.version)
        let status = entry.root?.member("status")
        if questionnaire.status == .draft {
            guard recorded != nil else { return }
            status?.report(
                code: "release.draft",
                LocalizedText(
                    lv: "\(identity.name) ir ierakstīta kā izdota, bet tās stāvoklis ir „draft“.",
                    en: "\(identity.name) is recorded as released, but its status is 'draft'."))
        } else if let recorded, recorded != identity.digest {
            status?.report(
                code: "release.changed",
                LocalizedText(
                    lv:
                        "izdotās versijas \(identity.name) saturs ir mainīts: ierakstīts \(recorded), "
                        + "ir \(identity.digest).",
                    en:
                        "the content of the released version \(identity.name) has changed: recorded "
                        + "is \(recorded), found is \(identity.digest)."),
                advice: LocalizedText(
                    lv: "Atjaunojiet saturu un izmaiņām veidojiet jaunu versiju.",
                    en: "Restore the content and make a new version for the changes."))
        } else if recorded == nil {
            status?.report(
                code: "release.not-recorded",
                LocalizedText(
                    lv: "izdotās versijas \(identity.name) kontrolsumma nav ierakstīta failā "
                        + "\(ReleaseRecord.fileName).",
                    en: "the digest of the released version \(identity.name) is not recorded in "
                        + "\(ReleaseRecord.fileName)."),
                advice: LocalizedText(
                    lv: "Ierakstiet: \(identity.digest).", en: "Record \(identity.digest)."))
        }
        guard let log = status?.log else { return }
        for finding in log.findings where finding.code.hasPrefix("release.") {
            self.log.add(finding)
        }
    }
}
