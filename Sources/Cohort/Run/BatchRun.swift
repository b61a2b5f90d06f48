import Assessment
import TextFormats

/// Judges all rows of a table, on several threads, and writes them in input order.
///
/// Threads take chunks of whole records in turn, work through them apart, and hand in what they
/// have in the order of the chunks. What does not depend on rows before (nearly everything) is done
/// apart; rows that repeat a registration number are taken back when their chunk is handed in. The
/// output is therefore the same for every number of threads, and memory does not grow with rows.
package enum BatchRun {
    /// Judges the rows of a CSV table.
    ///
    /// - Parameters:
    ///   - source: The table.
    ///   - compiled: The questionnaire.
    ///   - options: What is wanted.
    ///   - observer: Receives the output.
    /// - Returns: What was counted and found wrong.
    /// - Complexity: O(*bytes*) time; memory independent of the number of rows.
    package static func csv(
        _ source: ChunkSource, compiled: CompiledDefinition, options: BatchOptions,
        observer: BatchObserver
    ) -> BatchReport {
        records(
            source, CSVDialect.detect(source.head), compiled: compiled, options: options,
            observer: observer, origin: .text, linesBefore: 0)
    }

    /// Judges the rows of a workbook's sheet.
    ///
    /// - Parameters:
    ///   - records: The sheet.
    ///   - path: What messages call the workbook.
    ///   - compiled: The questionnaire.
    ///   - options: What is wanted.
    ///   - observer: Receives the output.
    /// - Returns: What was counted and found wrong.
    /// - Complexity: O(*bytes*) time; memory for the packed file and the texts that cells share.
    package static func sheet(
        _ records: SheetRecords, path: String, compiled: CompiledDefinition,
        options: BatchOptions, observer: BatchObserver
    ) -> BatchReport {
        do throws(FileFailure) {
            return Self.records(
                try ChunkSource(path: path) { records.piece() },
                CSVDialect.Detection(dialect: SheetRecords.dialect, skipped: 0),
                compiled: compiled, options: options, observer: observer,
                origin: .sheet(records.sheet, firstColumn: records.firstColumn),
                linesBefore: records.headerRow - 1)
        } catch {
            return BatchReport(
                ending: .failed(error), counts: CohortCounts(compiled), findings: [])
        }
    }

    private static func records(
        _ source: ChunkSource, _ detection: CSVDialect.Detection, compiled: CompiledDefinition,
        options: BatchOptions, observer: BatchObserver, origin: FaultWording.Origin,
        linesBefore: Int
    ) -> BatchReport {
        let log = DiagnosticLog()
        let scanner = CSVScanner(detection.dialect)
        do throws(FileFailure) {
            var spans: [CSVScanner.Span] = []
            while scanner.scan(source.head, from: detection.skipped, into: &spans).end
                == source.head.count, try source.extendHead()
            {
                spans = []
            }
        } catch {
            return BatchReport(
                ending: .failed(error), counts: CohortCounts(compiled), findings: [])
        }
        guard
            let csv = CSVTable(
                source.head, detection, path: source.path, compiled: compiled, map: options.map,
                kept: options.kept, log: log)
        else {
            return BatchReport(
                ending: .refused, counts: CohortCounts(compiled), findings: log.findings)
        }
        let plan = csv.table.plan
        source.skip(csv.start)
        source.records = .csv(scanner)
        let sequence = ChunkSequence(
            source: source, compiled: compiled, options: options, observer: observer, plan: plan,
            origin: origin, firstLine: linesBefore + csv.linesBefore)
        var report = sequence.run {
            CSVRowDecoder(csv.table, dialect: csv.dialect, isLenient: options.isLenient)
        }
        report.extraColumns = plan.extra
        report.missingColumns = plan.missing
        return report
    }

    /// Judges the rows of an NDJSON input: one object or answers document per line.
    ///
    /// - Parameters:
    ///   - source: The lines.
    ///   - compiled: The questionnaire.
    ///   - options: What is wanted.
    ///   - observer: Receives the output.
    ///   - files: The file behind each line, when every line is one.
    /// - Returns: What was counted and found wrong.
    /// - Complexity: O(*bytes*) time; memory independent of the number of rows.
    package static func ndjson(
        _ source: ChunkSource, compiled: CompiledDefinition, options: BatchOptions,
        observer: BatchObserver, files: [String]? = nil
    ) -> BatchReport {
        let log = DiagnosticLog()
        let location = Diagnostic.Location(file: source.path)
        var headers = firstKeys(source.head)
        let isDocument = headers.contains("schema")
        if isDocument { headers = [] }
        let first = headers.count
        let known =
            ColumnPlan.institutionColumns.map(\.id) + compiled.layout.fields.map(\.id)
            + options.map.columns.keys.sorted() + (options.kept ?? [])
        var seen = Set(headers)
        // Columns that a map names otherwise are not expected under their id as well.
        let mapped = Set(headers.compactMap { options.map.columns[$0] ?? nil })
        headers += known.filter { !mapped.contains($0) && seen.insert($0).inserted }
        let plan = ColumnPlan(
            headers: headers, layout: compiled.layout, map: options.map, kept: options.kept,
            log: log, at: location)
        let table = CohortTable(compiled, plan: plan, values: options.map.values, log: log)
        guard !log.containsErrors else {
            return BatchReport(
                ending: .refused, counts: CohortCounts(compiled), findings: log.findings)
        }
        source.records = .lines
        let sequence = ChunkSequence(
            source: source, compiled: compiled, options: options, observer: observer, plan: plan,
            origin: files.map { .files($0) } ?? .text, firstLine: 0)
        var report = sequence.run { JSONRowDecoder(table, isLenient: options.isLenient) }
        report.extraColumns = plan.extra.filter { headers[..<first].contains($0) }
        return report
    }

    /// The keys of the first line's object.
    private static func firstKeys(_ head: UnsafeBufferPointer<UInt8>) -> [String] {
        let end = firstIndex(of: 10, in: head, from: 0) ?? head.count
        let source = JSONSource(file: "", bytes: Array(head[..<end]))
        guard let root = JSONCursor(parsing: source, log: DiagnosticLog()),
            case .object(let members) = root.value.content
        else { return [] }
        return members.map(\.key)
    }
}

extension ColumnPlan {
    /// The plan of a table without columns.
    static let empty = ColumnPlan(headers: [], roles: [], missing: [], extra: [])
}
