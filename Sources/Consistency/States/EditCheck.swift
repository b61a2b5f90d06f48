package import Survey

/// The outcome of checking one response against the rules.
package struct EditCheck: Sendable {
    /// The outcome of one rule.
    package enum Outcome: Hashable, Sendable {
        /// The rule was evaluated.
        case truth(Truth)
        /// An answer that the rule needs is not applicable or not asked.
        case notEvaluated
    }

    /// Every edit with its outcome, in rule order.
    package let outcomes: [(edit: Edit, outcome: Outcome)]
    /// Whether some completion of the open answers satisfies every hard rule; `nil` when the
    /// search reached its limit.
    ///
    /// A response can be contradictory although no single rule is violated: an open answer may
    /// have no value that all rules allow.
    package let isCompletable: Bool?

    /// Checks a response.
    package init(_ state: ResponseState, against rules: EditRuleSet) {
        outcomes = rules.edits.map { edit in
            guard state.isEvaluated(edit.operands) else { return (edit, .notEvaluated) }
            return (edit, .truth(state.truth(of: edit.formula, negation: edit.negation)))
        }
        let hard = rules.edits
            .filter { $0.rule.kind == .hard && state.isEvaluated($0.operands) }
            .map(\.formula)
        isCompletable = Solver.solve(hard, over: state.domains).isSatisfiable
    }

    /// The violated soft edits with the acceptance of each, if the respondent has accepted it.
    ///
    /// An acceptance whose answers have changed since is returned with `isCurrent` false: the
    /// doubt is open again.
    ///
    /// - Parameters:
    ///   - response: The response that was checked.
    ///   - questionnaire: Its questionnaire.
    /// - Returns: The doubts in rule order.
    package func doubts(
        in response: Response, to questionnaire: Questionnaire
    ) -> [(edit: Edit, acceptance: AcceptedDoubt?, isCurrent: Bool)] {
        violated(.soft).map { edit in
            let acceptance = response.acceptedDoubts.last { $0.edit == edit.id }
            let isCurrent = acceptance?.isCurrent(
                in: response, items: edit.itemIDs(in: questionnaire))
            return (edit, acceptance, isCurrent ?? false)
        }
    }

    /// The violated edits of a kind, in rule order.
    package func violated(_ kind: EditRule.Kind) -> [Edit] {
        outcomes.filter { $0.outcome == .truth(.violated) && $0.edit.rule.kind == kind }
            .map(\.edit)
    }

    /// Whether the answers cannot all be true.
    package var isContradictory: Bool { isCompletable == false || !violated(.hard).isEmpty }
}

extension Edit {
    /// The ids of the items that the edit concerns.
    package func itemIDs(in questionnaire: Questionnaire) -> [String] {
        operands.compactMap { operand in
            if case .item(let index) = operand { return questionnaire.items[index].id }
            return nil
        }
    }
}
