import CDefinitions
package import Survey
package import TextFormats

/// The questionnaire versions at hand: those inside the program, or those of a folder.
package struct DefinitionLibrary: Sendable {
    /// The files of each version, ordered by id and version.
    package let versions: [DefinitionFiles]
    /// Whether the folders' names are known to be the id and the version.
    private let isBundled: Bool

    /// The versions that travel inside the program.
    package static func bundled() -> DefinitionLibrary {
        var sources: [String: [String: JSONSource]] = [:]
        for index in 0..<briedums_definition_file_count() {
            let file = briedums_definition_file_at(index)
            let folder = String(cString: file.folder)
            let name = String(cString: file.name)
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            sources[folder, default: [:]][name] = JSONSource(
                file: "\(folder)/\(name)", bytes: bytes)
        }
        return DefinitionLibrary(
            versions: sources.sorted { $0.key < $1.key }
                .map { DefinitionFiles(folder: $0.key, sources: $0.value) },
            isBundled: true)
    }

    /// A library of one version, whose files are at hand.
    package static func only(_ files: DefinitionFiles) -> DefinitionLibrary {
        DefinitionLibrary(versions: [files], isBundled: false)
    }

    /// The files of a version as they are; `nil` when it is not at hand.
    package func files(id: String, version: String) -> DefinitionFiles? {
        names.firstIndex { $0.id == id && $0.version == version }.map { versions[$0] }
    }

    /// The versions found in a folder and up to two levels below it: every folder that holds a
    /// `questionnaire.json`.
    ///
    /// - Throws: ``FileFailure`` when the folder or one of the files cannot be read.
    package static func folder(_ path: String) throws(FileFailure) -> DefinitionLibrary {
        guard folderEntries(path) != nil else {
            throw FileFailure(.missingInput, path: path, reason: "not a folder")
        }
        var versions: [DefinitionFiles] = []
        var pending = [(path: path, depth: 0)]
        while !pending.isEmpty {
            let (folder, depth) = pending.removeFirst()
            let entries = folderEntries(folder) ?? []
            if entries.contains("questionnaire.json") {
                versions.append(try files(in: folder, entries: entries))
            } else if depth < 2 {
                pending += entries.map { ("\(folder)/\($0)", depth + 1) }
            }
        }
        return DefinitionLibrary(versions: versions, isBundled: false)
    }

    private static func files(
        in folder: String, entries: [String]
    ) throws(FileFailure) -> DefinitionFiles {
        var sources: [String: JSONSource] = [:]
        for name in entries
        where DefinitionFiles.names.contains(name)
            || DefinitionFiles.migrationSource(of: name) != nil
        {
            let path = "\(folder)/\(name)"
            let bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
            sources[name] = JSONSource(file: path, bytes: bytes)
        }
        return DefinitionFiles(folder: folder, sources: sources)
    }

    /// Reads the definition with an id and a version.
    ///
    /// - Parameters:
    ///   - id: The questionnaire.
    ///   - version: Its version.
    ///   - log: Receives every fault of the definition.
    /// - Returns: `nil` when there is no such version or it has faults.
    package func definition(id: String, version: String, log: DiagnosticLog) -> Definition? {
        guard let index = names.firstIndex(where: { $0.id == id && $0.version == version }) else {
            return nil
        }
        let definition = Definition.read(versions[index].parsed(log: log), log: log)
        return log.containsErrors ? nil : definition
    }

    /// The version to offer when none is named: the newest that is released.
    ///
    /// While none is released, the newest draft that does not replace another version at hand (has
    /// no migration map from it); a successor in preparation is only taken when it is named. Of
    /// several questionnaires the last by id counts.
    ///
    /// - Complexity: O(*bytes*) of the questionnaire files.
    package var offered: (id: String, version: String)? {
        let known = Array(zip(versions, names))
        guard let id = known.map(\.1.id).max() else { return nil }
        let candidates = known.filter { $0.1.id == id }
            .sorted { isEarlierVersion($0.1.version, $1.1.version) }
        let released = candidates.filter { $0.0.status == Questionnaire.Status.released.rawValue }
        let drafts = candidates.filter { $0.0.status == Questionnaire.Status.draft.rawValue }
        let standalone = drafts.filter { files, _ in
            !files.migrationMaps.contains { map in
                candidates.contains { $0.1.version == map.from }
            }
        }
        return (released.last ?? standalone.last ?? drafts.last ?? candidates.last)?.1
    }

    /// The id and version of each version at hand, as their files say; empty for a file that does
    /// not.
    package var names: [(id: String, version: String)] {
        versions.map { files in
            guard isBundled else { return files.name ?? ("", "") }
            let parts = files.folder.split(separator: "/").map(String.init)
            return (parts[0], parts[1])
        }
    }
}

extension DefinitionFiles {
    /// The id and version that the questionnaire file names, read without the rest.
    fileprivate var name: (id: String, version: String)? {
        let texts = texts(["id", "version"])
        guard let id = texts[0], let version = texts[1] else { return nil }
        return (id, version)
    }

    /// The status that the questionnaire file names.
    fileprivate var status: String? { texts(["status"])[0] }

    private func texts(_ keys: [String]) -> [String?] {
        let root = sources["questionnaire.json"].flatMap {
            JSONCursor(parsing: $0, log: DiagnosticLog())
        }
        return keys.map { key in
            if case .string(let text) = root?.member(key)?.value.content { return text }
            return nil
        }
    }
}
