import Foundation
import TextFormats
import Testing

/// Encodings that spreadsheet programs write, against Foundation's own converters.
@Suite struct TextEncodingTests {
    static let sample = "nosaukums;ā č ē ģ ī ķ ļ ņ š ū ž\r\nĀČĒĢĪĶĻŅŠŪŽ „x“ – €;1\r\n"

    static let encodings: [(TextEncoding, String.Encoding, [UInt8])] = [
        (.utf8, .utf8, []), (.utf8, .utf8, [0xEF, 0xBB, 0xBF]),
        (.utf16LittleEndian, .utf16LittleEndian, [0xFF, 0xFE]),
        (.utf16LittleEndian, .utf16LittleEndian, []),
        (.utf16BigEndian, .utf16BigEndian, [0xFE, 0xFF]),
        (.utf16BigEndian, .utf16BigEndian, []),
    ]

    @Test(arguments: encodings)
    func `An encoding is recognised and converted`(
        expected: TextEncoding, converter: String.Encoding, mark: [UInt8]
    ) throws {
        let ascii = String(repeating: "registration_number;name;", count: 8) + "\n"
        let text = ascii + Self.sample + "😀"
        let bytes = mark + Array(try #require(text.data(using: converter)))
        let detected = bytes.withUnsafeBufferPointer {
            TextEncoding.detect($0, isWhole: true)
        }
        #expect(detected == expected)
        #expect(
            convert(bytes, from: expected, pieces: 1) == (expected == .utf8 ? mark : [])
                + Array(text.utf8))
        #expect(
            convert(bytes, from: expected, pieces: 7)
                == convert(bytes, from: expected, pieces: bytes.count))
    }

    @Test func `Windows-1257 is recognised and converted`() {
        // Made by Python's codec cp1257.
        let bytes: [UInt8] = [
            0x6E, 0x6F, 0x73, 0x61, 0x75, 0x6B, 0x75, 0x6D, 0x73, 0x3B, 0xE2, 0x20, 0xE8, 0x20,
            0xE7, 0x20, 0xEC, 0x20, 0xEE, 0x20, 0xED, 0x20, 0xEF, 0x20, 0xF2, 0x20, 0xF0, 0x20,
            0xFB, 0x20, 0xFE, 0x0D, 0x0A, 0xC2, 0xC8, 0xC7, 0xCC, 0xCE, 0xCD, 0xCF, 0xD2, 0xD0,
            0xDB, 0xDE, 0x20, 0x84, 0x78, 0x93, 0x20, 0x96, 0x20, 0x80, 0x3B, 0x31, 0x0D, 0x0A,
        ]
        let detected = bytes.withUnsafeBufferPointer { TextEncoding.detect($0, isWhole: true) }
        #expect(detected == .windows1257)
        #expect(convert(bytes, from: .windows1257, pieces: 3) == Array(Self.sample.utf8))
    }

    @Test(
        arguments: [
            ([0xC3, 0xA9], true), ([0xC0, 0x80], false), ([0xE0, 0x80, 0x80], false),
            ([0xED, 0xA0, 0x80], false), ([0xF4, 0x90, 0x80, 0x80], false), ([0xC4], false),
            ([0xF0, 0x9F, 0x98, 0x80], true), ([0xFF], false), ([], true), ([0x80], false),
        ] as [([UInt8], Bool)])
    func `Only well-formed UTF-8 is valid`(bytes: [UInt8], isValid: Bool) {
        #expect(bytes.withUnsafeBufferPointer { isValidUTF8($0) } == isValid)
        #expect((String(validating: bytes, as: UTF8.self) != nil) == isValid)
    }

    @Test func `A character cut apart at the end of the beginning is no sign of another encoding`()
    {
        let bytes = Array("nosaukums;ā".utf8.dropLast())
        let detected = bytes.withUnsafeBufferPointer { TextEncoding.detect($0, isWhole: false) }
        #expect(detected == .utf8)
    }

    private func convert(_ bytes: [UInt8], from encoding: TextEncoding, pieces: Int) -> [UInt8] {
        var transcoder = TextTranscoder(from: encoding)
        var output: [UInt8] = []
        let size = max(1, bytes.count / pieces)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + size)
            bytes[start..<end].withUnsafeBufferPointer {
                transcoder.append($0, to: &output, isLast: end == bytes.count)
            }
            start = end
        }
        return output
    }
}
