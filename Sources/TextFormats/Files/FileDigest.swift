#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The SHA-256 and the size of a file's content.
package struct FileDigest: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    package let sha256: String
    /// The number of bytes.
    package let size: Int

    /// Makes a digest from its parts.
    package init(sha256: String, size: Int) {
        self.sha256 = sha256
        self.size = size
    }

    /// Digests a regular file, piece by piece, however large it is.
    ///
    /// - Complexity: O(*bytes*) in constant memory.
    /// - Throws: ``FileFailure`` of kind `missingInput` when there is no regular file that may be
    ///   read, `inputOutput` when reading fails.
    package init(ofFile path: String) throws(FileFailure) {
        // Without waiting: a pipe in the place of a file must not hold the program up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw FileFailure(.missingInput, path: path, reason: systemErrorText())
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure(.missingInput, path: path, reason: "not a regular file")
        }
        var hash = SHA256()
        var size = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(.inputOutput, path: path, reason: systemErrorText())
            }
            size += count
            hash.update(count == buffer.count ? buffer : Array(buffer[..<count]))
        }
        sha256 = hash.finalizedHexDigest()
        self.size = size
    }
}
