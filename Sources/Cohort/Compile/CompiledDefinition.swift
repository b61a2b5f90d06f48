package import Assessment
import Consistency
import Maturity
import Survey

/// A questionnaire version turned into tables, so that judging a row is looking things up.
///
/// Each code of each field has one ``Entry``: what it adds to the scores, and which boxes
/// (``BoxCompiler``) it leaves possible. Adding up the entries of a row gives the scores; a box
/// that no entry has struck out is a rule that the row violates. What tables cannot say exactly is
/// left to the single-institution engine: ``isComplete`` tells whether anything is.
package final class CompiledDefinition: Sendable {
    /// What one code of one field means, in 64 bytes.
    struct Entry {
        /// Sums, four per quantity and dimension: see ``Lanes``.
        var lanes0 = SIMD8<Int16>(repeating: 0)
        var lanes1 = SIMD8<Int16>(repeating: 0)
        var lanes2 = SIMD8<Int16>(repeating: 0)
        /// The boxes that remain, of up to two words.
        var kept0 = UInt64.max
        var kept1 = UInt64.max
    }

    /// Where a field's entries are.
    struct FieldEntries {
        /// The index of the entry of code 0.
        var first: Int32
        /// The words of boxes that the field's entries are about.
        var word0: Int32 = 0
        var word1: Int32 = 0
    }

    /// Boxes struck out by something else than a field's first two words.
    struct Strike: Sendable {
        let coordinate: Coordinate
        let word: Int
        /// What remains, by code.
        let kept: [UInt64]
    }

    /// A predicate: it holds when one of these boxes is left.
    struct BitTest: Sendable {
        let word: Int
        let mask: UInt64
    }

    /// A gate: failed, passed, dropped, or open.
    struct GateTest: Sendable {
        let dimension: Int
        let level: Int
        let failed: BitTest?
        let passed: BitTest?
        /// Whether all of its questions apply; `nil` when they always do.
        let evaluated: BitTest?
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
        let conditions: [(formula: RowFormula, fields: [Int])]
        let members: [Int]
    }

    /// The definition.
    package let definition: Definition
    /// The fields.
    package let layout: FieldLayout
    /// Whether every row whose answers are exact or open is judged by tables alone.
    package let isComplete: Bool

    let entryCount: Int
    nonisolated(unsafe) let entries: UnsafeMutablePointer<Entry>
    nonisolated(unsafe) let fieldEntries: UnsafeMutablePointer<FieldEntries>
    let wordCount: Int
    let strikes: [Strike]
    let sums: [RowSum]
    /// The words of boxes with the edit of each bit; `-1` for bits that belong to no edit.
    let editMasks: [UInt64]
    let editOfBit: [Int]
    let gates: [GateTest]
    let interpreted: [InterpretedEdit]
    let conditions: [ConditionClass]

    deinit {
        entries.deinitialize(count: entryCount)
        entries.deallocate()
        fieldEntries.deallocate()
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
        conditions = Self.conditions(definition, layout: layout, table: table)
        complete =
            complete
            && conditions.allSatisfy { $0.conditions.allSatisfy(\.formula.isSatisfiabilityExact) }
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
        isComplete = complete
        let tables = builder.build()
        entryCount = tables.entries.count
        entries = .allocate(capacity: max(1, tables.entries.count))
        entries.initialize(from: tables.entries, count: tables.entries.count)
        fieldEntries = .allocate(capacity: max(1, tables.fields.count))
        fieldEntries.initialize(from: tables.fields, count: tables.fields.count)
        wordCount = tables.wordCount
        strikes = tables.strikes
        editMasks = tables.editMasks
        editOfBit = tables.editOfBit
        gates = tables.gates
        sums = tables.sums.map { RowSum($0, layout: layout, table: table) }
    }

    /// The fields that conditions leave out, in an order in which each condition is decided before
    /// it is used.
    private static func conditions(
        _ definition: Definition, layout: FieldLayout, table: VariableTable
    ) -> [ConditionClass] {
        var keys: [[String]] = []
        var classes: [ConditionClass] = []
        for (item, conditions) in definition.conditions.conditions.enumerated()
        where !conditions.isEmpty {
            let key = conditions.map(\.text)
            let field = layout.profileCount + item
            if let index = keys.firstIndex(of: key) {
                let old = classes[index]
                classes[index] = ConditionClass(
                    conditions: old.conditions, members: old.members + [field])
                continue
            }
            keys.append(key)
            classes.append(
                ConditionClass(
                    conditions: conditions.map { _, formula in
                        let operands = formula.variables.map { table.operands[$0] }
                        return (
                            RowFormula(formula, layout: layout, table: table),
                            Set(operands.map { layout.index(of: $0) })
                                .filter { layout.fields[$0].canBeInapplicable }.sorted()
                        )
                    }, members: [field]))
        }
        return classes
    }
}

/// The sums that are kept while a row is added up: 24 lanes of 16 bits.
enum Lanes {
    /// The most dimensions that fit.
    static let dimensionLimit = 4
    /// The weight of answered items.
    static let answeredWeight = 0
    /// The points of answered items.
    static let achieved = 4
    /// The weight of applicable items.
    static let applicableWeight = 8
    /// The points with every open item at its lowest.
    static let lowest = 12
    /// The points with every open item at its highest.
    static let highest = 16
    /// The number of items that are answered, unknown, applicable and unanswered.
    static let answered = 20
    static let unknown = 21
    static let applicable = 22
    static let unanswered = 23
    /// How many lanes there are.
    static let count = 24
}
