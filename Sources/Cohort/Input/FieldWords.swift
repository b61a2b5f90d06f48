#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Survey
import TextFormats

/// The words by which cells state the values of one field: option ids, Latvian and English labels,
/// the states, and what a mapping file adds.
///
/// Words are found by a multiplication in a table without collisions: those of up to seven bytes,
/// which are nearly all cells, as one machine word, those of up to fifteen as two, longer ones by
/// their ends. Anything else is compared by length, then after white space and case are set aside.
final class FieldWords: @unchecked Sendable {
    /// What stands for "no such word".
    static let none: UInt8 = .max
    /// Added to the index of an option of a set, whose code is not that of the cell.
    static let setOption: UInt8 = 0x80

    /// The bits of a short word's product that choose its slot.
    static let slotBits = 8

    /// The words, for finding them by machine words.
    struct Table: Equatable {
        /// Chooses the slot of a word of up to seven bytes.
        let multiplier: UInt64
        /// Words of up to seven bytes, the first byte lowest, and their codes.
        let slots: UnsafePointer<UInt64>
        let codes: UnsafePointer<UInt8>
        /// Chooses the slot of a word of eight to fifteen bytes.
        let longMultiplier: UInt64
        /// Pairs: the first eight bytes, and the others; and their codes.
        let longSlots: UnsafePointer<UInt64>
        let longCodes: UnsafePointer<UInt8>
        /// Chooses the slot of a longer word.
        let farMultiplier: UInt64
        let farSlots: UnsafePointer<FarWord>
    }

    /// A word of sixteen bytes or more.
    struct FarWord {
        /// Its first and its last eight bytes.
        let first: UInt64
        let last: UInt64
        /// All of them.
        let bytes: UnsafePointer<UInt8>
        let count: Int
        let code: UInt8
    }

    /// The words; they last as long as this object.
    let table: Table
    /// Whether a word with a bar means a state, so that a set must be looked up whole before it is
    /// taken apart.
    let hasStatesWithBars: Bool
    private let farBytes: UnsafeMutablePointer<UInt8>
    private let byLength: [[(bytes: [UInt8], code: UInt8)]]
    private let folded: [String: UInt8]

    deinit {
        table.slots.deallocate()
        table.codes.deallocate()
        table.longSlots.deallocate()
        table.longCodes.deallocate()
        table.farSlots.deallocate()
        farBytes.deallocate()
    }

    /// Collects the words of a field.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - options: Its options.
    ///   - extra: Further words with the codes they stand for.
    init(_ field: FieldLayout.Field, options: [Option], extra: [(word: String, code: UInt8)]) {
        var words: [String: UInt8] = [:]
        func add(_ word: String, _ code: UInt8) {
            for form in [word, word.lowercased(), word.uppercased(), Self.capitalised(word)]
            where words[form] == nil {
                words[form] = code
            }
        }
        for (word, code) in extra { words[word] = code }
        var base: UInt8 = 0
        if case .multiple = field.kind { base = Self.setOption }
        // An id always means its option, whatever the labels of others are.
        for (index, option) in options.enumerated() { words[option.id] = base + UInt8(index) }
        for (index, option) in options.enumerated() {
            let labels = [option.label.lv, option.label.en, option.id]
            for label in labels {
                let isAmbiguous = options.indices.contains { other in
                    other != index
                        && [options[other].label.lv, options[other].label.en]
                            .contains { $0.lowercased() == label.lowercased() }
                }
                if !isAmbiguous { add(label, base + UInt8(index)) }
            }
        }
        for word in ["unknown", "nav zināms"] { add(word, field.code(.unknown)) }
        if field.allowsNotApplicable {
            for word in ["not_applicable", "not applicable", "nav attiecināms"] {
                add(word, field.code(.notApplicable))
            }
        }
        words[""] = field.code(.unanswered)
        hasStatesWithBars = words.contains { $0.key.contains("|") && $0.value < Self.setOption }
        var short: [(key: UInt64, code: UInt8)] = []
        var long: [(first: UInt64, second: UInt64, code: UInt8)] = []
        var byLength: [[(bytes: [UInt8], code: UInt8)]] = []
        var folded: [String: UInt8] = [:]
        // Ids first: where words get into each other's way, those that exports use stay.
        let ids = Set(options.map(\.id) + ["", "unknown", "not_applicable"])
        let ordered = words.sorted {
            (ids.contains($0.key) ? 0 : 1, $0.key) < (ids.contains($1.key) ? 0 : 1, $1.key)
        }
        for (word, code) in ordered {
            let bytes = Array(word.utf8)
            if bytes.count < 8 { short.append((Self.key(bytes), code)) }
            if (8..<16).contains(bytes.count) {
                long.append((Self.key(bytes.prefix(8)), Self.key(bytes.dropFirst(8)), code))
            }
            while byLength.count <= bytes.count { byLength.append([]) }
            byLength[bytes.count].append((bytes, code))
            if folded[word.lowercased()] == nil { folded[word.lowercased()] = code }
        }
        self.byLength = byLength
        self.folded = folded
        let size = 1 << Self.slotBits
        let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
        // What an empty slot holds is no word: the last byte of words is zero.
        slots.initialize(repeating: .max, count: size)
        let codes = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        codes.initialize(repeating: Self.none, count: size)
        let longSlots = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * size)
        longSlots.initialize(repeating: .max, count: 2 * size)
        let longCodes = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        longCodes.initialize(repeating: Self.none, count: size)
        let longMultiplier = Self.multiplier(for: long.map { Self.joined($0.first, $0.second) })
        for (first, second, code) in long {
            let slot = 2 * Self.slot(Self.joined(first, second), longMultiplier)
            guard longSlots[slot] == .max else { continue }
            longSlots[slot] = first
            longSlots[slot + 1] = second
            longCodes[slot / 2] = code
        }
        let multiplier = Self.multiplier(for: short.map(\.key))
        for (key, code) in short {
            let slot = Self.slot(key, multiplier)
            // Where no multiplier keeps all words apart, the later ones are found by length.
            guard slots[slot] == .max else { continue }
            slots[slot] = key
            codes[slot] = code
        }
        let far = Self.farWords(ordered)
        farBytes = far.bytes
        table = Table(
            multiplier: multiplier, slots: slots, codes: codes, longMultiplier: longMultiplier,
            longSlots: longSlots, longCodes: longCodes, farMultiplier: far.multiplier,
            farSlots: far.slots)
    }

    /// Lays words of sixteen bytes or more out.
    private static func farWords(
        _ words: [(key: String, value: UInt8)]
    ) -> (
        bytes: UnsafeMutablePointer<UInt8>, multiplier: UInt64,
        slots: UnsafeMutablePointer<FarWord>
    ) {
        let far = words.map { (bytes: Array($0.key.utf8), code: $0.value) }
            .filter { $0.bytes.count >= 16 }
        let bytes = UnsafeMutablePointer<UInt8>.allocate(
            capacity: far.reduce(1) { $0 + $1.bytes.count })
        let ends = far.map { (key($0.bytes.prefix(8)), key($0.bytes.suffix(8))) }
        let multiplier = multiplier(for: ends.map { joined($0.0, $0.1) })
        let size = 1 << slotBits
        let slots = UnsafeMutablePointer<FarWord>.allocate(capacity: size)
        slots.initialize(
            repeating: FarWord(first: 0, last: 0, bytes: bytes, count: 0, code: none), count: size)
        var at = bytes
        for (word, (first, last)) in zip(far, ends) {
            at.initialize(from: word.bytes, count: word.bytes.count)
            let slot = slot(joined(first, last), multiplier)
            // Where no multiplier keeps all words apart, the later ones are found by length.
            if slots[slot].count == 0 {
                slots[slot] = FarWord(
                    first: first, last: last, bytes: at, count: word.bytes.count, code: word.code)
            }
            at += word.bytes.count
        }
        return (bytes, multiplier, slots)
    }

    @inline(__always)
    static func slot(_ key: UInt64, _ multiplier: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* multiplier) >> UInt64(64 - slotBits))
    }

    /// The two halves of a longer word as one.
    @inline(__always)
    static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
        first &+ second &* 0xD6E8_FEB8_6659_FD93
    }

    private static func key(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }

    /// A multiplier under which some keys fall into different slots, the first that is found.
    private static func multiplier(for keys: [UInt64]) -> UInt64 {
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<2000 {
            if Set(keys.map { slot($0, multiplier) }).count == keys.count { return multiplier }
            multiplier = multiplier &* 0x5851_F42D_4C95_7F2D &+ 0x1405_7B7E_F767_814E | 1
        }
        return multiplier
    }

    private static func capitalised(_ word: String) -> String {
        guard let first = word.first else { return word }
        return first.uppercased() + word.dropFirst().lowercased()
    }

    /// The option of a set that a word names.
    func option(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let code = code(bytes)
        return code >= Self.setOption && code != Self.none ? Int(code - Self.setOption) : nil
    }

    /// The code of a word; ``none`` when there is no such word.
    func code(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        if bytes.count < byLength.count {
            for word in byLength[bytes.count] where word.bytes.elementsEqual(bytes) {
                return word.code
            }
        }
        guard bytes.count < 256, let text = String(validating: bytes, as: UTF8.self) else {
            return Self.none
        }
        return folded[trimmingSpace(text).lowercased()] ?? Self.none
    }
}

extension FieldWords.Table {
    /// The code of a word of up to seven bytes, followed by zeros; `nil` when there is no such word.
    @inline(__always)
    func code(_ key: UInt64) -> UInt8? {
        let slot = FieldWords.slot(key, multiplier)
        return slots[slot] == key ? codes[slot] : nil
    }

    /// The code of a word of sixteen bytes or more; `nil` when there is no such word.
    func code(_ word: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard let base = word.baseAddress, word.count >= 16 else { return nil }
        let first = WordScan.load(base)
        let last = WordScan.load(base + word.count - 8)
        let found = farSlots + FieldWords.slot(FieldWords.joined(first, last), farMultiplier)
        guard found.pointee.first == first, found.pointee.last == last,
            found.pointee.count == word.count, memcmp(found.pointee.bytes, base, word.count) == 0
        else { return nil }
        return found.pointee.code
    }

    /// The code of a word of eight to fifteen bytes; `nil` when there is no such word.
    @inline(__always)
    func code(_ first: UInt64, _ second: UInt64) -> UInt8? {
        let slot = FieldWords.slot(FieldWords.joined(first, second), longMultiplier)
        guard longSlots[2 &* slot] == first, longSlots[2 &* slot &+ 1] == second else { return nil }
        return longCodes[slot]
    }
}
