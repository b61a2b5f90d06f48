package import Survey
package import TextFormats

/// Writes audit files; reading back what was written gives an equal audit.
package enum AuditWriter {
    /// The JSON of an audit, verdicts in questionnaire order.
    package static func json(_ audit: Audit, of questionnaire: Questionnaire) -> JSONOutput {
        var members: [(key: String, value: JSONOutput)] = [
            ("schema", .string(AuditReader.schema)),
            (
                "questionnaire",
                .object([
                    ("id", .string(audit.questionnaire.id)),
                    ("version", .string(audit.questionnaire.version)),
                    ("digest", .string(audit.questionnaire.digest)),
                ])
            ),
            ("revision", .integer(audit.revision)),
        ]
        if audit.isSynthetic { members.append(("synthetic", .boolean(true))) }
        if let note = audit.note { members.append(("note", .string(note))) }
        members += [
            ("institution", ResponseWriter.institution(audit.institution)),
            (
                "answers",
                .object([
                    ("sha256", .string(audit.answers.sha256)),
                    ("revision", .integer(audit.answers.revision)),
                ])
            ),
            (
                "verdicts",
                .object(
                    questionnaire.items.compactMap { item in
                        audit.entries[item.id].map {
                            (item.id, json($0, of: item, in: questionnaire))
                        }
                    })
            ),
            (
                "evidence",
                .array(
                    audit.evidence.map { evidence in
                        .object([
                            ("file", .string(evidence.file)),
                            ("sha256", .string(evidence.digest.sha256)),
                            ("size", .integer(evidence.digest.size)),
                        ])
                    })
            ),
        ]
        return .object(members)
    }

    private static func json(
        _ entry: AuditEntry, of item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> JSONOutput {
        func statement(_ statement: Answer.Statement?) -> JSONOutput {
            statement.map { ResponseWriter.json($0, of: item, in: questionnaire) } ?? .null
        }
        var members: [(key: String, value: JSONOutput)] = [
            ("verdict", .string(entry.verdict.name)),
            ("self_assessed", statement(entry.selfAssessed)),
        ]
        if case .refuted(let verified) = entry.verdict {
            members.append(("verified", statement(verified)))
        }
        if let reason = entry.reason { members.append(("reason", .string(reason))) }
        if !entry.evidence.isEmpty {
            members.append(("evidence", .array(entry.evidence.map { .string($0) })))
        }
        if !entry.documents.isEmpty {
            members.append(("documents", .array(entry.documents.map { .string($0) })))
        }
        members += [("auditor", .string(entry.auditor)), ("date", .string(entry.date))]
        return .object(members)
    }
}
