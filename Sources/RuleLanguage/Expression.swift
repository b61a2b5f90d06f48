/// A word of a rule and where it stands in the rule's text.
package struct Name: Hashable, Sendable {
    /// The word.
    package let text: String
    /// How many Unicode scalars of the rule come before it.
    package let offset: Int

    /// Makes a name.
    package init(_ text: String, at offset: Int) {
        self.text = text
        self.offset = offset
    }
}

/// A question or profile field named in a rule, with a scope when one is written: `B1.key`.
package struct Reference: Hashable, Sendable {
    /// The question, profile field or template variable.
    package let name: Name
    /// The scope after the dot.
    package let scope: Name?

    /// Makes a reference.
    package init(_ name: Name, scope: Name? = nil) {
        self.name = name
        self.scope = scope
    }
}

/// How two terms are compared.
package enum Relation: String, CaseIterable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"
}

/// Several questions compared with one value: `U1..U34 = yes`.
package struct GroupCondition: Hashable, Sendable {
    /// One question, or a range of questions in questionnaire order, both ends included.
    package struct Member: Hashable, Sendable {
        /// The question, or the first of the range.
        package let first: Reference
        /// The last question of a range.
        package let last: Reference?
    }

    /// The questions.
    package let members: [Member]
    /// How each is compared.
    package let relation: Relation
    /// What each is compared with.
    package let value: Term
}

/// One side of a comparison.
package indirect enum Term: Hashable, Sendable {
    /// A whole number, and where it stands.
    case number(Int, offset: Int)
    /// A question, a profile field or an option: which of them is decided against the
    /// questionnaire.
    case reference(Reference)
    /// How many of some questions satisfy a condition.
    case count(GroupCondition, offset: Int)
    /// A whole multiple of a term.
    case multiple(Int, Term)
    /// A sum of terms.
    case sum([Term])

    /// Where the term's first name or number of its own begins in the rule's text; a factor in front
    /// does not count.
    package var offset: Int {
        switch self {
        case .number(_, let offset), .count(_, let offset): offset
        case .reference(let reference): reference.name.offset
        case .multiple(_, let term): term.offset
        case .sum(let terms): terms.first?.offset ?? 0
        }
    }
}

/// What a rule or condition says, with names not yet looked up in a questionnaire.
package indirect enum Expression: Hashable, Sendable {
    case implies(Expression, Expression)
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case comparison(Term, Relation, Term)
    /// A multiple-choice answer includes an option: `V1 has institutions`.
    case has(Reference, Name)
    /// A multiple-choice answer is exactly a set of options: `V19 = {none}`.
    case isExactly(Reference, [Name], negated: Bool)
    /// Every one of some questions satisfies a condition: `all(N1..N5 = none)`.
    case every(GroupCondition)
    /// At least one of some questions satisfies a condition: `any(U1..U4 = yes)`.
    case some(GroupCondition)
}

extension Expression {
    /// Every question or profile field mentioned, in the order of the text; of a range, both ends.
    ///
    /// The right side of a comparison may turn out to be an option, so only left sides and groups
    /// are certain to name questions; right sides are listed too.
    package var references: [Reference] {
        switch self {
        case .implies(let left, let right): left.references + right.references
        case .and(let parts), .or(let parts): parts.flatMap(\.references)
        case .not(let inner): inner.references
        case .comparison(let left, _, let right): left.references + right.references
        case .has(let reference, _), .isExactly(let reference, _, _): [reference]
        case .every(let group), .some(let group): group.references
        }
    }
}

extension Term {
    fileprivate var references: [Reference] {
        switch self {
        case .number: []
        case .reference(let reference): [reference]
        case .count(let group, _): group.references
        case .multiple(_, let term): term.references
        case .sum(let terms): terms.flatMap(\.references)
        }
    }
}

extension GroupCondition {
    fileprivate var references: [Reference] {
        members.flatMap { [$0.first] + ($0.last.map { [$0] } ?? []) } + value.references
    }
}

/// Which questions a rule template stands for.
package struct TemplateHeader: Hashable, Sendable {
    /// The questions over which a template ranges.
    package enum Range: Hashable, Sendable {
        /// Every question of a scale: `for each share question S`.
        case scale(Name)
        /// The questions listed: `for each question Q in V6, V7`.
        case questions([Name])
    }

    /// The name that stands for the question in the rule.
    package let variable: Name
    /// The questions.
    package let range: Range
}

/// A whole rule: an expression, perhaps for each of several questions.
package struct RuleText: Hashable, Sendable {
    /// The template's header, if the rule is a template.
    package let header: TemplateHeader?
    /// What must hold.
    package let expression: Expression
}
