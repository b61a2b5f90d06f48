import TestSupport
import Testing

@testable import Cohort

/// Numbers kept bit by bit against numbers.
@Suite struct SlicedIntegerTests {
    /// Sixty-four numbers both ways.
    private struct Pair {
        var sliced = SlicedInteger()
        var plain = [Int](repeating: 0, count: 64)

        var values: [Int] { (0..<64).map { sliced.value($0) } }

        mutating func fill(below bound: Int, _ random: inout SplitMix64) {
            sliced.clear()
            for row in 0..<64 {
                plain[row] = Int.random(in: 0..<bound, using: &random)
                for bit in 0..<16 where plain[row] >> bit & 1 == 1 {
                    sliced.add(1 << UInt64(row), shifted: bit)
                }
            }
        }
    }

    private static func rows(_ holds: (Int) -> Bool) -> UInt64 {
        (0..<64).reduce(0) { $0 | (holds($1) ? 1 << UInt64($1) : 0) }
    }

    @Test(arguments: 1...40)
    func `Every operation gives what it gives number by number`(part: Int) {
        let seed = 64_000 + UInt64(part)
        var random = SplitMix64(seed: seed)
        var (left, right, result) = (Pair(), Pair(), Pair())
        defer { for pair in [left, right, result] { pair.sliced.deallocate() } }
        left.fill(below: 1 << (part % 12 + 1), &random)
        right.fill(below: 1 << (part % 7 + 1), &random)
        #expect(left.values == left.plain, "seed \(seed)")
        let some = UInt64.random(in: 0 ... .max, using: &random)
        func isIn(_ row: Int) -> Bool { some >> UInt64(row) & 1 == 1 }

        result.sliced.add(left.sliced)
        result.sliced.add(right.sliced, in: some, shifted: 3)
        #expect(
            result.values
                == (0..<64).map { left.plain[$0] + (isIn($0) ? 8 * right.plain[$0] : 0) },
            "seed \(seed): sum")

        result.sliced.clear()
        result.sliced.add(right.sliced, times: 37)
        result.sliced.addProduct(left.sliced, right.sliced)
        let products = (0..<64).map { (37 + left.plain[$0]) * right.plain[$0] }
        #expect(result.values == products, "seed \(seed): product")

        result.sliced.subtract(right.sliced)
        #expect(
            result.values == (0..<64).map { products[$0] - right.plain[$0] },
            "seed \(seed): difference")

        result.sliced.set(left.sliced, in: some)
        result.sliced.clear(~some)
        #expect(
            result.values == (0..<64).map { isIn($0) ? left.plain[$0] : 0 }, "seed \(seed): rows")

        #expect(
            left.sliced.isGreater(than: right.sliced)
                == Self.rows { left.plain[$0] > right.plain[$0] }, "seed \(seed): comparison")
        #expect(left.sliced.isPositive == Self.rows { left.plain[$0] > 0 }, "seed \(seed)")
        for bound in [-1, 0, 1, 2, 5, 31, 64, 1000, .max] {
            #expect(
                left.sliced.isGreater(than: bound) == Self.rows { left.plain[$0] > bound },
                "seed \(seed): above \(bound)")
        }
    }
}
