import Foundation
import Testing
import TextFormats

/// Reading whole files and the names in a folder.
@Suite struct FileBytesTests {
    @Test("A file is read whole up to the limit", arguments: [0, 1, 65_536, 65_537, 200_000])
    func whole(_ count: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let path = try folder.write(bytes, to: "a")
        #expect(try readBytes(ofFile: path, limit: count) == bytes)
        #expect(try readBytes(ofFile: path, limit: Int.max - 1) == bytes)
        if count > 0 { #expect(try readBytes(ofFile: path, limit: count - 1).count >= count) }
    }

    @Test("A file that never ends is read only a little past the limit")
    func endless() throws {
        let count = try readBytes(ofFile: "/dev/zero", limit: 100_000).count
        #expect((100_001...200_000).contains(count))
    }

    @Test("What is not there or is a folder is a missing input", arguments: ["missing", "."])
    func missing(_ name: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file(name)
        do throws(FileFailure) {
            _ = try readBytes(ofFile: path, limit: 10)
            Issue.record("read \(path)")
        } catch {
            #expect(error.kind == .missingInput)
            #expect(error.path == path)
        }
    }

    @Test("The names in a folder are sorted; what is no folder has none")
    func folder() throws {
        let folder = try TemporaryFolder()
        #expect(folderEntries(folder.path) == [])
        for name in ["b", "ā", ".hidden", "B", "a"] { try folder.write([], to: name) }
        #expect(folderEntries(folder.path) == [".hidden", "B", "a", "b", "ā"])
        #expect(folderEntries(folder.file("a")) == nil)
        #expect(folderEntries(folder.file("missing")) == nil)
        #expect(fileExists(folder.file("a")))
        #expect(fileExists(folder.path))
        #expect(!fileExists(folder.file("missing")))
    }
}
