import Assessment
import Consistency
import Maturity
import Survey

/// Finds the groups and targets of rows.
///
/// Group conditions look at few fields, and at numbers only by comparing them with bounds, so the
/// rows fall into few classes (``GroupInputs``). Each class is decided once, by trying out what
/// its open inputs may be (``GroupTrial``).
struct GroupLookup {
    private let definition: Definition
    private let layout: FieldLayout
    private let inputs: GroupInputs?
    private let trial: GroupTrial
    /// The outcome of each class, -1 for those not met yet, if there are few enough.
    private var table: [Int32] = []
    private var known: [UInt64: Int] = [:]
    /// The outcomes met so far.
    private(set) var outcomes: [GroupOutcome] = []
    private var outcomeIndices: [GroupOutcome: Int] = [:]
    private var evidenceIndices: [GroupEvidence: Int] = [:]

    /// The most classes for which there is a table.
    private static let tableLimit: UInt64 = 1 << 20

    init(_ definition: Definition, layout: FieldLayout) {
        self.definition = definition
        self.layout = layout
        inputs = GroupInputs(definition, layout: layout)
        trial = GroupTrial(definition, layout: layout)
        if let inputs, inputs.classCount <= Self.tableLimit {
            table = [Int32](repeating: -1, count: Int(inputs.classCount))
        }
    }

    func deallocate() {
        inputs?.deallocate()
        trial.deallocate()
    }

    /// The index of a row's outcome in ``outcomes``.
    ///
    /// - Precondition: Conditions have been applied to the row, and no field is partial.
    mutating func index(of row: RowValues) -> Int {
        guard let inputs else { return ask(row) }
        let key = inputs.key(of: row)
        if key < table.count {
            let index = table[Int(key)]
            if index >= 0 { return Int(index) }
        } else if let index = known[key] {
            return index
        }
        let index = trial.evidence(of: row, inputs).map { self.index(of: $0) } ?? ask(row)
        if key < table.count {
            table[Int(key)] = Int32(index)
        } else {
            known[key] = index
        }
        return index
    }

    /// Asks the single-institution engine.
    private mutating func ask(_ row: RowValues) -> Int {
        let response = row.response(to: definition.questionnaire, layout: layout)
        return index(of: definition.state(of: response))
    }

    /// The index of the outcome of a response.
    mutating func index(of state: ResponseState) -> Int {
        index(of: GroupEvidence(state, groups: definition.groups))
    }

    private mutating func index(of evidence: GroupEvidence) -> Int {
        if let index = evidenceIndices[evidence] { return index }
        let outcome = GroupOutcome(
            GroupAssignment(
                evidence, groups: definition.groups,
                dimensionCount: definition.model.dimensions.count))
        let index = outcomeIndices[outcome] ?? outcomes.count
        if index == outcomes.count {
            outcomes.append(outcome)
            outcomeIndices[outcome] = index
        }
        evidenceIndices[evidence] = index
        return index
    }
}
