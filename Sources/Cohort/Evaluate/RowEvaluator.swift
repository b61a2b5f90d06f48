import Assessment
import Consistency
import Maturity
import Survey

/// Judges rows, one after another; one per worker.
struct RowEvaluator {
    private let compiled: CompiledDefinition
    private let layout: FieldLayout
    private let model: MaturityModel
    private let credibility: CredibilityTable
    /// The groups and targets met so far.
    private(set) var groups: GroupLookup
    private let alive: UnsafeMutablePointer<UInt64>
    private let lanes: UnsafeMutablePointer<Int16>
    private let thresholds: [(numerator: Int, denominator: Int)]
    private let usesTables: Bool
    /// Whether the product of four denominators, and a thousand times it, fits into a word.
    private let hasSmallDenominators: Bool
    /// What the last row says.
    var result: RowResult

    init(_ compiled: CompiledDefinition) {
        self.compiled = compiled
        layout = compiled.layout
        model = compiled.definition.model
        credibility = CredibilityTable(compiled.definition.credibility, layout: layout)
        groups = GroupLookup(compiled.definition, layout: layout)
        alive = .allocate(capacity: compiled.wordCount + 1)
        alive.initialize(repeating: 0, count: compiled.wordCount + 1)
        lanes = .allocate(capacity: Lanes.count)
        lanes.initialize(repeating: 0, count: Lanes.count)
        thresholds = model.levels.map { ($0.threshold.numerator, $0.threshold.denominator) }
        usesTables = compiled.isComplete && credibility.isComplete
        result = RowResult(compiled.definition)
        let largest = model.contributions.map { contributions in
            contributions.reduce(0) { $0 + $1.weight } * compiled.definition.model.unit
        }
        let product = largest.reduce(8000.0) { $0 * Double(max(1, $1)) }
        hasSmallDenominators = product * Double(largest.count) < 4e18
    }

    func deallocate() {
        alive.deallocate()
        lanes.deallocate()
        result.deallocate()
    }

    /// Judges a row.
    ///
    /// - Parameters:
    ///   - row: The answers, which conditions may turn into "not asked".
    ///   - isPartial: Whether some field leaves several values possible.
    mutating func evaluate(_ row: RowValues, isPartial: Bool) {
        guard usesTables, !isPartial else {
            evaluateBySingleEngine(row)
            return
        }
        applyConditions(row)
        guard addUp(row) else {
            evaluateBySingleEngine(row)
            return
        }
        result.answered = Int(lanes[Lanes.answered])
        result.unknown = Int(lanes[Lanes.unknown])
        score()
        result.group = groups.index(of: row)
        result.credibility = credibility.verdict(
            row,
            totals: (
                Int(lanes[Lanes.unknown]), Int(lanes[Lanes.applicable]),
                Int(lanes[Lanes.unanswered])
            ))
    }

    // MARK: Conditions

    private func applyConditions(_ row: RowValues) {
        for group in compiled.conditions {
            let isAsked = group.conditions.allSatisfy { condition in
                condition.fields.allSatisfy { field in
                    layout.fields[field].applicableCodes >> UInt64(row.codes[field]) & 1 == 1
                } && condition.formula.value(row) != 0
            }
            if isAsked { continue }
            for member in group.members {
                row.codes[member] = layout.fields[member].code(.notAsked)
            }
        }
    }

    // MARK: Tables

    /// Adds up the entries of a row; `false` when an edit needs a search.
    private func addUp(_ row: RowValues) -> Bool {
        for word in 0...compiled.wordCount { alive[word] = .max }
        var sum0 = SIMD8<Int16>(repeating: 0)
        var sum1 = SIMD8<Int16>(repeating: 0)
        var sum2 = SIMD8<Int16>(repeating: 0)
        let entries = compiled.entries
        let fields = compiled.fieldEntries
        for field in 0..<row.count {
            let place = fields[field]
            let entry = entries + (Int(place.first) &+ Int(row.codes[field]))
            sum0 &+= entry.pointee.lanes0
            sum1 &+= entry.pointee.lanes1
            sum2 &+= entry.pointee.lanes2
            alive[Int(place.word0)] &= entry.pointee.kept0
            alive[Int(place.word1)] &= entry.pointee.kept1
        }
        let raw = UnsafeMutableRawPointer(lanes)
        raw.storeBytes(of: sum0, as: SIMD8<Int16>.self)
        raw.storeBytes(of: sum1, toByteOffset: 16, as: SIMD8<Int16>.self)
        raw.storeBytes(of: sum2, toByteOffset: 32, as: SIMD8<Int16>.self)
        strike(row)
        result.clearViolations()
        for word in 0..<compiled.wordCount {
            var bits = alive[word] & compiled.editMasks[word]
            while bits != 0 {
                result.noteViolation(
                    compiled.editOfBit[word << 6 | bits.trailingZeroBitCount])
                bits &= bits &- 1
            }
        }
        return interpret(row)
    }

    private func strike(_ row: RowValues) {
        var sumIndex = -1
        var sumCode = 0
        for strike in compiled.strikes {
            let code: Int
            switch strike.coordinate {
            case .field(let field): code = Int(row.codes[field])
            case .option(let field, let option): code = row.optionCode(field, option)
            case .sum(let index):
                if index != sumIndex {
                    sumIndex = index
                    sumCode = compiled.sums[index].value(row)
                }
                code = sumCode
            }
            alive[strike.word] &= strike.kept[code]
        }
    }

    private func interpret(_ row: RowValues) -> Bool {
        for edit in compiled.interpreted {
            let isEvaluated = edit.fields.allSatisfy { field in
                layout.fields[field].applicableCodes >> UInt64(row.codes[field]) & 1 == 1
            }
            guard isEvaluated else { continue }
            switch edit.formula.value(row) {
            case 0: result.noteViolation(edit.index)
            case 2: if !edit.formula.isSatisfiabilityExact { return false }
            default: break
            }
        }
        return true
    }

    // MARK: Scores

    private mutating func score() {
        let count = model.dimensions.count
        let never = model.levels.count
        var overall = Int32.max
        var hasAll = true
        for dimension in 0..<count {
            var blockedLow = never
            var blockedHigh = never
            for gate in compiled.gates where gate.dimension == dimension {
                if let evaluated = gate.evaluated, alive[evaluated.word] & evaluated.mask == 0 {
                    continue
                }
                let isPassed = gate.passed.map { alive[$0.word] & $0.mask != 0 } ?? false
                if !isPassed {
                    blockedLow = min(blockedLow, gate.level)
                    let isFailed = gate.failed.map { alive[$0.word] & $0.mask != 0 } ?? false
                    if isFailed { blockedHigh = min(blockedHigh, gate.level) }
                }
            }
            let answered = Int(lanes[Lanes.answeredWeight + dimension]) * model.unit
            let applicable = Int(lanes[Lanes.applicableWeight + dimension]) * model.unit
            let achieved = Int(lanes[Lanes.achieved + dimension])
            let lowest = Int(lanes[Lanes.lowest + dimension])
            let highest = Int(lanes[Lanes.highest + dimension])
            let scores = result.scores + 3 * dimension
            let levels = result.levels + 3 * dimension
            if answered > 0 {
                scores[0] = Self.tenths(achieved, answered)
                levels[0] = level(achieved, answered, below: blockedLow)
                overall = min(overall, levels[0])
            } else {
                (scores[0], levels[0], hasAll) = (-1, -1, false)
            }
            if applicable > 0 {
                scores[1] = Self.tenths(lowest, applicable)
                scores[2] = Self.tenths(highest, applicable)
                levels[1] = level(lowest, applicable, below: blockedLow)
                levels[2] = level(highest, applicable, below: blockedHigh)
            } else {
                (scores[1], scores[2], levels[1], levels[2]) = (-1, -1, 0, 0)
            }
        }
        result.overallLevel = hasAll ? overall : -1
        result.index = hasAll ? index() : -1
    }

    /// The mean of the point scores in tenths of a percent, rounded once.
    private func index() -> Int32 {
        let count = model.dimensions.count
        guard hasSmallDenominators else {
            let points = (0..<count).map { dimension in
                Ratio(
                    Int(lanes[Lanes.achieved + dimension]),
                    Int(lanes[Lanes.answeredWeight + dimension]) * model.unit)
            }
            return Int32(Ratio.mean(points)?.percentTenths ?? -1)
        }
        var numerator = 0
        var denominator = 1
        for dimension in 0..<count {
            let whole = Int(lanes[Lanes.answeredWeight + dimension]) * model.unit
            numerator = numerator &* whole &+ Int(lanes[Lanes.achieved + dimension]) &* denominator
            denominator = denominator &* whole
        }
        denominator = denominator &* count
        return Int32(truncatingIfNeeded: (2000 &* numerator &+ denominator) / (2 &* denominator))
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
        while level &+ 1 < blocked, level &+ 1 < thresholds.count {
            let threshold = thresholds[level &+ 1]
            guard part &* threshold.denominator >= threshold.numerator &* whole else { break }
            level &+= 1
        }
        return Int32(truncatingIfNeeded: level)
    }
}

// MARK: The single-institution engine

extension RowEvaluator {
    /// Judges a row as `assess` would: for answers that leave several values possible, and for
    /// definitions that tables cannot express.
    private mutating func evaluateBySingleEngine(_ row: RowValues) {
        let definition = compiled.definition
        let response = row.response(to: definition.questionnaire, layout: layout)
        let state = definition.state(of: response)
        row.adopt(state, layout: layout)
        let completeness = Completeness(state.items)
        result.answered = completeness.answered
        result.unknown = completeness.unknown
        result.clearViolations()
        for (index, edit) in definition.rules.edits.enumerated()
        where state.isEvaluated(edit.operands)
            && state.truth(of: edit.formula, negation: edit.negation) == .violated
        {
            result.noteViolation(index)
        }
        let maturity = MaturityAssessment(state, model: model)
        for (dimension, assessment) in maturity.dimensions.enumerated() {
            let score = assessment.score
            for (offset, ratio) in [score.point, score.lowest, score.highest].enumerated() {
                result.scores[3 * dimension + offset] = Int32(ratio?.percentTenths ?? -1)
            }
            result.levels[3 * dimension] = Int32(assessment.level ?? -1)
            result.levels[3 * dimension + 1] = Int32(assessment.lowestLevel)
            result.levels[3 * dimension + 2] = Int32(assessment.highestLevel)
        }
        result.index = Int32(maturity.index?.percentTenths ?? -1)
        result.overallLevel = Int32(maturity.overallLevel ?? -1)
        result.group = groups.index(of: state)
        let verdict = CredibilityAssessment(state, model: definition.credibility).verdict
        result.credibility =
            switch verdict {
            case nil: -1
            case .normal?: 0
            case .watch?: 1
            case .doubtful?: 2
            }
    }
}
