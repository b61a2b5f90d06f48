package import Consistency
package import TextFormats

/// The thresholds by which an audit's conclusion is graded: the content of a policy file.
package struct AuditPolicy: Hashable, Sendable {
    /// In how many dimensions the level must differ for a self-assessment not to be confirmed.
    package let differingDimensions: Int
    /// By how many levels one dimension must differ for that.
    package let differingSteps: Int
    /// The least share of each dimension's weight that must be verified.
    package let leastCoverage: Ratio
    /// The greatest share of refuted answers with which a self-assessment is confirmed.
    package let greatestErrorToConfirm: Ratio
    /// The greatest share of refuted answers with which it is confirmed with reservations.
    package let greatestErrorWithReservations: Ratio
    /// Whose thresholds they are.
    package let source: LocalizedText
    /// The SHA-256 of the policy file.
    package let sha256: String
}
