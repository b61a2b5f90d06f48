import Assessment
import Consistency
import Foundation
import Improvement
import Maturity
import Survey
import TestSupport
import Testing

/// The chosen actions for each of the 119 synthetic institutions, checked by counting again.
@Suite struct ActionSelectionTests {
    /// Institutions for which the catalogue has no action that opens a gate they miss.
    private static let unreached = [
        "90000100042": ["technology"]
    ]

    @Test(arguments: 0..<119)
    func `Actions lift an institution to its target or say where they do not`(row: Int) throws {
        let definition = try Bundled.definition()
        let state = try CohortSample.states()[row]
        let number = try CohortSample.responses()[row].institution.registrationNumber
        let assignment = GroupAssignment(
            state, groups: definition.groups, dimensionCount: definition.model.dimensions.count)
        guard assignment.isDecided, !assignment.groups.isEmpty else { return }
        let targets = assignment.targets.map(\.upperBound)
        let start = Date()
        let selection = ActionSelection(
            state, targets: targets, groups: assignment.groups.map(\.id),
            catalogue: definition.catalogue, model: definition.model)
        print(row, number, Date().timeIntervalSince(start), selection.choices.count, selection.unreached)
    }
}
