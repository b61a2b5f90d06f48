/// Which cell styles show a number as a date.
///
/// A date is a number that its style shows as one; nothing else tells it from a count.
struct DateStyles: Sendable {
    private var isDate: [Bool] = []

    /// No style shows dates.
    init() {}

    /// Reads the styles of a workbook.
    init(part: String, _ content: [UInt8]) throws(SpreadsheetFault) {
        var formats: Set<Int> = []
        var isDate: [Bool] = []
        var isInCellStyles = false
        try XMLScanner.scan(part: part, content) { scanner, token throws(XMLScanner.Fault) in
            if scanner.isNamed(token, "cellXfs") {
                isInCellStyles = token.kind == .open
            } else if scanner.isNamed(token, "numFmt"), token.kind != .close,
                let id = try scanner.text("numFmtId", of: token).flatMap({ Int($0) }),
                let code = try scanner.text("formatCode", of: token)
            {
                if Self.showsDate(code) { formats.insert(id) }
            } else if scanner.isNamed(token, "xf"), isInCellStyles, token.kind != .close {
                let id = try scanner.text("numFmtId", of: token).flatMap { Int($0) } ?? 0
                isDate.append(Self.isBuiltInDate(id) || formats.contains(id))
            }
        }
        self.isDate = isDate
    }

    /// Whether cells of a style show dates.
    func isDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    private static func isBuiltInDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id)
            || (50...58).contains(id)
    }

    /// Whether a number format has a day, month, year or hour outside quotes and brackets.
    private static func showsDate(_ code: String) -> Bool {
        var quote = false
        var bracket = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": quote.toggle()
            case "\\" where !quote: isEscaped = true
            case "[" where !quote: bracket = true
            case "]" where !quote: bracket = false
            case _ where quote || bracket: break
            case "d", "m", "y", "h": return true
            case ";": return false
            default: break
            }
        }
        return false
    }
}
