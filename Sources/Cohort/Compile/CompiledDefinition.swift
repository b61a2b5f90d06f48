package import Assessment
import Consistency
import Maturity
import Survey

/// A questionnaire version turned into tables, so that judging rows is looking things up.
///
/// What a row says of a field is a small code (``FieldLayout``). Each code of each field adds
/// something to the row's sums (``Lanes``). Rules, gates and conditions are conjunctions of "this
/// code is one of these" (``BoxCompiler``), decided for up to 64 rows at once
/// (``PredicateProgram``). What tables cannot say exactly is left to the single-institution engine:
/// ``isComplete`` tells whether anything is.
package final class CompiledDefinition: Sendable {
    /// A gate's predicates, one after another: it is failed, it is passed, its questions apply.
    struct GateTest: Sendable {
        let dimension: Int
        let level: Int
        let predicate: Int
    }

    /// An edit that boxes cannot express.
    struct InterpretedEdit: Sendable {
        let index: Int
        let formula: RowFormula
        /// The fields that must apply.
        let fields: [Int]
    }

    /// Fields that are asked under the same conditions.
    struct ConditionClass: Sendable {
        /// One predicate: the fields are not asked.
        let program: PredicateProgram
        let members: [Member]
    }

    /// A field that may not be asked.
    struct Member: Sendable {
        let field: Int
        /// The plane of its code 0.
        let first: Int
        let notAsked: UInt8
    }

    /// A sum with a bound, by which planes are filled.
    enum Sum: Sendable {
        case sliced(SlicedSum)
        case number(NumberTest)
        case perRow(RowSum)
    }

    /// The definition.
    package let definition: Definition
    /// The fields.
    package let layout: FieldLayout
    /// Whether every row whose answers are exact or open is judged by tables alone.
    package let isComplete: Bool

    let planes: PlaneLayout
    /// What each code of each field adds to the sums of a row, in order of field planes.
    nonisolated(unsafe) let lanes: UnsafeMutablePointer<Lanes>
    /// The first of each field's lanes and planes.
    nonisolated(unsafe) let firstOfField: UnsafeMutablePointer<Int32>
    let sums: [Sum]
    /// The fields with sets.
    let setFields: [Int]
    /// Edits, then gates.
    let program: PredicateProgram
    /// The edit of each of the first predicates.
    let editOfPredicate: [Int]
    let gates: [GateTest]
    let interpreted: [InterpretedEdit]
    let conditions: [ConditionClass]

    deinit {
        lanes.deallocate()
        firstOfField.deallocate()
    }

    /// Compiles a definition.
    ///
    /// - Returns: `nil` when a question has more options than tables allow.
    /// - Complexity: O(*fields* · *options* + *edits* · *boxes*).
    package init?(_ definition: Definition) {
        guard let layout = FieldLayout(definition) else { return nil }
        self.definition = definition
        self.layout = layout
        let table = definition.rules.table
        var builder = TableBuilder(definition, layout: layout)
        var complete = builder.fitsLanes
        var interpreted: [InterpretedEdit] = []
        for (index, edit) in definition.rules.edits.enumerated()
        where !builder.addEdit(index, edit) {
            interpreted.append(
                InterpretedEdit(
                    index: index,
                    formula: RowFormula(edit.formula, layout: layout, table: table),
                    fields: edit.operands.map { layout.index(of: $0) }
                        .filter { layout.fields[$0].canBeInapplicable }))
        }
        self.interpreted = interpreted
        for gate in definition.model.gates where !builder.addGate(gate) { complete = false }
        var classes: [(boxes: [Box], members: [Int])] = []
        for (conditions, members) in Self.conditionClasses(definition, layout) {
            var boxes: [Box] = []
            for condition in conditions {
                guard let failing = builder.failing(condition) else {
                    complete = false
                    continue
                }
                boxes += failing
            }
            classes.append((boxes, members))
        }
        isComplete = complete
        let planes = PlaneLayout(layout, sumCount: builder.sums.count)
        self.planes = planes
        program = PredicateProgram(builder.predicates, planes: planes, layout: layout)
        editOfPredicate = builder.editOfPredicate
        gates = builder.gates
        conditions = classes.map { boxes, members in
            ConditionClass(
                program: PredicateProgram([boxes], planes: planes, layout: layout),
                members: members.map { field in
                    Member(
                        field: field, first: planes.firstOfField[field],
                        notAsked: layout.fields[field].code(.notAsked))
                })
        }
        sums = builder.sums.map { constraint in
            SlicedSum(constraint, planes: planes, layout: layout, table: table).map { .sliced($0) }
                ?? NumberTest(constraint, layout: layout, table: table).map { .number($0) }
                ?? .perRow(RowSum(constraint, layout: layout, table: table))
        }
        setFields = layout.fields.indices.filter {
            if case .multiple = layout.fields[$0].kind { true } else { false }
        }
        let values = builder.lanes()
        lanes = .allocate(capacity: max(1, values.count))
        lanes.initialize(from: values, count: values.count)
        let firsts = planes.firstOfField.map { Int32($0) }
        firstOfField = .allocate(capacity: max(1, firsts.count))
        firstOfField.initialize(from: firsts, count: firsts.count)
    }

    /// The fields that conditions leave out, in an order in which each condition is decided before
    /// it is used.
    private static func conditionClasses(
        _ definition: Definition, _ layout: FieldLayout
    ) -> [(conditions: [Formula], members: [Int])] {
        var keys: [[String]] = []
        var classes: [(conditions: [Formula], members: [Int])] = []
        for (item, conditions) in definition.conditions.conditions.enumerated()
        where !conditions.isEmpty {
            let key = conditions.map(\.text)
            let field = layout.profileCount + item
            if let index = keys.firstIndex(of: key) {
                classes[index].members.append(field)
            } else {
                keys.append(key)
                classes.append((conditions.map(\.formula), [field]))
            }
        }
        return classes
    }
}
