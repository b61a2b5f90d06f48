/// A whole number for each row of a block, not below zero, kept bit by bit: the first word holds
/// the lowest bit of all 64 numbers, the next one the second lowest.
///
/// Adding, multiplying and comparing then take a few word operations per bit for all rows together.
/// Memory is allocated once and written over; whoever makes one sees to it that no number outgrows
/// ``limit`` bits.
struct SlicedInteger {
    /// The most bits of a number.
    static let limit = 40

    private let planes: UnsafeMutablePointer<UInt64>
    /// How many bits the largest number may have so far.
    private(set) var width = 0

    init() {
        planes = .allocate(capacity: Self.limit)
        planes.initialize(repeating: 0, count: Self.limit)
    }

    func deallocate() { planes.deallocate() }

    /// Sets all numbers to zero.
    mutating func clear() {
        for bit in 0..<width { planes[bit] = 0 }
        width = 0
    }

    /// Sets the numbers of some rows to zero.
    func clear(_ rows: UInt64) {
        for bit in 0..<width { planes[bit] &= ~rows }
    }

    /// Adds a power of two in some rows.
    @inline(__always)
    mutating func add(_ rows: UInt64, shifted shift: Int = 0) {
        var carry = rows
        var bit = shift
        while carry != 0 {
            let old = planes[bit]
            planes[bit] = old ^ carry
            carry &= old
            bit &+= 1
        }
        width = max(width, bit)
    }

    /// Adds other numbers, times a power of two, in some rows.
    mutating func add(_ other: SlicedInteger, in rows: UInt64 = .max, shifted shift: Int = 0) {
        var carry: UInt64 = 0
        var bit = 0
        while bit < other.width || carry != 0 {
            let left = planes[bit &+ shift]
            let right = bit < other.width ? other.planes[bit] & rows : 0
            planes[bit &+ shift] = left ^ right ^ carry
            carry = left & right | carry & (left ^ right)
            bit &+= 1
        }
        width = max(width, bit &+ shift)
    }

    /// Adds other numbers a fixed number of times.
    mutating func add(_ other: SlicedInteger, times factor: Int) {
        var rest = UInt(factor)
        while rest != 0 {
            add(other, shifted: rest.trailingZeroBitCount)
            rest &= rest &- 1
        }
    }

    /// Adds the products of two numbers.
    mutating func addProduct(_ left: SlicedInteger, _ right: SlicedInteger) {
        for bit in 0..<left.width where left.planes[bit] != 0 {
            add(right, in: left.planes[bit], shifted: bit)
        }
    }

    /// Takes other numbers away, none of which is larger.
    mutating func subtract(_ other: SlicedInteger) {
        var borrow: UInt64 = 0
        for bit in 0..<width {
            let left = planes[bit]
            let right = bit < other.width ? other.planes[bit] : 0
            planes[bit] = left ^ right ^ borrow
            borrow = ~left & (right | borrow) | right & borrow
        }
    }

    /// Copies other numbers into some rows.
    mutating func set(_ other: SlicedInteger, in rows: UInt64) {
        width = max(width, other.width)
        for bit in 0..<width {
            let value = bit < other.width ? other.planes[bit] : 0
            planes[bit] ^= (planes[bit] ^ value) & rows
        }
    }

    /// The rows in which the number is larger than another one.
    func isGreater(than other: SlicedInteger) -> UInt64 {
        var greater: UInt64 = 0
        for bit in 0..<max(width, other.width) {
            let left = bit < width ? planes[bit] : 0
            let right = bit < other.width ? other.planes[bit] : 0
            greater = left & ~right | greater & ~(left ^ right)
        }
        return greater
    }

    /// The rows in which the number is larger than a bound; all of them for a negative bound.
    func isGreater(than bound: Int) -> UInt64 {
        guard bound >= 0 else { return .max }
        guard bound >> min(width, Int.bitWidth - 1) == 0 else { return 0 }
        var greater: UInt64 = 0
        for bit in 0..<width {
            let isSet = bound >> bit & 1 == 1
            greater = isSet ? greater & planes[bit] : greater | planes[bit]
        }
        return greater
    }

    /// The rows in which the number is not zero.
    var isPositive: UInt64 {
        var united: UInt64 = 0
        for bit in 0..<width { united |= planes[bit] }
        return united
    }

    /// The number of one row.
    func value(_ row: Int) -> Int {
        var value = 0
        for bit in 0..<width {
            value |= Int(truncatingIfNeeded: planes[bit] >> UInt64(row) & 1) << bit
        }
        return value
    }
}
