package import Consistency
package import TextFormats

/// How answers become dimension scores and levels: policy, all of it from data.
package struct MaturityModel: Sendable {
    /// A dimension in which service management matures.
    package struct Dimension: Hashable, Sendable {
        /// The name in files, such as `people`.
        package let id: String
        /// The name that a person reads.
        package let label: LocalizedText
    }

    /// A level of maturity.
    package struct Level: Hashable, Sendable {
        /// The name in files, such as `basic`.
        package let id: String
        /// The name that a person reads.
        package let label: LocalizedText
        /// The score from which the level may be held.
        package let threshold: Ratio
        /// Whose threshold it is.
        package let source: LocalizedText
    }

    /// A requirement for holding a level, and every higher one, in a dimension.
    package struct Gate: Sendable {
        /// The index of the dimension.
        package let dimension: Int
        /// The index of the level.
        package let level: Int
        /// The requirement as its author wrote it.
        package let text: String
        /// The requirement.
        package let formula: Formula
        /// What holds when the requirement is not met.
        package let negation: Formula
        /// The items that it concerns.
        package let operands: [Operand]
        /// Why it is a gate.
        package let source: LocalizedText
    }

    /// What one item adds to one dimension.
    package struct Contribution: Hashable, Sendable {
        /// The index of the item.
        package let item: Int
        /// The weight, scope weight included; positive.
        package let weight: Int
        /// The value of each option in parts of ``MaturityModel/unit``.
        package let values: [Int]
    }

    /// The dimensions in order.
    package let dimensions: [Dimension]
    /// The levels from the lowest, whose threshold is 0.
    package let levels: [Level]
    /// The gates.
    package let gates: [Gate]
    /// What each item adds, per dimension, in questionnaire order.
    package let contributions: [[Contribution]]
    /// The common denominator of all option values.
    package let unit: Int
    /// Where weights and values come from, for explanations.
    package let weightSource: LocalizedText
}
