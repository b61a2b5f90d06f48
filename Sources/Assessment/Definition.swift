package import Consistency
package import Improvement
package import Maturity
package import Survey
package import TextFormats

/// One questionnaire version with everything that judges its answers.
package struct Definition: Sendable {
    /// What is asked.
    package let questionnaire: Questionnaire
    /// What answers must satisfy together.
    package let rules: EditRuleSet
    /// When items are asked.
    package let conditions: ConditionTable
    /// The indices of response quality and their thresholds.
    package let credibility: CredibilityModel
    /// How answers become scores and levels.
    package let model: MaturityModel
    /// The groups of institutions and their targets.
    package let groups: GroupModel
    /// The improvement actions.
    package let catalogue: ActionCatalogue

    /// Reads a version from its files.
    ///
    /// Every file is read even when another has faults, so that an author sees all of them.
    ///
    /// - Parameters:
    ///   - parsed: The parsed files.
    ///   - log: Receives every fault; with an error in it the definition must not be used.
    /// - Returns: The definition; `nil` when a file is too broken to check the others against.
    /// - Complexity: O(*bytes*).
    package static func read(_ parsed: ParsedDefinition, log: DiagnosticLog) -> Definition? {
        guard
            let questionnaire = QuestionnaireReader.read(parsed, digest: parsed.digest())
        else { return nil }
        let table = VariableTable(questionnaire)
        let conditions = ConditionTable(questionnaire, table: table, log: log)
        let rules = parsed.roots["rules.json"].flatMap {
            EditRuleReader.read($0, for: questionnaire, table: table)
        }
        let model = parsed.roots["maturity.json"].flatMap {
            MaturityModelReader.read($0, for: questionnaire, table: table)
        }
        let credibility = parsed.roots["credibility.json"].map {
            CredibilityModelReader.read($0, for: questionnaire) ?? .none
        }
        guard let rules, let model else { return nil }
        let groups = parsed.roots["groups.json"].map {
            GroupModelReader.read($0, for: questionnaire, table: table, model: model)
        }
        guard let groups,
            let catalogue = parsed.roots["actions.json"].flatMap({
                ActionCatalogueReader.read(
                    $0, for: questionnaire, table: table, model: model, groups: groups)
            })
        else { return nil }
        return Definition(
            questionnaire: questionnaire, rules: rules, conditions: conditions,
            credibility: credibility ?? .none, model: model, groups: groups, catalogue: catalogue)
    }

    /// What is known of a response.
    package func state(of response: Response) -> ResponseState {
        ResponseState(response, to: questionnaire, conditions: conditions)
    }
}
