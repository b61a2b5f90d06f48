/// The level that an institution wants to reach in one dimension.
package struct PlanTarget: Hashable, Sendable {
    /// The index of the level.
    package let level: Int
    /// Why it differs from the group's target, in the institution's words; `nil` when the group
    /// sets it.
    package let reason: String?

    /// Makes a target.
    package init(level: Int, reason: String? = nil) {
        self.level = level
        self.reason = reason
    }
}
