package import Maturity
import Consistency
package import Survey
package import TextFormats

/// Reads plan files; every fault is in the cursor's log.
package struct PlanReader {
    /// The schema name of plan files.
    package static let schema = "briedums.plan/1"

    private let identity: QuestionnaireIdentity
    private let catalogue: ActionCatalogue
    private let model: MaturityModel

    /// Prepares reading plans of a questionnaire version.
    package init(
        _ identity: QuestionnaireIdentity, catalogue: ActionCatalogue, model: MaturityModel
    ) {
        self.identity = identity
        self.catalogue = catalogue
        self.model = model
    }

    /// Reads which questionnaire version a plan uses, before anything else can be understood.
    package static func header(
        _ root: JSONCursor
    ) -> (identity: QuestionnaireIdentity, cursor: JSONCursor)? {
        guard var object = root.object() else { return nil }
        object.requireSchema(schema)
        guard let cursor = object.required("questionnaire"), var inner = cursor.object() else {
            return nil
        }
        defer { inner.finish() }
        let id = inner.required("id")?.nonEmptyString()
        let version = inner.required("version")?.nonEmptyString()
        let digest = inner.required("digest")?.nonEmptyString()
        guard let id, let version, let digest else { return nil }
        return (QuestionnaireIdentity(id: id, version: version, digest: digest), cursor)
    }

    /// Reads a plan.
    ///
    /// - Returns: The plan, incomplete when the log has errors; `nil` when something is missing
    ///   without which there is no plan.
    package func plan(_ root: JSONCursor) -> PlanDocument? {
        guard var object = root.object() else { return nil }
        for key in ["$schema", "schema", "questionnaire"] { _ = object.optional(key) }
        let institution = object.required("institution").flatMap { self.institution($0) }
        let isSynthetic = object.optional("synthetic")?.boolean() ?? false
        let answersDigest = object.required("answers_digest")?.nonEmptyString()
        let made = object.required("made").flatMap { day($0) }
        let assumption = object.required("assume").flatMap { cursor in
            lookUp(cursor, among: PlanningSituation.Assumption.allCases.map(\.rawValue))
                .map { PlanningSituation.Assumption.allCases[$0] }
        }
        let targets = object.optional("targets").map { self.targets($0) } ?? []
        let excluded = object.optional("excluded").map { actions($0) } ?? []
        let included = object.optional("included").map { actions($0) } ?? []
        let budget = object.optional("budget")?.integer(in: 0...1_000_000)
        let promise = object.required("promise").flatMap { self.promise($0) }
        let timetable = object.optional("schedule").flatMap { self.timetable($0) }
        let list = object.required("actions")
        let entries = list?.elements().compactMap { entry($0) } ?? []
        object.finish()
        reportRepeated(list)
        guard let institution, let answersDigest, let made, let assumption, let promise else {
            return nil
        }
        return PlanDocument(
            questionnaire: identity, institution: institution, isSynthetic: isSynthetic,
            answersDigest: answersDigest, made: made, assumption: assumption, targets: targets,
            excluded: excluded.sorted(), included: included.sorted(), budget: budget,
            promise: promise, timetable: timetable, entries: entries)
    }

    private func reportRepeated(_ list: JSONCursor?) {
        guard let list, list.isArray else { return }
        reportDuplicateIDs(
            list.elements().compactMap { cursor in
                guard case .string(let id) = cursor.member("id")?.value.content else { return nil }
                return (id, cursor)
            })
    }

    private func institution(_ cursor: JSONCursor) -> Institution? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let number = object.required("registration_number")?.nonEmptyString()
        let name = object.required("name")?.nonEmptyString()
        let ministry = object.optional("ministry")?.nonEmptyString()
        let year = object.required("survey_year")?.integer(in: 1990...2200)
        guard let number, let name, let year else { return nil }
        return Institution(
            registrationNumber: number, name: name, ministry: ministry, surveyYear: year)
    }

    private func targets(_ cursor: JSONCursor) -> [PlanDocument.Target] {
        guard var object = cursor.object() else { return [] }
        defer { object.finish() }
        return model.dimensions.indices.compactMap { dimension in
            guard let cursor = object.optional(model.dimensions[dimension].id),
                var target = cursor.object()
            else { return nil }
            defer { target.finish() }
            let level = lookUp(target.required("level"), among: model.levels.map(\.id))
            let reason = target.required("reason")?.nonEmptyString()
            guard let level, let reason else { return nil }
            return PlanDocument.Target(dimension: dimension, level: level, reason: reason)
        }
    }

    private func promise(_ cursor: JSONCursor) -> [PlanDocument.Promise]? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let promises = model.dimensions.map { dimension -> PlanDocument.Promise? in
            guard var promise = object.required(dimension.id)?.object() else { return nil }
            defer { promise.finish() }
            let level = promise.required("level").flatMap { cursor -> Int? in
                isNull(cursor) ? nil : lookUp(cursor, among: model.levels.map(\.id))
            }
            let score = promise.required("score").flatMap { cursor -> String? in
                guard !isNull(cursor), let text = cursor.nonEmptyString() else { return nil }
                if Ratio(text) != nil { return text }
                cursor.report(
                    code: "plan.score",
                    LocalizedText(
                        lv: "„\(text)“ nav daļa; rakstiet, piemēram, 3/4.",
                        en: "'\(text)' is not a ratio; write it like 3/4."))
                return nil
            }
            return PlanDocument.Promise(level: level, point: score)
        }
        return promises.contains(nil) ? nil : promises.compactMap { $0 }
    }

    private func timetable(_ cursor: JSONCursor) -> PlanDocument.Timetable? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let start = object.required("start").flatMap { cursor -> CalendarPeriod? in
            guard let text = cursor.string() else { return nil }
            if let period = CalendarPeriod(text) { return period }
            reportDate(text, at: cursor)
            return nil
        }
        let capacity = object.required("capacity")?.integer(in: 1...1_000_000)
        guard let start, let capacity else { return nil }
        return PlanDocument.Timetable(start: start, capacity: capacity)
    }

    private func actions(_ cursor: JSONCursor) -> [Int] {
        cursor.elements().compactMap { lookUp($0, among: catalogue.actions.map(\.id)) }
    }

    // MARK: Actions

    private func entry(_ cursor: JSONCursor) -> PlanDocument.Entry? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let action = lookUp(object.required("id"), among: catalogue.actions.map(\.id))
        // The title is there for the reader's eye; the id says which action it is.
        _ = object.optional("title")?.string()
        let status = lookUp(
            object.required("status"), among: PlanDocument.Status.allCases.map(\.rawValue)
        ).map { PlanDocument.Status.allCases[$0] }
        let reason = object.optional("reason")?.nonEmptyString()
        var role: Int?
        var owner: String?
        if var inner = object.required("owner")?.object() {
            role = lookUp(inner.required("role"), among: catalogue.roles.map(\.id))
            owner = inner.optional("name").flatMap { isNull($0) ? nil : $0.nonEmptyString() }
            inner.finish()
        }
        let start = object.optional("start").flatMap { date($0) }
        let due = object.optional("due").flatMap { date($0) }
        let funding =
            object.optional("funding")?.elements().compactMap {
                lookUp($0, among: catalogue.funding.map(\.id))
            } ?? []
        let notes = object.optional("notes")?.nonEmptyString()
        if status == .dropped, reason == nil {
            cursor.report(
                code: "plan.no-reason",
                LocalizedText(
                    lv: "atmestam pasākumam vajadzīgs pamatojums.",
                    en: "a dropped action needs a reason."),
                advice: LocalizedText(
                    lv: "Pievienojiet \"reason\": \"…\".", en: "Add \"reason\": \"…\"."))
        }
        if let start, let due, due.lastDay < start.firstDay {
            cursor.report(
                code: "plan.dates",
                LocalizedText(
                    lv: "termiņš \(due.text) ir pirms sākuma \(start.text).",
                    en: "it is due \(due.text), before it starts \(start.text)."))
        }
        guard let action, let status else { return nil }
        var entry = PlanDocument.Entry(action, in: catalogue)
        entry.status = status
        entry.reason = reason
        entry.role = role ?? entry.role
        entry.owner = owner
        entry.start = start
        entry.due = due
        entry.funding = funding
        entry.notes = notes
        return entry
    }

    private func isNull(_ cursor: JSONCursor) -> Bool {
        if case .null = cursor.value.content { return true }
        return false
    }

    private func date(_ cursor: JSONCursor) -> PlanDocument.Date? {
        guard !isNull(cursor), let text = cursor.string() else { return nil }
        if let date = PlanDocument.Date(text) { return date }
        reportDate(text, at: cursor)
        return nil
    }

    private func day(_ cursor: JSONCursor) -> CalendarDay? {
        guard let text = cursor.string() else { return nil }
        if let day = CalendarDay(text) { return day }
        reportDate(text, at: cursor)
        return nil
    }

    private func reportDate(_ text: String, at cursor: JSONCursor) {
        cursor.report(
            code: "plan.date",
            LocalizedText(
                lv: "„\(text)“ nav datums vai periods; rakstiet, piemēram, 2027-H1, 2027-Q3 vai "
                    + "2027-05-31.",
                en: "'\(text)' is no date or period; write it like 2027-H1, 2027-Q3 or 2027-05-31.")
        )
    }
}
