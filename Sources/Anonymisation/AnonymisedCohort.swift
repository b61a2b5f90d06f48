package import Assessment
import Consistency
package import Survey
import TextFormats

/// Answers from which nothing names an institution: profile recoded, free text removed.
package struct AnonymisedCohort: Sendable {
    /// How many of each kind of text or trace were removed.
    package struct Removed: Hashable, Sendable {
        /// Remarks on files and answers, and reasons.
        package var remarks = 0
        /// Names of documents.
        package var evidence = 0
        /// Names of those who answered.
        package var authors = 0
        /// Times of answers.
        package var times = 0
        /// Accepted doubts, whose reasons are free text.
        package var acceptedDoubts = 0
    }

    /// The responses, in an order that follows from their content alone.
    package let responses: [Response]
    /// How the profile was recoded.
    package let recoding: Recoding
    /// What was removed.
    package let removed: Removed
    /// How many answers are given by fewer than *k* institutions, numbers aside: who knows of one
    /// can still single an institution out.
    package let rareAnswers: Int
    /// How many institutions have answers, numbers aside, that no other has.
    package let uniqueInstitutions: Int

    /// Anonymises the answers of one survey.
    ///
    /// - Precondition: All responses answer the definition's questionnaire.
    package init(_ responses: [Response], k: Int, by definition: Definition) {
        let questionnaire = definition.questionnaire
        let recoding = Recoding(responses, k: k, by: definition)
        let recoded = responses.enumerated().map { place, response in
            recoding.applied(to: response, at: place, in: questionnaire)
        }
        let ordered = recoded.map { (bytes: $0.sortKey(in: questionnaire), response: $0) }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.response)
        let width = max(3, String(responses.count).count)
        self.responses = ordered.enumerated().map { place, response in
            let digits = String(place + 1)
            let name = "A" + String(repeating: "0", count: width - digits.count) + digits
            var named = response
            named.institution.registrationNumber = name
            named.institution.name = "Anonīma iestāde / anonymous institution \(name)"
            return named
        }
        self.recoding = recoding
        removed = responses.reduce(into: Removed()) { $0.count($1) }
        (rareAnswers, uniqueInstitutions) = Self.remainingRisk(ordered, k: k, in: questionnaire)
    }

    private static func remainingRisk(
        _ responses: [Response], k: Int, in questionnaire: Questionnaire
    ) -> (rare: Int, unique: Int) {
        struct Value: Hashable {
            let item: Int
            let statement: Answer.Statement
        }
        var counts: [Value: Int] = [:]
        var wholes: [[Answer.Statement?]: Int] = [:]
        let items = questionnaire.items.enumerated().filter {
            if case .count = $0.element.domain { return false }
            return true
        }
        for response in responses {
            let statements = items.map { response.answers[$0.element.id]?.statement }
            wholes[statements, default: 0] += 1
            for (item, statement) in zip(items, statements) {
                guard let statement else { continue }
                counts[Value(item: item.offset, statement: statement), default: 0] += 1
            }
        }
        return (
            counts.values.filter { $0 < k }.count, wholes.values.filter { $0 == 1 }.count
        )
    }
}

extension Recoding {
    /// One response as it may be published; its place among the responses decides whether it is
    /// withheld.
    fileprivate func applied(
        to response: Response, at place: Int, in questionnaire: Questionnaire
    ) -> Response {
        var result = Response(
            questionnaire: response.questionnaire,
            institution: Institution(
                registrationNumber: "-", name: "-", ministry: response.institution.ministry,
                surveyYear: response.institution.surveyYear),
            isSynthetic: response.isSynthetic,
            note: "Anonimizēts: profils vispārināts, brīvais teksts izņemts (k = \(k)). / "
                + "Anonymised: profile generalised, free text removed (k = \(k)).")
        result.revision = 1
        for (id, answer) in response.answers {
            // Only what was said; remark, evidence, author, time and reason stay behind.
            var statement = answer.statement
            if case .notApplicable = statement { statement = .notApplicable(reason: nil) }
            result.answers[id] = Answer(statement)
        }
        for (index, identifier) in identifiers.enumerated() {
            let level = isWithheld[place] ? identifier.levelCount - 1 : levels[index]
            let look = identifier.look(of: response, level: level, in: questionnaire).look
            switch identifier.subject {
            case .ministry:
                if look == .withheld { result.institution.ministry = nil }
            case .profile(let field):
                result.profile[questionnaire.profile[field].id] = identifier.values(look, level)
            case .count(let item):
                let id = questionnaire.items[item].id
                switch look {
                case .unknown: result.answers[id] = Answer(.unknown)
                case .unanswered: result.answers[id] = nil
                default:
                    result.answers[id] = Answer(
                        .values(
                            identifier.values(look, level)
                                ?? questionnaire.items[item].domain.full))
                }
            case .presence(let items):
                if look == .isPresent(false) {
                    for item in items { result.answers[questionnaire.items[item].id] = nil }
                }
            }
        }
        return result
    }
}

extension QuasiIdentifier {
    /// The values that a look leaves possible; `nil` when it says nothing.
    fileprivate func values(_ look: Look, _ level: Int) -> PossibleValues? {
        switch look {
        case .option(let index): .options(OptionMask(index: index))
        case .band(let lowest):
            bands?.merged(level).first { $0.lowerBound == lowest }.map { .count($0) }
        default: nil
        }
    }
}

extension Response {
    /// Bytes by which responses are ordered once nothing else is left in them.
    fileprivate func sortKey(in questionnaire: Questionnaire) -> [UInt8] {
        ResponseWriter.json(self, of: questionnaire).canonical()
    }
}

extension AnonymisedCohort.Removed {
    fileprivate mutating func count(_ response: Response) {
        if response.note != nil { remarks += 1 }
        acceptedDoubts += response.acceptedDoubts.count
        for answer in response.answers.values {
            if answer.comment != nil { remarks += 1 }
            if case .notApplicable(.some) = answer.statement { remarks += 1 }
            evidence += answer.evidence.count
            if answer.author != nil { authors += 1 }
            if answer.time != nil { times += 1 }
        }
    }
}
