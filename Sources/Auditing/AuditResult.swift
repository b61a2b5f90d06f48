package import Assessment
package import Consistency
package import Maturity
package import Survey

/// Self-assessed beside verified: what an audit changes in one institution's picture.
package struct AuditResult: Sendable {
    /// One answer that is not what the institution had said.
    package struct Difference: Sendable {
        /// The index of the item.
        package let item: Int
        /// What the institution had answered.
        package let selfAssessed: Answer.Statement?
        /// What was verified.
        package let verified: Answer.Statement
        /// Whether the institution had left open what was verified.
        package let isEstablished: Bool
        /// The score of each dimension to which the item contributes, before and after this one
        /// difference alone.
        package let effects: [Effect]
    }

    /// What one difference does to one dimension.
    package struct Effect: Sendable {
        /// The index of the dimension.
        package let dimension: Int
        /// The point estimate with every answer as self-assessed.
        package let before: Ratio?
        /// The point estimate with this answer as verified.
        package let after: Ratio?
    }

    /// One dimension before and after.
    package struct Comparison: Sendable {
        /// With every answer as self-assessed.
        package let before: DimensionAssessment
        /// With refuted answers as verified.
        package let after: DimensionAssessment
        /// With verified answers only, everything else open: what the evidence alone shows.
        package let proven: DimensionAssessment
        /// The weight of verified answers.
        package let verifiedWeight: Int
        /// The weight of all applicable answers.
        package let applicableWeight: Int
        /// The items of gates that the level rests on and that are not verified.
        package let openGateItems: [Int]

        /// The share of the weight that is verified; `nil` when nothing is applicable.
        package var coverage: Ratio? {
            applicableWeight > 0 ? Ratio(verifiedWeight, applicableWeight) : nil
        }
    }

    /// The questionnaire version and its policy.
    package let definition: Definition
    /// The answers as the institution gave them.
    package let response: Response
    /// The verdicts.
    package let audit: Audit
    /// The answers with verified values.
    package let verified: VerifiedResponse
    /// The SHA-256 of the answers file as it is now.
    package let answersDigest: String
    /// The SHA-256 of the audit file.
    package let auditDigest: String
    /// Whether the answers file is, byte for byte, the one that was judged.
    package let isSameFile: Bool
    /// What has become of each evidence file, in the order of the audit file.
    package let evidence: [(file: EvidenceFile, status: EvidenceFile.Status)]
    /// What is known of every item as self-assessed.
    package let before: ResponseState
    /// What is known of every item with verified values.
    package let after: ResponseState
    /// The rules over the answers with verified values.
    package let check: EditCheck
    /// Every answer that is not what the institution had said, in questionnaire order.
    package let differences: [Difference]
    /// Every dimension, in the model's order.
    package let comparisons: [Comparison]
    /// The overall index and level as self-assessed.
    package let maturityBefore: MaturityAssessment
    /// The overall index and level with verified values.
    package let maturityAfter: MaturityAssessment
    /// What follows from all of it.
    package let conclusion: AuditConclusion

    /// Compares answers with what was verified.
    ///
    /// - Parameters:
    ///   - response: The answers as the institution gave them.
    ///   - digest: The SHA-256 of the answers file.
    ///   - audit: The verdicts on them.
    ///   - auditDigest: The SHA-256 of the audit file.
    ///   - evidence: The evidence files with what has become of them.
    ///   - definition: What judges the answers.
    ///   - policy: How the conclusion is graded.
    package init(
        _ response: Response, digest: String, audit: Audit, auditDigest: String,
        evidence: [(file: EvidenceFile, status: EvidenceFile.Status)], by definition: Definition,
        policy: AuditPolicy
    ) {
        let questionnaire = definition.questionnaire
        let verified = VerifiedResponse(response, audit: audit, questionnaire: questionnaire)
        let before = definition.state(of: response)
        let after = definition.state(of: verified.response)
        let proven = definition.state(of: verified.verifiedOnly)
        let maturityBefore = MaturityAssessment(before, model: definition.model)
        let maturityAfter = MaturityAssessment(after, model: definition.model)
        let maturityProven = MaturityAssessment(proven, model: definition.model)
        let isVerified = Set(verified.verification.verified)
        comparisons = definition.model.dimensions.indices.map { index in
            let applicable = maturityAfter.dimensions[index].score.lines
                .filter(\.state.isApplicable).map(\.contribution)
            return Comparison(
                before: maturityBefore.dimensions[index], after: maturityAfter.dimensions[index],
                proven: maturityProven.dimensions[index],
                verifiedWeight: applicable.filter { isVerified.contains($0.item) }
                    .reduce(0) { $0 + $1.weight },
                applicableWeight: applicable.reduce(0) { $0 + $1.weight },
                openGateItems: maturityBefore.dimensions[index].carryingItems
                    .filter { !isVerified.contains($0) })
        }
        differences = verified.verification.replaced.compactMap { index in
            let item = questionnaire.items[index]
            guard let entry = audit.entries[item.id], let found = entry.verified else {
                return nil
            }
            var changed = response
            changed.answers[item.id] = Answer(found)
            let state = definition.state(of: changed)
            let effects = definition.model.contributions.indices.filter { dimension in
                definition.model.contributions[dimension].contains { $0.item == index }
            }.map { dimension in
                Effect(
                    dimension: dimension,
                    before: maturityBefore.dimensions[dimension].score.point,
                    after: DimensionScore(state, dimension: dimension, model: definition.model)
                        .point)
            }
            return Difference(
                item: index, selfAssessed: entry.selfAssessed, verified: found,
                isEstablished: entry.isEstablished, effects: effects)
        }
        self.definition = definition
        self.response = response
        self.audit = audit
        self.verified = verified
        answersDigest = digest
        self.auditDigest = auditDigest
        isSameFile = digest == audit.answers.sha256
        self.evidence = evidence
        self.before = before
        self.after = after
        check = EditCheck(after, against: definition.rules)
        self.maturityBefore = maturityBefore
        self.maturityAfter = maturityAfter
        conclusion = AuditConclusion(
            comparisons: comparisons, overall: (maturityBefore, maturityAfter),
            verified: isVerified.count,
            refuted: differences.filter { !$0.isEstablished }.count,
            established: differences.filter(\.isEstablished).count,
            isEvidenceIntact: evidence.allSatisfy { $0.status == .intact }, policy: policy)
    }

    /// How many current verdicts there are of each kind.
    package var counts: (confirmed: Int, refuted: Int, established: Int, notVerified: Int) {
        let current = audit.entries.filter { audit.isCurrent($0.value, of: $0.key, in: response) }
            .values
        return (
            current.filter { $0.verdict == .confirmed }.count,
            differences.filter { !$0.isEstablished }.count,
            differences.filter(\.isEstablished).count,
            current.filter { $0.verdict == .notVerified }.count
        )
    }
}

extension DimensionAssessment {
    /// The items of the gates that are passed for the level held and the levels below it: without
    /// any one of these answers the level would be lower.
    package var carryingItems: [Int] {
        guard let level else { return [] }
        var seen: Set<Int> = []
        return gates.filter { $0.gate.level <= level && $0.state == .passed }
            .flatMap { entry in
                entry.gate.operands.compactMap { operand -> Int? in
                    if case .item(let index) = operand { return index }
                    return nil
                }
            }.filter { seen.insert($0).inserted }
    }
}
