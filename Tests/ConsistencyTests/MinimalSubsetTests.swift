import TestSupport
import Testing

@testable import Consistency

/// Irreducible subsets by QuickXplain.
@Suite struct MinimalSubsetTests {
    @Test("A subset with a random monotone property cannot be reduced", arguments: 0..<4)
    func random(_ chunk: Int) {
        for index in 0..<500 {
            let seed = TestSeed.of(500 * chunk + index)
            var numbers = SplitMix64(seed: seed)
            let elements = Array(0..<numbers.number(0...12)).shuffled(using: &numbers)
            // A set has the property when it contains one of these.
            let cores = (0..<numbers.number(0...4)).map { _ in
                Set(elements.filter { _ in numbers.oneIn(3) })
            }
            func holds(_ subset: [Int]) -> Bool { cores.contains { $0.isSubset(of: subset) } }
            var tests = 0
            let found = MinimalSubset.find(in: elements) { subset in
                tests += 1
                return holds(subset)
            }
            guard let found else {
                #expect(cores.isEmpty, "seed \(seed)")
                continue
            }
            #expect(holds(found), "seed \(seed)")
            #expect(elements.filter(found.contains) == found, "seed \(seed)")
            for element in found {
                #expect(!holds(found.filter { $0 != element }), "seed \(seed)")
            }
            #expect(tests <= 2 + 2 * elements.count + 2 * found.count, "seed \(seed)")
        }
    }

    @Test(
        "Earlier elements are preferred",
        arguments: [([1, 2, 3, 4], [1, 2]), ([4, 3, 2, 1], [4, 3]), ([3, 1, 4, 2], [3, 1])])
    func preference(_ elements: [Int], _ expected: [Int]) {
        #expect(MinimalSubset.find(in: elements) { $0.count >= 2 } == expected)
    }

    @Test("Whatever is undecided, no subset is claimed unless it is irreducible", arguments: 0..<4)
    func undecided(_ chunk: Int) {
        for index in 0..<500 {
            let seed = TestSeed.of(500 * chunk + index)
            var numbers = SplitMix64(seed: seed)
            let elements = Array(0..<numbers.number(1...8))
            let core = Set(elements.filter { _ in numbers.oneIn(2) })
            let lastDecided = numbers.number(0...20)
            var tests = 0
            let found = MinimalSubset.find(in: elements) { subset in
                tests += 1
                return tests > lastDecided ? nil : core.isSubset(of: subset)
            }
            if let found { #expect(Set(found) == core, "seed \(seed)") }
            if tests <= lastDecided { #expect(found != nil, "seed \(seed)") }
            #expect(tests <= lastDecided + 1, "tests went on after one was undecided: \(seed)")
        }
    }

    @Test("A test that never decides gives nothing", arguments: 0..<3)
    func neverDecided(_ count: Int) {
        #expect(MinimalSubset.find(in: Array(0..<count)) { _ in nil } == nil)
        // Only the empty set is undecided.
        #expect(MinimalSubset.find(in: Array(0...count)) { $0.isEmpty ? nil : true } == nil)
    }
}
