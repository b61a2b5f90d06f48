import Testing

@testable import Consistency

/// Error localisation of random problems, against trying every combination of values.
@Suite struct ErrorLocaliserPropertyTests {
    @Test("Ten thousand random problems are localised as exhaustive search does", arguments: 0..<20)
    func agreement(_ chunk: Int) {
        for index in 0..<500 {
            let random = RandomProblem(seed: TestSeed.of(500 * chunk + index))
            let found = ErrorLocaliser.localise(random.problem)
            if let fault = Self.fault(of: found, in: random.problem) {
                Issue.record("\(fault)\n\(found)\n\(random)")
                return
            }
        }
    }

    /// What is wrong with a result; `nil` when nothing is.
    private static func fault(
        of found: ErrorLocalisation, in problem: LocalisationProblem, isLimited: Bool = false
    ) -> String? {
        let exhaustive = ExhaustiveLocalisation(problem)
        guard found.status == exhaustive.status else { return "status \(exhaustive.status)" }
        let conflicts = found.blocks.flatMap(\.conflicts) + [found.unresolvable].compactMap { $0 }
        if let fault = conflicts.lazy.compactMap(exhaustive.fault).first { return fault }
        guard let weight = exhaustive.leastWeight else {
            guard let conflict = found.unresolvable else {
                return isLimited ? nil : "no conflict explains it"
            }
            return conflict.answers.allSatisfy { problem.answers[$0].isLocked }
                ? nil : "an answer of \(conflict) may change"
        }
        guard found.minimumWeight == weight else { return "least weight \(weight)" }
        let sets = exhaustive.minimalSets
        guard found.corrections(limit: 1_000) == sets else { return "smallest sets \(sets)" }
        guard found.correctionCount == sets.count else { return "\(sets.count) sets" }
        let hasAlternatives = found.blocks.allSatisfy { block in
            !block.alternatives.contains([]) && !block.conflicts.isEmpty
        }
        return hasAlternatives ? nil : "a part has nothing to resolve"
    }

    @Test("The random problems are of every kind")
    func variety() {
        var counts: [ErrorLocalisation.Status: Int] = [:]
        for index in 0..<500 {
            let random = RandomProblem(seed: TestSeed.of(index))
            counts[ErrorLocaliser.localise(random.problem).status, default: 0] += 1
        }
        #expect(counts[.consistent, default: 0] > 25)
        #expect(counts[.contradictory, default: 0] > 150, "\(counts)")
        #expect(counts[.noRepair, default: 0] > 25)
        #expect(counts.keys.count == 3, "\(counts)")
    }

    @Test("Under any limit the bounds enclose the least weight", arguments: 0..<4)
    func limits(_ chunk: Int) {
        for index in 0..<250 {
            let seed = TestSeed.of(250 * chunk + index)
            let random = RandomProblem(seed: seed)
            let limits = ErrorLocaliser.Limits(
                searches: 1 + Int(seed % 13), steps: 1 + Int(seed % 29), alternatives: 64)
            let found = ErrorLocaliser.localise(random.problem, limits: limits)
            let exhaustive = ExhaustiveLocalisation(random.problem)
            guard found.status == .limitReached else {
                if let fault = Self.fault(of: found, in: random.problem, isLimited: true) {
                    Issue.record("\(fault)\n\(found)\n\(random)")
                }
                continue
            }
            let least = exhaustive.leastWeight ?? .max
            #expect(found.minimumWeight <= least, "\(random)")
            guard let known = found.knownCorrection else { continue }
            let weight = known.reduce(0) { $0 + random.problem.answers[$1].weight }
            #expect(weight >= least, "\(random)")
            let standing = random.problem.answers.indices.filter { !known.contains($0) }
            #expect(exhaustive.canStand(standing), "\(random)")
        }
    }
}
