package import Assessment
import Consistency
import Improvement
import Maturity
import Survey
package import TextFormats

/// Writes an assessment as JSON for other programs, schema `briedums.assessment/1`.
///
/// Keys and ids are English; only texts are in both languages, so the output does not depend on
/// the language of the call.
package struct AssessmentJSON {
    private let assessment: InstitutionAssessment

    /// Prepares the JSON of an assessment.
    package init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    /// Everything.
    package var whole: JSONOutput {
        document(
            "briedums.assessment/1",
            [("completeness", completeness)] + verification + check + score + [("actions", actions)]
        )
    }

    /// Contradictions and doubts.
    package var checkOnly: JSONOutput {
        let next = assessment.nextQuestions(limit: assessment.state.items.count)
        return document(
            "briedums.check/1",
            verification + check + [
                ("next_questions", .array(next.map(question))),
                ("credibility", credibility),
                ("rule_aware", ruleAware), ("robustness", robustness),
            ])
    }

    /// Scores, levels, groups and targets.
    package var scoreOnly: JSONOutput { document("briedums.score/1", verification + score) }

    /// Which answers were verified; absent without an audit.
    private var verification: Members {
        guard let verification = assessment.verification else { return [] }
        func items(_ items: [Int]) -> JSONOutput { .array(items.map { item($0) }) }
        return [
            (
                "verification",
                .object([
                    ("verified", items(verification.verified)),
                    ("replaced", items(verification.replaced)),
                    ("stale", items(verification.stale)),
                ])
            )
        ]
    }

    private var model: MaturityModel { assessment.definition.model }
    private typealias Members = [(key: String, value: JSONOutput)]

    private func document(_ schema: String, _ members: Members) -> JSONOutput {
        let identity = assessment.definition.questionnaire.identity
        let institution = assessment.response.institution
        return .object(
            [
                ("schema", .string(schema)),
                (
                    "questionnaire",
                    .object([
                        ("id", .string(identity.id)), ("version", .string(identity.version)),
                        ("digest", .string(identity.digest)),
                    ])
                ),
                (
                    "institution",
                    .object([
                        ("registration_number", .string(institution.registrationNumber)),
                        ("name", .string(institution.name)),
                        ("ministry", institution.ministry.map { .string($0) } ?? .null),
                        ("survey_year", .integer(institution.surveyYear)),
                    ])
                ),
                ("synthetic", .boolean(assessment.response.isSynthetic)),
                ("revision", .integer(assessment.response.revision)),
            ] + members)
    }

    // MARK: Completeness and contradictions

    private var completeness: JSONOutput {
        let counts = assessment.completeness
        return .object([
            ("asked", .integer(counts.asked)), ("answered", .integer(counts.answered)),
            ("partial", .integer(counts.partial)), ("unknown", .integer(counts.unknown)),
            ("not_applicable", .integer(counts.notApplicable)),
            ("not_asked", .integer(counts.notAsked)),
            ("unanswered", .integer(counts.unanswered)),
            (
                "answered_though_not_asked",
                .array(assessment.answeredThoughNotAsked.map { .string($0) })
            ),
        ])
    }

    private var check: Members {
        [
            (
                "contradictory",
                .boolean(assessment.check.isContradictory)
            ),
            ("completable", assessment.check.isCompletable.map { .boolean($0) } ?? .null),
            ("contradictions", .array(assessment.check.violated(.hard).map { edit($0) })),
            ("doubts", .array(doubts)),
            ("possible", rules(.truth(.possible))),
            ("not_evaluated", rules(.notEvaluated)),
            ("strict", .boolean(assessment.isStrict)),
            ("localisation", LocalisationJSON(assessment).output),
        ]
    }

    private var doubts: [JSONOutput] {
        let questionnaire = assessment.definition.questionnaire
        return assessment.check.doubts(in: assessment.response, to: questionnaire).map { doubt in
            guard case .object(let members) = edit(doubt.edit) else { return edit(doubt.edit) }
            return .object(
                members + [
                    ("accepted", .boolean(doubt.isCurrent)),
                    ("reason", doubt.acceptance.map { .string($0.reason) } ?? .null),
                ])
        }
    }

    private func rules(_ outcome: EditCheck.Outcome) -> JSONOutput {
        .array(
            assessment.check.outcomes.filter { $0.outcome == outcome }
                .map { .string($0.edit.id) })
    }

    private func edit(_ edit: Edit) -> JSONOutput {
        .object([
            ("id", .string(edit.id)), ("rule", .string(edit.rule.text)),
            ("answers", .array(edit.operands.map { .string(name(of: $0)) })),
            ("message", JSONOutput(edit.message)), ("check", JSONOutput(edit.check)),
            ("source", JSONOutput(edit.rule.source)),
        ])
    }

    private func name(of operand: Operand) -> String {
        switch operand {
        case .item(let index): assessment.definition.questionnaire.items[index].id
        case .profile(let index): assessment.definition.questionnaire.profile[index].id
        }
    }

    // MARK: Scores

    private var score: Members {
        let assignment = assessment.assignment
        return [
            ("dimensions", .array(assessment.maturity.dimensions.map { dimension($0) })),
            ("index", ratio(assessment.maturity.index)),
            ("overall_level", level(assessment.maturity.overallLevel)),
            ("overall_level_range", range(assessment.maturity.overallLevelRange)),
            ("groups", .array(assignment.groups.map { .string($0.id) })),
            ("possible_groups", .array(assignment.possibleGroups.map { .string($0.id) })),
            ("rule_aware", ruleAware), ("robustness", robustness),
        ]
    }

    private var credibility: JSONOutput {
        let components = assessment.credibility.components.map { component in
            JSONOutput.object([
                ("id", .string(component.index.kind.rawValue)),
                ("label", JSONOutput(component.index.label)),
                ("value", JSONOutput(CredibilityBlocks.value(component.value))),
                ("exact", component.value.share.map { .string($0.text) } ?? .null),
                ("verdict", component.verdict.map { .string($0.rawValue) } ?? .null),
            ])
        }
        return .object([
            ("verdict", assessment.credibility.verdict.map { .string($0.rawValue) } ?? .null),
            ("indices", .array(components)),
        ])
    }

    private func question(_ question: NextQuestion) -> JSONOutput {
        .object([
            ("id", item(question.item)), ("width_now", ratio(question.widthNow)),
            ("width_after_at_most", ratio(question.widthAfter)),
        ])
    }

    private func item(_ index: Int) -> JSONOutput {
        .string(assessment.definition.questionnaire.items[index].id)
    }

    private var ruleAware: JSONOutput {
        func scores(_ scores: [RuleAwareScore]?) -> JSONOutput {
            guard let scores else { return .null }
            return .array(
                scores.enumerated().map { index, score in
                    .object([
                        ("id", .string(model.dimensions[index].id)),
                        ("lowest", ratio(score.lowest)), ("highest", ratio(score.highest)),
                        ("level_range", range(score.lowestLevel...score.highestLevel)),
                        ("exact", .boolean(score.isExact)),
                    ])
                })
        }
        return .object([
            ("over_completions", scores(assessment.ruleAware.overCompletions)),
            ("over_corrections", scores(assessment.ruleAware.overCorrections)),
        ])
    }

    private var robustness: JSONOutput {
        func items(_ items: [Int]?) -> JSONOutput {
            items.map { .array($0.map { item($0) }) } ?? .null
        }
        return .array(
            assessment.robustness.enumerated().map { index, robustness in
                .object([
                    ("id", .string(model.dimensions[index].id)),
                    ("raising", items(robustness.raising)),
                    ("lowering", items(robustness.lowering)),
                ])
            })
    }

    private func dimension(_ dimension: DimensionAssessment) -> JSONOutput {
        let targets = assessment.assignment.targets
        let target = targets.isEmpty ? nil : targets[dimension.dimension]
        let gates = dimension.gates.map { entry in
            JSONOutput.object([
                ("level", level(entry.gate.level)), ("requirement", .string(entry.gate.text)),
                ("state", .string(entry.state.rawValue)),
            ])
        }
        return .object([
            ("id", .string(model.dimensions[dimension.dimension].id)),
            ("point", ratio(dimension.score.point)),
            ("lowest", ratio(dimension.score.lowest)),
            ("highest", ratio(dimension.score.highest)),
            ("level", level(dimension.level)),
            ("level_range", range(dimension.lowestLevel...dimension.highestLevel)),
            ("target_range", target.map { range($0) } ?? .null),
            (
                "missing_points",
                target.map {
                    .string(
                        Ratio(
                            dimension.missingPoints(for: $0.upperBound, model: model), model.unit
                        ).text)
                } ?? .null
            ),
            ("gates", .array(gates)),
        ])
    }

    /// An exact ratio with its rounded percentage.
    private func ratio(_ ratio: Ratio?) -> JSONOutput {
        guard let ratio else { return .null }
        return .object([
            ("exact", .string(ratio.text)), ("percent", .number(ratio.percentText)),
        ])
    }

    private func level(_ index: Int?) -> JSONOutput {
        index.map { .string(model.levels[$0].id) } ?? .null
    }

    private func range(_ range: ClosedRange<Int>) -> JSONOutput {
        .array([level(range.lowerBound), level(range.upperBound)])
    }

    // MARK: Actions

    private var actions: JSONOutput {
        InstitutionPlan(assessment).map { PlanJSON($0, of: assessment).selection } ?? .null
    }
}
