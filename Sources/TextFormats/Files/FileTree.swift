#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file with its path below some folder, written with `/`.
package struct TreeFile: Hashable, Sendable {
    /// The path below the folder, such as `reports/report.lv.html`.
    package let path: String
    /// The content.
    package let bytes: [UInt8]

    /// Makes a file.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Writes a new folder with files in it; the folder appears whole or not at all.
///
/// - Parameters:
///   - files: The files, with paths that stay below the folder.
///   - folder: The folder, which must not exist.
/// - Throws: ``FileFailure`` of kind `cannotCreate` or `inputOutput`.
package func writeTree(_ files: [TreeFile], toNewFolder folder: String) throws(FileFailure) {
    guard !fileExists(folder) else {
        throw FileFailure(.cannotCreate, path: folder, reason: systemErrorText(EEXIST))
    }
    let temporary = companion(of: folder, prefix: "", suffix: ".\(getpid()).tmp")
    var made: [String] = []
    var written: [String] = []
    do throws(FileFailure) {
        for file in files {
            precondition(
                !file.path.split(separator: "/").contains(".."), "a path stays below its folder")
            var parent = temporary
            for part in [""] + file.path.split(separator: "/").dropLast().map(String.init) {
                parent += part.isEmpty ? "" : "/\(part)"
                guard !made.contains(parent) else { continue }
                guard mkdir(parent, 0o777) == 0 else { throw FileFailure(creating: folder) }
                made.append(parent)
            }
            let path = "\(temporary)/\(file.path)"
            try writeAtomically(file.bytes, toFile: path, overwriting: false)
            written.append(path)
        }
        guard rename(temporary, folder) == 0 else { throw FileFailure(creating: folder) }
    } catch {
        for path in written { unlink(path) }
        for path in made.reversed() { rmdir(path) }
        throw error
    }
}

/// Reads every file below a folder, in order of their paths.
///
/// - Parameters:
///   - folder: The folder.
///   - limit: The most bytes of all files together; what goes beyond is not read.
/// - Returns: The files with their paths below the folder.
/// - Throws: ``FileFailure`` of kind `missingInput` or `inputOutput`.
package func readTree(_ folder: String, limit: Int) throws(FileFailure) -> [TreeFile] {
    var files: [TreeFile] = []
    var pending = [""]
    var count = 0
    while let path = pending.popLast() {
        guard path.split(separator: "/").count <= 8 else { continue }
        let full = path.isEmpty ? folder : "\(folder)/\(path)"
        guard let names = folderEntries(full) else {
            let bytes = try readBytes(ofFile: full, limit: limit - count)
            count += bytes.count
            guard count <= limit else {
                throw FileFailure(.inputOutput, path: full, reason: systemErrorText(EFBIG))
            }
            files.append(TreeFile(path: path, bytes: bytes))
            continue
        }
        pending += names.map { path.isEmpty ? $0 : "\(path)/\($0)" }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}
