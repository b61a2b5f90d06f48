/// How a cell looks and whether it may be changed on a protected sheet.
package struct CellStyle: Hashable, Sendable {
    /// Where a text stands in its cell, from left to right.
    package enum Horizontal: String, Sendable {
        case general, left, center, right
    }

    /// Where a text stands in its cell, from top to bottom.
    package enum Vertical: String, Sendable {
        case top, center, bottom
    }

    /// The size of the font in points.
    package var size = 11
    /// Whether the font is bold.
    package var isBold = false
    /// Whether the font is slanted.
    package var isItalic = false
    /// The colour of the font as `RRGGBB`.
    package var color = "1F2933"
    /// The colour of the ground as `RRGGBB`.
    package var fill: String?
    /// The colour of a thin border on all sides as `RRGGBB`.
    package var border: String?
    /// Whether a long text takes several lines.
    package var wraps = false
    /// The place from left to right.
    package var horizontal = Horizontal.general
    /// The place from top to bottom.
    package var vertical = Vertical.top
    /// Steps of indentation.
    package var indent = 0
    /// Whether the cell is locked on a protected sheet.
    package var isLocked = true
    /// The number format: `0`, `0.0%`, `@` for text; `nil` for the standard one.
    package var format: String?

    /// Makes the standard style.
    package init() {}

    /// The style with some changes.
    package func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
        var style = self
        change(&style)
        return style
    }
}
