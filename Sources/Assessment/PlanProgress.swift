import Consistency
package import Improvement
package import Maturity
import Survey
package import TextFormats

/// How far a plan has come, judged by its file and by answers, today.
package struct PlanProgress: Sendable {
    /// One action of the plan.
    package struct Line: Hashable, Sendable {
        /// What the file says.
        package let entry: PlanDocument.Entry
        /// Whether it is still open although its due date has passed.
        package let isOverdue: Bool
        /// Whether the answers are where the action would lift them.
        package let isSeenInAnswers: Bool
    }

    /// The actions in the file's order.
    package let lines: [Line]
    /// The maturity by the answers alone.
    package let now: MaturityAssessment
    /// The maturity once every action that is not dropped is done.
    package let projected: MaturityAssessment
    /// The target of each dimension, as far as it is decided.
    package let targets: [PlanTarget?]

    /// Looks at a plan.
    ///
    /// - Parameters:
    ///   - document: The plan.
    ///   - assessment: The answers, those that the plan was made from or later ones.
    ///   - today: The day on which it is judged what is overdue.
    package init(
        _ document: PlanDocument, assessment: InstitutionAssessment, today: CalendarDay
    ) {
        let definition = assessment.definition
        let situation = PlanningSituation(
            assessment.state, groups: assessment.assignment.groups.map(\.id),
            catalogue: definition.catalogue, model: definition.model)
        lines = document.entries.map { entry in
            Line(
                entry: entry,
                isOverdue: entry.status.isOpen && (entry.due.map { $0.lastDay < today } ?? false),
                isSeenInAnswers: situation.openRaises[entry.action].isEmpty)
        }
        now = assessment.maturity
        projected = situation.maturity(after: document.actions([.planned, .started, .done]))
        targets = definition.model.dimensions.indices.map { dimension in
            if let own = document.targets.first(where: { $0.dimension == dimension }) {
                return PlanTarget(level: own.level, reason: own.reason)
            }
            guard assessment.assignment.targets.indices.contains(dimension),
                assessment.assignment.targets[dimension].count == 1
            else { return nil }
            return PlanTarget(level: assessment.assignment.targets[dimension].lowerBound)
        }
    }

    /// The number of actions with a status.
    package func count(_ status: PlanDocument.Status) -> Int {
        lines.filter { $0.entry.status == status }.count
    }
}

extension PlanRequest {
    /// What a plan file asks when it is planned anew: what is done stays done, what was dropped
    /// stays out, what was started stays in.
    package init(_ document: PlanDocument) {
        self.init()
        for target in document.targets {
            targets[target.dimension] = PlanTarget(level: target.level, reason: target.reason)
        }
        assumption = document.assumption
        excluded = Set(document.excluded + document.actions([.dropped]))
        required = Set(document.included + document.actions([.started]))
        done = document.actions([.done])
        budget = document.budget
    }
}

extension InstitutionPlan {
    /// The problem of placing the plan's work into periods, key services first.
    ///
    /// - Parameters:
    ///   - start: The first period.
    ///   - capacity: Person-days per period.
    ///   - horizon: The number of periods in which everything ought to be finished.
    /// - Returns: Each action's work by period.
    /// - Throws: Why there is no schedule.
    package func schedule(
        start: CalendarPeriod, capacity: Int, horizon: Int?
    ) throws(ScheduleProblem.Fault) -> Schedule {
        let catalogue = plan.situation.catalogue
        let tasks = plan.steps.map { step in
            ScheduleProblem.Task(
                index: step.action, personDays: catalogue.personDays(step.action),
                prerequisites: plan.situation.openPrerequisites(of: step.action),
                priorityClass: catalogue.actions[step.action].isForKeyServices ? 0 : 1)
        }
        return Schedule(
            try ScheduleProblem(tasks: tasks, start: start, capacity: capacity, horizon: horizon))
    }

    /// The plan as a file: every action of an earlier file keeps what was written about it.
    ///
    /// - Parameters:
    ///   - assessment: The answers that the plan was made from.
    ///   - answersDigest: The SHA-256 of their file.
    ///   - made: Today.
    ///   - schedule: When what is to be done; it sets the dates of planned actions.
    ///   - earlier: The file that is planned anew, if there is one.
    /// - Returns: The plan with what is done or dropped first, then the rest in order.
    package func document(
        _ assessment: InstitutionAssessment, answersDigest: String, made: CalendarDay,
        schedule: Schedule?, earlier: PlanDocument? = nil
    ) -> PlanDocument {
        let catalogue = plan.situation.catalogue
        let kept = earlier?.entries.filter { !$0.status.isOpen } ?? []
        let entries = plan.steps.map { step -> PlanDocument.Entry in
            let before = earlier?.entries.first { $0.action == step.action }
            var entry = before ?? PlanDocument.Entry(step.action, in: catalogue)
            let placement = schedule?.placements.first { $0.task.index == step.action }
            if let placement, entry.status == .planned {
                entry.start = .period(placement.begin)
                entry.due = .period(placement.finish)
            }
            return entry
        }
        return PlanDocument(
            questionnaire: assessment.definition.questionnaire.identity,
            institution: assessment.response.institution,
            isSynthetic: assessment.response.isSynthetic, answersDigest: answersDigest, made: made,
            assumption: request.assumption,
            targets: targets.enumerated().compactMap { dimension, target in
                target.reason.map {
                    PlanDocument.Target(dimension: dimension, level: target.level, reason: $0)
                }
            },
            excluded: earlier?.excluded ?? request.excluded.sorted(),
            included: earlier?.included ?? request.required.sorted(), budget: request.budget,
            promise: plan.projected.dimensions.map {
                PlanDocument.Promise(level: $0.level, point: $0.score.point?.text)
            },
            timetable: schedule.map {
                PlanDocument.Timetable(start: $0.problem.start, capacity: $0.problem.capacity)
            } ?? earlier?.timetable, entries: kept + entries)
    }
}
