package import TextFormats

/// Writes answers files; reading back what was written gives an equal response.
package enum ResponseWriter {
    /// The JSON of a response, answers in questionnaire order.
    package static func json(_ response: Response, of questionnaire: Questionnaire) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("schema", .string(ResponseReader.schema)),
            ("questionnaire", json(response.questionnaire)),
            ("revision", .integer(response.revision)),
        ]
        if response.isSynthetic { members.append(("synthetic", .boolean(true))) }
        if let note = response.note { members.append(("note", .string(note))) }
        members.append(("institution", institution(response.institution)))
        let profile = questionnaire.profile.compactMap { field in
            response.profile[field.id].map { values in
                let format = ValueFormat(kind: field.kind, in: questionnaire)
                return (key: field.id, value: format.json(values).value)
            }
        }
        members.append(("profile", .object(profile)))
        let answers = questionnaire.items.compactMap { item in
            response.answers[item.id].map { answer in
                (key: item.id, value: json(answer, to: item, in: questionnaire))
            }
        }
        members.append(("answers", .object(answers)))
        if !response.acceptedDoubts.isEmpty {
            let doubts = response.acceptedDoubts.map { json($0, in: questionnaire) }
            members.append(("accepted_doubts", .array(doubts)))
        }
        if let migration = response.migration {
            members.append(("migration", json(migration)))
        }
        return .object(members)
    }

    private static func json(_ identity: QuestionnaireIdentity) -> JSONOutput {
        .object([
            ("id", .string(identity.id)), ("version", .string(identity.version)),
            ("digest", .string(identity.digest)),
        ])
    }

    private static func json(_ migration: MigrationRecord) -> JSONOutput {
        .object([
            ("from", .array(migration.versions.map { json($0) })),
            ("not_carried", .array(migration.notCarried.map { json($0) })),
        ])
    }

    private static func json(_ lost: MigrationRecord.LostAnswer) -> JSONOutput {
        var members = self.members(lost.origin)
        if let comment = lost.comment { members.append(("comment", .string(comment))) }
        if !lost.evidence.isEmpty {
            members.append(("evidence", .array(lost.evidence.map { .string($0) })))
        }
        members.append(("reason", JSONOutput(lost.reason)))
        return .object(members)
    }

    private static func members(_ origin: AnswerOrigin) -> [(key: String, value: JSONOutput)] {
        var members: [(key: String, value: JSONOutput)] = [
            ("version", .string(origin.version)), ("item", .string(origin.item)),
            ("answer", .string(origin.answer)),
        ]
        if let author = origin.author { members.append(("author", .string(author))) }
        if let time = origin.time { members.append(("time", .string(time))) }
        return members
    }

    /// The JSON of what is said about an item, as ``ResponseReader`` reads it.
    package static func json(
        _ statement: Answer.Statement, of item: Questionnaire.Item,
        in questionnaire: Questionnaire
    ) -> JSONOutput {
        json(Answer(statement), to: item, in: questionnaire)
    }

    /// The JSON of the institution that answers.
    package static func institution(_ institution: Institution) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("registration_number", .string(institution.registrationNumber)),
            ("name", .string(institution.name)),
        ]
        if let ministry = institution.ministry { members.append(("ministry", .string(ministry))) }
        members.append(("survey_year", .integer(institution.surveyYear)))
        return .object(members)
    }

    private static func json(
        _ doubt: AcceptedDoubt, in questionnaire: Questionnaire
    ) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("rule", .string(doubt.edit)), ("reason", .string(doubt.reason)),
        ]
        if let author = doubt.author { members.append(("author", .string(author))) }
        if let time = doubt.time { members.append(("time", .string(time))) }
        let answers = questionnaire.items.compactMap { item in
            doubt.answers[item.id].map { statement in
                (key: item.id, value: json(Answer(statement), to: item, in: questionnaire))
            }
        }
        members.append(("answers", .object(answers)))
        return .object(members)
    }

    private static func json(
        _ answer: Answer, to item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = []
        switch answer.statement {
        case .values(let values):
            let kind = questionnaire.question(of: item).kind
            members.append(ValueFormat(kind: kind, in: questionnaire).json(values))
        case .unknown:
            members.append(("state", .string("unknown")))
        case .notApplicable(let reason):
            members.append(("state", .string("not_applicable")))
            if let reason { members.append(("reason", .string(reason))) }
        }
        if let comment = answer.comment { members.append(("comment", .string(comment))) }
        if !answer.evidence.isEmpty {
            members.append(("evidence", .array(answer.evidence.map { .string($0) })))
        }
        if let author = answer.author { members.append(("author", .string(author))) }
        if let time = answer.time { members.append(("time", .string(time))) }
        if answer.isUnconfirmed { members.append(("unconfirmed", .boolean(true))) }
        if !answer.origin.isEmpty {
            members.append(("origin", .array(answer.origin.map { .object(self.members($0)) })))
        }
        return .object(members)
    }
}
