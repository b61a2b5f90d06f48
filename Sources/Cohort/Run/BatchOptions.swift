package import TextFormats

/// How a run is to be made.
package struct BatchOptions: Sendable {
    /// How judged rows are written.
    package enum Format: String, CaseIterable, Sendable {
        case csv, ndjson
    }

    /// What the columns mean, beyond ids.
    package var map = ColumnMap()
    /// The columns to carry through; `nil` for all that mean nothing else.
    package var kept: [String]? = []
    /// Whether a cell without a value counts as not answered instead of rejecting its row.
    package var isLenient = false
    /// How many threads work.
    package var jobs = 1
    /// The encoding of the input; found out when `nil`.
    package var encoding: TextEncoding?
    /// Conditions whose rows are counted.
    package var conditions: [CountedCondition] = []
    /// Whether to find the smallest corrections of contradictory rows.
    package var localises = false
    /// How rows are written; `nil` when they are only counted.
    package var format: Format? = .csv
    /// The institutions that were invited.
    package var invited: InvitedList?

    /// Makes the usual options.
    package init() {}
}

/// What a run tells while it goes on, and asks.
package struct BatchObserver: Sendable {
    /// Receives written bytes in input order; a failure ends the run.
    package var write: @Sendable (UnsafeRawBufferPointer) -> FileFailure?
    /// Receives how many rows and how many bytes of the input are done.
    package var progress: @Sendable (_ rows: Int, _ bytes: Int) -> Void
    /// Whether the run should end early.
    package var isCancelled: @Sendable () -> Bool
    /// Receives the judged rows of a chunk, in input order; `nil` when nobody wants them, which
    /// saves making them.
    package var rows: (@Sendable ([CohortRow]) -> Void)?

    /// Makes an observer.
    package init(
        write: @escaping @Sendable (UnsafeRawBufferPointer) -> FileFailure?,
        progress: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void = { _, _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false },
        rows: (@Sendable ([CohortRow]) -> Void)? = nil
    ) {
        self.write = write
        self.progress = progress
        self.isCancelled = isCancelled
        self.rows = rows
    }
}
