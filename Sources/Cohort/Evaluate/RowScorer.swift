import Consistency
import Maturity

/// Turns the sums of a row into scores and levels.
struct RowScorer {
    /// The indices that a row's sums say already.
    var credibility: CredibilityTable?
    private let dimensionCount: Int
    private let levelCount: Int
    private let unit: Int
    private let thresholds: UnsafeMutablePointer<(numerator: Int, denominator: Int)>
    /// The rows that a gate of each level of each dimension holds back at worst, and at best.
    private let blockedLow: UnsafeMutablePointer<UInt64>
    private let blockedHigh: UnsafeMutablePointer<UInt64>
    /// Whether the product of all denominators, and two thousand times it, fits into a word.
    private let hasSmallDenominators: Bool

    init(_ model: MaturityModel) {
        dimensionCount = model.dimensions.count
        levelCount = model.levels.count
        unit = model.unit
        thresholds = .allocate(capacity: max(1, levelCount))
        for (index, level) in model.levels.enumerated() {
            (thresholds + index).initialize(
                to: (level.threshold.numerator, level.threshold.denominator))
        }
        let count = max(1, dimensionCount * levelCount)
        blockedLow = .allocate(capacity: count)
        blockedLow.initialize(repeating: 0, count: count)
        blockedHigh = .allocate(capacity: count)
        blockedHigh.initialize(repeating: 0, count: count)
        let largest = model.contributions.map { contributions in
            contributions.reduce(0) { $0 + $1.weight } * model.unit
        }
        let product = largest.reduce(8000.0) { $0 * Double(max(1, $1)) }
        hasSmallDenominators = product * Double(largest.count) < 4e18
    }

    func deallocate() {
        thresholds.deallocate()
        blockedLow.deallocate()
        blockedHigh.deallocate()
    }

    /// Takes in what predicates say of gates: a gate that is not passed holds back at worst, one
    /// that is failed at best as well.
    func setGates(
        _ gates: [CompiledDefinition.GateTest], _ predicates: UnsafePointer<UInt64>, _ rows: UInt64
    ) {
        blockedLow.update(repeating: 0, count: dimensionCount * levelCount)
        blockedHigh.update(repeating: 0, count: dimensionCount * levelCount)
        for gate in gates {
            let place = gate.dimension * levelCount + gate.level
            let isHeld = predicates[gate.predicate + 2] & ~predicates[gate.predicate + 1]
            blockedLow[place] |= isHeld
            blockedHigh[place] |= isHeld & predicates[gate.predicate]
        }
    }

    /// Computes the figures of a row.
    ///
    /// - Parameters:
    ///   - sums: The row's sums.
    ///   - row: Its place in the block.
    ///   - result: Receives the figures.
    ///   - verdict: The verdict of the indices that sums do not say.
    func score(
        _ sums: Lanes, _ row: Int, into result: UnsafeMutablePointer<RowResult>, verdict: Int32
    ) {
        withUnsafeBytes(of: sums) { bytes in
            let lanes = bytes.assumingMemoryBound(to: Int16.self)
            guard let lanes = lanes.baseAddress else { return }
            let answered = Int(lanes[Lanes.answered])
            result.pointee.answered = answered
            result.pointee.unknown = Int(lanes[Lanes.unknown])
            let applicable = Int(lanes[Lanes.applicable])
            result.pointee.credibility =
                credibility?.verdict(
                    verdict, unknown: Int(lanes[Lanes.unknown]), applicable: applicable,
                    answered: applicable - Int(lanes[Lanes.unanswered])) ?? verdict
            var overall = Int32.max
            var numerator = 0
            var denominator = 1
            for dimension in 0..<dimensionCount {
                let whole = Int(lanes[Lanes.answeredWeight + dimension]) &* unit
                let part = Int(lanes[Lanes.achieved + dimension])
                let level = score(
                    dimension, row, lanes, part, whole, result.pointee.scores + 3 &* dimension,
                    result.pointee.levels + 3 &* dimension)
                overall = min(overall, level)
                if hasSmallDenominators {
                    numerator = numerator &* whole &+ part &* denominator
                    denominator = denominator &* whole
                }
            }
            result.pointee.overallLevel = overall
            guard overall >= 0 else {
                result.pointee.index = -1
                return
            }
            if hasSmallDenominators {
                denominator = denominator &* dimensionCount
                // Rounded half up, once.
                result.pointee.index = Int32(
                    truncatingIfNeeded: (2000 &* numerator &+ denominator) / (2 &* denominator))
            } else {
                let points = (0..<dimensionCount).map { dimension in
                    Ratio(
                        Int(lanes[Lanes.achieved + dimension]),
                        Int(lanes[Lanes.answeredWeight + dimension]) * unit)
                }
                result.pointee.index = Int32(Ratio.mean(points)?.percentTenths ?? -1)
            }
        }
    }

    /// Computes the figures of one dimension and returns the level, -1 without one.
    @inline(__always)
    private func score(
        _ dimension: Int, _ row: Int, _ lanes: UnsafePointer<Int16>, _ part: Int, _ whole: Int,
        _ scores: UnsafeMutablePointer<Int32>, _ levels: UnsafeMutablePointer<Int32>
    ) -> Int32 {
        var low = levelCount
        var high = levelCount
        var place = dimension &* levelCount &+ levelCount
        for level in stride(from: levelCount &- 1, through: 0, by: -1) {
            place &-= 1
            if blockedLow[place] >> UInt64(row) & 1 == 1 { low = level }
            if blockedHigh[place] >> UInt64(row) & 1 == 1 { high = level }
        }
        if whole > 0 {
            scores[0] = Self.tenths(part, whole)
            levels[0] = level(part, whole, below: low)
        } else {
            (scores[0], levels[0]) = (-1, -1)
        }
        let applicable = Int(lanes[Lanes.applicableWeight + dimension]) &* unit
        if applicable > 0 {
            let lowest = Int(lanes[Lanes.lowest + dimension])
            let highest = Int(lanes[Lanes.highest + dimension])
            scores[1] = Self.tenths(lowest, applicable)
            scores[2] = Self.tenths(highest, applicable)
            levels[1] = level(lowest, applicable, below: low)
            levels[2] = level(highest, applicable, below: high)
        } else {
            (scores[1], scores[2], levels[1], levels[2]) = (-1, -1, 0, 0)
        }
        return levels[0]
    }

    /// A share in tenths of a percent, rounded half up.
    @inline(__always)
    private static func tenths(_ part: Int, _ whole: Int) -> Int32 {
        let numerator = UInt32(truncatingIfNeeded: 2000 &* part &+ whole)
        return Int32(truncatingIfNeeded: numerator / UInt32(truncatingIfNeeded: 2 &* whole))
    }

    @inline(__always)
    private func level(_ part: Int, _ whole: Int, below blocked: Int) -> Int32 {
        var level = 0
        while level &+ 1 < blocked, level &+ 1 < levelCount {
            let threshold = thresholds[level &+ 1]
            guard part &* threshold.denominator >= threshold.numerator &* whole else { break }
            level &+= 1
        }
        return Int32(truncatingIfNeeded: level)
    }
}
