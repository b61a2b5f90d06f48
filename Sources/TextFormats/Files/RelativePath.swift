#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The way from one file's folder to another file, so that both can be moved together.
///
/// - Parameters:
///   - target: The file to be named; it exists.
///   - origin: The file that names it; its folder exists, the file itself need not.
/// - Returns: A relative path such as `evidence/order.pdf` or `../order.pdf`; the target as given
///   when one of the folders cannot be resolved.
package func relativePath(to target: String, fromFile origin: String) -> String {
    guard let targetFolder = realPath(parentFolder(of: target)),
        let originFolder = realPath(parentFolder(of: origin))
    else { return target }
    let name = target.split(separator: "/").last.map(String.init) ?? target
    let to = targetFolder.split(separator: "/")
    let from = originFolder.split(separator: "/")
    let shared = zip(to, from).prefix { $0 == $1 }.count
    let up = from.dropFirst(shared).map { _ in ".." }
    return (up + to.dropFirst(shared).map(String.init) + [name]).joined(separator: "/")
}

/// A path found in a file, seen from the present folder.
///
/// - Parameters:
///   - path: What the file says.
///   - origin: The file that says it.
/// - Returns: The path to open.
package func path(_ path: String, relativeToFile origin: String) -> String {
    let folder = parentFolder(of: origin)
    return path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
}

private func parentFolder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}
