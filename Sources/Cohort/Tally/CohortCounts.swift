import Assessment
import Consistency
import Maturity
import Survey

/// Everything that is counted of a cohort, as a value: the sum of any number of parts.
///
/// Counts are whole numbers and sets, so adding up parts is exact, and neither order nor grouping
/// matters.
package struct CohortCounts: Hashable, Sendable {
    /// How many rows were judged, rejected, and rejected as repetitions.
    package internal(set) var scored = 0
    package internal(set) var rejected = 0
    package internal(set) var duplicates = 0
    /// How many cells were taken as not answered because they state no value.
    package internal(set) var lenientCells = 0
    /// How many rows violate a hard rule, and how many only soft ones.
    package internal(set) var contradictory = 0
    package internal(set) var doubtful = 0
    /// How often each code of each field occurs.
    var codes: [[Int]]
    /// How often each option of each field with sets occurs; empty for other fields.
    var options: [[Int]]
    /// How often each edit is violated, and in how many rows each rule is.
    var edits: [Int]
    var rules: [Int]
    /// Point score per dimension and index, by tenths of a percent, the last for none.
    var histograms: [[Int]]
    /// Level per dimension and overall, the last for none.
    var levels: [[Int]]
    /// No verdict, normal, worth a look, doubtful.
    var verdicts: [Int]
    var groups: [GroupOutcome: Int] = [:]
    var ministries: [String: MinistryTally.Counts] = [:]
    /// The conditions that were counted, with each outcome's count.
    package internal(set) var conditions: [Condition] = []
    /// What is known of the invited; `nil` without a list.
    package internal(set) var coverage: Coverage?
    /// Whether the data are made up.
    package var isSynthetic = false

    /// A counted condition.
    package struct Condition: Hashable, Sendable {
        /// The condition's text.
        package let text: String
        /// How many rows have each outcome, in order of ``CountedCondition/Outcome``.
        package internal(set) var outcomes: [Int]
    }

    /// Which of the invited have answered.
    package struct Coverage: Hashable, Sendable {
        /// Every invited registration number, with its ministry.
        package internal(set) var invited: [String: String]
        /// Those that have a row that was judged.
        package internal(set) var answered: Set<String>
        /// How many rows are of institutions that were not invited.
        package internal(set) var uninvited: Int
    }

    /// No rows at all.
    package init(_ compiled: CompiledDefinition) {
        let definition = compiled.definition
        let model = definition.model
        codes = compiled.layout.fields.map { [Int](repeating: 0, count: $0.codeCount) }
        options = compiled.layout.fields.map { field in
            if case .multiple(let count) = field.kind { return [Int](repeating: 0, count: count) }
            return []
        }
        edits = [Int](repeating: 0, count: definition.rules.edits.count)
        rules = [Int](repeating: 0, count: definition.rules.rules.count)
        histograms = Array(
            repeating: [Int](repeating: 0, count: CohortTally.bins),
            count: model.dimensions.count + 1)
        levels = Array(
            repeating: [Int](repeating: 0, count: model.levels.count + 1),
            count: model.dimensions.count + 1)
        verdicts = [0, 0, 0, 0]
    }

    /// Makes room for what a run is asked to count.
    mutating func prepare(_ options: BatchOptions) {
        conditions = options.conditions.map {
            Condition(
                text: $0.text,
                outcomes: [Int](repeating: 0, count: CountedCondition.Outcome.allCases.count))
        }
        if let invited = options.invited {
            var ministries: [String: String] = [:]
            for (number, ministry) in zip(invited.numbers, invited.ministries) {
                ministries[number] = ministry ?? ""
            }
            coverage = Coverage(invited: ministries, answered: [], uninvited: 0)
        }
    }

    /// Adds what one thread has counted.
    mutating func add<Decoder: RowDecoding>(_ worker: ChunkWorker<Decoder>) {
        add(worker.tally, groups: worker.evaluator.groups)
        guard var coverage else { return }
        for (index, isAnswered) in worker.answered.enumerated() where isAnswered {
            coverage.answered.insert(worker.invitedNumber(index))
        }
        coverage.uninvited += worker.uninvited
        self.coverage = coverage
    }

    private mutating func add(_ tally: CohortTally, groups lookup: GroupLookup) {
        scored += tally.scored
        rejected += tally.rejected
        duplicates += tally.duplicates
        lenientCells += tally.lenientCells
        contradictory += tally.contradictory
        doubtful += tally.doubtful
        let firsts = tally.compiled.planes.firstOfField
        for field in codes.indices {
            for code in codes[field].indices {
                codes[field][code] += tally.codes[firsts[field] + code]
            }
            for option in options[field].indices {
                options[field][option] += tally.options[tally.firstOption[field] + option]
            }
        }
        for index in edits.indices { edits[index] += tally.edits[index] }
        for index in rules.indices { rules[index] += tally.rules[index] }
        for place in histograms.indices {
            for bin in 0..<CohortTally.bins {
                histograms[place][bin] += tally.histograms[place * CohortTally.bins + bin]
            }
            for level in levels[place].indices {
                levels[place][level] += tally.levels[place * (tally.levelCount + 1) + level]
            }
        }
        for index in verdicts.indices { verdicts[index] += tally.verdicts[index] }
        for (index, count) in tally.groups.enumerated() where count != 0 {
            groups[lookup.outcomes[index], default: 0] += count
        }
        for (name, counts) in tally.ministries.byName {
            ministries[name] = (ministries[name] ?? MinistryTally.Counts()) + counts
        }
        for index in conditions.indices {
            for outcome in conditions[index].outcomes.indices {
                conditions[index].outcomes[outcome] += tally.conditions[4 * index + outcome]
            }
        }
    }
}
