package import Assessment
package import Consistency
package import Survey
package import TextFormats

/// The course of an interview: the answers so far, where it is, and what has been saved.
///
/// A value without clock, terminal or files. Times come in with each change; the owner writes the
/// response when ``saving`` asks for it and reports how that went.
package struct Interview: Sendable {
    /// The questionnaire version and its rules.
    package let definition: Definition
    /// The answers so far.
    package private(set) var response: Response
    /// What is known of every item.
    package private(set) var state: ResponseState
    /// What the rules say.
    package private(set) var findings: Findings
    /// Contradictions and doubts that the last change raised.
    package private(set) var news: [Edit] = []
    /// What is asked now.
    package private(set) var step: Step
    /// Who answers.
    package private(set) var author: String?
    /// Whether the answers are in the file.
    package private(set) var saving: Saving
    /// The response as it is in the file; `nil` before there is one.
    package private(set) var stored: Response?
    /// Everything that may be asked, in order.
    package let steps: [Step]
    private let itemsByQuestion: [[Int]]

    /// Whether the answers are in the file.
    package enum Saving: Sendable {
        /// Nothing is there to be saved yet: it is not known whose answers these are.
        case tooEarly
        /// Everything is in the file.
        case saved
        /// The owner is to write the response now.
        case due
        /// Writing failed, for the reason given; the next change tries again.
        case failed(LocalizedText)
        /// Someone else has written the file since, with this content.
        case conflict(ResponseMerge)
    }

    /// Begins or resumes an interview.
    ///
    /// - Parameters:
    ///   - response: The answers so far.
    ///   - definition: What they answer.
    ///   - isStored: Whether the response was read from a file.
    ///   - author: Who answers.
    package init(
        _ response: Response, of definition: Definition, isStored: Bool, author: String?
    ) {
        let questionnaire = definition.questionnaire
        var itemsByQuestion = questionnaire.questions.map { _ in [Int]() }
        for (index, item) in questionnaire.items.enumerated() {
            itemsByQuestion[item.question].append(index)
        }
        self.itemsByQuestion = itemsByQuestion
        self.definition = definition
        self.response = response
        self.author = author
        state = definition.state(of: response)
        findings = Findings(response, state, by: definition)
        stored = isStored ? response : nil
        saving = isStored ? .saved : .tooEarly
        steps =
            IdentityField.allCases.map { Step.identity($0) }
            + questionnaire.profile.indices.map { Step.profile($0) }
            + questionnaire.questions.indices.map { Step.question($0) }
        step = .identity(.registrationNumber)
        step = resumption
    }

    /// The questionnaire.
    package var questionnaire: Questionnaire { definition.questionnaire }

    // MARK: Where to go on

    /// The first step without an answer after the latest answer; from the beginning, if nothing
    /// comes after it.
    private var resumption: Step {
        let open = steps.indices.filter { isAsked(steps[$0]) && !isAnswered(steps[$0]) }
        guard let first = open.first else { return steps.last { isAsked($0) } ?? steps[0] }
        guard response.answers.values.contains(where: { $0.time != nil }) else {
            return steps[first]
        }
        let times = steps.indices.map { index in
            items(of: steps[index]).compactMap {
                response.answers[questionnaire.items[$0].id]?.time
            }.max() ?? ""
        }
        // Of equal times the later question counts.
        let latest = times.indices.max { (times[$0], $0) < (times[$1], $1) } ?? 0
        return steps[open.first { $0 > latest } ?? first]
    }

    /// The asked step after or before the present one.
    package func neighbour(_ direction: Int) -> Step? {
        guard let here = steps.firstIndex(of: step) else { return nil }
        let rest =
            direction > 0 ? Array(steps[(here + 1)...]) : steps[..<here].reversed()
        return rest.first { isAsked($0) }
    }

    /// Goes to a step.
    package mutating func move(to step: Step) {
        precondition(steps.contains(step), "the step belongs to the questionnaire")
        self.step = step
        news = []
    }

    // MARK: Steps and items

    /// The items of a step, by index; empty for facts about the institution.
    package func items(of step: Step) -> [Int] {
        guard case .question(let question) = step else { return [] }
        return itemsByQuestion[question]
    }

    /// The items of a step that are asked.
    package func askedItems(of step: Step) -> [Int] {
        items(of: step).filter { index in
            if case .notAsked = state.items[index] { return false }
            return true
        }
    }

    /// Whether a step is asked, given the answers so far.
    package func isAsked(_ step: Step) -> Bool {
        guard case .question = step else { return true }
        return !askedItems(of: step).isEmpty
    }

    /// Whether everything that a step asks is answered.
    package func isAnswered(_ step: Step) -> Bool {
        switch step {
        case .identity(let field):
            field == .ministry || !field.text(in: response.institution).isEmpty
        case .profile(let index): response.profile[questionnaire.profile[index].id] != nil
        case .question: askedItems(of: step).allSatisfy { state.items[$0] != .unanswered }
        }
    }

    // MARK: Changes

    /// Says who answers from now on.
    package mutating func setAuthor(_ name: String) {
        let name = trimmingSpace(name)
        author = name.isEmpty ? nil : name
    }

    /// Records what is said about an item; comment and evidence stay.
    package mutating func record(_ statement: Answer.Statement, item: Int, at time: String) {
        let id = questionnaire.items[item].id
        guard response.answers[id]?.statement != statement else { return }
        var answer = response.answers[id] ?? Answer(statement)
        answer.statement = statement
        sign(&answer, at: time)
        change { $0.answers[id] = answer }
    }

    /// Removes the answer to an item, with its comment and evidence.
    package mutating func clear(item: Int) {
        let id = questionnaire.items[item].id
        guard response.answers[id] != nil else { return }
        change { $0.answers[id] = nil }
    }

    /// Sets the remark on an answer; an empty one removes it.
    ///
    /// - Precondition: The item is answered.
    package mutating func setComment(_ text: String, item: Int, at time: String) {
        let comment = trimmingSpace(text)
        amend(item, at: time) { $0.comment = comment.isEmpty ? nil : comment }
    }

    /// Sets the evidence for an answer.
    ///
    /// - Precondition: The item is answered.
    package mutating func setEvidence(_ texts: [String], item: Int, at time: String) {
        let evidence = texts.map { trimmingSpace($0) }.filter { !$0.isEmpty }
        amend(item, at: time) { $0.evidence = evidence }
    }

    private mutating func amend(
        _ item: Int, at time: String, _ body: (inout Answer) -> Void
    ) {
        let id = questionnaire.items[item].id
        guard let before = response.answers[id] else {
            preconditionFailure("only an answer has comments and evidence")
        }
        var answer = before
        body(&answer)
        guard answer != before else { return }
        sign(&answer, at: time)
        change { $0.answers[id] = answer }
    }

    private func sign(_ answer: inout Answer, at time: String) {
        answer.author = author ?? answer.author
        answer.time = time
    }

    /// Sets or removes a fact about the institution.
    package mutating func setProfile(_ index: Int, _ values: PossibleValues?) {
        let id = questionnaire.profile[index].id
        guard response.profile[id] != values else { return }
        change { $0.profile[id] = values }
    }

    /// Sets a fact that tells whose file this is.
    ///
    /// - Returns: What is wrong with the text; then nothing changes.
    package mutating func setIdentity(_ field: IdentityField, _ text: String) -> LocalizedText? {
        let text = trimmingSpace(text)
        var institution = response.institution
        switch field {
        case .registrationNumber: institution.registrationNumber = text
        case .name: institution.name = text
        case .ministry: institution.ministry = text.isEmpty ? nil : text
        case .surveyYear:
            guard let year = Int(text), (1990...2200).contains(year) else {
                return LocalizedText(
                    lv: "„\(text)“ nav gads.", en: "'\(text)' is not a year.")
            }
            institution.surveyYear = year
        }
        if text.isEmpty, field != .ministry {
            return LocalizedText(
                lv: "Bez šīs ziņas atbildes nevar saglabāt.",
                en: "Without this the answers cannot be saved.")
        }
        if institution != response.institution { change { $0.institution = institution } }
        return nil
    }

    /// Stands by the answers that raise a doubt, with the reason.
    package mutating func accept(_ edit: Edit, because reason: String, at time: String) {
        let reason = trimmingSpace(reason)
        precondition(!reason.isEmpty, "a doubt is accepted with a reason")
        let answers = response.statements(of: edit.itemIDs(in: questionnaire))
        change { [author] response in
            response.acceptedDoubts.removeAll { $0.edit == edit.id }
            response.acceptedDoubts.append(
                AcceptedDoubt(
                    edit: edit.id, reason: reason, author: author, time: time, answers: answers))
        }
    }

    private mutating func change(_ body: (inout Response) -> Void) {
        body(&response)
        review()
        requestSaving()
    }

    private mutating func review() {
        let before = findings
        state = definition.state(of: response)
        findings = Findings(response, state, by: definition)
        news = findings.new(since: before)
    }

    // MARK: Saving

    /// Asks the owner to write the response, when it is known whose answers these are.
    package mutating func requestSaving() {
        let institution = response.institution
        let isKnown = !institution.name.isEmpty && !institution.registrationNumber.isEmpty
        saving = isKnown ? .due : .tooEarly
    }

    /// Whether something is not in the file yet.
    package var hasUnsaved: Bool {
        if let stored { return stored != response }
        let institution = response.institution
        return !institution.name.isEmpty || !institution.registrationNumber.isEmpty
            || !response.profile.isEmpty || !response.answers.isEmpty
    }

    /// The file now holds the response, with a revision.
    package mutating func didSave(revision: Int) {
        response.revision = revision
        stored = response
        saving = .saved
    }

    /// The response could not be written.
    package mutating func didFailToSave(_ reason: LocalizedText) { saving = .failed(reason) }

    /// The file holds a response of someone else, written since ours was stored.
    package mutating func didFindChanged(_ theirs: Response) {
        saving = .conflict(ResponseMerge(response, theirs, since: stored, in: questionnaire))
    }

    /// Joins our answers with those found in the file.
    ///
    /// - Parameter side: Whose answers count where both sides changed the same.
    package mutating func resolveConflict(preferring side: ResponseMerge.Side) {
        guard case .conflict(let merge) = saving else { return }
        let joined = merge.joined { _ in side }
        response = joined
        response.revision = merge.second.revision
        stored = merge.second
        review()
        if joined.hasSameContent(as: merge.second) { saving = .saved } else { requestSaving() }
    }
}

extension Response {
    /// Whether two responses say the same, whatever their revisions.
    fileprivate func hasSameContent(as other: Response) -> Bool {
        var copy = other
        copy.revision = revision
        return self == copy
    }
}
