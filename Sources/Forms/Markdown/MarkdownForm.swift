package import Assessment
package import Survey
package import TextFormats
import Consistency

/// The questionnaire as Markdown, to print and fill in by hand or to talk through in a meeting.
package struct MarkdownForm {
    private let definition: Definition
    private let response: Response?
    private let language: Language

    /// Prepares a form.
    ///
    /// - Parameters:
    ///   - definition: What is asked.
    ///   - response: The answers to mark beforehand; `nil` for an empty form.
    ///   - language: The language of the form.
    package init(_ definition: Definition, response: Response?, in language: Language) {
        self.definition = definition
        self.response = response
        self.language = language
    }

    private var questionnaire: Questionnaire { definition.questionnaire }

    /// The text.
    ///
    /// - Complexity: O(*questions*).
    package var text: String {
        var blocks = ["# " + escaped(questionnaire.title)]
        if response?.isSynthetic == true { blocks.append("**\(FormWording.synthetic[language])**") }
        blocks.append(escaped(questionnaire.description))
        blocks.append(
            LocalizedText(
                lv: "Anketa \(questionnaire.identity.name).",
                en: "Questionnaire \(questionnaire.identity.name).")[language])
        blocks.append("## " + FormWording.institution[language])
        blocks.append(facts)
        var group: Int?
        for (section, heading) in questionnaire.sections.enumerated() {
            blocks.append("## \(section + 1). " + escaped(heading.title))
            blocks.append(escaped(heading.introduction))
            if let condition = FormWording.condition([heading.condition?.text].compactMap { $0 }) {
                blocks.append("*\(escaped(condition))*")
            }
            group = nil
            for (index, question) in questionnaire.questions.enumerated()
            where question.section == section {
                if question.group != group, let next = question.group {
                    blocks.append("### " + escaped(questionnaire.groups[next].title))
                }
                group = question.group
                blocks += self.question(question, at: index)
            }
        }
        blocks.append("## " + FormWording.glossary[language])
        for term in questionnaire.glossary {
            var text = "**\(escaped(term.term))** – \(escaped(term.definition))"
            if let confusion = term.confusion { text += " " + escaped(confusion) }
            blocks.append(text)
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var facts: String {
        let institution = response?.institution
        var lines: [(LocalizedText, String?)] = [
            (FormWording.registrationNumber, institution?.registrationNumber),
            (FormWording.name, institution?.name), (FormWording.ministry, institution?.ministry),
            (FormWording.surveyYear, institution.map { "\($0.surveyYear)" }),
        ]
        let words = AnswerWords(questionnaire)
        for field in questionnaire.profile {
            let value = response?.profile[field.id]
            lines.append((field.label, value.map { words.text($0, kind: field.kind)[language] }))
        }
        return lines.map { label, value in
            "- \(escaped(label)): \(value.map { Self.escaped($0) } ?? Self.blank)"
        }.joined(separator: "\n")
    }

    private static let blank = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"

    private func question(_ question: Question, at index: Int) -> [String] {
        var blocks = ["**\(question.id). \(escaped(question.text))**"]
        if let condition = FormWording.condition([question.condition?.text].compactMap { $0 }) {
            blocks.append("*\(escaped(condition))*")
        }
        for item in questionnaire.itemIndices(ofQuestion: index) {
            blocks.append(choices(questionnaire.items[item], question))
        }
        blocks.append("> " + escaped(question.help))
        blocks.append("> *\(FormWording.audit[language]):* " + escaped(question.evidence))
        return blocks
    }

    private func choices(_ item: Questionnaire.Item, _ question: Question) -> String {
        let statement = response?.answers[item.id]?.statement
        var prefix = ""
        if let scope = item.scope { prefix = escaped(questionnaire.scopes[scope].label) + ": " }
        func box(_ label: LocalizedText, _ isMarked: Bool) -> String {
            (isMarked ? "☒ " : "☐ ") + escaped(label)
        }
        var boxes: [String] = []
        switch question.kind {
        case .single, .multiple:
            var order = Array(questionnaire.options(of: question.kind).enumerated())
            if case .single = question.kind { order.reverse() }
            boxes = order.map { index, option in
                let isMarked =
                    switch statement {
                    case .values(.options(let mask)): mask.contains(index: index)
                    case .values(.subset(let included, _)): included.contains(index: index)
                    default: false
                    }
                return box(option.label, isMarked)
            }
        case .count:
            var text = Self.blank
            if case .values(let values)? = statement {
                text = AnswerWords(questionnaire).text(values, kind: question.kind)[language]
            }
            boxes = [text]
        }
        boxes.append(box(AnswerWords.unknown, statement == .unknown))
        if questionnaire.allowsNotApplicable(item) {
            var isMarked = false
            if case .notApplicable? = statement { isMarked = true }
            boxes.append(box(AnswerWords.notApplicable, isMarked))
        }
        let isLong = boxes.map(\.count).reduce(0, +) > 90
        guard isLong else { return prefix + boxes.joined(separator: "   ") }
        let list = boxes.map { "- \($0)" }.joined(separator: "\n")
        return prefix.isEmpty ? list : prefix + "\n\n" + list
    }

    private func escaped(_ text: LocalizedText) -> String { Self.escaped(text[language]) }

    /// A text whose characters cannot be taken for markup.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_[]<>#|".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result.replacing("\n", with: "  \n")
    }
}
