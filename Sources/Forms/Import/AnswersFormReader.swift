package import Survey
import TextFormats

extension FilledForm {
    /// The form that an answers file is, such as the one that the page downloads.
    ///
    /// - Parameters:
    ///   - response: What was read from the file.
    ///   - questionnaire: The questionnaire that it answers.
    package init(_ response: Response, of questionnaire: Questionnaire) {
        self.init(language: .english)
        identity = response.questionnaire
        revision = response.revision
        isSynthetic = response.isSynthetic
        note = response.note
        acceptedDoubts = response.acceptedDoubts
        let institution = response.institution
        func entry<Value: Hashable>(_ value: Value?, _ place: String) -> Entry<Value> {
            Entry(value: value, place: place, base: nil, current: nil)
        }
        registrationNumber = entry(
            institution.registrationNumber, "/institution/registration_number")
        name = entry(institution.name, "/institution/name")
        ministry = entry(institution.ministry, "/institution/ministry")
        surveyYear = entry(institution.surveyYear, "/institution/survey_year")
        for field in questionnaire.profile {
            profile[field.id] = entry(response.profile[field.id], "/profile/\(field.id)")
        }
        for item in questionnaire.items {
            answers[item.id] = entry(response.answers[item.id], "/answers/\(item.id)")
        }
    }
}
