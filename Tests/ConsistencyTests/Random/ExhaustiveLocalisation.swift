import Survey

@testable import Consistency

/// Error localisation by trying every combination of values and every set of answers.
struct ExhaustiveLocalisation {
    private let problem: LocalisationProblem
    private let search: ExhaustiveSearch
    /// Where each rule holds.
    private let rules: [ExhaustiveSearch.Combinations]
    /// Where each answer is as observed.
    private let standing: [ExhaustiveSearch.Combinations]
    /// Whether the rules can hold when the answers of a set of bits are released.
    private let isFeasible: [Bool]
    /// The sets of bits of answers that may be released and resolve everything.
    private let repairs: [Int]

    /// Tries everything.
    init(_ problem: LocalisationProblem) {
        let search = ExhaustiveSearch(problem.full.map(\.values))
        let rules = problem.rules.map(search.combinations)
        let standing = problem.answers.map { answer in
            answer.variables.reduce(search.all) { left, variable in
                let value = problem.observed[variable].values[0]
                return ExhaustiveSearch.both(left, search.combinations(variable, is: value))
            }
        }
        let solutions = rules.reduce(search.all, ExhaustiveSearch.both)
        // Answer by answer, the last one first: what is left when it stands and when it is released.
        var left = [solutions]
        for one in standing.reversed() {
            left = left.flatMap { [ExhaustiveSearch.both($0, one), $0] }
        }
        let isFeasible = left.map { !ExhaustiveSearch.isEmpty($0) }
        let locked = problem.answers.indices.reduce(0) {
            problem.answers[$1].isLocked ? $0 | 1 << $1 : $0
        }
        self.isFeasible = isFeasible
        repairs = isFeasible.indices.filter { isFeasible[$0] && $0 & locked == 0 }
        self.problem = problem
        self.search = search
        self.rules = rules
        self.standing = standing
    }

    /// What must be found.
    var status: ErrorLocalisation.Status {
        if isFeasible[0] { return .consistent }
        return leastWeight == nil ? .noRepair : .contradictory
    }

    /// The least weight of a repair, if there is one.
    var leastWeight: Int? { repairs.map(weight).min() }

    /// Every repair of least weight from which nothing can be left out, in canonical order.
    var minimalSets: [[Int]] {
        let least = leastWeight
        let minimal = repairs.filter { set in
            weight(set) == least
                && problem.answers.indices.allSatisfy {
                    set >> $0 & 1 == 0 || !isFeasible[set & ~(1 << $0)]
                }
        }
        return minimal.map(answers).sorted { left, right in
            left.count != right.count
                ? left.count < right.count : left.lexicographicallyPrecedes(right)
        }
    }

    /// Whether some answers can stand under all rules, whatever the others are.
    func canStand(_ standing: [Int]) -> Bool {
        isFeasible[isFeasible.count - 1 - mask(standing)]
    }

    /// Whether some answers can stand under some rules.
    func canStand(_ answers: [Int], under rules: [Int]) -> Bool {
        let allowed = rules.reduce(search.all) { ExhaustiveSearch.both($0, self.rules[$1]) }
        let left = answers.reduce(allowed) { ExhaustiveSearch.both($0, standing[$1]) }
        return !ExhaustiveSearch.isEmpty(left)
    }

    /// What is wrong with a conflict; `nil` when nothing is.
    func fault(of conflict: ErrorLocalisation.Conflict) -> String? {
        if canStand(conflict.answers) { return "the answers can stand: \(conflict)" }
        for answer in conflict.answers where !canStand(conflict.answers.filter { $0 != answer }) {
            return "answer \(answer) is not needed: \(conflict)"
        }
        if canStand(conflict.answers, under: conflict.rules) {
            return "the rules allow the answers: \(conflict)"
        }
        for rule in conflict.rules
        where !canStand(conflict.answers, under: conflict.rules.filter { $0 != rule }) {
            return "rule \(rule) is not needed: \(conflict)"
        }
        return nil
    }

    private func mask(_ answers: [Int]) -> Int { answers.reduce(0) { $0 | 1 << $1 } }

    private func answers(_ mask: Int) -> [Int] {
        problem.answers.indices.filter { mask >> $0 & 1 == 1 }
    }

    private func weight(_ mask: Int) -> Int {
        answers(mask).reduce(0) { $0 + problem.answers[$1].weight }
    }
}
