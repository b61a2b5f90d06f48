import Assessment
import Consistency
import Maturity
import Survey

/// What group conditions look at: fields, options of sets, and numbers compared with bounds.
struct GroupInputs {
    /// What is looked at.
    enum Kind {
        case field(values: Int)
        case option(Int)
        /// The largest value of each interval but the last, ascending.
        case number(bounds: [Int], range: ClosedRange<Int>)
    }

    /// One input.
    struct Input {
        let field: Int
        let kind: Kind
        /// How many values may be told apart, states not counted.
        let valueCount: Int
    }

    private struct Step {
        let field: Int
        let kind: UInt8
        let option: Int
        /// The digit of each code.
        let digits: UnsafeMutablePointer<UInt8>
        let bounds: UnsafeMutablePointer<Int>
        let boundCount: Int
        let radix: UInt64
    }

    /// The inputs in a fixed order.
    let all: [Input]
    private let steps: UnsafeMutablePointer<Step>
    /// How many keys there are.
    let classCount: UInt64

    func deallocate() {
        for index in all.indices {
            steps[index].digits.deallocate()
            steps[index].bounds.deallocate()
        }
        steps.deallocate()
    }

    /// Collects the inputs of all conditions; `nil` when some condition adds up numbers, or there
    /// are too many classes.
    init?(_ definition: Definition, layout: FieldLayout) {
        var collector = Collector(definition: definition, layout: layout)
        for track in definition.groups.tracks {
            for group in track.groups {
                collector.collect(group.formula)
                group.raises.forEach { collector.collect($0.formula) }
            }
        }
        let inputs = collector.inputs
        let classes = inputs.reduce(1.0) { $0 * Double($1.valueCount + 2) }
        guard collector.isComplete, classes < 1e18 else { return nil }
        all = inputs
        classCount = UInt64(classes)
        steps = .allocate(capacity: max(1, inputs.count))
        for (index, input) in inputs.enumerated() {
            (steps + index).initialize(to: Self.step(input, layout.fields[input.field]))
        }
    }

    private static func step(_ input: Input, _ field: FieldLayout.Field) -> Step {
        // Exact values come first, then "open", then "does not apply".
        let digits = UnsafeMutablePointer<UInt8>.allocate(capacity: field.codeCount)
        for code in 0..<field.codeCount {
            let isApplicable = field.applicableCodes >> UInt64(code) & 1 == 1
            let state = UInt8(input.valueCount + (isApplicable ? 0 : 1))
            (digits + code).initialize(to: code < field.valueCount ? UInt8(code) : state)
        }
        var bounds: [Int] = []
        var kind: UInt8 = 0
        var option = 0
        switch input.kind {
        case .field: break
        case .option(let index): (kind, option) = (1, index)
        case .number(let found, _): (kind, bounds) = (2, found)
        }
        let pointer = UnsafeMutablePointer<Int>.allocate(capacity: max(1, bounds.count))
        pointer.initialize(from: bounds, count: bounds.count)
        return Step(
            field: input.field, kind: kind, option: option, digits: digits, bounds: pointer,
            boundCount: bounds.count, radix: UInt64(input.valueCount + 2))
    }

    /// A number for the row's class: rows with equal keys have equal groups and targets.
    @inline(__always)
    func key(of row: RowValues) -> UInt64 {
        var key: UInt64 = 0
        for index in 0..<all.count {
            let step = steps + index
            let code = row.codes[step.pointee.field]
            var digit = UInt64(step.pointee.digits[Int(code)])
            if code == 0, step.pointee.kind != 0 {
                if step.pointee.kind == 1 {
                    digit = row.included[step.pointee.field] >> UInt64(step.pointee.option) & 1
                } else {
                    let value = row.numbers[step.pointee.field]
                    digit = 0
                    for bound in 0..<step.pointee.boundCount
                    where value > step.pointee.bounds[bound] {
                        digit &+= 1
                    }
                }
            }
            key = key &* step.pointee.radix &+ digit
        }
        return key
    }
}

/// Finds the inputs of formulas.
private struct Collector {
    let definition: Definition
    let layout: FieldLayout
    private var variables: Set<Int> = []
    private var bounds: [Int: Set<Int>] = [:]
    /// Whether inputs say everything that the formulas look at.
    private(set) var isComplete = true

    init(definition: Definition, layout: FieldLayout) {
        self.definition = definition
        self.layout = layout
    }

    mutating func collect(_ formula: Formula) {
        switch formula {
        case .constant: break
        case .member(let variable, _): variables.insert(variable)
        case .and(let parts), .or(let parts): for part in parts { collect(part) }
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
                for term in constraint.terms { variables.insert(term.variable) }
            } else {
                isComplete = false
            }
        }
    }

    private static func floored(_ dividend: Int, _ divisor: Int) -> Int {
        let quotient = dividend / divisor
        let isInexact = quotient * divisor != dividend
        return isInexact && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient
    }

    var inputs: [GroupInputs.Input] {
        let table = definition.rules.table
        return variables.sorted().map { variable in
            let operand = table.operands[variable]
            let field = layout.index(of: operand)
            switch layout.fields[field].kind {
            case .option(let count):
                return GroupInputs.Input(
                    field: field, kind: .field(values: count), valueCount: count)
            case .multiple:
                let option = variable - table.variable(of: operand)
                return GroupInputs.Input(field: field, kind: .option(option), valueCount: 2)
            case .number(let range):
                let sorted = bounds[variable, default: []].sorted()
                return GroupInputs.Input(
                    field: field, kind: .number(bounds: sorted, range: range),
                    valueCount: sorted.count + 1)
            }
        }
    }
}
