package import Assessment
import Consistency
package import Survey
import TextFormats

/// One institution's answers carried over to another version, with everything that was not.
package struct Migration: Sendable {
    /// The answers to the new version; each is to be confirmed.
    package private(set) var response: Response
    /// The new items that got an answer, by index, in questionnaire order.
    package private(set) var carried: [Int] = []
    /// What was not carried over in this step; the response's record also has that of earlier ones.
    package private(set) var notCarried: [MigrationRecord.LostAnswer] = []

    private let old: Response
    private let state: ResponseState
    private let map: MigrationMap

    /// Carries a response over.
    ///
    /// The response given is not changed.
    ///
    /// - Parameters:
    ///   - response: The answers to the old version.
    ///   - definition: The old version.
    ///   - map: The map to the new version.
    /// - Complexity: A few small searches per item.
    package init(_ response: Response, to definition: Definition, by map: MigrationMap) {
        old = response
        state = definition.state(of: response)
        self.map = map
        var next = Response(
            questionnaire: map.target.identity, institution: response.institution,
            isSynthetic: response.isSynthetic, note: response.note)
        var record = response.migration ?? MigrationRecord(versions: [], notCarried: [])
        record.versions.append(response.questionnaire)
        next.migration = record
        self.response = next
        carryProfile()
        carryAnswers()
        dropAcceptedDoubts()
        self.response.migration?.notCarried += notCarried
    }

    // MARK: Answers

    private mutating func carryAnswers() {
        let items = map.source.items
        var used: Set<Int> = []
        for route in map.routes {
            let given = route.sources.filter { isGiven($0) }
            guard !given.isEmpty, let statement = statement(route, given: given) else { continue }
            used.formUnion(given)
            let answers = given.compactMap { index in
                old.answers[items[index].id].map { (item: items[index], answer: $0) }
            }
            var answer = Answer(statement)
            answer.isUnconfirmed = true
            answer.evidence = answers.flatMap(\.answer.evidence)
            let comments = answers.compactMap { entry in
                entry.answer.comment.map { answers.count > 1 ? "\(entry.item.id): \($0)" : $0 }
            }
            if !comments.isEmpty { answer.comment = comments.joined(separator: "; ") }
            answer.origin = answers.flatMap { origins(of: $0.answer, to: $0.item) }
            response.answers[map.target.items[route.target].id] = answer
            carried.append(route.target)
        }
        for (index, item) in items.enumerated() where !used.contains(index) {
            guard let answer = old.answers[item.id] else { continue }
            for origin in origins(of: answer, to: item) {
                notCarried.append(
                    MigrationRecord.LostAnswer(
                        origin, comment: answer.comment, evidence: answer.evidence,
                        reason: reason(forItem: index)))
            }
        }
    }

    /// Whether an old item has an answer that counts.
    private func isGiven(_ index: Int) -> Bool {
        switch state.items[index] {
        case .answered, .partial, .unknown, .notApplicable: true
        case .notAsked, .unanswered: false
        }
    }

    private func statement(_ route: MigrationMap.Route, given: [Int]) -> Answer.Statement? {
        let target = map.target.items[route.target]
        if given.allSatisfy({ state.items[$0] == .unknown }) { return .unknown }
        if given.contains(where: { state.items[$0] == .notApplicable }) {
            guard route.sources.count == 1, map.target.allowsNotApplicable(target),
                let answer = old.answers[map.source.items[given[0]].id]
            else { return nil }
            return answer.statement
        }
        return .values(route.values(over: state.domains, table: state.table, target: target.domain))
    }

    private func reason(forItem index: Int) -> LocalizedText {
        let question = map.source.items[index].question
        if case .notAsked = state.items[index] {
            return LocalizedText(
                lv: "Iepriekšējā versijā šis jautājums iestādei nebija jāatbild.",
                en: "In the earlier version this question was not asked of the institution.")
        }
        let mapping = map.mappings.first { $0.sources.contains(question) }
        if mapping?.relation == .removed, let reason = mapping?.reason { return reason }
        return LocalizedText(
            lv: "Jaunajā versijā uz šo jautājumu nevar atbildēt „nav attiecināms“.",
            en: "In the new version this question cannot be answered \"not applicable\".")
    }

    /// What was answered: an unconfirmed answer passes on what it itself came from.
    private func origins(of answer: Answer, to item: Questionnaire.Item) -> [AnswerOrigin] {
        if answer.isUnconfirmed, !answer.origin.isEmpty { return answer.origin }
        let kind = map.source.question(of: item).kind
        let text =
            switch answer.statement {
            case .values(let values): ValueFormat(kind: kind, in: map.source).text(values)
            case .unknown: "unknown"
            case .notApplicable(let reason):
                reason.map { "not_applicable: \($0)" } ?? "not_applicable"
            }
        return [
            AnswerOrigin(
                version: map.source.identity.version, item: item.id, answer: text,
                author: answer.author, time: answer.time)
        ]
    }

    // MARK: Profile and doubts

    private mutating func carryProfile() {
        for field in map.source.profile {
            guard let values = old.profile[field.id] else { continue }
            let format = ValueFormat(kind: field.kind, in: map.source)
            let next = map.target.profile.first { $0.id == field.id }
            if let next,
                case .success(let same) = ValueFormat(kind: next.kind, in: map.target)
                    .value(typed: format.text(values))
            {
                response.profile[field.id] = same
                continue
            }
            lose(
                field.id, format.text(values),
                LocalizedText(
                    lv: "Jaunajā versijā tādas ziņas par iestādi nav.",
                    en: "The new version has no such fact about the institution."))
        }
    }

    private mutating func dropAcceptedDoubts() {
        for doubt in old.acceptedDoubts {
            lose(
                doubt.edit, doubt.reason,
                LocalizedText(
                    lv: "Pieņemta šauba: jaunās versijas noteikumi jāizvērtē no jauna.",
                    en: "An accepted doubt: the rules of the new version must be considered anew."),
                author: doubt.author, time: doubt.time)
        }
    }

    private mutating func lose(
        _ item: String, _ answer: String, _ reason: LocalizedText, author: String? = nil,
        time: String? = nil
    ) {
        notCarried.append(
            MigrationRecord.LostAnswer(
                AnswerOrigin(
                    version: map.source.identity.version, item: item, answer: answer,
                    author: author, time: time),
                comment: nil, evidence: [], reason: reason))
    }
}
