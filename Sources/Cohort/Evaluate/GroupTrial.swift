import Assessment
import Consistency
import Maturity
import Survey

/// Decides group conditions by trying out what is not known.
///
/// With every input exact each formula simply holds or fails. What holds for all combinations of
/// the open inputs is certain, what holds for some is possible: the same three answers that
/// searches give (``GroupEvidence/init(_:groups:)``).
struct GroupTrial {
    private struct Group {
        let formula: RowFormula
        let raises: [(formula: RowFormula, fields: [Int])]
    }

    /// What has been seen of a condition.
    private struct Seen {
        var holds = false
        var fails = false

        mutating func note(_ value: Bool) {
            if value { holds = true } else { fails = true }
        }

        var truth: Truth { holds && fails ? .possible : (holds ? .satisfied : .violated) }
    }

    private let layout: FieldLayout
    private let tracks: [[Group]]
    private let values: RowValues

    /// The most combinations that are tried out.
    private static let limit = 10_000

    init(_ definition: Definition, layout: FieldLayout) {
        self.layout = layout
        let table = definition.rules.table
        tracks = definition.groups.tracks.map { track in
            track.groups.map { group in
                Group(
                    formula: RowFormula(group.formula, layout: layout, table: table),
                    raises: group.raises.map { raise in
                        let fields = raise.formula.variables.map {
                            layout.index(of: table.operands[$0])
                        }
                        return (
                            RowFormula(raise.formula, layout: layout, table: table),
                            Set(fields).filter { layout.fields[$0].canBeInapplicable }.sorted()
                        )
                    })
            }
        }
        values = RowValues(layout)
    }

    func deallocate() { values.deallocate() }

    /// What a row says of the conditions; `nil` when there are too many combinations.
    func evidence(of row: RowValues, _ inputs: GroupInputs) -> GroupEvidence? {
        var open: [(input: GroupInputs.Input, values: [Int])] = []
        var combinations = 1
        for input in inputs.all {
            let field = input.field
            values.codes[field] = row.codes[field]
            values.numbers[field] = row.numbers[field]
            values.included[field] = row.codes[field] == 0 ? row.included[field] : 0
            guard Int(row.codes[field]) >= layout.fields[field].valueCount else { continue }
            let possible = Self.possibleValues(input)
            combinations *= possible.count
            guard combinations <= Self.limit else { return nil }
            open.append((input, possible))
        }
        var belongs = tracks.map { [Seen](repeating: Seen(), count: $0.count) }
        var some = [Seen](repeating: Seen(), count: tracks.count)
        var raises = tracks.map { $0.map { [Seen](repeating: Seen(), count: $0.raises.count) } }
        for combination in 0..<combinations {
            var rest = combination
            for (input, possible) in open {
                put(possible[rest % possible.count], input)
                rest /= possible.count
            }
            for (index, track) in tracks.enumerated() {
                let member = track.firstIndex { $0.formula.value(values) == 1 }
                some[index].note(member != nil)
                for (place, group) in track.enumerated() {
                    belongs[index][place].note(place == member)
                    for (number, raise) in group.raises.enumerated() {
                        raises[index][place][number].note(raise.formula.value(values) == 1)
                    }
                }
            }
        }
        return GroupEvidence(
            tracks: tracks.indices.map { index in
                GroupEvidence.Track(
                    belongs: belongs[index].map(\.truth),
                    isCertain: some[index].truth == .satisfied,
                    raises: tracks[index].indices.map { place in
                        zip(tracks[index][place].raises, raises[index][place]).map { raise, seen in
                            applies(raise.fields, row) ? seen.truth : nil
                        }
                    })
            })
    }

    private func applies(_ fields: [Int], _ row: RowValues) -> Bool {
        fields.allSatisfy { field in
            layout.fields[field].applicableCodes >> UInt64(row.codes[field]) & 1 == 1
        }
    }

    /// One value of each kind that the conditions tell apart.
    private static func possibleValues(_ input: GroupInputs.Input) -> [Int] {
        switch input.kind {
        case .field(let count): return Array(0..<count)
        case .option: return [0, 1]
        case .number(let bounds, let range):
            var lowest = range.lowerBound
            var values: [Int] = []
            for bound in bounds + [range.upperBound] where lowest <= min(bound, range.upperBound) {
                values.append(lowest)
                lowest = bound + 1
            }
            return values
        }
    }

    private func put(_ value: Int, _ input: GroupInputs.Input) {
        switch input.kind {
        case .field: values.codes[input.field] = UInt8(value)
        case .option(let option):
            values.codes[input.field] = 0
            let bit: UInt64 = 1 << UInt64(option)
            let others = values.included[input.field] & ~bit
            values.included[input.field] = value == 1 ? others | bit : others
        case .number:
            values.codes[input.field] = 0
            values.numbers[input.field] = value
        }
    }
}
