/// Up to 64 rows that are judged together, with their results; memory is written over by each
/// block.
struct RowBlock {
    /// The most rows: one per bit of a machine word.
    static let capacity = 64

    /// The rows.
    let rows: UnsafeMutablePointer<DecodedRow>
    /// What was found of each.
    let results: UnsafeMutablePointer<RowResult>
    /// How many rows there are.
    var count = 0

    init(_ compiled: CompiledDefinition, textCount: Int) {
        rows = .allocate(capacity: Self.capacity)
        results = .allocate(capacity: Self.capacity)
        for index in 0..<Self.capacity {
            (rows + index).initialize(to: DecodedRow(compiled.layout, textCount: textCount))
            (results + index).initialize(to: RowResult(compiled.definition))
        }
    }

    func deallocate() {
        for index in 0..<Self.capacity {
            rows[index].deallocate()
            results[index].deallocate()
        }
        rows.deinitialize(count: Self.capacity)
        results.deinitialize(count: Self.capacity)
        rows.deallocate()
        results.deallocate()
    }

    /// A bit for each row.
    var bits: UInt64 { count == Self.capacity ? .max : (1 << UInt64(count)) - 1 }
}

/// Calls a body with the index of each bit that is set.
@inline(__always)
func forEachRow(of rows: UInt64, _ body: (Int) -> Void) {
    var rest = rows
    while rest != 0 {
        body(rest.trailingZeroBitCount)
        rest &= rest &- 1
    }
}
