import Assessment
import Consistency
import Maturity

/// What a run counts; one per worker, added up at the end.
///
/// Only whole numbers are kept, so adding up is exact and its order does not matter.
final class CohortTally: @unchecked Sendable {
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
    /// How often each code of each field occurs, by the index of its entry.
    let codes: UnsafeMutablePointer<Int>
    /// How often each option of each set occurs.
    let options: UnsafeMutablePointer<Int>
    /// Where the options of a field begin.
    let firstOption: [Int]
    private let setFields: [Int]
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
    private let optionCount: Int
    private let editCount: Int
    private let ruleCount: Int
    private let ruleOfEdit: [Int]
    private let isHard: [UInt64]

    /// One histogram: 0.0 to 100.0 percent, and none.
    static let bins = 1002

    init(_ compiled: CompiledDefinition, conditionCount: Int) {
        self.compiled = compiled
        self.conditionCount = conditionCount
        let definition = compiled.definition
        dimensionCount = definition.model.dimensions.count
        levelCount = definition.model.levels.count
        editCount = definition.rules.edits.count
        ruleCount = definition.rules.rules.count
        var ruleIndices: [String: Int] = [:]
        for (index, rule) in definition.rules.rules.enumerated() { ruleIndices[rule.id] = index }
        ruleOfEdit = definition.rules.edits.map { ruleIndices[$0.rule.id, default: 0] }
        var hard = [UInt64](repeating: 0, count: editCount / 64 + 1)
        for (index, edit) in definition.rules.edits.enumerated() where edit.rule.kind == .hard {
            hard[index >> 6] |= 1 << UInt64(index & 63)
        }
        isHard = hard
        var firstOption: [Int] = []
        var sets: [Int] = []
        var options = 0
        for (index, field) in compiled.layout.fields.enumerated() {
            firstOption.append(options)
            if case .multiple(let count) = field.kind {
                options += count
                sets.append(index)
            }
        }
        self.firstOption = firstOption
        setFields = sets
        optionCount = options
        func zeros(_ count: Int) -> UnsafeMutablePointer<Int> {
            let pointer = UnsafeMutablePointer<Int>.allocate(capacity: max(1, count))
            pointer.initialize(repeating: 0, count: max(1, count))
            return pointer
        }
        codes = zeros(compiled.entryCount)
        self.options = zeros(options)
        edits = zeros(editCount)
        rules = zeros(ruleCount)
        histograms = zeros((dimensionCount + 1) * Self.bins)
        levels = zeros((dimensionCount + 1) * (levelCount + 1))
        verdicts = zeros(4)
        conditions = zeros(4 * conditionCount)
    }

    deinit {
        for pointer in [codes, options, edits, rules, histograms, levels, verdicts, conditions] {
            pointer.deallocate()
        }
    }

    /// Counts a row, or with `-1` takes it back.
    @inline(__always)
    func add(_ row: DecodedRow, _ result: RowResult, times sign: Int) {
        scored &+= sign
        lenientCells &+= sign &* row.lenientCells
        let fields = compiled.fieldEntries
        for field in 0..<row.values.count {
            codes[Int(fields[field].first) &+ Int(row.values.codes[field])] &+= sign
        }
        for field in setFields where row.values.codes[field] == 0 {
            var bits = row.values.included[field]
            while bits != 0 {
                options[firstOption[field] &+ bits.trailingZeroBitCount] &+= sign
                bits &= bits &- 1
            }
        }
        addViolations(result, sign)
        for dimension in 0..<dimensionCount {
            addFigure(
                dimension, score: result.scores[3 &* dimension],
                level: result.levels[3 &* dimension], sign)
        }
        addFigure(dimensionCount, score: result.index, level: result.overallLevel, sign)
        verdicts[Int(result.credibility) &+ 1] &+= sign
        while groups.count <= result.group { groups.append(0) }
        groups[result.group] &+= sign
        ministries.add(row.texts[DecodedRow.ministry], result, isContradictory(result), sign)
    }

    private func addFigure(_ place: Int, score: Int32, level: Int32, _ sign: Int) {
        let bin = score < 0 ? Self.bins - 1 : Int(score)
        histograms[place &* Self.bins &+ bin] &+= sign
        let step = level < 0 ? levelCount : Int(level)
        levels[place &* (levelCount &+ 1) &+ step] &+= sign
    }

    private func isContradictory(_ result: RowResult) -> Bool {
        var bits: UInt64 = 0
        for word in 0..<isHard.count { bits |= result.violated[word] & isHard[word] }
        return bits != 0
    }

    private func addViolations(_ result: RowResult, _ sign: Int) {
        var lastRule = -1
        for word in 0..<result.violatedWords {
            var bits = result.violated[word]
            while bits != 0 {
                let edit = word << 6 | bits.trailingZeroBitCount
                bits &= bits &- 1
                edits[edit] &+= sign
                // Instances of a rule stand together.
                if ruleOfEdit[edit] != lastRule {
                    lastRule = ruleOfEdit[edit]
                    rules[lastRule] &+= sign
                }
            }
        }
        if isContradictory(result) {
            contradictory &+= sign
        } else if lastRule >= 0 {
            doubtful &+= sign
        }
    }

    /// Notes how a counted condition came out.
    func note(condition: Int, outcome: Int, times sign: Int) {
        conditions[4 &* condition &+ outcome] &+= sign
    }
}
