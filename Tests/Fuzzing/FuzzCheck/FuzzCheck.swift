// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import Assessment
import Consistency
import Reporting
import Survey
import TextFormats

/// Reads bytes as rules, then, after a line `---`, as answers to a small fixed questionnaire, and
/// assesses them with small limits; what is said must hold together.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCheck(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let (rules, answers) = halves(of: bytes)
    let log = DiagnosticLog()
    var sources = FixedQuestionnaire.sources
    sources["rules.json"] = JSONSource(file: "rules.json", bytes: rules)
    let files = DefinitionFiles(folder: "small/1", sources: sources)
    guard let definition = Definition.read(files.parsed(log: log), log: log),
        !log.containsErrors
    else {
        precondition(log.containsErrors, "refused without a finding")
        precondition(
            log.findings.allSatisfy { $0.location?.file == "rules.json" },
            "the fixed part of the definition is refused")
        return 0
    }
    let source = JSONSource(file: "answers.json", bytes: answers)
    guard let root = JSONCursor(parsing: source, log: log),
        ResponseReader.header(root) != nil,
        let response = ResponseReader.response(root, to: definition.questionnaire),
        !log.containsErrors
    else { return 0 }
    for isStrict in [false, true] {
        let limits = ErrorLocaliser.Limits(
            searches: 300, steps: 2_000, totalSteps: 50_000, branches: 2_000, alternatives: 8)
        let assessment = InstitutionAssessment(
            response, by: definition, isStrict: isStrict, limits: limits)
        verify(assessment)
        precondition(!AssessmentJSON(assessment).checkOnly.pretty().isEmpty)
    }
    return 0
}

/// The bytes before and after the first line `---`; without one, no answers.
private func halves(of bytes: [UInt8]) -> (rules: [UInt8], answers: [UInt8]) {
    let line = Array("\n---\n".utf8)
    for start in bytes.indices where bytes[start...].starts(with: line) {
        return (Array(bytes[..<start]), Array(bytes[(start + line.count)...]))
    }
    return (bytes, [])
}

private func verify(_ assessment: InstitutionAssessment) {
    let localisation = assessment.localisation
    let rules = localisation.edits.map(\.formula)
    switch localisation.status {
    case .consistent:
        precondition(localisation.corrections == [[]], "nothing to correct, yet a correction")
        precondition(
            assessment.isStrict || assessment.check.isCompletable != false,
            "consistent, yet not completable")
    case .contradictory:
        precondition(!localisation.corrections.isEmpty, "contradictory without a correction")
        precondition(
            assessment.isStrict || assessment.check.isCompletable != true,
            "contradictory, yet completable")
        for correction in localisation.corrections {
            precondition(Set(correction).count == correction.count, "an answer twice")
            let domains = localisation.domains(releasing: correction)
            precondition(
                Solver.solve(rules, over: domains).isSatisfiable == true,
                "a correction that corrects nothing")
        }
    case .noRepair, .limitReached:
        precondition(localisation.corrections.isEmpty, "corrections that are not proven")
    }
}
