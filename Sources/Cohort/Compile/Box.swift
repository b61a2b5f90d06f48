/// Something with a code in every row: a field, an option of a set, or a sum that several rules
/// compare with a bound.
enum Coordinate: Hashable, Sendable {
    case field(Int)
    case option(field: Int, option: Int)
    case sum(Int)

    /// A place in a fixed order.
    var order: Int {
        switch self {
        case .field(let field): field << 8
        case .option(let field, let option): 1 << 40 | field << 8 | option
        case .sum(let index): 1 << 41 | index
        }
    }
}

/// A conjunction of "the code of this is one of these".
struct Box: Hashable, Sendable {
    /// The codes that each coordinate may have, one bit per code; other coordinates are free.
    private(set) var allowed: [Coordinate: UInt64] = [:]

    /// The box in which one coordinate is held.
    static func holding(_ coordinate: Coordinate, to codes: UInt64) -> Box {
        Box(allowed: [coordinate: codes])
    }

    /// The common part of two boxes; `nil` when there is none.
    func intersection(_ other: Box) -> Box? {
        var result = self
        for (coordinate, codes) in other.allowed {
            let common = codes & (result.allowed[coordinate] ?? .max)
            guard common != 0 else { return nil }
            result.allowed[coordinate] = common
        }
        return result
    }

    /// The box with one more coordinate held.
    func holding(_ coordinate: Coordinate, to codes: UInt64) -> Box? {
        intersection(.holding(coordinate, to: codes))
    }

    /// The lowest field that is held, by which boxes about the same fields are kept together.
    var firstField: Int {
        allowed.keys.map { coordinate in
            switch coordinate {
            case .field(let field), .option(let field, _): field
            case .sum: Int.max
            }
        }.min() ?? Int.max
    }
}
