import Foundation
import Testing
import TextFormats

/// The hash against the published vectors and against the system's own program.
@Suite struct SHA256Tests {
    @Test("The NIST vectors give the published digests", arguments: vectors)
    func published(_ message: String, _ digest: String) {
        #expect(SHA256.hexDigest(of: Array(message.utf8)) == digest)
    }

    static let vectors: [(String, String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test(
        "Messages of every length from 0 to 200 bytes have the digest that sha256sum prints",
        .enabled(if: OutsideTool.exists("sha256sum"), "sha256sum is not installed"))
    func everyLength() throws {
        let folder = try TemporaryFolder()
        let messages = (0...200).map(Self.message)
        let paths = try messages.map { try folder.write($0, to: "\($0.count)") }
        let (status, output) = try OutsideTool.run(["sha256sum"] + paths)
        #expect(status == 0)
        let expected = zip(messages, paths).map { "\(SHA256.hexDigest(of: $0))  \($1)" }
        let printed = String(decoding: output, as: UTF8.self).split(separator: "\n").map(
            String.init)
        #expect(printed == expected)
    }

    @Test(
        "A message added in parts has the digest of the whole", arguments: [1, 3, 63, 64, 65, 127])
    func parts(_ size: Int) {
        for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000] {
            let message = Self.message(ofLength: length)
            var hash = SHA256()
            for start in stride(from: 0, to: length, by: size) {
                hash.update(Array(message[start..<min(start + size, length)]))
                hash.update([])
            }
            #expect(hash.finalizedHexDigest() == SHA256.hexDigest(of: message))
        }
    }

    /// Bytes that differ from length to length and use all values.
    private static func message(ofLength length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
    }
}
