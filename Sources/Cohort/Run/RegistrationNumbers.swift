/// The registration numbers met so far, as far as memory is set aside for them.
///
/// Numbers of up to seventeen digits are kept exactly; other texts by 64 bits of hash. A table of
/// fixed size keeps the memory of a run independent of its rows: beyond ``limit`` numbers,
/// repetitions of later ones are no longer found, and the run says so.
struct RegistrationNumbers {
    /// The most numbers that are remembered.
    static let limit = 1 << 20

    private var slots: UnsafeMutablePointer<UInt64>
    private var capacity = 1 << 12
    private var zero = false
    /// How many are remembered.
    private(set) var count = 0
    /// Whether some number could not be remembered.
    private(set) var isFull = false

    init() {
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
    }

    func deallocate() { slots.deallocate() }

    /// Remembers a number; `false` when it is known already.
    mutating func insert(_ key: UInt64) -> Bool {
        guard key != 0 else {
            defer { zero = true }
            return !zero
        }
        var at = Int(truncatingIfNeeded: Self.mixed(key)) & (capacity - 1)
        while slots[at] != 0 {
            if slots[at] == key { return false }
            at = (at + 1) & (capacity - 1)
        }
        guard count < Self.limit else {
            isFull = true
            return true
        }
        slots[at] = key
        count += 1
        if 2 * count > capacity { grow() }
        return true
    }

    private mutating func grow() {
        let old = slots
        let oldCapacity = capacity
        capacity *= 2
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
        for index in 0..<oldCapacity where old[index] != 0 {
            var at = Int(truncatingIfNeeded: Self.mixed(old[index])) & (capacity - 1)
            while slots[at] != 0 { at = (at + 1) & (capacity - 1) }
            slots[at] = old[index]
        }
        old.deallocate()
    }

    private static func mixed(_ key: UInt64) -> UInt64 {
        let product = (key ^ key >> 31) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    /// A number's key.
    static func key(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if text.count <= 17 {
            var value: UInt64 = 0
            var isNumber = true
            for byte in text {
                let digit = byte &- 48
                if digit > 9 {
                    isNumber = false
                    break
                }
                value = value &* 10 &+ UInt64(digit)
            }
            // The length keeps numbers apart that begin with zeros; the top bit marks hashes.
            if isNumber { return value << 5 | UInt64(text.count) }
        }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text {
            hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        return hash | 1 << 63
    }
}
