import Consistency
import TextFormats

/// Cells of cohort tables, whose figures may be hidden.
enum CohortCells {
    /// What stands in place of a hidden figure.
    static let hidden = LocalizedText(verbatim: "…")

    /// A count.
    static func count(_ count: Int?) -> Report.Span {
        count.map { Report.Span(.count($0)) } ?? Report.Span(hidden, .faint)
    }

    /// A share of a whole.
    static func share(_ count: Int?, of total: Int) -> Report.Span {
        guard let count, total > 0 else { return Report.Span(hidden, .faint) }
        return Report.Span(.percent(Ratio(count, total)))
    }

    /// A score in tenths of a percent.
    static func tenths(_ tenths: Int?) -> Report.Span {
        tenths.map { Report.Span(.percent(Ratio($0, 1000))) } ?? Report.Span(hidden, .faint)
    }
}
