import TestSupport
import Testing

@testable import Consistency

/// The lightest sets that hit all of some sets, against trying every set.
@Suite struct HittingSetsTests {
    /// The weights, and the sets, of one table row.
    struct Family: CustomTestStringConvertible {
        let name: String
        let weights: [Int]
        let sets: [[Int]]
        let expected: [[Int]]

        var testDescription: String { name }
    }

    static let families: [Family] = [
        Family(name: "no sets", weights: [1], sets: [], expected: [[]]),
        Family(name: "the lighter of two", weights: [1, 5], sets: [[0, 1]], expected: [[0]]),
        Family(name: "the later is lighter", weights: [5, 1], sets: [[0, 1]], expected: [[1]]),
        Family(name: "a tie", weights: [2, 2], sets: [[0, 1]], expected: [[0], [1]]),
        Family(
            name: "one heavy for two light", weights: [1, 1, 2], sets: [[0, 2], [1, 2]],
            expected: [[2], [0, 1]]),
        Family(
            name: "nothing of weight zero without need", weights: [0, 0, 1],
            sets: [[0, 1], [1, 2]], expected: [[1]]),
        Family(
            name: "independent parts multiply", weights: [1, 1, 1, 1], sets: [[0, 1], [2, 3]],
            expected: [[0, 2], [0, 3], [1, 2], [1, 3]]),
        Family(
            name: "the same set twice", weights: [1, 1], sets: [[0, 1], [1, 0]],
            expected: [[0], [1]]),
    ]

    @Test("Every lightest set is listed", arguments: families)
    func table(_ family: Family) {
        let result = HittingSets.minimum(of: family.sets, weights: family.weights, limit: 100)
        #expect(result.sets == family.expected)
        #expect(result.isProven && result.isComplete)
    }

    @Test("Random families agree with trying every set", arguments: 0..<10)
    func random(_ chunk: Int) {
        for index in 0..<500 {
            let seed = TestSeed.of(500 * chunk + index)
            var numbers = SplitMix64(seed: seed)
            let count = numbers.number(1...8)
            let weights = (0..<count).map { _ in numbers.number(0...3) }
            let sets = (0..<numbers.number(0...8)).map { _ in
                Array(Set((0...numbers.number(0...3)).map { _ in numbers.number(0...(count - 1)) }))
                    .sorted()
            }
            let result = HittingSets.minimum(of: sets, weights: weights, limit: 1_000)
            let expected = Self.exhaustive(sets, weights)
            let isEqual = result.sets == expected && result.isProven && result.isComplete
            guard isEqual else {
                Issue.record(
                    "seed \(seed): \(sets) \(weights): \(result), expected \(expected)")
                return
            }
        }
    }

    /// The lightest inclusion-minimal sets, smaller ones first, then in lexicographic order.
    private static func exhaustive(_ sets: [[Int]], _ weights: [Int]) -> [[Int]] {
        let masks = sets.map { $0.reduce(0) { $0 | 1 << $1 } }
        func hits(_ chosen: Int) -> Bool { masks.allSatisfy { $0 & chosen != 0 } }
        func weight(_ chosen: Int) -> Int {
            weights.indices.reduce(0) { chosen >> $1 & 1 == 1 ? $0 + weights[$1] : $0 }
        }
        let hitting = (0..<(1 << weights.count)).filter(hits)
        let least = hitting.map(weight).min()
        let minimal = hitting.filter { chosen in
            weight(chosen) == least
                && weights.indices.allSatisfy {
                    chosen >> $0 & 1 == 0 || !hits(chosen & ~(1 << $0))
                }
        }
        return minimal.map { chosen in weights.indices.filter { chosen >> $0 & 1 == 1 } }
            .sorted { left, right in
                left.count != right.count
                    ? left.count < right.count : left.lexicographicallyPrecedes(right)
            }
    }

    @Test("A list cut short says so and is the same on every call", arguments: [1, 3, 63])
    func cutShort(_ limit: Int) {
        let pairs = (0..<6).map { [2 * $0, 2 * $0 + 1] }
        let weights = [Int](repeating: 1, count: 12)
        let first = HittingSets.minimum(of: pairs, weights: weights, limit: limit)
        #expect(first.sets.count == limit)
        #expect(first.isProven && !first.isComplete)
        #expect(first.sets.allSatisfy { $0.count == 6 })
        let ring = (0..<11).map { [$0, ($0 + 1) % 11] }
        let cut = HittingSets.minimum(of: ring, weights: weights, limit: limit)
        #expect(cut.isProven)
        #expect(cut.isComplete == (cut.sets.count == 11))
        #expect(cut.sets.allSatisfy { $0.count == 6 } && !cut.sets.isEmpty)
        #expect(cut.sets.count <= limit)
        for _ in 0..<5 {
            #expect(
                HittingSets.minimum(of: ring, weights: weights, limit: limit).sets == cut.sets)
        }
    }

    @Test("Sets cut short are still irredundant")
    func cutShortIsIrredundant() {
        let sets = [[0, 1, 2, 3, 4, 5], [5, 6], [6, 7, 8, 9]]
        let result = HittingSets.minimum(
            of: sets, weights: [Int](repeating: 0, count: 10), limit: 1)
        #expect(result.sets.count == 1 && result.isProven && !result.isComplete)
        for set in result.sets {
            for element in set {
                let isNeeded = sets.contains { $0.filter(set.contains) == [element] }
                #expect(isNeeded, "\(set)")
            }
        }
    }

    @Test("Forty separate pairs take no time")
    func separatePairs() {
        let pairs = (0..<40).map { [2 * $0, 2 * $0 + 1] }
        let weights = (0..<80).map { $0 % 2 == 0 ? 3 : 2 }
        var result = HittingSets.Result(sets: [], isProven: false, isComplete: false)
        let time = ContinuousClock().measure {
            result = HittingSets.minimum(of: pairs, weights: weights, limit: 64)
        }
        #expect(result.sets == [(0..<40).map { 2 * $0 + 1 }])
        #expect(result.isProven && result.isComplete)
        #expect(time < .seconds(2))
    }

    @Test("Too few steps prove nothing")
    func steps() {
        let sets = (0..<12).flatMap { first in ((first + 1)..<12).map { [first, $0] } }
        let weights = [Int](repeating: 1, count: 12)
        let result = HittingSets.minimum(of: sets, weights: weights, limit: 64, steps: 3)
        #expect(!result.isProven && !result.isComplete)
        let whole = HittingSets.minimum(of: sets, weights: weights, limit: 64)
        #expect(whole.isProven && whole.isComplete)
        #expect(whole.sets.count == 12 && whole.sets.allSatisfy { $0.count == 11 })
    }
}
