package import TextFormats

/// Reads answers files.
package enum ResponseReader {
    /// The schema name of answers files.
    package static let schema = "briedums.answers/1"

    /// What an answers file says about the questionnaire it answers.
    package struct Header {
        /// The questionnaire, its version and its digest.
        package let identity: QuestionnaireIdentity
        /// Where the file says so.
        package let cursor: JSONCursor
    }

    /// Reads which questionnaire a file answers, before anything else can be understood.
    package static func header(_ root: JSONCursor) -> Header? {
        guard var object = root.object() else { return nil }
        object.requireSchema(schema)
        guard let cursor = object.required("questionnaire"), let identity = identity(cursor)
        else { return nil }
        return Header(identity: identity, cursor: cursor)
    }

    private static func identity(_ cursor: JSONCursor) -> QuestionnaireIdentity? {
        guard var inner = cursor.object() else { return nil }
        defer { inner.finish() }
        let id = inner.required("id")?.nonEmptyString()
        let version = inner.required("version")?.nonEmptyString()
        let digest = inner.required("digest")?.nonEmptyString()
        guard let id, let version, let digest else { return nil }
        return QuestionnaireIdentity(id: id, version: version, digest: digest)
    }

    /// Reads a response to a questionnaire; every fault is in the cursor's log.
    ///
    /// - Returns: The response, incomplete when the log has errors; `nil` when the file names no
    ///   institution.
    /// - Complexity: O(*bytes*).
    package static func response(_ root: JSONCursor, to questionnaire: Questionnaire) -> Response? {
        guard var object = root.object() else { return nil }
        _ = object.optional("$schema")
        _ = object.optional("schema")
        _ = object.optional("questionnaire")
        let revision = object.required("revision")?.integer(in: 0...1_000_000_000)
        let isSynthetic = object.optional("synthetic")?.boolean() ?? false
        let note = object.optional("note")?.nonEmptyString()
        let institution = object.required("institution").flatMap { self.institution($0) }
        let profile = object.required("profile").map { self.profile($0, in: questionnaire) }
        let answers = object.required("answers").map { self.answers($0, in: questionnaire) }
        let doubts = object.optional("accepted_doubts")?.elements().compactMap {
            acceptedDoubt($0, in: questionnaire)
        }
        let migration = object.optional("migration").flatMap { self.migration($0) }
        object.finish()
        guard let institution else { return nil }
        var response = Response(
            questionnaire: questionnaire.identity, institution: institution,
            profile: profile ?? [:], isSynthetic: isSynthetic, note: note)
        response.revision = revision ?? 0
        response.answers = answers ?? [:]
        response.acceptedDoubts = doubts ?? []
        response.migration = migration
        return response
    }

    /// Reads the institution that answers.
    package static func institution(_ cursor: JSONCursor) -> Institution? {
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

    private static func profile(
        _ cursor: JSONCursor, in questionnaire: Questionnaire
    ) -> [String: PossibleValues] {
        var profile: [String: PossibleValues] = [:]
        let names = questionnaire.profile.map(\.id)
        for (name, value) in cursor.members() {
            guard let index = names.firstIndex(of: name) else {
                reportUnknownName(name, at: value, among: names, code: "answers.unknown-field")
                continue
            }
            let field = questionnaire.profile[index]
            let format = ValueFormat(kind: field.kind, in: questionnaire)
            switch value.value.content {
            case .array, .object: profile[name] = format.possible(value)
            default: profile[name] = format.value(value)
            }
        }
        return profile
    }

    private static func answers(
        _ cursor: JSONCursor, in questionnaire: Questionnaire
    ) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for (name, value) in cursor.members() {
            guard let index = questionnaire.itemIndex(name) else {
                reportUnknownName(
                    name, at: value, among: questionnaire.items.map(\.id),
                    code: "answers.unknown-question")
                continue
            }
            answers[name] = answer(value, to: questionnaire.items[index], in: questionnaire)
        }
        return answers
    }

    private static func answer(
        _ cursor: JSONCursor, to item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> Answer? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let statement = statement(cursor, &object, item: item, in: questionnaire)
        let comment = object.optional("comment")?.nonEmptyString()
        let evidence =
            object.optional("evidence")?.elements().compactMap { $0.nonEmptyString() } ?? []
        let author = object.optional("author")?.nonEmptyString()
        let time = object.optional("time").flatMap { self.time($0) }
        let isUnconfirmed = object.optional("unconfirmed")?.boolean() ?? false
        let origin = object.optional("origin")?.elements().compactMap { self.origin($0) }
        guard let statement else { return nil }
        var answer = Answer(
            statement, comment: comment, evidence: evidence, author: author, time: time)
        answer.isUnconfirmed = isUnconfirmed
        answer.origin = origin ?? []
        return answer
    }

    private static func acceptedDoubt(
        _ cursor: JSONCursor, in questionnaire: Questionnaire
    ) -> AcceptedDoubt? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let edit = object.required("rule")?.nonEmptyString()
        let reason = object.required("reason")?.nonEmptyString()
        let author = object.optional("author")?.nonEmptyString()
        let time = object.optional("time").flatMap { self.time($0) }
        let answers = object.required("answers").map { self.answers($0, in: questionnaire) }
        guard let edit, let reason, let answers else { return nil }
        return AcceptedDoubt(
            edit: edit, reason: reason, author: author, time: time,
            answers: answers.mapValues(\.statement))
    }

    /// Reads what is said about an item, without comment, evidence and author.
    package static func statement(
        _ cursor: JSONCursor, of item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> Answer.Statement? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        return statement(cursor, &object, item: item, in: questionnaire)
    }

    private static func statement(
        _ cursor: JSONCursor, _ object: inout JSONObjectReader, item: Questionnaire.Item,
        in questionnaire: Questionnaire
    ) -> Answer.Statement? {
        let value = object.optional("value")
        let possible = object.optional("possible")
        let state = object.optional("state")
        let reason = object.optional("reason")
        if let reason, (state?.value.content).map({ !$0.isString("not_applicable") }) ?? true {
            reason.report(
                code: "answers.reason",
                LocalizedText(
                    lv: "iemesls pieder tikai atbildei „not_applicable“.",
                    en: "a reason belongs to the state 'not_applicable' only."))
        }
        guard [value, possible, state].compactMap({ $0 }).count == 1 else {
            cursor.report(
                code: "answers.statement",
                LocalizedText(
                    lv: "jābūt tieši vienai no atslēgām „value“, „possible“, „state“.",
                    en: "exactly one of 'value', 'possible' and 'state' is needed."))
            return nil
        }
        let format = ValueFormat(kind: questionnaire.question(of: item).kind, in: questionnaire)
        if let value { return format.value(value).map { .values($0) } }
        if let possible { return format.possible(possible).map { .values($0) } }
        let states = ["unknown", "not_applicable"]
        guard let index = lookUp(state, among: states, code: "answers.unknown-state") else {
            return nil
        }
        if index == 0 { return .unknown }
        guard questionnaire.allowsNotApplicable(item) else {
            cursor.report(
                code: "answers.not-applicable",
                LocalizedText(
                    lv: "uz jautājumu \(item.id) nevar atbildēt „nav attiecināms“.",
                    en: "\(item.id) cannot be answered 'not applicable'."))
            return nil
        }
        return .notApplicable(reason: reason?.nonEmptyString())
    }

    private static func origin(_ cursor: JSONCursor) -> AnswerOrigin? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        return origin(&object)
    }

    private static func origin(_ object: inout JSONObjectReader) -> AnswerOrigin? {
        let version = object.required("version")?.nonEmptyString()
        let item = object.required("item")?.nonEmptyString()
        let answer = object.required("answer")?.nonEmptyString()
        let author = object.optional("author")?.nonEmptyString()
        let time = object.optional("time").flatMap { self.time($0) }
        guard let version, let item, let answer else { return nil }
        return AnswerOrigin(
            version: version, item: item, answer: answer, author: author, time: time)
    }

    private static func migration(_ cursor: JSONCursor) -> MigrationRecord? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let versions = object.required("from")?.elements().compactMap { identity($0) }
        let lost = object.required("not_carried")?.elements().compactMap { lostAnswer($0) }
        guard let versions, let lost else { return nil }
        return MigrationRecord(versions: versions, notCarried: lost)
    }

    private static func lostAnswer(_ cursor: JSONCursor) -> MigrationRecord.LostAnswer? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let origin = origin(&object)
        let comment = object.optional("comment")?.nonEmptyString()
        let evidence = object.optional("evidence")?.elements().compactMap { $0.nonEmptyString() }
        let reason = object.required("reason")?.localizedText()
        guard let origin, let reason else { return nil }
        return MigrationRecord.LostAnswer(
            origin, comment: comment, evidence: evidence ?? [], reason: reason)
    }

    /// A time as UTC in ISO 8601 without fractions: `2021-05-03T10:00:00Z`.
    private static func time(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.string() else { return nil }
        let pattern = "dddd-dd-ddTdd:dd:ddZ"
        let matches =
            text.count == pattern.count
            && zip(text, pattern).allSatisfy { character, expected in
                expected == "d" ? character.isASCII && character.isNumber : character == expected
            }
        let fields = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard matches, fields.count == 6, (1...12).contains(fields[1]),
            (1...31).contains(fields[2]), fields[3] < 24, fields[4] < 60, fields[5] < 61
        else {
            cursor.report(
                code: "answers.time",
                LocalizedText(
                    lv: "„\(text)“ nav laiks; jābūt UTC, piemēram, 2021-05-03T10:00:00Z.",
                    en: "'\(text)' is not a time; write UTC like 2021-05-03T10:00:00Z."))
            return nil
        }
        return text
    }
}
