@testable import Improvement

/// The best schedule by trying, day by day, every task and also doing nothing.
///
/// Shares no rule with `Schedule`, only the definition of what is best.
struct ExhaustiveSchedule {
    /// The fewest periods.
    private(set) var periods = 0
    /// The period in which each task is finished.
    private(set) var finishes: [Int] = []
    /// Whether some schedule is the furthest for every urgency at every moment.
    private(set) var isDominated = false

    /// What is left, and when what is finished was.
    private struct State: Hashable {
        var remaining: [Int]
        var finishes: [Int?]
    }

    private let problem: ScheduleProblem
    private let before: [[Int]]
    private let urgencies: [Int]

    init(_ problem: ScheduleProblem) {
        self.problem = problem
        before = problem.before
        urgencies = problem.tasks.map { problem.urgencyByPaths(of: $0) }
        let begin = State(
            remaining: problem.tasks.map(\.personDays),
            finishes: problem.tasks.map { _ in nil })
        var all: Set<State> = [begin]
        var best = all
        while !all.contains(where: { $0.finishes.allSatisfy { $0 != nil } }) {
            let period = problem.start.advanced(by: periods)
            all = Set(all.map { finished($0, in: periods) })
            best = Set(best.map { finished($0, in: periods) })
            for _ in 0..<(problem.exceptions[period] ?? problem.capacity) {
                all = Set(all.flatMap { next($0, in: periods, keepsFinishes: false) })
                best = Set(best.flatMap { next($0, in: periods, keepsFinishes: true) })
                for urgency in Set(urgencies) {
                    let least = all.map { left($0, urgency) }.min()
                    best = best.filter { left($0, urgency) == least }
                }
            }
            periods += 1
        }
        let ranking = problem.ranking
        let candidates = best.map { state in ranking.map { state.finishes[$0] ?? .max } }
        isDominated = candidates.isEmpty
        let least = candidates.min { $0.lexicographicallyPrecedes($1) } ?? []
        finishes = problem.tasks.indices.map { task in
            ranking.firstIndex(of: task).flatMap { $0 < least.count ? least[$0] : nil } ?? .max
        }
    }

    /// The days left of the tasks that are at least so urgent.
    private func left(_ state: State, _ urgency: Int) -> Int {
        zip(state.remaining, urgencies).filter { $0.1 <= urgency }.map(\.0).reduce(0, +)
    }

    private func isOpen(_ task: Int, _ state: State, in period: Int) -> Bool {
        let limit = problem.tasks[task].notBefore.map { problem.start.distance(to: $0) } ?? 0
        return state.finishes[task] == nil && limit <= period
            && before[task].allSatisfy { state.finishes[$0] != nil }
    }

    /// The state after everything that needs no more work is finished.
    private func finished(_ state: State, in period: Int, as mark: Int? = nil) -> State {
        var state = state
        while let task = state.remaining.indices.first(where: {
            state.remaining[$0] == 0 && isOpen($0, state, in: period)
        }) {
            state.finishes[task] = mark ?? period
        }
        return state
    }

    /// Every state a day later; when tasks finish can be forgotten, to have fewer states.
    private func next(_ state: State, in period: Int, keepsFinishes: Bool) -> [State] {
        let worked = state.remaining.indices.filter {
            state.remaining[$0] > 0 && isOpen($0, state, in: period)
        }.map { task in
            var next = state
            next.remaining[task] -= 1
            return finished(next, in: period, as: keepsFinishes ? nil : 0)
        }
        return [state] + worked
    }
}
