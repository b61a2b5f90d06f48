import Testing

@testable import Consistency

/// Error localisation at the size of the real questionnaire, with far more contradictions.
@Suite struct LocalisationStressTests {
    /// A generated response and how it is contradictory.
    struct Response: CustomTestStringConvertible {
        let seed: UInt64
        let changes: Int
        let areAllKey: Bool

        var testDescription: String {
            "seed \(seed), \(changes) changes\(areAllKey ? ", all services key" : "")"
        }

        var problem: LocalisationProblem {
            QuestionnaireLikeProblem(seed: seed, changes: changes, areAllKey: areAllKey).problem
        }
    }

    static let responses = (1...3).flatMap { seed in
        [false, true].map { Response(seed: UInt64(seed), changes: 40, areAllKey: $0) }
    }

    @Test("Forty answers drawn again are localised, proven", arguments: responses)
    func proven(_ response: Response) throws {
        let problem = response.problem
        let (found, time) = Self.timed(problem, ErrorLocaliser.Limits())
        print(
            "\(response.testDescription): \(found.status), weight \(found.minimumWeight),",
            "\(found.blocks.count) parts, \(found.searches) searches, \(time)")
        try #require(found.status == .contradictory)
        #expect(time < .seconds(60))
        let corrections = found.corrections(limit: 10)
        #expect(!corrections.isEmpty)
        for correction in corrections {
            #expect(Set(correction).count == correction.count)
            #expect(Self.weight(of: correction, in: problem) == found.minimumWeight)
            let domains = problem.domains(releasing: Set(correction))
            #expect(Solver.solve(problem.rules, over: domains).isSatisfiable == true)
        }
        // Conflicts that share no answer prove that it cannot be less.
        var used: Set<Int> = []
        var bound = 0
        for conflict in found.blocks.flatMap(\.conflicts)
        where used.isDisjoint(with: conflict.answers) {
            used.formUnion(conflict.answers)
            bound += conflict.answers.map { problem.answers[$0].weight }.min() ?? 0
        }
        #expect(bound > 0 && bound <= found.minimumWeight)
    }

    static let limits: [ErrorLocaliser.Limits] = [
        ErrorLocaliser.Limits(searches: 0), ErrorLocaliser.Limits(searches: 5),
        ErrorLocaliser.Limits(searches: 50), ErrorLocaliser.Limits(searches: 150),
        ErrorLocaliser.Limits(steps: 1), ErrorLocaliser.Limits(steps: 60),
        ErrorLocaliser.Limits(totalSteps: 0), ErrorLocaliser.Limits(totalSteps: 10_000),
        ErrorLocaliser.Limits(branches: 0), ErrorLocaliser.Limits(branches: 10),
        ErrorLocaliser.Limits(branches: 100),
    ]

    @Test("A tiny limit is reported, with bounds that enclose the truth", arguments: [false, true])
    func tinyLimits(_ areAllKey: Bool) {
        let problem = Response(seed: 1, changes: 40, areAllKey: areAllKey).problem
        let least = ErrorLocaliser.localise(problem).minimumWeight
        for limits in Self.limits {
            let (found, time) = Self.timed(problem, limits)
            #expect(found.status == .limitReached, "\(limits)")
            #expect(found.minimumWeight <= least, "\(limits)")
            #expect(found.corrections(limit: 10).isEmpty && found.correctionCount == nil)
            #expect(time < .seconds(30), "\(limits)")
            guard let known = found.knownCorrection else { continue }
            #expect(Self.weight(of: known, in: problem) >= least, "\(limits)")
            let domains = problem.domains(releasing: Set(known))
            #expect(Solver.solve(problem.rules, over: domains).isSatisfiable == true)
        }
    }

    @Test("A response drawn at random keeps to its limit", arguments: 1...2)
    func random(_ seed: UInt64) {
        let response = Response(seed: seed, changes: 400, areAllKey: true)
        let limits = ErrorLocaliser.Limits(searches: 2_000, branches: 3_000)
        let (found, time) = Self.timed(response.problem, limits)
        print("\(response.testDescription): \(found.status), \(found.minimumWeight), \(time)")
        #expect(found.status == .contradictory || found.status == .limitReached)
        #expect(found.minimumWeight > 0)
        #expect(time < .seconds(60))
    }

    @Test("The same response gives the same result every time")
    func deterministic() {
        let problem = Response(seed: 2, changes: 40, areAllKey: false).problem
        #expect(ErrorLocaliser.localise(problem) == ErrorLocaliser.localise(problem))
    }

    private static func timed(
        _ problem: LocalisationProblem, _ limits: ErrorLocaliser.Limits
    ) -> (ErrorLocalisation, Duration) {
        let clock = ContinuousClock()
        let start = clock.now
        let found = ErrorLocaliser.localise(problem, limits: limits)
        return (found, clock.now - start)
    }

    private static func weight(of answers: [Int], in problem: LocalisationProblem) -> Int {
        answers.reduce(0) { $0 + problem.answers[$1].weight }
    }
}
