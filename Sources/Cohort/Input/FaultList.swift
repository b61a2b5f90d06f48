/// Faults of one chunk, in order, of which the first are kept and all are counted.
struct FaultList: Sendable {
    /// The first faults.
    private(set) var kept: [RowFault] = []
    /// How many there were.
    private(set) var count = 0
    /// The most that are kept of one chunk.
    private static let limit = 200

    /// Adds a fault, which is put together only if it is kept.
    mutating func add(_ make: () -> RowFault) {
        count += 1
        if kept.count < Self.limit { kept.append(make()) }
    }

    /// Says in which row and line of the chunk the faults from an index on are.
    mutating func place(from index: Int, row: Int, line: Int) {
        guard index < kept.count else { return }
        for position in index..<kept.count {
            kept[position].row = row
            kept[position].line += line
        }
    }

    mutating func removeAll() {
        kept.removeAll(keepingCapacity: true)
        count = 0
    }
}
