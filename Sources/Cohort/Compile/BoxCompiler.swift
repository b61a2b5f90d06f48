import Consistency
import Survey

/// Turns formulas into boxes: the rows that certainly violate a formula are those in one of its
/// boxes.
///
/// Fields are exact or wholly open, so each has finitely many codes, and "no combination satisfies
/// the formula" is a finite condition on codes. A disjunction is unsatisfiable where all of its
/// parts are: boxes are intersected. A conjunction whose parts share no variable is unsatisfiable
/// where one of them is: boxes are united. Parts that share variables with few values are tried out
/// value by value.
struct BoxCompiler {
    private let layout: FieldLayout
    private let table: VariableTable
    /// The sums that boxes refer to, in order of first use.
    private(set) var sums: [LinearConstraint] = []
    private var sumIndices: [LinearConstraint: Int] = [:]
    private var tried: [Trial: [[Int]]] = [:]

    /// A formula over numbered variables, with what each of them may be.
    private struct Trial: Hashable {
        let formula: Formula
        let domains: [SolverDomain]
    }

    /// The most boxes of one formula: they share one machine word.
    private static let boxLimit = 64
    /// The most combinations that are tried out.
    private static let combinationLimit = 1024

    init(layout: FieldLayout, table: VariableTable) {
        self.layout = layout
        self.table = table
    }

    /// The boxes whose rows certainly violate a formula; `nil` when there are too many, or shared
    /// variables with too many values.
    mutating func violating(_ formula: Formula) -> [Box]? {
        switch formula {
        case .constant(let value): return value ? [] : [Box()]
        case .member(let variable, let mask): return member(variable, mask)
        case .linear(let constraint):
            if let boxes = tryOut(formula) { return boxes }
            return sum(constraint)
        case .or(let parts):
            var boxes = [Box()]
            for part in parts {
                guard let violating = violating(part) else { return nil }
                var next: [Box] = []
                var seen: Set<Box> = []
                for box in boxes {
                    for other in violating {
                        if let common = box.intersection(other), seen.insert(common).inserted {
                            next.append(common)
                        }
                    }
                }
                guard next.count <= Self.boxLimit else { return nil }
                boxes = next
            }
            return boxes
        case .and(let parts):
            var seen: Set<Int> = []
            for part in parts {
                let variables = Set(part.variables)
                guard seen.isDisjoint(with: variables) else { return tryOut(formula) }
                seen.formUnion(variables)
            }
            var boxes: [Box] = []
            for part in parts {
                guard let violating = violating(part) else { return nil }
                boxes += violating
            }
            return boxes.count <= Self.boxLimit ? boxes : nil
        }
    }

    private func member(_ variable: Int, _ mask: OptionMask) -> [Box] {
        let operand = table.operands[variable]
        let field = layout.index(of: operand)
        guard case .options(let full) = table.domains[variable] else {
            preconditionFailure("a set of options needs a variable with options")
        }
        let outside = full.subtracting(mask).rawValue
        let isNever = full.isDisjoint(with: mask)
        if case .multiple = layout.fields[field].kind {
            let codes = outside | (isNever ? 0b100 : 0)
            let option = variable - table.variable(of: operand)
            return codes == 0
                ? [] : [.holding(.option(field: field, option: option), to: codes)]
        }
        let codes = outside | (isNever ? layout.fields[field].openCodes : 0)
        return codes == 0 ? [] : [.holding(.field(field), to: codes)]
    }

    private mutating func sum(_ constraint: LinearConstraint) -> [Box] {
        if let index = sumIndices[constraint] { return [.holding(.sum(index), to: 0b001)] }
        // The opposite sum is the same one, read the other way round.
        let opposite = Formula.linear(constraint).negated(over: table.domains)
        if case .linear(let other) = opposite, let index = sumIndices[other] {
            return [.holding(.sum(index), to: 0b010)]
        }
        sumIndices[constraint] = sums.count
        sums.append(constraint)
        return [.holding(.sum(sums.count - 1), to: 0b001)]
    }

    // MARK: Trying out

    /// The boxes of a formula over few variables with few options.
    private mutating func tryOut(_ formula: Formula) -> [Box]? {
        let variables = formula.variables
        var domains: [SolverDomain] = []
        var combinations = 1
        for variable in variables {
            guard case .options(let mask) = table.domains[variable] else { return nil }
            domains.append(table.domains[variable])
            combinations *= mask.count + 1
            guard combinations <= Self.combinationLimit else { return nil }
        }
        // Templates give the same formula over other variables: it is tried out once.
        let renamed = formula.renamed(
            Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) }))
        let unsatisfied: [[Int]]
        let trial = Trial(formula: renamed, domains: domains)
        if let known = tried[trial] {
            unsatisfied = known
        } else {
            var found: [[Int]] = []
            Self.tryOut(renamed, domains, chosen: [], into: &found)
            tried[trial] = found
            unsatisfied = found
        }
        return boxes(unsatisfied, of: variables)
    }

    /// Collects the codes under which a formula has no solution; the last code of each is "open".
    private static func tryOut(
        _ formula: Formula, _ domains: [SolverDomain], chosen: [Int], into found: inout [[Int]]
    ) {
        guard chosen.count < domains.count else {
            var assigned = domains
            for (index, code) in chosen.enumerated() {
                guard case .options(let mask) = domains[index], code < mask.count else { continue }
                assigned[index] = .options(OptionMask(index: code))
            }
            let isViolated =
                formula.value(in: assigned).map { !$0 }
                ?? (Solver.solve([formula], over: assigned).isSatisfiable == false)
            if isViolated { found.append(chosen) }
            return
        }
        for code in 0...domains[chosen.count].count {
            tryOut(formula, domains, chosen: chosen + [code], into: &found)
        }
    }

    /// Boxes that cover some combinations of codes: those with equal first codes are joined.
    private func boxes(_ combinations: [[Int]], of variables: [Int]) -> [Box]? {
        guard let last = variables.indices.last else { return combinations.isEmpty ? [] : [Box()] }
        var groups: [(prefix: [Int], codes: UInt64)] = []
        for combination in combinations {
            let prefix = Array(combination[..<last])
            let bit = bits(combination[last], of: variables[last])
            if let index = groups.firstIndex(where: { $0.prefix == prefix }) {
                groups[index].codes |= bit
            } else {
                groups.append((prefix, bit))
            }
        }
        guard groups.count <= Self.boxLimit else { return nil }
        return groups.compactMap { group in
            var box: Box? = .holding(coordinate(variables[last]), to: group.codes)
            for (variable, code) in zip(variables, group.prefix) {
                box = box?.holding(coordinate(variable), to: bits(code, of: variable))
            }
            return box
        }
    }

    private func coordinate(_ variable: Int) -> Coordinate {
        layout.coordinate(of: variable, in: table)
    }

    private func bits(_ code: Int, of variable: Int) -> UInt64 {
        guard code == table.domains[variable].count else { return 1 << UInt64(code) }
        guard case .field(let field) = coordinate(variable) else { return 0b100 }
        return layout.fields[field].openCodes
    }
}

extension Formula {
    /// The formula over other variables.
    fileprivate func renamed(_ names: [Int: Int]) -> Formula {
        switch self {
        case .constant: self
        case .member(let variable, let mask):
            .member(variable: names[variable, default: variable], of: mask)
        case .linear(let constraint):
            .linear(
                LinearConstraint(
                    constraint.terms.map { term in
                        LinearConstraint.Term(
                            variable: names[term.variable, default: term.variable],
                            contribution: term.contribution)
                    }, atMost: constraint.bound))
        case .and(let parts): .and(parts.map { $0.renamed(names) })
        case .or(let parts): .or(parts.map { $0.renamed(names) })
        }
    }
}
