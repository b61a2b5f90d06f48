import Assessment
import Cohort
import Consistency
import Survey
import TextFormats

/// Builds the part on how institutions answered: by groups of tasks, then every question.
struct DistributionSection {
    private let summary: CohortSummary

    init(_ summary: CohortSummary) { self.summary = summary }

    private var questionnaire: Questionnaire { summary.definition.questionnaire }

    /// Groups of tasks as bars, then a table per kind of question.
    var blocks: [Report.Block] {
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(lv: "Kā iestādes atbildēja", en: "How institutions answered"))
        ]
        if let groups { blocks.append(.chart(groups)) }
        for (index, section) in questionnaire.sections.enumerated() {
            blocks.append(.heading(level: 3, section.title))
            let items = summary.items.filter {
                questionnaire.question(of: $0.item).section == index
            }
            blocks += tables(items)
        }
        return blocks
    }

    // MARK: Groups

    /// The best answer's share of all answers in each group.
    private var groups: Report.Chart? {
        guard let first = summary.questionGroups.first else { return nil }
        let options = first.answers.map(\.option)
        let groups = summary.questionGroups.filter { $0.answers.map(\.option) == options }
        guard
            let shown = options.indices.first(where: { options[$0].id == "yes" })
                ?? options.indices.last
        else { return nil }
        let rows = groups.map { group in
            [Report.Span(group.group.title)]
                + group.answers.map { CohortCells.share($0.count, of: group.total) }
        }
        return Report.Chart(
            title: LocalizedText(
                lv: "Uzdevumu grupas: atbildes „\(options[shown].label.lv)“ daļa",
                en: "Groups of tasks: share of '\(options[shown].label.en)'"),
            description: rows.map { row in
                row[0].text + LocalizedText(verbatim: ": ") + row[1 + shown].text
            }.joined(separator: "; ") + LocalizedText(verbatim: "."),
            drawing: .bars(
                groups.map { group in
                    Report.Chart.Bar(
                        label: group.group.title,
                        note: LocalizedText(
                            lv: "atbildes kopā: \(group.total)",
                            en: "answers in all: \(group.total)"),
                        value: group.answers[shown].count.map { Ratio($0, max(1, group.total)) },
                        interval: nil, target: nil)
                }, thresholds: [],
                legend: Report.Chart.BarLegend(value: options[shown].label)),
            table: Report.Table(
                columns: [Report.Table.Column(lv: "Grupa", en: "Group")]
                    + options.map { Report.Table.Column($0.label, isNumeric: true) },
                rows: rows))
    }

    // MARK: Questions

    private enum Shape: Hashable {
        case options([Option])
        case set
        case number
    }

    private func shape(_ item: CohortSummary.Item) -> Shape {
        switch questionnaire.question(of: item.item).kind {
        case .single: .options(item.answers.map(\.option))
        case .multiple: .set
        case .count: .number
        }
    }

    /// Questions with the same options share a table; a question with a set has its own.
    private func tables(_ items: [CohortSummary.Item]) -> [Report.Block] {
        var runs: [(shape: Shape, items: [CohortSummary.Item])] = []
        for item in items {
            let shape = shape(item)
            if shape != .set, let index = runs.firstIndex(where: { $0.shape == shape }) {
                runs[index].items.append(item)
            } else {
                runs.append((shape, [item]))
            }
        }
        return runs.map { run in
            switch run.shape {
            case .options(let options): .table(choices(options, run.items))
            case .set: .table(set(run.items[0]))
            case .number: .table(numbers(run.items))
            }
        }
    }

    private func name(_ item: CohortSummary.Item) -> LocalizedText {
        Wording.question(item.item, in: questionnaire)
    }

    private static let states: [(id: String, name: LocalizedText)] = [
        ("unknown", LocalizedText(lv: "nav zināms", en: "unknown")),
        ("unanswered", LocalizedText(lv: "nav atbildēts", en: "not answered")),
        ("not_applicable", LocalizedText(lv: "nav attiecināms", en: "not applicable")),
        ("not_asked", LocalizedText(lv: "nav jāatbild", en: "not asked")),
        ("partial", LocalizedText(lv: "vairākas vērtības", en: "several values")),
    ]

    /// The states that some item of a table has.
    private func states(_ items: [CohortSummary.Item]) -> [(id: String, name: LocalizedText)] {
        Self.states.filter { state in
            items.contains { item in
                item.states.contains { $0.state == state.id && $0.count != 0 }
            }
        }
    }

    private func count(_ item: CohortSummary.Item, _ state: String) -> Report.Span {
        CohortCells.count(item.states.first { $0.state == state }?.count ?? 0)
    }

    private func choices(_ options: [Option], _ items: [CohortSummary.Item]) -> Report.Table {
        let states = self.states(items)
        // The share of each of few options is worth a column; of many it would be noise.
        let hasShares = options.count <= 2
        var columns = [
            Report.Table.Column(lv: "Nr.", en: "No."),
            Report.Table.Column(lv: "Jautājums", en: "Question"),
        ]
        for option in options {
            columns.append(Report.Table.Column(option.label, isNumeric: true))
            if hasShares { columns.append(Report.Table.Column(lv: "%", en: "%", isNumeric: true)) }
        }
        columns += states.map { Report.Table.Column($0.name, isNumeric: true) }
        return Report.Table(
            columns: columns,
            rows: items.map { item in
                var row = [
                    Report.Span(LocalizedText(verbatim: item.item.id)), Report.Span(name(item)),
                ]
                for answer in item.answers {
                    row.append(CohortCells.count(answer.count))
                    if hasShares {
                        row.append(CohortCells.share(answer.count, of: summary.counts.scored))
                    }
                }
                return row + states.map { count(item, $0.id) }
            })
    }

    private func set(_ item: CohortSummary.Item) -> Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(lv: "Atbilde", en: "Answer"),
                Report.Table.Column(lv: "iestādes", en: "institutions", isNumeric: true),
                Report.Table.Column(lv: "%", en: "%", isNumeric: true),
            ],
            rows: item.answers.map { answer in
                [
                    Report.Span(answer.option.label), CohortCells.count(answer.count),
                    CohortCells.share(answer.count, of: summary.counts.scored),
                ]
            }
                + states([item]).map { state in
                    let count = item.states.first { $0.state == state.id }?.count ?? 0
                    return [
                        Report.Span(state.name, .faint), CohortCells.count(count),
                        CohortCells.share(count, of: summary.counts.scored),
                    ]
                },
            caption: LocalizedText(verbatim: "\(item.item.id) ") + name(item))
    }

    private func numbers(_ items: [CohortSummary.Item]) -> Report.Table {
        let states = self.states(items)
        return Report.Table(
            columns: [
                Report.Table.Column(lv: "Nr.", en: "No."),
                Report.Table.Column(lv: "Jautājums", en: "Question"),
                Report.Table.Column(lv: "norādīts skaitlis", en: "number given", isNumeric: true),
            ] + states.map { Report.Table.Column($0.name, isNumeric: true) },
            rows: items.map { item in
                [
                    Report.Span(LocalizedText(verbatim: item.item.id)), Report.Span(name(item)),
                    CohortCells.count(item.answered),
                ] + states.map { count(item, $0.id) }
            })
    }
}
