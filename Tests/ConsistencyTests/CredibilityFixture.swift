@testable import Consistency
import Survey
import Testing
import TextFormats

/// The bundled questionnaire with its indices, read from the repository's own files.
struct CredibilityFixture: Sendable {
    /// Read once for all tests.
    static let bundled = Result { try CredibilityFixture() }

    static let folder = "Questionnaires/vppp/2021.1"

    let questionnaire: Questionnaire
    let conditions: ConditionTable
    let model: CredibilityModel
    /// The text of `credibility.json`.
    let text: String

    /// The repository's root.
    static var root: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    }

    private init() throws {
        let log = DiagnosticLog()
        var sources: [String: JSONSource] = [:]
        for name in DefinitionFiles.names {
            let path = "\(Self.root)/\(Self.folder)/\(name)"
            sources[name] = JSONSource(
                file: name, bytes: try readBytes(ofFile: path, limit: JSONLimits.standard.bytes))
        }
        let parsed = DefinitionFiles(folder: Self.folder, sources: sources).parsed(log: log)
        questionnaire = try #require(QuestionnaireReader.read(parsed, digest: parsed.digest()))
        conditions = ConditionTable(
            questionnaire, table: VariableTable(questionnaire), log: log)
        let root = try #require(parsed.roots["credibility.json"])
        model = try #require(CredibilityModelReader.read(root, for: questionnaire))
        text = String(decoding: try #require(sources["credibility.json"]).bytes, as: UTF8.self)
        #expect(log.findings.isEmpty)
    }

    /// The state of a response with some answers.
    func state(_ answers: [String: Answer.Statement]) -> ResponseState {
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: "1", name: "X", ministry: nil, surveyYear: 2021))
        response.answers = answers.mapValues { Answer($0) }
        return ResponseState(response, to: questionnaire, conditions: conditions)
    }

    /// The state after the tasks U1, U2, … are answered yes or no; `nil` leaves one open.
    func tasks(_ answers: [Bool?]) -> ResponseState {
        var statements: [String: Answer.Statement] = [:]
        for (index, answer) in answers.enumerated() {
            statements["U\(index + 1)"] = answer.map { Self.option($0 ? 1 : 0) }
        }
        return state(statements)
    }

    /// What the bundled indices say of a response.
    func component(
        _ kind: CredibilityModel.Kind, of state: ResponseState, popularity: ItemPopularity? = nil
    ) throws -> CredibilityAssessment.Component {
        let assessment = CredibilityAssessment(state, model: model, popularity: popularity)
        return try #require(assessment.components.first { $0.index.kind == kind })
    }

    /// An answer with one option.
    static func option(_ index: Int) -> Answer.Statement {
        .values(.options(OptionMask(index: index)))
    }

    /// What reading a changed `credibility.json` reports, in English.
    func findings(replacing old: String, with new: String) throws -> [String] {
        let range = try #require(text.firstRange(of: old), "'\(old)' is in the file")
        var changed = text
        changed.replaceSubrange(range, with: new)
        return findings(in: changed)
    }

    /// What reading a `credibility.json` reports, in English.
    func findings(in text: String) -> [String] {
        let log = DiagnosticLog()
        let source = JSONSource(file: "c.json", bytes: Array(text.utf8))
        if let root = JSONCursor(parsing: source, log: log) {
            _ = CredibilityModelReader.read(root, for: questionnaire)
        }
        return log.findings.map { finding in
            "\(finding.code) \(finding.location?.pointer ?? "-"): \(finding.message.en)"
        }
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
