#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Removes the temporary files that killed processes have left beside a file.
///
/// Only for the holder of the file's ``FileLock``: then nobody else is writing the file, so every
/// temporary file of it is left over. One that cannot be removed stays; it does no harm.
///
/// - Complexity: Linear in the number of files in the folder.
package func removeLeftovers(of path: String) {
    let target = resolvingLinks(path)
    let folder = folder(of: target)
    let stem = companion(of: target, prefix: "", suffix: ".")
    let start = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
    for name in folderEntries(folder) ?? [] where name.hasPrefix(stem[start...]) {
        let rest = name.dropFirst(stem[start...].count)
        guard rest.hasSuffix(".tmp") else { continue }
        let number = rest.dropLast(4)
        if !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            unlink("\(folder)/\(name)")
        }
    }
}
