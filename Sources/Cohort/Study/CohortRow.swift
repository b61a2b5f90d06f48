import Assessment
package import Survey

/// One judged row of a table with many institutions, for what counts alone cannot answer.
package struct CohortRow: Sendable {
    /// The registration number as the row gives it.
    package let registrationNumber: String
    /// The institution's name; may be empty.
    package let name: String
    /// The ministry as the row gives it; may be empty.
    package let ministry: String
    /// The answers; institution and year are not filled in.
    package let response: Response

    /// Takes a row out of a table.
    init(_ row: DecodedRow, of compiled: CompiledDefinition) {
        registrationNumber = row.texts[DecodedRow.registrationNumber].text
        name = row.texts[DecodedRow.name].text
        ministry = row.texts[DecodedRow.ministry].text
        response = row.values.response(
            to: compiled.definition.questionnaire, layout: compiled.layout)
    }
}
