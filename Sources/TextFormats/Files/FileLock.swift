#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An advisory lock on a file's folder entry that stops two writers from losing each other's work.
///
/// The lock is taken on the file's folder together with the file's name being written, through a
/// lock file `.<name>.lock` beside it, because the file itself is replaced by every write. The
/// operating system releases the lock when the process ends, however it ends; the empty lock file
/// may stay and is harmless.
package struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let lockPath: String

    /// Takes the lock, waiting briefly for another writer to finish.
    ///
    /// - Parameters:
    ///   - path: The file to be written.
    ///   - attempts: How often to try, 20 ms apart.
    /// - Throws: ``FileFailure`` of kind `busy`, `cannotCreate` or `inputOutput`.
    package init(forFile path: String, attempts: Int = 50) throws(FileFailure) {
        lockPath = companion(of: resolvingLinks(path), prefix: ".", suffix: ".lock")
        var remaining = attempts
        while true {
            let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                throw FileFailure(creating: path)
            }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                if Self.isStillThere(descriptor, lockPath) {
                    self.descriptor = descriptor
                    return
                }
                // The previous holder removed this lock file after we opened it: take the new one.
                close(descriptor)
                continue
            }
            close(descriptor)
            remaining -= 1
            guard remaining > 0 else {
                throw FileFailure(.busy, path: path, reason: systemErrorText(EWOULDBLOCK))
            }
            usleep(20_000)
        }
    }

    deinit {
        unlink(lockPath)
        close(descriptor)
    }

    private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
        var held = stat()
        var named = stat()
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0
            && held.st_ino == named.st_ino && held.st_dev == named.st_dev
    }
}
