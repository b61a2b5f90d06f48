import Assessment
import Maturity
import TestSupport
import Testing

/// The groups and targets of the real definition at every boundary.
@Suite struct GroupAssignmentTests {
    private static let small = [
        "kind": "institution", "staff": "20", "nationally_significant": "no",
        "competence_centre": "no", "coordinates": "no", "provides_services": "yes",
        "depends_on_external": "no",
    ]

    /// Changes to a small institution with 5 services to residents; the groups, those that are
    /// only possible with `?`; the targets people/technology/processes/partners.
    @Test(arguments: [
        ("", "basic", "1/1/1/1"),
        // Basic ends above 10 services and above 50 staff.
        ("V2=10", "basic", "1/1/1/1"), ("V2=11", "medium", "2/2/2/2"),
        ("staff=50", "basic", "1/1/1/1"), ("staff=51", "medium", "2/2/2/2"),
        ("V2=0", "basic", "1/1/1/1"),
        // High begins at 50 services or 500 staff.
        ("V2=49", "medium", "2/2/2/2"), ("V2=50", "high", "3/3/3/3"),
        ("staff=499", "medium", "2/2/2/2"), ("staff=500", "high", "3/3/3/3"),
        ("nationally_significant=yes", "high", "3/3/3/3"),
        ("competence_centre=yes", "high", "3/3/3/3"),
        ("V2=50 staff=500 competence_centre=yes", "high", "3/3/3/3"),
        // Services to institutions, and dependence on external providers.
        ("V1=institutions", "medium", "2/2/2/2"),
        ("depends_on_external=yes", "basic", "1/1/1/2"),
        ("V2=11 depends_on_external=yes", "medium", "2/2/2/2"),
        ("V1=institutions depends_on_external=yes", "medium", "2/2/2/3"),
        ("V1=society,institutions V2=30 depends_on_external=yes", "medium", "2/2/2/3"),
        ("V2=50 depends_on_external=yes", "high", "3/3/3/3"),
        // Coordinating institutions, alone and with each group: the higher target of both.
        ("coordinates=yes provides_services=no", "coordinating", "3/2/2/3"),
        ("coordinates=yes", "coordinating basic", "3/2/2/3"),
        ("coordinates=yes V2=11", "coordinating medium", "3/2/2/3"),
        ("coordinates=yes V2=50", "coordinating high", "3/3/3/3"),
        // Neither: no group and no target, however large.
        ("provides_services=no", "", ""), ("provides_services=no V2=50 staff=500", "", ""),
        // What is not known leaves groups possible and targets open.
        ("V2=unknown", "high? basic? medium?", "1-3/1-3/1-3/1-3"),
        ("V2=10..11", "basic? medium?", "1-2/1-2/1-2/1-2"),
        ("V2=40..60", "high? medium?", "2-3/2-3/2-3/2-3"), ("V2=11..49", "medium", "2/2/2/2"),
        ("V2=50..99", "high", "3/3/3/3"), ("V2=unknown staff=500", "high", "3/3/3/3"),
        ("V1=unknown", "basic? medium?", "1-2/1-2/1-2/1-2"),
        ("V1=unknown staff=51", "medium", "2/2/2/2"),
        ("V1=unknown staff=51 depends_on_external=yes", "medium", "2/2/2/2-3"),
        ("depends_on_external=", "basic", "1/1/1/1-2"),
        ("staff=", "high? basic? medium?", "1-3/1-3/1-3/1-3"),
        ("provides_services=", "basic?", "0-1/0-1/0-1/0-1"),
        ("coordinates=", "basic coordinating?", "1-3/1-2/1-2/1-3"),
        ("coordinates= V2=50", "high coordinating?", "3/3/3/3"),
        ("coordinates= provides_services=no", "coordinating?", "0-3/0-2/0-2/0-3"),
    ])
    func `An institution belongs to its group and has its target`(
        changes: String, groups: String, target: String
    ) throws {
        let definition = try Bundled.definition()
        var profile = Self.small
        var answers = ["V1": "residents_businesses", "V2": "5"]
        for change in changes.split(separator: " ") {
            let parts = change.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (id, value) = (String(parts[0]), String(parts[1]))
            if profile[id] == nil {
                answers[id] = value
            } else {
                profile[id] = value.isEmpty ? nil : value
            }
        }
        let response = try definition.response(profile: profile, answers: answers)
        let assignment = GroupAssignment(
            definition.state(of: response), groups: definition.groups, dimensionCount: 4)
        let names = assignment.groups.map(\.id) + assignment.possibleGroups.map { $0.id + "?" }
        #expect(names.joined(separator: " ") == groups)
        let targets = assignment.targets.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        #expect(targets.joined(separator: "/") == target)
        #expect(assignment.isDecided == !(groups + target).contains { "?-".contains($0) })
    }
}
