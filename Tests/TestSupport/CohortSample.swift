package import Assessment
package import Consistency
package import Survey
import TextFormats

/// The synthetic cohort of 2021: 119 made-up institutions.
package enum CohortSample {
    /// The rows of the table by column.
    package static func rows() throws -> [[String: String]] { try loaded.get() }

    private static let loaded = Result {
        SemicolonTable(try Repository.text("Samples/cohort-2021/cohort-2021-synthetic.csv")).rows
    }

    /// The responses of all rows, in order.
    package static func responses() throws -> [Response] { try read.get() }

    /// What is known of every item of each response, in order.
    package static func states() throws -> [ResponseState] { try evaluated.get() }

    /// What the program says about each response, in order.
    package static func assessments() throws -> [InstitutionAssessment] { try assessed.get() }

    private static let assessed = Result {
        let definition = try Bundled.definition()
        return try responses().map { InstitutionAssessment($0, by: definition) }
    }

    private static let read = Result { try rows().map { try response($0) } }

    private static let evaluated = Result {
        let definition = try Bundled.definition()
        return try responses().map { definition.state(of: $0) }
    }

    private static func response(_ row: [String: String]) throws -> Response {
        let definition = try Bundled.definition()
        let fields = definition.questionnaire.profile.map(\.id)
        let items = definition.questionnaire.items.map(\.id)
        let typed = row.mapValues { $0.replacing("|", with: ",") }
        return try definition.response(
            profile: typed.filter { fields.contains($0.key) },
            answers: typed.filter { items.contains($0.key) },
            number: row["registration_number"] ?? "")
    }
}
