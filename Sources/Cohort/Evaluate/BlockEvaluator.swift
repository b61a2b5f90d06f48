import Assessment
import Consistency
import Maturity
import Survey

/// Judges blocks of rows, one after another; one per worker.
struct BlockEvaluator {
    let compiled: CompiledDefinition
    /// The rows with each code of each field, and more (``PlaneLayout``).
    let planes: UnsafeMutablePointer<UInt64>
    /// The rows that violate each edit.
    let violating: UnsafeMutablePointer<UInt64>
    /// The groups and targets met so far.
    private(set) var groups: GroupLookup
    private let sums: UnsafeMutablePointer<Lanes>
    private let predicates: UnsafeMutablePointer<UInt64>
    private let literals: UnsafeMutablePointer<UInt64>
    private var scorer: RowScorer
    private var credibility: SlicedCredibility
    private var total = SlicedInteger()
    private let usesTables: Bool
    private let editCount: Int

    init(_ compiled: CompiledDefinition) {
        self.compiled = compiled
        let definition = compiled.definition
        func words(_ count: Int) -> UnsafeMutablePointer<UInt64> {
            let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1)
            words.initialize(repeating: 0, count: count + 1)
            return words
        }
        planes = words(compiled.planes.count)
        editCount = definition.rules.edits.count
        violating = words(editCount)
        predicates = words(compiled.program.count)
        let programs = compiled.conditions.map(\.program) + [compiled.program]
        literals = words(programs.map(\.literalCount).max() ?? 0)
        sums = .allocate(capacity: RowBlock.capacity)
        sums.initialize(repeating: Lanes(), count: RowBlock.capacity)
        groups = GroupLookup(definition, layout: compiled.layout)
        scorer = RowScorer(definition.model)
        let table = CredibilityTable(
            definition.credibility, layout: compiled.layout, planes: compiled.planes)
        credibility = SlicedCredibility(table)
        scorer.credibility = table
        usesTables = compiled.isComplete && table.isComplete
    }

    func deallocate() {
        planes.deallocate()
        violating.deallocate()
        predicates.deallocate()
        literals.deallocate()
        sums.deallocate()
        scorer.deallocate()
        credibility.deallocate()
        total.deallocate()
    }

    /// Judges a block.
    ///
    /// Conditions may turn answers of its rows into "not asked".
    mutating func evaluate(_ block: RowBlock) {
        planes.update(repeating: 0, count: compiled.planes.count)
        violating.update(repeating: 0, count: editCount)
        var isSingle: UInt64 = 0
        for row in 0..<block.count {
            if usesTables, !block.rows[row].isPartial {
                add(block.rows[row].values, row)
            } else {
                isSingle |= 1 << UInt64(row)
            }
        }
        let rows = block.bits & ~isSingle
        if rows != 0 {
            applyConditions(block, rows)
            fillSets(compiled.setFields, block, rows)
            for sum in compiled.sums.indices { fillSum(sum, block, rows) }
            compiled.program.run(on: planes, rows: rows, space: literals, into: predicates)
            for (predicate, edit) in compiled.editOfPredicate.enumerated() {
                violating[edit] = predicates[predicate]
            }
            isSingle |= interpret(block, rows)
        }
        if rows & ~isSingle != 0 { score(block, rows & ~isSingle) }
        forEachRow(of: isSingle) { row in judgeSingly(block, row) }
        noteViolations(block)
    }

    // MARK: Planes

    /// Adds a row's codes to planes and sums.
    @inline(__always)
    private func add(_ values: RowValues, _ row: Int) {
        let planes = planes
        let lanes = compiled.lanes
        let firsts = compiled.firstOfField
        let codes = values.codes
        let bit: UInt64 = 1 << UInt64(row)
        var sum = Lanes()
        for field in 0..<values.count {
            let place = Int(firsts[field]) &+ Int(codes[field])
            planes[place] |= bit
            sum &+= lanes[place]
        }
        sums[row] = sum
    }

    /// Turns answers to questions that are not asked into "not asked".
    private mutating func applyConditions(_ block: RowBlock, _ rows: UInt64) {
        let planes = planes
        let lanes = compiled.lanes
        for condition in compiled.conditions {
            for coordinate in condition.program.coordinates {
                switch coordinate {
                case .field: break
                case .option(let field, _): fillSets([field], block, rows)
                case .sum(let index): fillSum(index, block, rows)
                }
            }
            condition.program.run(on: planes, rows: rows, space: literals, into: predicates)
            forEachRow(of: predicates[0]) { row in
                let bit: UInt64 = 1 << UInt64(row)
                let codes = block.rows[row].values.codes
                var sum = sums[row]
                for member in condition.members {
                    let old = member.first &+ Int(codes[member.field])
                    let new = member.first &+ Int(member.notAsked)
                    planes[old] &= ~bit
                    planes[new] |= bit
                    sum &-= lanes[old]
                    sum &+= lanes[new]
                    codes[member.field] = member.notAsked
                }
                sums[row] = sum
            }
        }
    }

    private func fillSets(_ fields: [Int], _ block: RowBlock, _ rows: UInt64) {
        for field in fields {
            guard case .multiple(let count) = compiled.layout.fields[field].kind else { continue }
            let first = compiled.planes.first(.option(field: field, option: 0))
            let step = PlaneLayout.codesOfOption
            for option in 0..<count { planes[first &+ step &* option &+ 1] = 0 }
            let exact = planes[compiled.planes.first(.field(field))] & rows
            forEachRow(of: exact) { row in
                var included = block.rows[row].values.included[field]
                while included != 0 {
                    planes[first &+ step &* included.trailingZeroBitCount &+ 1] |= 1 << UInt64(row)
                    included &= included &- 1
                }
            }
            for option in 0..<count {
                planes[first &+ step &* option] = exact & ~planes[first &+ step &* option &+ 1]
                planes[first &+ step &* option &+ 2] = rows & ~exact
            }
        }
    }

    private mutating func fillSum(_ index: Int, _ block: RowBlock, _ rows: UInt64) {
        let first = compiled.planes.first(.sum(index))
        var above: UInt64 = 0
        var mayBeAbove: UInt64 = 0
        switch compiled.sums[index] {
        case .sliced(let sum):
            (above, mayBeAbove) = sum.exceeding(planes, total: &total)
        case .number(let test):
            forEachRow(of: rows) { row in
                let value = test.value(block.rows[row].values)
                above |= UInt64(value == 0 ? 1 : 0) << UInt64(row)
                mayBeAbove |= UInt64(value != 1 ? 1 : 0) << UInt64(row)
            }
        case .perRow(let sum):
            forEachRow(of: rows) { row in
                let value = sum.value(block.rows[row].values)
                if value == 0 { above |= 1 << UInt64(row) }
                if value != 1 { mayBeAbove |= 1 << UInt64(row) }
            }
        }
        planes[first] = above & rows
        planes[first &+ 1] = rows & ~mayBeAbove
        planes[first &+ 2] = rows & mayBeAbove & ~above
    }

    // MARK: Rules and scores

    /// Decides what boxes cannot express.
    ///
    /// - Returns: The rows for which only a search can.
    private func interpret(_ block: RowBlock, _ rows: UInt64) -> UInt64 {
        var undecided: UInt64 = 0
        for edit in compiled.interpreted {
            forEachRow(of: rows) { row in
                let values = block.rows[row].values
                let isEvaluated = edit.fields.allSatisfy { field in
                    let codes = compiled.layout.fields[field].applicableCodes
                    return codes >> UInt64(values.codes[field]) & 1 == 1
                }
                guard isEvaluated else { return }
                switch edit.formula.value(values) {
                case 0: violating[edit.index] |= 1 << UInt64(row)
                case 2 where !edit.formula.isSatisfiabilityExact: undecided |= 1 << UInt64(row)
                default: break
                }
            }
        }
        return undecided
    }

    private mutating func score(_ block: RowBlock, _ rows: UInt64) {
        scorer.setGates(compiled.gates, predicates, rows)
        credibility.evaluate(planes, rows: rows)
        forEachRow(of: rows) { row in
            let result = block.results + row
            scorer.score(sums[row], row, into: result, verdict: credibility.verdict(row))
            result.pointee.group = groups.index(of: block.rows[row].values)
        }
    }

    private func noteViolations(_ block: RowBlock) {
        for row in 0..<block.count { block.results[row].clearViolations() }
        for edit in 0..<editCount where violating[edit] != 0 {
            forEachRow(of: violating[edit]) { row in block.results[row].noteViolation(edit) }
        }
    }
}

// MARK: The single-institution engine

extension BlockEvaluator {
    /// Judges a row as `assess` would: for answers that leave several values possible, and for
    /// definitions that tables cannot express.
    private mutating func judgeSingly(_ block: RowBlock, _ row: Int) {
        let definition = compiled.definition
        let layout = compiled.layout
        let values = block.rows[row].values
        let bit: UInt64 = 1 << UInt64(row)
        let state = definition.state(
            of: values.response(to: definition.questionnaire, layout: layout))
        values.adopt(state, layout: layout)
        for plane in 0..<compiled.planes.fieldPlaneCount { planes[plane] &= ~bit }
        for field in 0..<values.count {
            planes[Int(compiled.firstOfField[field]) + Int(values.codes[field])] |= bit
        }
        for (index, edit) in definition.rules.edits.enumerated() {
            let isViolated =
                state.isEvaluated(edit.operands)
                && state.truth(of: edit.formula, negation: edit.negation) == .violated
            violating[index] = isViolated ? violating[index] | bit : violating[index] & ~bit
        }
        let maturity = MaturityAssessment(state, model: definition.model)
        let result = block.results + row
        let completeness = Completeness(state.items)
        result.pointee.answered = completeness.answered
        result.pointee.unknown = completeness.unknown
        for (dimension, assessment) in maturity.dimensions.enumerated() {
            let score = assessment.score
            for (offset, ratio) in [score.point, score.lowest, score.highest].enumerated() {
                result.pointee.scores[3 * dimension + offset] = Int32(ratio?.percentTenths ?? -1)
            }
            result.pointee.levels[3 * dimension] = Int32(assessment.level ?? -1)
            result.pointee.levels[3 * dimension + 1] = Int32(assessment.lowestLevel)
            result.pointee.levels[3 * dimension + 2] = Int32(assessment.highestLevel)
        }
        result.pointee.index = Int32(maturity.index?.percentTenths ?? -1)
        result.pointee.overallLevel = Int32(maturity.overallLevel ?? -1)
        result.pointee.group = groups.index(of: state)
        let verdict = CredibilityAssessment(state, model: definition.credibility).verdict
        result.pointee.credibility =
            switch verdict {
            case nil: -1
            case .normal?: 0
            case .watch?: 1
            case .doubtful?: 2
            }
    }
}
