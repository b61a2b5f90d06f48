/// Reads a table record by record, strictly, with the place of every field.
///
/// For tables that fit into memory; the cohort engine cuts large ones into pieces and uses the
/// same ``CSVScanner``.
package struct CSVReader {
    /// One field of a record.
    package struct Field: Hashable, Sendable {
        /// The text without quotes.
        package let text: String
        /// Where the field begins.
        package let position: SourcePosition
        /// Whether the field was in quotes.
        package let isQuoted: Bool
    }

    /// One record.
    package struct Record: Hashable, Sendable {
        /// The fields, at least one.
        package let fields: [Field]
        /// Where the record begins.
        package let position: SourcePosition
    }

    /// The table with its name and positions.
    package let source: JSONSource
    /// The dialect.
    package let dialect: CSVDialect
    private let scanner: CSVScanner
    private let log: DiagnosticLog
    private var offset: Int
    private var spans: [CSVScanner.Span] = []

    /// Opens a table.
    ///
    /// - Parameters:
    ///   - source: The bytes, UTF-8 with or without a byte order mark.
    ///   - dialect: The dialect; found out from the first line when `nil`.
    ///   - log: Receives faults of records and bytes that are no UTF-8.
    package init(_ source: JSONSource, dialect: CSVDialect? = nil, log: DiagnosticLog) {
        let detection = source.bytes.withUnsafeBufferPointer { CSVDialect.detect($0) }
        self.source = source
        self.dialect = dialect ?? detection.dialect
        self.log = log
        scanner = CSVScanner(self.dialect)
        offset = detection.skipped
    }

    /// The next record that is well formed; blank lines are passed over, and a record with a fault
    /// is reported and passed over.
    ///
    /// - Complexity: O(*length of the record*).
    package mutating func next() -> Record? {
        while offset < source.bytes.count {
            let start = offset
            let outcome = source.bytes.withUnsafeBufferPointer {
                scanner.scan($0, from: start, into: &spans)
            }
            offset = outcome.end
            if spans.count == 1, spans[0].start == spans[0].end, !spans[0].isQuoted { continue }
            if let fault = outcome.fault {
                log.add(fault.diagnostic(at: { source.location(at: $0) }))
                continue
            }
            guard let fields = fields() else { continue }
            return Record(fields: fields, position: source.position(at: start))
        }
        return nil
    }

    private func fields() -> [Field]? {
        var fields: [Field] = []
        fields.reserveCapacity(spans.count)
        var isValid = true
        for span in spans {
            let bytes = source.bytes.withUnsafeBufferPointer { scanner.content(of: span, in: $0) }
            let start = span.isQuoted ? span.start - 1 : span.start
            guard let text = String(validating: bytes, as: UTF8.self) else {
                log.add(CSVScanner.invalidText(at: source.location(at: start)))
                isValid = false
                continue
            }
            fields.append(
                Field(text: text, position: source.position(at: start), isQuoted: span.isQuoted))
        }
        return isValid ? fields : nil
    }
}

extension CSVScanner.Fault {
    /// The offset of the fault.
    package var offset: Int {
        switch self {
        case .strayQuote(let offset), .textAfterQuote(let offset), .unclosedQuote(let offset):
            offset
        }
    }

    /// The fault as a finding.
    package func diagnostic(at location: (Int) -> Diagnostic.Location) -> Diagnostic {
        switch self {
        case .strayQuote(let offset):
            Diagnostic(
                code: "csv.stray-quote", at: location(offset),
                LocalizedText(
                    lv: "pēdiņa lauka vidū.", en: "a quote in the middle of a field."),
                advice: LocalizedText(
                    lv: "Lieciet lauku pēdiņās un pēdiņas tā tekstā dubultojiet.",
                    en: "Put the field in quotes and double the quotes in its text."))
        case .textAfterQuote(let offset):
            Diagnostic(
                code: "csv.text-after-quote", at: location(offset),
                LocalizedText(
                    lv: "teksts aiz aizverošās pēdiņas.", en: "text after the closing quote."),
                advice: LocalizedText(
                    lv: "Pēdiņas lauka tekstā dubultojiet.",
                    en: "Double the quotes in the field's text."))
        case .unclosedQuote(let offset):
            Diagnostic(
                code: "csv.unclosed-quote", at: location(offset),
                LocalizedText(
                    lv: "šeit atvērtā pēdiņa nekur nav aizvērta.",
                    en: "the quote opened here is never closed."),
                advice: LocalizedText(
                    lv: "Aizveriet pēdiņu; citādi viss atlikušais fails ir viens lauks.",
                    en: "Close it; otherwise all the rest of the file is one field."))
        }
    }
}

extension CSVScanner {
    /// The finding that a field is no UTF-8.
    package static func invalidText(at location: Diagnostic.Location) -> Diagnostic {
        Diagnostic(
            code: "csv.encoding", at: location,
            LocalizedText(
                lv: "teksts nav derīgs UTF-8.", en: "the text is not valid UTF-8."),
            advice: LocalizedText(
                lv: "Saglabājiet failu kā „CSV UTF-8“ vai norādiet --encoding.",
                en: "Save the file as 'CSV UTF-8', or give --encoding."))
    }
}
