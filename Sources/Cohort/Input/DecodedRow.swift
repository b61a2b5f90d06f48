/// One row, read but not judged.
struct DecodedRow {
    /// What the cells about fields say.
    let values: RowValues
    /// The registration number, the name and the ministry, then the kept columns.
    let texts: UnsafeMutablePointer<TextCell>
    /// How many texts there are.
    let textCount: Int
    /// Whether some field leaves several values possible.
    var isPartial = false
    /// The year of the survey, if the row names one.
    var surveyYear: Int?
    /// How many cells were taken as not answered because they state no value.
    var lenientCells = 0
    private let empty: UnsafeMutablePointer<UInt8>

    /// Sets memory aside for a row that states nothing.
    init(_ layout: FieldLayout, textCount: Int) {
        values = RowValues(layout)
        empty = .allocate(capacity: 16)
        empty.initialize(repeating: 0, count: 16)
        self.textCount = textCount
        texts = .allocate(capacity: textCount)
        texts.initialize(repeating: TextCell(start: empty, count: 0), count: textCount)
    }

    func deallocate() {
        values.deallocate()
        empty.deallocate()
        texts.deallocate()
    }

    /// Takes all texts out.
    func clearTexts() {
        for place in 0..<textCount { texts[place] = TextCell(start: empty, count: 0) }
    }

    /// The places of the texts that every row has.
    static let registrationNumber = 0
    static let name = 1
    static let ministry = 2
    static let kept = 3
}
