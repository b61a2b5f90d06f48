package import TextFormats

/// An answers file on disk: read, changed and written back without losing anyone's work.
package enum ResponseStore {
    /// Why a changed response was not written.
    package enum Conflict: Error, Hashable, Sendable {
        /// The file could not be written.
        case file(FileFailure)
        /// The file has been written by someone else since it was read.
        case stale(path: String, readRevision: Int, foundRevision: Int)
    }

    /// Writes a new answers file with the revision after that of the response: 1 for a new one.
    ///
    /// - Throws: ``FileFailure`` when the file exists and may not be replaced, or cannot be
    ///   written.
    package static func create(
        _ response: Response, of questionnaire: Questionnaire, at path: String, overwriting: Bool
    ) throws(FileFailure) {
        var first = response
        first.revision += 1
        let lock = try FileLock(forFile: path)
        removeLeftovers(of: path)
        try write(first, of: questionnaire, at: path, overwriting: overwriting)
        _ = consume lock
    }

    /// Writes a changed response over the file from which it was read.
    ///
    /// Takes the file's lock, checks that the revision in the file is still the one that was
    /// read, and replaces the file atomically with the next revision.
    ///
    /// - Throws: ``Conflict``; the file is untouched.
    package static func save(
        _ response: Response, of questionnaire: Questionnaire, at path: String
    ) throws(Conflict) {
        let found: Int
        do throws(FileFailure) {
            let lock = try FileLock(forFile: path)
            removeLeftovers(of: path)
            found = try revision(inFile: path)
            if found == response.revision {
                var next = response
                next.revision += 1
                try write(next, of: questionnaire, at: path, overwriting: true)
            }
            _ = consume lock
        } catch {
            throw .file(error)
        }
        guard found == response.revision else {
            throw .stale(path: path, readRevision: response.revision, foundRevision: found)
        }
    }

    private static func write(
        _ response: Response, of questionnaire: Questionnaire, at path: String, overwriting: Bool
    ) throws(FileFailure) {
        let text = ResponseWriter.json(response, of: questionnaire).pretty()
        try writeAtomically(Array(text.utf8), toFile: path, overwriting: overwriting)
    }

    /// The revision in a file; -1 when the file no longer is an answers file.
    private static func revision(inFile path: String) throws(FileFailure) -> Int {
        let bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
        let source = JSONSource(file: path, bytes: bytes)
        guard let root = JSONCursor(parsing: source, log: DiagnosticLog()),
            var object = root.object()
        else { return -1 }
        return object.optional("revision")?.integer() ?? -1
    }
}
