import Dispatch
import Foundation
import Testing

/// A running process whose streams go to files, so that nothing blocks however much it writes.
final class Call {
    /// What standard input is.
    enum Input {
        /// A text, then the end.
        case text(String)
        /// A pipe that stays open until ``Call/finishInput()``.
        case pipe
    }

    /// How long any call may take, in seconds; a longer one is killed and fails the test.
    static let patience = 60

    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let folder: TemporaryFolder
    private let pipe: Pipe?

    /// Starts a process.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:],
        in workingDirectory: URL = Briedums.repository, input: Input = .text(""),
        outputPath: String? = nil
    ) throws {
        folder = try TemporaryFolder()
        process.executableURL = program
        process.arguments = arguments
        process.environment = Briedums.environment.merging(environment) { _, new in new }
        process.currentDirectoryURL = workingDirectory
        process.standardOutput = try Self.writable(outputPath ?? folder.path("stdout"))
        process.standardError = try Self.writable(folder.path("stderr"))
        switch input {
        case .text(let text):
            pipe = nil
            try folder.write(text, to: "stdin")
            process.standardInput = try FileHandle(
                forReadingFrom: folder.url.appending(path: "stdin"))
        case .pipe:
            pipe = Pipe()
            process.standardInput = pipe
        }
        process.terminationHandler = { [ended] _ in ended.signal() }
        // The threads that run tests block signals, and a child inherits that.
        var none = sigset_t()
        var blocked = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &blocked)
        defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
        // Foundation's launch has crashed when several threads launched at once.
        try Self.launching.withLock { try process.run() }
    }

    private static let launching = NSLock()

    private static func writable(_ path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        return try #require(FileHandle(forWritingAtPath: path), "cannot write \(path)")
    }

    /// The number of the process.
    var number: Int32 { process.processIdentifier }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(number, signal) }

    /// Writes to standard input and waits until the process has taken everything from the pipe:
    /// from then on it is known to be at work.
    func give(_ text: String) throws {
        guard let pipe else { return }
        try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        for _ in 0..<Self.patience * 100 {
            var waiting: Int32 = 0
            _ = ioctl(pipe.fileHandleForWriting.fileDescriptor, UInt(FIONREAD), &waiting)
            if waiting == 0 { return }
            usleep(10_000)
        }
        Issue.record("the program does not read its standard input")
    }

    /// Ends standard input.
    func finishInput() { try? pipe?.fileHandleForWriting.close() }

    /// Waits for the end, but no longer than ``patience``.
    func outcome(sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        if ended.wait(timeout: .now() + .seconds(Self.patience)) == .timedOut {
            Issue.record(
                "no end after \(Self.patience) s: \(process.arguments ?? [])",
                sourceLocation: sourceLocation)
            send(SIGKILL)
            ended.wait()
        }
        let wasKilled = process.terminationReason == .uncaughtSignal
        let output = FileManager.default.contents(atPath: folder.path("stdout")) ?? Data()
        let messages = FileManager.default.contents(atPath: folder.path("stderr")) ?? Data()
        return Outcome(
            status: process.terminationStatus + (wasKilled ? 128 : 0), wasKilled: wasKilled,
            outputData: output, messages: String(decoding: messages, as: UTF8.self))
    }
}
