import TextFormats

/// A CSV table whose header has been read.
struct CSVTable {
    /// What the columns mean.
    let table: CohortTable
    /// How cells and records are told apart.
    let dialect: CSVDialect
    /// Where the first row begins.
    let start: Int
    /// How many line ends come before the first row.
    let linesBefore: Int

    /// Reads the header; fails when there is anything wrong.
    ///
    /// - Parameters:
    ///   - head: The beginning of the table, or all of it, in UTF-8.
    ///   - detection: How cells and records are told apart, and what comes before the header.
    ///   - path: The file.
    ///   - compiled: The questionnaire.
    ///   - map: What the columns mean, beyond ids.
    ///   - kept: The columns to carry through; `nil` for all that mean nothing else.
    ///   - log: Receives what is wrong with the header or the map.
    init?(
        _ head: UnsafeBufferPointer<UInt8>, _ detection: CSVDialect.Detection, path: String,
        compiled: CompiledDefinition, map: ColumnMap, kept: [String]?, log: DiagnosticLog
    ) {
        let scanner = CSVScanner(detection.dialect)
        var spans: [CSVScanner.Span] = []
        let header = scanner.scan(head, from: detection.skipped, into: &spans)
        let location = Diagnostic.Location(
            file: path, position: SourcePosition(line: 1, column: 1))
        let headers = spans.map {
            String(decoding: scanner.content(of: $0, in: head), as: UTF8.self)
        }
        if let fault = header.fault { log.add(fault.diagnostic { _ in location }) }
        var plan = ColumnPlan.empty
        if !log.containsErrors {
            plan = ColumnPlan(
                headers: headers, layout: compiled.layout, map: map, kept: kept, log: log,
                at: location)
        }
        table = CohortTable(compiled, plan: plan, values: map.values, log: log)
        dialect = detection.dialect
        linesBefore = head[..<header.end].count { $0 == detection.dialect.lineEnd }
        start = header.end
        if log.containsErrors { return nil }
    }
}
