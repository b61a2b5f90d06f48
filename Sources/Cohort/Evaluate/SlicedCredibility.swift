import Consistency

/// Computes credibility indices for all rows of a block at once.
///
/// Every index is a part of a whole; both are built up bit by bit over the questions in their
/// order.
struct SlicedCredibility {
    /// The rows in which some index has a value, and those with a verdict.
    private(set) var hasValue: UInt64 = 0
    private(set) var isWatched: UInt64 = 0
    private(set) var isDoubtful: UInt64 = 0

    private let table: CredibilityTable
    private var part = SlicedInteger()
    private var whole = SlicedInteger()
    private var found = SlicedInteger()
    private var left = SlicedInteger()
    private var right = SlicedInteger()
    /// The rows that gave each option to the question before.
    private let previous: UnsafeMutablePointer<UInt64>
    private let optionCount: Int

    init(_ table: CredibilityTable) {
        self.table = table
        optionCount = table.indices.flatMap { $0.members.map(\.options) }.max() ?? 0
        previous = .allocate(capacity: optionCount + 1)
        previous.initialize(repeating: 0, count: optionCount + 1)
    }

    func deallocate() {
        for number in [part, whole, found, left, right] { number.deallocate() }
        previous.deallocate()
    }

    /// Computes all indices.
    mutating func evaluate(_ planes: UnsafePointer<UInt64>, rows: UInt64) {
        (hasValue, isWatched, isDoubtful) = (0, 0, 0)
        for index in table.indices {
            part.clear()
            whole.clear()
            found.clear()
            var valid = rows
            switch index.kind {
            case .unknownShare: countUnknown(index, planes)
            case .longestRun: valid &= measureRuns(index, planes)
            case .acquiescence: countAgreement(index, planes)
            case .normedGuttmanErrors: countErrors(index, planes)
            case .variability: measureVariance(index, planes)
            }
            valid &= whole.isPositive & found.isGreater(than: index.minimumAnswers - 1)
            hasValue |= valid
            isDoubtful |= valid & reaching(index.doubtful)
            isWatched |= valid & reaching(index.watch)
        }
    }

    /// The worst verdict on a row: 0 normal, 1 worth a look, 2 doubtful, -1 when no index has a
    /// value.
    func verdict(_ row: Int) -> Int32 {
        let bit: UInt64 = 1 << UInt64(row)
        if isDoubtful & bit != 0 { return 2 }
        if isWatched & bit != 0 { return 1 }
        return hasValue & bit != 0 ? 0 : -1
    }

    private mutating func reaching(_ bounds: CredibilityTable.Bounds) -> UInt64 {
        var rows: UInt64 = 0
        if let threshold = bounds.atLeast {
            compare(with: threshold)
            rows |= ~right.isGreater(than: left)
        }
        if let threshold = bounds.atMost {
            compare(with: threshold)
            rows |= ~left.isGreater(than: right)
        }
        return rows
    }

    /// Brings part and whole to a common denominator with a threshold.
    private mutating func compare(with threshold: CredibilityTable.Threshold) {
        left.clear()
        left.add(part, times: threshold.denominator)
        right.clear()
        right.add(whole, times: threshold.numerator)
    }

    @inline(__always)
    private static func answered(
        _ member: CredibilityTable.Member, _ planes: UnsafePointer<UInt64>
    ) -> UInt64 {
        var rows: UInt64 = 0
        for option in 0..<member.options { rows |= planes[member.first &+ option] }
        return rows
    }

    @inline(__always)
    private static func positive(
        _ member: CredibilityTable.Member, _ planes: UnsafePointer<UInt64>
    ) -> UInt64 {
        var rows: UInt64 = 0
        var bits = member.positive
        while bits != 0 {
            rows |= planes[member.first &+ bits.trailingZeroBitCount]
            bits &= bits &- 1
        }
        return rows
    }

    // MARK: Indices

    private mutating func countUnknown(
        _ index: CredibilityTable.Index, _ planes: UnsafePointer<UInt64>
    ) {
        for member in index.members {
            let applies = ~(planes[member.notAsked] | planes[member.notApplicable])
            whole.add(applies)
            part.add(planes[member.unknown])
            found.add(applies & ~planes[member.unanswered])
        }
    }

    /// The longest run of equal answers; questions that are not asked do not end a run.
    private mutating func measureRuns(
        _ index: CredibilityTable.Index, _ planes: UnsafePointer<UInt64>
    ) -> UInt64 {
        var applicable: UInt64 = 0
        for option in 0..<optionCount { previous[option] = 0 }
        left.clear()
        for member in index.members {
            let asked = ~planes[member.notAsked]
            applicable |= asked & ~planes[member.notApplicable]
            whole.add(asked)
            var same: UInt64 = 0
            var answered: UInt64 = 0
            for option in 0..<optionCount {
                let chosen = option < member.options ? planes[member.first &+ option] : 0
                same |= chosen & previous[option]
                answered |= chosen
                previous[option] = previous[option] & ~asked | chosen
            }
            found.add(answered)
            left.clear(asked & ~same)
            left.add(answered)
            part.set(left, in: left.isGreater(than: part))
            // A question without an answer is a run of one.
            right.clear()
            right.add(asked)
            part.set(right, in: right.isGreater(than: part))
        }
        return applicable
    }

    private mutating func countAgreement(
        _ index: CredibilityTable.Index, _ planes: UnsafePointer<UInt64>
    ) {
        for member in index.members {
            whole.add(Self.answered(member, planes))
            part.add(Self.positive(member, planes))
        }
        found.add(whole)
    }

    /// Guttman errors: pairs of a positive answer and a negative one to a more popular question.
    ///
    /// They are normed by the most that the number of positive answers allows.
    private mutating func countErrors(
        _ index: CredibilityTable.Index, _ planes: UnsafePointer<UInt64>
    ) {
        // `left` counts negative answers to more popular questions, `right` those to equally
        // popular ones.
        left.clear()
        right.clear()
        var rank = -1
        for member in index.members {
            if member.rank != rank {
                left.add(right)
                right.clear()
                rank = member.rank
            }
            let positive = Self.positive(member, planes)
            part.add(left, in: positive)
            let answered = Self.answered(member, planes)
            right.add(answered & ~positive)
            found.add(answered)
        }
        left.add(right)
        right.clear()
        right.add(found)
        right.subtract(left)
        whole.addProduct(right, left)
    }

    /// The variance of the options' places, of n answers: n·Σx² − (Σx)² of n·(n − 1).
    private mutating func measureVariance(
        _ index: CredibilityTable.Index, _ planes: UnsafePointer<UInt64>
    ) {
        left.clear()
        right.clear()
        for option in 0..<optionCount {
            whole.clear()
            for member in index.members where option < member.options {
                whole.add(planes[member.first &+ option])
            }
            found.add(whole)
            left.add(whole, times: option)
            right.add(whole, times: option * option)
        }
        whole.clear()
        part.addProduct(found, right)
        right.clear()
        right.addProduct(left, left)
        part.subtract(right)
        // n² − n
        right.clear()
        right.add(found)
        whole.addProduct(found, found)
        whole.subtract(right)
    }
}
