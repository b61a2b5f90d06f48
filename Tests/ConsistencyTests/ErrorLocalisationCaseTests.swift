import Survey
import Testing
import TextFormats

@testable import Consistency

/// Error localisation on the published and constructed cases, each checked by other programs.
@Suite struct ErrorLocalisationCaseTests {
    static let names = ConsistencyCases.names("errorLocalisation")

    @Test("All cases are read")
    func collection() { #expect(Self.names.count == 40) }

    @Test("The rules that the record violates are found", arguments: names)
    func violated(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        let expected = Set(try entry.expected.member("violated").texts)
        let open = Set(try entry.expected.member("unknown").texts)
        for (rule, formula) in zip(entry.rules, entry.problem.rules) {
            let truth = Solver.certainTruth(of: formula, over: entry.problem.observed)
            switch truth {
            case false?:
                // The file says "unknown" of any violated rule that asks an unanswered question.
                #expect(expected.contains(rule) || open.contains(rule), "\(rule)")
            case true?: #expect(!expected.contains(rule), "\(rule)")
            case nil: #expect(open.contains(rule), "\(rule)")
            }
            if expected.contains(rule) {
                #expect(formula.value(in: entry.problem.observed) == false, "\(rule)")
            }
        }
    }

    @Test("The least weight and every smallest set are found", arguments: names)
    func smallestSets(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        let found = ErrorLocaliser.localise(entry.problem)
        let expected = try entry.expected.member("minimalSets").elements.map { try $0.texts }
        let weight = try entry.expected.member("minWeight")
        guard !weight.isNull else {
            #expect(found.status == .noRepair)
            return
        }
        #expect(try found.minimumWeight + entry.invalidWeight == weight.doubled)
        let corrections = found.corrections(limit: 1_000)
        #expect(Set(corrections.map(entry.correction)) == Set(expected))
        #expect(corrections.count == expected.count)
        #expect(found.correctionCount == expected.count)
        let isUntouched = expected.contains(entry.invalid.map { entry.variables.names[$0] })
        #expect(found.status == (isUntouched ? .consistent : .contradictory))
    }

    @Test("The values that resolve the case are found one by one", arguments: names)
    func allowedValues(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        for correction in ErrorLocaliser.localise(entry.problem).corrections(limit: 1_000) {
            let domains = entry.problem.domains(releasing: Set(correction))
            let names = entry.correction(correction)
            let key = names.isEmpty ? "(none)" : names.joined(separator: "+")
            let allowed = try entry.expected.member("repairs").member(key).member("allowed")
            #expect(allowed.members.map(\.key).sorted() == names.sorted(), "\(key)")
            for member in allowed.members {
                let variable = try entry.variables.index(member.key)
                let values = domains[variable].values.filter { value in
                    var narrowed = domains
                    narrowed[variable] = entry.variables.only(value, of: variable)
                    return Solver.solve(entry.problem.rules, over: narrowed).isSatisfiable == true
                }
                #expect(try values == entry.values(member.value, of: variable), "\(key)")
            }
        }
    }

    @Test("The repairs are as many as counted", arguments: names)
    func repairCount(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        for correction in ErrorLocaliser.localise(entry.problem).corrections(limit: 1_000) {
            let domains = entry.problem.domains(releasing: Set(correction))
            let values = domains.map(\.values)
            guard values.reduce(1, { $0 * $1.count }) <= 200_000 else { continue }
            let names = entry.correction(correction)
            let key = names.isEmpty ? "(none)" : names.joined(separator: "+")
            let search = ExhaustiveSearch(values)
            let repairs = search.combinations(where: .and(entry.problem.rules))
            #expect(
                try ExhaustiveSearch.size(repairs)
                    == entry.expected.member("repairs").member(key).member("repairs").number,
                "\(key)")
        }
    }

    @Test("Answers that only look like a repair are refused", arguments: names)
    func traps(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        let trap = try entry.expected.member("hittingSetTrap")
        for set in trap.optionalMember("infeasibleHittingSets")?.elements ?? [] {
            let released = try entry.answers(set.texts)
            #expect(entry.isFeasible(releasing: Set(released)) == false)
        }
    }

    @Test("Every conflict found is minimal, and so are the rules that show it", arguments: names)
    func conflicts(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        let listed = entry.expected.optionalMember("minimalConflicts")?.elements
        let known = try listed?.map { try Set($0.member("answers").texts) }
        let found = ErrorLocaliser.localise(entry.problem)
        let conflicts = found.blocks.flatMap(\.conflicts) + (found.unresolvable.map { [$0] } ?? [])
        for conflict in conflicts {
            if let known { #expect(known.contains(Set(entry.names(of: conflict.answers)))) }
            #expect(entry.canStand(conflict.answers) == false)
            for answer in conflict.answers {
                #expect(entry.canStand(conflict.answers.filter { $0 != answer }) == true)
            }
            #expect(entry.canStand(conflict.answers, rules: conflict.rules) == false)
            for rule in conflict.rules {
                let others = conflict.rules.filter { $0 != rule }
                #expect(entry.canStand(conflict.answers, rules: others) == true)
            }
        }
    }

    @Test("No fewer rules explain a conflict than the file says", arguments: names)
    func explanations(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        for conflict in entry.expected.optionalMember("minimalConflicts")?.elements ?? [] {
            let answers = try entry.answers(conflict.member("answers").texts)
            let names = try conflict.member("because").texts
            let because = names.compactMap { entry.rules.firstIndex(of: $0) }
            #expect(because.count == names.count)
            #expect(entry.canStand(answers, rules: because) == false)
            for answer in answers {
                #expect(entry.canStand(answers.filter { $0 != answer }) == true)
            }
            for fewer in Self.subsets(of: entry.rules.count, size: because.count - 1) {
                #expect(entry.canStand(answers, rules: fewer) == true, "\(fewer)")
            }
        }
    }

    @Test("The smallest sets are the lightest that hit all minimal conflicts", arguments: names)
    func duality(_ name: String) throws {
        let entry = try LocalisationCase(named: name)
        guard let listed = entry.expected.optionalMember("minimalConflicts")?.elements,
            try !entry.expected.member("minWeight").isNull
        else { return }
        let sets = try listed.map { conflict in
            try entry.answers(conflict.member("answers").texts)
                .filter { !entry.problem.answers[$0].isLocked }
        }
        let found = HittingSets.minimum(
            of: sets, weights: entry.problem.answers.map(\.weight), limit: 1_000)
        let expected = try entry.expected.member("minimalSets").elements.map { try $0.texts }
        #expect(found.isProven && found.isComplete)
        #expect(Set(found.sets.map(entry.correction)) == Set(expected))
    }

    /// All sets of some size of the numbers below a count.
    private static func subsets(of count: Int, size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return subsets(of: count, size: size - 1).flatMap { set in
            (((set.last ?? -1) + 1)..<max(count, (set.last ?? -1) + 1)).map { set + [$0] }
        }
    }
}

extension LocalisationCase {
    /// The values of a list or of a range in the file, as indices of options or numbers.
    func values(_ allowed: JSONValue, of variable: Int) throws -> [Int] {
        if let lowest = allowed.optionalMember("min") {
            return Array(try lowest.number...allowed.member("max").number)
        }
        return try allowed.elements.flatMap { value in
            try variables.only(value, of: variable)?.values ?? []
        }
    }
}

extension Solver {
    /// Whether a formula holds for all remaining values, for none, or for some.
    static func certainTruth(of formula: Formula, over domains: [SolverDomain]) -> Bool? {
        if !(solve([formula], over: domains).isSatisfiable ?? true) { return false }
        let full = domains.map { domain in
            if case .options = domain { SolverDomain.options(.first(64)) } else { domain }
        }
        return solve([formula.negated(over: full)], over: domains).isSatisfiable == false
            ? true : nil
    }
}
