import Foundation
import Testing

@testable import TextFormats

/// The lock that keeps two writers apart, within a process and between processes.
@Suite struct FileLockTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Tries to take the lock and lets go of it at once; the kind of failure, if any.
    private func attempt(_ path: String) -> FileFailure.Kind? {
        do throws(FileFailure) {
            let lock = try FileLock(forFile: path, attempts: 2)
            _ = consume lock
            return nil
        } catch {
            #expect(error.path == path)
            return error.kind
        }
    }

    /// Whether the lock is refused while it is held here.
    private func refusedWhileHeld(_ held: String, asking asked: String) throws -> Bool {
        let lock = try FileLock(forFile: held)
        let refused = attempt(asked) == .busy
        _ = consume lock
        return refused
    }

    @Test("A held lock is refused to a second writer and free afterwards, and leaves no file")
    func withinProcess() throws {
        let path = folder.file("a.json")
        #expect(try refusedWhileHeld(path, asking: path))
        #expect(attempt(path) == nil)
        #expect(try folder.names() == [])
    }

    @Test("Other files of the folder are not locked, but a link to the file is")
    func scope() throws {
        try folder.write([], to: "a.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "a.json")
        #expect(try !refusedWhileHeld(folder.file("a.json"), asking: folder.file("b.json")))
        #expect(try refusedWhileHeld(folder.file("a.json"), asking: folder.file("link")))
    }

    @Test("A link to a file that does not exist yet is locked as that file")
    func danglingLink() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "a.json")
        #expect(try refusedWhileHeld(folder.file("a.json"), asking: folder.file("link")))
    }

    @Test("A file name of the greatest length can be locked")
    func longName() throws {
        let path = folder.file(String(repeating: "n", count: 255))
        #expect(try refusedWhileHeld(path, asking: path))
    }

    @Test("A lock in a folder that does not exist cannot be created")
    func missingFolder() {
        #expect(attempt(folder.file("missing/a.json")) == .cannotCreate)
    }

    @Test("A lock file left by a killed writer is no obstacle")
    func leftOver() throws {
        try folder.write([], to: ".a.json.lock")
        #expect(attempt(folder.file("a.json")) == nil)
    }

    @Test("A writer that waits gets the lock when the other lets go")
    func waits() async throws {
        let path = folder.file("a.json")
        let lock = try FileLock(forFile: path)
        async let waited = Task.detached { () -> Bool in
            do throws(FileFailure) {
                let lock = try FileLock(forFile: path, attempts: 500)
                _ = consume lock
                return true
            } catch {
                return false
            }
        }.value
        try await Task.sleep(for: .milliseconds(100))
        _ = consume lock
        #expect(await waited)
    }

    @Test(
        "A lock held by another process is refused, and is free once that process is killed",
        .enabled(if: OutsideTool.exists("flock"), "flock(1) is not installed"))
    func otherProcess() throws {
        let path = folder.file("a.json")
        let holder = Process()
        let output = Pipe()
        holder.executableURL = URL(filePath: "/bin/sh")
        // `exec` makes the sleeping process itself the holder, so that killing it frees the lock.
        holder.arguments = [
            "-c", "exec 9>\"$1\" && flock -x 9 && echo held && exec sleep 60", "sh",
            folder.file(".a.json.lock"),
        ]
        holder.standardOutput = output
        try holder.run()
        defer { kill(holder.processIdentifier, SIGKILL) }
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        #expect(attempt(path) == .busy)
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        #expect(attempt(path) == nil)
        #expect(try folder.names() == [])
    }
}
