/// A workbook to be written: sheets of typed cells with styles.
///
/// The same value always gives the same bytes: there is no date, no user name and no program name
/// in the file.
package struct Workbook: Hashable, Sendable {
    /// The title in the file's properties, for search and screen readers.
    package var title: String
    /// The language of the texts, such as `lv`.
    package var language: String
    /// The sheets in the order of their tabs.
    package var sheets: [Sheet] = []

    /// Makes an empty workbook.
    package init(title: String, language: String) {
        self.title = title
        self.language = language
    }

    /// One sheet.
    package struct Sheet: Hashable, Sendable {
        /// The name on the tab; see ``Workbook/sheetName(_:)``.
        package var name: String
        /// The columns from A on; further columns have the standard width.
        package var columns: [Column] = []
        /// The rows from 1 on.
        package var rows: [Row] = []
        /// How many rows at the top and columns at the left stay in view.
        package var frozen: (rows: Int, columns: Int) = (0, 0)
        /// Which cells offer a list.
        package var validations: [Validation] = []
        /// Ranges shown as one cell, such as `A1:D1`.
        package var merges: [String] = []
        /// Whether only unlocked cells may be changed.
        ///
        /// There is no password: it guards against slips, not against people.
        package var isProtected = false
        /// Whether the tab is hidden.
        package var isHidden = false
        /// The colour of the tab, as `RRGGBB`.
        package var tabColor: String?
        /// Whether paper lies on its side.
        package var isLandscape = false
        /// How many rows at the top are printed on every page.
        package var repeatedRows = 0

        /// Makes an empty sheet.
        package init(name: String) { self.name = name }

        package static func == (left: Sheet, right: Sheet) -> Bool {
            left.name == right.name && left.columns == right.columns && left.rows == right.rows
                && left.frozen == right.frozen && left.validations == right.validations
                && left.merges == right.merges && left.isProtected == right.isProtected
                && left.isHidden == right.isHidden && left.tabColor == right.tabColor
                && left.isLandscape == right.isLandscape && left.repeatedRows == right.repeatedRows
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(rows)
        }
    }

    /// A column's look.
    package struct Column: Hashable, Sendable {
        /// The width in characters of the standard font.
        package var width: Double
        /// Whether the column is hidden.
        package var isHidden = false

        /// Makes a column.
        package init(width: Double, isHidden: Bool = false) {
            self.width = width
            self.isHidden = isHidden
        }
    }

    /// A row of cells.
    package struct Row: Hashable, Sendable {
        /// The cells from column A on.
        package var cells: [Cell]
        /// The height in points; `nil` leaves it to the program that opens the file.
        package var height: Double?
        /// Whether the row is hidden.
        package var isHidden: Bool

        /// Makes a row.
        package init(_ cells: [Cell] = [], height: Double? = nil, isHidden: Bool = false) {
            self.cells = cells
            self.height = height
            self.isHidden = isHidden
        }
    }

    /// A cell.
    package struct Cell: Hashable, Sendable {
        /// What a cell holds.
        package enum Value: Hashable, Sendable {
            /// Nothing, but perhaps a style.
            case empty
            /// A text. It is never taken for a formula, whatever it begins with.
            case text(String)
            /// A whole number.
            case integer(Int)
            /// Any other finite number.
            case number(Double)
            /// True or false.
            case boolean(Bool)
            /// A formula without the equals sign, with the result to show until it is computed.
            case formula(String, result: Int)
        }

        /// What it holds.
        package var value: Value
        /// How it looks.
        package var style: CellStyle
        /// The place in this workbook that a click leads to, such as `'Sheet 1'!A1`.
        package var link: String?

        /// Makes a cell.
        package init(_ value: Value, _ style: CellStyle = CellStyle(), link: String? = nil) {
            self.value = value
            self.style = style
            self.link = link
        }

        /// Makes a cell with a text.
        package init(_ text: String, _ style: CellStyle = CellStyle()) {
            self.init(.text(text), style)
        }
    }

    /// What may be typed into some cells.
    package struct Validation: Hashable, Sendable {
        /// The rule.
        package enum Rule: Hashable, Sendable {
            /// One of the texts in a range, such as `Lists!$A$1:$A$3`.
            case list(range: String)
            /// A whole number.
            case wholeNumber(ClosedRange<Int>)
        }

        /// The cells, such as `C5` or `C5:D9`.
        package var cells: String
        /// The rule.
        package var rule: Rule
        /// Whether a wrong value is refused rather than only warned about.
        package var isStrict: Bool
        /// The heading of the message about a wrong value, at most 32 characters.
        package var errorTitle: String
        /// The message about a wrong value, at most 225 characters.
        package var error: String

        /// Makes a validation.
        package init(
            cells: String, rule: Rule, isStrict: Bool = true, errorTitle: String, error: String
        ) {
            self.cells = cells
            self.rule = rule
            self.isStrict = isStrict
            self.errorTitle = errorTitle
            self.error = error
        }
    }

    /// A name that a sheet may have: at most 31 characters, none of `[]:*?/\`, no apostrophe at an
    /// end.
    package static func sheetName(_ text: String) -> String {
        var name = text.filter { !"[]:*?/\\".contains($0) }
        // The limit counts UTF-16 units.
        while name.utf16.count > 31 { name.removeLast() }
        while name.hasPrefix("'") { name.removeFirst() }
        while name.hasSuffix("'") { name.removeLast() }
        return name.isEmpty ? "–" : name
    }

    /// A sheet's name as formulas write it: `'Sheet 1'`.
    package static func quoted(sheetName: String) -> String {
        "'\(sheetName.replacing("'", with: "''"))'"
    }
}
