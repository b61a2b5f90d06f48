/// The tasks of one urgency, placed into the capacity that more urgent work leaves.
///
/// Tasks and periods are given by position, as in ``TaskNetwork``.
struct UrgencyGroup {
    /// A share of a task's work that is done in one period.
    struct Share {
        let period: Int
        let task: Int
        let personDays: Int
    }

    private let tasks: [ScheduleProblem.Task]
    private let network: TaskNetwork
    /// The tasks of the group, every one after its prerequisites.
    private let members: [Int]
    private let isMember: [Bool]
    /// The first period in which each task may begin; more urgent prerequisites are finished then.
    private let release: [Int]
    /// The capacity that is left in each period.
    private let free: [Int]
    /// The capacity that is left before each period.
    private let freeBefore: [Int]

    /// Takes the tasks of one urgency.
    ///
    /// - Parameters:
    ///   - members: The tasks in the order of the network.
    ///   - problem: The tasks, all of them.
    ///   - finishes: The period in which each more urgent task is finished.
    ///   - free: The capacity that more urgent work leaves in each period.
    init(_ members: [Int], of problem: ScheduleProblem, finishes: [Int?], free: [Int]) {
        tasks = problem.tasks
        network = problem.network
        self.members = members
        self.free = free
        freeBefore = free.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
        var isMember = Array(repeating: false, count: tasks.count)
        for task in members { isMember[task] = true }
        self.isMember = isMember
        var release = network.release
        for task in members {
            for prerequisite in network.prerequisites[task] {
                release[task] = max(
                    release[task], finishes[prerequisite] ?? release[prerequisite])
            }
        }
        self.release = release
    }

    /// The shares in the order of work.
    ///
    /// - Complexity: O(*members*³ · *beginnings* · log *periods*).
    func shares() -> [Share] { worked(by: effective(earliestDeadlines())) }

    /// The smallest deadlines by class, then by index: each is the first period in which the task
    /// can be finished while those before it keep theirs.
    private func earliestDeadlines() -> [Int] {
        var deadlines = Array(repeating: free.count - 1, count: tasks.count)
        let ranked = members.sorted {
            (tasks[$0].priorityClass, $0) < (tasks[$1].priorityClass, $1)
        }
        for task in ranked {
            var low = release[task]
            var high = free.count - 1
            while low < high {
                deadlines[task] = (low + high) / 2
                if canMeet(deadlines) {
                    high = deadlines[task]
                } else {
                    low = deadlines[task] + 1
                }
            }
            deadlines[task] = low
        }
        return deadlines
    }

    /// Deadlines that are no later than those of the tasks that wait.
    private func effective(_ deadlines: [Int]) -> [Int] {
        var result = deadlines
        for task in members.reversed() {
            for prerequisite in network.prerequisites[task] where isMember[prerequisite] {
                result[prerequisite] = min(result[prerequisite], result[task])
            }
        }
        return result
    }

    /// Whether all tasks can be finished in the period of their deadline or earlier.
    ///
    /// Exactly if, for every span of periods, the work that must lie in it fits into it: the
    /// condition of ``CapacityBudget`` with deadlines (Hall's theorem for intervals).
    private func canMeet(_ deadlines: [Int]) -> Bool {
        let limits = effective(deadlines)
        guard members.allSatisfy({ release[$0] <= limits[$0] }) else { return false }
        let byLimit = members.sorted { limits[$0] < limits[$1] }
        for begin in Set(members.map { release[$0] }) {
            var work = 0
            for task in byLimit where release[task] >= begin {
                work += tasks[task].personDays
                if work > freeBefore[limits[task] + 1] - freeBefore[begin] { return false }
            }
        }
        return true
    }

    /// Works on the open task with the earliest deadline, period by period.
    private func worked(by limits: [Int]) -> [Share] {
        let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        // Equal deadlines go to the network's order, so prerequisites always come first.
        var open = members.sorted {
            (limits[$0], places[$0] ?? 0) < (limits[$1], places[$1] ?? 0)
        }
        var remaining = tasks.map(\.personDays)
        var isFinished = isMember.map { !$0 }
        var shares: [Share] = []
        for period in free.indices {
            var left = free[period]
            for task in open where release[task] <= period {
                guard network.prerequisites[task].allSatisfy({ isFinished[$0] }) else { continue }
                let days = min(left, remaining[task])
                left -= days
                remaining[task] -= days
                isFinished[task] = remaining[task] == 0
                if days > 0 || isFinished[task] {
                    shares.append(Share(period: period, task: task, personDays: days))
                }
            }
            open.removeAll { isFinished[$0] }
            precondition(open.allSatisfy { limits[$0] > period }, "every task meets its deadline")
        }
        return shares
    }
}
