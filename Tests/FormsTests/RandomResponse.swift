import Survey
import TestSupport

/// Random responses: every kind of statement that an answers file may hold.
enum RandomResponse {
    /// A response in which about three quarters of the items are answered.
    static func response(
        to questionnaire: Questionnaire, using random: inout SplitMix64
    ) -> Response {
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: "\(random.next() % 100_000_000_000)",
                name: "Sintētiskā iestāde", ministry: nil, surveyYear: 2021),
            isSynthetic: true)
        response.revision = 1
        for field in questionnaire.profile where Int.random(in: 0..<8, using: &random) > 0 {
            response.profile[field.id] = exact(questionnaire.domain(of: field), using: &random)
        }
        for item in questionnaire.items where Int.random(in: 0..<4, using: &random) > 0 {
            response.answers[item.id] = answer(to: item, in: questionnaire, using: &random)
        }
        return response
    }

    private static func answer(
        to item: Questionnaire.Item, in questionnaire: Questionnaire,
        using random: inout SplitMix64
    ) -> Answer {
        switch Int.random(in: 0..<20, using: &random) {
        case 0, 1: return Answer(.unknown)
        case 2 where questionnaire.allowsNotApplicable(item):
            return Answer(.notApplicable(reason: "nav šādu"))
        case 3, 4: return Answer(.values(partial(item.domain, using: &random)))
        default:
            var answer = Answer(.values(exact(item.domain, using: &random)))
            if Bool.random(using: &random) { answer.comment = "Komentārs; =1+1 „ņ“" }
            if Bool.random(using: &random) { answer.evidence = ["Nr. 7", "https://example.org"] }
            return answer
        }
    }

    private static func mask(_ count: Int, using random: inout SplitMix64) -> OptionMask {
        OptionMask(rawValue: random.next()).intersection(.first(count))
    }

    private static func exact(
        _ domain: Domain, using random: inout SplitMix64
    ) -> PossibleValues {
        switch domain {
        case .single(let count):
            return .options(OptionMask(index: Int.random(in: 0..<count, using: &random)))
        case .multiple(let count):
            let included = mask(count, using: &random)
            return .subset(
                included: included, excluded: OptionMask.first(count).subtracting(included))
        case .count(let range):
            let number = min(range.upperBound, Int.random(in: 0...12, using: &random))
            return .count(number...number)
        }
    }

    private static func partial(
        _ domain: Domain, using random: inout SplitMix64
    ) -> PossibleValues {
        switch domain {
        case .single(let count):
            let some = mask(count, using: &random)
            return .options(some.isEmpty ? OptionMask.first(count) : some)
        case .multiple(let count):
            let included = mask(count, using: &random)
            let rest = OptionMask.first(count).subtracting(included)
            return .subset(
                included: included, excluded: rest.intersection(mask(count, using: &random)))
        case .count(let range):
            let number = min(range.upperBound - 1, Int.random(in: 0...12, using: &random))
            return .count(number...min(range.upperBound, number + 5))
        }
    }
}
