import TextFormats

/// Why a test could not get what it needs.
package struct MissingFixture: Error, CustomStringConvertible {
    /// What is missing, and why.
    package let description: String

    /// Makes an error.
    package init(_ description: String) { self.description = description }
}

/// The repository in which the tests run.
package enum Repository {
    /// The folder that holds `Package.swift`.
    package static let folder: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// The bytes of a file, by its path within the repository.
    package static func bytes(_ path: String) throws -> [UInt8] {
        try readBytes(ofFile: "\(folder)/\(path)", limit: JSONLimits.standard.bytes)
    }

    /// The text of a file, by its path within the repository.
    package static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}
