import Assessment
import Consistency
import Maturity
import Survey

/// Lays out boxes in machine words and fills the entries of every field.
struct TableBuilder {
    /// The finished tables.
    struct Tables {
        var entries: [CompiledDefinition.Entry] = []
        var fields: [CompiledDefinition.FieldEntries] = []
        var wordCount = 0
        var strikes: [CompiledDefinition.Strike] = []
        var editMasks: [UInt64] = []
        var editOfBit: [Int] = []
        var gates: [CompiledDefinition.GateTest] = []
        var sums: [LinearConstraint] = []
    }

    private enum Owner {
        case edit(Int)
        case gate(Int, part: Int)
    }

    private let definition: Definition
    private let layout: FieldLayout
    private var compiler: BoxCompiler
    private var predicates: [(owner: Owner, boxes: [Box])] = []
    private var gates: [MaturityModel.Gate] = []

    init(_ definition: Definition, layout: FieldLayout) {
        self.definition = definition
        self.layout = layout
        compiler = BoxCompiler(layout: layout, table: definition.rules.table)
    }

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

    // MARK: Predicates

    /// Adds an edit; `false` when boxes cannot express it.
    mutating func addEdit(_ index: Int, _ edit: Edit) -> Bool {
        guard
            let boxes = violating(edit.formula).flatMap({ applicable($0, edit.operands) })
        else { return false }
        if !boxes.isEmpty { predicates.append((.edit(index), boxes)) }
        return true
    }

    /// Adds a gate; `false` when boxes cannot express it.
    mutating func addGate(_ gate: MaturityModel.Gate) -> Bool {
        guard
            let failed = violating(gate.formula).flatMap({ applicable($0, gate.operands) }),
            let passed = violating(gate.negation).flatMap({ applicable($0, gate.operands) }),
            let evaluated = applicable([Box()], gate.operands)
        else { return false }
        let index = gates.count
        gates.append(gate)
        for (part, boxes) in [failed, passed, evaluated].enumerated() where !boxes.isEmpty {
            predicates.append((.gate(index, part: part), boxes))
        }
        return true
    }

    private mutating func violating(_ formula: Formula) -> [Box]? {
        compiler.violating(formula.simplified(over: definition.rules.table.domains))
    }

    /// The boxes without the rows in which an operand does not apply.
    private func applicable(_ boxes: [Box], _ operands: [Operand]) -> [Box]? {
        let fields = Set(operands.map { layout.index(of: $0) })
            .filter { layout.fields[$0].canBeInapplicable }.sorted()
        return boxes.compactMap { box in
            fields.reduce(Optional(box)) { box, field in
                box?.holding(.field(field), to: layout.fields[field].applicableCodes)
            }
        }
    }

    // MARK: Tables

    /// Lays everything out.
    func build() -> Tables {
        var tables = Tables()
        tables.sums = compiler.sums
        var bits: [(box: Box, word: Int, bit: UInt64)] = []
        var tests: [[CompiledDefinition.BitTest?]] = gates.map { _ in [nil, nil, nil] }
        // Boxes about the same fields stand together, so that a field is about few words.
        let ordered = predicates.enumerated().sorted { left, right in
            let keys = [left, right].map { predicate in
                (predicate.element.boxes.map(\.firstField).min() ?? Int.max, predicate.offset)
            }
            return keys[0] < keys[1]
        }.map(\.element)
        var free = 0
        for (owner, boxes) in ordered {
            if free / 64 != (free + boxes.count - 1) / 64 { free = (free / 64 + 1) * 64 }
            let word = free / 64
            while tables.editMasks.count <= word {
                tables.editMasks.append(0)
                tables.editOfBit += [Int](repeating: -1, count: 64)
            }
            var mask: UInt64 = 0
            for box in boxes {
                let bit: UInt64 = 1 << UInt64(free % 64)
                bits.append((box, word, bit))
                mask |= bit
                if case .edit(let index) = owner { tables.editOfBit[free] = index }
                free += 1
            }
            switch owner {
            case .edit: tables.editMasks[word] |= mask
            case .gate(let index, let part):
                tests[index][part] = CompiledDefinition.BitTest(word: word, mask: mask)
            }
        }
        tables.wordCount = tables.editMasks.count
        tables.gates = zip(gates, tests).map { gate, tests in
            let canBeDropped = gate.operands.contains {
                layout.fields[layout.index(of: $0)].canBeInapplicable
            }
            return CompiledDefinition.GateTest(
                dimension: gate.dimension, level: gate.level, failed: tests[0], passed: tests[1],
                evaluated: canBeDropped ? tests[2] : nil)
        }
        addEntries(bits, to: &tables)
        return tables
    }

    private func addEntries(
        _ bits: [(box: Box, word: Int, bit: UInt64)], to tables: inout Tables
    ) {
        // What every coordinate leaves of every word that it is about.
        var kept: [Coordinate: [Int: [UInt64]]] = [:]
        for (box, word, bit) in bits {
            for (coordinate, codes) in box.allowed {
                let count = codeCount(coordinate)
                var words = kept[coordinate] ?? [:]
                var byCode = words[word] ?? [UInt64](repeating: .max, count: count)
                for code in 0..<count where codes >> UInt64(code) & 1 == 0 { byCode[code] &= ~bit }
                words[word] = byCode
                kept[coordinate] = words
            }
        }
        let lanes = self.lanes()
        for (index, field) in layout.fields.enumerated() {
            let words = (kept[.field(index)] ?? [:]).sorted { $0.key < $1.key }
            var fieldEntries = CompiledDefinition.FieldEntries(first: Int32(tables.entries.count))
            if let first = words.first { fieldEntries.word0 = Int32(first.key) }
            if words.count > 1 { fieldEntries.word1 = Int32(words[1].key) }
            for code in 0..<field.codeCount {
                var entry = CompiledDefinition.Entry()
                let values = lanes[index][code]
                for lane in 0..<8 {
                    entry.lanes0[lane] = Int16(values[lane])
                    entry.lanes1[lane] = Int16(values[8 + lane])
                    entry.lanes2[lane] = Int16(values[16 + lane])
                }
                if let first = words.first { entry.kept0 = first.value[code] }
                if words.count > 1 { entry.kept1 = words[1].value[code] }
                tables.entries.append(entry)
            }
            tables.fields.append(fieldEntries)
            for (word, byCode) in words.dropFirst(2) {
                tables.strikes.append(
                    CompiledDefinition.Strike(
                        coordinate: .field(index), word: word, kept: byCode))
            }
        }
        for (coordinate, words) in kept {
            if case .field = coordinate { continue }
            for (word, byCode) in words {
                tables.strikes.append(
                    CompiledDefinition.Strike(coordinate: coordinate, word: word, kept: byCode))
            }
        }
        // Strikes of one sum stand together, so that it is added up once.
        tables.strikes.sort { ($0.coordinate.order, $0.word) < ($1.coordinate.order, $1.word) }
    }

    private func codeCount(_ coordinate: Coordinate) -> Int {
        guard case .field(let field) = coordinate else { return 3 }
        return layout.fields[field].codeCount
    }

    /// What each code of each field adds to the lanes.
    private func lanes() -> [[[Int]]] {
        var lanes = layout.fields.map { field in
            [[Int]](repeating: [Int](repeating: 0, count: Lanes.count), count: field.codeCount)
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
        guard fitsLanes else { return lanes }
        for (dimension, contributions) in definition.model.contributions.enumerated() {
            for contribution in contributions {
                let index = layout.profileCount + contribution.item
                let field = layout.fields[index]
                let points = contribution.values.map { $0 * contribution.weight }
                for (code, value) in points.enumerated() {
                    lanes[index][code][Lanes.answeredWeight + dimension] += contribution.weight
                    lanes[index][code][Lanes.achieved + dimension] += value
                    lanes[index][code][Lanes.applicableWeight + dimension] += contribution.weight
                    lanes[index][code][Lanes.lowest + dimension] += value
                    lanes[index][code][Lanes.highest + dimension] += value
                }
                for state in [FieldState.unknown, .unanswered] {
                    let code = Int(field.code(state))
                    lanes[index][code][Lanes.applicableWeight + dimension] += contribution.weight
                    lanes[index][code][Lanes.lowest + dimension] += points.min() ?? 0
                    lanes[index][code][Lanes.highest + dimension] += points.max() ?? 0
                }
            }
        }
        return lanes
    }
}
