/// Which answers of a response an auditor has verified.
///
/// Verified answers are facts: error localisation never asks to reconsider them.
package struct Verification: Hashable, Sendable {
    /// The items whose answers are verified, by index.
    package let verified: [Int]
    /// Those of them whose self-assessed answer was refuted and replaced.
    package let replaced: [Int]
    /// The items whose answer has changed since it was judged, so that the verdict does not count.
    package let stale: [Int]

    /// Makes a record of what was verified.
    package init(verified: [Int], replaced: [Int], stale: [Int]) {
        self.verified = verified
        self.replaced = replaced
        self.stale = stale
    }
}
