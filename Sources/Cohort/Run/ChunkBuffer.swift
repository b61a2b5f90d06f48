#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A piece of a table: whole records, with readable zeros behind them.
struct ChunkBuffer {
    /// How many bytes behind the last one may be read.
    static let padding = 128

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(capacity: capacity + Self.padding)
    }

    func deallocate() { bytes.deallocate() }

    /// The bytes that are filled.
    var content: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

    mutating func removeAll() { count = 0 }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        reserve(more.count)
        if let base = more.baseAddress { memcpy(bytes + count, base, more.count) }
        count += more.count
    }

    mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(2 * capacity, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
        memcpy(moved, bytes, count)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    /// Takes what a body has written behind the end.
    mutating func extend(by more: Int) { count += more }

    /// Cuts the end off into another buffer.
    mutating func moveTail(from start: Int, to other: inout ChunkBuffer) {
        other.removeAll()
        other.append(UnsafeBufferPointer(start: bytes + start, count: count - start))
        count = start
    }

    /// Makes the bytes behind the end readable zeros.
    func pad() { memset(bytes + count, 0, Self.padding) }
}
