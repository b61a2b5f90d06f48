#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Short texts that are written often, side by side in memory.
struct PieceTable {
    /// The bytes that most texts take, and that are copied at once.
    private static let slotSize = 16

    private let bytes: UnsafeMutablePointer<UInt8>
    private let lengths: UnsafeMutablePointer<Int32>
    private let offsets: UnsafeMutablePointer<Int32>
    /// How many texts there are.
    let count: Int
    /// How many bytes all of them take together, and a copy may touch behind the last.
    let totalSize: Int
    /// The bytes of the longest one.
    let longest: Int

    init(_ texts: [String]) {
        count = texts.count
        longest = texts.map(\.utf8.count).max() ?? 0
        var all: [UInt8] = []
        lengths = .allocate(capacity: max(1, count))
        offsets = .allocate(capacity: max(1, count))
        for (index, text) in texts.enumerated() {
            (offsets + index).initialize(to: Int32(all.count))
            (lengths + index).initialize(to: Int32(text.utf8.count))
            all += text.utf8
            let rest = all.count % Self.slotSize
            if rest != 0 { all += [UInt8](repeating: 0, count: Self.slotSize - rest) }
        }
        totalSize = all.count + Self.slotSize
        bytes = .allocate(capacity: totalSize)
        bytes.initialize(from: all, count: all.count)
    }

    func deallocate() {
        bytes.deallocate()
        lengths.deallocate()
        offsets.deallocate()
    }

    /// Writes a text; up to sixteen bytes behind it are touched.
    @inline(__always)
    func put(_ index: Int, _ end: inout UnsafeMutablePointer<UInt8>) {
        let length = Int(lengths[index])
        let start = UnsafeRawPointer(bytes + Int(offsets[index]))
        if length <= Self.slotSize {
            let word = start.loadUnaligned(as: SIMD2<UInt64>.self)
            UnsafeMutableRawPointer(end).storeBytes(of: word, as: SIMD2<UInt64>.self)
        } else {
            memcpy(end, start, length)
        }
        end += length
    }
}
