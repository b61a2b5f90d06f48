import Assessment
import Consistency
import Survey
import TextFormats

/// Writes the outcome of error localisation as JSON.
struct LocalisationJSON {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    private var questionnaire: Questionnaire { assessment.definition.questionnaire }

    /// The outcome: status, weight, parts with alternatives and conflicts, and the corrections
    /// with the values that become possible.
    var output: JSONOutput {
        let localisation = assessment.localisation
        let status =
            switch localisation.status {
            case .consistent: "consistent"
            case .contradictory: "contradictory"
            case .noRepair: "no_repair"
            case .limitReached: "limit_reached"
            }
        return .object([
            ("status", .string(status)),
            ("proven", .boolean(localisation.status != .limitReached)),
            ("minimum_weight", .integer(localisation.minimumWeight)),
            ("correction_count", localisation.correctionCount.map { .integer($0) } ?? .null),
            ("corrections", .array(corrections)),
            ("known_correction", localisation.knownCorrection.map { items($0) } ?? .null),
            ("parts", .array(localisation.parts.map(part))),
            ("unresolvable", localisation.unresolvable.map(conflict) ?? .null),
            ("searches", .integer(localisation.searches)),
        ])
    }

    private var corrections: [JSONOutput] {
        let localisation = assessment.localisation
        guard localisation.status == .contradictory else { return [] }
        return localisation.corrections.map { correction in
            let values = localisation.possibleValues(afterReleasing: correction)
            return .object([
                ("answers", items(correction)),
                (
                    "possible_values",
                    .object(
                        correction.compactMap { index in
                            values[index].map { value in
                                let item = questionnaire.items[index]
                                let format = ValueFormat(
                                    kind: questionnaire.question(of: item).kind,
                                    in: questionnaire)
                                let (key, json) = format.json(value)
                                return (item.id, .object([(key, json)]))
                            }
                        })
                ),
            ])
        }
    }

    private func part(_ part: ResponseLocalisation.Part) -> JSONOutput {
        .object([
            ("alternatives", .array(part.alternatives.map(items))),
            ("complete", .boolean(part.isComplete)),
            ("conflicts", .array(part.conflicts.map(conflict))),
        ])
    }

    private func conflict(_ conflict: ResponseLocalisation.Conflict) -> JSONOutput {
        let rules = conflict.edits.map { edit in
            JSONOutput.object([
                ("id", .string(edit.id)),
                ("meaning", JSONOutput(RuleWording(edit, in: questionnaire).sentence)),
            ])
        }
        return .object([("answers", items(conflict.items)), ("rules", .array(rules))])
    }

    private func items(_ indices: [Int]) -> JSONOutput {
        .array(indices.map { .string(questionnaire.items[$0].id) })
    }
}
