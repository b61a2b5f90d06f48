/// Where the value of a key goes.
enum JSONTarget {
    case field(Int)
    case text(Int)
    case year
    case ignored

    /// The targets of a table's columns.
    static func all(of plan: ColumnPlan) -> [JSONTarget] {
        var kept = DecodedRow.kept
        return plan.roles.map { role in
            switch role {
            case .field(let field): return .field(field)
            case .registrationNumber: return .text(DecodedRow.registrationNumber)
            case .name: return .text(DecodedRow.name)
            case .ministry: return .text(DecodedRow.ministry)
            case .surveyYear: return .year
            case .ignored: return .ignored
            case .kept:
                defer { kept += 1 }
                return .text(kept)
            }
        }
    }
}
