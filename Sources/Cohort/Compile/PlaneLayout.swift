import Survey

/// Where the planes of a block of rows lie: machine words with one bit per row.
///
/// Every code of every field has a plane, with the bits of the rows that have that code. So has
/// every option of every set (excluded, included, open), and every sum that rules compare with a
/// bound (above it, within it, open). Exactly one plane of each of them has a row's bit.
struct PlaneLayout: Sendable {
    /// The plane of each field's code 0.
    let firstOfField: [Int]
    /// The plane of each field's first option; 0 for fields without sets.
    private let firstOfSet: [Int]
    private let firstOfSums: Int
    /// How many planes fields take: those that count codes.
    let fieldPlaneCount: Int
    /// How many planes there are.
    let count: Int

    /// How many planes an option or a sum has.
    static let codesOfOption = 3

    init(_ layout: FieldLayout, sumCount: Int) {
        var next = 0
        firstOfField = layout.fields.map { field in
            defer { next += field.codeCount }
            return next
        }
        fieldPlaneCount = next
        firstOfSet = layout.fields.map { field in
            guard case .multiple(let count) = field.kind else { return 0 }
            defer { next += Self.codesOfOption * count }
            return next
        }
        firstOfSums = next
        count = next + Self.codesOfOption * sumCount
    }

    /// The plane of a coordinate's code 0.
    func first(_ coordinate: Coordinate) -> Int {
        switch coordinate {
        case .field(let field): firstOfField[field]
        case .option(let field, let option): firstOfSet[field] + Self.codesOfOption * option
        case .sum(let index): firstOfSums + Self.codesOfOption * index
        }
    }

    /// How many planes a coordinate has.
    func codeCount(_ coordinate: Coordinate, _ layout: FieldLayout) -> Int {
        guard case .field(let field) = coordinate else { return Self.codesOfOption }
        return layout.fields[field].codeCount
    }
}
