@testable import Improvement
import Testing

/// Schedules that were worked out by hand.
@Suite struct ScheduleTests {
    typealias Task = ScheduleProblem.Task

    static let start = CalendarPeriod(.halfYear, year: 2027, number: 1)

    /// The periods separated by bars, each with its tasks in the order of work.
    static func text(_ schedule: Schedule) -> String {
        schedule.loads.map { load in
            load.portions.map { "\($0.task):\($0.personDays)" }.joined(separator: " ")
        }.joined(separator: " | ")
    }

    struct Case: CustomTestStringConvertible {
        let name: String
        let tasks: [Task]
        var exceptions: [CalendarPeriod: Int] = [:]
        let expected: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "nothing to do", tasks: [], expected: ""),
        Case(
            name: "a task larger than a period", tasks: [Task(index: 4, personDays: 25)],
            expected: "4:10 | 4:10 | 4:5"),
        Case(
            name: "a successor uses what is left of the period",
            tasks: [
                Task(index: 0, personDays: 4, prerequisites: [1]), Task(index: 1, personDays: 3),
            ],
            expected: "1:3 0:4"),
        Case(
            name: "small work is finished early if nothing is later for it",
            tasks: [Task(index: 0, personDays: 15), Task(index: 1, personDays: 5)],
            expected: "1:5 0:5 | 0:10"),
        Case(
            name: "but never before more urgent work",
            tasks: [
                Task(index: 0, personDays: 5, priorityClass: 1), Task(index: 1, personDays: 15),
            ],
            expected: "1:10 | 1:5 0:5"),
        Case(
            name: "what an urgent task needs is as urgent",
            tasks: [
                Task(index: 0, personDays: 6, priorityClass: 1),
                Task(index: 1, personDays: 6, priorityClass: 2),
                Task(index: 2, personDays: 2, prerequisites: [1]),
            ],
            expected: "1:6 2:2 0:2 | 0:4"),
        Case(
            name: "ties go to the lower index, in whatever order the tasks are given",
            tasks: [7, 5, 3].map { Task(index: $0, personDays: 4) },
            expected: "3:4 5:4 7:2 | 7:2"),
        Case(
            name: "a task without work is finished with its prerequisite",
            tasks: [
                Task(index: 0, personDays: 10), Task(index: 1, personDays: 0, prerequisites: [0]),
                Task(index: 2, personDays: 1, prerequisites: [1]), Task(index: 3, personDays: 0),
            ],
            expected: "0:10 1:0 3:0 | 2:1"),
        Case(
            name: "a period without capacity", tasks: [Task(index: 0, personDays: 25)],
            exceptions: [start.successor: 0], expected: "0:10 |  | 0:10 | 0:5"),
        Case(
            name: "a period with more capacity", tasks: [Task(index: 0, personDays: 25)],
            exceptions: [start: 14, start.advanced(by: -1): 100], expected: "0:14 | 0:10 | 0:1"),
        Case(
            name: "work pauses for more urgent work that may not begin earlier",
            tasks: [
                Task(index: 0, personDays: 25, priorityClass: 1),
                Task(index: 1, personDays: 10, notBefore: start.successor),
            ],
            expected: "0:10 | 1:10 | 0:10 | 0:5"),
        Case(
            name: "who waits for a task waits for its date",
            tasks: [
                Task(index: 0, personDays: 1, prerequisites: [1]),
                Task(index: 1, personDays: 1, notBefore: start.advanced(by: 2)),
                Task(index: 2, personDays: 11, priorityClass: 1),
            ],
            expected: "2:10 | 2:1 | 1:1 0:1"),
        Case(
            name: "what is no task is finished, what lies in the past may begin",
            tasks: [
                Task(
                    index: 0, personDays: 1, prerequisites: [99], notBefore: start.advanced(by: -3))
            ],
            expected: "0:1"),
    ]

    @Test(arguments: cases)
    func `Work is placed as by hand`(_ example: Case) throws {
        let problem = try ScheduleProblem(
            tasks: example.tasks, start: Self.start, capacity: 10, exceptions: example.exceptions)
        let schedule = Schedule(problem)
        #expect(Self.text(schedule) == example.expected)
        #expect(schedule.overflow == nil)
        #expect(schedule.finish == schedule.loads.last?.period)
        #expect(problem.periodsNeeded == schedule.loads.count)
    }

    @Test func `A placement tells when a task begins and ends and how urgent it is`() throws {
        let schedule = Schedule(
            try ScheduleProblem(
                tasks: [
                    Task(index: 3, personDays: 12, priorityClass: 4),
                    Task(index: 6, personDays: 3, prerequisites: [3], priorityClass: 1),
                ],
                start: Self.start, capacity: 10))
        #expect(schedule.placements.map(\.task.index) == [3, 6])
        #expect(schedule.placements.map(\.urgency) == [1, 1])
        #expect(schedule.placements.map(\.begin.text) == ["2027-H1", "2027-H2"])
        #expect(schedule.placements.map(\.finish.text) == ["2027-H2", "2027-H2"])
        #expect(schedule.loads.map(\.capacity) == [10, 10])
        #expect(schedule.loads.map(\.personDays) == [10, 5])
    }

    @Test func `What does not fit is told, and what would help`() throws {
        let tasks = [
            Task(index: 0, personDays: 15), Task(index: 1, personDays: 10, prerequisites: [0]),
        ]
        let problem = try ScheduleProblem(tasks: tasks, start: Self.start, capacity: 10, horizon: 2)
        let overflow = try #require(Schedule(problem).overflow)
        #expect(overflow.remainders == [.init(task: 1, personDays: 5)])
        #expect(overflow.personDays == 5)
        #expect(overflow.periodsMissing == 1)
        // 25 person-days in two periods.
        #expect(overflow.sufficientCapacity == 13)
    }

    @Test func `The sufficient capacity minds dates and exceptions`() throws {
        let tasks = [
            Task(index: 0, personDays: 15),
            Task(index: 1, personDays: 20, notBefore: Self.start.successor),
        ]
        func needed(_ periods: Int, _ exceptions: [CalendarPeriod: Int] = [:]) throws -> Int? {
            try ScheduleProblem(
                tasks: tasks, start: Self.start, capacity: 10, exceptions: exceptions
            ).smallestCapacity(forPeriods: periods)
        }
        #expect(try needed(1) == nil)
        // All 20 days of the second task lie in the second period.
        #expect(try needed(2) == 20)
        #expect(try needed(3) == 12)
        #expect(try needed(35) == 1)
        #expect(try needed(2, [Self.start: 0]) == 35)
        #expect(try needed(2, [Self.start.successor: 19]) == nil)
        #expect(try needed(2, [Self.start.successor: 20]) == 15)
    }

    @Test func `What cannot be scheduled is refused with the reason`() throws {
        let work = [Task(index: 0, personDays: 1)]
        let last = CalendarPeriod(.quarter, year: 9999, number: 4)
        for capacity in [0, -1] {
            #expect(throws: ScheduleProblem.Fault.noCapacity) {
                try ScheduleProblem(tasks: work, start: Self.start, capacity: capacity)
            }
        }
        #expect(throws: ScheduleProblem.Fault.negativeCapacity(Self.start)) {
            try ScheduleProblem(
                tasks: work, start: Self.start, capacity: 1,
                exceptions: [Self.start.successor: -2, Self.start: -1])
        }
        #expect(throws: ScheduleProblem.Fault.cycle([3, 8, 5])) {
            try ScheduleProblem(
                tasks: [
                    Task(index: 1, personDays: 1),
                    Task(index: 2, personDays: 1, prerequisites: [3]),
                    Task(index: 3, personDays: 1, prerequisites: [1, 8]),
                    Task(index: 5, personDays: 1, prerequisites: [3]),
                    Task(index: 8, personDays: 1, prerequisites: [5]),
                ], start: Self.start, capacity: 1)
        }
        #expect(throws: ScheduleProblem.Fault.cycle([0])) {
            try ScheduleProblem(
                tasks: [Task(index: 0, personDays: 1, prerequisites: [0])], start: Self.start,
                capacity: 1)
        }
        #expect(throws: ScheduleProblem.Fault.endless) {
            try ScheduleProblem(
                tasks: [Task(index: 0, personDays: 2)], start: last, capacity: 1)
        }
        #expect(try ScheduleProblem(tasks: work, start: last, capacity: 1).periodsNeeded == 1)
    }

    @Test func `The largest numbers do not overflow`() throws {
        let tasks = (0..<100).map {
            Task(index: $0, personDays: ScheduleProblem.mostPersonDays, prerequisites: [$0 - 1])
        }
        let problem = try ScheduleProblem(
            tasks: tasks, start: Self.start, capacity: .max,
            exceptions: [Self.start: .max, Self.start.successor: .max], horizon: 1)
        #expect(Schedule(problem).loads.map(\.personDays) == [100_000_000])
        #expect(problem.smallestCapacity(forPeriods: 12) == 1)
    }
}
