package import Assessment
package import Consistency
import Survey

/// Everything about an institution that a row may state, numbered: profile fields, then items.
///
/// What a cell says is kept as one small number, its *code*: the index of the option (0 for an
/// answered number or set), and after the options one code for each state without an exact value.
/// The five states of an answer therefore stay apart in every table that is indexed by codes.
package struct FieldLayout: Sendable {
    /// What kind of value a field takes.
    package enum Kind: Hashable, Sendable {
        /// One of some options.
        case option(count: Int)
        /// A whole number.
        case number(ClosedRange<Int>)
        /// A set of options.
        case multiple(count: Int)
    }

    /// One field.
    package struct Field: Hashable, Sendable {
        /// The name in files and rules.
        package let id: String
        /// What kind of value it takes.
        package let kind: Kind
        /// What it is to the rules.
        package let operand: Operand
        /// Whether "not applicable" is an answer.
        package let allowsNotApplicable: Bool
        /// Whether conditions may leave it out.
        package let isConditional: Bool

        /// How many codes stand for an exact value.
        package var valueCount: Int {
            if case .option(let count) = kind { return count }
            return 1
        }

        /// How many codes there are.
        package var codeCount: Int { valueCount + FieldState.allCases.count }

        /// The code of a state.
        package func code(_ state: FieldState) -> UInt8 { UInt8(valueCount + state.rawValue) }

        /// Whether rules about the field may be left out.
        var canBeInapplicable: Bool { allowsNotApplicable || isConditional }

        /// The codes with which rules about the field are evaluated.
        var applicableCodes: UInt64 {
            let states = [FieldState.unknown, .unanswered, .partial]
            return states.reduce((1 << UInt64(valueCount)) - 1) {
                $0 | 1 << UInt64(code($1))
            }
        }

        /// The codes under which every value remains possible.
        var openCodes: UInt64 {
            FieldState.allCases.reduce(0) { $0 | 1 << UInt64(code($1)) }
        }
    }

    /// The fields, profile first.
    package let fields: [Field]
    /// How many of them are profile fields.
    package let profileCount: Int

    /// The most options of a field for which its codes fit into a machine word.
    static let optionLimit = 56

    /// Numbers the fields of a definition; `nil` when one has more options than tables allow.
    package init?(_ definition: Definition) {
        let questionnaire = definition.questionnaire
        func kind(_ domain: Domain) -> Kind {
            switch domain {
            case .single(let count): .option(count: count)
            case .multiple(let count): .multiple(count: count)
            case .count(let range): .number(range)
            }
        }
        var fields: [Field] = []
        for (index, field) in questionnaire.profile.enumerated() {
            fields.append(
                Field(
                    id: field.id, kind: kind(questionnaire.domain(of: field)),
                    operand: .profile(index), allowsNotApplicable: false, isConditional: false))
        }
        profileCount = fields.count
        for (index, item) in questionnaire.items.enumerated() {
            fields.append(
                Field(
                    id: item.id, kind: kind(item.domain), operand: .item(index),
                    allowsNotApplicable: questionnaire.allowsNotApplicable(item),
                    isConditional: !definition.conditions.conditions[index].isEmpty))
        }
        self.fields = fields
        let isSmall = fields.allSatisfy { field in
            switch field.kind {
            case .option(let count), .multiple(let count): count <= Self.optionLimit
            case .number: true
            }
        }
        guard isSmall else { return nil }
    }

    /// The index of the field that an operand names.
    package func index(of operand: Operand) -> Int {
        switch operand {
        case .profile(let index): index
        case .item(let index): profileCount + index
        }
    }
}

/// What a cell says when it does not state one value.
package enum FieldState: Int, CaseIterable, Sendable {
    /// The respondent does not know.
    case unknown
    /// Nothing is stated.
    case unanswered
    /// The question does not apply.
    case notApplicable
    /// The question's condition is false.
    case notAsked
    /// Several values remain possible.
    case partial
}
