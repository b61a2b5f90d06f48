package import Assessment
import Consistency
package import Improvement
package import Survey

/// What became of the plan that was made: which of its actions the later answers show.
///
/// The aim of an action is read in the version of the comparison: when the plan was made by an
/// earlier version, the answer that it was to raise is carried over like any other.
package struct PlanMovement: Sendable {
    /// Whether answers are where an action was to lift them.
    package enum Outcome: String, CaseIterable, Sendable {
        /// They certainly are.
        case reached
        /// They certainly are not.
        case notReached = "not_reached"
        /// Some of the values that are possible are.
        case mayHaveReached = "may_have_reached"
        /// It cannot be told: there is no answer, or the version has no such question.
        case notComparable = "not_comparable"

        /// The outcome of several aims that belong together.
        static func all(of outcomes: [Outcome]) -> Outcome {
            let told = outcomes.filter { $0 != .notComparable }
            if told.isEmpty { return .notComparable }
            if told.contains(.notReached) { return .notReached }
            return outcomes.allSatisfy { $0 == .reached } ? .reached : .mayHaveReached
        }
    }

    /// One aim of an action, in the version of the comparison.
    package struct Aim: Sendable {
        /// The item, by index.
        package let item: Int
        /// The values that reach the aim.
        package let values: PossibleValues
        /// Whether it was reached before, and is now.
        package let before: Outcome, now: Outcome
    }

    /// One action.
    package struct Line: Sendable {
        /// What the plan says.
        package let entry: PlanDocument.Entry
        /// What it was to raise, as far as the version of the comparison has it.
        package let aims: [Aim]
        /// Whether all of it was reached before, and is now.
        package let before: Outcome, now: Outcome

        /// Whether the plan calls the action done and the answers say otherwise.
        package var isDoneButNotSeen: Bool { entry.status == .done && now == .notReached }
    }

    /// The plan.
    package let document: PlanDocument
    /// The version that it was made by.
    package let definition: Definition
    /// The actions in the plan's order.
    package let lines: [Line]
    /// The first and the last answers of the comparison.
    package let old: Comparison.Side, new: Comparison.Side

    /// Whether the promised levels are those of the comparison's version.
    package var isOfSameVersion: Bool {
        document.questionnaire.version == new.response.questionnaire.version
    }

    /// Looks at a plan.
    ///
    /// - Parameters:
    ///   - document: The plan.
    ///   - definition: The version that it was made by.
    ///   - steps: The migrations from there to the version of the comparison; empty when it is the
    ///     same.
    ///   - old: The first answers of the comparison.
    ///   - new: The last answers of the comparison.
    package init(
        _ document: PlanDocument, of definition: Definition, steps: [Lineage.Step],
        from old: Comparison.Side, to new: Comparison.Side
    ) {
        self.document = document
        self.definition = definition
        self.old = old
        self.new = new
        lines = document.entries.map { entry in
            let raises = definition.catalogue.actions[entry.action].raises
            var aims: [Aim] = []
            var outcomes: [(before: Outcome, now: Outcome)] = []
            for raise in raises {
                let found = Self.aims(raise, of: definition, steps: steps, from: old, to: new)
                aims += found
                outcomes.append((.all(of: found.map(\.before)), .all(of: found.map(\.now))))
            }
            return Line(
                entry: entry, aims: aims, before: .all(of: outcomes.map(\.before)),
                now: .all(of: outcomes.map(\.now)))
        }
    }

    /// How many actions came out in a way; dropped ones do not count.
    package func count(_ outcome: Outcome) -> Int {
        lines.filter { $0.entry.status != .dropped && $0.now == outcome }.count
    }

    // MARK: Aims

    private static func aims(
        _ raise: ActionCatalogue.Raise, of definition: Definition, steps: [Lineage.Step],
        from old: Comparison.Side, to new: Comparison.Side
    ) -> [Aim] {
        let item = definition.questionnaire.items[raise.item]
        var response = Response(
            questionnaire: definition.questionnaire.identity, institution: new.given.institution)
        response.answers[item.id] = Answer(.values(.options(OptionMask(index: raise.option))))
        for step in steps {
            response = Migration(response, to: step.definition, by: step.map).response
        }
        let questionnaire = new.state.questionnaire
        return questionnaire.items.enumerated().compactMap { index, item in
            guard case .values(let values)? = response.answers[item.id]?.statement,
                case .options(let mask) = values, values != item.domain.full
            else { return nil }
            let isOrdered = questionnaire.isOrdered(item)
            return Aim(
                item: index, values: values,
                before: outcome(mask, isOrdered: isOrdered, item: index, in: old),
                now: outcome(mask, isOrdered: isOrdered, item: index, in: new))
        }
    }

    private static func outcome(
        _ aim: OptionMask, isOrdered: Bool, item: Int, in side: Comparison.Side
    ) -> Outcome {
        let state = side.state
        guard state.items[item] == .answered || state.items[item] == .partial,
            side.isConfirmed(item), let possible = state.possibleOptions(ofItem: item)
        else { return .notComparable }
        // In an ordered scale more than was aimed at reaches the aim as well.
        let least = aim.indices.first ?? 0
        let reaching = isOrdered ? OptionMask.first(64).subtracting(.first(least)) : aim
        if possible.isSubset(of: reaching) { return .reached }
        return possible.isDisjoint(with: reaching) ? .notReached : .mayHaveReached
    }
}

extension Questionnaire {
    /// Whether later options of an item are higher.
    func isOrdered(_ item: Item) -> Bool {
        guard case .single(let scale) = question(of: item).kind else { return false }
        return scales[scale].isOrdered
    }
}
