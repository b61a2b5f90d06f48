import Assessment
import Consistency
import Maturity
import Survey
package import TextFormats

extension CohortSummary {
    /// The summary as JSON.
    package var json: JSONOutput {
        let identity = definition.questionnaire.identity
        return .object([
            ("schema", .string(Self.schema)),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("synthetic", .boolean(counts.isSynthetic)),
            ("hidden_below", limit > 0 ? .integer(limit) : .null),
            (
                "rows",
                .object([
                    ("read", .integer(counts.scored + counts.rejected)),
                    ("scored", .integer(counts.scored)), ("rejected", .integer(counts.rejected)),
                    ("duplicates", .integer(counts.duplicates)),
                    ("lenient_cells", .integer(counts.lenientCells)),
                ])
            ),
            ("contradictory", Self.count(contradictory)),
            ("doubtful", Self.count(doubtful)),
            ("coverage", counts.coverage.map(coverage) ?? .null),
            ("conditions", .array(conditions.map(condition))),
            ("questions", .array(items.map(item))),
            ("question_groups", .array(questionGroups.map(group))),
            ("rules", .array(rules.map(rule))),
            ("dimensions", .array(scores.dropLast().map(score))),
            ("index", scores.last.map(score) ?? .null),
            (
                "groups",
                .array(
                    groups.map {
                        .object([
                            ("groups", .string($0.text)), ("institutions", Self.count($0.count)),
                        ])
                    })
            ),
            ("ministries", .array(ministries.map(ministry))),
            (
                "credibility",
                .object(
                    zip(["normal", "watch", "doubtful", "none"], verdicts).map {
                        ($0, Self.count($1))
                    })
            ),
        ])
    }

    private static func count(_ count: Count) -> JSONOutput {
        count.map { .integer($0) } ?? .null
    }

    private static func tenths(_ tenths: Int?) -> JSONOutput {
        tenths.map { .number(ScoreStatistics.text($0)) } ?? .null
    }

    private func coverage(_ coverage: CohortCounts.Coverage) -> JSONOutput {
        var byMinistry: [String: (invited: Int, answered: Int)] = [:]
        for (number, ministry) in coverage.invited {
            byMinistry[ministry, default: (0, 0)].invited += 1
            if coverage.answered.contains(number) {
                byMinistry[ministry, default: (0, 0)].answered += 1
            }
        }
        let missing = coverage.invited.keys.filter { !coverage.answered.contains($0) }.sorted()
        let share =
            coverage.invited.isEmpty
            ? nil : Ratio(coverage.answered.count, coverage.invited.count).percentTenths
        return .object([
            ("invited", .integer(coverage.invited.count)),
            ("answered", .integer(coverage.answered.count)),
            ("percent", Self.tenths(share)),
            ("not_invited", .integer(coverage.uninvited)),
            ("missing", .array(missing.map { .string($0) })),
            (
                "ministries",
                .array(
                    byMinistry.sorted { $0.key < $1.key }.map { name, counts in
                        .object([
                            ("ministry", .string(name)), ("invited", .integer(counts.invited)),
                            ("answered", .integer(counts.answered)),
                        ])
                    })
            ),
        ])
    }

    private func condition(_ condition: (text: String, outcomes: [Count])) -> JSONOutput {
        let names = ["holds", "open", "fails", "not_evaluated"]
        return .object(
            [("condition", .string(condition.text))]
                + zip(names, condition.outcomes).map { ($0, Self.count($1)) }
                + [("percent", Self.tenths(share(condition.outcomes[0])))])
    }

    private func item(_ item: Item) -> JSONOutput {
        let isNumber = item.answers.isEmpty
        return .object([
            ("id", .string(item.item.id)),
            (
                "answers",
                .object(item.answers.map { ($0.option.id, Self.count($0.count)) })
            ),
            ("answered", isNumber || item.answered != nil ? Self.count(item.answered) : .null),
            ("states", .object(item.states.map { ($0.state, Self.count($0.count)) })),
        ])
    }

    private func group(_ group: QuestionGroup) -> JSONOutput {
        .object([
            ("id", .string(group.group.id)), ("title", JSONOutput(group.group.title)),
            ("answers", .object(group.answers.map { ($0.option.id, Self.count($0.count)) })),
            ("total", .integer(group.total)),
        ])
    }

    private func rule(_ rule: Rule) -> JSONOutput {
        .object([
            ("id", .string(rule.rule.id)), ("kind", .string(rule.rule.kind.rawValue)),
            ("institutions", Self.count(rule.institutions)),
            ("percent", Self.tenths(share(rule.institutions))),
            ("violations", Self.count(rule.violations)),
            (
                "instances",
                .object(
                    rule.instances.filter { $0.edit.id != rule.rule.id && $0.count != 0 }.map {
                        ($0.edit.id, Self.count($0.count))
                    })
            ),
        ])
    }

    private func score(_ score: Score) -> JSONOutput {
        let names = ["minimum", "quartile_1", "median", "quartile_3", "maximum"]
        let quartiles = score.quartiles.isEmpty ? names.map { _ in nil } : score.quartiles
        return .object([
            ("id", .string(score.dimension?.id ?? "index")),
            ("scored", .integer(score.count)), ("without", .integer(score.without)),
            ("mean", Self.tenths(score.mean)),
            ("quartiles", .object(zip(names, quartiles).map { ($0, Self.tenths($1)) })),
            ("twentieths", .array(score.twentieths.map(Self.count))),
            (
                "levels",
                .object(
                    zip(definition.model.levels.map(\.id) + ["none"], score.levels).map {
                        ($0, Self.count($1))
                    })
            ),
        ])
    }

    private func ministry(_ ministry: Ministry) -> JSONOutput {
        .object([
            ("ministry", .string(ministry.name)),
            ("institutions", Self.count(ministry.institutions)),
            ("contradictory", Self.count(ministry.contradictory)),
            ("mean_index", Self.tenths(ministry.meanIndex)),
            (
                "levels",
                .object(
                    zip(definition.model.levels.map(\.id), ministry.levels).map {
                        ($0, Self.count($1))
                    })
            ),
        ])
    }
}
