package import Survey

/// What a rule can ask about: an item of the questionnaire or a fact about the institution.
package enum Operand: Hashable, Sendable {
    /// An item, by its index.
    case item(Int)
    /// A profile field, by its index.
    case profile(Int)
}

/// The solver's variables for one questionnaire.
///
/// Every profile field and item has one variable; a multiple-choice question has one yes/no
/// variable per option.
package struct VariableTable: Sendable {
    /// The full domain of each variable.
    package let domains: [SolverDomain]
    /// What each variable belongs to.
    package let operands: [Operand]
    private let firstVariable: [Operand: Int]

    /// Lays out the variables: profile fields first, then items in questionnaire order.
    package init(_ questionnaire: Questionnaire) {
        var domains: [SolverDomain] = []
        var operands: [Operand] = []
        var firstVariable: [Operand: Int] = [:]
        func add(_ operand: Operand, _ domain: Domain) {
            firstVariable[operand] = domains.count
            switch domain {
            case .single(let count): domains.append(.options(.first(count)))
            case .multiple(let count):
                domains += Array(repeating: .options(.first(2)), count: count)
            case .count(let range): domains.append(.range(range))
            }
            operands += Array(repeating: operand, count: domains.count - operands.count)
        }
        for (index, field) in questionnaire.profile.enumerated() {
            add(.profile(index), questionnaire.domain(of: field))
        }
        for (index, item) in questionnaire.items.enumerated() { add(.item(index), item.domain) }
        self.domains = domains
        self.operands = operands
        self.firstVariable = firstVariable
    }

    /// The variable of an operand, or of one option of a multiple-choice operand.
    package func variable(of operand: Operand, option: Int = 0) -> Int {
        guard let first = firstVariable[operand] else {
            preconditionFailure("every operand of the questionnaire has a variable")
        }
        return first + option
    }

    /// Writes possible values into the variables of an operand.
    package func assign(
        _ values: PossibleValues, to operand: Operand, in domains: inout [SolverDomain]
    ) {
        let first = variable(of: operand)
        switch values {
        case .options(let mask): domains[first] = .options(mask)
        case .count(let range): domains[first] = .range(range)
        case .subset(let included, let excluded):
            for index in included.indices {
                domains[first + index] = .options(OptionMask(index: 1))
            }
            for index in excluded.indices {
                domains[first + index] = .options(OptionMask(index: 0))
            }
        }
    }
}
