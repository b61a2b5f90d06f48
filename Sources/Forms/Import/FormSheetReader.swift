import Spreadsheet
import Survey
import TextFormats

/// Reads one sheet of a workbook form: questions with their answers, or facts about the institution.
struct FormSheetReader {
    let sheet: String
    let file: String
    let questionnaire: Questionnaire
    let log: DiagnosticLog

    private var words: AnswerWords { AnswerWords(questionnaire) }

    /// What a column holds.
    private struct Column {
        let key: String
        let scope: Int?
    }

    /// Reads the rows below the hidden one that names the columns.
    ///
    /// - Parameters:
    ///   - rows: The sheet's rows.
    ///   - form: Receives what was filled in.
    ///   - seen: Where each id was met before; no id may occur twice in a form.
    func read(_ rows: [FormRow], into form: inout FilledForm, seen: inout [String: String]) {
        guard let head = rows.first, let columns = columns(of: head) else { return }
        // The visible titles stand in the row above the first question.
        let firstID = rows.dropFirst().first { isID($0.text(1)) }?.number ?? 2
        var index = 1
        while index < rows.count {
            let row = rows[index]
            index += 1
            guard row.number >= firstID else { continue }
            let id = row.text(1)
            for column in row.cells.keys.sorted() where columns[column] == nil {
                let text = excerpt(row.text(column))
                report(
                    "form.unknown-column", at: column, row,
                    LocalizedText(
                        lv: "šajā kolonnā veidlapai nav nekā; teksts „\(text)“ netiktu nolasīts.",
                        en: "the form has nothing in this column; the text '\(text)' would not be "
                            + "read."),
                    advice: LocalizedText(
                        lv: "Pārvietojiet to uz komentāra šūnu vai izdzēsiet.",
                        en: "Move it to a comment cell or delete it."))
            }
            guard !id.isEmpty else {
                reportAnswersWithoutQuestion(row, columns)
                continue
            }
            if let previous = seen.updateValue("\(sheet)!A\(row.number)", forKey: id) {
                report(
                    "form.duplicate", at: 1, row,
                    LocalizedText(
                        lv: "rinda „\(excerpt(id))“ veidlapā ir divreiz, arī \(previous).",
                        en: "the row '\(excerpt(id))' is twice in the form, also at \(previous)."))
                continue
            }
            if let question = questionnaire.questionIndex(id) {
                var options: [FormRow] = []
                while index < rows.count, rows[index].text(1).hasPrefix("\(id):") {
                    options.append(rows[index])
                    index += 1
                }
                readQuestion(question, row, options, columns, into: &form)
            } else if !readFact(id, row, columns, into: &form) {
                reportUnknownID(id, row)
            }
        }
    }

    private func isID(_ text: String) -> Bool {
        questionnaire.questionIndex(text) != nil || text == FormKeys.registrationNumber
            || questionnaire.profile.contains { $0.id == text } || text == FormKeys.institutionName
    }

    private func columns(of head: FormRow) -> [Int: Column]? {
        var columns: [Int: Column] = [:]
        var isValid = true
        for column in head.cells.keys.sorted() {
            let parts = head.text(column).split(separator: ":", maxSplits: 1).map(String.init)
            let known =
                [FormKeys.id, FormKeys.answer, FormKeys.comment, FormKeys.evidence, FormKeys.base]
                + FormKeys.readOnly
            let scope =
                parts.count > 1 ? questionnaire.scopes.firstIndex { $0.id == parts[1] } : nil
            guard let key = parts.first, known.contains(key), parts.count == 1 || scope != nil
            else {
                report(
                    "form.unknown-column", at: column, head,
                    LocalizedText(
                        lv: "kolonna „\(excerpt(head.text(column)))“ veidlapai nav zināma.",
                        en: "the column '\(excerpt(head.text(column)))' is not known in a form."))
                isValid = false
                continue
            }
            columns[column] = Column(key: key, scope: scope)
        }
        return isValid ? columns : nil
    }

    // MARK: Questions

    private func readQuestion(
        _ index: Int, _ row: FormRow, _ options: [FormRow], _ columns: [Int: Column],
        into form: inout FilledForm
    ) {
        let question = questionnaire.questions[index]
        for itemIndex in questionnaire.itemIndices(ofQuestion: index) {
            let item = questionnaire.items[itemIndex]
            func place(of key: String) -> Int? {
                columns.first { $0.value.key == key && $0.value.scope == item.scope }?.key
                    ?? columns.first {
                        $0.value.key == key && ($0.value.scope ?? 0) == 0
                            && item.scope == nil
                    }?.key
            }
            guard let answerColumn = place(of: FormKeys.answer) else { continue }
            func text(_ key: String) -> String { place(of: key).map { row.text($0) } ?? "" }
            for column in [place(of: FormKeys.comment), place(of: FormKeys.evidence)] {
                if let column, case .error(let text)? = row.cells[column] {
                    report(CellFault(row: row, column: column, fault: .error(text)), item: item.id)
                }
            }
            let comment = text(FormKeys.comment)
            let evidence = text(FormKeys.evidence)
            var values: [String] = []
            let outcome: Result<Answer.Statement?, CellFault>
            if case .multiple(let own, _) = question.kind {
                (outcome, values) = choice(own, of: question, row, options, answerColumn)
            } else {
                let cell = row.text(answerColumn)
                values = cell.isEmpty ? [] : [cell]
                outcome = checked(row, answerColumn).flatMap { text in
                    words.statement(
                        typed: text, kind: question.kind,
                        allowsNotApplicable: questionnaire.allowsNotApplicable(item)
                    ).mapError { CellFault(row: row, column: answerColumn, fault: .word($0)) }
                }
            }
            let cells = AnswerCells(values: values, comment: comment, evidence: evidence)
            var entry = FilledForm.Entry<Answer>(
                value: nil, place: cellName(answerColumn, row), base: nil,
                current: cells.fingerprint)
            let base = text(FormKeys.base)
            entry.base = base.isEmpty ? nil : base
            switch outcome {
            case .success(let statement?):
                entry.value = answer(statement, comment: comment, evidence: evidence)
                if statement == .notApplicable(reason: nil), comment.isEmpty {
                    reportMissingReason(item.id, place(of: FormKeys.comment) ?? answerColumn, row)
                }
            case .success(nil):
                reportRemarksAlone(
                    item.id, row, place(of: FormKeys.comment), place(of: FormKeys.evidence))
            case .failure(let fault): report(fault, item: item.id)
            }
            form.answers[item.id] = entry
        }
        reportClosedCells(question, index, row, columns)
    }

    private func answer(
        _ statement: Answer.Statement, comment: String, evidence: String
    ) -> Answer {
        let pieces = evidence.split(whereSeparator: \.isNewline).map { trimmingSpace(String($0)) }
            .filter { !$0.isEmpty }
        if case .notApplicable = statement {
            return Answer(
                .notApplicable(reason: comment.isEmpty ? nil : comment), evidence: pieces)
        }
        return Answer(statement, comment: comment.isEmpty ? nil : comment, evidence: pieces)
    }

    /// What the rows of a multiple-choice question say, and their words.
    private func choice(
        _ options: [Option], of question: Question, _ row: FormRow, _ rows: [FormRow],
        _ column: Int
    ) -> (Result<Answer.Statement?, CellFault>, [String]) {
        var marks: [Bool??] = Array(repeating: .none, count: options.count)
        var values = Array(repeating: "", count: options.count)
        for optionRow in rows {
            let id = String(optionRow.text(1).dropFirst(question.id.count + 1))
            guard let index = options.firstIndex(where: { $0.id == id }) else {
                reportUnknownID(optionRow.text(1), optionRow)
                continue
            }
            guard optionRow.cells[column] != nil else { continue }
            switch checked(optionRow, column) {
            case .failure(let fault): return (.failure(fault), [])
            case .success(let text):
                switch words.isChosen(typed: text) {
                case .failure(let fault):
                    return (
                        .failure(CellFault(row: optionRow, column: column, fault: .word(fault))), []
                    )
                case .success(let mark):
                    marks[index] = .some(mark)
                    values[index] = text
                }
            }
        }
        let isMarked = marks.contains { $0 != nil }
        let whole = checked(row, column).flatMap { text in
            words.statement(typed: text, kind: question.kind, allowsNotApplicable: false)
                .mapError { CellFault(row: row, column: column, fault: .word($0)) }
        }
        guard case .success(let statement) = whole else { return (whole, []) }
        if isMarked, statement != nil {
            return (.failure(CellFault(row: row, column: column, fault: .twice)), [])
        }
        guard isMarked else { return (whole, row.cells[column] == nil ? [] : [row.text(column)]) }
        var included: OptionMask = []
        var excluded: OptionMask = []
        for (index, mark) in marks.enumerated() {
            switch mark {
            // An option that is left empty beside marked ones is not chosen.
            case .none, .some(.some(false)): excluded.insert(OptionMask(index: index))
            case .some(.some(true)): included.insert(OptionMask(index: index))
            case .some(.none): break
            }
        }
        return (.success(.values(.subset(included: included, excluded: excluded))), values)
    }

    /// The text of a cell, unless it is an error or a date.
    private func checked(_ row: FormRow, _ column: Int) -> Result<String, CellFault> {
        switch row.cells[column] {
        case .error(let text):
            .failure(CellFault(row: row, column: column, fault: .error(text)))
        case .date(let text):
            .failure(CellFault(row: row, column: column, fault: .date(text)))
        default: .success(row.text(column))
        }
    }

    // MARK: Facts

    private func readFact(
        _ id: String, _ row: FormRow, _ columns: [Int: Column], into form: inout FilledForm
    ) -> Bool {
        guard let column = columns.first(where: { $0.value.key == FormKeys.answer })?.key else {
            return false
        }
        let base = columns.first { $0.value.key == FormKeys.base }.map { row.text($0.key) }
        let text: String
        switch checked(row, column) {
        case .success(let found): text = found
        case .failure(let fault):
            report(fault, item: id)
            return true
        }
        func entry<Value: Hashable>(_ value: Value?) -> FilledForm.Entry<Value> {
            let cells = AnswerCells(values: text.isEmpty ? [] : [text], comment: "", evidence: "")
            return FilledForm.Entry(
                value: value, place: cellName(column, row), base: base,
                current: cells.fingerprint)
        }
        let value = text.isEmpty ? nil : text
        switch id {
        case FormKeys.registrationNumber: form.registrationNumber = entry(value)
        case FormKeys.institutionName: form.name = entry(value)
        case FormKeys.ministry: form.ministry = entry(value)
        case FormKeys.author: form.author = value
        case FormKeys.surveyYear:
            let year = AnswerWords.numbers(text).flatMap { $0.count == 1 ? $0.lowerBound : nil }
            let isYear = year.map { (1990...2200).contains($0) } ?? false
            if !text.isEmpty, !isYear {
                report(
                    "form.year", at: column, row,
                    LocalizedText(
                        lv: "„\(excerpt(text))“ nav gads.", en: "'\(excerpt(text))' is not a year.")
                )
            }
            form.surveyYear = entry(isYear ? year : nil)
        default:
            guard let field = questionnaire.profile.first(where: { $0.id == id }) else {
                return false
            }
            var values: PossibleValues?
            if !text.isEmpty {
                switch words.values(typed: text, kind: field.kind) {
                case .success(let found) where questionnaire.domain(of: field).isExact(found):
                    values = found
                case .success:
                    report(
                        "form.one-value", at: column, row,
                        LocalizedText(
                            lv: "vajadzīga viena vērtība.", en: "one value is needed."))
                case .failure(let fault):
                    report(CellFault(row: row, column: column, fault: .word(fault)), item: id)
                }
            }
            form.profile[id] = entry(values)
        }
        return true
    }
}

extension FormSheetReader {
    /// Answers in rows that ask nothing, such as headings.
    private func reportAnswersWithoutQuestion(_ row: FormRow, _ columns: [Int: Column]) {
        let keys = [FormKeys.answer, FormKeys.comment, FormKeys.evidence]
        for column in row.cells.keys.sorted() {
            guard let key = columns[column]?.key, keys.contains(key) else { continue }
            report(
                "form.no-question", at: column, row,
                LocalizedText(
                    lv:
                        "šajā rindā nav jautājuma; „\(excerpt(row.text(column)))“ netiktu nolasīts.",
                    en: "this row asks nothing; '\(excerpt(row.text(column)))' would not be read."))
        }
    }

    /// Answers in the cells of scopes that a question does not have.
    private func reportClosedCells(
        _ question: Question, _ index: Int, _ row: FormRow, _ columns: [Int: Column]
    ) {
        let items = questionnaire.itemIndices(ofQuestion: index).map { questionnaire.items[$0] }
        guard items.allSatisfy({ $0.scope == nil }) else { return }
        for column in row.cells.keys.sorted() {
            guard let found = columns[column], let scope = found.scope, scope > 0,
                found.key != FormKeys.base
            else { continue }
            report(
                "form.no-scope", at: column, row,
                LocalizedText(
                    lv: "\(question.id): šeit nav ko atbildēt.",
                    en: "\(question.id): there is nothing to answer here."))
        }
    }
}
