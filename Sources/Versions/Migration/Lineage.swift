package import Assessment
import Survey
package import TextFormats

/// The versions of one questionnaire and the maps between them.
package struct Lineage {
    /// One migration of several in a row.
    package struct Step: Sendable {
        /// The version that is left.
        package let definition: Definition
        /// The map to the next.
        package let map: MigrationMap

        /// Makes a step.
        package init(definition: Definition, map: MigrationMap) {
            self.definition = definition
            self.map = map
        }
    }

    private let library: DefinitionLibrary
    private let id: String

    /// The versions of a questionnaire at hand.
    package init(_ id: String, in library: DefinitionLibrary) {
        self.id = id
        self.library = library
    }

    /// The versions in order, the oldest first.
    package var versions: [String] {
        library.names.filter { $0.id == id }.map(\.version).sorted(by: isEarlierVersion)
    }

    /// The versions that a response passes on its way, both ends included; the shortest way, and of
    /// several the one through the later versions.
    ///
    /// - Returns: `nil` when no maps lead there.
    package func path(from start: String, to end: String) -> [String]? {
        let known = versions
        guard known.contains(start), known.contains(end) else { return nil }
        var paths = [[start]]
        var seen: Set<String> = [start]
        while !paths.isEmpty {
            if let found = paths.first(where: { $0.last == end }) { return found }
            var longer: [[String]] = []
            for path in paths {
                guard let last = path.last else { continue }
                for next in known.reversed()
                where files(of: next)?.migrationMaps.contains(where: { $0.from == last }) == true {
                    if seen.insert(next).inserted { longer.append(path + [next]) }
                }
            }
            paths = longer
        }
        return nil
    }

    /// Reads the map between two versions.
    ///
    /// - Returns: `nil` when there is none or it has faults, which are in the log.
    package func map(
        from old: Definition, to new: Definition, log: DiagnosticLog
    ) -> MigrationMap? {
        let start = old.questionnaire.identity.version
        guard
            let source = files(of: new.questionnaire.identity.version)?.migrationMaps
                .first(where: { $0.from == start })?.source,
            let root = JSONCursor(parsing: source, log: log)
        else { return nil }
        let map = MigrationMapReader.read(root, from: old.questionnaire, to: new.questionnaire)
        return log.containsErrors ? nil : map
    }

    private func files(of version: String) -> DefinitionFiles? {
        zip(library.names, library.versions)
            .first { $0.0.id == id && $0.0.version == version }?.1
    }
}
