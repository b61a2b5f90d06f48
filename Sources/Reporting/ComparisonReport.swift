import Assessment
import Consistency
import Maturity
import Survey
package import TextFormats
package import Versions

/// Builds the report on an institution's answers at several points in time.
package struct ComparisonReport {
    private let comparisons: [Comparison]
    private let plan: PlanMovement?

    /// Prepares a report on consecutive comparisons, at least one, and on the plan that was made.
    package init(_ comparisons: [Comparison], plan: PlanMovement? = nil) {
        self.comparisons = comparisons
        self.plan = plan
    }

    /// The whole report.
    package var whole: Report {
        guard let last = comparisons.last else { return Report([]) }
        let institution = last.new.given.institution
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(verbatim: "\(institution.name) · \(institution.registrationNumber)"))
        ]
        if comparisons.contains(where: { $0.old.given.isSynthetic || $0.new.given.isSynthetic }) {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        for comparison in comparisons { blocks += self.blocks(comparison) }
        if let plan { blocks += PlanMovementBlocks(plan, last: last).blocks }
        return Report(blocks)
    }

    private func blocks(_ comparison: Comparison) -> [Report.Block] {
        let (old, new) = (comparison.old.given, comparison.new.given)
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    verbatim: "\(old.institution.surveyYear) (\(old.questionnaire.version)) → "
                        + "\(new.institution.surveyYear) (\(new.questionnaire.version))"))
        ]
        if comparison.old.isCarriedOver || comparison.new.isCarriedOver {
            let version = comparison.definition.questionnaire.identity.version
            blocks.append(
                .paragraph(
                    Report.Span(
                        LocalizedText(
                            lv: "Abas lasa versijā \(version). Pārnestai atbildei var būt vairākas "
                                + "iespējamas vērtības; par izmaiņu sauc tikai to, kas neatkarīgi "
                                + "no tām ir noticis.",
                            en: "Both are read in version \(version). An answer carried over may "
                                + "have several possible values; a change is called one only if "
                                + "it holds whichever is true."), .faint)))
        }
        blocks += [table(comparison)] + movements(comparison) + exclusions(comparison)
        return blocks
    }

    // MARK: Dimensions

    private func table(_ comparison: Comparison) -> Report.Block {
        let model = comparison.definition.model
        let rows = comparison.dimensions.map { dimension -> [Report.Span] in
            let scores = dimension.scores
            return [
                Report.Span(model.dimensions[dimension.dimension].label),
                Report.Span(
                    Wording.interval(scores?.old.lowerBound, scores?.old.upperBound)),
                Report.Span(
                    Wording.interval(scores?.new.lowerBound, scores?.new.upperBound)),
                Self.span(dimension.movement),
                Report.Span(
                    Wording.levels(dimension.levels.old, of: model)
                        + LocalizedText(verbatim: " → ")
                        + Wording.levels(dimension.levels.new, of: model)),
                Self.span(dimension.levelMovement),
            ]
        }
        return .table(
            Report.Table(
                columns: [
                    Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                    Report.Table.Column(
                        LocalizedText(lv: "iepriekš", en: "before"), isNumeric: true),
                    Report.Table.Column(LocalizedText(lv: "tagad", en: "now"), isNumeric: true),
                    Report.Table.Column(LocalizedText(lv: "vērtējums", en: "score")),
                    Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                    Report.Table.Column(LocalizedText(lv: "izmaiņa", en: "change")),
                ], rows: rows))
    }

    static func span(_ movement: Movement?) -> Report.Span {
        guard let movement else { return Report.Span(LocalizedText(verbatim: "–")) }
        switch movement {
        case .rose: return Report.Span(word(movement), .good)
        case .fell: return Report.Span(word(movement), .bad)
        case .changed, .same: return Report.Span(word(movement))
        case .mayHaveChanged: return Report.Span(word(movement), .faint)
        }
    }

    static func word(_ movement: Movement) -> LocalizedText {
        switch movement {
        case .rose: LocalizedText(lv: "audzis", en: "rose")
        case .fell: LocalizedText(lv: "krities", en: "fell")
        case .changed: LocalizedText(lv: "mainījies", en: "changed")
        case .same: LocalizedText(lv: "tāpat", en: "same")
        case .mayHaveChanged: LocalizedText(lv: "var būt mainījies", en: "may have changed")
        }
    }

    // MARK: Questions

    private func movements(_ comparison: Comparison) -> [Report.Block] {
        let questionnaire = comparison.definition.questionnaire
        let same = comparison.lines.filter { $0.movement == .same }.count
        var blocks: [Report.Block] = [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv:
                            "Salīdzināts: \(comparison.lines.count); tāpat: \(same); nav salīdzināts: "
                            + "\(comparison.exclusions.count).",
                        en: "Compared: \(comparison.lines.count); same: \(same); not compared: "
                            + "\(comparison.exclusions.count).")))
        ]
        let titles: [(Movement, LocalizedText)] = [
            (.rose, LocalizedText(lv: "Audzis", en: "Rose")),
            (.fell, LocalizedText(lv: "Krities", en: "Fell")),
            (.changed, LocalizedText(lv: "Mainījies", en: "Changed")),
            (.mayHaveChanged, LocalizedText(lv: "Var būt mainījies", en: "May have changed")),
        ]
        for (movement, title) in titles {
            let lines = comparison.lines.filter { $0.movement == movement }
            guard !lines.isEmpty else { continue }
            blocks.append(.heading(level: 3, title))
            blocks.append(
                .list(
                    lines.map { line in
                        let item = questionnaire.items[line.item]
                        let format = ValueFormat(
                            kind: questionnaire.question(of: item).kind, in: questionnaire)
                        return Report.Entry(
                            mark: Report.Span(LocalizedText(verbatim: item.id)),
                            text: Report.Span(Wording.question(item, in: questionnaire)),
                            details: [
                                Report.Span(
                                    format.description(line.old) + LocalizedText(verbatim: " → ")
                                        + format.description(line.new))
                            ])
                    }))
        }
        return blocks
    }

    private func exclusions(_ comparison: Comparison) -> [Report.Block] {
        var reasons: [LocalizedText] = []
        for exclusion in comparison.exclusions where !reasons.contains(exclusion.reason) {
            reasons.append(exclusion.reason)
        }
        guard !reasons.isEmpty else { return [] }
        return [
            .heading(level: 3, LocalizedText(lv: "Nav salīdzināts", en: "Not compared")),
            .list(
                reasons.map { reason in
                    let items = comparison.exclusions.filter { $0.reason == reason }.map(\.item)
                    return Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: "•")), text: Report.Span(reason),
                        details: [
                            Report.Span(LocalizedText(verbatim: items.joined(separator: ", ")))
                        ])
                }),
        ]
    }
}

/// Writes comparisons as JSON.
package enum ComparisonJSON {
    /// The schema `briedums.comparison/1`.
    package static func output(
        _ comparisons: [Comparison], plan: PlanMovement? = nil
    ) -> JSONOutput {
        let institution = comparisons.last?.new.given.institution
        return .object([
            ("schema", .string("briedums.comparison/1")),
            ("registration_number", .string(institution?.registrationNumber ?? "")),
            ("name", .string(institution?.name ?? "")),
            (
                "synthetic",
                .boolean(
                    comparisons.contains { $0.old.given.isSynthetic || $0.new.given.isSynthetic })
            ),
            ("comparisons", .array(comparisons.map { json($0) })),
            ("plan", plan.map { PlanMovementJSON.output($0) } ?? .null),
        ])
    }

    private static func json(_ comparison: Comparison) -> JSONOutput {
        let questionnaire = comparison.definition.questionnaire
        let model = comparison.definition.model
        return .object([
            ("version", .string(questionnaire.identity.version)),
            ("from", json(comparison.old)), ("to", json(comparison.new)),
            (
                "dimensions",
                .array(
                    comparison.dimensions.map { json($0, of: model) })
            ),
            (
                "answers",
                .array(
                    comparison.lines.map { line in
                        let item = questionnaire.items[line.item]
                        let format = ValueFormat(
                            kind: questionnaire.question(of: item).kind, in: questionnaire)
                        return .object([
                            ("item", .string(item.id)), ("old", format.possibleJSON(line.old)),
                            ("new", format.possibleJSON(line.new)),
                            ("change", .string(line.movement.rawValue)),
                        ])
                    })
            ),
            (
                "not_compared",
                .array(
                    comparison.exclusions.map {
                        .object([("item", .string($0.item)), ("reason", JSONOutput($0.reason))])
                    })
            ),
        ])
    }

    /// One dimension before and after.
    static func json(_ dimension: Comparison.Dimension, of model: MaturityModel) -> JSONOutput {
        .object([
            ("dimension", .string(model.dimensions[dimension.dimension].id)),
            ("old_score", json(dimension.scores?.old)),
            ("new_score", json(dimension.scores?.new)),
            ("change", dimension.movement.map { .string($0.rawValue) } ?? .null),
            ("old_levels", json(dimension.levels.old, model)),
            ("new_levels", json(dimension.levels.new, model)),
            ("level_change", .string(dimension.levelMovement.rawValue)),
        ])
    }

    private static func json(_ side: Comparison.Side) -> JSONOutput {
        .object([
            ("year", .integer(side.given.institution.surveyYear)),
            ("version", .string(side.given.questionnaire.version)),
            ("carried_over", .boolean(side.isCarriedOver)),
        ])
    }

    static func json(_ range: ClosedRange<Ratio>?) -> JSONOutput {
        guard let range else { return .null }
        return .object([
            ("lowest", .string(range.lowerBound.text)), ("highest", .string(range.upperBound.text)),
            ("lowest_percent", .number(range.lowerBound.percentText)),
            ("highest_percent", .number(range.upperBound.percentText)),
        ])
    }

    private static func json(_ levels: ClosedRange<Int>, _ model: MaturityModel) -> JSONOutput {
        .array([
            .string(model.levels[levels.lowerBound].id),
            .string(model.levels[levels.upperBound].id),
        ])
    }
}
