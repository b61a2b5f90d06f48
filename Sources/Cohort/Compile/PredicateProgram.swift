/// Predicates over codes, decided for all rows of a block at once.
///
/// A predicate holds in the rows of any of its boxes. What a box asks of one coordinate, a
/// *literal*, is the union of some planes, and boxes share literals: the rule about one service is
/// that about the next over other planes, but "not applicable" of a question occurs in many.
struct PredicateProgram: Sendable {
    /// Literals, then predicates, as ``run(on:rows:space:into:)`` reads them: of each literal twice
    /// the number of its planes, and one more if its rows are the others, then the planes; of each
    /// predicate the number of its boxes, and of each of these the number of its literals and them.
    private var steps: [Int32] = []
    /// What the boxes refer to.
    private(set) var coordinates: Set<Coordinate> = []

    /// How many predicates there are.
    let count: Int
    /// How many literals there are: the size of the space that ``run(on:rows:space:into:)`` needs.
    let literalCount: Int

    /// Lays predicates out.
    ///
    /// - Parameters:
    ///   - predicates: The boxes of each predicate.
    ///   - planeLayout: Where planes are.
    ///   - layout: The fields.
    init(_ predicates: [[Box]], planes planeLayout: PlaneLayout, layout: FieldLayout) {
        struct Literal: Hashable {
            let coordinate: Coordinate
            let codes: UInt64
        }
        var known: [Literal: Int32] = [:]
        var ofPredicates: [Int32] = []
        for boxes in predicates {
            ofPredicates.append(Int32(boxes.count))
            for box in boxes {
                let held = box.allowed.sorted { $0.key.order < $1.key.order }
                ofPredicates.append(Int32(held.count))
                for (coordinate, codes) in held {
                    coordinates.insert(coordinate)
                    let count = planeLayout.codeCount(coordinate, layout)
                    let literal = Literal(
                        coordinate: coordinate, codes: codes & ((1 << UInt64(count)) - 1))
                    if known[literal] == nil {
                        known[literal] = Int32(known.count)
                        let first = planeLayout.first(coordinate)
                        let allowed = (0..<count).filter { codes >> UInt64($0) & 1 == 1 }
                        let others = (0..<count).filter { codes >> UInt64($0) & 1 == 0 }
                        let isComplement = others.count < allowed.count
                        let planes = isComplement ? others : allowed
                        steps.append(Int32(2 * planes.count + (isComplement ? 1 : 0)))
                        steps += planes.map { Int32(first + $0) }
                    }
                    ofPredicates.append(known[literal, default: 0])
                }
            }
        }
        steps += ofPredicates
        literalCount = known.count
        count = predicates.count
    }

    /// Decides all predicates.
    ///
    /// - Parameters:
    ///   - values: The planes.
    ///   - rows: The rows that exist.
    ///   - space: Room for ``literalCount`` words.
    ///   - results: Receives the rows of each predicate.
    /// - Complexity: O(*literals* + *boxes*), for up to 64 rows.
    func run(
        on values: UnsafePointer<UInt64>, rows: UInt64, space: UnsafeMutablePointer<UInt64>,
        into results: UnsafeMutablePointer<UInt64>
    ) {
        steps.withUnsafeBufferPointer { steps in
            guard var step = steps.baseAddress else { return }
            for literal in 0..<literalCount {
                let kind = step.pointee
                step += 1
                let end = step + Int(kind >> 1)
                var united: UInt64 = 0
                while step < end {
                    united |= values[Int(step.pointee)]
                    step += 1
                }
                space[literal] = kind & 1 == 1 ? ~united : united
            }
            for predicate in 0..<count {
                var united: UInt64 = 0
                var boxes = step.pointee
                step += 1
                while boxes > 0 {
                    let end = step + 1 + Int(step.pointee)
                    step += 1
                    var common = rows
                    while step < end {
                        common &= space[Int(step.pointee)]
                        step += 1
                    }
                    united |= common
                    boxes &-= 1
                }
                results[predicate] = united
            }
        }
    }
}
