/// Work to place into consecutive calendar periods under a capacity.
///
/// There is one kind of resource, the person-days of the institution, and work is divisible into
/// whole person-days. The problem knows nothing of questionnaires. What has been done already is
/// left out or given with the days that remain.
package struct ScheduleProblem: Sendable {
    /// A piece of work.
    package struct Task: Hashable, Sendable {
        /// The name of the task, such as the action's place in the catalogue; ties go to the lower.
        package let index: Int
        /// The person-days that remain to be worked.
        package let personDays: Int
        /// The indices of the tasks that must be finished before this one begins.
        ///
        /// One that is no task of the problem counts as finished.
        package let prerequisites: [Int]
        /// The urgency of the task's own: lower first.
        package let priorityClass: Int
        /// The period before which work must not begin, if there is one.
        package let notBefore: CalendarPeriod?

        /// Makes a task.
        ///
        /// - Precondition: `personDays` is in 0 to ``ScheduleProblem/mostPersonDays``.
        package init(
            index: Int, personDays: Int, prerequisites: [Int] = [], priorityClass: Int = 0,
            notBefore: CalendarPeriod? = nil
        ) {
            precondition(
                (0...ScheduleProblem.mostPersonDays).contains(personDays),
                "a task has from none to a million person-days")
            self.index = index
            self.personDays = personDays
            self.prerequisites = prerequisites
            self.priorityClass = priorityClass
            self.notBefore = notBefore
        }
    }

    /// Why there is no schedule.
    package enum Fault: Error, Hashable, Sendable {
        /// The regular capacity is less than one person-day per period.
        case noCapacity
        /// The capacity of a period is negative.
        case negativeCapacity(CalendarPeriod)
        /// These tasks wait for each other: each for the next, the last for the first.
        case cycle([Int])
        /// The work would go on after the year 9999.
        case endless
    }

    /// The most person-days of one task, so that no sum overflows.
    package static let mostPersonDays = 1_000_000

    /// The tasks, by index.
    package let tasks: [Task]
    /// The first period; every period of the schedule is of its kind.
    package let start: CalendarPeriod
    /// The person-days of a period without an exception.
    package let capacity: Int
    /// The person-days of periods that differ.
    package let exceptions: [CalendarPeriod: Int]
    /// The number of periods in which everything ought to be finished, if there is a limit.
    package let horizon: Int?
    /// The fewest periods in which everything can be finished.
    package let periodsNeeded: Int

    /// How the tasks depend on each other.
    let network: TaskNetwork
    /// The work and the capacity, summed.
    let budget: CapacityBudget

    /// Makes a problem.
    ///
    /// - Parameters:
    ///   - tasks: The work, in any order.
    ///   - start: The first period.
    ///   - capacity: The person-days per period, at least 1.
    ///   - exceptions: The person-days of periods that differ, 0 or more.
    ///   - horizon: The number of periods in which everything ought to be finished.
    /// - Precondition: No two tasks have the same index; every period is of one kind; a horizon is
    ///   at least 1.
    /// - Throws: The first ``Fault`` that prevents a schedule.
    package init(
        tasks: [Task], start: CalendarPeriod, capacity: Int,
        exceptions: [CalendarPeriod: Int] = [:], horizon: Int? = nil
    ) throws(Fault) {
        precondition(Set(tasks.map(\.index)).count == tasks.count, "tasks differ in their index")
        precondition(horizon ?? 1 >= 1, "a horizon has at least one period")
        guard capacity >= 1 else { throw .noCapacity }
        if let period = exceptions.filter({ $0.value < 0 }).keys.min() {
            throw .negativeCapacity(period)
        }
        self.tasks = tasks.sorted { $0.index < $1.index }
        self.start = start
        self.capacity = capacity
        self.exceptions = exceptions
        self.horizon = horizon
        network = try TaskNetwork(self.tasks, start: start)
        budget = CapacityBudget(
            work: zip(network.release, self.tasks).map { ($0, $1.personDays) }, capacity: capacity,
            exceptions: exceptions.map { (start.distance(to: $0), $1) })
        let lastPeriod = CalendarPeriod(start.kind, year: 9999, number: start.kind.perYear)
        guard let periods = budget.periodsNeeded(atMost: start.distance(to: lastPeriod) + 1) else {
            throw .endless
        }
        periodsNeeded = periods
    }

    /// The smallest whole capacity per period with which everything is finished in some periods.
    ///
    /// Exceptions stay as they are. Exact: one person-day less per period does not suffice, unless
    /// the answer is 1. `nil` if no capacity suffices, because a task must not begin in time or
    /// because too many periods are exceptions.
    ///
    /// - Precondition: There is at least one period.
    package func smallestCapacity(forPeriods periods: Int) -> Int? {
        precondition(periods >= 1, "work needs at least one period")
        return budget.smallestCapacity(forPeriods: periods)
    }

    /// The person-days that a period has, given as its distance from the start.
    func capacity(at period: Int) -> Int {
        guard !exceptions.isEmpty else { return capacity }
        return exceptions[start.advanced(by: period)] ?? capacity
    }
}
