import Consistency
package import Survey
package import TextFormats
package import Versions

/// Builds the report on a migration: what was carried over, what is open, what was not.
package struct MigrationReport {
    private let response: Response
    private let map: MigrationMap

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - response: The answers after the migration.
    ///   - map: The map of the last step.
    package init(_ response: Response, by map: MigrationMap) {
        self.response = response
        self.map = map
    }

    private var questionnaire: Questionnaire { map.target }

    private struct Entry {
        let item: Questionnaire.Item
        let answer: Answer
        let isExact: Bool
    }

    private var entries: [Entry] {
        questionnaire.items.compactMap { item in
            guard let answer = response.answers[item.id] else { return nil }
            var isExact = true
            if case .values(let values) = answer.statement {
                isExact = item.domain.isExact(values)
            }
            return Entry(item: item, answer: answer, isExact: isExact)
        }
    }

    /// The whole report.
    package var whole: Report {
        let institution = response.institution
        let record = response.migration
        let path = ((record?.versions ?? []) + [response.questionnaire]).map(\.version)
            .joined(separator: " → ")
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(verbatim: "\(institution.name) · \(institution.registrationNumber)")),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Anketa \(response.questionnaire.id): \(path)",
                        en: "Questionnaire \(response.questionnaire.id): \(path)"), .faint)),
        ]
        if response.isSynthetic {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        blocks.append(.paragraph(Report.Span(map.note)))
        let exact = entries.filter(\.isExact)
        let open = entries.filter { !$0.isExact }
        let lost = record?.notCarried ?? []
        let missing = questionnaire.items.filter { response.answers[$0.id] == nil }
        blocks.append(
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Pārnests precīzi: \(exact.count); iespējamas vairākas vērtības: "
                            + "\(open.count); nav pārnests: \(lost.count); vēl nav atbildes: "
                            + "\(missing.count).",
                        en: "Carried over exactly: \(exact.count); several values possible: "
                            + "\(open.count); not carried over: \(lost.count); no answer yet: "
                            + "\(missing.count)."), .strong)))
        blocks += list(
            LocalizedText(
                lv: "Pārnests precīzi, jāapstiprina", en: "Carried over exactly, to confirm"),
            exact)
        blocks += list(
            LocalizedText(
                lv: "Iespējamas vairākas vērtības, jāizvēlas",
                en: "Several values possible, to be decided"), open)
        blocks += notCarried(lost)
        blocks += blank(missing)
        return Report(blocks)
    }

    private func list(_ title: LocalizedText, _ entries: [Entry]) -> [Report.Block] {
        guard !entries.isEmpty else { return [] }
        return [
            .heading(level: 2, title),
            .list(
                entries.map { entry in
                    Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: entry.item.id)),
                        text: Report.Span(text(entry)),
                        details: [Report.Span(Wording.origin(entry.answer), .faint)])
                }),
        ]
    }

    private func text(_ entry: Entry) -> LocalizedText {
        switch entry.answer.statement {
        case .values(let values):
            let kind = questionnaire.question(of: entry.item).kind
            return ValueFormat(kind: kind, in: questionnaire).description(values)
        case .unknown: return Wording.name(of: .unknown)
        case .notApplicable: return Wording.name(of: .notApplicable)
        }
    }

    private func notCarried(_ lost: [MigrationRecord.LostAnswer]) -> [Report.Block] {
        guard !lost.isEmpty else { return [] }
        return [
            .heading(level: 2, LocalizedText(lv: "Nav pārnests", en: "Not carried over")),
            .list(
                lost.map { entry in
                    Report.Entry(
                        mark: Report.Span(LocalizedText(verbatim: entry.origin.item)),
                        text: Report.Span(
                            LocalizedText(
                                verbatim: "\(entry.origin.version): \(entry.origin.answer)")),
                        details: [Report.Span(entry.reason, .faint)])
                }),
        ]
    }

    private func blank(_ missing: [Questionnaire.Item]) -> [Report.Block] {
        guard !missing.isEmpty else { return [] }
        let list = missing.map(\.id).joined(separator: ", ")
        return [
            .heading(level: 2, LocalizedText(lv: "Vēl nav atbildes", en: "No answer yet")),
            .paragraph(Report.Span(LocalizedText(verbatim: list))),
        ]
    }
}

/// Writes a migration as JSON.
package enum MigrationJSON {
    /// The schema `briedums.migration-report/1`.
    package static func output(_ response: Response, by map: MigrationMap) -> JSONOutput {
        let questionnaire = map.target
        var carried: [JSONOutput] = []
        var missing: [JSONOutput] = []
        for item in questionnaire.items {
            guard let answer = response.answers[item.id] else {
                missing.append(.string(item.id))
                continue
            }
            var members: [(key: String, value: JSONOutput)] = [("item", .string(item.id))]
            switch answer.statement {
            case .values(let values):
                let kind = questionnaire.question(of: item).kind
                members.append(ValueFormat(kind: kind, in: questionnaire).json(values))
                members.append(("exact", .boolean(item.domain.isExact(values))))
            case .unknown: members.append(("state", .string("unknown")))
            case .notApplicable: members.append(("state", .string("not_applicable")))
            }
            members.append(("origin", .array(answer.origin.map { json($0) })))
            carried.append(.object(members))
        }
        let record = response.migration
        return .object([
            ("schema", .string("briedums.migration-report/1")),
            ("questionnaire", .string(questionnaire.identity.id)),
            (
                "versions",
                .array(
                    ((record?.versions ?? []) + [response.questionnaire])
                        .map { .string($0.version) })
            ),
            ("synthetic", .boolean(response.isSynthetic)),
            ("registration_number", .string(response.institution.registrationNumber)),
            ("carried", .array(carried)),
            (
                "not_carried",
                .array(
                    (record?.notCarried ?? []).map { lost in
                        .object([
                            ("origin", json(lost.origin)), ("reason", JSONOutput(lost.reason)),
                        ])
                    })
            ),
            ("unanswered", .array(missing)),
        ])
    }

    private static func json(_ origin: AnswerOrigin) -> JSONOutput {
        .object([
            ("version", .string(origin.version)), ("item", .string(origin.item)),
            ("answer", .string(origin.answer)),
        ])
    }
}
