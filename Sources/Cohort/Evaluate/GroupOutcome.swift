import Maturity

/// What is known of the groups and targets of some institutions.
struct GroupOutcome: Hashable, Sendable {
    /// The indices of the groups to which they certainly belong, tracks in order.
    let groups: [String]
    /// The groups to which they may belong.
    let possible: [String]
    /// The lowest and highest target per dimension; empty without a target.
    let targets: [ClosedRange<Int>]

    init(_ assignment: GroupAssignment) {
        groups = assignment.groups.map(\.id)
        possible = assignment.possibleGroups.map(\.id)
        targets = assignment.targets
    }

    /// The column `groups`: certain groups joined by `+`, possible ones with a question mark.
    var text: String { (groups + possible.map { $0 + "?" }).joined(separator: "+") }

    /// The column of one dimension's target: a level, or `2..3` while it is open.
    func target(_ dimension: Int) -> String {
        guard dimension < targets.count else { return "" }
        let target = targets[dimension]
        return target.count == 1
            ? "\(target.lowerBound)" : "\(target.lowerBound)..\(target.upperBound)"
    }
}
