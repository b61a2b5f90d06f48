package import Assessment
package import Consistency
import Reporting
package import Survey
package import TextFormats

/// What the rules say about the answers so far.
package struct Findings: Sendable {
    /// Violated hard rules: answers that cannot be true together.
    package let contradictions: [Edit]
    /// Violated soft rules that nobody has accepted: possible but unusual answers.
    package let doubts: [Edit]
    /// The smallest sets of answers to reconsider.
    package let corrections: [Part]
    /// Whether the corrections are proven smallest.
    package let isProven: Bool
    /// Whether the answers cannot all be true.
    package let isContradictory: Bool

    /// A part of the contradictions that can be resolved independently of the others.
    package struct Part: Sendable {
        /// Ways to resolve the part, each a smallest one.
        package let alternatives: [[Change]]
        /// Whether there are more ways than are listed.
        package let hasMore: Bool
        /// The items that take part in the conflict, by index.
        package let items: Set<Int>
    }

    /// An answer to reconsider.
    package struct Change: Hashable, Sendable {
        /// The item, by index.
        package let item: Int
        /// The answer now.
        package let now: LocalizedText
        /// What becomes possible.
        package let possible: LocalizedText
    }

    /// How many ways to resolve a part are worked out.
    private static let shownAlternatives = 4

    /// Bounds that keep an interview responsive; `check` searches longer.
    private static let limits = ErrorLocaliser.Limits(
        searches: 2_000, steps: 50_000, totalSteps: 1_000_000, branches: 50_000, alternatives: 16)

    /// Checks a response.
    package init(_ response: Response, _ state: ResponseState, by definition: Definition) {
        let check = EditCheck(state, against: definition.rules)
        contradictions = check.violated(.hard)
        doubts = check.doubts(in: response, to: definition.questionnaire)
            .filter { !$0.isCurrent }.map(\.edit)
        isContradictory = check.isContradictory
        guard check.isContradictory else {
            corrections = []
            isProven = true
            return
        }
        let localisation = ResponseLocalisation(
            state, rules: definition.rules, limits: Self.limits)
        isProven = localisation.status == .contradictory
        corrections = localisation.parts.enumerated().map { index, part in
            let others = localisation.parts.enumerated().filter { $0.offset != index }
                .compactMap { $0.element.alternatives.first }.joined()
            let alternatives = part.alternatives.prefix(Self.shownAlternatives)
                .map { alternative in
                    let values = localisation.possibleValues(afterReleasing: alternative + others)
                    return alternative.map { item in
                        Self.change(item, values[item], response, state)
                    }
                }
            return Part(
                alternatives: alternatives,
                hasMore: part.alternatives.count > alternatives.count || !part.isComplete,
                items: Set(part.conflicts.flatMap(\.items) + part.alternatives.joined()))
        }
    }

    private static func change(
        _ item: Int, _ values: PossibleValues?, _ response: Response, _ state: ResponseState
    ) -> Change {
        let questionnaire = state.questionnaire
        let format = ValueFormat(
            kind: questionnaire.question(of: questionnaire.items[item]).kind, in: questionnaire)
        return Change(
            item: item, now: Wording.answer(item, of: response, state: state),
            possible: values.map(format.description) ?? LocalizedText(verbatim: "–"))
    }

    /// Contradictions and doubts that concern one of some items.
    package func edits(concerning items: [Int]) -> [Edit] {
        (contradictions + doubts).filter { edit in
            edit.operands.contains { operand in
                if case .item(let index) = operand { return items.contains(index) }
                return false
            }
        }
    }

    /// The contradictions and doubts that were not there before.
    package func new(since before: Findings) -> [Edit] {
        let known = Set((before.contradictions + before.doubts).map(\.id))
        return (contradictions + doubts).filter { !known.contains($0.id) }
    }
}
