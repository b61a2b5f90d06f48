import Assessment
import Survey
import TestSupport
import Testing
import TextFormats

@testable import Consistency

/// The analysis of rule sets on the published cases, each checked by other programs.
@Suite struct RuleSetAnalysisCaseTests {
    static let names = ConsistencyCases.names("ruleSets")

    @Test("All cases are read")
    func collection() { #expect(Self.names.count == 13) }

    @Test("Contradictory sets are found, with the fewest rules to drop", arguments: names)
    func contradictions(_ name: String) throws {
        let entry = try RuleSetCase(named: name)
        let isInfeasible = try entry.expected.member("infeasible").text == "true"
        #expect(entry.analysis.isFeasible == !isInfeasible)
        guard isInfeasible else {
            #expect(entry.analysis.contradictions.isEmpty)
            return
        }
        let listed = try entry.sets("minimalContradictions")
        let found = entry.analysis.contradictions.map(entry.names)
        #expect(!found.isEmpty && Set(found).isSubset(of: listed))
        #expect(Set(found).count == found.count)
        // Every smallest drop resolves all listed contradictions; those found prove that fewer
        // rules do not suffice.
        let drops = entry.analysis.cheapestDrops.map(entry.names)
        #expect(try Set(drops) == entry.sets("cheapestDrops"))
        #expect(drops.allSatisfy { drop in listed.allSatisfy { !$0.isDisjoint(with: drop) } })
    }

    @Test("Redundant rules are found, each with a proof", arguments: names)
    func redundancy(_ name: String) throws {
        let entry = try RuleSetCase(named: name)
        guard let redundant = entry.expected.optionalMember("redundant") else { return }
        #expect(
            try Set(entry.analysis.redundant.map { entry.rules[$0.rule] }) == Set(redundant.texts))
        for finding in entry.analysis.redundant {
            let proofs = try entry.expected.member("impliedBy").member(entry.rules[finding.rule])
                .elements.map { Set(try $0.texts) }
            #expect(proofs.contains(entry.names(finding.proof)))
        }
    }

    @Test("Conditions that never hold are found, each with a proof", arguments: names)
    func unreachableConditions(_ name: String) throws {
        let entry = try RuleSetCase(named: name)
        guard let unreachable = entry.expected.optionalMember("unreachableWhen") else { return }
        let found = entry.analysis.neverApplicable
        #expect(try Set(found.map { entry.rules[$0.rule] }) == Set(unreachable.texts))
        for finding in found {
            let premise = try #require(entry.set[finding.rule].premise)
            #expect(entry.isIrreducible(finding.proof, against: premise))
        }
    }

    @Test("Values that no record can have are found, each with a proof", arguments: names)
    func unreachableValues(_ name: String) throws {
        let entry = try RuleSetCase(named: name)
        guard let expected = entry.expected.optionalMember("unreachableValues") else { return }
        let found = entry.analysis.impossibleValues
        #expect(
            Set(found.map { entry.variables.names[$0.variable] })
                == Set(expected.members.map(\.key)))
        for value in found {
            let values = try expected.member(entry.variables.names[value.variable])
            let first: Formula
            switch value.impossible {
            case .options(let mask):
                let options = entry.variables.options[value.variable]
                #expect(try mask.indices.map { options[$0] } == values.texts)
                first = .member(variable: value.variable, of: OptionMask(index: mask.indices[0]))
            case .range(let possible):
                let ends = try values.member("possible").elements.map { try $0.number }
                #expect([possible.lowerBound, possible.upperBound] == ends)
                let full = try #require(entry.variables.domains[value.variable].values.first)
                let isLow = possible.lowerBound > full
                first = .linear(
                    LinearConstraint(
                        [
                            LinearConstraint.Term(
                                variable: value.variable,
                                contribution: .coefficient(isLow ? 1 : -1))
                        ], atMost: isLow ? possible.lowerBound - 1 : -possible.upperBound - 1))
            }
            #expect(entry.isIrreducible(value.proof, against: first))
        }
    }

    @Test("A rule that repeats PR08 in other words is found to follow from it")
    func impliedByShippedRule() throws {
        let shipped = try #require(
            DefinitionLibrary.bundled().versions.first { $0.folder == "vppp/2021.1" })
        var sources = shipped.sources
        let source = try #require(sources["rules.json"])
        let text = String(decoding: source.bytes, as: UTF8.self)
        let start = try #require(text.firstRange(of: #""rules": ["#))
        let words = #"{ "lv": "vārdi", "en": "words" }"#
        let rule =
            #"{ "id": "PR29", "kind": "hard", "rule": "V12 = no and V11 = no => V13 = no", "#
            + #""message": \#(words), "check": \#(words), "source": \#(words) },"#
        let changed = text[..<start.upperBound] + rule + text[start.upperBound...]
        sources["rules.json"] = JSONSource(file: source.file, bytes: Array(changed.utf8))
        let log = DiagnosticLog()
        let files = DefinitionFiles(folder: shipped.folder, sources: sources)
        let definition = try #require(Definition.read(files.parsed(log: log), log: log))
        #expect(!log.containsErrors)
        let edits = definition.rules.edits.filter { $0.rule.kind == .hard }
        let analysis = RuleSetAnalysis(
            edits.map {
                RuleSetAnalysis.Rule(
                    formula: $0.formula, negation: $0.negation, premise: $0.premise)
            }, domains: definition.rules.table.domains)
        #expect(analysis.isFeasible == true)
        let found = analysis.redundant.map { finding in
            [edits[finding.rule].id] + finding.proof.map { edits[$0].id }
        }
        // The two say the same, so each follows from the other; no shipped rule follows from the
        // rest.
        #expect(found == [["PR29", "PR08"], ["PR08", "PR29"]])
    }
}

/// A rule set of the collection, with its analysis and what is expected of it.
private struct RuleSetCase {
    let variables: CaseVariables
    /// The names of the rules.
    let rules: [String]
    let set: [RuleSetAnalysis.Rule]
    let analysis: RuleSetAnalysis
    let expected: JSONValue

    init(named name: String) throws {
        let entry = try ConsistencyCases.named(name, in: "ruleSets")
        let variables = try CaseVariables(entry.member("variables"))
        let list = try entry.member("rules").elements
        set = try list.map { rule in
            let condition = try rule.member("require")
            let formula = try variables.formula(condition)
            let premise = try condition.optionalMember("implies").map {
                try variables.formula($0.elements[0])
            }
            return RuleSetAnalysis.Rule(
                formula: formula, negation: formula.negated(over: variables.domains),
                premise: premise)
        }
        rules = try list.map { try $0.member("id").text }
        analysis = RuleSetAnalysis(set, domains: variables.domains)
        expected = try entry.member("expected")
        self.variables = variables
    }

    /// The names of some rules.
    func names(_ indices: [Int]) -> Set<String> { Set(indices.map { rules[$0] }) }

    /// The expected sets of rules.
    func sets(_ key: String) throws -> Set<Set<String>> {
        Set(try expected.member(key).elements.map { Set(try $0.texts) })
    }

    /// Whether some rules exclude a formula and without any one of them do not, by trying every
    /// combination of values.
    func isIrreducible(_ proof: [Int], against formula: Formula) -> Bool {
        let search = ExhaustiveSearch(variables.domains.map(\.values))
        func isExcluded(by rules: [Int]) -> Bool {
            ExhaustiveSearch.isEmpty(
                search.combinations(where: .and(rules.map { set[$0].formula } + [formula])))
        }
        return isExcluded(by: proof)
            && proof.allSatisfy { rule in !isExcluded(by: proof.filter { $0 != rule }) }
    }
}
