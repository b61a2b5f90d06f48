package import Consistency

/// What answers say of the conditions of a group model.
package struct GroupEvidence: Hashable, Sendable {
    /// What is known of one track.
    package struct Track: Hashable, Sendable {
        /// Whether the institution belongs to each group, groups before it taken into account.
        package let belongs: [Truth]
        /// Whether it certainly belongs to some group.
        package let isCertain: Bool
        /// Whether each circumstance of each group raises its target; `nil` where the question
        /// behind it does not apply.
        package let raises: [[Truth?]]

        /// Puts together what is known of one track.
        package init(belongs: [Truth], isCertain: Bool, raises: [[Truth?]]) {
            self.belongs = belongs
            self.isCertain = isCertain
            self.raises = raises
        }
    }

    /// The tracks in the model's order.
    package let tracks: [Track]

    /// Puts together what is known of each track.
    package init(tracks: [Track]) { self.tracks = tracks }

    /// Decides the conditions by the values that a response leaves possible.
    package init(_ state: ResponseState, groups model: GroupModel) {
        let full = state.table.domains
        tracks = model.tracks.map { track in
            var earlier: [Formula] = []
            let belongs = track.groups.map { group in
                let belongs = Formula.and(earlier + [group.formula])
                earlier.append(group.formula.negated(over: full))
                return state.truth(of: belongs, negation: belongs.negated(over: full))
            }
            let someGroup = Formula.or(track.groups.map(\.formula))
            let some = state.truth(of: someGroup, negation: someGroup.negated(over: full))
            let raises = zip(track.groups, belongs).map { group, belongs in
                group.raises.map { raise -> Truth? in
                    let operands = raise.formula.variables.map { state.table.operands[$0] }
                    guard belongs != .violated, state.isEvaluated(operands) else { return nil }
                    return state.truth(
                        of: raise.formula, negation: raise.formula.negated(over: full))
                }
            }
            return Track(belongs: belongs, isCertain: some == .satisfied, raises: raises)
        }
    }
}
