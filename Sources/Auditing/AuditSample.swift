package import Assessment
package import Consistency
import Maturity
import Survey

/// Which answers to verify first, the most consequential before the others.
///
/// The choice is by risk, not at random: what is found in it cannot be projected to the answers
/// that were not looked at.
package struct AuditSample: Sendable {
    /// Why an answer is worth verifying.
    package enum Reason: Hashable, Sendable {
        /// The level of a dimension rests on it.
        case gate(dimension: Int)
        /// It takes part in a contradiction; the ids of the rules.
        case contradiction(edits: [String])
        /// If it were wrong, a level could be lower.
        case level(dimension: Int, from: Int, to: Int)
        /// It takes part in a doubt that is not accepted; the ids of the rules.
        case doubt(edits: [String])
        /// If it were wrong, a score could be lower.
        case score(dimension: Int, from: Ratio, to: Ratio)
        /// The institution names no evidence for it.
        case noEvidence
    }

    /// An answer worth verifying.
    package struct Candidate: Sendable {
        /// The index of the item.
        package let item: Int
        /// Why, the weightiest reason first.
        package let reasons: [Reason]
        /// How many levels all dimensions together could lose.
        package let levelsAtStake: Int
        /// How much the scores of all dimensions together could lose.
        package let scoreAtStake: Ratio
        /// What ranks it before what is at stake.
        fileprivate let rank: (isGate: Bool, isInConflict: Bool, isDoubted: Bool)
    }

    /// The candidates, those to verify first in front.
    package let candidates: [Candidate]

    /// Ranks the answers of an institution.
    ///
    /// Candidates are exact answers, "not applicable" included, that are asked and not yet
    /// verified. They are ordered by: does
    /// a held level rest on a gate that they answer; are they part of a contradiction; how many
    /// levels could be lost if they were wrong; are they part of a doubt; how much score could be
    /// lost; questionnaire order. Another answer is tried for each option of the item, and the
    /// worst outcome counts.
    ///
    /// - Complexity: One dimension score per item, option and dimension.
    package init(
        _ assessment: InstitutionAssessment, excluding verified: Set<Int> = []
    ) {
        let state = assessment.state
        let model = assessment.definition.model
        let questionnaire = assessment.definition.questionnaire
        var gates: [Int: [Int]] = [:]
        for dimension in assessment.maturity.dimensions {
            for item in dimension.carryingItems {
                gates[item, default: []].append(dimension.dimension)
            }
        }
        var conflicts: [Int: [String]] = [:]
        let parts = assessment.localisation.parts.flatMap(\.conflicts)
        let unresolvable = assessment.localisation.unresolvable.map { [$0] } ?? []
        for conflict in parts + unresolvable {
            for item in conflict.items {
                for edit in conflict.edits where !(conflicts[item] ?? []).contains(edit.id) {
                    conflicts[item, default: []].append(edit.id)
                }
            }
        }
        var doubts: [Int: [String]] = [:]
        for doubt in assessment.check.doubts(in: assessment.response, to: questionnaire)
        where !doubt.isCurrent {
            for operand in doubt.edit.operands {
                if case .item(let item) = operand {
                    doubts[item, default: []].append(doubt.edit.id)
                }
            }
        }
        var contributing: [Int: [Int]] = [:]
        for (dimension, contributions) in model.contributions.enumerated() {
            for contribution in contributions {
                contributing[contribution.item, default: []].append(dimension)
            }
        }
        var candidates: [Candidate] = []
        for (index, itemState) in state.items.enumerated()
        where (itemState == .answered || itemState == .notApplicable) && !verified.contains(index) {
            let stake = Stake(
                item: index, dimensions: contributing[index] ?? [], assessment: assessment)
            var reasons: [Reason] = (gates[index] ?? []).map { .gate(dimension: $0) }
            if let edits = conflicts[index] { reasons.append(.contradiction(edits: edits)) }
            reasons += stake.levels
            if let edits = doubts[index] { reasons.append(.doubt(edits: edits)) }
            reasons += stake.scores
            guard !reasons.isEmpty else { continue }
            let id = questionnaire.items[index].id
            if assessment.response.answers[id]?.evidence.isEmpty ?? true {
                reasons.append(.noEvidence)
            }
            candidates.append(
                Candidate(
                    item: index, reasons: reasons, levelsAtStake: stake.levelCount,
                    scoreAtStake: stake.score,
                    rank: (gates[index] != nil, conflicts[index] != nil, doubts[index] != nil)))
        }
        self.candidates = candidates.sorted { $0.precedes($1) }
    }
}

extension AuditSample.Candidate {
    fileprivate func precedes(_ other: AuditSample.Candidate) -> Bool {
        if rank.isGate != other.rank.isGate { return rank.isGate }
        if rank.isInConflict != other.rank.isInConflict { return rank.isInConflict }
        if levelsAtStake != other.levelsAtStake { return levelsAtStake > other.levelsAtStake }
        if rank.isDoubted != other.rank.isDoubted { return rank.isDoubted }
        if scoreAtStake != other.scoreAtStake { return scoreAtStake > other.scoreAtStake }
        return item < other.item
    }
}

/// What would be lost if one answer were wrong, in the worst case.
private struct Stake {
    var levels: [AuditSample.Reason] = []
    var scores: [AuditSample.Reason] = []
    var levelCount = 0
    var score = Ratio(0, 1)

    init(item: Int, dimensions: [Int], assessment: InstitutionAssessment) {
        let state = assessment.state
        let model = assessment.definition.model
        guard case .single(let count) = state.questionnaire.items[item].domain else { return }
        let others = (0..<count).filter { $0 != state.exactOption(ofItem: item) }
        for dimension in dimensions {
            let before = assessment.maturity.dimensions[dimension]
            guard let level = before.level, let point = before.score.point else { continue }
            var lowestLevel = level
            var lowestPoint = point
            for option in others {
                let after = DimensionAssessment(
                    state.answering(item: item, option: option), dimension: dimension,
                    model: model)
                lowestLevel = min(lowestLevel, after.level ?? 0)
                lowestPoint = min(lowestPoint, after.score.point ?? point)
            }
            if lowestLevel < level {
                levels.append(.level(dimension: dimension, from: level, to: lowestLevel))
                levelCount += level - lowestLevel
            }
            if lowestPoint < point {
                scores.append(.score(dimension: dimension, from: point, to: lowestPoint))
                score = score.adding(point.subtracting(lowestPoint))
            }
        }
    }
}

extension Ratio {
    /// The exact difference from a smaller ratio.
    fileprivate func subtracting(_ smaller: Ratio) -> Ratio {
        Ratio(
            numerator * smaller.denominator - smaller.numerator * denominator,
            denominator * smaller.denominator)
    }
}
