/// Choosing the cheapest set of actions that reaches given levels, stripped of everything else.
///
/// A set of actions is a *solution* when it contains every prerequisite of its actions and every
/// required action, reaches the need of every threshold and passes every gate. All figures are
/// whole numbers. The item of a problem stands at rank 0 before anything is done; an action lifts
/// it to a higher rank, several lift it to the highest of theirs.
package struct PlanningProblem: Hashable, Sendable {
    /// An action that may be chosen.
    package struct Action: Hashable, Sendable {
        /// The index in the catalogue.
        package let catalogueIndex: Int
        /// The work in person-days; not negative.
        package let personDays: Int
        /// The problem's indices of the actions that must be chosen with it.
        package let prerequisites: [Int]
        /// Whether every solution must contain it.
        package let isRequired: Bool

        /// Makes an action.
        package init(
            catalogueIndex: Int, personDays: Int, prerequisites: [Int], isRequired: Bool = false
        ) {
            self.catalogueIndex = catalogueIndex
            self.personDays = personDays
            self.prerequisites = prerequisites
            self.isRequired = isRequired
        }
    }

    /// What one action does to one item.
    package struct Raise: Hashable, Sendable {
        /// The problem's index of the action.
        package let action: Int
        /// The rank to which the action lifts the item, at least 1.
        package let rank: Int

        /// Makes a raise.
        package init(action: Int, rank: Int) {
            self.action = action
            self.rank = rank
        }
    }

    /// An answer that actions can raise.
    package struct Item: Hashable, Sendable {
        /// The index of the item in the questionnaire.
        package let questionnaireIndex: Int
        /// The number of ranks, rank 0 included.
        package let rankCount: Int
        /// The actions that raise it.
        package let raises: [Raise]

        /// Makes an item.
        package init(questionnaireIndex: Int, rankCount: Int, raises: [Raise]) {
            self.questionnaireIndex = questionnaireIndex
            self.rankCount = rankCount
            self.raises = raises
        }
    }

    /// What an item adds to a threshold at each rank, compared with rank 0.
    package struct Gain: Hashable, Sendable {
        /// The problem's index of the item.
        package let item: Int
        /// The gain at each rank; the first is 0, others may be negative.
        package let values: [Int]

        /// Makes a gain.
        package init(item: Int, values: [Int]) {
            self.item = item
            self.values = values
        }
    }

    /// A sum that must be reached.
    package struct Threshold: Hashable, Sendable {
        /// The index of the dimension in the model.
        package let dimension: Int
        /// What the gains must add up to; not positive when nothing is lacking.
        package let need: Int
        /// The gains of the items.
        package let gains: [Gain]

        /// Makes a threshold.
        package init(dimension: Int, need: Int, gains: [Gain]) {
            self.dimension = dimension
            self.need = need
            self.gains = gains
        }
    }

    /// A requirement on the ranks of a few items.
    package struct Gate: Hashable, Sendable {
        /// The index of the gate in the model.
        package let modelIndex: Int
        /// The problem's indices of the items.
        package let items: [Int]
        /// Whether each combination of ranks passes; the first item's rank varies fastest.
        package let passes: [Bool]

        /// Makes a gate.
        package init(modelIndex: Int, items: [Int], passes: [Bool]) {
            self.modelIndex = modelIndex
            self.items = items
            self.passes = passes
        }
    }

    /// The actions, in catalogue order.
    package let actions: [Action]
    /// The items that some action raises.
    package let items: [Item]
    /// The sums to reach.
    package let thresholds: [Threshold]
    /// The requirements to meet.
    package let gates: [Gate]

    /// Makes a problem.
    package init(actions: [Action], items: [Item], thresholds: [Threshold], gates: [Gate]) {
        self.actions = actions
        self.items = items
        self.thresholds = thresholds
        self.gates = gates
    }
}
