import Consistency
package import Survey
package import TextFormats

/// A part of the interview with a title of its own.
package struct InterviewSection: Sendable {
    /// What a person reads.
    package let title: LocalizedText
    /// What a person should know before answering.
    package let introduction: LocalizedText
    /// What is asked in it.
    package let steps: [Step]
}

/// How far a part of the interview is.
package struct Progress: Hashable, Sendable {
    /// Steps that are answered.
    package var done = 0
    /// Steps that are asked.
    package var asked = 0
}

extension Interview {
    /// The facts about the institution, then the questionnaire's sections.
    package var sections: [InterviewSection] {
        let facts = InterviewSection(
            title: LocalizedText(lv: "Par iestādi", en: "About the institution"),
            introduction: LocalizedText(
                lv: "No šīm ziņām ir atkarīgs, kuri jautājumi jāatbild un ar ko iestādi salīdzina.",
                en: "What is asked, and with what the institution is compared, depends on these."),
            steps: steps.filter { if case .question = $0 { false } else { true } })
        return [facts]
            + questionnaire.sections.enumerated().map { index, section in
                InterviewSection(
                    title: section.title, introduction: section.introduction,
                    steps: steps.filter {
                        guard case .question(let question) = $0 else { return false }
                        return questionnaire.questions[question].section == index
                    })
            }
    }

    /// The index of the section in which a step stands.
    package func section(of step: Step) -> Int {
        guard case .question(let question) = step else { return 0 }
        return questionnaire.questions[question].section + 1
    }

    /// How far some steps are.
    package func progress(of steps: [Step]) -> Progress {
        steps.filter { isAsked($0) }.reduce(into: Progress()) { progress, step in
            progress.asked += 1
            if isAnswered(step) { progress.done += 1 }
        }
    }

    /// How far the questions are; facts about the institution are not counted.
    package var progress: Progress {
        progress(of: steps.filter { if case .question = $0 { true } else { false } })
    }

    /// Asked steps without an answer.
    package var unansweredSteps: [Step] { steps.filter { isAsked($0) && !isAnswered($0) } }

    /// Steps with an answer that says that it is not known.
    package var unknownSteps: [Step] {
        steps.filter { askedItems(of: $0).contains { state.items[$0] == .unknown } }
    }

    /// The short name of a step: `V5`; empty for facts about the institution.
    package func name(of step: Step) -> String {
        guard case .question(let question) = step else { return "" }
        return questionnaire.questions[question].id
    }

    /// What a step asks.
    package func text(of step: Step) -> LocalizedText {
        switch step {
        case .identity(let field): field.label
        case .profile(let index): questionnaire.profile[index].label
        case .question(let index): questionnaire.questions[index].text
        }
    }

    // MARK: Ways to answer

    /// The ways to answer a step, in the order in which they are offered.
    ///
    /// Options of an ordered scale stand from the highest to the lowest: yes before no.
    package func rows(of step: Step) -> [AnswerRow] {
        switch step {
        case .identity: return [.field]
        case .profile(let index):
            let kind = questionnaire.profile[index].kind
            if case .count = kind { return [.field] }
            return choices(of: kind)
        case .question(let index):
            let kind = questionnaire.questions[index].kind
            var rows: [AnswerRow]
            var isMultiple = false
            switch kind {
            case .count: rows = [.field]
            case .single: rows = choices(of: kind)
            case .multiple(let options, let exclusive):
                isMultiple = true
                rows = options.enumerated().map { .mark(option: $0, label: $1.label) }
                if exclusive == nil {
                    let nothing = PossibleValues.subset(
                        included: [], excluded: .first(options.count))
                    rows.append(
                        .choice(
                            .values(nothing),
                            label: LocalizedText(lv: "nekas no minētā", en: "none of these")))
                }
            }
            // The options of multiple-choice questions go on with the question's sentence.
            let unknown =
                isMultiple
                ? LocalizedText(lv: "nav zināms", en: "unknown")
                : LocalizedText(lv: "Nav zināms", en: "Unknown")
            rows.append(.choice(.unknown, label: unknown))
            if items(of: step).contains(where: {
                questionnaire.allowsNotApplicable(questionnaire.items[$0])
            }) {
                rows.append(
                    .choice(
                        .notApplicable(reason: nil),
                        label: LocalizedText(lv: "Nav attiecināms", en: "Not applicable")))
            }
            return rows
        }
    }

    private func choices(of kind: Question.Kind) -> [AnswerRow] {
        let options = questionnaire.options(of: kind)
        let rows = options.indices.map { index in
            AnswerRow.choice(
                .values(.options(OptionMask(index: index))), label: options[index].label)
        }
        guard case .single(let scale) = kind, questionnaire.scales[scale].isOrdered else {
            return rows
        }
        return rows.reversed()
    }

    /// The answer to an item of the present step, or the fact as if it were one.
    package func statement(of step: Step, item: Int?) -> Answer.Statement? {
        if case .profile(let index) = step {
            return response.profile[questionnaire.profile[index].id].map { .values($0) }
        }
        return item.flatMap { response.answers[questionnaire.items[$0].id]?.statement }
    }

    /// What a field of the step holds at first: the number or the text recorded.
    package func fieldText(of step: Step) -> String {
        if case .identity(let field) = step { return field.text(in: response.institution) }
        guard case .values(.count(let range))? = statement(of: step, item: items(of: step).first)
        else { return "" }
        return range.count == 1
            ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
    }

    /// The marked options of a multiple-choice question.
    package func marks(of step: Step) -> OptionMask {
        guard
            case .values(.subset(let included, _))? = statement(
                of: step, item: items(of: step).first)
        else { return [] }
        return included
    }

    /// The marks after one option is marked or unmarked; the exclusive option stands alone.
    package func toggling(_ option: Int, in marks: OptionMask, of step: Step) -> OptionMask {
        let mark = OptionMask(index: option)
        if marks.contains(mark) { return marks.subtracting(mark) }
        guard case .question(let index) = step,
            case .multiple(_, let exclusive?) = questionnaire.questions[index].kind
        else { return marks.union(mark) }
        return option == exclusive
            ? mark : marks.union(mark).subtracting(OptionMask(index: exclusive))
    }

    /// Reads a number or range typed for the step.
    package func number(typed text: String, for step: Step) -> Result<PossibleValues, ValueFault> {
        let kind: Question.Kind =
            switch step {
            case .profile(let index): questionnaire.profile[index].kind
            case .question(let index): questionnaire.questions[index].kind
            case .identity: preconditionFailure("a text is no number")
            }
        let plain = text.replacing("–", with: "..").replacing("-", with: "..")
            .filter { !$0.isWhitespace }
        return ValueFormat(kind: kind, in: questionnaire).value(typed: plain).flatMap { values in
            // Facts about the institution are exact.
            if case .profile(let index) = step, case .count(let range) = values, range.count > 1,
                case .count(let allowed) = questionnaire.profile[index].kind
            {
                return .failure(
                    ValueFault(text: text, nearest: nil, range: allowed, options: []))
            }
            return .success(values)
        }
    }
}
