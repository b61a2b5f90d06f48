package import Assessment
package import Improvement
package import TextFormats

/// The improvement plan that a report on an institution shows.
package struct ReportedPlan: Sendable {
    /// How the work was placed into periods.
    package enum Timetable: Sendable {
        /// With the capacity that the institution gave.
        case given(Schedule)
        /// With the least capacity that finishes everything in ``exampleHorizon`` periods, because
        /// the institution gave none: an example, not a decision.
        case example(Schedule)
        /// There is nothing to place.
        case none
    }

    /// Where a plan comes from.
    package enum Source: Sendable {
        /// The cheapest plan, proposed by the program; `nil` without a decided target.
        case proposal(InstitutionPlan?, Timetable)
        /// The institution's own plan, from a file with this SHA-256 digest.
        case file(PlanDocument, PlanProgress, digest: String)
    }

    /// In how many half-years a plan is finished when the institution gives no capacity; a
    /// project default.
    package static let exampleHorizon = 4

    /// Where the plan comes from.
    package let source: Source

    /// Proposes a plan.
    ///
    /// - Parameters:
    ///   - assessment: The assessed answers.
    ///   - today: The day of the report.
    ///   - capacity: The person-days per period that the institution gives, at least 1.
    ///   - start: The first period; otherwise the half-year after today.
    /// - Complexity: That of finding the cheapest plan.
    package init(
        proposedFor assessment: InstitutionAssessment, today: CalendarDay, capacity: Int? = nil,
        start: CalendarPeriod? = nil
    ) {
        let plan = InstitutionPlan(assessment)
        let first = start ?? CalendarPeriod(.halfYear, containing: today).successor
        source = .proposal(plan, plan.map { Self.timetable($0, first, capacity) } ?? .none)
    }

    /// Takes a plan from a file.
    ///
    /// - Parameters:
    ///   - document: The plan.
    ///   - digest: The SHA-256 digest of the file's bytes.
    ///   - assessment: The assessed answers.
    ///   - today: The day of the report, on which it is judged what is overdue.
    package init(
        _ document: PlanDocument, digest: String, assessment: InstitutionAssessment,
        today: CalendarDay
    ) {
        source = .file(
            document, PlanProgress(document, assessment: assessment, today: today),
            digest: digest)
    }

    private static func timetable(
        _ plan: InstitutionPlan, _ start: CalendarPeriod, _ capacity: Int?
    ) -> Timetable {
        guard plan.plan.personDays > 0 else { return .none }
        do {
            if let capacity {
                return .given(try plan.schedule(start: start, capacity: capacity, horizon: nil))
            }
            // The least capacity is asked of a problem that has some.
            let any = try plan.schedule(
                start: start, capacity: plan.plan.personDays, horizon: nil)
            guard let least = any.problem.smallestCapacity(forPeriods: exampleHorizon) else {
                return .none
            }
            return .example(try plan.schedule(start: start, capacity: least, horizon: nil))
        } catch {
            return .none
        }
    }
}

/// When the work of a proposed plan is to be done.
package struct PlanRequestedTime: Hashable, Sendable {
    /// The person-days per period; `nil` when the institution gives none.
    package var capacity: Int?
    /// The first period; `nil` for the half-year after today.
    package var start: CalendarPeriod?

    /// States what is asked.
    package init(capacity: Int? = nil, start: CalendarPeriod? = nil) {
        self.capacity = capacity
        self.start = start
    }
}
