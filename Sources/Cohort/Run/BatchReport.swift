package import TextFormats

/// What came of a run.
package struct BatchReport: Sendable {
    /// Why a run ended.
    package enum Ending: Hashable, Sendable {
        /// Every row was worked through.
        case complete
        /// The header or the options do not allow a run; nothing was written.
        case refused
        /// The caller asked to stop.
        case cancelled
        /// Reading or writing failed.
        case failed(FileFailure)
        /// The table could not be read to its end.
        case broken
    }

    /// Why the run ended.
    package var ending: Ending
    /// What was counted.
    package var counts: CohortCounts
    /// What was found wrong, in input order; the first ten thousand.
    package var findings: [Diagnostic]
    /// The columns that mean nothing and were not kept.
    package var extraColumns: [String] = []
    /// The fields that no column states.
    package var missingColumns: [String] = []
    /// How many bytes were read.
    package var bytes = 0
    /// The encoding that was read.
    package var encoding = TextEncoding.utf8
    /// Whether there were more registration numbers than are remembered.
    package var hasUncheckedNumbers = false
}
