package import Assessment
package import Survey
import TextFormats

/// The questionnaire version that travels inside the program, loaded once.
package enum Bundled {
    private static let loaded: (definition: Definition?, findings: [Diagnostic]) = {
        let log = DiagnosticLog()
        let definition = DefinitionLibrary.bundled()
            .definition(id: "vppp", version: "2021.1", log: log)
        return (definition, log.findings)
    }()

    /// The definition of `vppp` 2021.1.
    package static func definition() throws -> Definition {
        guard let definition = loaded.definition else {
            let findings = loaded.findings.map { $0.rendered(in: .english) }
            throw MissingFixture("vppp 2021.1 is not usable:\n" + findings.joined(separator: "\n"))
        }
        return definition
    }
}

extension Definition {
    /// A response in which every value is written as a person would type it.
    ///
    /// `unknown` and `not_applicable` are the states; an empty text is no answer; several options
    /// are separated by commas.
    package func response(
        profile: [String: String] = [:], answers: [String: String] = [:], number: String = "1"
    ) throws -> Response {
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: number, name: "Test", ministry: nil, surveyYear: 2021))
        for (id, text) in profile {
            guard let field = questionnaire.profile.first(where: { $0.id == id }) else {
                throw MissingFixture("there is no profile field \(id)")
            }
            response.profile[id] = try ValueFormat(kind: field.kind, in: questionnaire)
                .value(typed: text).get()
        }
        for (id, text) in answers where !text.isEmpty {
            guard let index = questionnaire.itemIndex(id) else {
                throw MissingFixture("there is no item \(id)")
            }
            let kind = questionnaire.question(of: questionnaire.items[index]).kind
            response.answers[id] =
                switch text {
                case "unknown": Answer(.unknown)
                case "not_applicable": Answer(.notApplicable(reason: nil))
                default:
                    Answer(
                        .values(
                            try ValueFormat(kind: kind, in: questionnaire).value(typed: text).get())
                    )
                }
        }
        return response
    }
}
