import Assessment
import Cohort
import Consistency
import Foundation
import Maturity
import Survey
import TestSupport
import Testing

/// The batch engine against the engine for one institution.
@Suite struct SingleEngineTests {
    /// Twenty tables, each with columns, dialect and words of its own: of twenty institutions, or
    /// with `BRIEDUMS_LONG` set, as in `Tests/Maintenance/long-checks.sh`, of a thousand.
    @Test(arguments: 0..<20)
    func `Random responses are judged as one by one`(part: Int) throws {
        let isLong = ProcessInfo.processInfo.environment["BRIEDUMS_LONG"] != nil
        let seed = 20_260 + UInt64(part)
        var random = SplitMix64(seed: seed)
        let compiled = try Compiled.definition()
        try compare(isLong ? 1000 : 20, compiled, &random, seed: seed, BatchCall.Form.allCases)
    }

    /// Rules, conditions, gates and groups of every shape that the language has.
    ///
    /// Whatever tables cannot say is left to the other engine, so enough definitions must be said
    /// by tables.
    @Test func `Random definitions are judged as one by one`() throws {
        let count = ProcessInfo.processInfo.environment["BRIEDUMS_LONG"] != nil ? 2000 : 60
        var complete = 0
        for number in 0..<count {
            let seed = 70_000 + UInt64(number)
            var random = SplitMix64(seed: seed)
            let definition = try RandomDefinition.make(&random)
            let compiled = try #require(CompiledDefinition(definition))
            if compiled.isComplete { complete += 1 }
            try compare(90, compiled, &random, seed: seed, [.csv])
        }
        #expect(4 * complete > count, "only \(complete) of \(count) definitions are complete")
    }

    private func compare(
        _ count: Int, _ compiled: CompiledDefinition, _ random: inout SplitMix64, seed: UInt64,
        _ forms: [BatchCall.Form]
    ) throws {
        let definition = compiled.definition
        let table = try RandomTable(count, of: definition, random: &random)
        let expected = table.responses.map { SingleJudgement($0, by: definition).columns }
        for form in forms {
            let bytes =
                switch form {
                case .csv: table.bytes
                case .sheet: table.workbook(random: &random)
                case .objects: table.objects(random: &random)
                case .documents: table.documents(of: definition.questionnaire)
                }
            let call = try BatchCall(bytes, as: form, compiled: compiled)
            let rows = call.rows
            #expect(call.messages == [], "seed \(seed), \(form)")
            try #require(rows.count == expected.count, "seed \(seed), \(form)")
            var differences = 0
            for (index, columns) in expected.enumerated() {
                for (column, value) in columns where rows[index][column] != value {
                    differences += 1
                    guard differences <= 5 else { continue }
                    Issue.record(
                        """
                        seed \(seed), \(form), row \(index): \(column) is \
                        \(rows[index][column] ?? "–"), one by one \(value)
                        """)
                }
            }
            #expect(differences == 0)
        }
    }
}

/// What the single-institution engine says of a response, as the columns of a batch row.
struct SingleJudgement {
    let columns: [String: String]

    init(_ response: Response, by definition: Definition) {
        let state = definition.state(of: response)
        let completeness = Completeness(state.items)
        let maturity = MaturityAssessment(state, model: definition.model)
        let assignment = GroupAssignment(
            state, groups: definition.groups, dimensionCount: definition.model.dimensions.count)
        let violated = definition.rules.edits.filter { edit in
            state.isEvaluated(edit.operands)
                && state.truth(of: edit.formula, negation: edit.negation) == .violated
        }
        var columns = [
            "answered": "\(completeness.answered)", "unknown": "\(completeness.unknown)",
            "groups": (assignment.groups.map(\.id) + assignment.possibleGroups.map { $0.id + "?" })
                .joined(separator: "+"),
            "index": maturity.index?.percentText ?? "",
            "overall_level": maturity.overallLevel.map { "\($0)" } ?? "",
            "violated": violated.map(\.id).joined(separator: " "),
            "doubts": violated.filter { $0.rule.kind == .soft }.map(\.id).joined(separator: " "),
            "credibility": CredibilityAssessment(state, model: definition.credibility).verdict?
                .rawValue ?? "",
        ]
        for (index, dimension) in definition.model.dimensions.enumerated() {
            let assessment = maturity.dimensions[index]
            let score = assessment.score
            columns["\(dimension.id)_point"] = score.point?.percentText ?? ""
            columns["\(dimension.id)_low"] = score.lowest?.percentText ?? ""
            columns["\(dimension.id)_high"] = score.highest?.percentText ?? ""
            columns["\(dimension.id)_level"] = assessment.level.map { "\($0)" } ?? ""
            columns["\(dimension.id)_level_low"] = "\(assessment.lowestLevel)"
            columns["\(dimension.id)_level_high"] = "\(assessment.highestLevel)"
            let target = assignment.targets.isEmpty ? nil : assignment.targets[index]
            columns["\(dimension.id)_target"] =
                target.map {
                    $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)"
                } ?? ""
        }
        self.columns = columns
    }
}
