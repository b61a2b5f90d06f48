/// What is counted per ministry, by the ministry's name as rows give it.
struct MinistryTally: Sendable {
    /// The counts of one ministry.
    struct Counts: Hashable, Sendable {
        var institutions = 0
        var contradictory = 0
        /// How many have an index, and the sum of the indices in tenths of a percent.
        var indexed = 0
        var indexSum = 0
        /// How many have each overall level; none is not counted.
        var levels: [Int] = []

        static func + (left: Counts, right: Counts) -> Counts {
            var sum = left
            sum.institutions += right.institutions
            sum.contradictory += right.contradictory
            sum.indexed += right.indexed
            sum.indexSum += right.indexSum
            for (level, count) in right.levels.enumerated() {
                while sum.levels.count <= level { sum.levels.append(0) }
                sum.levels[level] += count
            }
            return sum
        }
    }

    /// The most ministries that are told apart; the rest is counted as one without a name.
    static let limit = 2000

    private(set) var counts: [Counts] = []
    private(set) var names: [String] = []
    private var indices: [String: Int] = [:]
    /// What the last rows said, so that a name is looked up only when it changes.
    private var recent: [(hash: UInt64, bytes: [UInt8], index: Int)] = Array(
        repeating: (0, [], -1), count: 64)

    mutating func add(
        _ cell: TextCell, _ result: UnsafePointer<RowResult>, _ isContradictory: Bool, _ sign: Int
    ) {
        let index = index(of: cell)
        counts[index].institutions &+= sign
        if isContradictory { counts[index].contradictory &+= sign }
        if result.pointee.index >= 0 {
            counts[index].indexed &+= sign
            counts[index].indexSum &+= sign &* Int(result.pointee.index)
        }
        if result.pointee.overallLevel >= 0 {
            let level = Int(result.pointee.overallLevel)
            while counts[index].levels.count <= level { counts[index].levels.append(0) }
            counts[index].levels[level] &+= sign
        }
    }

    private mutating func index(of cell: TextCell) -> Int {
        var hash = UInt64(truncatingIfNeeded: cell.count)
        for byte in cell.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & 63)
        let known = recent[slot]
        if known.index >= 0, known.hash == hash, known.bytes.elementsEqual(cell.bytes) {
            return known.index
        }
        let index = index(of: cell.text)
        recent[slot] = (hash, Array(cell.bytes), index)
        return index
    }

    private mutating func index(of name: String) -> Int {
        if let index = indices[name] { return index }
        let kept = names.count < Self.limit ? name : ""
        if let index = indices[kept] { return index }
        indices[kept] = names.count
        names.append(kept)
        counts.append(Counts())
        return names.count - 1
    }

    /// The counts of each ministry that has any.
    var byName: [String: Counts] {
        var result: [String: Counts] = [:]
        for (name, counts) in zip(names, counts) where counts.institutions != 0 {
            result[name] = counts
        }
        return result
    }
}
