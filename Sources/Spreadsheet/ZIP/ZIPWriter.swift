import CZlib

/// Writes a ZIP container with deflated entries.
///
/// Every entry has the same date, so that the same content gives the same bytes.
package struct ZIPWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Midnight of 1 January 1980, the earliest date that ZIP can tell.
    private static let date = (time: 0, day: 0x21)

    /// Makes an empty container.
    package init() {}

    /// Adds a file.
    ///
    /// - Precondition: The container stays below 4 GiB.
    package mutating func add(_ name: String, _ content: [UInt8]) {
        let deflated = Self.deflated(content)
        let checksum = content.withUnsafeBufferPointer { buffer in
            Int(crc32(crc32(0, nil, 0), buffer.baseAddress, UInt32(buffer.count)))
        }
        let offset = bytes.count
        precondition(offset + deflated.count < Int(Int32.max), "the container has less than 2 GiB")
        // What the local header and the directory say alike.
        var common: [UInt8] = []
        common.appendLittleEndian(20, width: 2)
        // Bit 11: names are UTF-8.
        common.appendLittleEndian(0x0800, width: 2)
        common.appendLittleEndian(8, width: 2)
        common.appendLittleEndian(Self.date.time, width: 2)
        common.appendLittleEndian(Self.date.day, width: 2)
        common.appendLittleEndian(checksum, width: 4)
        common.appendLittleEndian(deflated.count, width: 4)
        common.appendLittleEndian(content.count, width: 4)
        common.appendLittleEndian(name.utf8.count, width: 2)
        common.appendLittleEndian(0, width: 2)

        bytes.appendLittleEndian(0x0403_4B50, width: 4)
        bytes += common
        bytes += name.utf8
        bytes += deflated

        directory.appendLittleEndian(0x0201_4B50, width: 4)
        directory.appendLittleEndian(20, width: 2)
        directory += common
        // Comment, disk and attributes.
        directory += [UInt8](repeating: 0, count: 10)
        directory.appendLittleEndian(offset, width: 4)
        directory += name.utf8
        count += 1
    }

    /// The whole file.
    package func finished() -> [UInt8] {
        var file = bytes
        file += directory
        file.appendLittleEndian(0x0605_4B50, width: 4)
        file.appendLittleEndian(0, width: 4)
        file.appendLittleEndian(count, width: 2)
        file.appendLittleEndian(count, width: 2)
        file.appendLittleEndian(directory.count, width: 4)
        file.appendLittleEndian(bytes.count, width: 4)
        file.appendLittleEndian(0, width: 2)
        return file
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        // zlib remembers the address of its state, so that must not move.
        let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        state.initialize(to: z_stream())
        let started = deflateInit2_(
            state, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(started == Z_OK, "zlib could not be started")
        defer {
            deflateEnd(state)
            state.deallocate()
        }
        let bound = Int(deflateBound(state, UInt(content.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            content.withUnsafeBufferPointer { input in
                state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                state.pointee.avail_in = UInt32(input.count)
                state.pointee.next_out = output.baseAddress
                state.pointee.avail_out = UInt32(bound)
                let status = deflate(state, Z_FINISH)
                precondition(status == Z_STREAM_END, "the bound holds the whole content")
            }
            count = bound - Int(state.pointee.avail_out)
        }
    }
}
