import Consistency
import Survey

/// Every combination of the values of a few variables, with formulas evaluated on each of them.
///
/// Shares nothing with the solver: a formula becomes the set of combinations on which it holds.
struct ExhaustiveSearch {
    /// A set of combinations: one bit each.
    typealias Combinations = [UInt64]

    /// How many combinations there are.
    let count: Int
    private let values: [[Int]]
    /// How far apart two combinations are that differ by one step of a variable.
    private let strides: [Int]
    /// The combinations in which a variable takes each of its values.
    private let columns: [[Combinations]]

    /// Lists all combinations of the values of each variable.
    init(_ values: [[Int]]) {
        var strides: [Int] = []
        var count = 1
        for list in values {
            strides.append(count)
            count *= list.count
        }
        var columns: [[Combinations]] = []
        for (list, stride) in zip(values, strides) {
            var own = [Combinations](
                repeating: Combinations(repeating: 0, count: (count + 63) / 64), count: list.count)
            var digit = 0
            var start = 0
            while start < count {
                for place in start..<(start + stride) {
                    own[digit][place >> 6] |= 1 << (place & 63)
                }
                start += stride
                digit = digit + 1 == list.count ? 0 : digit + 1
            }
            columns.append(own)
        }
        self.count = count
        self.values = values
        self.strides = strides
        self.columns = columns
    }

    /// All combinations.
    var all: Combinations {
        var result = Combinations(repeating: .max, count: (count + 63) / 64)
        if count & 63 != 0 { result[result.count - 1] = (1 << (count & 63)) - 1 }
        return result
    }

    private var none: Combinations { Combinations(repeating: 0, count: (count + 63) / 64) }

    /// The combinations on which a formula holds.
    func combinations(where formula: Formula) -> Combinations {
        switch formula {
        case .constant(let value): return value ? all : none
        case .member(let variable, let mask):
            var result = none
            for (digit, value) in values[variable].enumerated() where mask.contains(index: value) {
                result = Self.either(result, columns[variable][digit])
            }
            return result
        case .linear(let constraint): return combinations(where: constraint)
        case .and(let parts):
            return parts.reduce(all) { Self.both($0, combinations(where: $1)) }
        case .or(let parts):
            return parts.reduce(none) { Self.either($0, combinations(where: $1)) }
        }
    }

    private func combinations(where constraint: LinearConstraint) -> Combinations {
        var sums = [0]
        for (variable, list) in values.enumerated() {
            var contributions = [Int](repeating: 0, count: list.count)
            for term in constraint.terms where term.variable == variable {
                for (place, value) in list.enumerated() {
                    switch term.contribution {
                    case .coefficient(let coefficient): contributions[place] += coefficient * value
                    case .table(let table): contributions[place] += table[value]
                    }
                }
            }
            var longer: [Int] = []
            for own in contributions { longer += own == 0 ? sums : sums.map { $0 + own } }
            sums = longer
        }
        var result = none
        let bound = constraint.bound
        for place in sums.indices where sums[place] <= bound {
            result[place >> 6] |= 1 << (place & 63)
        }
        return result
    }

    /// The combinations in which a variable has a value.
    func combinations(_ variable: Int, is value: Int) -> Combinations {
        values[variable].firstIndex(of: value).map { columns[variable][$0] } ?? none
    }

    /// The value of a variable in a combination.
    func value(of variable: Int, in place: Int) -> Int {
        values[variable][place / strides[variable] % values[variable].count]
    }

    /// The common combinations.
    static func both(_ left: Combinations, _ right: Combinations) -> Combinations {
        var result = left
        for index in result.indices { result[index] &= right[index] }
        return result
    }

    /// The combinations of either set.
    static func either(_ left: Combinations, _ right: Combinations) -> Combinations {
        var result = left
        for index in result.indices { result[index] |= right[index] }
        return result
    }

    /// How many combinations are in a set.
    static func size(_ set: Combinations) -> Int { set.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether no combination is in a set.
    static func isEmpty(_ set: Combinations) -> Bool { set.allSatisfy { $0 == 0 } }
}
