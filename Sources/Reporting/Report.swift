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
        /// Labels with their values, such as what a report is about.
        case facts([Fact])
        /// The few figures that a hurried reader should see.
        case highlights([Fact])
        /// A short text that must not be overlooked.
        case notice(Span)
        /// A text of which every character counts, such as a formula or a digest.
        case verbatim(String)
        /// A picture of figures, with a table of the same figures.
        case chart(Chart)
        /// A part that begins on a new page when printed.
        case pageBreak
    }

    /// A label with its value.
    package struct Fact: Sendable {
        /// What the value is.
        package let label: LocalizedText
        /// The value.
        package let value: Span
        /// What a reader should know of it.
        package let note: LocalizedText?

        /// Makes a labelled value.
        package init(_ label: LocalizedText, _ value: Span, note: LocalizedText? = nil) {
            self.label = label
            self.value = value
            self.note = note
        }
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
        /// The figure that the text writes out, for formats that hold numbers.
        package let figure: Figure?

        /// Makes a piece of text.
        package init(_ text: LocalizedText, _ emphasis: Emphasis = .plain) {
            self.text = text
            self.emphasis = emphasis
            figure = nil
        }

        /// Makes a piece of text that writes out a figure.
        package init(_ figure: Figure, _ emphasis: Emphasis = .plain) {
            text = figure.text
            self.emphasis = emphasis
            self.figure = figure
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
            /// The share of the table's width in percent; `nil` leaves it to the content.
            ///
            /// Either every column of a table has a share or none.
            package let share: Int?

            /// Makes a column.
            package init(_ title: LocalizedText, isNumeric: Bool = false, share: Int? = nil) {
                self.title = title
                self.isNumeric = isNumeric
                self.share = share
            }
        }

        /// The columns.
        package let columns: [Column]
        /// The rows, each with a cell per column.
        package let rows: [[Span]]
        /// What the table shows, in a few words.
        package let caption: LocalizedText?
        /// Further paragraphs of a row, by its index; they stand in ``noteColumn``.
        package let notes: [Int: [Span]]
        /// The column in which further paragraphs stand.
        package let noteColumn: Int

        /// Makes a table.
        package init(
            columns: [Column], rows: [[Span]], caption: LocalizedText? = nil,
            notes: [Int: [Span]] = [:], noteColumn: Int = 0
        ) {
            precondition(
                rows.allSatisfy { $0.count == columns.count }, "a row has a cell per column")
            self.columns = columns
            self.rows = rows
            self.caption = caption
            self.notes = notes
            self.noteColumn = noteColumn
        }
    }

    /// What every page of a report says about the report itself.
    package struct Imprint: Sendable {
        /// The kind of report, above its title.
        package let kind: LocalizedText
        /// One line for the foot of every page: of whom, on what it rests.
        package let line: LocalizedText

        /// Makes an imprint.
        package init(kind: LocalizedText, line: LocalizedText) {
            self.kind = kind
            self.line = line
        }
    }

    /// The blocks in order.
    package var blocks: [Block]
    /// What every page says about the report.
    package var imprint: Imprint?
    /// What programs read besides the blocks, as further members of the JSON file.
    package var data: [(key: String, value: JSONOutput)]

    /// Makes a report.
    package init(
        _ blocks: [Block], imprint: Imprint? = nil, data: [(key: String, value: JSONOutput)] = []
    ) {
        self.blocks = blocks
        self.imprint = imprint
        self.data = data
    }

    /// The title: the text of the first heading of level 1.
    package var title: LocalizedText {
        for case .heading(level: 1, let text) in blocks { return text }
        return imprint?.kind ?? LocalizedText(verbatim: "briedums")
    }
}
