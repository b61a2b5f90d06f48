/// How much of a workbook is read before it is refused.
///
/// A few hundred bytes of ZIP can unpack to gigabytes, so every size is bounded before memory is
/// taken, whatever the file says about itself.
package struct SpreadsheetLimits: Hashable, Sendable {
    /// The most entries of the container.
    package var entries = 10_000
    /// The most bytes of a part that is held in memory whole: shared strings, styles, the list of
    /// sheets.
    package var partBytes: Int
    /// The most bytes of a sheet's markup, which is read row by row.
    package var sheetBytes: Int
    /// The most bytes of one row's markup.
    package var rowBytes: Int

    /// Makes limits from those that differ by use.
    package init(partBytes: Int, sheetBytes: Int, rowBytes: Int = 1 << 25) {
        self.partBytes = partBytes
        self.sheetBytes = sheetBytes
        self.rowBytes = rowBytes
    }

    /// For tables of many institutions: strings up to 512 MiB, sheets up to 16 GiB.
    package static let table = SpreadsheetLimits(partBytes: 1 << 29, sheetBytes: 1 << 34)

    /// For a form filled in by one institution: 32 MiB a part, 4 MiB a row.
    package static let form = SpreadsheetLimits(
        partBytes: 1 << 25, sheetBytes: 1 << 25, rowBytes: 1 << 22)
}
