/// Work and capacity summed over periods: what can be finished when, whatever the order of work.
///
/// With one divisible resource, work that may begin at given periods can all be finished before
/// period *h* exactly if, for every *s*, the work that may not begin before *s* is at most the
/// capacity of the periods from *s* up to *h*. Necessary, since that work has no other place.
/// Sufficient, since whoever works without pause whenever there is work is late only if the
/// capacity from the last pause on was too small. Prerequisites change nothing, because a task may
/// not begin earlier than its prerequisites: whenever some work is open, some of it can be done.
struct CapacityBudget: Sendable {
    /// For each period in which some task may first begin: it, and all work from then on.
    private let demands: [(period: Int, personDays: Int)]
    /// The person-days of a period without an exception.
    private let capacity: Int
    /// The periods that differ.
    private let exceptions: [(period: Int, capacity: Int)]

    /// Sums up the work.
    ///
    /// - Parameters:
    ///   - work: The first possible period and the person-days of each task.
    ///   - capacity: The person-days of a period without an exception.
    ///   - exceptions: The periods that differ; those before the start do not count.
    init(
        work: [(release: Int, personDays: Int)], capacity: Int,
        exceptions: [(period: Int, capacity: Int)]
    ) {
        demands = Set(work.map(\.release)).sorted().map { period in
            (period, work.filter { $0.release >= period }.map(\.personDays).reduce(0, +))
        }
        // No period can use more than all the work. Cutting there keeps sums from overflowing.
        let most = work.map(\.personDays).reduce(0, +)
        self.capacity = min(capacity, most)
        self.exceptions = exceptions.filter { $0.period >= 0 }.map {
            ($0.period, min($0.capacity, most))
        }
    }

    /// The capacity of the exceptional periods in a range, and how many there are.
    private func exceptional(_ range: Range<Int>) -> (personDays: Int, count: Int) {
        let inside = exceptions.filter { range.contains($0.period) }
        return (inside.map(\.capacity).reduce(0, +), inside.count)
    }

    private func capacity(_ range: Range<Int>) -> Int {
        let exceptional = exceptional(range)
        return exceptional.personDays + (range.count - exceptional.count) * capacity
    }

    /// The fewest periods in which everything can be finished; `nil` if more than a limit.
    ///
    /// - Complexity: O(*beginnings* · log *limit* · *exceptions*).
    func periodsNeeded(atMost limit: Int) -> Int? {
        var result = 0
        for demand in demands {
            var low = demand.period + 1
            var high = limit
            guard low <= high, capacity(demand.period..<high) >= demand.personDays else {
                return nil
            }
            while low < high {
                let middle = (low + high) / 2
                if capacity(demand.period..<middle) >= demand.personDays {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            result = max(result, low)
        }
        return result
    }

    /// The smallest regular capacity, at least 1, for some periods; `nil` if none suffices.
    func smallestCapacity(forPeriods periods: Int) -> Int? {
        var result = 1
        for demand in demands {
            guard demand.period < periods else { return nil }
            let exceptional = exceptional(demand.period..<periods)
            let rest = demand.personDays - exceptional.personDays
            guard rest > 0 else { continue }
            let regular = periods - demand.period - exceptional.count
            guard regular > 0 else { return nil }
            result = max(result, (rest + regular - 1) / regular)
        }
        return result
    }
}
