package import Survey

/// How something moved between two points in time, as far as the answers prove it.
package enum Movement: String, CaseIterable, Sendable {
    /// Certainly higher.
    case rose
    /// Certainly lower.
    case fell
    /// Certainly another value, where there is no higher and lower.
    case changed
    /// Certainly the same.
    case same
    /// What is possible before and after overlaps: it may have changed or not.
    case mayHaveChanged = "may_have_changed"

    /// The movement between two ranges; only ranges that do not overlap prove one.
    package init<Value: Comparable>(from old: ClosedRange<Value>, to new: ClosedRange<Value>) {
        if new.lowerBound > old.upperBound {
            self = .rose
        } else if new.upperBound < old.lowerBound {
            self = .fell
        } else if old == new, old.lowerBound == old.upperBound {
            self = .same
        } else {
            self = .mayHaveChanged
        }
    }

    /// The movement between two answers to one item.
    ///
    /// - Parameters:
    ///   - old: The values possible before.
    ///   - new: The values possible after.
    ///   - domain: The item's domain.
    ///   - isOrdered: Whether later options are higher.
    package init(
        from old: PossibleValues, to new: PossibleValues, in domain: Domain, isOrdered: Bool
    ) {
        switch (old, new) {
        case (.count(let a), .count(let b)):
            self.init(from: a, to: b)
        case (.options(let a), .options(let b)):
            if let first = Self.range(a), let second = Self.range(b), isOrdered {
                let movement = Movement(from: first, to: second)
                // Sets that interleave without a common option have changed all the same.
                self = movement == .mayHaveChanged && a.isDisjoint(with: b) ? .changed : movement
            } else if a.isDisjoint(with: b) {
                self = .changed
            } else {
                self = a == b && a.count == 1 ? .same : .mayHaveChanged
            }
        case (.subset(let a, let b), .subset(let c, let d)):
            if !a.isDisjoint(with: d) || !b.isDisjoint(with: c) {
                self = .changed
            } else {
                self = old == new && domain.isExact(old) ? .same : .mayHaveChanged
            }
        default: preconditionFailure("values of one domain are of one kind")
        }
    }

    private static func range(_ mask: OptionMask) -> ClosedRange<Int>? {
        guard let first = mask.indices.first, let last = mask.indices.last else { return nil }
        return first...last
    }
}
