import Assessment
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// Words are for people; figures do not depend on them.
@Suite struct TranslationTests {
    @Test("Latvian and English swapped in a definition change no score")
    func swapped() throws {
        let step = try VersionFixtures.step()
        var sources: [String: JSONSource] = [:]
        for name in DefinitionFiles.names {
            let path = "Questionnaires/vppp/2024.1/\(name)"
            let text = try Repository.text(path)
                .replacing("\"lv\":", with: "\"xx\":").replacing("\"en\":", with: "\"lv\":")
                .replacing("\"xx\":", with: "\"en\":")
            sources[name] = JSONSource(file: name, bytes: Array(text.utf8))
        }
        let log = DiagnosticLog()
        let files = DefinitionFiles(folder: "vppp/2024.1", sources: sources)
        let read = Definition.read(files.parsed(log: log), log: log)
        #expect(log.findings.isEmpty)
        let swapped = try #require(read)
        #expect(swapped.questionnaire.title.lv == step.new.questionnaire.title.en)
        for response in try CohortSample.responses().prefix(10) {
            let migrated = Migration(response, to: step.old, by: step.map).response
            let scores = [step.new, swapped].map { definition in
                MaturityAssessment(definition.state(of: migrated), model: definition.model)
                    .dimensions.map(\.score)
            }
            #expect(scores[0] == scores[1])
        }
    }
}
