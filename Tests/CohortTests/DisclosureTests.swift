import TestSupport
import Testing

@testable import Cohort

/// What is shown of groups leaves no small group to be computed.
@Suite struct DisclosureTests {
    @Test(
        "Small groups are hidden, and enough others that they stay hidden",
        arguments: [
            ([7, 8, 9], [Int]()), ([4, 8, 9], [0, 1]), ([1, 2, 9, 12], [0, 1, 2]),
            ([3, 3, 9], [0, 1]), ([0, 4, 0, 6, 7], [1, 3]), ([4], [0]), ([5, 5], []),
        ])
    func oneGrouping(_ sizes: [Int], _ hidden: [Int]) {
        #expect(Disclosure(limit: 5).hidden(sizes) == Set(hidden))
    }

    @Test func `Without a limit everything is shown`() {
        #expect(Disclosure(limit: 0).hidden([1, 2, 3]).isEmpty)
    }

    /// Sums over shown groups and the total give away every difference of two of them.
    @Test func `No difference of two shown groups, nor of the whole and a grouping, is small`() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<300 {
            let count = Int.random(in: 6...40, using: &generator)
            let groupings = (0..<3).map { _ -> [Set<Int>] in
                let groups = Int.random(in: 1...5, using: &generator)
                var result = [Set<Int>](repeating: [], count: groups)
                for member in 0..<count {
                    result[Int.random(in: 0..<groups, using: &generator)].insert(member)
                }
                return result
            }
            // A grouping that repeats another but for a few members tempts most.
            var similar = groupings[0]
            if let moved = similar.first?.randomElement(using: &generator), similar.count > 1 {
                similar[0].remove(moved)
                similar[1].insert(moved)
            }
            let all = groupings + [similar]
            let hidden = Disclosure(limit: 5).hidden(all)
            var shown: [Set<Int>] = []
            for (grouping, silent) in zip(all, hidden) {
                let visible = grouping.indices.filter { !silent.contains($0) }.map { grouping[$0] }
                shown += visible
                let rest = Set(0..<count).subtracting(visible.joined())
                #expect(rest.isEmpty || rest.count >= 5 || visible.allSatisfy(\.isEmpty))
            }
            for left in shown where !left.isEmpty {
                #expect(left.count >= 5)
                for right in shown where left.isStrictSubset(of: right) {
                    #expect(right.count - left.count >= 5)
                }
            }
        }
    }
}
