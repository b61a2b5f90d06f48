/// The texts of a workbook's cells, each once, numbered in order of first use.
struct StringTable {
    private var strings: [String] = []
    /// By their bytes: two texts that look alike but differ in code points stay two.
    private var indices: [[UInt8]: Int] = [:]
    private var useCount = 0

    /// The most UTF-16 units that a cell may hold.
    private static let cellLimit = 32_767

    /// The number of a text, given out on first use.
    ///
    /// A text too long for a cell is cut and ends in “…”.
    mutating func index(of string: String) -> Int {
        useCount += 1
        var text = string
        if text.utf16.count > Self.cellLimit {
            text = String(text.prefix(Self.cellLimit / 2))
            while text.utf16.count >= Self.cellLimit { text.removeLast() }
            text += "…"
        }
        let key = Array(text.utf8)
        if let index = indices[key] { return index }
        indices[key] = strings.count
        strings.append(text)
        return strings.count - 1
    }

    /// The part `sharedStrings.xml`.
    var xml: String {
        var xml = WorkbookXML.declaration
        xml += "<sst xmlns=\"\(WorkbookXML.main)\" count=\"\(useCount)\" "
        xml += "uniqueCount=\"\(strings.count)\">"
        for string in strings {
            xml += "<si><t xml:space=\"preserve\">\(XMLText.escaped(string))</t></si>"
        }
        return xml + "</sst>"
    }
}
