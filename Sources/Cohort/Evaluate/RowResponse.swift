import Consistency
import Survey

extension RowValues {
    /// The row as a response, for the single-institution engine.
    func response(to questionnaire: Questionnaire, layout: FieldLayout) -> Response {
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: "-", name: "-", ministry: nil, surveyYear: 2021))
        for (index, field) in layout.fields.enumerated() {
            let statement = statement(index, field)
            switch field.operand {
            case .profile:
                if case .values(let values)? = statement { response.profile[field.id] = values }
            case .item:
                if let statement { response.answers[field.id] = Answer(statement) }
            }
        }
        return response
    }

    private func statement(_ index: Int, _ field: FieldLayout.Field) -> Answer.Statement? {
        let code = Int(codes[index])
        guard code >= field.valueCount else { return .values(value(index, field, code)) }
        switch FieldState(rawValue: code - field.valueCount) {
        case .unknown: return .unknown
        case .notApplicable: return .notApplicable(reason: nil)
        case .partial: return .values(value(index, field, code))
        case .unanswered, .notAsked, nil: return nil
        }
    }

    private func value(_ index: Int, _ field: FieldLayout.Field, _ code: Int) -> PossibleValues {
        switch field.kind {
        case .option(let count):
            return .options(
                code < count
                    ? OptionMask(index: code) : OptionMask(rawValue: open[index]))
        case .number:
            return .count(numbers[index]...(code == 0 ? numbers[index] : highest[index]))
        case .multiple(let count):
            let chosen = OptionMask(rawValue: included[index])
            let undecided = code == 0 ? [] : OptionMask(rawValue: open[index])
            return .subset(
                included: chosen,
                excluded: OptionMask.first(count).subtracting(chosen).subtracting(undecided))
        }
    }

    /// Takes the states of items from the single-institution engine.
    func adopt(_ state: ResponseState, layout: FieldLayout) {
        for (item, itemState) in state.items.enumerated() {
            guard case .notAsked = itemState else { continue }
            let index = layout.profileCount + item
            codes[index] = layout.fields[index].code(.notAsked)
        }
    }
}
