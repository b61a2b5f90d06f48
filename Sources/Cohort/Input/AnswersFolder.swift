import TextFormats

/// A folder of answers files as lines, one file each.
///
/// JSON has line ends only between tokens, so a file becomes a line when they become spaces.
package final class AnswersFolder {
    /// The files in order of their names.
    package let files: [String]
    private var next = 0

    /// Finds the files of a folder whose names end with `.json`; `nil` if it is no folder.
    package init?(_ path: String) {
        guard let entries = folderEntries(path) else { return nil }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        files = entries.filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0)" }
    }

    /// The next file as a line.
    package func line() -> ChunkSource.Piece {
        guard next < files.count else { return .end }
        let path = files[next]
        next += 1
        do throws(FileFailure) {
            var bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
            for index in bytes.indices where bytes[index] == 10 || bytes[index] == 13 {
                bytes[index] = 32
            }
            // An empty file is a line too: it is a row, and a bad one.
            if bytes.allSatisfy({ $0 == 32 || $0 == 9 }) { bytes = Array("?".utf8) }
            return .bytes(bytes + [10])
        } catch {
            return .failure(error)
        }
    }
}
