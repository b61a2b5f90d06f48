/// The best lower bound that multipliers on the requirements of a case give.
///
/// Found by subgradient steps in floating point (Held, Wolfe and Crowder 1974), then rounded to
/// whole multipliers and evaluated exactly: rounding can weaken the bound, never falsify it.
struct LagrangianBound {
    /// One for each row, in parts of ``OptimalityProof/Multipliers/scale``.
    private(set) var multipliers: [Int]
    /// The exact bound in the same parts.
    private(set) var scaled: Int
    /// What including an open action adds to the bound, in the same parts, by place in `open`.
    private(set) var reducedCosts: [Int]
    /// How often each open action was in the minimum lately, 0 to 1: a picture of the fractional
    /// solution.
    private(set) var share: [Double]

    private static var scale: Int { OptimalityProof.Multipliers.scale }

    init(
        rows: [Relaxation.Row], open: [Int], costs: [Int], included: Int, cutoff: Int, steps: Int,
        start: (Relaxation.Row.Kind) -> Double
    ) {
        var place = [Int](repeating: -1, count: costs.count)
        for (index, action) in open.enumerated() { place[action] = index }
        let terms = rows.map { row in
            row.terms.map { (index: place[$0.action], coefficient: Double($0.coefficient)) }
        }
        let norms = terms.map { row in max(1, row.map { abs($0.coefficient) }.max() ?? 1) }
        let openCosts = open.map { Double(costs[$0]) }
        var current = rows.map { start($0.kind) }
        var best = current
        var bestValue = -Double.infinity
        share = openCosts.map { _ in 0.5 }
        var factor = 1.0
        var stale = 0
        for _ in 0..<steps {
            var reduced = openCosts
            var value = Double(included)
            for (row, multiplier) in current.enumerated() where multiplier > 0 {
                value += multiplier * Double(rows[row].bound)
                for term in terms[row] {
                    reduced[term.index] -= multiplier * term.coefficient
                }
            }
            for index in reduced.indices {
                if reduced[index] < 0 { value += reduced[index] }
                share[index] = 0.85 * share[index] + (reduced[index] < 0 ? 0.15 : 0)
            }
            if value > bestValue + 1e-9 {
                bestValue = value
                best = current
                stale = 0
            } else {
                stale += 1
                if stale == 6 {
                    factor /= 2
                    stale = 0
                }
            }
            if bestValue > Double(cutoff) || factor < 0.01 { break }
            var slopes = rows.map { Double($0.bound) }
            var length = 0.0
            for row in slopes.indices {
                for term in terms[row] where reduced[term.index] < 0 {
                    slopes[row] -= term.coefficient
                }
                slopes[row] /= norms[row]
                if current[row] > 0 || slopes[row] > 0 { length += slopes[row] * slopes[row] }
            }
            guard length > 0 else { break }
            let step = factor * (Double(cutoff) + 1 - value) / length
            for row in slopes.indices {
                current[row] = max(0, current[row] + step * slopes[row] / norms[row])
            }
        }
        multipliers = best.map { Int(($0 * Double(Self.scale)).rounded()) }
        scaled = Self.scale * included
        reducedCosts = open.map { Self.scale * costs[$0] }
        for (row, multiplier) in multipliers.enumerated() where multiplier > 0 {
            scaled += multiplier * rows[row].bound
            for term in rows[row].terms {
                reducedCosts[place[term.action]] -= multiplier * term.coefficient
            }
        }
        for cost in reducedCosts where cost < 0 { scaled += cost }
    }
}
