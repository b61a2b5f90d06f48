#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Replaces a file so that at any moment either the old or the new content is there, whole.
///
/// The bytes go to a temporary file in the same folder, which is synced, renamed over the target,
/// and the folder is synced so that the rename itself survives a power cut. A target that is a
/// symbolic link is followed, so that the link stays a link.
///
/// - Parameters:
///   - bytes: The new content.
///   - path: The file.
///   - overwriting: Whether an existing file may be replaced.
/// - Throws: ``FileFailure`` of kind `cannotCreate` or `inputOutput`; the old file is untouched.
package func writeAtomically(
    _ bytes: [UInt8], toFile path: String, overwriting: Bool
) throws(FileFailure) {
    let stream = try AtomicStream(toFile: path, overwriting: overwriting)
    try stream.write(bytes)
    try stream.commit()
}

/// Writes all bytes to a descriptor, over as many calls as it takes.
///
/// - Throws: ``FileFailure`` of kind `inputOutput`.
package func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, path: String
) throws(FileFailure) {
    var failure: FileFailure?
    bytes.withUnsafeBytes { buffer in
        do throws(FileFailure) {
            try writeAll(buffer, to: descriptor, path: path)
        } catch {
            failure = error
        }
    }
    if let failure { throw failure }
}

/// Writes all bytes of some memory to a descriptor, over as many calls as it takes.
///
/// - Throws: ``FileFailure`` of kind `inputOutput`.
package func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
) throws(FileFailure) {
    guard let base = bytes.baseAddress else { return }
    var written = 0
    while written < bytes.count {
        let count = write(descriptor, base + written, bytes.count - written)
        if count < 0 {
            if errno == EINTR { continue }
            throw FileFailure(.inputOutput, path: path, reason: systemErrorText())
        }
        written += count
    }
}

func publish(
    _ temporary: String, as target: String, overwriting: Bool, path: String
) throws(FileFailure) {
    if overwriting {
        guard rename(temporary, target) == 0 else {
            throw FileFailure(.cannotCreate, path: path, reason: systemErrorText())
        }
    } else {
        // A hard link fails when the target has appeared meanwhile; a rename would replace it.
        guard link(temporary, target) == 0 else {
            throw FileFailure(.cannotCreate, path: path, reason: systemErrorText())
        }
        unlink(temporary)
    }
}

func syncFolder(_ folder: String, path: String) throws(FileFailure) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder and say so with EINVAL; the file itself is synced.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
        throw FileFailure(.inputOutput, path: path, reason: systemErrorText())
    }
}

/// The folder that holds a path.
func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The path with symbolic links followed, also when the file at their end does not exist yet.
func resolvingLinks(_ path: String) -> String {
    if let resolved = realpath(path, nil) {
        defer { free(resolved) }
        return String(cString: resolved)
    }
    var path = path
    // As many links as Linux itself follows.
    for _ in 0..<40 {
        guard let target = linkTarget(path) else { break }
        path = target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
    }
    return path
}

/// What a symbolic link says, or `nil` when the path is none.
private func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The path of a file that stands beside another while it is written.
///
/// Most file systems allow names of 255 bytes, so a long name is cut.
func companion(of path: String, prefix: String, suffix: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    var name = path[slash...]
    while name.utf8.count > 200 { name.removeLast() }
    return path[..<slash] + prefix + name + suffix
}
