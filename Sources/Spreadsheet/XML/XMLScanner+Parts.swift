extension XMLScanner.Fault {
    /// The fault of a part of a workbook.
    func inPart(_ part: String) -> SpreadsheetFault {
        switch self {
        case .malformed(let reason): .markup(part: part, reason: reason)
        case .documentType: .documentType(part: part)
        case .textTooLong(let limit): .tooLarge(what: part, limit: limit)
        }
    }
}

extension XMLScanner {
    /// Carries something out for every tag and text of a part that is held in memory whole.
    ///
    /// - Parameters:
    ///   - part: The part's name, for faults.
    ///   - content: The part's bytes.
    ///   - skip: Is asked before each token, and may move the scanner past whole elements.
    ///   - visit: What to do with each token.
    /// - Throws: The first fault, with the part's name.
    static func scan(
        part: String, _ content: [UInt8], skip: (inout XMLScanner) -> Void = { _ in },
        visit: (XMLScanner, Token) throws(Fault) -> Void
    ) throws(SpreadsheetFault) {
        do throws(Fault) {
            try content.withUnsafeBufferPointer { bytes throws(Fault) in
                // UTF-16 begins with FE FF or FF FE; workbooks are written in UTF-8.
                if bytes.count > 1, bytes[0] >= 0xFE { throw .malformed("UTF-16") }
                var scanner = XMLScanner(bytes, isWhole: true)
                var depth = 0
                while true {
                    skip(&scanner)
                    guard let token = try scanner.next() else { break }
                    switch token.kind {
                    case .open: depth += 1
                    case .close: depth -= 1
                    default: break
                    }
                    guard depth >= 0 else { throw .malformed("</") }
                    try visit(scanner, token)
                }
                guard depth == 0 else { throw .malformed("…") }
            }
        } catch {
            throw error.inPart(part)
        }
    }

    /// The value of an attribute as text, entities resolved.
    func text(_ name: StaticString, of token: Token) throws(Fault) -> String? {
        guard let range = try attribute(name, of: token) else { return nil }
        var text: [UInt8] = []
        try XMLText.append(bytes(range), to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
