import Assessment
import Consistency
import Foundation
import RuleLanguage
import Survey
import TestSupport
import Testing

/// The rule evaluator against every combination of values, on 10,000 random answers to random
/// questionnaires.
///
/// `BRIEDUMS_SEED` chooses other questionnaires; a failure names the seed that repeats it first.
@Suite struct ExhaustiveEnumerationTests {
    private static let partCount = 10
    private static let questionnairesPerPart = 50
    private static let answersPerQuestionnaire = 20

    private static let seed =
        ProcessInfo.processInfo.environment["BRIEDUMS_SEED"].flatMap { UInt64($0) } ?? 2021

    @Test(arguments: 0..<partCount)
    func `Outcomes and completability are those of trying every combination`(part: Int) throws {
        for number in 0..<Self.questionnairesPerPart {
            let seed = Self.seed &+ UInt64(part * Self.questionnairesPerPart + number)
            var random = SplitMix64(seed: seed)
            let questionnaire = RandomQuestionnaire(&random)
            let enumeration = try Enumeration(of: questionnaire)
            let definition = try questionnaire.definition.read()
            for _ in 0..<Self.answersPerQuestionnaire {
                let answers = questionnaire.kinds.map { RandomAnswer(to: $0, &random) }
                let expected = enumeration.verdict(on: answers)
                let actual = try Verdict(answers, by: definition)
                guard actual != expected else { continue }
                Issue.record(
                    """
                    BRIEDUMS_SEED=\(seed)
                    rules: \(questionnaire.rules.map { "\($0.id) \($0.text)" })
                    questions: \(questionnaire.kinds)
                    answers: \(answers)
                    expected \(expected)
                    found    \(actual)
                    """)
                return
            }
        }
    }
}

/// What is compared.
private struct Verdict: Equatable {
    var states: [ResponseState.ItemState]
    var outcomes: [EditCheck.Outcome]
    var isCompletable: Bool?

    init(
        states: [ResponseState.ItemState], outcomes: [EditCheck.Outcome], isCompletable: Bool?
    ) {
        self.states = states
        self.outcomes = outcomes
        self.isCompletable = isCompletable
    }

    init(_ answers: [RandomAnswer], by definition: Definition) throws {
        var response = try definition.response()
        for (index, answer) in answers.enumerated() {
            response.answers[RandomQuestionnaire.name(index)] = answer.answer
        }
        let state = definition.state(of: response)
        let check = EditCheck(state, against: definition.rules)
        states = state.items
        outcomes = check.outcomes.map(\.outcome)
        isCompletable = check.isCompletable
    }
}

/// Every combination of values of a questionnaire, with the rules that it satisfies.
private struct Enumeration {
    private let combinations: [(values: [Int], satisfied: UInt64)]
    private let mentioned: [Set<Int>]
    private let hard: UInt64

    init(of questionnaire: RandomQuestionnaire) throws {
        let interpreter = Interpreter(kinds: questionnaire.kinds)
        let expressions = try questionnaire.rules.map {
            try RuleParser.parseRule($0.text).expression
        }
        mentioned = expressions.map { interpreter.mentions($0) }
        hard = questionnaire.rules.enumerated().reduce(0) { bits, rule in
            rule.element.isHard ? bits | 1 << UInt64(rule.offset) : bits
        }
        var all: [[Int]] = [[]]
        for kind in questionnaire.kinds {
            all = all.flatMap { start in (0..<kind.valueCount).map { start + [$0] } }
        }
        combinations = all.map { values in
            let satisfied = expressions.enumerated().reduce(UInt64(0)) { bits, rule in
                interpreter.holds(rule.element, values) ? bits | 1 << UInt64(rule.offset) : bits
            }
            return (values, satisfied)
        }
    }

    func verdict(on answers: [RandomAnswer]) -> Verdict {
        let evaluated = mentioned.enumerated().reduce(UInt64(0)) { bits, rule in
            rule.element.contains { answers[$0].state == .notApplicable }
                ? bits : bits | 1 << UInt64(rule.offset)
        }
        var sometimesTrue: UInt64 = 0
        var sometimesFalse: UInt64 = 0
        var isCompletable = false
        for (values, satisfied) in combinations
        where values.indices.allSatisfy({ answers[$0].possible >> UInt64(values[$0]) & 1 == 1 }) {
            sometimesTrue |= satisfied
            sometimesFalse |= ~satisfied
            if satisfied & hard & evaluated == hard & evaluated { isCompletable = true }
        }
        let outcomes = mentioned.indices.map { rule -> EditCheck.Outcome in
            let bit: UInt64 = 1 << UInt64(rule)
            guard evaluated & bit != 0 else { return .notEvaluated }
            if sometimesTrue & bit == 0 { return .truth(.violated) }
            return .truth(sometimesFalse & bit == 0 ? .satisfied : .possible)
        }
        return Verdict(
            states: answers.map(\.state), outcomes: outcomes, isCompletable: isCompletable)
    }
}
