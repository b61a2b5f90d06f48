import Assessment
import Consistency
import Maturity
import Survey
package import TextFormats

/// A part of a definition that differs between two versions, with both contents.
package struct DifferingPart: Sendable {
    /// What differs.
    package enum Name: String, CaseIterable, Sendable {
        case text, help, evidence, answers, labels, condition, source, weights
        case kind, rule, message, check, title, what, done, raises, prerequisites, effort, role
        case groups, threshold, target
    }

    /// What differs.
    package let name: Name
    /// The old content.
    package let old: LocalizedText
    /// The new content.
    package let new: LocalizedText
}

/// What a respondent reads of a question, and what the answers are worth.
struct QuestionWording {
    /// The content of each part that is compared, in order.
    let parts: [(name: DifferingPart.Name, content: LocalizedText)]

    /// Collects the wording of a question.
    init(_ index: Int, of definition: Definition) {
        let questionnaire = definition.questionnaire
        let question = questionnaire.questions[index]
        var help = question.help
        var answers = ""
        switch question.kind {
        case .single(let scale):
            if let more = questionnaire.scales[scale].help {
                help = help + LocalizedText(verbatim: " ") + more
            }
            let options = questionnaire.scales[scale].options.map(\.id)
            answers = options.joined(separator: ", ")
            if questionnaire.scales[scale].allowsNotApplicable { answers += ", not_applicable" }
            if questionnaire.scales[scale].isScoped {
                answers += " (" + questionnaire.scopes.map(\.id).joined(separator: ", ") + ")"
            }
        case .multiple(let options, _):
            answers = "{" + options.map(\.id).joined(separator: ", ") + "}"
        case .count(let range): answers = "\(range.lowerBound)…\(range.upperBound)"
        }
        let labels = questionnaire.options(of: question.kind).map(\.label).joined(separator: " / ")
        let conditions = [
            questionnaire.sections[question.section].condition?.text, question.condition?.text,
        ].compactMap { $0 }.joined(separator: "; ")
        parts = [
            (.text, question.text), (.help, help), (.evidence, question.evidence),
            (.answers, LocalizedText(verbatim: answers)), (.labels, labels),
            (.condition, LocalizedText(verbatim: conditions)),
            (
                .source,
                LocalizedText(verbatim: "\(question.provenance.rawValue): \(question.source)")
            ),
            (.weights, LocalizedText(verbatim: Self.weights(of: index, in: definition))),
        ]
    }

    /// The weights per dimension and the values of the options: `people 2, processes 1 (0, 1)`.
    private static func weights(of question: Int, in definition: Definition) -> String {
        let questionnaire = definition.questionnaire
        let items = questionnaire.itemIndices(ofQuestion: question)
        let model = definition.model
        var texts: [String] = []
        for (dimension, contributions) in zip(model.dimensions, model.contributions) {
            let own = contributions.filter { items.contains($0.item) }
            guard let first = own.first else { continue }
            let weights = own.map { String($0.weight) }.joined(separator: "+")
            let values = first.values.map { Ratio($0, model.unit).text }.joined(separator: ", ")
            texts.append("\(dimension.id) \(weights) (\(values))")
        }
        return texts.joined(separator: "; ")
    }

    /// The parts that differ from another wording.
    func differences(from old: QuestionWording) -> [DifferingPart] {
        zip(old.parts, parts).filter { $0.0.content != $0.1.content }.map {
            DifferingPart(name: $1.name, old: $0.content, new: $1.content)
        }
    }
}
