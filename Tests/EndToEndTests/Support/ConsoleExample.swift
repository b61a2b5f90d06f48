import Foundation
import Testing

/// A command in a document, with the exit status that the document announces.
struct ConsoleExample: Sendable, CustomTestStringConvertible {
    /// The document, from the repository's root.
    let document: String
    /// The line of the command, from 1.
    let line: Int
    /// The command for a shell.
    let command: String
    /// The status announced by `# exit N`; 0 or 1 when nothing is.
    let allowed: Set<Int32>

    var testDescription: String { "\(document):\(line): \(command)" }

    /// The lines that begin with `$ briedums` in the blocks fenced as `console`; a command goes on
    /// after a backslash at the end of its line.
    static func examples(in text: String, of document: String) -> [ConsoleExample] {
        var examples: [ConsoleExample] = []
        var isConsole = false
        var open: (line: Int, command: String)?
        var allowed: Set<Int32> = [0, 1]
        func close() {
            if let (line, command) = open {
                examples.append(
                    ConsoleExample(
                        document: document, line: line, command: command, allowed: allowed))
            }
            open = nil
            allowed = [0, 1]
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            if line.hasPrefix("```") {
                close()
                isConsole = line == "```console"
            } else if isConsole, let current = open, current.command.hasSuffix("\\") {
                open = (current.line, current.command.dropLast() + String(line))
            } else if isConsole, line.hasPrefix("$ ") {
                close()
                if line.contains("briedums") { open = (number, String(line.dropFirst(2))) }
            } else if isConsole, let match = line.wholeMatch(of: /# exit ([0-9]+)\s*/) {
                allowed = [Int32(match.1) ?? -1]
            }
        }
        close()
        return examples
    }

    /// The examples of README.md and of all of docs.
    static let ofRepository: [ConsoleExample] = {
        let root = Briedums.repository
        let docs =
            (try? FileManager.default.subpathsOfDirectory(
                atPath: root.appending(path: "docs").path)) ?? []
        let documents =
            ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
        return documents.flatMap { document -> [ConsoleExample] in
            guard
                let text = try? String(contentsOf: root.appending(path: document), encoding: .utf8)
            else { return [] }
            return examples(in: text, of: document)
        }
    }()

    /// Runs the command in a folder that looks like the repository, where it can do no harm: what
    /// an example may change is copied, the rest is linked.
    func run() throws -> Outcome {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: Briedums.repository.path)
        where !name.hasPrefix(".") {
            let original = Briedums.repository.appending(path: name)
            let place = folder.url.appending(path: name)
            if ["Samples", "Questionnaires"].contains(name) {
                try files.copyItem(at: original, to: place)
            } else {
                try files.createSymbolicLink(at: place, withDestinationURL: original)
            }
        }
        return try Briedums.shell(
            "briedums() { \"$briedums\" \"$@\"; }; \(command)", in: folder.url)
    }
}
