import Spreadsheet

/// The looks of a workbook form: quiet grounds, one accent, and cells to fill in that stand out by
/// ground and border, so that they are found without colour, too.
enum FormStyles {
    private static let base = CellStyle().with { $0.wraps = true }

    static let plain = base
    static let title = base.with {
        $0.size = 16
        $0.isBold = true
        $0.color = "12404F"
    }
    static let heading = base.with {
        $0.size = 12
        $0.isBold = true
        $0.color = "12404F"
    }
    static let quiet = base.with {
        $0.size = 9
        $0.color = "52606D"
    }
    static let warning = base.with {
        $0.isBold = true
        $0.color = "8A1C1C"
        $0.fill = "FDECEC"
        $0.border = "D9A0A0"
    }
    static let columnTitle = base.with {
        $0.isBold = true
        $0.color = "FFFFFF"
        $0.fill = "12404F"
        $0.border = "12404F"
        $0.vertical = .center
    }
    static let group = base.with {
        $0.isBold = true
        $0.color = "12404F"
        $0.fill = "E3EDF1"
        $0.border = "C5D5DC"
        $0.vertical = .center
    }
    static let id = base.with {
        $0.isBold = true
        $0.color = "12404F"
        $0.border = "D5DEE3"
    }
    static let optionID = base.with {
        $0.size = 9
        $0.color = "FFFFFF"
        $0.border = "D5DEE3"
    }
    static let question = base.with { $0.border = "D5DEE3" }
    static let option = question.with { $0.indent = 2 }
    static let read = quiet.with { $0.border = "D5DEE3" }
    static let hint = read.with { $0.isItalic = true }
    static let input = base.with {
        $0.fill = "FFF9E5"
        $0.border = "B08D2E"
        $0.isLocked = false
        // Text, so that nothing that is typed turns into a date or loses its zeros.
        $0.format = "@"
    }
    static let closed = base.with {
        $0.fill = "EEF1F3"
        $0.border = "D5DEE3"
    }
    static let link = base.with { $0.color = "0B5C8A" }
    static let figure = base.with { $0.horizontal = .center }
    static let hidden = CellStyle().with { $0.format = "@" }
}

/// How much room a text takes in a cell.
enum TextRoom {
    /// The height in points of a row whose tallest cell holds one of some texts.
    ///
    /// Programs measure letters differently, and merged cells are not measured at all; the estimate
    /// is on the generous side.
    ///
    /// - Parameter cells: Each text with the width of its column and the size of its font.
    /// - Returns: Between one line and 409 points, the most that a row may have.
    static func height(_ cells: [(text: String, width: Double, size: Int)]) -> Double {
        let heights = cells.map { cell -> Double in
            let perLine = max(4, cell.width * 11 / Double(cell.size) * 1.02)
            var lines = 0
            for paragraph in cell.text.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += lineCount(paragraph, perLine: perLine)
            }
            return Double(lines * cell.size) * 1.34 + 5
        }
        return min(409, (heights.max() ?? 15).rounded(.up))
    }

    private static func lineCount(_ text: Substring, perLine: Double) -> Int {
        var lines = 1
        var used = 0.0
        for word in text.split(separator: " ") {
            let width = Double(word.count)
            if used > 0, used + 1 + width > perLine {
                lines += 1
                used = 0
            }
            used += (used > 0 ? 1 : 0) + width
            while used > perLine {
                lines += 1
                used -= perLine
            }
        }
        return lines
    }
}
