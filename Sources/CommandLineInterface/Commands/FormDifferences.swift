import Forms
import Reporting
import Survey
import TextFormats

/// Shows where a form and an answers file differ, and asks which to keep.
struct FormDifferences {
    private let questionnaire: Questionnaire

    init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

    /// The differences as a report.
    func report(_ changes: [FormImport.Change]) -> Report {
        let entries = changes.map { change in
            Report.Entry(
                mark: Report.Span(name(change.subject), .strong),
                text: Report.Span(title(change.subject)),
                details: [
                    Report.Span(
                        LocalizedText(lv: "failā: ", en: "in the file: ") + change.inFile),
                    Report.Span(
                        LocalizedText(lv: "veidlapā: ", en: "in the form: ") + change.inForm
                            + LocalizedText(verbatim: " [\(change.place)]")),
                ])
        }
        return Report([
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Fails un veidlapa atšķiras", en: "The file and the form differ")),
            .list(entries),
        ])
    }

    /// Asks at the terminal.
    ///
    /// - Returns: The subjects for which the form's answer is taken; `nil` when nothing is to be
    ///   recorded.
    func ask(
        _ changes: [FormImport.Change], on console: Console
    ) -> Set<FormImport.Subject>? {
        let question = LocalizedText(
            lv: "Ko paturēt? 1 – visur failā esošo, 2 – visur veidlapā esošo, 3 – izšķirt katru; "
                + "Enter – neko nepierakstīt:",
            en: "What to keep? 1 the file's everywhere, 2 the form's everywhere, 3 decide each; "
                + "Enter records nothing:")
        switch console.ask(question).map({ trimmingSpace($0) }) {
        case "1": return []
        case "2": return Set(changes.map(\.subject))
        case "3": return askEach(changes, on: console)
        default:
            console.message(
                LocalizedText(lv: "Nekas nav pierakstīts.", en: "Nothing was recorded."))
            return nil
        }
    }

    private func askEach(
        _ changes: [FormImport.Change], on console: Console
    ) -> Set<FormImport.Subject>? {
        var chosen: Set<FormImport.Subject> = []
        for change in changes {
            let name = name(change.subject)
            let question = LocalizedText(
                lv:
                    "\(name.lv): 1 – \(change.inFile.lv) (failā), 2 – \(change.inForm.lv) (veidlapā):",
                en: "\(name.en): 1 \(change.inFile.en) (file), 2 \(change.inForm.en) (form):")
            while true {
                guard let typed = console.ask(question) else {
                    console.message(
                        LocalizedText(lv: "Nekas nav pierakstīts.", en: "Nothing was recorded."))
                    return nil
                }
                let answer = trimmingSpace(typed)
                if answer == "2" { chosen.insert(change.subject) }
                if answer == "1" || answer == "2" { break }
            }
        }
        return chosen
    }

    private func name(_ subject: FormImport.Subject) -> LocalizedText {
        switch subject {
        case .item(let index): LocalizedText(verbatim: questionnaire.items[index].id)
        case .profile(let index): LocalizedText(verbatim: questionnaire.profile[index].id)
        case .name, .ministry, .surveyYear: title(subject)
        }
    }

    private func title(_ subject: FormImport.Subject) -> LocalizedText {
        switch subject {
        case .item(let index):
            Wording.question(questionnaire.items[index], in: questionnaire)
        case .profile(let index): questionnaire.profile[index].label
        case .name: LocalizedText(lv: "iestādes nosaukums", en: "name of the institution")
        case .ministry: LocalizedText(lv: "resors", en: "ministry")
        case .surveyYear: LocalizedText(lv: "gads", en: "year")
        }
    }
}
