import Improvement
import TestSupport
import Testing

/// Proofs that claim too much are refused, one kind of forgery at a time.
@Suite struct ProofCheckTests {
    /// Two actions of 5 and 15 days, each gaining 1, of which one is needed.
    private let problem = PlanningProblem(
        actions: [
            PlanningProblem.Action(catalogueIndex: 0, personDays: 5, prerequisites: []),
            PlanningProblem.Action(catalogueIndex: 1, personDays: 15, prerequisites: []),
            PlanningProblem.Action(catalogueIndex: 2, personDays: 10, prerequisites: [0]),
        ],
        items: (0..<3).map {
            PlanningProblem.Item(
                questionnaireIndex: $0, rankCount: 2,
                raises: [PlanningProblem.Raise(action: $0, rank: 1)])
        },
        thresholds: [
            PlanningProblem.Threshold(
                dimension: 0, need: 1,
                gains: (0..<3).map { PlanningProblem.Gain(item: $0, values: [0, 1]) })
        ], gates: [])

    private var zero: OptimalityProof.Multipliers { OptimalityProof.Multipliers(zeroFor: problem) }

    @Test func `The cost of what is included bounds a case`() throws {
        // With action 0: 5 days. Without it: action 2, which builds on it, falls away, and action
        // 1, which gains as much for more; nothing is left that reaches the need.
        let proof = OptimalityProof.split(action: 0, without: .infeasible, with: .bound(zero))
        #expect(try ProofCheck(problem).lowerBound(proof) == 5)
    }

    @Test func `Multipliers show by hand what they show`() throws {
        // 5·x0 + 15·x1 + 10·x2 + 5·(1 − x0 − x1 − x2) is at least 5.
        var multipliers = zero
        multipliers.thresholds = [5 * OptimalityProof.Multipliers.scale]
        #expect(try ProofCheck(problem).lowerBound(.bound(multipliers)) == 5)
        // Twice that overshoots: 5 + 15 + 10 + 10·(1 − 3) with the first included: 10 − 5 = 5.
        multipliers.thresholds = [10 * OptimalityProof.Multipliers.scale]
        #expect(try ProofCheck(problem).lowerBound(.bound(multipliers)) == 5)
    }

    @Test func `A case that may hold a solution is not infeasible`() {
        #expect(throws: ProofCheck.Fault.feasible(included: [])) {
            try ProofCheck(problem).lowerBound(.infeasible)
        }
    }

    @Test func `Negative multipliers are refused`() {
        var multipliers = zero
        multipliers.thresholds = [-4096]
        #expect(throws: ProofCheck.Fault.badMultipliers) {
            try ProofCheck(problem).lowerBound(.bound(multipliers))
        }
    }

    @Test func `Missing multipliers are refused`() {
        var multipliers = zero
        multipliers.prerequisites.removeLast()
        #expect(throws: ProofCheck.Fault.badMultipliers) {
            try ProofCheck(problem).lowerBound(.bound(multipliers))
        }
    }

    @Test func `A case cannot divide by what it has decided, or by nothing`() {
        let twice = OptimalityProof.split(
            action: 0, without: .split(action: 0, without: .bound(zero), with: .bound(zero)),
            with: .bound(zero))
        #expect(throws: ProofCheck.Fault.undividable(action: 0)) {
            try ProofCheck(problem).lowerBound(twice)
        }
        #expect(throws: ProofCheck.Fault.undividable(action: 9)) {
            try ProofCheck(problem).lowerBound(
                .split(action: 9, without: .bound(zero), with: .bound(zero)))
        }
    }

    /// Random problems whose best solution is known, with the multipliers of their proofs changed:
    /// whatever the check accepts is never above the truth.
    @Test func `No change of multipliers shows more than the truth`() throws {
        for seed in UInt64(5000)..<5300 {
            var generator = SplitMix64(seed: seed)
            let problem = randomProblem(&generator)
            guard let best = Exhaustive(problem).best else { continue }
            let cost = best.reduce(0) { $0 + problem.actions[$1].personDays }
            let proof = CheapestSelection(problem).proof
            let changed = change(proof, &generator)
            guard let bound = try? ProofCheck(problem).lowerBound(changed) else { continue }
            #expect(bound <= cost, "seed \(seed)")
        }
    }

    private func change(_ proof: OptimalityProof, _ generator: inout SplitMix64) -> OptimalityProof
    {
        switch proof {
        case .infeasible: return proof
        case .bound(var multipliers):
            for index in multipliers.thresholds.indices {
                multipliers.thresholds[index] += Int.random(in: 0...20_000, using: &generator)
            }
            for index in multipliers.gates.indices {
                multipliers.gates[index] += Int.random(in: 0...60_000, using: &generator)
            }
            return .bound(multipliers)
        case .split(let action, let without, let with):
            return .split(
                action: action, without: change(without, &generator), with: change(with, &generator)
            )
        }
    }
}
