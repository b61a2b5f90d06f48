@testable import Improvement
import TestSupport
import Testing

/// Random schedules: always valid, and as good as the best of all.
@Suite struct SchedulePropertyTests {
    /// Checks a schedule against the problem by walking through it day by day.
    static func expectValid(_ schedule: Schedule, seed: UInt64) {
        let problem = schedule.problem
        let comment: Comment = "seed \(seed): \(problem.summary)"
        var left = Dictionary(
            uniqueKeysWithValues: problem.tasks.map { ($0.index, $0.personDays) })
        var begun: Set<Int> = []
        for (place, load) in schedule.loads.enumerated() {
            #expect(load.period == problem.start.advanced(by: place), comment)
            #expect(load.capacity == problem.exceptions[load.period] ?? problem.capacity, comment)
            #expect(load.personDays <= load.capacity, comment)
            for portion in load.portions {
                guard let task = problem.tasks.first(where: { $0.index == portion.task }) else {
                    Issue.record(comment)
                    continue
                }
                #expect(portion.period == load.period, comment)
                #expect(portion.personDays > 0 || task.personDays == 0, comment)
                #expect(task.notBefore.map { $0 <= load.period } ?? true, comment)
                for other in task.prerequisites {
                    #expect(begun.contains(other) && left[other] == 0, comment)
                }
                begun.insert(portion.task)
                left[portion.task, default: 0] -= portion.personDays
            }
        }
        #expect(left.values.allSatisfy { $0 == 0 }, comment)
        #expect(begun == Set(problem.tasks.map(\.index)), comment)
        #expect(schedule.loads.last?.portions.isEmpty != true, comment)

        for placement in schedule.placements {
            let own = schedule.loads.flatMap(\.portions).filter {
                $0.task == placement.task.index
            }
            #expect(placement.portions == own, comment)
            #expect(placement.begin == own.first?.period, comment)
            #expect(placement.finish == own.last?.period, comment)
            #expect(placement.urgency == problem.urgencyByPaths(of: placement.task), comment)
        }
        expectTrueOverflow(schedule, comment)
    }

    /// Checks what is said about the horizon by counting again.
    static func expectTrueOverflow(_ schedule: Schedule, _ comment: Comment) {
        guard let horizon = schedule.problem.horizon, schedule.loads.count > horizon else {
            #expect(schedule.overflow == nil, comment)
            return
        }
        let beyond = schedule.loads[horizon...].flatMap(\.portions)
        #expect(schedule.overflow?.periodsMissing == schedule.loads.count - horizon, comment)
        #expect(
            schedule.overflow?.remainders.map(\.task) == Set(beyond.map(\.task)).sorted(), comment)
        #expect(
            schedule.overflow?.personDays == beyond.map(\.personDays).reduce(0, +), comment)
    }

    static func finishes(_ schedule: Schedule) -> [Int] {
        schedule.placements.map { schedule.problem.start.distance(to: $0.finish) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Large random schedules are valid`(block: UInt64) throws {
        for seed in block * 10..<block * 10 + 10 {
            var random = SplitMix64(seed: seed)
            let problem = try RandomScheduleProblem(
                tasks: 12, personDays: 40, capacity: 1...60, hasLimits: seed.isMultiple(of: 2)
            ).draw(&random)
            Self.expectValid(Schedule(problem), seed: seed)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `No day-by-day choice is better`(block: UInt64) throws {
        for seed in 1000 + block * 15..<1015 + block * 15 {
            var random = SplitMix64(seed: seed)
            let problem = try RandomScheduleProblem(
                tasks: 4, personDays: 3, capacity: 1...4, hasLimits: true
            ).draw(&random)
            let schedule = Schedule(problem)
            Self.expectValid(schedule, seed: seed)
            let best = ExhaustiveSchedule(problem)
            #expect(!best.isDominated, "seed \(seed): \(problem.summary)")
            #expect(schedule.loads.count == best.periods, "seed \(seed): \(problem.summary)")
            #expect(
                Self.finishes(schedule) == best.finishes, "seed \(seed): \(problem.summary)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `No order of up to seven tasks is better`(block: UInt64) throws {
        for seed in 2000 + block * 10..<2010 + block * 10 {
            var random = SplitMix64(seed: seed)
            let problem = try RandomScheduleProblem().draw(&random)
            let schedule = Schedule(problem)
            Self.expectValid(schedule, seed: seed)
            let value = problem.ranking.map { Self.finishes(schedule)[$0] }
            var orders = TaskOrders(problem)
            orders.visit([], day: 0)
            #expect(orders.best == value, "seed \(seed): \(problem.summary)")
            let needed = orders.fewestPeriods
            #expect(schedule.loads.count == needed, "seed \(seed): \(problem.summary)")
        }
    }

    @Test(arguments: 3000..<3200 as Range<UInt64>)
    func `The sufficient capacity is the smallest`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let problem = try RandomScheduleProblem(hasLimits: seed.isMultiple(of: 2)).draw(&random)
        let periods = random.number(1...5)
        func length(_ capacity: Int) throws -> Int {
            let changed = try ScheduleProblem(
                tasks: problem.tasks, start: problem.start, capacity: capacity,
                exceptions: problem.exceptions)
            return Schedule(changed).loads.count
        }
        let comment: Comment = "seed \(seed), \(periods) periods: \(problem.summary)"
        guard let capacity = problem.smallestCapacity(forPeriods: periods) else {
            #expect(try length(1000) > periods, comment)
            return
        }
        #expect(try length(capacity) <= periods, comment)
        if capacity > 1 { #expect(try length(capacity - 1) > periods, comment) }
    }

    @Test(arguments: 4000..<4050 as Range<UInt64>)
    func `The order in which tasks are given does not matter`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let problem = try RandomScheduleProblem(hasLimits: true).draw(&random)
        let shuffled = try ScheduleProblem(
            tasks: problem.tasks.shuffled(using: &random), start: problem.start,
            capacity: problem.capacity, exceptions: problem.exceptions)
        #expect(
            Schedule(problem).loads.map(\.portions) == Schedule(shuffled).loads.map(\.portions),
            "seed \(seed): \(problem.summary)")
    }
}

/// All orders in which tasks can be worked off one after the other, for tasks without limits.
private struct TaskOrders {
    /// The smallest finishes in the ranking, among orders that finish every urgency the earliest.
    private(set) var best: [Int]?
    /// The smallest number of periods of any order.
    private(set) var fewestPeriods: Int?

    private let problem: ScheduleProblem
    private let before: [[Int]]
    private let ranking: [Int]
    private let urgencies: [Int]
    /// The last day of work on each urgency or a higher one, the earliest possible.
    private var earliest: [Int]?
    private var lastDays: [Int]

    init(_ problem: ScheduleProblem) {
        self.problem = problem
        before = problem.before
        ranking = problem.ranking
        urgencies = problem.tasks.map { problem.urgencyByPaths(of: $0) }
        lastDays = problem.tasks.map { _ in 0 }
    }

    /// Completes an order in every way.
    mutating func visit(_ order: [Int], day: Int) {
        guard order.count < problem.tasks.count else { return judge() }
        for task in problem.tasks.indices
        where !order.contains(task) && before[task].allSatisfy({ order.contains($0) }) {
            // A task without work is finished with its prerequisites, whatever is done meanwhile.
            let days = problem.tasks[task].personDays
            lastDays[task] =
                days > 0 ? day + days : before[task].map { lastDays[$0] }.max() ?? 0
            visit(order + [task], day: day + days)
        }
    }

    /// The period in which a day of work lies.
    private func period(of day: Int) -> Int {
        var before = 0
        for period in 0... {
            before += problem.exceptions[problem.start.advanced(by: period)] ?? problem.capacity
            if day <= before { return period }
        }
        preconditionFailure("every day of work lies in a period")
    }

    private mutating func judge() {
        let ends = Set(urgencies).sorted().map { urgency in
            zip(lastDays, urgencies).filter { $0.1 <= urgency }.map(\.0).max() ?? 0
        }
        let periods = lastDays.map { period(of: $0) }
        fewestPeriods = min(fewestPeriods ?? .max, (periods.max() ?? 0) + 1)
        let value = ranking.map { periods[$0] }
        if let earliest, let best {
            if ends == earliest {
                self.best = value.lexicographicallyPrecedes(best) ? value : best
                return
            }
            // Some order has the earliest end of every urgency, so it replaces any other.
            guard zip(ends, earliest).allSatisfy({ $0 <= $1 }) else { return }
        }
        earliest = ends
        best = value
    }
}
