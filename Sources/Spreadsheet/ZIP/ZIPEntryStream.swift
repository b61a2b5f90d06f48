import CZlib

/// The content of one entry, unpacked piece by piece.
///
/// Size and checksum are compared with the directory when the end is reached.
package final class ZIPEntryStream {
    private let archive: ZIPArchive
    private let entry: ZIPArchive.Entry
    private var position: Int
    private let end: Int
    private var produced = 0
    private var checksum: UInt
    private var hasEnded = false
    /// zlib remembers the address of its state, so that must not move.
    private let state: UnsafeMutablePointer<z_stream>

    init(_ entry: ZIPArchive.Entry, in archive: ZIPArchive) throws(SpreadsheetFault) {
        self.archive = archive
        self.entry = entry
        checksum = crc32(0, nil, 0)
        let header = entry.headerOffset
        let content: Int? = archive.bytes.withUnsafeBufferPointer { buffer in
            let reader = LittleEndianReader(buffer)
            guard reader.number(at: header, width: 4) == 0x0403_4B50,
                let name = reader.number(at: header + 26, width: 2),
                let extra = reader.number(at: header + 28, width: 2)
            else { return nil }
            return header + 30 + name + extra
        }
        guard let content, content <= archive.bytes.count,
            entry.storedCount <= archive.bytes.count - content
        else { throw .container(entry.name) }
        position = content
        end = content + entry.storedCount
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        // Negative: deflate data without a header of its own.
        let result = inflateInit2_(
            state, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "zlib could not be started")
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Reads the next bytes into a buffer.
    ///
    /// - Parameters:
    ///   - buffer: Where to put them.
    ///   - start: Where in the buffer the free space begins.
    /// - Returns: How many bytes were read; 0 at the end.
    /// - Throws: A fault when the content is damaged.
    package func read(
        into buffer: inout [UInt8], from start: Int
    ) throws(SpreadsheetFault) -> Int {
        guard !hasEnded, start < buffer.count else { return 0 }
        var count = 0
        var failed = false
        buffer.withUnsafeMutableBufferPointer { output in
            let free = UnsafeMutableBufferPointer(rebasing: output[start...])
            (count, failed) = entry.isDeflated ? inflate(into: free) : copy(into: free)
            checksum = crc32(checksum, free.baseAddress, UInt32(count))
        }
        produced += count
        guard !failed, produced <= entry.count else { throw .container(entry.name) }
        if count == 0 {
            hasEnded = true
            guard produced == entry.count, UInt32(truncatingIfNeeded: checksum) == entry.checksum
            else { throw .container("CRC \(entry.name)") }
        }
        return count
    }

    private func copy(into free: UnsafeMutableBufferPointer<UInt8>) -> (Int, Bool) {
        let count = min(free.count, end - position)
        _ = free.update(fromContentsOf: archive.bytes[position..<position + count])
        position += count
        return (count, false)
    }

    private func inflate(into free: UnsafeMutableBufferPointer<UInt8>) -> (Int, Bool) {
        let space = min(free.count, Int(Int32.max))
        state.pointee.next_out = free.baseAddress
        state.pointee.avail_out = UInt32(space)
        let status = archive.bytes.withUnsafeBufferPointer { input in
            let available = min(end - position, Int(Int32.max))
            state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                .map { $0 + position }
            state.pointee.avail_in = UInt32(available)
            let status = CZlib.inflate(state, Z_NO_FLUSH)
            position += available - Int(state.pointee.avail_in)
            return status
        }
        let count = space - Int(state.pointee.avail_out)
        switch status {
        case Z_OK, Z_STREAM_END: return (count, false)
        // Nothing more to read: an end that comes too early is seen by the size.
        case Z_BUF_ERROR: return (count, false)
        default: return (count, true)
        }
    }
}
