import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats
import Versions

/// The part of a comparison that says what became of the plan.
struct PlanMovementBlocks {
    private let movement: PlanMovement
    private let levels: [Comparison.Dimension]
    private let newModel: MaturityModel

    /// Prepares the part; `last` is the last comparison.
    init(_ movement: PlanMovement, last: Comparison) {
        self.movement = movement
        levels = last.dimensions
        newModel = last.definition.model
    }

    /// All of it.
    var blocks: [Report.Block] { [heading, introduction] + promises + actions }

    private var heading: Report.Block {
        .heading(
            level: 2,
            LocalizedText(lv: "Pilnveides plāna izpilde", en: "What became of the plan"))
    }

    private var introduction: Report.Block {
        let made = movement.document.made.text
        let name = movement.document.questionnaire.name
        let dropped = movement.lines.filter { $0.entry.status == .dropped }.count
        let counts = PlanMovement.Outcome.allCases.map { ($0, movement.count($0)) }
            .filter { $0.1 > 0 }
        let text = counts.reduce(
            LocalizedText(
                lv: "Plāns sastādīts \(made) pēc \(name). Pēc atbildēm:",
                en: "Planned on \(made) by \(name). By the answers:")
        ) { text, count in
            let separator = LocalizedText(verbatim: text.en.hasSuffix(":") ? " " : ", ")
            return text + separator + Self.word(count.0) + LocalizedText(verbatim: " \(count.1)")
        }
        let rest =
            dropped > 0
            ? LocalizedText(
                lv: "; atmesti pasākumi: \(dropped).", en: "; dropped actions: \(dropped).")
            : LocalizedText(verbatim: ".")
        return .paragraph(Report.Span(text + rest))
    }

    // MARK: Promises

    /// What was promised for each dimension beside what is.
    private var promises: [Report.Block] {
        let document = movement.document
        let old = movement.definition.model
        let isSame = movement.isOfSameVersion
        let rows = zip(document.promise.indices, document.promise).map { index, promise in
            let promised =
                promise.level.map { old.levels[$0].label } ?? LocalizedText(verbatim: "–")
            let id = old.dimensions[index].id
            let now = levels.first { newModel.dimensions[$0.dimension].id == id }
            return [
                Report.Span(old.dimensions[index].label), Report.Span(promised),
                Report.Span(
                    now.map { Wording.levels($0.levels.new, of: newModel) }
                        ?? LocalizedText(verbatim: "–")),
                isSame ? verdict(promise.level, now?.levels.new) : Report.Span(notCompared),
            ]
        }
        return [
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                        Report.Table.Column(LocalizedText(lv: "solīts", en: "promised")),
                        Report.Table.Column(LocalizedText(lv: "tagad", en: "now")),
                        Report.Table.Column(LocalizedText(lv: "izpilde", en: "outcome")),
                    ], rows: rows))
        ]
            + (isSame
                ? []
                : [
                    .paragraph(
                        Report.Span(
                            LocalizedText(
                                lv: "Solītie līmeņi ir pēc citas versijas prasībām, tāpēc tos "
                                    + "nesalīdzina.",
                                en: "The promised levels are by another version's requirements, so "
                                    + "they are not compared."), .faint))
                ])
    }

    private var notCompared: LocalizedText {
        LocalizedText(lv: "nav salīdzināts", en: "not compared")
    }

    private func verdict(_ promised: Int?, _ now: ClosedRange<Int>?) -> Report.Span {
        guard let promised, let now else { return Report.Span(notCompared) }
        if now.lowerBound >= promised { return Self.span(.reached) }
        return Self.span(now.upperBound < promised ? .notReached : .mayHaveReached)
    }

    // MARK: Actions

    private var actions: [Report.Block] {
        let catalogue = movement.definition.catalogue
        return [
            .list(
                movement.lines.map { line in
                    let action = catalogue.actions[line.entry.action]
                    return Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: action.id)),
                        text: Report.Span(action.title), details: details(line))
                })
        ]
    }

    private func details(_ line: PlanMovement.Line) -> [Report.Span] {
        let outcome =
            line.before == .reached && line.now == .reached
            ? LocalizedText(lv: "sasniegts jau iepriekš", en: "reached before already")
            : Self.word(line.now)
        let status = PlanProgressReport.label(line.entry.status)
        var details = [
            Report.Span(
                LocalizedText(
                    lv: "Plānā: \(status.lv); pēc atbildēm: \(outcome.lv)",
                    en: "In the plan: \(status.en); by the answers: \(outcome.en)"),
                line.isDoneButNotSeen ? .doubtful : Self.emphasis(line.now))
        ]
        for aim in line.aims {
            let questionnaire = movement.new.state.questionnaire
            let item = questionnaire.items[aim.item]
            let format = ValueFormat(kind: questionnaire.question(of: item).kind, in: questionnaire)
            let now = Wording.answer(
                aim.item, of: movement.new.response, state: movement.new.state)
            let aimed = format.description(aim.values)
            details.append(
                Report.Span(
                    LocalizedText(
                        lv: "\(item.id): mērķis – \(aimed.lv); tagad – \(now.lv)",
                        en: "\(item.id): aim – \(aimed.en); now – \(now.en)")))
        }
        if line.aims.isEmpty {
            details.append(
                Report.Span(
                    LocalizedText(
                        lv: "Šajā versijā nav atbildes, pēc kuras to vērtēt.",
                        en: "This version has no answer to judge it by."), .faint))
        }
        return details
    }

    private static func emphasis(_ outcome: PlanMovement.Outcome) -> Report.Span.Emphasis {
        switch outcome {
        case .reached: .good
        case .notReached: .plain
        case .mayHaveReached, .notComparable: .faint
        }
    }

    private static func span(_ outcome: PlanMovement.Outcome) -> Report.Span {
        Report.Span(word(outcome), emphasis(outcome))
    }

    static func word(_ outcome: PlanMovement.Outcome) -> LocalizedText {
        switch outcome {
        case .reached: LocalizedText(lv: "sasniegts", en: "reached")
        case .notReached: LocalizedText(lv: "nav sasniegts", en: "not reached")
        case .mayHaveReached: LocalizedText(lv: "var būt sasniegts", en: "may have been reached")
        case .notComparable: LocalizedText(lv: "nav nosakāms", en: "cannot be told")
        }
    }
}

/// Writes what became of a plan as JSON.
enum PlanMovementJSON {
    /// The member `plan` of `briedums.comparison/1`.
    static func output(_ movement: PlanMovement) -> JSONOutput {
        let document = movement.document
        let catalogue = movement.definition.catalogue
        let questionnaire = movement.new.state.questionnaire
        return .object([
            ("version", .string(document.questionnaire.version)),
            ("made", .string(document.made.text)),
            (
                "actions",
                .array(
                    movement.lines.map { line in
                        .object([
                            ("action", .string(catalogue.actions[line.entry.action].id)),
                            ("status", .string(line.entry.status.rawValue)),
                            ("before", .string(line.before.rawValue)),
                            ("now", .string(line.now.rawValue)),
                            (
                                "aims",
                                .array(
                                    line.aims.map { aim in
                                        let item = questionnaire.items[aim.item]
                                        let format = ValueFormat(
                                            kind: questionnaire.question(of: item).kind,
                                            in: questionnaire)
                                        return .object([
                                            ("item", .string(item.id)),
                                            ("aim", format.possibleJSON(aim.values)),
                                            ("before", .string(aim.before.rawValue)),
                                            ("now", .string(aim.now.rawValue)),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }
}
