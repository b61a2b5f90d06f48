package import Consistency
package import Survey
package import TextFormats

/// What the answers to one version of a questionnaire say about the questions of the next.
///
/// Every question of both versions is accounted for. A map says what an old answer leaves possible,
/// never more: "yes" may become "largely or fully", and a person decides which.
package struct MigrationMap: Sendable {
    /// How old and new questions are related.
    package enum Relation: String, CaseIterable, Sendable {
        /// Nothing that a respondent reads has changed.
        case kept
        /// Other words, the same meaning and the same answers.
        case reworded
        /// Another meaning or other answers.
        case changed
        /// One question became several.
        case split
        /// Several questions became one.
        case merged
        /// A question that the old version does not have.
        case added
        /// A question that the new version does not have.
        case removed
    }

    /// How some old questions are related to some new ones.
    package struct Mapping: Sendable {
        /// The relation.
        package let relation: Relation
        /// The old questions, by index.
        package let sources: [Int]
        /// The new questions, by index.
        package let targets: [Int]
        /// What has changed and why; absent only when nothing has.
        package let reason: LocalizedText?
        /// Where the map says so.
        package let location: Diagnostic.Location
    }

    /// How one new item gets its values from old items.
    package struct Route: Sendable {
        /// The new item, by index.
        package let target: Int
        /// The old items, by index.
        package let sources: [Int]
        /// The mapping to which the route belongs, by index.
        package let mapping: Int
        /// How values are carried over.
        package let transfer: Transfer
    }

    /// How values are carried over.
    package enum Transfer: Sendable {
        /// The values are the same.
        case identity
        /// For each option of an old multiple choice, the new options among which it went.
        case options([[Int]])
        /// The first case that holds decides.
        case cases([Case])
    }

    /// What remains possible under a condition over old answers.
    package struct Case: Sendable {
        /// The condition as its author wrote it.
        package let text: String
        /// The condition.
        package let formula: Formula
        /// What holds when no earlier case does and this one does not either.
        package let negation: Formula
        /// The values that remain possible.
        package let values: PossibleValues
    }

    /// The old version.
    package let source: Questionnaire
    /// The new version.
    package let target: Questionnaire
    /// What the map's author says about it.
    package let note: LocalizedText
    /// The mappings in the order of the file.
    package let mappings: [Mapping]
    /// The routes in the order of the new items.
    package let routes: [Route]

    /// The mapping that gives a new question, by the question's index.
    package func mapping(toQuestion question: Int) -> Mapping? {
        mappings.first { $0.targets.contains(question) }
    }
}
