package import Consistency
package import TextFormats

extension Report {
    /// A picture of figures, drawn by formats that can; the others show its table alone.
    package struct Chart: Sendable {
        /// What is drawn.
        package enum Drawing: Sendable {
            /// A bar per entry from 0 to 100 %.
            case bars([Bar], thresholds: [Threshold], legend: BarLegend)
            /// A web with an axis per entry and a ring per step.
            case radar([Spoke], rings: [LocalizedText])
            /// A bar per task over consecutive periods.
            case timeline([Task], periods: [LocalizedText])
            /// A row per thing counted, divided among kinds.
            case shares([ShareRow], names: [LocalizedText])
            /// A field per row and column, the darker the higher.
            case heatmap([HeatRow], columns: [LocalizedText])
        }

        /// A score with its interval and target.
        package struct Bar: Sendable {
            /// What is scored.
            package let label: LocalizedText
            /// What stands below the label, such as level and target in words.
            package let note: LocalizedText
            /// The score; `nil` when there is none.
            package let value: Ratio?
            /// The lowest and highest score that remain possible.
            package let interval: (lowest: Ratio, highest: Ratio)?
            /// The score from which the target may be held.
            package let target: Ratio?

            /// Makes a bar.
            package init(
                label: LocalizedText, note: LocalizedText, value: Ratio?,
                interval: (lowest: Ratio, highest: Ratio)?, target: Ratio?
            ) {
                self.label = label
                self.note = note
                self.value = value
                self.interval = interval
                self.target = target
            }
        }

        /// What the marks of bars mean; a mark that no bar has is not named.
        package struct BarLegend: Sendable {
            /// The filled bar.
            package let value: LocalizedText
            /// The bracket.
            package let interval: LocalizedText?
            /// The dashed line.
            package let target: LocalizedText?

            /// Names the marks.
            package init(
                value: LocalizedText, interval: LocalizedText? = nil, target: LocalizedText? = nil
            ) {
                self.value = value
                self.interval = interval
                self.target = target
            }
        }

        /// A score that means something, marked across all bars.
        package struct Threshold: Sendable {
            /// The score.
            package let value: Ratio
            /// What begins there.
            package let label: LocalizedText

            /// Makes a mark.
            package init(value: Ratio, label: LocalizedText) {
                self.value = value
                self.label = label
            }
        }

        /// An axis of a web, with steps counted from 0.
        package struct Spoke: Sendable {
            /// What the axis is.
            package let label: LocalizedText
            /// The step that is reached; `nil` when it is not known.
            package let value: Int?
            /// The step to reach.
            package let target: Int?

            /// Makes an axis.
            package init(label: LocalizedText, value: Int?, target: Int?) {
                self.label = label
                self.value = value
                self.target = target
            }
        }

        /// A task that takes some periods.
        package struct Task: Sendable {
            /// What is done.
            package let label: LocalizedText
            /// The first and the last period, by index.
            package let periods: ClosedRange<Int>

            /// Makes a task.
            package init(label: LocalizedText, periods: ClosedRange<Int>) {
                self.label = label
                self.periods = periods
            }
        }

        /// Counts that divide a whole among kinds.
        package struct ShareRow: Sendable {
            /// What is divided.
            package let label: LocalizedText
            /// The count of each kind.
            package let counts: [Int]

            /// Makes a row.
            package init(label: LocalizedText, counts: [Int]) {
                self.label = label
                self.counts = counts
            }
        }

        /// Scores side by side.
        package struct HeatRow: Sendable {
            /// Whose scores they are.
            package let label: LocalizedText
            /// The score of each column; `nil` when it is hidden or does not exist.
            package let values: [Ratio?]

            /// Makes a row.
            package init(label: LocalizedText, values: [Ratio?]) {
                self.label = label
                self.values = values
            }
        }

        /// What the picture shows, in a few words.
        package let title: LocalizedText
        /// What a person who does not see the picture should know.
        package let description: LocalizedText
        /// What is drawn.
        package let drawing: Drawing
        /// The same figures as a table.
        package let table: Table

        /// Makes a chart.
        package init(
            title: LocalizedText, description: LocalizedText, drawing: Drawing, table: Table
        ) {
            self.title = title
            self.description = description
            self.drawing = drawing
            self.table = table
        }
    }
}
