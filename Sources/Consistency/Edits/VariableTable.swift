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
    /// The first variable of each profile field and of each item.
    private let firstOfProfile: [Int]
    private let firstOfItems: [Int]

    /// Lays out the variables: profile fields first, then items in questionnaire order.
    package init(_ questionnaire: Questionnaire) {
        var domains: [SolverDomain] = []
        var operands: [Operand] = []
        /// Adds the variables of an operand and returns the first.
        func add(_ operand: Operand, _ domain: Domain) -> Int {
            let first = domains.count
            switch domain {
            case .single(let count): domains.append(.options(.first(count)))
            case .multiple(let count):
                domains += Array(repeating: .options(.first(2)), count: count)
            case .count(let range): domains.append(.range(range))
            }
            operands += Array(repeating: operand, count: domains.count - first)
            return first
        }
        firstOfProfile = questionnaire.profile.enumerated().map { index, field in
            add(.profile(index), questionnaire.domain(of: field))
        }
        firstOfItems = questionnaire.items.enumerated().map { index, item in
            add(.item(index), item.domain)
        }
        self.domains = domains
        self.operands = operands
    }

    /// The variable of an operand, or of one option of a multiple-choice operand.
    package func variable(of operand: Operand, option: Int = 0) -> Int {
        switch operand {
        case .profile(let index): firstOfProfile[index] + option
        case .item(let index): firstOfItems[index] + option
        }
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
