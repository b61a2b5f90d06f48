import Assessment
package import Auditing
import Consistency
import Maturity
import Survey
package import TextFormats

/// Writes the outcome of an audit as JSON for other programs, schema `briedums.audit-result/1`.
package struct AuditJSON {
    private let result: AuditResult

    /// Prepares the JSON of an outcome.
    package init(_ result: AuditResult) { self.result = result }

    private var questionnaire: Questionnaire { result.definition.questionnaire }
    private var model: MaturityModel { result.definition.model }

    /// Everything.
    package var output: JSONOutput {
        let identity = questionnaire.identity
        let counts = result.counts
        return .object([
            ("schema", .string("briedums.audit-result/1")),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("institution", ResponseWriter.institution(result.response.institution)),
            ("synthetic", .boolean(result.response.isSynthetic || result.audit.isSynthetic)),
            (
                "answers",
                .object([
                    ("sha256", .string(result.audit.answers.sha256)),
                    ("revision", .integer(result.audit.answers.revision)),
                    ("unchanged", .boolean(result.isSameFile)),
                ])
            ),
            (
                "audit",
                .object([
                    ("sha256", .string(result.auditDigest)),
                    ("revision", .integer(result.audit.revision)),
                ])
            ),
            (
                "counts",
                .object([
                    ("confirmed", .integer(counts.confirmed)),
                    ("refuted", .integer(counts.refuted)),
                    ("established", .integer(counts.established)),
                    ("not_verified", .integer(counts.notVerified)),
                    ("stale", .integer(result.verified.verification.stale.count)),
                ])
            ),
            ("conclusion", conclusion),
            ("dimensions", .array(result.comparisons.map { comparison($0) })),
            ("overall", overall),
            ("differences", .array(result.differences.map { difference($0) })),
            ("stale", items(result.verified.verification.stale)),
            ("contradictory", .boolean(result.check.isContradictory)),
            (
                "evidence",
                .array(
                    result.evidence.map { file, status in
                        .object([
                            ("file", .string(file.file)), ("sha256", .string(file.digest.sha256)),
                            ("size", .integer(file.digest.size)),
                            ("status", .string(status.rawValue)),
                        ])
                    })
            ),
        ])
    }

    private var conclusion: JSONOutput {
        let conclusion = result.conclusion
        return .object([
            ("grade", .string(conclusion.grade.rawValue)),
            ("criterion", .string(conclusion.criterion.rawValue)),
            ("label", JSONOutput(conclusion.grade.label)),
            ("why", JSONOutput(AuditWording.why(conclusion))),
            ("refuted_share", ratio(conclusion.refutedShare)),
            ("least_coverage", ratio(conclusion.leastCoverage)),
            ("changed_levels", .integer(conclusion.changedLevels)),
            ("formula", JSONOutput(AuditWording.formula(conclusion.policy))),
            (
                "policy",
                .object([
                    ("sha256", .string(conclusion.policy.sha256)),
                    ("source", JSONOutput(conclusion.policy.source)),
                ])
            ),
        ])
    }

    private var overall: JSONOutput {
        func one(_ maturity: MaturityAssessment) -> JSONOutput {
            .object([
                ("index", ratio(maturity.index)), ("level", level(maturity.overallLevel)),
            ])
        }
        return .object([
            ("self_assessed", one(result.maturityBefore)),
            ("verified", one(result.maturityAfter)),
        ])
    }

    private func comparison(_ comparison: AuditResult.Comparison) -> JSONOutput {
        func one(_ dimension: DimensionAssessment) -> JSONOutput {
            .object([
                ("point", ratio(dimension.score.point)),
                ("lowest", ratio(dimension.score.lowest)),
                ("highest", ratio(dimension.score.highest)), ("level", level(dimension.level)),
                (
                    "level_range",
                    .array([level(dimension.lowestLevel), level(dimension.highestLevel)])
                ),
            ])
        }
        return .object([
            ("id", .string(model.dimensions[comparison.before.dimension].id)),
            ("self_assessed", one(comparison.before)), ("verified", one(comparison.after)),
            ("verified_only", one(comparison.proven)), ("coverage", ratio(comparison.coverage)),
            ("gates_not_verified", items(comparison.openGateItems)),
        ])
    }

    private func difference(_ difference: AuditResult.Difference) -> JSONOutput {
        let item = questionnaire.items[difference.item]
        func statement(_ statement: Answer.Statement?) -> JSONOutput {
            statement.map { ResponseWriter.json($0, of: item, in: questionnaire) } ?? .null
        }
        let entry = result.audit.entries[item.id]
        return .object([
            ("id", .string(item.id)), ("self_assessed", statement(difference.selfAssessed)),
            ("verified", statement(difference.verified)),
            ("kind", .string(difference.isEstablished ? "established" : "refuted")),
            ("reason", (entry?.reason).map { .string($0) } ?? .null),
            (
                "effects",
                .array(
                    difference.effects.map { effect in
                        .object([
                            ("id", .string(model.dimensions[effect.dimension].id)),
                            ("before", ratio(effect.before)), ("after", ratio(effect.after)),
                        ])
                    })
            ),
        ])
    }

    private func items(_ indices: [Int]) -> JSONOutput {
        .array(indices.map { .string(questionnaire.items[$0].id) })
    }

    private func level(_ index: Int?) -> JSONOutput {
        index.map { .string(model.levels[$0].id) } ?? .null
    }

    private func ratio(_ ratio: Ratio?) -> JSONOutput {
        guard let ratio else { return .null }
        return .object([
            ("exact", .string(ratio.text)), ("percent", .number(ratio.percentText)),
        ])
    }
}
