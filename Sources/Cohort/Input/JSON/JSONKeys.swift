/// The keys of usual objects, in the order in which the lines before had them.
///
/// Programs write the keys of every object in one order. Each key is therefore looked for behind
/// the one before, and recognised as it stands in the text, quotes and colon included, by two words
/// of eight bytes. A key elsewhere is found by its name, and expected in its new place from then on.
struct JSONKeys {
    /// What kind of value a key has.
    enum Kind: UInt8 {
        case option, number, multiple, text, year, ignored
        /// A set whose text may be one word although it has bars.
        case wholeSet
    }

    /// One key, everything about it in one place.
    struct Key {
        /// The first and the next eight bytes of the key as it stands in the text, and which of
        /// their bits count.
        fileprivate let words: (UInt64, UInt64)
        fileprivate let masks: (UInt64, UInt64)
        /// How many bytes the key has with its quotes and the colon.
        let count: Int
        fileprivate let text: UnsafePointer<UInt8>
        /// The key expected behind this one, and the one before.
        fileprivate(set) var next: UnsafeMutablePointer<Key>
        fileprivate var previous: UnsafeMutablePointer<Key>
        /// The line that had the key last.
        var line = 0

        let kind: Kind
        /// The field, or the place of a text.
        let place: Int
        /// The words of the field, or of any where there is none.
        let options: FieldWords.Table
        /// The values that a number may have.
        let range: ClosedRange<Int>

        /// Whether the key stands at a place.
        @inline(__always)
        func stands(at place: UnsafePointer<UInt8>) -> Bool {
            let first = (WordScan.load(place) ^ words.0) & masks.0
            let second = (WordScan.load(place + 8) ^ words.1) & masks.1
            guard first | second == 0 else { return false }
            return count <= 16 || endStands(at: place)
        }

        /// Compares what the two words leave over.
        private func endStands(at place: UnsafePointer<UInt8>) -> Bool {
            (16..<count).allSatisfy { place[$0] == text[$0] }
        }
    }

    /// The key with which lines begin; `nil` when there is none that can be recognised.
    private(set) var first: UnsafeMutablePointer<Key>?
    private let keys: UnsafeMutablePointer<Key>
    private let text: UnsafeMutablePointer<UInt8>
    private let indices: [String: Int]

    /// How many keys may be left out in a row before one is looked for by its name.
    private static let reach = 8
    /// The longest key that is looked for.
    private static let longest = 256

    /// Collects the keys of a table, in the order of its columns.
    init(_ table: CohortTable) {
        let headers = table.plan.headers
        let targets = JSONTarget.all(of: table.plan)
        var columns: [String: Int] = [:]
        for (index, header) in headers.enumerated() { columns[header] = index }
        // A key with an escape has more than one spelling.
        let plain = headers.indices.filter { index in
            columns[headers[index]] == index && !table.words.isEmpty
                && headers[index].utf8.count < Self.longest - 4
                && headers[index].utf8.allSatisfy {
                    $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
                }
        }
        let count = plain.count
        keys = .allocate(capacity: max(1, count))
        let sizes = plain.map { headers[$0].utf8.count + 3 }
        text = .allocate(capacity: sizes.reduce(16, +))
        text.initialize(repeating: 0, count: sizes.reduce(16, +))
        var indices: [String: Int] = [:]
        var start = text
        for (index, column) in plain.enumerated() {
            for (offset, byte) in "\"\(headers[column])\":".utf8.enumerated() {
                start[offset] = byte
            }
            let meaning = Meaning(targets[column], in: table)
            let size = sizes[index]
            (keys + index).initialize(
                to: Key(
                    words: (WordScan.load(start), WordScan.load(start + 8)),
                    masks: (Self.mask(size), Self.mask(size - 8)), count: size, text: start,
                    next: keys + (index + 1) % count,
                    previous: keys + (index + count - 1) % count, kind: meaning.kind,
                    place: meaning.place,
                    options: table.words[meaning.field].table, range: meaning.range))
            indices[headers[column]] = index
            start += size
        }
        self.indices = indices
        first = count > 0 ? keys : nil
    }

    /// What the value of a key is to a row.
    private struct Meaning {
        var kind = Kind.ignored
        var place = 0
        var range = 0...0
        var field = 0

        init(_ target: JSONTarget, in table: CohortTable) {
            switch target {
            case .ignored: break
            case .year: kind = .year
            case .text(let text): (kind, place) = (.text, text)
            case .field(let index):
                (place, field) = (index, index)
                switch table.compiled.layout.fields[index].kind {
                case .option: kind = .option
                case .number(let allowed): (kind, range) = (.number, allowed)
                case .multiple:
                    kind = table.words[index].hasStatesWithBars ? .wholeSet : .multiple
                }
            }
        }
    }

    func deallocate() {
        keys.deallocate()
        text.deallocate()
    }

    /// The lowest bytes of a word.
    private static func mask(_ bytes: Int) -> UInt64 {
        bytes >= 8 ? .max : (1 << UInt64(8 * max(0, bytes))) - 1
    }

    /// The key that stands at a place where another was expected.
    ///
    /// - Parameters:
    ///   - place: Where a key should begin.
    ///   - expected: The key that does not stand there.
    ///   - isFirst: Whether it would be the line's first.
    /// - Returns: The key; `nil` when it is none of these, or not written as usual.
    @inline(never)
    mutating func find(
        at place: UnsafePointer<UInt8>, insteadOf expected: UnsafeMutablePointer<Key>,
        isFirst: Bool
    ) -> UnsafeMutablePointer<Key>? {
        var candidate = expected
        for _ in 0..<Self.reach {
            candidate = candidate.pointee.next
            if candidate.pointee.stands(at: place) { return candidate }
        }
        guard let found = named(at: place), found != expected else { return nil }
        found.pointee.previous.pointee.next = found.pointee.next
        found.pointee.next.pointee.previous = found.pointee.previous
        let before = expected.pointee.previous
        before.pointee.next = found
        found.pointee.previous = before
        found.pointee.next = expected
        expected.pointee.previous = found
        if isFirst { first = found }
        return found
    }

    private func named(at place: UnsafePointer<UInt8>) -> UnsafeMutablePointer<Key>? {
        guard place[0] == UInt8(ascii: "\"") else { return nil }
        var end = 1
        while place[end] != UInt8(ascii: "\""), place[end] >= 32, end < Self.longest { end += 1 }
        let name = String(
            decoding: UnsafeBufferPointer(start: place + 1, count: end - 1), as: UTF8.self)
        guard let index = indices[name], keys[index].stands(at: place) else { return nil }
        return keys + index
    }
}
