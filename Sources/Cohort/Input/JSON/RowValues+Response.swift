import Assessment
import Consistency
import Survey

extension RowValues {
    /// Takes the answers of a response; whether some leave several values possible.
    func fill(from response: Response, layout: FieldLayout) -> Bool {
        var isPartial = false
        for (index, field) in layout.fields.enumerated() {
            let statement: Answer.Statement?
            switch field.operand {
            case .profile: statement = response.profile[field.id].map { .values($0) }
            case .item: statement = response.answers[field.id]?.statement
            }
            switch statement {
            case nil: codes[index] = field.code(.unanswered)
            case .unknown?: codes[index] = field.code(.unknown)
            case .notApplicable?: codes[index] = field.code(.notApplicable)
            case .values(let values)?:
                codes[index] = fill(values, at: index, field)
                if codes[index] == field.code(.partial) { isPartial = true }
            }
        }
        return isPartial
    }

    private func fill(
        _ values: PossibleValues, at index: Int, _ field: FieldLayout.Field
    ) -> UInt8 {
        switch values {
        case .options(let mask):
            open[index] = mask.rawValue
            return mask.count == 1 ? UInt8(mask.indices[0]) : field.code(.partial)
        case .count(let range):
            numbers[index] = range.lowerBound
            highest[index] = range.upperBound
            return range.count == 1 ? 0 : field.code(.partial)
        case .subset(let chosen, let excluded):
            guard case .multiple(let count) = field.kind else {
                preconditionFailure("a set belongs to a field with sets")
            }
            included[index] = chosen.rawValue
            let undecided = OptionMask.first(count).subtracting(chosen).subtracting(excluded)
            open[index] = undecided.rawValue
            return undecided.isEmpty ? 0 : field.code(.partial)
        }
    }
}
