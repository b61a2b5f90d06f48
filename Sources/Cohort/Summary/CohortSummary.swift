package import Assessment
package import Consistency
package import Maturity
package import Survey
import TextFormats

/// What is published of a cohort: the counts as tables, small ones hidden on request.
package struct CohortSummary: Sendable {
    /// The schema name of summaries.
    package static let schema = "briedums.summary/1"

    /// A figure that may be hidden.
    package typealias Count = Int?

    /// Figures about one item.
    package struct Item: Sendable {
        /// The item.
        package let item: Questionnaire.Item
        /// The options with their counts; of a set, how often each is included.
        package let answers: [(option: Option, count: Count)]
        /// How many answered a number.
        package let answered: Count
        /// How many are in each state without an exact value.
        package let states: [(state: String, count: Count)]
    }

    /// Figures about one group of questions.
    package struct QuestionGroup: Sendable {
        /// The group.
        package let group: Heading
        /// The options of the questions' common scale with their counts over all of them.
        package let answers: [(option: Option, count: Count)]
        /// All answers, unknown and missing ones included, to questions that apply.
        package let total: Int
    }

    /// Figures about one rule.
    package struct Rule: Sendable {
        /// The rule.
        package let rule: EditRule
        /// In how many institutions' answers it is violated.
        package let institutions: Count
        /// Its instances, with how often each is violated.
        package let instances: [(edit: Edit, count: Count)]
        /// How often its instances are violated together.
        package let violations: Count
    }

    /// Figures about one score.
    package struct Score: Sendable {
        /// The dimension; `nil` for the index and the overall level.
        package let dimension: MaturityModel.Dimension?
        /// How many institutions have the score, and how many do not.
        package let count: Int
        package let without: Int
        /// The mean, in tenths of a percent.
        package let mean: Int?
        /// Minimum, quartiles and maximum in tenths of a percent; the ends are `nil` when counts
        /// are hidden, all are with too few institutions.
        package let quartiles: [Int?]
        /// How many scores are in each twentieth of the scale.
        package let twentieths: [Count]
        /// How many institutions hold each level, the last for none.
        package let levels: [Count]
    }

    /// Figures about one ministry; all hidden when it has too few institutions.
    package struct Ministry: Sendable {
        /// The ministry as rows give it.
        package let name: String
        /// Its institutions.
        package let institutions: Count
        /// Those with contradictions.
        package let contradictory: Count
        /// The mean of the indices, in tenths of a percent.
        package let meanIndex: Int?
        /// How many hold each overall level.
        package let levels: [Count]
    }

    /// The questionnaire.
    package let definition: Definition
    /// What was counted.
    package let counts: CohortCounts
    /// The least count that is shown; 0 shows everything.
    package let limit: Int
    /// Each item.
    package let items: [Item]
    /// Each group of questions.
    package let questionGroups: [QuestionGroup]
    /// Each rule.
    package let rules: [Rule]
    /// Each dimension, then the index.
    package let scores: [Score]
    /// Each combination of groups.
    package let groups: [(text: String, count: Count)]
    /// Each ministry, by name.
    package let ministries: [Ministry]
    /// Credibility verdicts: normal, worth a look, doubtful, none.
    package let verdicts: [Count]
    /// Institutions with contradictions, and with doubts only.
    package let contradictory: Count
    package let doubtful: Count
    /// The counted conditions.
    package let conditions: [(text: String, outcomes: [Count])]

    /// Puts counts into tables.
    package init(_ counts: CohortCounts, of compiled: CompiledDefinition, hidingBelow limit: Int) {
        let definition = compiled.definition
        self.definition = definition
        self.counts = counts
        self.limit = limit
        items = Self.items(counts, compiled, limit)
        questionGroups = Self.questionGroups(counts, compiled, items: items)
        rules = Self.rules(counts, definition, limit)
        scores = Self.scores(counts, definition, limit)
        var byText: [String: Int] = [:]
        for (outcome, count) in counts.groups { byText[outcome.text, default: 0] += count }
        let texts = byText.keys.sorted()
        let shown = Distribution(texts.map { byText[$0, default: 0] }, hidingBelow: limit).counts
        groups = zip(texts, shown).map { ($0, $1) }
        ministries = Self.ministries(counts, definition, limit)
        let verdicts = Distribution(counts.verdicts, hidingBelow: limit).counts
        self.verdicts = [verdicts[1], verdicts[2], verdicts[3], verdicts[0]]
        let rest = counts.scored - counts.contradictory - counts.doubtful
        let findings = Distribution(
            [counts.contradictory, counts.doubtful, rest], hidingBelow: limit
        ).counts
        contradictory = findings[0]
        doubtful = findings[1]
        conditions = counts.conditions.map { condition in
            (condition.text, Distribution(condition.outcomes, hidingBelow: limit).counts)
        }
    }

    private static let states: [(state: FieldState, name: String)] = [
        (.unknown, "unknown"), (.unanswered, "unanswered"), (.notApplicable, "not_applicable"),
        (.notAsked, "not_asked"), (.partial, "partial"),
    ]

    private static func items(
        _ counts: CohortCounts, _ compiled: CompiledDefinition, _ limit: Int
    ) -> [Item] {
        let questionnaire = compiled.definition.questionnaire
        return questionnaire.items.enumerated().map { index, item in
            let position = compiled.layout.profileCount + index
            let field = compiled.layout.fields[position]
            let shown = Distribution(counts.codes[position], hidingBelow: limit).counts
            let options = questionnaire.options(of: questionnaire.question(of: item).kind)
            var answers: [(option: Option, count: Count)] = []
            var answered: Count = shown[0]
            switch field.kind {
            case .option:
                answers = options.indices.map { (options[$0], shown[$0]) }
                answered = nil
            case .multiple:
                let total = counts.codes[position][0]
                answers = options.indices.map { option in
                    let count = counts.options[position][option]
                    return (
                        options[option],
                        Distribution.shown(count, of: total, hidingBelow: limit)
                    )
                }
            case .number: break
            }
            return Item(
                item: item, answers: answers, answered: answered,
                states: states.map { ($0.name, shown[Int(field.code($0.state))]) })
        }
    }

    private static func questionGroups(
        _ counts: CohortCounts, _ compiled: CompiledDefinition, items tables: [Item]
    ) -> [QuestionGroup] {
        let questionnaire = compiled.definition.questionnaire
        return questionnaire.groups.indices.compactMap { group in
            let items = questionnaire.items.indices.filter {
                questionnaire.question(of: questionnaire.items[$0]).group == group
            }
            let kinds = Set(items.map { questionnaire.question(of: questionnaire.items[$0]).kind })
            guard kinds.count == 1, let kind = kinds.first, case .single = kind else { return nil }
            let options = questionnaire.options(of: kind)
            var answers = [Int](repeating: 0, count: options.count)
            var total = 0
            for item in items {
                let position = compiled.layout.profileCount + item
                let field = compiled.layout.fields[position]
                for option in options.indices { answers[option] += counts.codes[position][option] }
                for code in 0..<field.codeCount
                where field.applicableCodes >> UInt64(code) & 1 == 1 {
                    total += counts.codes[position][code]
                }
            }
            return QuestionGroup(
                group: questionnaire.groups[group],
                answers: options.indices.map { option in
                    // A sum would give away a count that is hidden in one of its parts.
                    let isHidden = items.contains { tables[$0].answers[option].count == nil }
                    return (options[option], isHidden ? nil : answers[option])
                }, total: total)
        }
    }

    private static func rules(
        _ counts: CohortCounts, _ definition: Definition, _ limit: Int
    ) -> [Rule] {
        definition.rules.rules.enumerated().map { index, rule in
            let edits = definition.rules.edits.indices.filter {
                definition.rules.edits[$0].rule.id == rule.id
            }
            let institutions = Distribution.shown(
                counts.rules[index], of: counts.scored, hidingBelow: limit)
            let instances = edits.map { edit in
                (
                    definition.rules.edits[edit],
                    Distribution.shown(counts.edits[edit], of: counts.scored, hidingBelow: limit)
                )
            }
            let isHidden = institutions == nil || instances.contains { $0.1 == nil }
            return Rule(
                rule: rule, institutions: institutions, instances: instances,
                violations: isHidden ? nil : edits.reduce(0) { $0 + counts.edits[$1] })
        }
    }

    private static func scores(
        _ counts: CohortCounts, _ definition: Definition, _ limit: Int
    ) -> [Score] {
        counts.histograms.indices.map { place in
            let statistics = ScoreStatistics(counts.histograms[place])
            let isTooSmall = statistics.count < limit
            var quartiles: [Int?] = statistics.quartiles.map { isTooSmall ? nil : $0 }
            if limit > 0, quartiles.count == 5 { (quartiles[0], quartiles[4]) = (nil, nil) }
            let dimensions = definition.model.dimensions
            return Score(
                dimension: place < dimensions.count ? dimensions[place] : nil,
                count: statistics.count, without: counts.histograms[place][CohortTally.bins - 1],
                mean: isTooSmall ? nil : statistics.mean, quartiles: quartiles,
                twentieths: Distribution(statistics.twentieths, hidingBelow: limit).counts,
                levels: Distribution(counts.levels[place], hidingBelow: limit).counts)
        }
    }

    private static func ministries(
        _ counts: CohortCounts, _ definition: Definition, _ limit: Int
    ) -> [Ministry] {
        let names = counts.ministries.keys.sorted()
        let all = names.map { counts.ministries[$0] ?? MinistryTally.Counts() }
        let shown = Distribution(all.map(\.institutions), hidingBelow: limit).counts
        return zip(zip(names, all), shown).map { entry, institutions in
            let (name, counts) = entry
            let levels = definition.model.levels.indices.map {
                $0 < counts.levels.count ? counts.levels[$0] : 0
            }
            let without = counts.institutions - levels.reduce(0, +)
            let hidden = [Count](repeating: nil, count: levels.count)
            let shownLevels = Distribution(levels + [without], hidingBelow: limit).counts
            let hasMean = counts.indexed > 0 && counts.indexed >= limit
            return Ministry(
                name: name, institutions: institutions,
                contradictory: institutions == nil
                    ? nil
                    : Distribution.shown(
                        counts.contradictory, of: counts.institutions, hidingBelow: limit),
                meanIndex: institutions == nil || !hasMean
                    ? nil : (2 * counts.indexSum + counts.indexed) / (2 * counts.indexed),
                levels: institutions == nil ? hidden : Array(shownLevels.dropLast()))
        }
    }

    /// A share of all judged rows in tenths of a percent; `nil` when it is hidden or there are
    /// none.
    package func share(_ count: Count) -> Int? {
        guard let count, counts.scored > 0 else { return nil }
        return Ratio(count, counts.scored).percentTenths
    }
}
