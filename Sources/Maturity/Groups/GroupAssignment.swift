package import Consistency

/// The groups to which an institution belongs and its target, as far as its answers decide them.
package struct GroupAssignment: Sendable {
    /// The groups to which it certainly belongs.
    package let groups: [GroupModel.Group]
    /// Further groups to which it may belong, depending on what is not yet known.
    package let possibleGroups: [GroupModel.Group]
    /// The lowest and the highest target per dimension that remain possible; empty when the
    /// institution certainly belongs to no group.
    package let targets: [ClosedRange<Int>]

    /// Whether groups and targets are decided.
    package var isDecided: Bool {
        possibleGroups.isEmpty && targets.allSatisfy { $0.count == 1 }
    }

    /// Assigns groups to a response.
    package init(_ state: ResponseState, groups model: GroupModel, dimensionCount: Int) {
        self.init(
            GroupEvidence(state, groups: model), groups: model, dimensionCount: dimensionCount)
    }

    /// Assigns groups by what is known of their conditions.
    ///
    /// The target of an institution in several groups is the highest per dimension.
    package init(_ evidence: GroupEvidence, groups model: GroupModel, dimensionCount: Int) {
        var certain: [GroupModel.Group] = []
        var possible: [GroupModel.Group] = []
        var lowest = [Int](repeating: 0, count: dimensionCount)
        var highest = [Int](repeating: 0, count: dimensionCount)
        for (track, known) in zip(model.tracks, evidence.tracks) {
            let candidates = track.groups.indices.filter { known.belongs[$0] != .violated }
            let targets = candidates.map { Self.targets(of: track.groups[$0], known.raises[$0]) }
            for dimension in 0..<dimensionCount {
                let ranges = targets.map { $0[dimension] }
                // Unless some group certainly holds, the institution may be in none.
                let least = known.isCertain ? ranges.map(\.lowerBound).min() ?? 0 : 0
                lowest[dimension] = max(lowest[dimension], least)
                highest[dimension] = max(
                    highest[dimension], ranges.map(\.upperBound).max() ?? 0)
            }
            if let first = candidates.first, candidates.count == 1,
                known.belongs[first] == .satisfied
            {
                certain.append(track.groups[first])
            } else {
                possible += candidates.map { track.groups[$0] }
            }
        }
        groups = certain
        possibleGroups = possible
        targets =
            certain.isEmpty && possible.isEmpty
            ? [] : zip(lowest, highest).map { min($0, $1)...$1 }
    }

    private static func targets(
        of group: GroupModel.Group, _ raises: [Truth?]
    ) -> [ClosedRange<Int>] {
        var targets = group.target.map { $0...$0 }
        for (raise, truth) in zip(group.raises, raises) {
            let old = targets[raise.dimension]
            let raised = max(old.upperBound, raise.level)
            switch truth {
            case .satisfied?:
                targets[raise.dimension] = max(old.lowerBound, raise.level)...raised
            case .possible?: targets[raise.dimension] = old.lowerBound...raised
            case .violated?, nil: break
            }
        }
        return targets
    }
}
