import Survey
import TextFormats

/// Records `NAME=VALUE` assignments in a response.
struct Recording {
    private let questionnaire: Questionnaire
    private let comment: String?
    private let evidence: [String]
    private let reason: String?
    private let author: String?
    private let time: String

    /// Takes comment, evidence, reason and author from a call's options.
    init(_ invocation: Invocation, _ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        comment = invocation.value("comment")
        evidence = invocation.values["evidence"] ?? []
        reason = invocation.value("reason")
        author = invocation.value("author")
        time = invocation.console.now
    }

    /// Records one assignment, or says what is wrong with it and changes nothing.
    ///
    /// - Parameters:
    ///   - assignment: The text `NAME=VALUE`.
    ///   - response: The response to change.
    ///   - profileOnly: Whether only facts about the institution may be given.
    /// - Returns: What is wrong; empty when the assignment is recorded.
    func apply(
        _ assignment: String, to response: inout Response, profileOnly: Bool
    ) -> [Diagnostic] {
        let parts = assignment.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return fault(
                LocalizedText(
                    lv: "„\(assignment)“: trūkst „=“.", en: "'\(assignment)' has no '='."),
                LocalizedText(lv: "Rakstiet, piemēram, U12=yes.", en: "Write it like U12=yes."))
        }
        let name = trimmingSpace(String(parts[0]))
        let value = trimmingSpace(String(parts[1]))
        if let field = questionnaire.profile.first(where: { $0.id == name }) {
            return record(value, in: field, &response)
        }
        if !profileOnly, let index = questionnaire.itemIndex(name) {
            return record(value, in: questionnaire.items[index], &response)
        }
        return unknown(name, profileOnly: profileOnly)
    }

    private func unknown(_ name: String, profileOnly: Bool) -> [Diagnostic] {
        if let question = questionnaire.questionIndex(name), !profileOnly {
            let ids = questionnaire.itemIndices(ofQuestion: question)
                .map { questionnaire.items[$0].id }
            let list = ids.joined(separator: ", ")
            return fault(
                LocalizedText(
                    lv: "\(name) atbild katrai pakalpojumu daļai atsevišķi.",
                    en: "\(name) is answered for each scope separately."),
                LocalizedText(lv: "Norādiet: \(list).", en: "Give one of: \(list)."))
        }
        let known =
            questionnaire.profile.map(\.id)
            + (profileOnly ? [] : questionnaire.items.map(\.id))
        return fault(
            LocalizedText(lv: "„\(name)“ nav zināms.", en: "'\(name)' is not known."),
            Diagnostic.didYouMean(nearestName(to: name, among: known)))
    }

    private func record(
        _ value: String, in field: ProfileField, _ response: inout Response
    ) -> [Diagnostic] {
        if value.isEmpty {
            response.profile[field.id] = nil
            return []
        }
        switch ValueFormat(kind: field.kind, in: questionnaire).value(typed: value) {
        case .success(let values) where questionnaire.domain(of: field).isExact(values):
            response.profile[field.id] = values
            return []
        case .success:
            return fault(
                LocalizedText(
                    lv: "\(field.id): vajadzīga viena vērtība.", en: "\(field.id) needs one value."),
                nil)
        case .failure(let reason):
            return fault(
                LocalizedText(verbatim: "\(field.id): ") + reason.message, reason.advice)
        }
    }

    private func record(
        _ value: String, in item: Questionnaire.Item, _ response: inout Response
    ) -> [Diagnostic] {
        if value.isEmpty {
            response.answers[item.id] = nil
            return []
        }
        let statement: Answer.Statement
        switch value.lowercased() {
        case "unknown", "nav zināms": statement = .unknown
        case "not_applicable", "not applicable", "nav attiecināms":
            guard questionnaire.allowsNotApplicable(item) else {
                return fault(
                    LocalizedText(
                        lv: "uz \(item.id) nevar atbildēt „nav attiecināms“.",
                        en: "\(item.id) cannot be answered 'not applicable'."), nil)
            }
            guard let reason, !trimmingSpace(reason).isEmpty else {
                return fault(
                    LocalizedText(
                        lv: "\(item.id): atbildei „nav attiecināms“ vajadzīgs iemesls.",
                        en: "\(item.id): 'not applicable' needs a reason."),
                    LocalizedText(lv: "Norādiet --reason.", en: "Give --reason."))
            }
            statement = .notApplicable(reason: reason)
        default:
            let kind = questionnaire.question(of: item).kind
            switch ValueFormat(kind: kind, in: questionnaire).value(typed: value) {
            case .success(let values): statement = .values(values)
            case .failure(let reason):
                return fault(
                    LocalizedText(verbatim: "\(item.id): ") + reason.message, reason.advice)
            }
        }
        // Comment and evidence that are not given stay as they were.
        var answer = response.answers[item.id] ?? Answer(statement)
        answer.statement = statement
        answer.isUnconfirmed = false
        answer.comment = comment.map { trimmingSpace($0).isEmpty ? nil : $0 } ?? answer.comment
        if !evidence.isEmpty { answer.evidence = evidence.filter { !trimmingSpace($0).isEmpty } }
        answer.author = author ?? answer.author
        answer.time = time
        response.answers[item.id] = answer
        return []
    }

    private func fault(_ message: LocalizedText, _ advice: LocalizedText?) -> [Diagnostic] {
        [Diagnostic(code: "usage", message, advice: advice)]
    }
}
