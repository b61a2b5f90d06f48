package import Survey
package import TextFormats

/// A table of many institutions' answers, one row each: read into responses and written again.
///
/// Columns are named after the institution's facts and the items. Others are left out and listed,
/// because nobody knows what free text they hold.
package struct CohortTable {
    /// The responses in the order of the rows.
    package let responses: [Response]
    /// The columns that are not known and are left out.
    package let unknownColumns: [String]

    private let columns: [Column]
    private let delimiter: UInt8
    private let hasMark: Bool

    private enum Column: Hashable {
        case registrationNumber, name, ministry, surveyYear
        case profile(Int)
        case item(Int)
        case other
    }

    /// Reads a table of answers to a questionnaire; every fault is reported.
    ///
    /// - Returns: `nil` when there is no header that could be understood.
    /// - Complexity: O(*bytes*).
    package static func read(
        _ source: JSONSource, for questionnaire: Questionnaire, log: DiagnosticLog
    ) -> CohortTable? {
        var reader = CSVReader(source, log: log)
        guard let header = reader.next() else {
            log.add(
                Diagnostic(
                    code: "cohort.empty", at: Diagnostic.Location(file: source.file),
                    LocalizedText(lv: "tabula ir tukša.", en: "the table is empty.")))
            return nil
        }
        let columns = header.fields.map { column($0.text, in: questionnaire) }
        for (index, column) in columns.enumerated()
        where column != .other && columns[..<index].contains(column) {
            let name = header.fields[index].text
            log.add(
                Diagnostic(
                    code: "cohort.duplicate-column",
                    at: Diagnostic.Location(
                        file: source.file, position: header.fields[index].position),
                    LocalizedText(
                        lv: "kolonna „\(name)“ ir divreiz.",
                        en: "the column '\(name)' occurs twice.")))
        }
        guard columns.contains(where: { if case .item = $0 { true } else { false } }) else {
            log.add(
                Diagnostic(
                    code: "cohort.no-questions",
                    at: Diagnostic.Location(file: source.file, position: header.position),
                    LocalizedText(
                        lv: "nevienas kolonnas nosaukums nav anketas jautājums.",
                        en: "no column is named after a question of the questionnaire."),
                    advice: LocalizedText(
                        lv: "Pirmajā rindā jābūt nosaukumiem, piemēram, V1, U12, B1.key.",
                        en: "The first row holds names such as V1, U12, B1.key.")))
            return nil
        }
        var responses: [Response] = []
        while let record = reader.next() {
            if let response = response(record, columns, questionnaire, source.file, log) {
                responses.append(response)
            }
        }
        let others = zip(columns, header.fields).filter { $0.0 == .other }.map(\.1.text)
        return CohortTable(
            responses: responses, unknownColumns: others, columns: columns,
            delimiter: reader.dialect.delimiter,
            hasMark: source.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    }

    private static func column(_ name: String, in questionnaire: Questionnaire) -> Column {
        switch trimmingSpace(name) {
        case "registration_number": return .registrationNumber
        case "name": return .name
        case "ministry": return .ministry
        case "survey_year": return .surveyYear
        case let name:
            if let field = questionnaire.profile.firstIndex(where: { $0.id == name }) {
                return .profile(field)
            }
            return questionnaire.itemIndex(name).map { .item($0) } ?? .other
        }
    }

    private static func response(
        _ record: CSVReader.Record, _ columns: [Column], _ questionnaire: Questionnaire,
        _ file: String, _ log: DiagnosticLog
    ) -> Response? {
        func report(
            _ code: String, _ field: CSVReader.Field?, _ message: LocalizedText,
            _ advice: LocalizedText? = nil
        ) {
            log.add(
                Diagnostic(
                    code: code,
                    at: Diagnostic.Location(
                        file: file, position: field?.position ?? record.position),
                    message, advice: advice))
        }
        guard record.fields.count == columns.count else {
            report(
                "cohort.field-count", nil,
                LocalizedText(
                    lv: "rindā ir \(record.fields.count) lauku, galvenē – \(columns.count).",
                    en: "the row has \(record.fields.count) fields, the header \(columns.count)."))
            return nil
        }
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: "-", name: "-", ministry: nil, surveyYear: 0))
        for (column, field) in zip(columns, record.fields) {
            let text = trimmingSpace(field.text)
            if text.isEmpty { continue }
            switch column {
            case .other: break
            case .registrationNumber: response.institution.registrationNumber = text
            case .name: response.institution.name = text
            case .ministry: response.institution.ministry = text
            case .surveyYear:
                guard let year = Int(text), (1990...2200).contains(year) else {
                    report(
                        "cohort.year", field,
                        LocalizedText(
                            lv: "„\(text)“ nav gads.", en: "'\(text)' is not a year."))
                    continue
                }
                response.institution.surveyYear = year
            case .profile(let index):
                let profile = questionnaire.profile[index]
                switch value(text, profile.kind, questionnaire) {
                case .success(let values): response.profile[profile.id] = values
                case .failure(let fault):
                    report("cohort.value", field, fault.message, fault.advice)
                }
            case .item(let index):
                let item = questionnaire.items[index]
                if text == "unknown" {
                    response.answers[item.id] = Answer(.unknown)
                } else if text == "not_applicable", questionnaire.allowsNotApplicable(item) {
                    response.answers[item.id] = Answer(.notApplicable(reason: nil))
                } else {
                    switch value(text, questionnaire.question(of: item).kind, questionnaire) {
                    case .success(let values): response.answers[item.id] = Answer(.values(values))
                    case .failure(let fault):
                        report("cohort.value", field, fault.message, fault.advice)
                    }
                }
            }
        }
        return response
    }

    private static func value(
        _ text: String, _ kind: Question.Kind, _ questionnaire: Questionnaire
    ) -> Result<PossibleValues, ValueFault> {
        ValueFormat(kind: kind, in: questionnaire)
            .value(typed: String(text.map { $0 == "|" ? "," : $0 }))
    }

    // MARK: Writing

    /// The table with other responses, in the same dialect: no names, no unknown columns.
    ///
    /// A band of numbers is written as `11..49`.
    package func bytes(of responses: [Response], in questionnaire: Questionnaire) -> [UInt8] {
        let kept = columns.enumerated().filter { $0.element != .name && $0.element != .other }
            .map(\.element)
        let writer = CSVWriter(delimiter: delimiter)
        var output: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
        writer.append(record: kept.map { Self.name(of: $0, in: questionnaire) }, to: &output)
        for response in responses {
            writer.append(
                record: kept.map { Self.text(of: $0, response, questionnaire) }, to: &output)
        }
        return output
    }

    private static func name(of column: Column, in questionnaire: Questionnaire) -> String {
        switch column {
        case .registrationNumber: "registration_number"
        case .ministry: "ministry"
        case .surveyYear: "survey_year"
        case .profile(let index): questionnaire.profile[index].id
        case .item(let index): questionnaire.items[index].id
        case .name, .other: preconditionFailure("these columns are not written")
        }
    }

    private static func text(
        of column: Column, _ response: Response, _ questionnaire: Questionnaire
    ) -> String {
        switch column {
        case .registrationNumber: return response.institution.registrationNumber
        case .ministry: return response.institution.ministry ?? ""
        case .surveyYear:
            let year = response.institution.surveyYear
            return year == 0 ? "" : "\(year)"
        case .profile(let index):
            let field = questionnaire.profile[index]
            return response.profile[field.id].map { text($0, field.kind, questionnaire) } ?? ""
        case .item(let index):
            let item = questionnaire.items[index]
            switch response.answers[item.id]?.statement {
            case nil: return ""
            case .unknown: return "unknown"
            case .notApplicable: return "not_applicable"
            case .values(let values):
                return text(values, questionnaire.question(of: item).kind, questionnaire)
            }
        case .name, .other: preconditionFailure("these columns are not written")
        }
    }

    private static func text(
        _ values: PossibleValues, _ kind: Question.Kind, _ questionnaire: Questionnaire
    ) -> String {
        let options = questionnaire.options(of: kind)
        func ids(_ mask: OptionMask) -> String {
            mask.indices.map { options[$0].id }.joined(separator: "|")
        }
        switch values {
        case .options(let mask): return ids(mask)
        case .subset(let included, _): return ids(included)
        case .count(let range):
            return range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
        }
    }
}
