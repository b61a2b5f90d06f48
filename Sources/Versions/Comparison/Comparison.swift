package import Assessment
package import Consistency
import Maturity
package import Survey
package import TextFormats

/// Two sets of answers of one institution side by side, question by question.
///
/// Both are given to one version; answers to an earlier one are carried over first. Only what can be
/// compared is compared, everything else is listed with the reason.
package struct Comparison: Sendable {
    /// One side of the comparison.
    package struct Side: Sendable {
        /// The answers as they were given.
        package let given: Response
        /// The answers to the version of the comparison.
        package let response: Response
        /// What is known of every item.
        package let state: ResponseState

        /// Makes a side.
        package init(given: Response, response: Response, definition: Definition) {
            self.given = given
            self.response = response
            state = definition.state(of: response)
        }

        /// Whether an answer is the institution's own: a file that still holds what was carried
        /// over into it says nothing new.
        func isConfirmed(_ item: Int) -> Bool {
            isCarriedOver
                || response.answers[state.questionnaire.items[item].id]?.isUnconfirmed != true
        }

        /// Whether the answers were given to another version.
        package var isCarriedOver: Bool {
            given.questionnaire.version != response.questionnaire.version
        }
    }

    /// An item that is compared.
    package struct Line: Sendable {
        /// The item, by index.
        package let item: Int
        /// What was possible before.
        package let old: PossibleValues
        /// What is possible after.
        package let new: PossibleValues
        /// How it moved.
        package let movement: Movement
    }

    /// An answer that is not compared.
    package struct Exclusion: Sendable {
        /// The item, in the new version or, of a removed question, in the old one.
        package let item: String
        /// Why.
        package let reason: LocalizedText
    }

    /// One dimension before and after.
    package struct Dimension: Sendable {
        /// The dimension, by index.
        package let dimension: Int
        /// The score over the items compared; `nil` when none of them scores.
        package let scores: (old: ClosedRange<Ratio>, new: ClosedRange<Ratio>)?
        /// How the score moved.
        package let movement: Movement?
        /// The levels possible by all answers, in the version of the comparison.
        package let levels: (old: ClosedRange<Int>, new: ClosedRange<Int>)
        /// How the level moved.
        package let levelMovement: Movement
    }

    /// The version in which both sides are read.
    package let definition: Definition
    /// The earlier answers.
    package let old: Side
    /// The later answers.
    package let new: Side
    /// What is compared, in questionnaire order.
    package let lines: [Line]
    /// What is not compared.
    package let exclusions: [Exclusion]
    /// The dimensions, in the model's order.
    package let dimensions: [Dimension]

    /// Compares two sides.
    ///
    /// - Parameters:
    ///   - old: The earlier answers.
    ///   - new: The later answers.
    ///   - definition: The version of both sides.
    /// - Complexity: O(*items* · *dimensions*).
    package init(from old: Side, to new: Side, in definition: Definition) {
        self.definition = definition
        self.old = old
        self.new = new
        let questionnaire = definition.questionnaire
        var lines: [Line] = []
        var exclusions: [Exclusion] = []
        var left: [Int] = []
        for (index, item) in questionnaire.items.enumerated() {
            let values = (Self.values(index, of: old), Self.values(index, of: new))
            switch values {
            case (.known(let before), .known(let after)):
                lines.append(
                    Line(
                        item: index, old: before, new: after,
                        movement: Movement(
                            from: before, to: after, in: item.domain,
                            isOrdered: questionnaire.isOrdered(item))))
            case (.missing(let reason), .known):
                exclusions.append(Exclusion(item: item.id, reason: Self.before + reason))
                left.append(index)
            case (.known, .missing(let reason)):
                exclusions.append(Exclusion(item: item.id, reason: Self.after + reason))
                left.append(index)
            case (.missing(let first), .missing(let second)):
                let reason =
                    first == second
                    ? Self.both + first
                    : Self.before + first + LocalizedText(verbatim: "; ") + Self.after + second
                exclusions.append(Exclusion(item: item.id, reason: reason))
                left.append(index)
            }
        }
        for lost in old.response.migration?.notCarried ?? [] where old.isCarriedOver {
            exclusions.append(Exclusion(item: lost.origin.item, reason: lost.reason))
        }
        self.lines = lines
        self.exclusions = exclusions
        dimensions = Self.dimensions(
            old.state, new.state, leavingOut: left, model: definition.model)
    }

    // MARK: Values

    private enum Known {
        case known(PossibleValues)
        case missing(LocalizedText)
    }

    private static let before = LocalizedText(lv: "iepriekš: ", en: "before: ")
    private static let after = LocalizedText(lv: "tagad: ", en: "now: ")
    private static let both = LocalizedText(lv: "abās reizēs: ", en: "both times: ")

    private static func values(_ index: Int, of side: Side) -> Known {
        let item = side.state.questionnaire.items[index]
        switch side.state.items[index] {
        case .notAsked: return .missing(LocalizedText(lv: "nav jāatbild", en: "not asked"))
        case .notApplicable:
            return .missing(LocalizedText(lv: "nav attiecināms", en: "not applicable"))
        case .unknown: return .missing(LocalizedText(lv: "nav zināms", en: "unknown"))
        case .unanswered:
            return .missing(
                side.isCarriedOver
                    ? LocalizedText(
                        lv: "versijā \(side.given.questionnaire.version) atbilstošas atbildes nav",
                        en:
                            "version \(side.given.questionnaire.version) has no corresponding answer"
                    ) : LocalizedText(lv: "nav atbildēts", en: "not answered"))
        case .answered, .partial:
            guard let answer = side.response.answers[item.id],
                case .values(let values) = answer.statement
            else { preconditionFailure("an item that is answered has values") }
            if !side.isConfirmed(index) {
                return .missing(
                    LocalizedText(
                        lv: "pārnests un nav apstiprināts", en: "carried over and not confirmed"))
            }
            return .known(values)
        }
    }

    // MARK: Dimensions

    private static func dimensions(
        _ old: ResponseState, _ new: ResponseState, leavingOut left: [Int], model: MaturityModel
    ) -> [Dimension] {
        let compared = (old.leavingOut(left), new.leavingOut(left))
        return model.dimensions.indices.map { index in
            let scores = (
                DimensionScore(compared.0, dimension: index, model: model),
                DimensionScore(compared.1, dimension: index, model: model)
            )
            let full = (
                DimensionAssessment(old, dimension: index, model: model),
                DimensionAssessment(new, dimension: index, model: model)
            )
            let ranges = range(scores.0).flatMap { before in
                range(scores.1).map { (old: before, new: $0) }
            }
            let levels = (
                old: full.0.lowestLevel...max(full.0.lowestLevel, full.0.highestLevel),
                new: full.1.lowestLevel...max(full.1.lowestLevel, full.1.highestLevel)
            )
            return Dimension(
                dimension: index, scores: ranges,
                movement: ranges.map { Movement(from: $0.old, to: $0.new) }, levels: levels,
                levelMovement: Movement(from: levels.old, to: levels.new))
        }
    }

    private static func range(_ score: DimensionScore) -> ClosedRange<Ratio>? {
        guard let lowest = score.lowest, let highest = score.highest else { return nil }
        return lowest...highest
    }
}
