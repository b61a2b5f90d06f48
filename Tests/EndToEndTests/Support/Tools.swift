import Foundation
import Testing

/// Programs of the system that a test needs and may not find.
enum Tool {
    /// The path of a program, or `nil` when it is not installed.
    static func path(_ name: String) -> String? {
        Briedums.toolPath.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The path of a program; the test is skipped, aloud, when it is not installed.
    static func required(
        _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        if let path = path(name) { return path }
        try skip("\(name) is not installed", sourceLocation: sourceLocation)
    }

    /// Ends the test as skipped and says why, also on standard error.
    static func skip(
        _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Never {
        let text = "SKIPPED: \(reason)\n"
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        try Test.cancel("\(reason)", sourceLocation: sourceLocation)
    }

    /// Runs a script of the shell in which a small file system may be mounted that nobody else
    /// sees; the test is skipped, aloud, where that is not allowed.
    static func runMounting(_ script: String, _ arguments: [String]) throws -> Outcome {
        let unshare = try required("unshare")
        let probe = try run(unshare, ["-m", "sh", "-c", "mount -t tmpfs -o size=64k t /mnt"])
        guard probe.status == 0 else {
            try skip("a small file system cannot be mounted here: \(probe.messages)")
        }
        return try run(
            unshare, ["-m", "sh", "-c", script, "sh"] + arguments,
            environment: ["briedums": Briedums.program.path])
    }

    /// The path of a script of this target.
    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Scripts").appending(path: name).path
    }

    /// Runs a system program.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        in folder: URL = Briedums.repository
    ) throws -> Outcome {
        try Call(URL(filePath: program), arguments, environment: environment, in: folder)
            .outcome()
    }
}
