package import Survey
package import TextFormats

/// Reads the answers of one institution from a table of text: a row of names, a row of values.
///
/// The columns are those of tables of many institutions: `registration_number`, `name`, profile
/// fields and items. Words of both languages are understood beside ids.
package enum TableFormReader {
    /// The columns with facts about the institution.
    private static let facts = ["registration_number", "name", "ministry", "survey_year"]

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - source: The table's bytes in UTF-8.
    ///   - questionnaire: What is answered.
    ///   - log: Receives every fault, with line and column.
    /// - Returns: The form; `nil` when the table has no row of values, or several.
    package static func form(
        _ source: JSONSource, of questionnaire: Questionnaire, log: DiagnosticLog
    ) -> FilledForm? {
        var reader = CSVReader(source, log: log)
        guard let head = reader.next(), let record = reader.next() else {
            report(
                log, source, SourcePosition(line: 1, column: 1), "table.no-row",
                LocalizedText(
                    lv: "vajadzīga nosaukumu rinda un viena atbilžu rinda.",
                    en: "a row of names and one row of answers are needed."))
            return nil
        }
        if let more = reader.next() {
            report(
                log, source, more.position, "table.several-rows",
                LocalizedText(
                    lv: "tabulā ir vairāku iestāžu atbildes; šī komanda nolasa vienas.",
                    en: "the table has answers of several institutions; this command reads one."),
                advice: LocalizedText(
                    lv: "Atstājiet vienu rindu.", en: "Leave one row."))
            return nil
        }
        guard record.fields.count == head.fields.count else {
            report(
                log, source, record.position, "table.field-count",
                LocalizedText(
                    lv: "nosaukumu ir \(head.fields.count), bet vērtību \(record.fields.count).",
                    en: "there are \(head.fields.count) names but \(record.fields.count) values."))
            return nil
        }
        var form = FilledForm(language: .english)
        var seen: Set<String> = []
        for (name, field) in zip(head.fields, record.fields) {
            let id = trimmingSpace(name.text)
            guard seen.insert(id).inserted else {
                report(
                    log, source, name.position, "table.duplicate-column",
                    LocalizedText(
                        lv: "kolonna „\(excerpt(id))“ ir divreiz.",
                        en: "the column '\(excerpt(id))' is there twice.")
                )
                continue
            }
            read(id, name, field, into: &form, source, questionnaire, log)
        }
        return form
    }

    private static func read(
        _ id: String, _ name: CSVReader.Field, _ field: CSVReader.Field,
        into form: inout FilledForm, _ source: JSONSource, _ questionnaire: Questionnaire,
        _ log: DiagnosticLog
    ) {
        let words = AnswerWords(questionnaire)
        let text = trimmingSpace(field.text)
        let value = AnswerWords.isBlank(text) ? nil : text
        let place = "\(field.position.line):\(field.position.column) \(id)"
        func entry<Value: Hashable>(_ value: Value?) -> FilledForm.Entry<Value> {
            FilledForm.Entry(value: value, place: place, base: nil, current: nil)
        }
        func fail(_ fault: WordFault) {
            report(
                log, source, field.position, "table.value",
                LocalizedText(verbatim: "\(id): ") + fault.message, advice: fault.advice)
        }
        switch id {
        case "registration_number": form.registrationNumber = entry(value)
        case "name": form.name = entry(value)
        case "ministry": form.ministry = entry(value)
        case "survey_year":
            let year = value.flatMap { AnswerWords.numbers($0) }
            guard value == nil || year?.count == 1, (1990...2200).contains(year?.lowerBound ?? 2000)
            else {
                report(
                    log, source, field.position, "table.year",
                    LocalizedText(
                        lv: "„\(excerpt(text))“ nav gads.", en: "'\(excerpt(text))' is not a year.")
                )
                return
            }
            form.surveyYear = entry(year?.lowerBound)
        default:
            if let found = questionnaire.profile.first(where: { $0.id == id }) {
                guard let value else { return form.profile[id] = entry(nil) }
                switch words.values(typed: value, kind: found.kind) {
                case .success(let values): form.profile[id] = entry(values)
                case .failure(let fault): fail(fault)
                }
            } else if let index = questionnaire.itemIndex(id) {
                let item = questionnaire.items[index]
                let outcome = words.statement(
                    typed: text, kind: questionnaire.question(of: item).kind,
                    allowsNotApplicable: questionnaire.allowsNotApplicable(item))
                switch outcome {
                case .success(let statement): form.answers[id] = entry(statement.map { Answer($0) })
                case .failure(let fault): fail(fault)
                }
            } else {
                reportUnknownColumn(id, name, source, questionnaire, log)
            }
        }
    }

    private static func reportUnknownColumn(
        _ id: String, _ name: CSVReader.Field, _ source: JSONSource,
        _ questionnaire: Questionnaire, _ log: DiagnosticLog
    ) {
        let known = facts + questionnaire.profile.map(\.id) + questionnaire.items.map(\.id)
        report(
            log, source, name.position, "table.unknown-column",
            LocalizedText(
                lv: "kolonna „\(excerpt(id))“ nav zināma.",
                en: "the column '\(excerpt(id))' is not known."),
            advice: Diagnostic.didYouMean(nearestName(to: id, among: known)))
    }

    private static func report(
        _ log: DiagnosticLog, _ source: JSONSource, _ position: SourcePosition, _ code: String,
        _ message: LocalizedText, advice: LocalizedText? = nil
    ) {
        let location = Diagnostic.Location(file: source.file, position: position)
        log.add(Diagnostic(code: code, at: location, message, advice: advice))
    }
}
