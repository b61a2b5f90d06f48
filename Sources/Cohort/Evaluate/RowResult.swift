import Assessment
import Consistency
import Maturity

/// What is found of one row, ready to be written and counted; reused from row to row.
///
/// Percentages are in tenths, rounded once; -1 stands for a figure that does not exist.
struct RowResult {
    /// How many items are answered exactly.
    var answered = 0
    /// How many items the respondent does not know.
    var unknown = 0
    /// Point, lowest and highest score of each dimension.
    let scores: UnsafeMutablePointer<Int32>
    /// Level, lowest and highest level of each dimension.
    let levels: UnsafeMutablePointer<Int32>
    /// The mean of the point scores.
    var index: Int32 = -1
    /// The lowest of the levels.
    var overallLevel: Int32 = -1
    /// The outcome of ``GroupLookup``.
    var group = 0
    /// The verdict of the credibility indices: 0 normal, 1 worth a look, 2 doubtful.
    var credibility: Int32 = -1
    /// One bit per violated edit, in rule order.
    let violated: UnsafeMutablePointer<UInt64>
    /// How many words of bits there are.
    let violatedWords: Int
    private let dimensionCount: Int

    init(_ definition: Definition) {
        dimensionCount = definition.model.dimensions.count
        scores = .allocate(capacity: 3 * dimensionCount)
        scores.initialize(repeating: -1, count: 3 * dimensionCount)
        levels = .allocate(capacity: 3 * dimensionCount)
        levels.initialize(repeating: -1, count: 3 * dimensionCount)
        violatedWords = definition.rules.edits.count / 64 + 1
        violated = .allocate(capacity: violatedWords)
        violated.initialize(repeating: 0, count: violatedWords)
    }

    func deallocate() {
        scores.deallocate()
        levels.deallocate()
        violated.deallocate()
    }

    /// Takes back all violations.
    @inline(__always)
    func clearViolations() {
        for word in 0..<violatedWords { violated[word] = 0 }
    }

    /// Notes that an edit is violated.
    @inline(__always)
    func noteViolation(_ edit: Int) { violated[edit >> 6] |= 1 << UInt64(edit & 63) }
}
