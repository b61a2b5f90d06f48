import Foundation
import Testing

@testable import TextFormats

/// Replacing files: the old or the new content is there, whole, and nothing else is left behind.
@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The kind of failure of a write, or `nil` when it succeeded.
    private func write(
        _ text: String, to path: String, overwriting: Bool = true
    ) -> FileFailure.Kind? {
        do throws(FileFailure) {
            try writeAtomically(Array(text.utf8), toFile: path, overwriting: overwriting)
            return nil
        } catch {
            #expect(error.path == path)
            #expect(!error.reason.isEmpty)
            return error.kind
        }
    }

    private func permissions(of name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test(
        "A new file is created and an old one replaced, empty and large", arguments: [true, false])
    func replaces(_ exists: Bool) throws {
        for (name, text) in [
            ("a", "jā"), ("b", ""), ("c", String(repeating: "x", count: 3_000_000)),
        ] {
            if exists { try folder.write("old and longer".utf8, to: name) }
            #expect(write(text, to: folder.file(name), overwriting: exists) == nil)
            #expect(try folder.text(of: name) == text)
        }
        #expect(try folder.names() == ["a", "b", "c"])
    }

    @Test("An existing file is refused and untouched when overwriting is not asked for")
    func refusesExisting() throws {
        try folder.write("old".utf8, to: "a")
        #expect(write("new", to: folder.file("a"), overwriting: false) == .cannotCreate)
        #expect(try folder.text(of: "a") == "old")
        #expect(try folder.names() == ["a"])
    }

    @Test("A path that cannot be a file is refused and leaves nothing", arguments: [true, false])
    func refusesPlaces(_ overwriting: Bool) throws {
        try folder.write("old".utf8, to: "a")
        for path in ["a/b.json", "missing/b.json", ".", String(repeating: "n", count: 300)] {
            #expect(
                write("x", to: folder.file(path), overwriting: overwriting) == .cannotCreate,
                "\(path)")
        }
        #expect(write("x", to: "/dev/null", overwriting: overwriting) == .cannotCreate)
        #expect(try folder.names() == ["a"])
        #expect(try folder.text(of: "a") == "old")
    }

    @Test(
        "A folder without write permission is refused",
        .enabled(if: geteuid() != 0, "root may write everywhere"))
    func refusesLockedFolder() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        #expect(write("x", to: folder.file("a")) == .cannotCreate)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        #expect(try folder.names() == [])
    }

    @Test("A file without write permission is refused", .enabled(if: geteuid() != 0, "root may"))
    func refusesLockedFile() throws {
        try folder.write("old".utf8, to: "a")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o444], ofItemAtPath: folder.file("a"))
        #expect(write("new", to: folder.file("a")) == .cannotCreate)
        #expect(try folder.text(of: "a") == "old")
    }

    @Test("A symbolic link stays a link, and its target is replaced", arguments: ["t", "missing"])
    func link(_ target: String) throws {
        try folder.write("old".utf8, to: "t")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: target)
        #expect(write("new", to: folder.file("link")) == nil)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == target
        )
        #expect(try folder.text(of: target) == "new")
        #expect(try folder.names().count == Set(["link", "t", target]).count)
    }

    @Test(
        "Permissions of a replaced file are kept", arguments: [0o600, 0o640, 0o644, 0o664, 0o666])
    func keepsPermissions(_ mode: Int) throws {
        try folder.write("old".utf8, to: "a")
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: folder.file("a"))
        #expect(write("new", to: folder.file("a")) == nil)
        #expect(try permissions(of: "a") == mode)
    }

    @Test("A left-over temporary file does not stop a write")
    func leftOver() throws {
        try folder.write("junk".utf8, to: "a.\(getpid()).tmp")
        #expect(write("new", to: folder.file("a")) == nil)
        #expect(try folder.text(of: "a") == "new")
        #expect(try folder.names() == ["a"])
    }

    @Test("What killed processes left beside a file is removed, and nothing else")
    func leftOvers() throws {
        let others = [
            "a", "a.tmp", "a..tmp", "a.1x.tmp", "a.1.tmp.tmp", "a.b.1.tmp", "b.1.tmp", "xa.1.tmp",
            "a.1", "A.1.tmp",
        ]
        for name in others + ["a.1.tmp", "a.4194304.tmp"] { try folder.write("x".utf8, to: name) }
        removeLeftovers(of: folder.file("a"))
        #expect(try folder.names().sorted() == others.sorted())
        removeLeftovers(of: folder.file("none/a"))
    }

    @Test("A file name of the greatest length can be written")
    func longName() throws {
        let name = String(repeating: "n", count: 255)
        #expect(write("new", to: folder.file(name)) == nil)
        #expect(try folder.names() == [name])
    }

    @Test("A reader sees the old or the new content and never a mixture")
    func neverMixed() async throws {
        let path = folder.file("a")
        let contents = ["a", "b"].map { String(repeating: $0, count: 300_000) }
        #expect(write(contents[0], to: path) == nil)
        async let seen = Task.detached {
            try (0..<300).map { _ in try Data(contentsOf: URL(filePath: path)) }
        }.value
        for round in 0..<40 { #expect(write(contents[round % 2], to: path) == nil) }
        let allowed = contents.map { Data($0.utf8) }
        #expect(try await seen.allSatisfy(allowed.contains))
    }

    @Test(
        "A full device is an input and output failure",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func fullDevice() {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        #expect(throws: FileFailure(.inputOutput, path: "p", reason: systemErrorText(ENOSPC))) {
            try writeAll([1], to: descriptor, path: "p")
        }
    }
}
