import Consistency
import Survey

/// A formula flattened for evaluation over many rows, every field exact or wholly open.
///
/// Evaluation is three-valued: 0 no combination of what is possible satisfies the formula, 1 every
/// combination does, 2 open. A disjunction is decided by its parts. A conjunction is too, unless
/// two of its parts share a field that is open: then 2 may stand for something that only a search
/// can decide, and ``isSatisfiabilityExact`` is false.
struct RowFormula: Sendable {
    private enum Node: Sendable {
        case constant(Int)
        /// A field with options: what each code says.
        case field(Int, truths: [UInt8])
        /// An option of a set: what excluded, included and open say.
        case option(field: Int, option: Int, truths: [UInt8])
        case linear(RowSum)
        /// The children are the nodes in a range that ends before this one.
        case and([Int])
        case or([Int])
    }

    private var nodes: [Node] = []
    /// Whether 2 always means that some combinations satisfy the formula and some do not.
    private(set) var isSatisfiabilityExact = true

    /// Flattens a formula.
    init(_ formula: Formula, layout: FieldLayout, table: VariableTable) {
        _ = add(formula.simplified(over: table.domains), layout, table)
    }

    private mutating func add(
        _ formula: Formula, _ layout: FieldLayout, _ table: VariableTable
    ) -> Int {
        let node: Node
        switch formula {
        case .constant(let value): node = .constant(value ? 1 : 0)
        case .member(let variable, let mask):
            let field = layout.index(of: table.operands[variable])
            let option = variable - table.variable(of: table.operands[variable])
            guard case .options(let full) = table.domains[variable] else {
                preconditionFailure("a set of options needs a variable with options")
            }
            let open: UInt8 =
                full.isSubset(of: mask) ? 1 : (full.isDisjoint(with: mask) ? 0 : 2)
            let exact = full.indices.map { UInt8(mask.contains(index: $0) ? 1 : 0) }
            if case .multiple = layout.fields[field].kind {
                node = .option(field: field, option: option, truths: exact + [open])
            } else {
                let states = FieldState.allCases.map { _ in open }
                node = .field(field, truths: exact + states)
            }
        case .linear(let constraint):
            node = .linear(RowSum(constraint, layout: layout, table: table))
        case .and(let parts):
            var seen: Set<Int> = []
            for part in parts {
                let variables = Set(part.variables)
                if !seen.isDisjoint(with: variables) { isSatisfiabilityExact = false }
                seen.formUnion(variables)
            }
            node = .and(parts.map { add($0, layout, table) })
        case .or(let parts): node = .or(parts.map { add($0, layout, table) })
        }
        nodes.append(node)
        return nodes.count - 1
    }

    /// What the values of a row say of the formula: 0, 1 or 2.
    func value(_ row: RowValues) -> Int { value(nodes.count - 1, row) }

    private func value(_ index: Int, _ row: RowValues) -> Int {
        switch nodes[index] {
        case .constant(let value): return value
        case .field(let field, let truths): return Int(truths[Int(row.codes[field])])
        case .option(let field, let option, let truths):
            return Int(truths[row.optionCode(field, option)])
        case .linear(let sum): return sum.value(row)
        case .and(let parts):
            var result = 1
            for part in parts {
                let value = value(part, row)
                if value == 0 { return 0 }
                if value == 2 { result = 2 }
            }
            return result
        case .or(let parts):
            var result = 0
            for part in parts {
                let value = value(part, row)
                if value == 1 { return 1 }
                if value == 2 { result = 2 }
            }
            return result
        }
    }
}
