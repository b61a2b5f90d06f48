package import Assessment
import Survey
package import TextFormats

/// Finds what has changed under an unchanged question id without being declared.
///
/// A question's text, help, answers or weights may only change when the migration map declares the
/// question *reworded* (the same meaning) or *changed*. Otherwise answers of two versions would be
/// compared although they mean different things.
package struct DriftGuard {
    private let old: Definition
    private let new: Definition
    private let map: MigrationMap?
    private let questions: JSONCursor?

    /// Prepares the comparison.
    ///
    /// - Parameters:
    ///   - old: The version to compare with.
    ///   - new: The version that is checked.
    ///   - map: The map between them; `nil` when there is none.
    ///   - root: The root of the new version's questionnaire file, for places.
    package init(old: Definition, new: Definition, map: MigrationMap?, root: JSONCursor?) {
        self.old = old
        self.new = new
        self.map = map
        questions = root?.member("questions")
    }

    /// The parts of a question that a change of which must be declared.
    private static let guarded: Set<DifferingPart.Name> = [
        .text, .help, .answers, .labels, .condition, .weights,
    ]

    /// Every undeclared change.
    ///
    /// - Complexity: O(*questions* · *weights*).
    package var findings: [Diagnostic] {
        var findings: [Diagnostic] = []
        for (index, question) in new.questionnaire.questions.enumerated() {
            let mapping = map?.mapping(toQuestion: index)
            let sameID = old.questionnaire.questionIndex(question.id)
            let source: Int?
            switch mapping?.relation {
            case .kept: source = mapping?.sources.first
            case nil: source = sameID
            default: source = nil
            }
            guard let source else { continue }
            let isSameID = source == sameID
            let parts = QuestionWording(index, of: new)
                .differences(from: QuestionWording(source, of: old))
                .filter { Self.guarded.contains($0.name) && (isSameID || $0.name != .weights) }
            guard !parts.isEmpty else { continue }
            findings.append(finding(index, source: source, parts, isDeclared: mapping != nil))
        }
        return findings
    }

    private func finding(
        _ index: Int, source: Int, _ parts: [DifferingPart], isDeclared: Bool
    ) -> Diagnostic {
        let id = new.questionnaire.questions[index].id
        let oldID = old.questionnaire.questions[source].id
        let names = parts.map(\.name.rawValue).joined(separator: ", ")
        let versions = (old.questionnaire.identity.version, new.questionnaire.identity.version)
        let first = parts[0]
        let (before, after) = (Self.excerpt(first.old), Self.excerpt(first.new))
        let change = LocalizedText(
            lv: "„\(before.lv)“ → „\(after.lv)“", en: "'\(before.en)' → '\(after.en)'")
        let what =
            isDeclared
            ? LocalizedText(
                lv:
                    "\(oldID) → \(id) ir pieteikts kā „kept“, bet ir mainījies: \(names); \(change.lv).",
                en: "\(oldID) → \(id) is declared kept, but has changed: \(names); \(change.en).")
            : LocalizedText(
                lv: "\(id) starp \(versions.0) un \(versions.1) ir mainījies bez pieteikuma: "
                    + "\(names); \(change.lv).",
                en: "\(id) has changed between \(versions.0) and \(versions.1) undeclared: "
                    + "\(names); \(change.en).")
        return Diagnostic(
            code: "lint.drift", at: questions?.element(index)?.location, what,
            advice: versions.0 == versions.1
                ? LocalizedText(
                    lv: "Veidojiet jaunu versiju vai atjaunojiet iepriekšējo saturu.",
                    en: "Make a new version, or restore the earlier content.")
                : LocalizedText(
                    lv: "Kartē migration-from-\(versions.0).json piesakiet „reworded“ (tā pati "
                        + "nozīme) vai „changed“.",
                    en: "Declare it in migration-from-\(versions.0).json: 'reworded' (the same "
                        + "meaning) or 'changed'."))
    }

    private static func excerpt(_ text: LocalizedText) -> LocalizedText {
        func short(_ text: String) -> String {
            text.count > 60 ? String(text.prefix(57)) + "…" : text
        }
        return LocalizedText(lv: short(text.lv), en: short(text.en))
    }
}
