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
        let log = DiagnosticLog()
        guard
            let csv = CSVTable(
                source.head, path: source.path, compiled: compiled, map: options.map,
                kept: options.kept, log: log)
        else {
            return BatchReport(
                ending: .refused, counts: CohortCounts(compiled), findings: log.findings)
        }
        let plan = csv.table.plan
        source.skip(csv.start)
        source.records = .csv(CSVScanner(csv.dialect))
        let sequence = ChunkSequence(
            source: source, compiled: compiled, options: options, observer: observer, plan: plan,
            firstLine: csv.linesBefore)
        var report = sequence.run {
            CSVRowDecoder(csv.table, dialect: csv.dialect, isLenient: options.isLenient)
        }
        report.extraColumns = plan.extra
        report.missingColumns = plan.missing
        return report
    }
}

extension ColumnPlan {
    /// The plan of a table without columns.
    static let empty = ColumnPlan(headers: [], roles: [], missing: [], extra: [])
}
