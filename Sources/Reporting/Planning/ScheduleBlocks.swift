import Improvement
import TextFormats

/// Builds the part of a report on when what is to be done.
struct ScheduleBlocks {
    private let schedule: Schedule
    private let catalogue: ActionCatalogue

    init(_ schedule: Schedule, catalogue: ActionCatalogue) {
        self.schedule = schedule
        self.catalogue = catalogue
    }

    var all: [Report.Block] {
        guard !schedule.loads.isEmpty else { return [] }
        let rows = schedule.loads.map { load in
            [
                Report.Span(load.period.label, .strong),
                Report.Span(
                    LocalizedText(
                        verbatim: load.portions.map { portion in
                            "\(catalogue.actions[portion.task].id) (\(portion.personDays))"
                        }.joined(separator: ", "))),
                Report.Span(LocalizedText(verbatim: "\(load.personDays)/\(load.capacity)")),
            ]
        }
        return [
            .heading(level: 2, LocalizedText(lv: "Laika grafiks", en: "Schedule")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "periods", en: "period")),
                        Report.Table.Column(
                            LocalizedText(
                                lv: "pasākumi (cilvēkdienas)", en: "actions (person-days)")),
                        Report.Table.Column(
                            LocalizedText(lv: "izmantots", en: "used"), isNumeric: true),
                    ], rows: rows)),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Priekšnosacījumi pirms tā, kas uz tiem balstās; galvenie pakalpojumi "
                            + "vispirms; viss beidzas, cik agri ar šo kapacitāti iespējams.",
                        en: "Prerequisites before what builds on them; key services first; "
                            + "everything ends as early as this capacity allows."), .faint)),
        ] + overflow
    }

    private var overflow: [Report.Block] {
        guard let overflow = schedule.overflow else { return [] }
        let days = Wording.personDays.counted(overflow.personDays)
        let ids = overflow.remainders.map { catalogue.actions[$0.task].id }.joined(separator: ", ")
        let more = CountedNoun(
            lv: ("periodiem", "periodu", "periodiem"), en: ("more period", "more periods")
        ).counted(overflow.periodsMissing)
        let needed = CountedNoun(
            lv: ("periodu", "periodu", "periodus"), en: ("more period", "more periods")
        ).counted(overflow.periodsMissing)
        let remedy =
            overflow.sufficientCapacity.map {
                let capacity = Wording.personDaysAfterPreposition.counted($0)
                return LocalizedText(
                    lv: "Viss ietilptu ar \(capacity.lv) periodā vai ar \(more.lv) vairāk.",
                    en: "Everything would fit with \(capacity.en) per period, or with "
                        + "\(more.en).")
            } ?? LocalizedText(lv: "Vajag vēl \(needed.lv).", en: "It takes \(needed.en).")
        return [
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Neietilpst \(days.lv): \(ids). \(remedy.lv)",
                        en: "\(days.en) do not fit: \(ids). \(remedy.en)"), .bad))
        ]
    }
}
