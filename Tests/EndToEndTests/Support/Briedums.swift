import Foundation
import Testing

/// The built program, run as a person or a script would run it.
enum Briedums {
    /// The root of the repository, in which every call runs unless it says otherwise.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The program beside the test bundle.
    static let program: URL = {
        let beside = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
            .flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appending(path: "briedums") }
        return beside.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? URL(filePath: "/briedums-is-not-built")
    }()

    /// Nothing of the caller's environment reaches the program but what its instrumentation needs.
    static let environment: [String: String] = {
        var result = ["SOURCE_DATE_EPOCH": "1795219200", "PATH": toolPath]
        for (name, value) in ProcessInfo.processInfo.environment
        where name == "LLVM_PROFILE_FILE" || name.hasSuffix("SAN_OPTIONS") {
            result[name] = value
        }
        return result
    }()

    /// Where shells and Python are looked for.
    static var toolPath: String {
        ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    }

    /// The first words of commands, each once, in the order of help.
    static let commands: [String] = {
        var seen: Set<String> = []
        return allCommands.compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { seen.insert($0).inserted }
    }()

    /// The commands that the program has, such as `audit` and `audit record`, in the order of help.
    static let allCommands: [String] = {
        guard let help = try? run(["help", "--lang", "en"]).output else { return [] }
        let list = help.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != "Commands" }.dropFirst().prefix { $0.hasPrefix("  ") }
        return list.filter { !$0.hasPrefix("   ") }
            .compactMap { line in
                line.dropFirst(2).firstRange(of: "  ").map { String(line[..<$0.lowerBound]) }
            }.map { String($0.dropFirst(2)) }
    }()

    /// Runs the program, by default in the repository and with empty standard input, and waits for
    /// its end.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        in folder: URL = repository, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        let call = try Call(
            program, arguments, environment: environment, in: folder, input: .text(input))
        return try call.outcome(sourceLocation: sourceLocation)
    }

    /// Runs a shell script in which `$briedums` is the program and `$1`… are the arguments.
    static func shell(
        _ script: String, _ arguments: [String] = [], environment: [String: String] = [:],
        in folder: URL = repository, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        let variables = environment.merging(["briedums": program.path]) { _, new in new }
        let call = try Call(
            URL(filePath: "/bin/sh"), ["-c", script, "sh"] + arguments, environment: variables,
            in: folder, input: .text(""))
        return try call.outcome(sourceLocation: sourceLocation)
    }

    /// The path of a sample institution's answers file, from the repository's root.
    static func sample(_ name: String) -> String { "Samples/institutions/\(name).answers.json" }

    /// The names of all sample institutions.
    static let samples: [String] = {
        let folder = repository.appending(path: "Samples/institutions").path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".answers.json") }
            .map { String($0.dropLast(".answers.json".count)) }.sorted()
    }()
}

/// What a call left behind.
struct Outcome {
    /// The exit status; 128 and the signal's number when a signal ended the process, as in shells.
    let status: Int32
    /// Whether a signal ended the process.
    let wasKilled: Bool
    /// Standard output.
    let outputData: Data
    /// Standard error.
    let messages: String

    /// Standard output as text.
    var output: String { String(decoding: outputData, as: UTF8.self) }
    /// The lines of standard error.
    var messageLines: [Substring] { messages.split(separator: "\n") }

    /// Standard output as JSON.
    func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: outputData)
        return try #require(value as? [String: Any], sourceLocation: sourceLocation)
    }
}
