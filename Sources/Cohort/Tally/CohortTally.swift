import Assessment
import Consistency
import Maturity

/// What a run counts; one per worker, added up at the end.
///
/// Only whole numbers are kept, so adding up is exact and its order does not matter.
struct CohortTally {
    let compiled: CompiledDefinition
    /// How many rows were judged.
    var scored = 0
    /// How many rows were rejected.
    var rejected = 0
    /// How many of them repeat a registration number.
    var duplicates = 0
    /// How many cells were taken as not answered because they state no value.
    var lenientCells = 0
    /// How many rows violate a hard rule, and how many only soft ones.
    var contradictory = 0
    var doubtful = 0
    /// How often each code of each field occurs, by its plane.
    let codes: UnsafeMutablePointer<Int>
    /// How often each option of each set occurs.
    let options: UnsafeMutablePointer<Int>
    /// Where the options of a field begin.
    let firstOption: [Int]
    /// How often each edit is violated.
    let edits: UnsafeMutablePointer<Int>
    /// How many rows violate each rule.
    let rules: UnsafeMutablePointer<Int>
    /// The point score of each dimension and the index, by tenths of a percent; one more for none.
    let histograms: UnsafeMutablePointer<Int>
    /// The level in each dimension and overall; one more for none.
    let levels: UnsafeMutablePointer<Int>
    /// The verdicts of the credibility indices, one more in front for none.
    let verdicts: UnsafeMutablePointer<Int>
    /// How often each outcome of ``GroupLookup`` occurs.
    var groups: [Int] = []
    /// The rows of each ministry.
    var ministries = MinistryTally()
    /// How each counted condition came out: holds, open, fails, not evaluated.
    let conditions: UnsafeMutablePointer<Int>
    let conditionCount: Int

    let dimensionCount: Int
    let levelCount: Int
    private let editCount: Int
    private let ruleOfEdit: [Int]
    private let isHard: [Bool]

    /// One histogram: 0.0 to 100.0 percent, and none.
    static let bins = 1002

    init(_ compiled: CompiledDefinition, conditionCount: Int) {
        self.compiled = compiled
        self.conditionCount = conditionCount
        let definition = compiled.definition
        dimensionCount = definition.model.dimensions.count
        levelCount = definition.model.levels.count
        editCount = definition.rules.edits.count
        var ruleIndices: [String: Int] = [:]
        for (index, rule) in definition.rules.rules.enumerated() { ruleIndices[rule.id] = index }
        ruleOfEdit = definition.rules.edits.map { ruleIndices[$0.rule.id, default: 0] }
        isHard = definition.rules.edits.map { $0.rule.kind == .hard }
        var firstOption: [Int] = []
        var options = 0
        for field in compiled.layout.fields {
            firstOption.append(options)
            if case .multiple(let count) = field.kind { options += count }
        }
        self.firstOption = firstOption
        func zeros(_ count: Int) -> UnsafeMutablePointer<Int> {
            let pointer = UnsafeMutablePointer<Int>.allocate(capacity: max(1, count))
            pointer.initialize(repeating: 0, count: max(1, count))
            return pointer
        }
        codes = zeros(compiled.planes.fieldPlaneCount)
        self.options = zeros(options)
        edits = zeros(editCount)
        rules = zeros(definition.rules.rules.count)
        histograms = zeros((dimensionCount + 1) * Self.bins)
        levels = zeros((dimensionCount + 1) * (levelCount + 1))
        verdicts = zeros(4)
        conditions = zeros(4 * conditionCount)
    }

    func deallocate() {
        for pointer in [codes, options, edits, rules, histograms, levels, verdicts, conditions] {
            pointer.deallocate()
        }
    }

    /// Counts the rows of a block, or with `-1` takes them back.
    ///
    /// - Parameters:
    ///   - block: The rows.
    ///   - evaluator: What has judged them, and still holds their planes.
    ///   - sign: 1 or -1.
    mutating func add(_ block: RowBlock, _ evaluator: BlockEvaluator, times sign: Int) {
        scored &+= sign &* block.count
        let planes = evaluator.planes
        for plane in 0..<compiled.planes.fieldPlaneCount where planes[plane] != 0 {
            codes[plane] &+= sign &* planes[plane].nonzeroBitCount
        }
        let contradictory = addViolations(evaluator.violating, sign)
        for row in 0..<block.count {
            add(
                block.rows[row], block.results + row,
                isContradictory: contradictory >> UInt64(row) & 1 == 1, sign)
        }
    }

    @inline(__always)
    private mutating func add(
        _ row: DecodedRow, _ result: UnsafePointer<RowResult>, isContradictory: Bool, _ sign: Int
    ) {
        lenientCells &+= sign &* row.lenientCells
        for field in compiled.setFields where row.values.codes[field] == 0 {
            var bits = row.values.included[field]
            while bits != 0 {
                options[firstOption[field] &+ bits.trailingZeroBitCount] &+= sign
                bits &= bits &- 1
            }
        }
        for dimension in 0..<dimensionCount {
            addFigure(
                dimension, score: result.pointee.scores[3 &* dimension],
                level: result.pointee.levels[3 &* dimension], sign)
        }
        addFigure(
            dimensionCount, score: result.pointee.index, level: result.pointee.overallLevel, sign)
        verdicts[Int(result.pointee.credibility) &+ 1] &+= sign
        while groups.count <= result.pointee.group { groups.append(0) }
        groups[result.pointee.group] &+= sign
        ministries.add(row.texts[DecodedRow.ministry], result, isContradictory, sign)
    }

    @inline(__always)
    private func addFigure(_ place: Int, score: Int32, level: Int32, _ sign: Int) {
        let bin = score < 0 ? Self.bins - 1 : Int(score)
        histograms[place &* Self.bins &+ bin] &+= sign
        let step = level < 0 ? levelCount : Int(level)
        levels[place &* (levelCount &+ 1) &+ step] &+= sign
    }

    /// Counts violations and returns the rows with a contradiction.
    private mutating func addViolations(_ violating: UnsafePointer<UInt64>, _ sign: Int) -> UInt64 {
        var ofRule: UInt64 = 0
        var contradictory: UInt64 = 0
        var any: UInt64 = 0
        for edit in 0..<editCount {
            edits[edit] &+= sign &* violating[edit].nonzeroBitCount
            ofRule |= violating[edit]
            any |= violating[edit]
            if isHard[edit] { contradictory |= violating[edit] }
            // Instances of a rule stand together.
            if edit + 1 == editCount || ruleOfEdit[edit + 1] != ruleOfEdit[edit] {
                rules[ruleOfEdit[edit]] &+= sign &* ofRule.nonzeroBitCount
                ofRule = 0
            }
        }
        self.contradictory &+= sign &* contradictory.nonzeroBitCount
        doubtful &+= sign &* (any & ~contradictory).nonzeroBitCount
        return contradictory
    }

    /// Notes how a counted condition came out.
    func note(condition: Int, outcome: Int, times sign: Int) {
        conditions[4 &* condition &+ outcome] &+= sign
    }
}
