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
        /// No set weighs less than this; the least weight when it is proven.
        var lowerBound = 0
        /// The branches tried.
        var steps = 0
    }

    /// Finds the sets of least weight.
    ///
    /// - Parameters:
    ///   - sets: The sets to be hit, none of them empty.
    ///   - weights: The weight of each element.
    ///   - limit: The most sets returned.
    ///   - steps: The most branches tried.
    /// - Returns: The sets, and what is proven of them.
    static func minimum(
        of sets: [[Int]], weights: [Int], limit: Int, steps: Int = 500_000
    ) -> Result {
        var result = Result(sets: [[]], isProven: true, isComplete: true)
        for part in parts(of: sets) {
            var search = HittingSets(
                sets: part, weights: weights, steps: steps - result.steps)
            let own = search.run(limit: limit)
            result.steps = steps - search.steps
            result.lowerBound += own.lowerBound
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
        guard isWithinLimit else {
            return Result(
                sets: found, isProven: false, isComplete: false,
                lowerBound: lowerBound(sets, excluding: []) ?? 0)
        }
        let least = found.map(irredundant)
        found = []
        self.limit = 4 * limit
        branch(chosen: [], excluded: [], weight: 0, isListing: true)
        // Elements of weight 0 may stand in a set without need; such sets are not minimal.
        let minimal = found.filter { irredundant($0) == $0 }
        return Result(
            sets: minimal.isEmpty ? least : minimal, isProven: true,
            isComplete: isWithinLimit && !minimal.isEmpty, lowerBound: best)
    }

    /// A set that hits everything without the elements that can be left out, the last ones first.
    private func irredundant(_ set: [Int]) -> [Int] {
        var kept = set
        for element in set.reversed() {
            let isNeeded = sets.contains { one in
                one.contains(element) && one.allSatisfy { $0 == element || !kept.contains($0) }
            }
            if !isNeeded { kept.removeAll { $0 == element } }
        }
        return kept
    }

    private mutating func branch(
        chosen: Set<Int>, excluded: Set<Int>, weight: Int, isListing: Bool
    ) {
        guard steps > 0, isWithinLimit else {
            isWithinLimit = false
            return
        }
        steps -= 1
        let open = sets.filter { chosen.isDisjoint(with: $0) }
        guard !open.isEmpty else {
            // The bound that led here counts the cheapest element; the last one may cost more.
            guard isListing ? weight == best : weight < best else { return }
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
