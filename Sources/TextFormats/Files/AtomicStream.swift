#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a file piece by piece, and puts it in its place only when it is whole.
///
/// The bytes go to a temporary file in the same folder, which is synced, renamed over the target,
/// and the folder is synced so that the rename itself survives a power cut. Until ``commit()`` the
/// target is untouched; a stream that is dropped before leaves nothing behind. A target that is a
/// symbolic link is followed, so that the link stays a link.
package final class AtomicStream: @unchecked Sendable {
    private let path: String
    private let target: String
    private let temporary: String
    private let isOverwriting: Bool
    private let descriptor: Int32
    private var isOpen = true
    private var isPublished = false

    /// Opens a file for writing; everything that can be checked before the work is checked now.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - overwriting: Whether an existing file may be replaced.
    /// - Throws: ``FileFailure`` of kind `cannotCreate` or `inputOutput`.
    package init(toFile path: String, overwriting: Bool) throws(FileFailure) {
        self.path = path
        isOverwriting = overwriting
        target = resolvingLinks(path)
        var permissions: mode_t?
        var status = stat()
        if stat(target, &status) == 0 {
            guard overwriting else {
                throw FileFailure(.cannotCreate, path: path, reason: systemErrorText(EEXIST))
            }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw FileFailure(.cannotCreate, path: path, reason: systemErrorText(EISDIR))
            }
            permissions = status.st_mode & 0o777
            guard access(target, W_OK) == 0 else {
                throw FileFailure(.cannotCreate, path: path, reason: systemErrorText())
            }
        }
        temporary = companion(of: target, prefix: "", suffix: ".\(getpid()).tmp")
        // A file of that name can only be left over from a killed process that had our number.
        unlink(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileFailure(creating: path) }
        // Set explicitly: the mode given to `open` is cut by the mask of the process.
        if let permissions, fchmod(descriptor, permissions) != 0 {
            let reason = systemErrorText()
            close(descriptor)
            unlink(temporary)
            isOpen = false
            throw FileFailure(.cannotCreate, path: path, reason: reason)
        }
    }

    deinit {
        if isOpen { close(descriptor) }
        if !isPublished { unlink(temporary) }
    }

    /// Writes some bytes.
    ///
    /// - Throws: ``FileFailure`` of kind `inputOutput`.
    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        try writeAll(bytes, to: descriptor, path: path)
    }

    /// Writes some memory.
    ///
    /// - Throws: ``FileFailure`` of kind `inputOutput`.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
        try writeAll(bytes, to: descriptor, path: path)
    }

    /// Puts the file in its place.
    ///
    /// - Throws: ``FileFailure`` of kind `cannotCreate` or `inputOutput`; the target is untouched.
    package func commit() throws(FileFailure) {
        precondition(isOpen, "a stream is committed once")
        isOpen = false
        guard fsync(descriptor) == 0 else {
            let reason = systemErrorText()
            close(descriptor)
            throw FileFailure(.inputOutput, path: path, reason: reason)
        }
        guard close(descriptor) == 0 else {
            throw FileFailure(.inputOutput, path: path, reason: systemErrorText())
        }
        try publish(temporary, as: target, overwriting: isOverwriting, path: path)
        isPublished = true
        try syncFolder(folder(of: target), path: path)
    }
}
