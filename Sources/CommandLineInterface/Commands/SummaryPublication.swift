import Assessment
import Cohort
import Reporting
import TextFormats

/// Where the counts of `batch` and `batch merge` go: a summary, a part, the terminal.
struct SummaryPublication {
    private let invocation: Invocation
    private let compiled: CompiledDefinition

    init(_ invocation: Invocation, compiled: CompiledDefinition) {
        self.invocation = invocation
        self.compiled = compiled
    }

    /// Opens the file of an option before the work; `nil` when it is standard output or not given.
    static func stream(
        _ option: String, _ invocation: Invocation
    ) throws(CommandFailure) -> AtomicStream? {
        guard let path = invocation.value(option), path != "-" else { return nil }
        do throws(FileFailure) {
            return try AtomicStream(toFile: path, overwriting: invocation.has("force"))
        } catch {
            throw OutputSink.failure(error, isForced: invocation.has("force"))
        }
    }

    /// Writes what was asked for.
    ///
    /// Without an output of rows on standard output, the summary is shown there; with `--count`
    /// only the counted conditions.
    func write(
        _ counts: CohortCounts, summary: AtomicStream?, part: AtomicStream?
    ) throws(FileFailure) {
        let limit = invocation.value("suppress").flatMap { Int($0) } ?? 0
        let published = CohortSummary(counts, of: compiled, hidingBelow: limit)
        if let part {
            try part.write(CohortPart.json(counts, of: compiled).canonical() + [10])
            try part.commit()
        }
        if let summary {
            try summary.write(Array(published.json.pretty().utf8))
            try summary.commit()
        }
        let console = invocation.console
        if invocation.value("part") == "-" {
            console.write(
                String(decoding: CohortPart.json(counts, of: compiled).canonical(), as: UTF8.self)
                    + "\n")
        } else if invocation.value("summary") == "-" {
            console.write(published.json.pretty())
        } else if invocation.value("output") != "-" {
            let report = CohortReport(published)
            console.write(counts.conditions.isEmpty ? report.report : report.conditionReport)
        }
    }
}
