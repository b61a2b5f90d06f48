#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes files that belong together into a new folder: all of them or none.
///
/// They are written into a folder beside it, which is then renamed. An empty folder in its place is
/// replaced, any other is left alone.
///
/// - Parameters:
///   - files: The names within the folder and the bytes.
///   - path: The folder; the one that holds it exists.
/// - Throws: ``FileFailure``; nothing is there then that was not there before.
package func writeTogether(
    _ files: [(name: String, bytes: [UInt8])], toNewFolder path: String
) throws(FileFailure) {
    var target = path
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    if let entries = folderEntries(target) {
        guard entries.isEmpty else {
            throw FileFailure(.cannotCreate, path: path, reason: systemErrorText(ENOTEMPTY))
        }
    } else if fileExists(target) {
        throw FileFailure(.cannotCreate, path: path, reason: systemErrorText(EEXIST))
    }
    let temporary = companion(of: target, prefix: ".", suffix: ".\(getpid()).tmp")
    guard mkdir(temporary, 0o777) == 0 else {
        throw FileFailure(.cannotCreate, path: path, reason: systemErrorText())
    }
    var written: [String] = []
    do throws(FileFailure) {
        for file in files {
            let name = "\(temporary)/\(file.name)"
            try writeAtomically(file.bytes, toFile: name, overwriting: false)
            written.append(name)
        }
        guard rename(temporary, target) == 0 else {
            throw FileFailure(.cannotCreate, path: path, reason: systemErrorText())
        }
    } catch {
        for name in written { unlink(name) }
        rmdir(temporary)
        throw error
    }
}
