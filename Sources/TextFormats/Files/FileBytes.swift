#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads everything from a file, or from standard input when the path is `-`.
///
/// - Parameters:
///   - path: The file's path.
///   - limit: How many bytes are wanted; at least one more is read, if there are more, so that the
///     caller can see an excess.
/// - Returns: The bytes.
/// - Throws: ``FileFailure`` of kind `missingInput` or `inputOutput`.
package func readBytes(ofFile path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw FileFailure(.missingInput, path: path, reason: systemErrorText())
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        throw FileFailure(.missingInput, path: path, reason: systemErrorText(EISDIR))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, Int(status.st_size)) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
        let count = read(descriptor, &buffer, buffer.count)
        if count == 0 { break }
        if count < 0 {
            if errno == EINTR { continue }
            throw FileFailure(.inputOutput, path: path, reason: systemErrorText())
        }
        bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
}

/// The operating system's words for an error number, by default the last one.
func systemErrorText(_ number: Int32 = errno) -> String {
    String(cString: strerror(number))
}
