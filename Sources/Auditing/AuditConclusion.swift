package import Consistency
import Maturity
package import TextFormats

/// What an audit says of a self-assessment as a whole.
///
/// The criteria are looked at in the order of ``Criterion``; the first that applies decides.
package struct AuditConclusion: Sendable {
    /// The grade.
    package enum Grade: String, CaseIterable, Sendable {
        /// The self-assessment stands.
        case confirmed
        /// It stands, but some answers do not.
        case confirmedWithReservations = "confirmed_with_reservations"
        /// It does not stand.
        case notConfirmed = "not_confirmed"
        /// What was verified does not suffice to say.
        case noConclusion = "no_conclusion"

        /// The grade as a person reads it.
        package var label: LocalizedText {
            switch self {
            case .confirmed:
                LocalizedText(
                    lv: "pašnovērtējums ir apstiprināts", en: "the self-assessment is confirmed")
            case .confirmedWithReservations:
                LocalizedText(
                    lv: "pašnovērtējums ir apstiprināts ar iebildēm",
                    en: "the self-assessment is confirmed with reservations")
            case .notConfirmed:
                LocalizedText(
                    lv: "pašnovērtējums nav apstiprināts",
                    en: "the self-assessment is not confirmed")
            case .noConclusion:
                LocalizedText(
                    lv: "atzinumu sniegt nevar", en: "no conclusion can be given")
            }
        }
    }

    /// What decides a grade, in the order in which it is looked at.
    package enum Criterion: String, CaseIterable, Sendable {
        /// An evidence file is missing or changed: no conclusion.
        case evidenceNotIntact = "evidence_not_intact"
        /// The overall level, several dimensions' levels or one by several steps differ: not confirmed.
        case levelsDiffer = "levels_differ"
        /// A gate that carries a level, or too little of a dimension, is verified: no conclusion.
        case coverageTooSmall = "coverage_too_small"
        /// Too many answers are refuted: not confirmed.
        case manyRefuted = "many_refuted"
        /// Hardly any answer is refuted and every level holds: confirmed.
        case everythingHolds = "everything_holds"
        /// Otherwise: confirmed with reservations.
        case otherwise

        /// The grade to which it leads.
        package var grade: Grade {
            switch self {
            case .evidenceNotIntact, .coverageTooSmall: .noConclusion
            case .levelsDiffer, .manyRefuted: .notConfirmed
            case .everythingHolds: .confirmed
            case .otherwise: .confirmedWithReservations
            }
        }
    }

    /// The criterion that decided.
    package let criterion: Criterion
    /// Refuted answers among those that had said something and were verified; `nil` of none.
    package let refutedShare: Ratio?
    /// The least share of a dimension's weight that is verified.
    package let leastCoverage: Ratio?
    /// How many dimensions have another level than was self-assessed.
    package let changedLevels: Int
    /// The thresholds.
    package let policy: AuditPolicy

    /// The grade.
    package var grade: Grade { criterion.grade }

    init(
        comparisons: [AuditResult.Comparison],
        overall: (before: MaturityAssessment, after: MaturityAssessment),
        verified: Int, refuted: Int, established: Int, isEvidenceIntact: Bool,
        policy: AuditPolicy
    ) {
        let judged = verified - established
        refutedShare = judged > 0 ? Ratio(refuted, judged) : nil
        leastCoverage = comparisons.compactMap(\.coverage).min()
        let steps = comparisons.map { abs(($0.before.level ?? 0) - ($0.after.level ?? 0)) }
        changedLevels = steps.filter { $0 > 0 }.count
        self.policy = policy
        let isCovered =
            comparisons.allSatisfy {
                $0.openGateItems.isEmpty
                    && ($0.coverage.map { $0 >= policy.leastCoverage } ?? true)
            } && judged > 0
        let share = refutedShare ?? Ratio(0, 1)
        if !isEvidenceIntact {
            criterion = .evidenceNotIntact
        } else if overall.before.overallLevel != overall.after.overallLevel
            || changedLevels >= policy.differingDimensions
            || steps.contains(where: { $0 >= policy.differingSteps })
        {
            criterion = .levelsDiffer
        } else if !isCovered {
            criterion = .coverageTooSmall
        } else if share > policy.greatestErrorWithReservations {
            criterion = .manyRefuted
        } else if share <= policy.greatestErrorToConfirm, changedLevels == 0 {
            criterion = .everythingHolds
        } else {
            criterion = .otherwise
        }
    }
}
