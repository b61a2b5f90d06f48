import RuleLanguage
import TestSupport

/// What a rule says of one combination of values: read off the parsed text, case by case.
///
/// It knows nothing of formulas, sets or propagation, so that agreement means something.
struct Interpreter {
    let kinds: [RandomQuestionnaire.Kind]

    func holds(_ expression: Expression, _ values: [Int]) -> Bool {
        switch expression {
        case .implies(let left, let right): return !holds(left, values) || holds(right, values)
        case .and(let parts): return !parts.contains { !holds($0, values) }
        case .or(let parts): return parts.contains { holds($0, values) }
        case .not(let inner): return !holds(inner, values)
        case .has(let reference, let option):
            return values[question(reference)] & bit(option) != 0
        case .isExactly(let reference, let options, let negated):
            let bits = options.reduce(0) { $0 | bit($1) }
            return (values[question(reference)] == bits) != negated
        case .every(let group):
            return !members(of: group).contains { !meets($0, group, values) }
        case .some(let group):
            return members(of: group).contains { meets($0, group, values) }
        case .comparison(let left, let relation, let right):
            if case .reference(let reference) = left, case .scale = kinds[question(reference)] {
                let index = question(reference)
                return compare(values[index], relation, rank(right, on: index, values))
            }
            return compare(number(left, values), relation, number(right, values))
        }
    }

    /// The questions that an expression mentions.
    func mentions(_ expression: Expression) -> Set<Int> {
        switch expression {
        case .implies(let left, let right): mentions(left).union(mentions(right))
        case .and(let parts), .or(let parts): Set(parts.flatMap { mentions($0) })
        case .not(let inner): mentions(inner)
        case .has(let reference, _), .isExactly(let reference, _, _): [question(reference)]
        case .every(let group), .some(let group): mentions(group)
        case .comparison(let left, _, let right): mentions(left).union(mentions(right))
        }
    }

    private func mentions(_ group: GroupCondition) -> Set<Int> {
        Set(members(of: group)).union(mentions(group.value))
    }

    private func mentions(_ term: Term) -> Set<Int> {
        switch term {
        case .number: []
        case .reference(let reference): index(reference.name.text).map { [$0] } ?? []
        case .count(let group, _): mentions(group)
        case .multiple(_, let inner): mentions(inner)
        case .sum(let parts): Set(parts.flatMap { mentions($0) })
        }
    }

    private func meets(_ member: Int, _ group: GroupCondition, _ values: [Int]) -> Bool {
        let right =
            kinds[member] == .count
            ? number(group.value, values) : rank(group.value, on: member, values)
        return compare(values[member], group.relation, right)
    }

    private func members(of group: GroupCondition) -> [Int] {
        group.members.flatMap { member in
            let first = question(member.first)
            return Array(first...(member.last.map { question($0) } ?? first))
        }
    }

    /// The place on a question's scale that a term names: an option's, or another answer's.
    private func rank(_ term: Term, on question: Int, _ values: [Int]) -> Int {
        guard case .reference(let reference) = term, case .scale(let scale) = kinds[question]
        else { preconditionFailure("a scale is compared with a name") }
        let options = RandomQuestionnaire.scales[scale] ?? []
        return options.firstIndex(of: reference.name.text) ?? values[self.question(reference)]
    }

    private func number(_ term: Term, _ values: [Int]) -> Int {
        switch term {
        case .number(let number, _): number
        case .reference(let reference): values[question(reference)]
        case .count(let group, _): members(of: group).count { meets($0, group, values) }
        case .multiple(let factor, let inner): factor * number(inner, values)
        case .sum(let parts): parts.reduce(0) { $0 + number($1, values) }
        }
    }

    private func compare(_ left: Int, _ relation: Relation, _ right: Int) -> Bool {
        switch relation {
        case .less: left < right
        case .lessOrEqual: !(left > right)
        case .equal: left == right
        case .notEqual: !(left == right)
        case .greaterOrEqual: !(left < right)
        case .greater: left > right
        }
    }

    private func bit(_ option: Name) -> Int {
        1 << (RandomQuestionnaire.multipleOptions.firstIndex(of: option.text) ?? 62)
    }

    private func question(_ reference: Reference) -> Int {
        guard let index = index(reference.name.text) else {
            preconditionFailure("\(reference.name.text) is no question")
        }
        return index
    }

    private func index(_ name: String) -> Int? {
        name.first == "Q" ? Int(name.dropFirst()).map { $0 - 1 } : nil
    }
}
