package import TextFormats

/// A file on which a verdict rests, with what it contained then.
package struct EvidenceFile: Hashable, Sendable {
    /// The path, relative to the audit file.
    package let file: String
    /// What the file contained.
    package let digest: FileDigest

    /// Makes a record of a file.
    package init(file: String, digest: FileDigest) {
        self.file = file
        self.digest = digest
    }

    /// What has become of an evidence file.
    package enum Status: String, CaseIterable, Sendable {
        /// It contains what it contained.
        case intact
        /// It contains something else.
        case changed
        /// It is not there or cannot be read.
        case missing
    }

    /// Looks at the file as it is now.
    ///
    /// - Parameter audit: The path of the audit file that names it.
    /// - Returns: What has become of it.
    /// - Complexity: O(*bytes of the file*).
    package func status(besideAudit audit: String) -> Status {
        do throws(FileFailure) {
            let now = try FileDigest(ofFile: path(file, relativeToFile: audit))
            return now == digest ? .intact : .changed
        } catch {
            return .missing
        }
    }
}
