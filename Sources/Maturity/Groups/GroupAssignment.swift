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
    ///
    /// The target of an institution in several groups is the highest per dimension.
    package init(_ state: ResponseState, groups model: GroupModel, dimensionCount: Int) {
        var certain: [GroupModel.Group] = []
        var possible: [GroupModel.Group] = []
        var lowest = [Int](repeating: 0, count: dimensionCount)
        var highest = [Int](repeating: 0, count: dimensionCount)
        for track in model.tracks {
            let full = state.table.domains
            var earlier: [Formula] = []
            var candidates: [(group: GroupModel.Group, isCertain: Bool)] = []
            for group in track.groups {
                let belongs = Formula.and(earlier + [group.formula])
                switch state.truth(of: belongs, negation: belongs.negated(over: full)) {
                case .satisfied: candidates.append((group, true))
                case .possible: candidates.append((group, false))
                case .violated: break
                }
                earlier.append(group.formula.negated(over: full))
            }
            let targets = candidates.map { Self.targets(of: $0.group, in: state) }
            let isCertain = candidates.count == 1 && candidates[0].isCertain
            // Unless some group of the track certainly holds, the institution may be in none.
            let someGroup = Formula.or(track.groups.map(\.formula))
            let isInTrack =
                state.truth(of: someGroup, negation: someGroup.negated(over: full)) == .satisfied
            for dimension in 0..<dimensionCount {
                let ranges = targets.map { $0[dimension] }
                let least = isInTrack ? ranges.map(\.lowerBound).min() ?? 0 : 0
                lowest[dimension] = max(lowest[dimension], least)
                highest[dimension] = max(
                    highest[dimension], ranges.map(\.upperBound).max() ?? 0)
            }
            if isCertain {
                certain.append(candidates[0].group)
            } else {
                possible += candidates.map(\.group)
            }
        }
        groups = certain
        possibleGroups = possible
        targets =
            certain.isEmpty && possible.isEmpty
            ? [] : zip(lowest, highest).map { min($0, $1)...$1 }
    }

    private static func targets(
        of group: GroupModel.Group, in state: ResponseState
    ) -> [ClosedRange<Int>] {
        var targets = group.target.map { $0...$0 }
        for raise in group.raises
        where state.isEvaluated(raise.formula.variables.map { state.table.operands[$0] }) {
            let negation = raise.formula.negated(over: state.table.domains)
            let old = targets[raise.dimension]
            switch state.truth(of: raise.formula, negation: negation) {
            case .satisfied:
                targets[raise.dimension] =
                    max(old.lowerBound, raise.level)...max(old.upperBound, raise.level)
            case .possible:
                targets[raise.dimension] = old.lowerBound...max(old.upperBound, raise.level)
            case .violated: break
            }
        }
        return targets
    }
}
