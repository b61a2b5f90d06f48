/// How the cells of one column are read.
struct CSVColumn {
    /// What a cell states.
    enum Kind: UInt8 {
        case option, number, multiple
        /// A set that must be looked up whole before it is taken apart.
        case wholeSet
        case text, year, ignored
    }

    let kind: Kind
    /// The field, or the place of a text.
    let place: Int
    /// The words of the field's options and states; of any field for other columns.
    let words: FieldWords.Table
    /// What numbers are allowed.
    var range: ClosedRange<Int> = 0...0
    /// How many columns from this one on have the same words, with one field after another; the
    /// last column of a record, whose cells end otherwise, is in no such run.
    var run = 0

    /// The columns of a table.
    static func columns(of table: CohortTable) -> [CSVColumn] {
        let kept = table.plan.kept
        let layout = table.compiled.layout
        func plain(_ kind: Kind, _ place: Int) -> CSVColumn {
            CSVColumn(kind: kind, place: place, words: table.words[0].table)
        }
        var columns = table.plan.roles.enumerated().map { index, role in
            switch role {
            case .registrationNumber: return plain(.text, DecodedRow.registrationNumber)
            case .name: return plain(.text, DecodedRow.name)
            case .ministry: return plain(.text, DecodedRow.ministry)
            case .kept:
                return plain(.text, DecodedRow.kept + (kept.firstIndex(of: index) ?? 0))
            case .ignored: return plain(.ignored, 0)
            case .surveyYear:
                var column = plain(.year, 0)
                column.range = 1990...2200
                return column
            case .field(let field):
                let words = table.words[field].table
                switch layout.fields[field].kind {
                case .option: return CSVColumn(kind: .option, place: field, words: words)
                case .number(let range):
                    return CSVColumn(kind: .number, place: field, words: words, range: range)
                case .multiple:
                    let isWhole = table.words[field].hasStatesWithBars
                    return CSVColumn(
                        kind: isWhole ? .wholeSet : .multiple, place: field, words: words)
                }
            }
        }
        for index in columns.indices.dropLast().reversed() where columns[index].kind == .option {
            let next = columns[index + 1]
            let continues =
                next.kind == .option && next.words == columns[index].words
                && next.place == columns[index].place + 1
            columns[index].run = 1 + (continues ? next.run : 0)
        }
        return columns
    }
}
