import Survey
package import TextFormats

/// Figures that were published of a cohort, to be shown beside the computed ones.
package struct PublishedFigures: Sendable {
    /// The schema's name.
    package static let schema = "briedums.published/1"

    /// What a figure counts.
    package enum Counted: Hashable, Sendable {
        /// The institutions that meet a condition of the rule language.
        case condition(String)
        /// The institutions that do not know the answer to an item.
        case unknown(item: String)
    }

    /// One published figure: how many institutions met a condition.
    package struct Figure: Sendable {
        /// What was counted.
        package let label: LocalizedText
        /// The same, as it can be counted.
        package let counted: Counted
        /// The published number of institutions.
        package let count: Int
        /// The published share in tenths of a percent, if one was published.
        package let percentTenths: Int?
        /// The finding that states it, if that is known.
        package let source: String?
    }

    /// What was published where.
    package let title: LocalizedText
    /// The published number of invited institutions, if there is one.
    package let invited: Int?
    /// The published number of institutions that answered, of which shares are.
    package let answered: Int
    /// The figures in order.
    package let figures: [Figure]

    /// Reads published figures; every fault is in the cursor's log.
    package init?(_ root: JSONCursor) {
        guard var object = root.object() else { return nil }
        defer { object.finish() }
        object.requireSchema(Self.schema)
        let title = object.required("title")?.localizedText()
        let invited = object.optional("invited")?.integer()
        let answered = object.required("answered")?.integer()
        let figures = object.required("figures")?.elements().compactMap { Figure($0) }
        guard let title, let answered, let figures, answered > 0 else { return nil }
        self.title = title
        self.invited = invited
        self.answered = answered
        self.figures = figures
    }
}

extension PublishedFigures.Figure {
    fileprivate init?(_ cursor: JSONCursor) {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let label = object.required("label")?.localizedText()
        let unknown = object.optional("unknown")
        let item = unknown?.nonEmptyString()
        let condition =
            unknown == nil ? object.required("condition")?.nonEmptyString() : nil
        let count = object.required("count")?.integer()
        let tenths = object.optional("percent_tenths")?.integer()
        let source = object.optional("source")?.nonEmptyString()
        guard let label, let count else { return nil }
        if let item {
            counted = .unknown(item: item)
        } else if let condition {
            counted = .condition(condition)
        } else {
            return nil
        }
        self.label = label
        self.count = count
        percentTenths = tenths
        self.source = source
    }
}

extension PublishedFigures {
    /// The conditions to count, in the order of the figures.
    package var conditions: [String] {
        figures.compactMap { figure in
            if case .condition(let text) = figure.counted { return text }
            return nil
        }
    }

    /// What was counted for each figure; `nil` for an item that the questionnaire lacks.
    ///
    /// - Parameters:
    ///   - counts: The counts of a run that counted ``conditions`` and nothing else.
    ///   - compiled: The questionnaire.
    /// - Returns: One count per figure.
    package func counted(in counts: CohortCounts, of compiled: CompiledDefinition) -> [Int?] {
        var outcomes = counts.conditions.map { $0.outcomes[0] }[...]
        return figures.map { figure in
            switch figure.counted {
            case .condition: return outcomes.popFirst()
            case .unknown(let id):
                let layout = compiled.layout
                guard let field = layout.fields.firstIndex(where: { $0.id == id }) else {
                    return nil
                }
                return counts.codes[field][Int(layout.fields[field].code(.unknown))]
            }
        }
    }
}
