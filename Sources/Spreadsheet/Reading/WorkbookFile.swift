/// A workbook that is being read: its sheets, shared texts and date styles.
///
/// Parts are found through the container's relationships, as every writer is free to name them.
/// Relationships that lead outside the container are never followed; formulas are not computed,
/// the value that the writer stored is taken.
package struct WorkbookFile: Sendable {
    /// A sheet of cells.
    package struct Sheet: Hashable, Sendable {
        /// The name on the sheet's tab.
        package let name: String
        /// Whether the tab is hidden.
        package let isHidden: Bool
        /// The part that holds the cells.
        let part: String
    }

    /// The sheets in the order of their tabs.
    package let sheets: [Sheet]
    /// The texts that cells share.
    package let strings: SharedStrings
    private let archive: ZIPArchive
    private let limits: SpreadsheetLimits
    private let dateStyles: DateStyles
    private let isDated1904: Bool

    /// Opens a workbook.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - limits: How much of it may be unpacked.
    /// - Throws: The first fault.
    /// - Complexity: O(*bytes*) of everything but the sheets, which are read on demand.
    package init(_ bytes: [UInt8], limits: SpreadsheetLimits) throws(SpreadsheetFault) {
        let archive = try ZIPArchive(bytes, limits: limits)
        let package = PackageParts(archive: archive, limits: limits)
        guard let workbook = try package.related(to: "", "officeDocument").first?.value else {
            throw .missingPart("xl/workbook.xml")
        }
        let worksheets = try package.related(to: workbook, "worksheet")
        var sheets: [Sheet] = []
        var isDated1904 = false
        let content = try package.content(workbook)
        try XMLScanner.scan(part: workbook, content) { scanner, token throws(XMLScanner.Fault) in
            guard token.kind == .open || token.kind == .empty else { return }
            if scanner.isNamed(token, "workbookPr") {
                let flag = try scanner.text("date1904", of: token)
                isDated1904 = flag == "1" || flag == "true"
            } else if scanner.isNamed(token, "sheet") {
                guard let name = try scanner.text("name", of: token),
                    let id = try scanner.text("id", of: token), let part = worksheets[id]
                else { return }
                let state = try scanner.text("state", of: token) ?? "visible"
                sheets.append(Sheet(name: name, isHidden: state != "visible", part: part))
            }
        }
        if let part = try package.related(to: workbook, "sharedStrings").first?.value {
            strings = try SharedStrings(part: part, try package.content(part))
        } else {
            strings = SharedStrings()
        }
        if let part = try package.related(to: workbook, "styles").first?.value {
            dateStyles = try DateStyles(part: part, try package.content(part))
        } else {
            dateStyles = DateStyles()
        }
        self.sheets = sheets
        self.isDated1904 = isDated1904
        self.archive = archive
        self.limits = limits
    }

    /// A reader of a sheet's rows.
    ///
    /// - Parameter index: The sheet's index in ``sheets``.
    /// - Returns: The reader, before the first row.
    /// - Throws: A fault when the part is missing or larger than the limit.
    package func reader(ofSheet index: Int) throws(SpreadsheetFault) -> SheetReader {
        let part = sheets[index].part
        guard let entry = archive.entry(named: part) else { throw .missingPart(part) }
        let stream = try archive.stream(of: entry, limit: limits.sheetBytes)
        return SheetReader(stream, part: part, stringCount: strings.count, limits: limits)
    }

    /// Whether a cell's number stands for a date.
    package func isDate(_ cell: SheetRow.Cell) -> Bool {
        cell.kind == .number && dateStyles.isDate(cell.style)
    }

    /// The value of a cell for a person: dates and numbers in one notation, whatever the writer's.
    package func value(of cell: SheetRow.Cell, in row: SheetRow) -> CellValue {
        if let index = row.sharedIndex(of: cell) { return .text(strings[index]) }
        let text = String(decoding: row.bytes[row.range(of: cell)], as: UTF8.self)
        switch cell.kind {
        case .shared, .text: return .text(text)
        case .boolean: return .boolean(text == "1" || text == "true")
        case .error: return .error(text)
        case .date: return .date(text)
        case .number:
            let number = CellNumber(text)
            if dateStyles.isDate(cell.style), let date = number?.date(from1904: isDated1904) {
                return .date(date)
            }
            return number.map { .number($0) } ?? .text(text)
        }
    }
}

/// The parts of a container and what leads from one to another.
private struct PackageParts {
    let archive: ZIPArchive
    let limits: SpreadsheetLimits

    func content(_ part: String) throws(SpreadsheetFault) -> [UInt8] {
        guard let entry = archive.entry(named: part) else { throw .missingPart(part) }
        return try archive.content(of: entry, limit: limits.partBytes)
    }

    /// The parts that a part refers to by a kind of relationship, by the relationship's id.
    ///
    /// The kind is the last word of an address, which differs between editions of the standard.
    func related(
        to part: String, _ kind: String
    ) throws(SpreadsheetFault) -> [String: String] {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let name = part.dropFirst(folder.count)
        let relations = "\(folder)_rels/\(name).rels"
        guard archive.entry(named: relations) != nil else {
            // Without relationships the container holds something else than a workbook.
            if part.isEmpty { throw .notZIP }
            return [:]
        }
        var result: [String: String] = [:]
        let content = try content(relations)
        try XMLScanner.scan(part: relations, content) { scanner, token throws(XMLScanner.Fault) in
            guard scanner.isNamed(token, "Relationship"),
                try scanner.text("TargetMode", of: token) != "External",
                let type = try scanner.text("Type", of: token), type.hasSuffix("/\(kind)"),
                let id = try scanner.text("Id", of: token),
                let target = try scanner.text("Target", of: token)
            else { return }
            result[id] = Self.resolved(target, in: folder)
        }
        return result
    }

    /// A target as a name from the container's root: `/xl/a.xml`, `a.xml` and `../xl/a.xml`.
    private static func resolved(_ target: String, in folder: String) -> String {
        let path = target.hasPrefix("/") ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                _ = parts.popLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
