/// Writes fields of a table: quotes where they are needed, and free text that a spreadsheet would
/// run as a formula made harmless.
///
/// A spreadsheet program takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return for a formula, also when it is in quotes. An apostrophe in front makes it text again; the
/// cell then shows the text as it was, in the spreadsheet as in the file. Numbers are written by
/// ``append(plain:to:)`` and stay as they are.
package struct CSVWriter: Sendable {
    /// The byte between two fields.
    package let delimiter: UInt8

    /// Makes a writer.
    package init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

    /// Appends free text.
    package func append(text: some Collection<UInt8>, to output: inout [UInt8]) {
        let isFormula = text.first.map(Self.beginsFormula) ?? false
        guard isFormula || text.contains(where: needsQuotes) else {
            output.append(contentsOf: text)
            return
        }
        let isQuoted = text.contains(where: needsQuotes)
        if isQuoted { output.append(CSVDialect.quote) }
        if isFormula { output.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == CSVDialect.quote { output.append(CSVDialect.quote) }
            output.append(byte)
        }
        if isQuoted { output.append(CSVDialect.quote) }
    }

    /// Appends text that the program has made itself, such as a number or an id.
    ///
    /// - Precondition: It needs no quotes.
    package func append(plain text: String, to output: inout [UInt8]) {
        precondition(!text.utf8.contains(where: needsQuotes), "a plain field needs no quotes")
        output.append(contentsOf: text.utf8)
    }

    /// Appends a record with its line end: free text in every field.
    package func append(record fields: [String], to output: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { output.append(delimiter) }
            append(text: Array(field.utf8), to: &output)
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Whether a spreadsheet takes a cell with this first byte for a formula.
    package static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
            UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            true
        default: false
        }
    }

    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == CSVDialect.quote || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}
