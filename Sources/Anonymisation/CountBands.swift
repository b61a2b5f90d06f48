package import Assessment
package import Consistency
import Maturity
import Survey

/// The bands into which a number is put before it may be published.
///
/// Their limits are the numbers with which the definition itself compares the variable, in groups,
/// conditions, rules and gates: within a band every number means the same for these, as far as
/// they look at it alone.
package struct CountBands: Hashable, Sendable {
    /// The bands in ascending order; together they are the whole domain.
    package let ranges: [ClosedRange<Int>]

    /// Cuts a domain after some numbers.
    package init(_ domain: ClosedRange<Int>, cutAfter cuts: [Int]) {
        var ranges: [ClosedRange<Int>] = []
        var start = domain.lowerBound
        for cut in Set(cuts).sorted() where cut >= start && cut < domain.upperBound {
            ranges.append(start...cut)
            start = cut + 1
        }
        self.ranges = ranges + [start...domain.upperBound]
    }

    /// The bands of a profile field or question of a definition; `nil` when it is no number.
    package init?(of operand: Operand, in definition: Definition) {
        let table = definition.conditions.table
        guard case .range(let domain) = table.domains[table.variable(of: operand)] else {
            return nil
        }
        let groups = definition.groups.tracks.flatMap(\.groups)
        let formulas =
            groups.flatMap { [$0.formula] + $0.raises.map(\.formula) }
            + definition.conditions.conditions.flatMap { $0.map(\.formula) }
            + definition.rules.edits.map(\.formula) + definition.model.gates.map(\.formula)
        let variable = table.variable(of: operand)
        self.init(domain, cutAfter: formulas.flatMap { $0.cuts(of: variable) })
    }

    /// How far the bands can be merged: 0 leaves them, each further step joins pairs of
    /// neighbours, the last leaves a single band, which says nothing.
    package var levelCount: Int {
        var levels = 1
        var count = ranges.count
        while count > 1 {
            count = (count + 1) / 2
            levels += 1
        }
        return levels
    }

    /// The merged bands of a level.
    package func merged(_ level: Int) -> [ClosedRange<Int>] {
        let size = 1 << level
        return stride(from: 0, to: ranges.count, by: size).map { start in
            ranges[start].lowerBound...ranges[min(start + size, ranges.count) - 1].upperBound
        }
    }
}

extension Formula {
    /// The numbers after which a variable's domain is cut by comparisons with it alone.
    fileprivate func cuts(of variable: Int) -> [Int] {
        switch self {
        case .constant, .member: return []
        case .and(let parts), .or(let parts): return parts.flatMap { $0.cuts(of: variable) }
        case .linear(let constraint):
            guard constraint.terms.count == 1, constraint.terms[0].variable == variable,
                case .coefficient(let factor) = constraint.terms[0].contribution, factor != 0
            else { return [] }
            // factor · x ≤ bound: x ≤ ⌊bound / factor⌋, or x ≥ ⌈bound / factor⌉ for a negative one.
            let quotient = floorDivision(constraint.bound, abs(factor))
            return [factor > 0 ? quotient : -quotient - 1]
        }
    }
}

private func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
