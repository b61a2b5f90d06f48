import Assessment
package import Cohort
import Consistency
package import Survey
import TextFormats

/// Writes anonymised answers as a table that can be read like the one they came from.
package enum AnonymisedTable {
    /// The table: the columns of the original in their order, without names and without columns
    /// that mean nothing; a band of numbers is written as `11..49`.
    ///
    /// - Parameters:
    ///   - responses: The anonymised answers.
    ///   - original: The table that was read.
    ///   - compiled: Its questionnaire.
    /// - Returns: The table in UTF-8.
    package static func bytes(
        of responses: [Response], like original: CohortRows, compiled: CompiledDefinition
    ) -> [UInt8] {
        let questionnaire = compiled.definition.questionnaire
        let columns = original.roles.compactMap { column($0, compiled, questionnaire) }
        let writer = CSVWriter(delimiter: original.delimiter)
        var output: [UInt8] = original.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        writer.append(record: columns.map(\.header), to: &output)
        for response in responses {
            writer.append(record: columns.map { $0.text(response) }, to: &output)
        }
        return output
    }

    private struct Column {
        let header: String
        let text: (Response) -> String
    }

    /// How a column is written; `nil` for one that is left out.
    private static func column(
        _ role: ColumnPlan.Role, _ compiled: CompiledDefinition, _ questionnaire: Questionnaire
    ) -> Column? {
        switch role {
        case .registrationNumber:
            return Column(header: "registration_number") { $0.institution.registrationNumber }
        case .ministry: return Column(header: "ministry") { $0.institution.ministry ?? "" }
        case .surveyYear:
            return Column(header: "survey_year") {
                $0.institution.surveyYear == 0 ? "" : "\($0.institution.surveyYear)"
            }
        case .field(let index):
            switch compiled.layout.fields[index].operand {
            case .profile(let place):
                let field = questionnaire.profile[place]
                return Column(header: field.id) { response in
                    response.profile[field.id].map { text($0, field.kind, questionnaire) } ?? ""
                }
            case .item(let place):
                let item = questionnaire.items[place]
                return Column(header: item.id) { response in
                    text(response.answers[item.id]?.statement, item, questionnaire)
                }
            }
        case .name, .kept, .ignored: return nil
        }
    }

    private static func text(
        _ statement: Answer.Statement?, _ item: Questionnaire.Item, _ questionnaire: Questionnaire
    ) -> String {
        switch statement {
        case nil: ""
        case .unknown: "unknown"
        case .notApplicable: "not_applicable"
        case .values(let values):
            text(values, questionnaire.question(of: item).kind, questionnaire)
        }
    }

    private static func text(
        _ values: PossibleValues, _ kind: Question.Kind, _ questionnaire: Questionnaire
    ) -> String {
        let options = questionnaire.options(of: kind)
        func ids(_ mask: OptionMask) -> String {
            mask.indices.map { options[$0].id }.joined(separator: "|")
        }
        switch values {
        case .options(let mask): return ids(mask)
        case .subset(let included, _): return ids(included)
        case .count(let range):
            return range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
        }
    }
}
