package import Survey

/// Error localisation of one response: which answers to reconsider, in the questionnaire's terms.
package struct ResponseLocalisation: Sendable {
    /// A conflict in the questionnaire's terms.
    package struct Conflict: Sendable {
        /// The items whose answers cannot stand together, by index.
        package let items: [Int]
        /// The edits that exclude them.
        package let edits: [Edit]
    }

    /// A part of the contradictions that can be resolved independently of the others.
    package struct Part: Sendable {
        /// The smallest sets of items to reconsider, each of which resolves the part.
        package let alternatives: [[Int]]
        /// Whether these are all.
        package let isComplete: Bool
        /// The conflicts of the part.
        package let conflicts: [Conflict]
    }

    /// What was found.
    package let status: ErrorLocalisation.Status
    /// The least weight, or its lower bound when the limit was reached.
    package let minimumWeight: Int
    /// The parts, in order of their first rule.
    package let parts: [Part]
    /// The smallest corrections as sets of items, at most as many as asked for.
    package let corrections: [[Int]]
    /// How many smallest corrections there are; `nil` when not all are known.
    package let correctionCount: Int?
    /// A correction that is not proven smallest, when the limit was reached.
    package let knownCorrection: [Int]?
    /// The conflict that cannot be resolved.
    package let unresolvable: Conflict?
    /// How many searches were made.
    package let searches: Int
    /// The rules that were taken into account.
    package let edits: [Edit]

    private let items: [Int]
    private let state: ResponseState

    /// Localises the errors of a response.
    ///
    /// Only rules that are evaluated take part; answers to other items stay as they are. Facts
    /// about the institution are not answers and are not reconsidered.
    ///
    /// - Parameters:
    ///   - state: What is known of the response.
    ///   - rules: The rules and the reliability weights.
    ///   - includesSoftRules: Whether doubts count as contradictions.
    ///   - accepted: Ids of edits that the respondent has accepted and that are left out.
    ///   - locked: Items whose answers have been verified and never change.
    ///   - correctionLimit: The most corrections listed.
    ///   - limits: Bounds on the work.
    package init(
        _ state: ResponseState, rules: EditRuleSet, includesSoftRules: Bool = false,
        accepted: Set<String> = [], locked: Set<Int> = [], correctionLimit: Int = 64,
        limits: ErrorLocaliser.Limits = ErrorLocaliser.Limits()
    ) {
        let edits = rules.edits.filter { edit in
            (edit.rule.kind == .hard || (includesSoftRules && !accepted.contains(edit.id)))
                && state.isEvaluated(edit.operands)
        }
        var items: [Int] = []
        var answers: [LocalisationProblem.Answer] = []
        for (index, itemState) in state.items.enumerated()
        where itemState == .answered || itemState == .partial {
            let item = state.questionnaire.items[index]
            let first = state.table.variable(of: .item(index))
            let count: Int
            if case .multiple(let options) = item.domain { count = options } else { count = 1 }
            items.append(index)
            answers.append(
                LocalisationProblem.Answer(
                    variables: Array(first..<(first + count)),
                    weight: rules.reliability.weights[item.question],
                    isLocked: locked.contains(index)))
        }
        let problem = LocalisationProblem(
            rules: edits.map(\.formula), full: state.table.domains, observed: state.domains,
            answers: answers)
        let result = ErrorLocaliser.localise(problem, limits: limits)
        func named(_ conflict: ErrorLocalisation.Conflict) -> Conflict {
            Conflict(
                items: conflict.answers.map { items[$0] }, edits: conflict.rules.map { edits[$0] })
        }
        status = result.status
        minimumWeight = result.minimumWeight
        parts = result.blocks.map { block in
            Part(
                alternatives: block.alternatives.map { $0.map { items[$0] } },
                isComplete: block.isComplete, conflicts: block.conflicts.map(named))
        }
        corrections = result.corrections(limit: correctionLimit).map { $0.map { items[$0] } }
        correctionCount = result.correctionCount
        knownCorrection = result.knownCorrection?.map { items[$0] }
        unresolvable = result.unresolvable.map(named)
        searches = result.searches
        self.edits = edits
        self.items = items
        self.state = state
    }

    /// The values that each item of a correction can take so that all rules hold.
    ///
    /// Every value is decided by a search of its own; of a count the least and the greatest
    /// possible number are found by bisection.
    ///
    /// - Parameter correction: A set of items whose release makes the rules satisfiable.
    /// - Returns: The possible values by item.
    package func possibleValues(afterReleasing correction: [Int]) -> [Int: PossibleValues] {
        let domains = domains(releasing: correction)
        let formulas = edits.map(\.formula)
        func isPossible(_ variable: Int, _ value: SolverDomain) -> Bool {
            var restricted = domains
            restricted[variable] = value
            return Solver.solve(formulas, over: restricted).isSatisfiable != false
        }
        var result: [Int: PossibleValues] = [:]
        for item in correction {
            let first = state.table.variable(of: .item(item))
            switch state.questionnaire.items[item].domain {
            case .single(let count):
                let mask = (0..<count).filter {
                    isPossible(first, .options(OptionMask(index: $0)))
                }.reduce(into: OptionMask()) { $0.insert(OptionMask(index: $1)) }
                result[item] = .options(mask)
            case .multiple(let count):
                var included: OptionMask = []
                var excluded: OptionMask = []
                for option in 0..<count {
                    let isYes = isPossible(first + option, .options(OptionMask(index: 1)))
                    let isNo = isPossible(first + option, .options(OptionMask(index: 0)))
                    if isYes, !isNo { included.insert(OptionMask(index: option)) }
                    if isNo, !isYes { excluded.insert(OptionMask(index: option)) }
                }
                result[item] = .subset(included: included, excluded: excluded)
            case .count(let range):
                result[item] = .count(bounds(of: range) { isPossible(first, .range($0)) })
            }
        }
        return result
    }

    /// The domains when the answers to some items are reconsidered.
    package func domains(releasing correction: [Int]) -> [SolverDomain] {
        var domains = state.domains
        for item in correction {
            let first = state.table.variable(of: .item(item))
            let count: Int
            if case .multiple(let options) = state.questionnaire.items[item].domain {
                count = options
            } else {
                count = 1
            }
            for variable in first..<(first + count) {
                domains[variable] = state.table.domains[variable]
            }
        }
        return domains
    }
}
