import Assessment
import Survey
import TextFormats

/// Answers documents, one per line.
extension JSONRowDecoder {
    /// Reads an answers document; `false` when it is none of the questionnaire at hand.
    mutating func readDocument(_ root: JSONCursor, _ log: DiagnosticLog) -> Bool {
        let questionnaire = table.compiled.definition.questionnaire
        guard let header = ResponseReader.header(root) else {
            report(.record(Self.reason(log)))
            return false
        }
        guard header.identity == questionnaire.identity else {
            report(.record("\(header.identity.name), \(header.identity.digest)"))
            return false
        }
        guard let response = ResponseReader.response(root, to: questionnaire), !log.containsErrors
        else {
            report(.record(Self.reason(log)))
            return false
        }
        row.isPartial = row.values.fill(from: response, layout: layout)
        let institution = response.institution
        row.texts[DecodedRow.registrationNumber] = arena.keep(institution.registrationNumber)
        row.texts[DecodedRow.name] = arena.keep(institution.name)
        row.texts[DecodedRow.ministry] = arena.keep(institution.ministry ?? "")
        return true
    }
}
