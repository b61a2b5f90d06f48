/// Finds an irreducible subset of some elements that still has a property, by QuickXplain
/// (Junker 2004).
///
/// The property must be monotone: every superset of a set with the property has it. Elements that
/// come later are given up first, so the order states which elements are preferred.
///
/// - Complexity: O(*k* log(*n*/*k*)) tests for a result of *k* out of *n* elements.
struct MinimalSubset {
    private let holds: ([Int]) -> Bool?
    private(set) var isDecided = true

    /// Finds an irreducible subset.
    ///
    /// - Parameters:
    ///   - elements: The elements, the preferred ones first.
    ///   - holds: Whether a subset has the property; `nil` when that could not be decided.
    /// - Returns: The subset in the order given; `nil` when all elements together do not have the
    ///   property or a test was undecided.
    static func find(in elements: [Int], holds: @escaping ([Int]) -> Bool?) -> [Int]? {
        var search = MinimalSubset(holds: holds)
        guard holds(elements) == true else { return nil }
        if holds([]) == true { return [] }
        let result = search.explain(background: [], hasChanged: false, elements)
        let places = Dictionary(uniqueKeysWithValues: elements.enumerated().map { ($1, $0) })
        return search.isDecided
            ? result.sorted { places[$0, default: 0] < places[$1, default: 0] } : nil
    }

    private init(holds: @escaping ([Int]) -> Bool?) { self.holds = holds }

    private mutating func explain(
        background: [Int], hasChanged: Bool, _ elements: [Int]
    ) -> [Int] {
        if hasChanged {
            switch holds(background) {
            case true?: return []
            case false?: break
            case nil:
                isDecided = false
                return []
            }
        }
        guard elements.count > 1, isDecided else { return elements }
        let first = Array(elements[..<(elements.count / 2)])
        let second = Array(elements[(elements.count / 2)...])
        let fromSecond = explain(
            background: background + first, hasChanged: !first.isEmpty, second)
        let fromFirst = explain(
            background: background + fromSecond, hasChanged: !fromSecond.isEmpty, first)
        return fromFirst + fromSecond
    }
}
