package import Survey

/// What is known of every item of one response: the five states of an answer, never conflated,
/// and the values that remain possible.
package struct ResponseState: Sendable {
    /// The state of one item.
    package enum ItemState: Hashable, Sendable {
        /// Answered with exactly one value.
        case answered
        /// Answered with several values left possible.
        case partial
        /// The respondent does not know.
        case unknown
        /// The question does not apply to the institution.
        case notApplicable
        /// The item's condition is false. An answer given all the same is kept and not scored.
        case notAsked(hasAnswer: Bool)
        /// Nothing is recorded.
        case unanswered

        /// Whether the item counts in scores and rules.
        package var isApplicable: Bool {
            switch self {
            case .notApplicable, .notAsked: false
            default: true
            }
        }
    }

    /// The questionnaire that is answered.
    package let questionnaire: Questionnaire
    /// The state of each item.
    package private(set) var items: [ItemState]
    /// Whether each profile field is known.
    package let isProfileFieldKnown: [Bool]
    /// The values that each variable may still take.
    package private(set) var domains: [SolverDomain]
    /// The variables.
    package let table: VariableTable

    /// Evaluates a response.
    ///
    /// An item is not asked when one of its conditions is certainly false, or rests on something
    /// that itself is not asked or not applicable. While a condition is open, the item counts as
    /// asked.
    ///
    /// - Complexity: O(*items* · *conditions*).
    package init(
        _ response: Response, to questionnaire: Questionnaire, conditions: ConditionTable
    ) {
        let table = conditions.table
        var domains = table.domains
        isProfileFieldKnown = questionnaire.profile.enumerated().map { index, field in
            guard let values = response.profile[field.id] else { return false }
            table.assign(values, to: .profile(index), in: &domains)
            return true
        }
        var items: [ItemState] = []
        for (index, item) in questionnaire.items.enumerated() {
            let answer = response.answers[item.id]
            let isAsked = conditions.conditions[index].allSatisfy { _, formula in
                let operandsCount = formula.allVariables { variable in
                    guard case .item(let other) = table.operands[variable] else { return true }
                    return items[other].isApplicable
                }
                guard operandsCount else { return false }
                // Most conditions are decided by their parts alone; a search settles the others.
                return formula.value(in: domains)
                    ?? (Solver.solve([formula], over: domains).isSatisfiable != false)
            }
            guard isAsked else {
                items.append(.notAsked(hasAnswer: answer != nil))
                continue
            }
            switch answer?.statement {
            case .values(let values):
                table.assign(values, to: .item(index), in: &domains)
                items.append(item.domain.isExact(values) ? .answered : .partial)
            case .unknown: items.append(.unknown)
            case .notApplicable: items.append(.notApplicable)
            case nil: items.append(.unanswered)
            }
        }
        self.questionnaire = questionnaire
        self.items = items
        self.domains = domains
        self.table = table
    }

    /// The only option that remains possible for an item with options; `nil` when several do.
    package func exactOption(ofItem index: Int) -> Int? {
        guard case .options(let mask) = domains[table.variable(of: .item(index))],
            mask.count == 1
        else { return nil }
        return mask.indices[0]
    }

    /// The options that remain possible for an item; `nil` when it does not take one of some options.
    package func possibleOptions(ofItem index: Int) -> OptionMask? {
        guard case .options(let mask) = domains[table.variable(of: .item(index))] else {
            return nil
        }
        return mask
    }

    /// The first option that remains possible for an item with options.
    package func lowestOption(ofItem index: Int) -> Int? {
        possibleOptions(ofItem: index).map { $0.rawValue.trailingZeroBitCount }
    }

    /// The last option that remains possible for an item with options.
    package func highestOption(ofItem index: Int) -> Int? {
        possibleOptions(ofItem: index).map { 63 - $0.rawValue.leadingZeroBitCount }
    }

    /// The state after one item is answered with one option; what is asked stays as it is.
    ///
    /// - Precondition: The item takes one of some options.
    package func answering(item index: Int, option: Int) -> ResponseState {
        var changed = self
        changed.items[index] = .answered
        changed.domains[table.variable(of: .item(index))] = .options(OptionMask(index: option))
        return changed
    }

    /// The state without some items, as if they did not apply to the institution.
    package func leavingOut(_ indices: some Sequence<Int>) -> ResponseState {
        var rest = self
        for index in indices { rest.items[index] = .notApplicable }
        return rest
    }

    /// The state as if the answers of some items had not been given; what is asked stays as it is.
    package func withdrawing(items indices: [Int]) -> ResponseState {
        var changed = self
        for index in indices where items[index].isApplicable {
            let variable = table.variable(of: .item(index))
            changed.items[index] = .unanswered
            changed.domains[variable] = table.domains[variable]
        }
        return changed
    }

    /// Whether a rule or gate concerns only items that are asked and applicable.
    package func isEvaluated(_ operands: [Operand]) -> Bool {
        operands.allSatisfy { operand in
            if case .item(let index) = operand { return items[index].isApplicable }
            return true
        }
    }

    /// Whether a formula holds for all, some or none of the values that remain possible.
    ///
    /// Decided exactly, by two searches; `possible` also when a search reached its limit, which
    /// claims nothing.
    ///
    /// - Parameters:
    ///   - formula: What may hold.
    ///   - negation: What holds otherwise; not worked out unless it is needed.
    /// - Returns: What the possible values say.
    package func truth(of formula: Formula, negation: @autoclosure () -> Formula) -> Truth {
        // Most rules are decided by their parts alone; a search settles the others.
        if let value = formula.value(in: domains) { return value ? .satisfied : .violated }
        if Solver.solve([formula], over: domains).isSatisfiable == false { return .violated }
        if Solver.solve([negation()], over: domains).isSatisfiable == false { return .satisfied }
        return .possible
    }
}

/// What the possible values of some answers say about a rule.
package enum Truth: String, Hashable, Sendable {
    /// Every combination satisfies the rule.
    case satisfied
    /// Some combinations satisfy it and some violate it.
    case possible
    /// Every combination violates it.
    case violated
}
