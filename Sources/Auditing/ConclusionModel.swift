package import Consistency
package import TextFormats

/// The thresholds by which an audit's conclusion is graded.
///
/// No source names any; these are defaults of this project, and every report says so.
package struct ConclusionModel: Hashable, Sendable {
    /// The least share of each dimension's weight that must be verified.
    package let leastCoverage: Ratio
    /// The greatest share of refuted answers with which a self-assessment is confirmed.
    package let greatestErrorToConfirm: Ratio
    /// The greatest share of refuted answers with which it is confirmed with reservations.
    package let greatestErrorWithReservations: Ratio
    /// Whose thresholds they are.
    package let source: LocalizedText

    /// The thresholds of this project.
    package static let projectDefault = ConclusionModel(
        leastCoverage: Ratio(1, 4), greatestErrorToConfirm: Ratio(1, 20),
        greatestErrorWithReservations: Ratio(1, 5),
        source: LocalizedText(
            lv: "Atzinuma pakāpes un robežas ir šī rīka noklusējums; avotos tādu nav.",
            en: "The grades and thresholds of the conclusion are defaults of this tool; no source "
                + "names any."))
}
