/// Decides which figures about groups of institutions may be shown.
///
/// A group below the limit is hidden. Since the figures of all institutions together are shown, what
/// is hidden of one way of grouping could be computed as one group: therefore more groups are hidden
/// until at least two are, with at least as many institutions as the limit. And where a shown group
/// lies within a group of another grouping that has only few institutions more, those few could be
/// computed: then the smaller one is hidden too. Differences of more than two groups of different
/// groupings are not looked for.
struct Disclosure {
    /// The least number of institutions about which something is shown; below 2 all is shown.
    let limit: Int

    /// The hidden groups of one grouping, by index.
    ///
    /// - Parameters:
    ///   - sizes: How many institutions each group has.
    ///   - hidden: Groups that are hidden for other reasons.
    /// - Returns: The indices of groups that are not empty and must not be shown.
    func hidden(_ sizes: [Int], besides hidden: Set<Int> = []) -> Set<Int> {
        guard limit > 1 else { return hidden }
        var hidden = hidden.union(sizes.indices.filter { sizes[$0] > 0 && sizes[$0] < limit })
        hidden = hidden.filter { sizes[$0] > 0 }
        while !hidden.isEmpty {
            let count = hidden.reduce(0) { $0 + sizes[$1] }
            if hidden.count > 1, count >= limit { break }
            let others = sizes.indices.filter { !hidden.contains($0) && sizes[$0] > 0 }
            guard let smallest = others.min(by: { sizes[$0] < sizes[$1] }) else { break }
            hidden.insert(smallest)
        }
        return hidden
    }

    /// The hidden groups of each of several groupings of the same institutions.
    ///
    /// - Parameter groupings: For each grouping, the institutions of each group, by index.
    /// - Returns: The indices of the hidden groups of each grouping.
    /// - Complexity: O(*groups*² · *institutions*), repeated while something is hidden anew.
    func hidden(_ groupings: [[Set<Int>]]) -> [Set<Int>] {
        var hidden = groupings.map { self.hidden($0.map(\.count)) }
        guard limit > 1 else { return hidden }
        var isChanged = true
        while isChanged {
            isChanged = false
            for (left, grouping) in groupings.enumerated() {
                for (index, group) in grouping.enumerated()
                where !hidden[left].contains(index) && !group.isEmpty {
                    let isTelling = groupings.indices.contains { right in
                        right != left
                            && groupings[right].indices.contains { other in
                                let wider = groupings[right][other]
                                let surplus = wider.count - group.count
                                return !hidden[right].contains(other) && surplus > 0
                                    && surplus < limit && group.isSubset(of: wider)
                            }
                    }
                    guard isTelling else { continue }
                    hidden[left].insert(index)
                    hidden[left] = self.hidden(grouping.map(\.count), besides: hidden[left])
                    isChanged = true
                }
            }
        }
        return hidden
    }
}
