/// The table of contents of a ZIP container.
///
/// Sizes come from the central directory, the one place that every writer fills in. Entries are
/// never unpacked to disk, so names that point elsewhere are harmless.
package struct ZIPArchive: Sendable {
    /// One file in the container.
    package struct Entry: Hashable, Sendable {
        /// The name as stored.
        package let name: String
        /// Whether the content is deflated rather than stored.
        let isDeflated: Bool
        /// The CRC-32 of the content.
        let checksum: UInt32
        /// The number of stored bytes.
        let storedCount: Int
        /// The number of bytes of the content.
        package let count: Int
        /// Where the entry's own header begins.
        let headerOffset: Int
    }

    /// The whole file.
    let bytes: [UInt8]
    /// The entries by their name in lower case: part names ignore case.
    private let entries: [String: Entry]

    /// Reads the table of contents.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - limits: How many entries are allowed.
    /// - Throws: The first fault.
    /// - Complexity: O(*entries*).
    package init(_ bytes: [UInt8], limits: SpreadsheetLimits) throws(SpreadsheetFault) {
        self.bytes = bytes
        entries = try bytes.withUnsafeBufferPointer { buffer throws(SpreadsheetFault) in
            try ZIPDirectory(bytes: buffer, maximumCount: limits.entries).entries()
        }
    }

    /// The entry with a name, upper and lower case alike.
    package func entry(named name: String) -> Entry? { entries[name.lowercased()] }

    /// The names of all entries, sorted.
    package var names: [String] { entries.values.map(\.name).sorted() }

    /// A stream of an entry's content.
    ///
    /// - Parameters:
    ///   - entry: One of this archive's entries.
    ///   - limit: The most bytes that the content may have.
    /// - Returns: The stream, at the content's beginning.
    /// - Throws: A fault when the entry is larger than the limit or its header is damaged.
    package func stream(of entry: Entry, limit: Int) throws(SpreadsheetFault) -> ZIPEntryStream {
        guard entry.count <= limit else {
            throw .tooLarge(what: entry.name, limit: limit)
        }
        return try ZIPEntryStream(entry, in: self)
    }

    /// An entry's whole content.
    ///
    /// - Throws: A fault when the content is larger than the limit or not what its checksum says.
    package func content(of entry: Entry, limit: Int) throws(SpreadsheetFault) -> [UInt8] {
        let stream = try stream(of: entry, limit: limit)
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try stream.read(into: &chunk, from: 0)
            if count == 0 { return content }
            content.append(contentsOf: chunk[..<count])
        }
    }
}

/// The central directory at the end of a ZIP container.
private struct ZIPDirectory {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumCount: Int

    private var reader: LittleEndianReader { LittleEndianReader(bytes) }

    private func number(_ offset: Int, _ width: Int) throws(SpreadsheetFault) -> Int {
        guard let number = reader.number(at: offset, width: width) else {
            throw .container("central directory")
        }
        return number
    }

    func entries() throws(SpreadsheetFault) -> [String: ZIPArchive.Entry] {
        guard let end = endRecord() else {
            let isBinary = reader.number(at: 0, width: 4) == 0xE011_CFD0
            throw isBinary ? .binaryOrEncrypted : .notZIP
        }
        var count = try number(end + 10, 2)
        var offset = try number(end + 16, 4)
        if count == 0xFFFF || offset == 0xFFFF_FFFF,
            reader.number(at: end - 20, width: 4) == 0x0706_4B50
        {
            let record = try number(end - 12, 8)
            guard reader.number(at: record, width: 4) == 0x0606_4B50 else {
                throw .container("ZIP64")
            }
            count = try number(record + 32, 8)
            offset = try number(record + 48, 8)
        }
        guard count <= maximumCount else { throw .tooLarge(what: "ZIP", limit: maximumCount) }
        var entries: [String: ZIPArchive.Entry] = [:]
        for _ in 0..<count {
            let entry = try self.entry(at: &offset)
            guard entries.updateValue(entry, forKey: entry.name.lowercased()) == nil else {
                throw .container("2 × \(entry.name)")
            }
        }
        return entries
    }

    /// The end record: searched backwards, since a comment of up to 64 KiB may follow it.
    private func endRecord() -> Int? {
        var offset = bytes.count - 22
        let earliest = max(0, offset - 0xFFFF)
        while offset >= earliest {
            if reader.number(at: offset, width: 4) == 0x0605_4B50 { return offset }
            offset -= 1
        }
        return nil
    }

    private func entry(at offset: inout Int) throws(SpreadsheetFault) -> ZIPArchive.Entry {
        let start = offset
        guard try number(start, 4) == 0x0201_4B50 else { throw .container("central directory") }
        let flags = try number(start + 8, 2)
        let method = try number(start + 10, 2)
        let nameCount = try number(start + 28, 2)
        let extraCount = try number(start + 30, 2)
        let nameStart = start + 46
        guard nameStart + nameCount + extraCount <= bytes.count else {
            throw .container("central directory")
        }
        let name = String(decoding: bytes[nameStart..<nameStart + nameCount], as: UTF8.self)
        guard flags & 1 == 0 else { throw .binaryOrEncrypted }
        guard method == 0 || method == 8 else { throw .container("\(name): \(method)") }
        var sizes = [
            try number(start + 24, 4), try number(start + 20, 4), try number(start + 42, 4),
        ]
        try widen(&sizes, from: nameStart + nameCount, count: extraCount)
        offset = nameStart + nameCount + extraCount + (try number(start + 32, 2))
        return ZIPArchive.Entry(
            name: name, isDeflated: method == 8,
            checksum: UInt32(truncatingIfNeeded: try number(start + 16, 4)),
            storedCount: sizes[1], count: sizes[0], headerOffset: sizes[2])
    }

    /// Takes the sizes that did not fit 32 bits from the ZIP64 extra field.
    private func widen(
        _ sizes: inout [Int], from start: Int, count: Int
    ) throws(SpreadsheetFault) {
        guard sizes.contains(0xFFFF_FFFF) else { return }
        var field = start
        while field + 4 <= start + count {
            let fieldCount = try number(field + 2, 2)
            if try number(field, 2) == 1 {
                var value = field + 4
                for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
                    guard value + 8 <= field + 4 + fieldCount else { throw .container("ZIP64") }
                    sizes[index] = try number(value, 8)
                    value += 8
                }
                return
            }
            field += 4 + fieldCount
        }
    }
}
