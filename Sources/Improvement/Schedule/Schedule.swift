/// Work placed into consecutive calendar periods.
///
/// **What a schedule is.** In each period the institution works on one task after the other, in
/// whole person-days, at most as many as the period's capacity. A task begins after the last day of
/// work of its prerequisites, perhaps in the same period, and may go on over several periods. A
/// task without work is finished as soon as its prerequisites are.
///
/// **What is best.** A task's *urgency* is the lowest class among it and all that depend on it, so
/// whatever a key service needs is as urgent as the key service.
///
/// 1. At every moment, and for every urgency, as much as possible of the work that is at least so
///    urgent is done. Hence the tasks of at least that urgency are all finished as early as any
///    schedule can, for every urgency at once; with the highest number this is the whole plan.
/// 2. Among these schedules: task by task, by urgency, class and index, each is finished in the
///    earliest period in which those before it still are in theirs.
///
/// **How it is found.** Urgency by urgency, each in the capacity that the more urgent leave: fix
/// the deadlines task by task as in 2, then always work on the open task with the earliest
/// deadline.
///
/// **Why it is best.** Take the tasks of some urgency and all more urgent ones. What they wait for
/// is among them and may begin no later than they may. So as long as one that may begin by its date
/// is unfinished, one of them can be worked on. Whoever always takes the most urgent work that can
/// be done therefore works on these tasks at every moment except when all of them that may have
/// begun are finished. No schedule can be further with them at any moment: that is 1. A schedule
/// that does otherwise at some moment falls behind at it, so only such schedules are as in 1. Hence
/// the capacity that is left to an urgency does not depend on the order of the more urgent work,
/// and urgencies can be placed one after the other. Within one, an effective deadline is the
/// earliest among those of the task and of all that wait for it. If deadlines can be met, working
/// by earliest effective deadline meets them: exchange two days of work that are not in this order,
/// and both tasks are still in time. Whether they can be met, `UrgencyGroup` decides by counting,
/// and so finds the smallest deadlines of 2 exactly.
///
/// A horizon changes nothing of this; what lies beyond it is ``overflow``. The number of tasks that
/// are finished within the horizon is not maximised: urgent work is not put off for several small
/// tasks that are less urgent.
package struct Schedule: Sendable {
    /// A share of a task's work that is done in one period.
    package struct Portion: Hashable, Sendable {
        /// The period.
        package let period: CalendarPeriod
        /// The index of the task.
        package let task: Int
        /// The person-days, at least 1; for a task without work the only portion has none.
        package let personDays: Int
    }

    /// What is done in a period.
    package struct Load: Sendable {
        /// The period.
        package let period: CalendarPeriod
        /// The person-days at hand.
        package let capacity: Int
        /// The work, in the order in which it is done.
        package let portions: [Portion]
        /// The person-days of the work.
        package var personDays: Int { portions.map(\.personDays).reduce(0, +) }
    }

    /// When a task is done.
    package struct Placement: Sendable {
        /// The task.
        package let task: ScheduleProblem.Task
        /// The lowest class among the task and all that depend on it.
        package let urgency: Int
        /// The work in the order of time, at least one portion.
        package let portions: [Portion]
        /// The period in which work begins.
        package let begin: CalendarPeriod
        /// The period in which the task is finished.
        package let finish: CalendarPeriod
    }

    /// What is not finished within the horizon, and what would help.
    package struct Overflow: Sendable {
        /// A task that is not finished.
        package struct Remainder: Hashable, Sendable {
            /// The index of the task.
            package let task: Int
            /// The person-days that lie beyond the horizon.
            package let personDays: Int
        }

        /// The tasks that are not finished, by index.
        package let remainders: [Remainder]
        /// How many more periods would be enough at the given capacity, at least 1.
        package let periodsMissing: Int
        /// The smallest capacity per period that would be enough within the horizon.
        ///
        /// `nil` if none would, because a task must not begin in time or because of exceptions.
        package let sufficientCapacity: Int?

        /// The person-days that lie beyond the horizon.
        package var personDays: Int { remainders.map(\.personDays).reduce(0, +) }
    }

    /// What was to be placed.
    package let problem: ScheduleProblem
    /// Every period from the start to the last day of work, beyond the horizon if need be.
    package let loads: [Load]
    /// Every task, by index.
    package let placements: [Placement]
    /// What is not finished within the horizon; `nil` if everything is.
    package let overflow: Overflow?

    /// Finds the best schedule.
    ///
    /// - Complexity: O(*tasks*³ · *beginnings* · log *periods* + *tasks*² · *periods*), where
    ///   *beginnings* is the number of different periods before which tasks must not begin.
    package init(_ problem: ScheduleProblem) {
        let tasks = problem.tasks
        let network = problem.network
        let most = tasks.map(\.personDays).reduce(0, +)
        let capacities = (0..<problem.periodsNeeded).map { problem.capacity(at: $0) }
        var free = capacities.map { min($0, most) }
        var finishes: [Int?] = Array(repeating: nil, count: tasks.count)
        var shares: [[UrgencyGroup.Share]] = Array(repeating: [], count: free.count)
        for urgency in Set(network.urgency).sorted() {
            let members = network.order.filter { network.urgency[$0] == urgency }
            let group = UrgencyGroup(members, of: problem, finishes: finishes, free: free)
            for share in group.shares() {
                free[share.period] -= share.personDays
                finishes[share.task] = share.period
                shares[share.period].append(share)
            }
        }

        let loads = shares.enumerated().map { place, shares in
            let period = problem.start.advanced(by: place)
            return Load(
                period: period, capacity: capacities[place],
                portions: shares.map {
                    Portion(
                        period: period, task: tasks[$0.task].index, personDays: $0.personDays)
                })
        }
        let portions = Dictionary(grouping: loads.flatMap(\.portions), by: \.task)
        self.problem = problem
        self.loads = loads
        let placements = zip(tasks, network.urgency).map { task, urgency in
            let own = portions[task.index] ?? []
            guard let first = own.first, let last = own.last else {
                preconditionFailure("every task is placed")
            }
            return Placement(
                task: task, urgency: urgency, portions: own, begin: first.period,
                finish: last.period)
        }
        self.placements = placements
        overflow = problem.horizon.flatMap { horizon in
            Overflow(placements, of: problem, horizon: horizon)
        }
    }

    /// The period in which everything is finished; `nil` if there is nothing to do.
    package var finish: CalendarPeriod? { loads.last?.period }
}

extension Schedule.Overflow {
    /// What lies beyond a number of periods; `nil` if nothing does.
    fileprivate init?(
        _ placements: [Schedule.Placement], of problem: ScheduleProblem, horizon: Int
    ) {
        guard problem.periodsNeeded > horizon else { return nil }
        let late = { (period: CalendarPeriod) in problem.start.distance(to: period) >= horizon }
        remainders = placements.filter { late($0.finish) }.map { placement in
            Remainder(
                task: placement.task.index,
                personDays: placement.portions.filter { late($0.period) }.map(\.personDays)
                    .reduce(0, +))
        }
        periodsMissing = problem.periodsNeeded - horizon
        sufficientCapacity = problem.smallestCapacity(forPeriods: horizon)
    }
}
