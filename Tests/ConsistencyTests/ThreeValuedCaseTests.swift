import Testing
import TextFormats

@testable import Consistency

/// What is certain of a condition when some questions are not answered.
@Suite struct ThreeValuedCaseTests {
    static let names = ConsistencyCases.names("threeValued")

    @Test("All cases are read")
    func collection() { #expect(Self.names.count == 10) }

    @Test("Two searches tell what is certain", arguments: names)
    func certain(_ name: String) throws {
        let entry = try ConsistencyCases.named(name, in: "threeValued")
        let variables = try CaseVariables(entry.member("variables"))
        var domains = variables.domains
        for member in try entry.member("record").members where !member.value.isNull {
            let variable = try variables.index(member.key)
            domains[variable] = try variables.only(member.value, of: variable) ?? domains[variable]
        }
        let formula = try variables.formula(entry.member("require"))
        let truth = Solver.certainTruth(of: formula, over: domains)
        switch try entry.member("certain").content {
        case .boolean(let expected): #expect(truth == expected)
        default: #expect(truth == nil)
        }
    }
}
