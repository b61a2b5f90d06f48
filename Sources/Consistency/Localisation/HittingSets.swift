/// Finds the sets of least weight that share an element with every one of some sets.
///
/// Sets without common elements are handled apart. Within such a part, branch and bound: branch on
/// the elements of the smallest set not yet hit; bound from below by sets that share no element.
/// First the least weight is found, then every set of that weight. The exact companion of error
/// localisation (Reiter 1987; Fellegi and Holt 1976, corollary 2).
///
/// - Complexity: Exponential in the worst case; the conflicts of one response form small parts.
struct HittingSets {
    private let sets: [[Int]]
    private let weights: [Int]
    private var best = Int.max
    private var found: [[Int]] = []
    private var limit = 0
    private var steps: Int
    private var isWithinLimit = true

    /// The sets of least weight without an element that could be left out.
    struct Result {
        /// The sets, each sorted, smaller ones first, then in lexicographic order.
        var sets: [[Int]]
        /// Whether the weight is known to be the least.
        var isProven: Bool
        /// Whether ``sets`` are all there are.
        var isComplete: Bool
    }

    /// Finds the sets of least weight.
    ///
    /// - Parameters:
    ///   - sets: The sets to be hit, none of them empty.
    ///   - weights: The weight of each element.
    ///   - limit: The most sets returned.
    ///   - steps: The most branches tried per part.
    /// - Returns: The sets, and what is proven of them.
    static func minimum(
        of sets: [[Int]], weights: [Int], limit: Int, steps: Int = 500_000
    ) -> Result {
        var result = Result(sets: [[]], isProven: true, isComplete: true)
        for part in parts(of: sets) {
            var search = HittingSets(sets: part, weights: weights, steps: steps)
            let own = search.run(limit: limit)
            var product: [[Int]] = []
            for left in result.sets {
                for right in own.sets where product.count <= limit {
                    product.append((left + right).sorted())
                }
            }
            result.isProven = result.isProven && own.isProven
            result.isComplete = result.isComplete && own.isComplete && product.count <= limit
            result.sets = Array(product.prefix(limit))
        }
        result.sets.sort { ($0.count, $0.lexicographicKey) < ($1.count, $1.lexicographicKey) }
        return result
    }

    /// Groups sets that are connected by common elements.
    private static func parts(of sets: [[Int]]) -> [[[Int]]] {
        var parts: [(elements: Set<Int>, sets: [[Int]])] = []
        for set in sets {
            var elements = Set(set)
            var members = [set]
            parts.removeAll { part in
                guard !part.elements.isDisjoint(with: elements) else { return false }
                elements.formUnion(part.elements)
                members = part.sets + members
                return true
            }
            parts.append((elements, members))
        }
        return parts.map { part in
            part.sets.sorted {
                ($0.count, $0.lexicographicKey) < ($1.count, $1.lexicographicKey)
            }
        }
    }

    private init(sets: [[Int]], weights: [Int], steps: Int) {
        self.sets = sets
        self.weights = weights
        self.steps = steps
    }

    private mutating func run(limit: Int) -> Result {
        branch(chosen: [], excluded: [], weight: 0, isListing: false)
        guard isWithinLimit else { return Result(sets: found, isProven: false, isComplete: false) }
        let least = found
        found = []
        self.limit = 4 * limit
        branch(chosen: [], excluded: [], weight: 0, isListing: true)
        // Elements of weight 0 may stand in a set without need; such sets are not minimal.
        let irredundant = found.filter { set in
            set.allSatisfy { element in
                sets.contains { Set($0).intersection(set) == [element] }
            }
        }
        return Result(
            sets: irredundant.isEmpty ? least : Array(Set(irredundant)), isProven: true,
            isComplete: isWithinLimit && !irredundant.isEmpty)
    }

    private mutating func branch(
        chosen: Set<Int>, excluded: Set<Int>, weight: Int, isListing: Bool
    ) {
        steps -= 1
        guard steps > 0, isWithinLimit else {
            isWithinLimit = false
            return
        }
        let open = sets.filter { chosen.isDisjoint(with: $0) }
        guard !open.isEmpty else {
            if !isListing { found = [] }
            best = weight
            found.append(chosen.sorted())
            if isListing, found.count > limit { isWithinLimit = false }
            return
        }
        guard let bound = lowerBound(open, excluding: excluded) else { return }
        guard best == Int.max || weight + bound < best || (isListing && weight + bound == best)
        else { return }
        let candidates =
            open.map { $0.filter { !excluded.contains($0) } }
            .min { ($0.count, $0.lexicographicKey) < ($1.count, $1.lexicographicKey) } ?? []
        var tried = excluded
        // Each further branch leaves out the elements tried before, so no set is found twice.
        for element in candidates.sorted(by: { (weights[$0], $0) < (weights[$1], $1) }) {
            branch(
                chosen: chosen.union([element]), excluded: tried,
                weight: weight + weights[element], isListing: isListing)
            tried.insert(element)
        }
    }

    /// The least weight that sets without common elements must cost; `nil` when one of them can no
    /// longer be hit.
    private func lowerBound(_ open: [[Int]], excluding excluded: Set<Int>) -> Int? {
        var used: Set<Int> = []
        var bound = 0
        for set in open {
            let allowed = set.filter { !excluded.contains($0) }
            guard let cheapest = allowed.map({ weights[$0] }).min() else { return nil }
            guard used.isDisjoint(with: allowed) else { continue }
            used.formUnion(allowed)
            bound += cheapest
        }
        return bound
    }
}

/// A sequence of whole numbers that compares lexicographically.
struct LexicographicKey: Comparable {
    let elements: [Int]

    static func < (left: LexicographicKey, right: LexicographicKey) -> Bool {
        left.elements.lexicographicallyPrecedes(right.elements)
    }
}

extension [Int] {
    /// The array as a key for sorting.
    var lexicographicKey: LexicographicKey { LexicographicKey(elements: self) }
}
