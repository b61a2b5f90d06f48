@testable import Improvement
import TestSupport

/// Random schedules to place, for comparison with exhaustive search.
struct RandomScheduleProblem {
    /// The largest number of tasks.
    var tasks = 7
    /// The largest effort of a task.
    var personDays = 9
    /// The capacities to draw from.
    var capacity = 3...10
    /// Whether some tasks must not begin at once.
    var hasLimits = false

    /// The first period of every random schedule.
    static let start = CalendarPeriod(.quarter, year: 2026, number: 4)

    /// Draws a problem; dependencies run in any direction of the indices, never in a circle.
    func draw(_ random: inout SplitMix64) throws -> ScheduleProblem {
        let count = random.number(1...tasks)
        let indices = (0..<count).map { $0 * 3 + 1 }
        let sequence = indices.shuffled(using: &random)
        let drawn = sequence.enumerated().map { place, index in
            ScheduleProblem.Task(
                index: index, personDays: random.number(0...personDays),
                prerequisites: sequence[..<place].filter { _ in random.oneIn(3) },
                priorityClass: random.number(0...2),
                notBefore: hasLimits && random.oneIn(3)
                    ? Self.start.advanced(by: random.number(-1...2)) : nil)
        }
        var exceptions: [CalendarPeriod: Int] = [:]
        for period in 0..<4 where random.oneIn(4) {
            exceptions[Self.start.advanced(by: period)] = random.number(0...capacity.upperBound + 2)
        }
        return try ScheduleProblem(
            tasks: drawn, start: Self.start, capacity: random.number(capacity),
            exceptions: exceptions, horizon: random.oneIn(2) ? random.number(1...4) : nil)
    }
}

extension ScheduleProblem {
    /// The lowest class among a task and all that wait for it, by following every path.
    func urgencyByPaths(of task: Task) -> Int {
        tasks.filter { $0.prerequisites.contains(task.index) }.map { urgencyByPaths(of: $0) }
            .reduce(task.priorityClass, min)
    }

    /// The places of the tasks in the order in which their finishes count.
    var ranking: [Int] {
        let urgencies = tasks.map { urgencyByPaths(of: $0) }
        return tasks.indices.sorted {
            (urgencies[$0], tasks[$0].priorityClass, tasks[$0].index)
                < (urgencies[$1], tasks[$1].priorityClass, tasks[$1].index)
        }
    }

    /// The places of each task's prerequisites.
    var before: [[Int]] {
        tasks.map { task in tasks.indices.filter { task.prerequisites.contains(tasks[$0].index) } }
    }

    /// A line for failures that shows everything.
    var summary: String {
        let tasks = tasks.map { task in
            "\(task.index): \(task.personDays) d, after \(task.prerequisites), "
                + "class \(task.priorityClass), from \(task.notBefore?.text ?? "the start")"
        }
        let exceptions = exceptions.sorted { $0.key < $1.key }.map { "\($0.key.text)=\($0.value)" }
        return "\(tasks); \(capacity) per period, \(exceptions), horizon \(horizon ?? 0)"
    }
}
