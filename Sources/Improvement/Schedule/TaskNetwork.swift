/// How the tasks of a schedule depend on each other.
///
/// Tasks and periods are given by position: the task's place among the tasks, the period's
/// distance from the start.
struct TaskNetwork: Sendable {
    /// The prerequisites of each task.
    let prerequisites: [[Int]]
    /// The tasks that wait for each task.
    let dependants: [[Int]]
    /// Every task after its prerequisites; as far as that allows, by class, then by index.
    let order: [Int]
    /// The lowest class among each task and all that depend on it, directly or not.
    ///
    /// Thus what a key service needs is as urgent as the key service.
    let urgency: [Int]
    /// The first period in which each task may begin, its prerequisites' limits included.
    let release: [Int]

    /// Reads the dependencies of tasks that are sorted by index.
    ///
    /// - Throws: A cycle.
    /// - Complexity: O(*tasks* · (*tasks* + *prerequisites*)).
    init(_ tasks: [ScheduleProblem.Task], start: CalendarPeriod) throws(ScheduleProblem.Fault) {
        let positions = Dictionary(
            uniqueKeysWithValues: tasks.enumerated().map { ($1.index, $0) })
        let prerequisites = tasks.map { $0.prerequisites.compactMap { positions[$0] } }
        var dependants: [[Int]] = Array(repeating: [], count: tasks.count)
        for (task, before) in prerequisites.enumerated() {
            for prerequisite in before { dependants[prerequisite].append(task) }
        }

        let preferred = tasks.indices.sorted {
            (tasks[$0].priorityClass, $0) < (tasks[$1].priorityClass, $1)
        }
        var order: [Int] = []
        var isOrdered = Array(repeating: false, count: tasks.count)
        while order.count < tasks.count {
            let next = preferred.first { task in
                !isOrdered[task] && prerequisites[task].allSatisfy { isOrdered[$0] }
            }
            guard let next else {
                let cycle = TaskNetwork.cycle(in: prerequisites, without: isOrdered)
                throw .cycle(cycle.map { tasks[$0].index })
            }
            order.append(next)
            isOrdered[next] = true
        }

        var urgency = tasks.map(\.priorityClass)
        for task in order.reversed() {
            for prerequisite in prerequisites[task] {
                urgency[prerequisite] = min(urgency[prerequisite], urgency[task])
            }
        }
        var release = tasks.map { $0.notBefore.map { max(0, start.distance(to: $0)) } ?? 0 }
        for task in order {
            for prerequisite in prerequisites[task] {
                release[task] = max(release[task], release[prerequisite])
            }
        }
        self.prerequisites = prerequisites
        self.dependants = dependants
        self.order = order
        self.urgency = urgency
        self.release = release
    }

    /// A cycle among tasks of which each waits for another one.
    private static func cycle(in prerequisites: [[Int]], without isOrdered: [Bool]) -> [Int] {
        var path: [Int] = []
        var next = isOrdered.firstIndex(of: false)
        while let task = next {
            if let begin = path.firstIndex(of: task) { return Array(path[begin...]) }
            path.append(task)
            next = prerequisites[task].first { !isOrdered[$0] }
        }
        preconditionFailure("every task that cannot be ordered waits for another one")
    }
}
