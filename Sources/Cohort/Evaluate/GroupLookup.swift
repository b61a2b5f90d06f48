import Assessment
import Consistency
import Maturity
import Survey

/// What is known of the groups and targets of some institutions.
struct GroupOutcome: Hashable, Sendable {
    /// The indices of the groups to which they certainly belong, tracks in order.
    let groups: [String]
    /// The groups to which they may belong.
    let possible: [String]
    /// The lowest and highest target per dimension; empty without a target.
    let targets: [ClosedRange<Int>]

    init(_ assignment: GroupAssignment) {
        groups = assignment.groups.map(\.id)
        possible = assignment.possibleGroups.map(\.id)
        targets = assignment.targets
    }

    /// The column `groups`: certain groups joined by `+`, possible ones with a question mark.
    var text: String { (groups + possible.map { $0 + "?" }).joined(separator: "+") }

    /// The column of one dimension's target: a level, or `2..3` while it is open.
    func target(_ dimension: Int) -> String {
        guard dimension < targets.count else { return "" }
        let target = targets[dimension]
        return target.count == 1
            ? "\(target.lowerBound)" : "\(target.lowerBound)..\(target.upperBound)"
    }
}

/// Finds the groups and targets of rows, asking the single-institution engine once for all rows
/// that no group condition can tell apart.
///
/// Group conditions look at few fields, and at numbers only by comparing them with bounds, so the
/// rows fall into few classes.
struct GroupLookup {
    private enum Input {
        case field(Int, values: Int, applicable: UInt64)
        case option(Int, Int, applicable: UInt64)
        case number(Int, bounds: [Int])
    }

    private struct Group {
        let formula: RowFormula
        let raises: [(formula: RowFormula, fields: [Int])]
    }

    private let definition: Definition
    private let layout: FieldLayout
    private var inputs: [Input] = []
    private var known: [UInt64: Int] = [:]
    private let tracks: [[Group]]
    private var decided: [[Int]: Int] = [:]
    /// The classes met so far.
    private(set) var outcomes: [GroupOutcome] = []
    private var outcomeIndices: [GroupOutcome: Int] = [:]
    /// Whether classes can be told apart by these inputs.
    private var isCacheable = true

    init(_ definition: Definition, layout: FieldLayout) {
        self.definition = definition
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
        var variables: Set<Int> = []
        var bounds: [Int: Set<Int>] = [:]
        func collect(_ formula: Formula) {
            switch formula {
            case .constant: break
            case .member(let variable, _): variables.insert(variable)
            case .and(let parts), .or(let parts): parts.forEach(collect)
            case .linear(let constraint):
                let numbers = constraint.terms.filter {
                    if case .coefficient = $0.contribution { true } else { false }
                }
                if let term = numbers.first, constraint.terms.count == 1,
                    case .coefficient(let factor) = term.contribution, factor != 0
                {
                    variables.insert(term.variable)
                    let quotient = Self.floored(constraint.bound, factor)
                    // c·x ≤ b: for c < 0 the least x that satisfies it is the quotient rounded up.
                    let isWhole = quotient * factor == constraint.bound
                    let last = factor > 0 ? quotient : (isWhole ? quotient - 1 : quotient)
                    bounds[term.variable, default: []].insert(last)
                } else if numbers.isEmpty {
                    constraint.terms.forEach { variables.insert($0.variable) }
                } else {
                    isCacheable = false
                }
            }
        }
        for track in definition.groups.tracks {
            for group in track.groups {
                collect(group.formula)
                group.raises.forEach { collect($0.formula) }
            }
        }
        var combinations = 1.0
        for variable in variables.sorted() {
            let operand = table.operands[variable]
            let index = layout.index(of: operand)
            let field = layout.fields[index]
            switch field.kind {
            case .option(let count):
                inputs.append(
                    .field(index, values: count, applicable: field.applicableCodes))
                combinations *= Double(count + 2)
            case .multiple:
                inputs.append(
                    .option(
                        index, variable - table.variable(of: operand),
                        applicable: field.applicableCodes))
                combinations *= 4
            case .number:
                let sorted = bounds[variable, default: []].sorted()
                inputs.append(.number(index, bounds: sorted))
                combinations *= Double(sorted.count + 3)
            }
        }
        if combinations >= 1e18 { isCacheable = false }
    }

    /// The index of a row's outcome in ``outcomes``.
    ///
    /// - Precondition: Conditions have been applied to the row, and no field is partial.
    mutating func index(of row: RowValues) -> Int {
        guard isCacheable else { return ask(row) }
        var key: UInt64 = 0
        for input in inputs {
            switch input {
            case .field(let field, let values, let applicable):
                let code = Int(row.codes[field])
                let isApplicable = applicable >> UInt64(code) & 1 == 1
                key = key &* UInt64(values + 2)
                key &+= UInt64(code < values ? code : (isApplicable ? values : values + 1))
            case .option(let field, let option, let applicable):
                let isApplicable = applicable >> UInt64(row.codes[field]) & 1 == 1
                let code = isApplicable ? row.optionCode(field, option) : 3
                key = key &* 4 &+ UInt64(code)
            case .number(let field, let bounds):
                let kind: Int
                switch row.codes[field] {
                case 0:
                    let value = row.numbers[field]
                    var above = 0
                    for bound in bounds where value > bound { above += 1 }
                    kind = above
                case 1, 2: kind = bounds.count + 1
                default: kind = bounds.count + 2
                }
                key = key &* UInt64(bounds.count + 3) &+ UInt64(kind)
            }
        }
        if let index = known[key] { return index }
        let index = decide(row)
        known[key] = index
        return index
    }

    /// The outcome of a row whose inputs have not been met before.
    private mutating func decide(_ row: RowValues) -> Int {
        guard let key = decidedKey(row) else { return ask(row) }
        if let index = decided[key] { return index }
        let index = ask(row)
        decided[key] = index
        return index
    }

    /// The group of each track and what raises its target, where each formula by itself decides.
    ///
    /// The first group of a track that holds is the one; where it is not certain whether a group
    /// before it holds, formulas decide together, and only a search can tell: then `nil`.
    private func decidedKey(_ row: RowValues) -> [Int]? {
        var key: [Int] = []
        for track in tracks {
            let values = track.lazy.map { $0.formula.value(row) }
            guard let member = values.firstIndex(where: { $0 != 0 }) else {
                key.append(track.count)
                continue
            }
            guard values[member] == 1 else { return nil }
            key.append(member)
            for raise in track[member].raises {
                let isEvaluated = raise.fields.allSatisfy { field in
                    layout.fields[field].applicableCodes >> UInt64(row.codes[field]) & 1 == 1
                }
                let value = isEvaluated ? raise.formula.value(row) : 3
                if value == 2, !raise.formula.isSatisfiabilityExact { return nil }
                key.append(value)
            }
        }
        return key
    }

    /// Asks the single-institution engine.
    private mutating func ask(_ row: RowValues) -> Int {
        let response = row.response(to: definition.questionnaire, layout: layout)
        return index(of: definition.state(of: response))
    }

    /// The index of the outcome of a response.
    mutating func index(of state: ResponseState) -> Int {
        let outcome = GroupOutcome(
            GroupAssignment(
                state, groups: definition.groups,
                dimensionCount: definition.model.dimensions.count))
        if let index = outcomeIndices[outcome] { return index }
        outcomeIndices[outcome] = outcomes.count
        outcomes.append(outcome)
        return outcomes.count - 1
    }

    private static func floored(_ dividend: Int, _ divisor: Int) -> Int {
        let quotient = dividend / divisor
        let isInexact = quotient * divisor != dividend
        return isInexact && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}
