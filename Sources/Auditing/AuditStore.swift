package import Survey
package import TextFormats

/// An audit file on disk: written whole, without losing another auditor's work.
package enum AuditStore {
    /// Why an audit was not written.
    package enum Conflict: Error, Hashable, Sendable {
        /// The file could not be written.
        case file(FileFailure)
        /// The file has been written by someone else since it was read.
        case stale(path: String, readRevision: Int, foundRevision: Int)
    }

    /// Writes an audit with the next revision.
    ///
    /// Takes the file's lock, checks that the revision in the file is still the one that was read
    /// (0 for a new file, which must not exist) and replaces the file atomically.
    ///
    /// - Throws: ``Conflict``; the file is untouched.
    package static func save(
        _ audit: Audit, of questionnaire: Questionnaire, at path: String
    ) throws(Conflict) {
        var next = audit
        next.revision += 1
        let text = AuditWriter.json(next, of: questionnaire).pretty()
        var found = 0
        do throws(FileFailure) {
            let lock = try FileLock(forFile: path)
            if audit.revision > 0 { found = try revision(inFile: path) }
            if found == audit.revision {
                try writeAtomically(
                    Array(text.utf8), toFile: path, overwriting: audit.revision > 0)
            }
            _ = consume lock
        } catch {
            throw .file(error)
        }
        guard found == audit.revision else {
            throw .stale(path: path, readRevision: audit.revision, foundRevision: found)
        }
    }

    /// The revision in a file; -1 when the file no longer is an audit file.
    private static func revision(inFile path: String) throws(FileFailure) -> Int {
        let bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
        let source = JSONSource(file: path, bytes: bytes)
        guard let root = JSONCursor(parsing: source, log: DiagnosticLog()),
            var object = root.object()
        else { return -1 }
        return object.optional("revision")?.integer() ?? -1
    }
}
