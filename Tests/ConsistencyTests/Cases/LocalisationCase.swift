import TextFormats

@testable import Consistency

/// A case of the collection as a problem, with what it expects.
///
/// An invalid value has to change whatever the rules say, so it is left out of the problem like an
/// unanswered question, and its weight and name are added to everything expected.
struct LocalisationCase {
    let variables: CaseVariables
    /// The names of the hard rules.
    let rules: [String]
    let problem: LocalisationProblem
    /// The variable of each answer.
    let answered: [Int]
    /// The variables with a value that they cannot take.
    let invalid: [Int]
    /// The weight of the invalid values, doubled like all weights.
    let invalidWeight: Int
    let expected: JSONValue

    /// Reads the case with a name.
    init(named name: String) throws {
        let entry = try ConsistencyCases.named(name, in: "errorLocalisation")
        let variables = try CaseVariables(entry.member("variables"))
        let hard = try entry.member("rules").elements.filter {
            try $0.optionalMember("severity")?.text != "soft"
        }
        let fixed = try entry.member("fixed").texts
        let weights = try entry.member("weights")
        let record = try entry.member("record")
        var observed = variables.domains
        var answers: [LocalisationProblem.Answer] = []
        var answered: [Int] = []
        var invalid: [Int] = []
        var invalidWeight = 0
        for (variable, name) in variables.names.enumerated() {
            let value = try record.member(name)
            if value.isNull { continue }
            let weight = try weights.optionalMember(name)?.doubled ?? 2
            if let domain = try variables.only(value, of: variable) {
                observed[variable] = domain
                answered.append(variable)
                answers.append(
                    LocalisationProblem.Answer(
                        variables: [variable], weight: weight, isLocked: fixed.contains(name)))
            } else {
                invalid.append(variable)
                invalidWeight += weight
            }
        }
        self.variables = variables
        rules = try hard.map { try $0.member("id").text }
        problem = LocalisationProblem(
            rules: try hard.map { try variables.formula($0.member("require")) },
            full: variables.domains, observed: observed, answers: answers)
        self.answered = answered
        self.invalid = invalid
        self.invalidWeight = invalidWeight
        expected = try entry.member("expected")
    }

    /// The names of answers, in the order of the variables.
    func names(of answers: [Int]) -> [String] {
        answers.map { variables.names[answered[$0]] }
    }

    /// The names of the variables of a correction: its answers and every invalid value.
    func correction(_ answers: [Int]) -> [String] {
        (answers.map { answered[$0] } + invalid).sorted().map { variables.names[$0] }
    }

    /// The answers among some variables; an invalid value is no answer.
    func answers(_ names: [String]) throws -> [Int] {
        try names.map(variables.index).compactMap { answered.firstIndex(of: $0) }.sorted()
    }

    /// Whether the rules, or some of them, can hold when some answers are released.
    func isFeasible(releasing answers: Set<Int>, rules: [Int]? = nil) -> Bool? {
        let formulas = (rules ?? Array(problem.rules.indices)).map { problem.rules[$0] }
        return Solver.solve(formulas, over: problem.domains(releasing: answers))
            .isSatisfiable
    }

    /// Whether some answers can stand when everything else is free.
    func canStand(_ answers: [Int], rules: [Int]? = nil) -> Bool? {
        isFeasible(
            releasing: Set(problem.answers.indices).subtracting(answers), rules: rules)
    }
}
