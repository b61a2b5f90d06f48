package import Survey
package import TextFormats

/// An improvement plan as it is kept in a file: what was promised, who does what until when, and
/// how far it has come.
///
/// People edit the file by hand; reading it back is strict.
package struct PlanDocument: Hashable, Sendable {
    /// How far an action has come.
    package enum Status: String, CaseIterable, Sendable {
        /// It is to be done.
        case planned
        /// Work has begun.
        case started
        /// It is done.
        case done
        /// It will not be done, for a reason that is given.
        case dropped

        /// Whether it still is to be done.
        package var isOpen: Bool { self == .planned || self == .started }
    }

    /// A day or a period by which something is due.
    package enum Date: Hashable, Sendable {
        /// A half-year or a quarter.
        case period(CalendarPeriod)
        /// A day.
        case day(CalendarDay)

        /// Reads `2027-H1`, `2027-Q3` or `2027-05-31`.
        package init?(_ text: String) {
            if let period = CalendarPeriod(text) {
                self = .period(period)
            } else if let day = CalendarDay(text) {
                self = .day(day)
            } else {
                return nil
            }
        }

        /// As it is written in the file.
        package var text: String {
            switch self {
            case .period(let period): period.text
            case .day(let day): day.text
            }
        }

        /// The first day.
        package var firstDay: CalendarDay {
            switch self {
            case .period(let period): period.firstDay
            case .day(let day): day
            }
        }

        /// The last day.
        package var lastDay: CalendarDay {
            switch self {
            case .period(let period): period.lastDay
            case .day(let day): day
            }
        }
    }

    /// An action in the plan.
    package struct Entry: Hashable, Sendable {
        /// The index in the catalogue.
        package let action: Int
        /// How far it has come.
        package var status: Status
        /// Why it was dropped, in the institution's words.
        package var reason: String?
        /// The responsible role, by the catalogue's index.
        package var role: Int
        /// Who is responsible, if the institution has filled it in.
        package var owner: String?
        /// When work begins, if that is decided.
        package var start: Date?
        /// By when it is due, if that is decided.
        package var due: Date?
        /// The sources of funding, by the catalogue's index.
        package var funding: [Int]
        /// Anything else, in the institution's words.
        package var notes: String?

        /// An action as the catalogue describes it, planned.
        package init(_ action: Int, in catalogue: ActionCatalogue) {
            self.action = action
            status = .planned
            role = catalogue.actions[action].role
            funding = catalogue.actions[action].funding
        }
    }

    /// A target that the institution has set itself.
    package struct Target: Hashable, Sendable {
        /// The index of the dimension.
        package let dimension: Int
        /// The index of the level.
        package let level: Int
        /// Why.
        package let reason: String

        /// Makes a target.
        package init(dimension: Int, level: Int, reason: String) {
            self.dimension = dimension
            self.level = level
            self.reason = reason
        }
    }

    /// What the plan promises for one dimension once every action is done.
    package struct Promise: Hashable, Sendable {
        /// The index of the level; `nil` when there is no score.
        package let level: Int?
        /// The score as an exact ratio `3/4`; `nil` when there is none.
        package let point: String?

        /// Makes a promise.
        package init(level: Int?, point: String?) {
            self.level = level
            self.point = point
        }
    }

    /// How the work was placed into periods.
    package struct Timetable: Hashable, Sendable {
        /// The first period.
        package let start: CalendarPeriod
        /// The person-days per period, positive.
        package let capacity: Int

        /// Makes a timetable.
        package init(start: CalendarPeriod, capacity: Int) {
            self.start = start
            self.capacity = capacity
        }
    }

    /// The questionnaire version whose catalogue the plan uses.
    package let questionnaire: QuestionnaireIdentity
    /// Whose plan it is, and for which year's answers it was made.
    package let institution: Institution
    /// Whether the answers were made up.
    package let isSynthetic: Bool
    /// The SHA-256 of the answers file that the plan was made from, as `sha256:…`.
    package var answersDigest: String
    /// The day on which it was made or last planned anew.
    package var made: CalendarDay
    /// How answers that were not certain were taken.
    package var assumption: PlanningSituation.Assumption
    /// The targets that the institution set itself.
    package var targets: [Target]
    /// The actions left out, by index, ascending.
    package var excluded: [Int]
    /// The actions wanted in any case, by index, ascending.
    package var included: [Int]
    /// The limit on the work in person-days, if there is one.
    package var budget: Int?
    /// What is promised for each dimension.
    package var promise: [Promise]
    /// How the work was placed, if it was.
    package var timetable: Timetable?
    /// The actions in the order in which they are to be done.
    package var entries: [Entry]

    /// Makes a plan file.
    package init(
        questionnaire: QuestionnaireIdentity, institution: Institution, isSynthetic: Bool,
        answersDigest: String, made: CalendarDay,
        assumption: PlanningSituation.Assumption = .point, targets: [Target] = [],
        excluded: [Int] = [], included: [Int] = [], budget: Int? = nil, promise: [Promise],
        timetable: Timetable? = nil, entries: [Entry]
    ) {
        self.questionnaire = questionnaire
        self.institution = institution
        self.isSynthetic = isSynthetic
        self.answersDigest = answersDigest
        self.made = made
        self.assumption = assumption
        self.targets = targets
        self.excluded = excluded
        self.included = included
        self.budget = budget
        self.promise = promise
        self.timetable = timetable
        self.entries = entries
    }

    /// The actions with a status, by index in the catalogue, in the file's order.
    package func actions(_ statuses: Set<Status>) -> [Int] {
        entries.filter { statuses.contains($0.status) }.map(\.action)
    }
}
