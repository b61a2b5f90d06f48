import Assessment
import Consistency
import Maturity
import Survey

/// Turns rules, gates and conditions into predicates over codes, and weights into lanes.
struct TableBuilder {
    private let definition: Definition
    private let layout: FieldLayout
    private var compiler: BoxCompiler
    /// The boxes of each predicate: edits, then parts of gates.
    private(set) var predicates: [[Box]] = []
    /// The edit of each of the first predicates.
    private(set) var editOfPredicate: [Int] = []
    private(set) var gates: [CompiledDefinition.GateTest] = []

    init(_ definition: Definition, layout: FieldLayout) {
        self.definition = definition
        self.layout = layout
        compiler = BoxCompiler(layout: layout, table: definition.rules.table)
    }

    /// The sums that boxes refer to.
    var sums: [LinearConstraint] { compiler.sums }

    // MARK: Predicates

    /// Adds an edit, all of which come before gates; `false` when boxes cannot express it.
    mutating func addEdit(_ index: Int, _ edit: Edit) -> Bool {
        precondition(gates.isEmpty, "edits come before gates")
        guard
            let boxes = violating(edit.formula).flatMap({ applicable($0, edit.operands) })
        else { return false }
        guard !boxes.isEmpty else { return true }
        predicates.append(boxes)
        editOfPredicate.append(index)
        return true
    }

    /// Adds a gate; `false` when boxes cannot express it.
    mutating func addGate(_ gate: MaturityModel.Gate) -> Bool {
        guard
            let failed = violating(gate.formula).flatMap({ applicable($0, gate.operands) }),
            let passed = violating(gate.negation).flatMap({ applicable($0, gate.operands) }),
            let evaluated = applicable([Box()], gate.operands)
        else { return false }
        gates.append(
            CompiledDefinition.GateTest(
                dimension: gate.dimension, level: gate.level, predicate: predicates.count))
        predicates += [failed, passed, evaluated]
        return true
    }

    /// The rows in which a question is not asked because of a condition: the condition certainly
    /// fails, or something in it does not apply; `nil` when boxes cannot express them.
    mutating func failing(_ condition: Formula) -> [Box]? {
        guard let boxes = violating(condition) else { return nil }
        let operands = condition.variables.map { definition.rules.table.operands[$0] }
        return boxes
            + inapplicableFields(operands).map { field in
                .holding(.field(field), to: ~layout.fields[field].applicableCodes)
            }
    }

    private mutating func violating(_ formula: Formula) -> [Box]? {
        compiler.violating(formula.simplified(over: definition.rules.table.domains))
    }

    /// The boxes without the rows in which an operand does not apply.
    private func applicable(_ boxes: [Box], _ operands: [Operand]) -> [Box]? {
        let fields = inapplicableFields(operands)
        return boxes.compactMap { box in
            fields.reduce(Optional(box)) { box, field in
                box?.holding(.field(field), to: layout.fields[field].applicableCodes)
            }
        }
    }

    private func inapplicableFields(_ operands: [Operand]) -> [Int] {
        Set(operands.map { layout.index(of: $0) })
            .filter { layout.fields[$0].canBeInapplicable }.sorted()
    }

    // MARK: Lanes

    /// Whether every sum of a row fits into its lane.
    var fitsLanes: Bool {
        let model = definition.model
        guard model.dimensions.count <= Lanes.dimensionLimit else { return false }
        let sums = model.contributions.map { contributions in
            contributions.reduce(0) { sum, contribution in
                sum + contribution.weight * max(model.unit, contribution.values.max() ?? 0)
            }
        }
        return sums.allSatisfy { $0 <= Int(Int16.max) }
            && layout.fields.count <= Int(Int16.max)
    }

    /// What each code of each field adds to the lanes, field by field.
    func lanes() -> [Lanes] {
        var lanes = layout.fields.map { field in
            [Lanes](repeating: Lanes(), count: field.codeCount)
        }
        for index in layout.profileCount..<layout.fields.count {
            let field = layout.fields[index]
            for code in 0..<field.valueCount {
                lanes[index][code][Lanes.answered] = 1
                lanes[index][code][Lanes.applicable] = 1
            }
            lanes[index][Int(field.code(.unknown))][Lanes.unknown] = 1
            lanes[index][Int(field.code(.unanswered))][Lanes.unanswered] = 1
            for state in [FieldState.unknown, .unanswered, .partial] {
                lanes[index][Int(field.code(state))][Lanes.applicable] = 1
            }
        }
        guard fitsLanes else { return lanes.flatMap(\.self) }
        for (dimension, contributions) in definition.model.contributions.enumerated() {
            for contribution in contributions {
                let index = layout.profileCount + contribution.item
                let field = layout.fields[index]
                let weight = Int16(contribution.weight)
                let points = contribution.values.map { Int16($0) * weight }
                for (code, value) in points.enumerated() {
                    lanes[index][code][Lanes.answeredWeight + dimension] += weight
                    lanes[index][code][Lanes.achieved + dimension] += value
                    lanes[index][code][Lanes.applicableWeight + dimension] += weight
                    lanes[index][code][Lanes.lowest + dimension] += value
                    lanes[index][code][Lanes.highest + dimension] += value
                }
                for state in [FieldState.unknown, .unanswered] {
                    let code = Int(field.code(state))
                    lanes[index][code][Lanes.applicableWeight + dimension] += weight
                    lanes[index][code][Lanes.lowest + dimension] += points.min() ?? 0
                    lanes[index][code][Lanes.highest + dimension] += points.max() ?? 0
                }
            }
        }
        return lanes.flatMap(\.self)
    }
}
