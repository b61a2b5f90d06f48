package import Assessment
import Consistency
import Improvement
package import Maturity
import Survey

/// What a study of a cohort keeps of one institution.
package struct StudiedInstitution: Sendable {
    /// The registration number.
    package let registrationNumber: String
    /// The name; may be empty.
    package let name: String
    /// The ministry; may be empty.
    package let ministry: String
    /// The groups to which it belongs; empty when none, or when they are not decided.
    package let groups: [GroupModel.Group]
    /// Whether its groups are decided.
    package let isGroupDecided: Bool
    /// The score of each dimension, then the index, in tenths of a percent.
    package let scores: [Int?]
    /// The level of each dimension.
    package let levels: [Int?]
    /// The lowest level.
    package let overallLevel: Int?
    /// Whether it has a decided target, and then whether it reaches it everywhere.
    package let reachesTarget: Bool?
    /// The requirements that it lacks for its target, by their index in the model.
    package let missingGates: [Int]
    /// The dimensions in which it lacks points for its target.
    package let dimensionsShort: [Int]
    /// The actions that would meet at least one requirement that it lacks, by index.
    package let helpfulActions: [Int]
    /// The known profile numbers by the field's index.
    let numbers: [Int: Int]

    /// Studies a row.
    ///
    /// An action helps when it is available to the institution and the answers that it raises meet
    /// a requirement that is not met now; what it builds on is taken for granted.
    ///
    /// - Complexity: One evaluation of a few requirements per action.
    package init(_ row: CohortRow, by definition: Definition) {
        let model = definition.model
        let state = definition.state(of: row.response)
        let maturity = MaturityAssessment(state, model: model)
        let assignment = GroupAssignment(
            state, groups: definition.groups, dimensionCount: model.dimensions.count)
        registrationNumber = row.registrationNumber
        name = row.name
        ministry = row.ministry
        isGroupDecided = assignment.isDecided
        groups = assignment.isDecided ? assignment.groups : []
        scores =
            maturity.dimensions.map { $0.score.point?.percentTenths }
            + [maturity.index?.percentTenths]
        levels = maturity.dimensions.map(\.level)
        overallLevel = maturity.overallLevel
        var numbers: [Int: Int] = [:]
        for (index, field) in definition.questionnaire.profile.enumerated() {
            if case .count(let range)? = row.response.profile[field.id], range.count == 1 {
                numbers[index] = range.lowerBound
            }
        }
        self.numbers = numbers
        guard assignment.isDecided, !assignment.targets.isEmpty else {
            reachesTarget = nil
            missingGates = []
            dimensionsShort = []
            helpfulActions = []
            return
        }
        let targets = assignment.targets.map(\.lowerBound)
        reachesTarget = zip(levels, targets).allSatisfy { ($0 ?? -1) >= $1 }
        missingGates = model.gates.indices.filter { index in
            let gate = model.gates[index]
            guard gate.level <= targets[gate.dimension] else { return false }
            return maturity.dimensions[gate.dimension].missingGates(for: targets[gate.dimension])
                .contains { $0.gate.level == gate.level && $0.gate.text == gate.text }
        }
        dimensionsShort = model.dimensions.indices.filter {
            maturity.dimensions[$0].missingPoints(for: targets[$0], model: model) > 0
        }
        let situation = PlanningSituation(
            state, groups: assignment.groups.map(\.id), catalogue: definition.catalogue,
            model: model)
        let missing = missingGates.map { model.gates[$0] }
        helpfulActions = definition.catalogue.actions.indices.filter { action in
            guard situation.availability[action] == .available else { return false }
            let raised = Set(situation.openRaises[action].map(\.item))
            let touched = missing.filter { gate in
                gate.operands.contains { operand in
                    if case .item(let item) = operand { return raised.contains(item) }
                    return false
                }
            }
            guard !touched.isEmpty else { return false }
            let after = situation.state(after: [action])
            return touched.contains { $0.formula.value(in: after.domains) == true }
        }
    }
}
