import Improvement
import TextFormats

/// The machine-readable form of a schedule.
struct ScheduleJSON {
    private let schedule: Schedule
    private let catalogue: ActionCatalogue

    init(_ schedule: Schedule, catalogue: ActionCatalogue) {
        self.schedule = schedule
        self.catalogue = catalogue
    }

    var whole: JSONOutput {
        .object([
            ("start", .string(schedule.problem.start.text)),
            ("capacity", .integer(schedule.problem.capacity)),
            ("finish", schedule.finish.map { .string($0.text) } ?? .null),
            (
                "periods",
                .array(
                    schedule.loads.map { load in
                        .object([
                            ("period", .string(load.period.text)),
                            ("capacity", .integer(load.capacity)),
                            (
                                "work",
                                .array(
                                    load.portions.map { portion in
                                        .object([
                                            ("id", .string(catalogue.actions[portion.task].id)),
                                            ("person_days", .integer(portion.personDays)),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
            ("overflow", schedule.overflow.map { json($0) } ?? .null),
        ])
    }

    private func json(_ overflow: Schedule.Overflow) -> JSONOutput {
        .object([
            ("person_days", .integer(overflow.personDays)),
            (
                "actions",
                .array(
                    overflow.remainders.map {
                        .object([
                            ("id", .string(catalogue.actions[$0.task].id)),
                            ("person_days", .integer($0.personDays)),
                        ])
                    })
            ),
            ("periods_missing", .integer(overflow.periodsMissing)),
            (
                "sufficient_capacity",
                overflow.sufficientCapacity.map { .integer($0) } ?? .null
            ),
        ])
    }
}
