/// The values of one row, ready for tables: codes, and beside them numbers and sets of options.
///
/// Memory is allocated once and written over.
struct RowValues {
    /// The code of each field.
    let codes: UnsafeMutablePointer<UInt8>
    /// The value of each number, the lowest possible for a partial one.
    let numbers: UnsafeMutablePointer<Int>
    /// The highest possible value of each number.
    let highest: UnsafeMutablePointer<Int>
    /// The options included in each set.
    let included: UnsafeMutablePointer<UInt64>
    /// The options that a partial set leaves open.
    let open: UnsafeMutablePointer<UInt64>
    /// How many fields there are.
    let count: Int

    init(_ layout: FieldLayout) {
        count = layout.fields.count
        codes = .allocate(capacity: count)
        for (index, field) in layout.fields.enumerated() {
            (codes + index).initialize(to: field.code(.unanswered))
        }
        numbers = .allocate(capacity: count)
        numbers.initialize(repeating: 0, count: count)
        highest = .allocate(capacity: count)
        highest.initialize(repeating: 0, count: count)
        included = .allocate(capacity: count)
        included.initialize(repeating: 0, count: count)
        open = .allocate(capacity: count)
        open.initialize(repeating: 0, count: count)
    }

    func deallocate() {
        codes.deallocate()
        numbers.deallocate()
        highest.deallocate()
        included.deallocate()
        open.deallocate()
    }

    /// Whether an option is in a set: 0 no, 1 yes, 2 open.
    @inline(__always)
    func optionCode(_ field: Int, _ option: Int) -> Int {
        codes[field] == 0 ? Int(truncatingIfNeeded: included[field] >> UInt64(option)) & 1 : 2
    }
}
