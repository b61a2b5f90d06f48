import Survey
import TextFormats

/// The words by which cells state the values of one field: option ids, Latvian and English labels,
/// the states, and what a mapping file adds.
///
/// Words of up to seven bytes, which are nearly all cells, are found by one multiplication in a
/// table without collisions; those of up to fifteen by two; longer ones by their length; anything
/// else after white space and case are set aside.
final class FieldWords: @unchecked Sendable {
    /// What stands for "no such word".
    static let none: UInt8 = .max
    /// Added to the index of an option of a set, whose code is not that of the cell.
    static let setOption: UInt8 = 0x80

    /// The bits of a short word's product that choose its slot.
    static let slotBits = 8

    let multiplier: UInt64
    let keys: UnsafeMutablePointer<UInt64>
    let codes: UnsafeMutablePointer<UInt8>
    let longMultiplier: UInt64
    /// Pairs of words.
    let longKeys: UnsafeMutablePointer<UInt64>
    let longCodes: UnsafeMutablePointer<UInt8>
    private let byLength: [[(bytes: [UInt8], code: UInt8)]]
    private let folded: [String: UInt8]

    deinit {
        keys.deallocate()
        codes.deallocate()
        longKeys.deallocate()
        longCodes.deallocate()
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
        var short: [(key: UInt64, code: UInt8)] = []
        var long: [(first: UInt64, second: UInt64, code: UInt8)] = []
        var byLength: [[(bytes: [UInt8], code: UInt8)]] = []
        var folded: [String: UInt8] = [:]
        for (word, code) in words.sorted(by: { $0.key < $1.key }) {
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
        keys = .allocate(capacity: size)
        keys.initialize(repeating: .max, count: size)
        codes = .allocate(capacity: size)
        codes.initialize(repeating: Self.none, count: size)
        longKeys = .allocate(capacity: 2 * size)
        longKeys.initialize(repeating: .max, count: 2 * size)
        longCodes = .allocate(capacity: size)
        longCodes.initialize(repeating: Self.none, count: size)
        longMultiplier = Self.multiplier(for: long.map { Self.joined($0.first, $0.second) })
        for (first, second, code) in long {
            let slot = Self.slot(Self.joined(first, second), longMultiplier)
            guard longKeys[2 * slot] == .max else { continue }
            longKeys[2 * slot] = first
            longKeys[2 * slot + 1] = second
            longCodes[slot] = code
        }
        multiplier = Self.multiplier(for: short.map(\.key))
        for (key, code) in short {
            let slot = Self.slot(key, multiplier)
            // Where no multiplier keeps all words apart, the later ones are found by length.
            guard keys[slot] == .max else { continue }
            keys[slot] = key
            codes[slot] = code
        }
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
