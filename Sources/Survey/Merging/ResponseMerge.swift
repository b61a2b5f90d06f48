package import TextFormats

/// Two responses of one institution that are to become one.
///
/// What only one side says, or both say alike, is joined. What both say differently is a
/// disagreement for a person to decide. With the common origin of both sides, a change counts
/// against what was there before: then only what both sides changed can be a disagreement.
package struct ResponseMerge: Sendable {
    /// One of the two responses.
    package enum Side: String, CaseIterable, Sendable {
        case first, second
    }

    /// What a disagreement is about.
    package enum Subject: Hashable, Sendable {
        /// A fact that tells whose file this is: `institution.name`, or the file's note.
        case text(String)
        /// A fact about the institution, by its index.
        case profile(Int)
        /// An answer, by the item's index.
        case item(Int)
        /// An accepted doubt, by the edit's id.
        case doubt(String)
    }

    /// Something that the two sides say differently.
    package struct Disagreement: Hashable, Sendable {
        /// What it is about.
        package let subject: Subject
        /// How a person names it: `V5`, `staff`, `institution.name`.
        package let id: String
        /// What the first side says; `nil` when it has removed the answer.
        package let first: Version?
        /// What the second side says.
        package let second: Version?

        /// The side with the later time; `nil` when a time is missing or both are equal.
        package var newer: Side? {
            guard let first = first?.time, let second = second?.time, first != second else {
                return nil
            }
            return first > second ? .first : .second
        }
    }

    /// What one side says, who says it, and when.
    package struct Version: Hashable, Sendable {
        /// The value as a person reads it.
        package let text: LocalizedText
        /// Who said so.
        package let author: String?
        /// When, as UTC in ISO 8601.
        package let time: String?
    }

    /// The first response.
    package let first: Response
    /// The second response.
    package let second: Response
    /// What the two sides say differently, in questionnaire order.
    package let disagreements: [Disagreement]
    private let base: Response?
    private let questionnaire: Questionnaire

    /// Compares two responses to the same questionnaire.
    ///
    /// - Parameters:
    ///   - first: One response.
    ///   - second: Another.
    ///   - base: What both came from, if that is known.
    ///   - questionnaire: What they answer.
    /// - Complexity: O(*items*).
    package init(
        _ first: Response, _ second: Response, since base: Response? = nil,
        in questionnaire: Questionnaire
    ) {
        self.first = first
        self.second = second
        self.base = base
        self.questionnaire = questionnaire
        var found: [Disagreement] = []
        func compare<Value: Equatable>(
            _ subject: Subject, _ id: String, _ value: (Response) -> Value?,
            isSame: (Value, Value) -> Bool = { $0 == $1 }, _ version: (Value) -> Version
        ) {
            let (a, b) = (value(first), value(second))
            let join = Self.join(a, b, base.map(value), isSame: isSame)
            guard case .open = join else { return }
            found.append(
                Disagreement(
                    subject: subject, id: id, first: a.map(version), second: b.map(version)))
        }
        for name in Self.textNames {
            compare(.text(name), name, { Self.text(name, of: $0) }) {
                Version(text: LocalizedText(verbatim: $0), author: nil, time: nil)
            }
        }
        for (index, field) in questionnaire.profile.enumerated() {
            let format = ValueFormat(kind: field.kind, in: questionnaire)
            compare(.profile(index), field.id, { $0.profile[field.id] }) {
                Version(text: format.description($0), author: nil, time: nil)
            }
        }
        for (index, item) in questionnaire.items.enumerated() {
            compare(
                .item(index), item.id, { $0.answers[item.id] },
                isSame: { $0.statement.isSameAnswer(as: $1.statement) }
            ) { $0.version(for: item, in: questionnaire) }
        }
        let doubts = (first.acceptedDoubts + second.acceptedDoubts).map(\.edit)
        for id in doubts.removingRepeats() {
            compare(
                .doubt(id), id, { Self.doubt(id, of: $0) }, isSame: { $0.reason == $1.reason }
            ) {
                Version(
                    text: LocalizedText(verbatim: $0.reason), author: $0.author, time: $0.time)
            }
        }
        disagreements = found
    }

    // MARK: Joining

    /// The joined response.
    ///
    /// An answer that is decided keeps who gave it and when. Where both sides give the same
    /// answer, the later one's author and time stay, evidence of both is kept, and so are both
    /// comments.
    ///
    /// - Parameter decide: Whose word counts, asked for each disagreement.
    /// - Returns: The joined response, with the first one's revision.
    package func joined(_ decide: (Disagreement) -> Side) -> Response {
        let sides = Dictionary(
            disagreements.map { ($0.subject, decide($0)) }, uniquingKeysWith: { side, _ in side })
        var result = first
        result.isSynthetic = first.isSynthetic || second.isSynthetic
        func pick<Value: Equatable>(
            _ subject: Subject, _ value: (Response) -> Value?,
            isSame: (Value, Value) -> Bool = { $0 == $1 },
            combine: (Value, Value) -> Value = { first, _ in first }
        ) -> Value? {
            let (a, b) = (value(first), value(second))
            switch Self.join(a, b, base.map(value), isSame: isSame) {
            case .first: return a
            case .second: return b
            case .both:
                guard let a, let b else { return a ?? b }
                return combine(a, b)
            case .open: return sides[subject] == .second ? b : a
            }
        }
        for name in Self.textNames {
            Self.setText(name, pick(.text(name)) { Self.text(name, of: $0) }, of: &result)
        }
        for (index, field) in questionnaire.profile.enumerated() {
            result.profile[field.id] = pick(.profile(index)) { $0.profile[field.id] }
        }
        for (index, item) in questionnaire.items.enumerated() {
            result.answers[item.id] = pick(
                .item(index), { $0.answers[item.id] },
                isSame: { $0.statement.isSameAnswer(as: $1.statement) },
                combine: { $0.combined(with: $1) })
        }
        let ids = (first.acceptedDoubts + second.acceptedDoubts).map(\.edit).removingRepeats()
        result.acceptedDoubts = ids.compactMap { id in
            pick(
                .doubt(id), { Self.doubt(id, of: $0) }, isSame: { $0.reason == $1.reason },
                combine: { ($0.time ?? "") >= ($1.time ?? "") ? $0 : $1 })
        }
        return result
    }

    private enum Join { case first, second, both, open }

    /// Whose value counts: with a base, a side that has not changed gives way.
    private static func join<Value: Equatable>(
        _ a: Value?, _ b: Value?, _ base: Value??, isSame: (Value, Value) -> Bool
    ) -> Join {
        if a == b { return .first }
        if let base {
            if a == base { return .second }
            if b == base { return .first }
        } else {
            if b == nil { return .first }
            if a == nil { return .second }
        }
        guard let a, let b else { return .open }
        return isSame(a, b) ? .both : .open
    }

    // MARK: Texts

    private static let textNames = [
        "institution.registration_number", "institution.name", "institution.ministry",
        "institution.survey_year", "note",
    ]

    private static func text(_ name: String, of response: Response) -> String? {
        switch name {
        case "institution.registration_number": response.institution.registrationNumber
        case "institution.name": response.institution.name
        case "institution.ministry": response.institution.ministry
        case "institution.survey_year": "\(response.institution.surveyYear)"
        default: response.note
        }
    }

    private static func setText(_ name: String, _ text: String?, of response: inout Response) {
        switch name {
        case "institution.registration_number":
            response.institution.registrationNumber = text ?? ""
        case "institution.name": response.institution.name = text ?? ""
        case "institution.ministry": response.institution.ministry = text
        case "institution.survey_year":
            response.institution.surveyYear =
                text.flatMap { Int($0) } ?? response.institution.surveyYear
        default: response.note = text
        }
    }

    private static func doubt(_ id: String, of response: Response) -> AcceptedDoubt? {
        response.acceptedDoubts.last { $0.edit == id }
    }
}

extension Answer.Statement {
    /// Whether two statements give the same answer; the reason why a question does not apply may
    /// be worded differently.
    fileprivate func isSameAnswer(as other: Self) -> Bool {
        switch (self, other) {
        case (.notApplicable, .notApplicable): true
        default: self == other
        }
    }
}

extension Answer {
    /// The same answer of two people as one: the later one's author and time, both one's remarks.
    fileprivate func combined(with other: Answer) -> Answer {
        let isOtherNewer = (other.time ?? "") > (time ?? "")
        var result = isOtherNewer ? other : self
        if let comment, let otherComment = other.comment, comment != otherComment {
            result.comment = "\(comment) / \(otherComment)"
        } else {
            result.comment = comment ?? other.comment
        }
        result.evidence = (evidence + other.evidence).removingRepeats()
        if case .notApplicable(nil) = result.statement {
            result.statement = isOtherNewer ? statement : other.statement
        }
        return result
    }

    fileprivate func version(
        for item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> ResponseMerge.Version {
        let text: LocalizedText
        switch statement {
        case .values(let values):
            let kind = questionnaire.question(of: item).kind
            text = ValueFormat(kind: kind, in: questionnaire).description(values)
        case .unknown: text = LocalizedText(lv: "Nav zināms", en: "Unknown")
        case .notApplicable(let reason):
            let suffix = LocalizedText(verbatim: reason.map { " (\($0))" } ?? "")
            text = LocalizedText(lv: "Nav attiecināms", en: "Not applicable") + suffix
        }
        return ResponseMerge.Version(text: text, author: author, time: time)
    }
}

extension Array where Element: Hashable {
    fileprivate func removingRepeats() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
