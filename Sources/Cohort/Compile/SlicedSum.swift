import Consistency
import Survey

/// A sum of answers with a bound, decided for all rows of a block at once.
///
/// Each answer adds a number that depends on its code: the lowest and the highest that is possible.
/// The least total is added up bit by bit (``SlicedInteger``), and on top of it what open answers
/// may add.
struct SlicedSum: Sendable {
    /// A power of two that is added in the rows of some planes.
    private struct Addition: Sendable {
        let planes: [Int32]
        let shift: Int
    }

    private var least: [Addition] = []
    private var further: [Addition] = []
    private var bound: Int

    /// Lays a sum out; `nil` when a number occurs in it, which has no planes.
    init?(
        _ constraint: LinearConstraint, planes: PlaneLayout, layout: FieldLayout,
        table: VariableTable
    ) {
        bound = constraint.bound
        var largest = 0
        for term in constraint.terms {
            guard case .table(let values) = term.contribution,
                case .options(let mask) = table.domains[term.variable]
            else { return nil }
            let exact = mask.indices.map { values[$0] }
            let lowest = exact.min() ?? 0
            let highest = exact.max() ?? 0
            let coordinate = layout.coordinate(of: term.variable, in: table)
            let first = planes.first(coordinate)
            let openCodes = exact.count..<planes.codeCount(coordinate, layout)
            bound -= lowest
            largest += highest - lowest
            add(exact.map { $0 - lowest }, from: first, to: \.least)
            let open = exact.map { _ in 0 } + openCodes.map { _ in highest - lowest }
            add(open, from: first, to: \.further)
        }
        guard largest < 1 << (SlicedInteger.limit - 2) else { return nil }
    }

    private mutating func add(
        _ values: [Int], from first: Int, to additions: WritableKeyPath<SlicedSum, [Addition]>
    ) {
        let width = Int.bitWidth - (values.max() ?? 0).leadingZeroBitCount
        for shift in 0..<width {
            let codes = values.indices.filter { values[$0] >> shift & 1 == 1 }
            guard !codes.isEmpty else { continue }
            self[keyPath: additions].append(
                Addition(planes: codes.map { Int32(first + $0) }, shift: shift))
        }
    }

    /// The rows in which the sum certainly exceeds the bound, and those in which it may.
    ///
    /// - Parameters:
    ///   - values: The planes.
    ///   - total: Is written over.
    /// - Returns: Both sets of rows.
    func exceeding(
        _ values: UnsafePointer<UInt64>, total: inout SlicedInteger
    ) -> (certainly: UInt64, possibly: UInt64) {
        total.clear()
        for addition in least { total.add(Self.united(addition, values), shifted: addition.shift) }
        let certainly = total.isGreater(than: bound)
        for addition in further {
            total.add(Self.united(addition, values), shifted: addition.shift)
        }
        return (certainly, total.isGreater(than: bound))
    }

    @inline(__always)
    private static func united(_ addition: Addition, _ values: UnsafePointer<UInt64>) -> UInt64 {
        addition.planes.reduce(0) { $0 | values[Int($1)] }
    }
}

extension FieldLayout {
    /// What stands for a variable of formulas with options in planes.
    func coordinate(of variable: Int, in table: VariableTable) -> Coordinate {
        let operand = table.operands[variable]
        let field = index(of: operand)
        guard case .multiple = fields[field].kind else { return .field(field) }
        return .option(field: field, option: variable - table.variable(of: operand))
    }
}
