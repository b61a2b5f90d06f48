package import TextFormats

/// What a report says, apart from how it looks: a title and blocks of text in both languages.
package struct Report: Sendable {
    /// A part of a report.
    package enum Block: Sendable {
        /// A heading; level 1 is the report's title.
        case heading(level: Int, LocalizedText)
        /// Running text.
        case paragraph(Span)
        /// A list; each entry has a mark in front and further paragraphs below it.
        case list([Entry])
        /// A table.
        case table(Table)
    }

    /// A piece of text with an emphasis that never carries meaning alone.
    package struct Span: Sendable {
        /// How a piece of text stands out.
        package enum Emphasis: Sendable {
            case plain, strong, faint, good, doubtful, bad
        }

        /// The text.
        package let text: LocalizedText
        /// How it stands out.
        package let emphasis: Emphasis

        /// Makes a piece of text.
        package init(_ text: LocalizedText, _ emphasis: Emphasis = .plain) {
            self.text = text
            self.emphasis = emphasis
        }
    }

    /// An entry of a list.
    package struct Entry: Sendable {
        /// What stands before the text, such as a number or a rule's id.
        package let mark: Span
        /// The text.
        package let text: Span
        /// Paragraphs below it.
        package let details: [Span]

        /// Makes an entry.
        package init(mark: Span, text: Span, details: [Span] = []) {
            self.mark = mark
            self.text = text
            self.details = details
        }
    }

    /// A table with a header row.
    package struct Table: Sendable {
        /// A column.
        package struct Column: Sendable {
            /// The header.
            package let title: LocalizedText
            /// Whether the cells are figures, which line up on the right.
            package let isNumeric: Bool

            /// Makes a column.
            package init(_ title: LocalizedText, isNumeric: Bool = false) {
                self.title = title
                self.isNumeric = isNumeric
            }
        }

        /// The columns.
        package let columns: [Column]
        /// The rows, each with a cell per column.
        package let rows: [[Span]]

        /// Makes a table.
        package init(columns: [Column], rows: [[Span]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// The blocks in order.
    package var blocks: [Block]

    /// Makes a report.
    package init(_ blocks: [Block]) { self.blocks = blocks }
}
