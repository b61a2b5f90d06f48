import Consistency
import Spreadsheet
import Survey
import TextFormats

/// The sheet of one section: a row per question, a row per option of multiple choice, and columns
/// for answers, comments and evidence of every scope.
struct SectionSheet {
    /// A sheet with the cells that say how far the section is answered.
    struct Layout {
        /// The sheet.
        var sheet: Workbook.Sheet
        /// The formula that counts answers.
        var countFormula = ""
        /// How many answers there are at first.
        var answeredCount = 0
        /// How many answers the section has room for.
        var itemCount = 0
    }

    private let form: WorkbookForm
    private let section: Int
    private let lists: FormLists
    /// The scopes that have columns; one without a name when no question of the section is scoped.
    private let scopes: [Int?]
    private var plainRanges: [String] = []
    private var blockRanges: [String] = []
    private(set) var layout: Layout

    private static let questionWidth = 46.0
    private static let answerWidth = 19.0
    private static let remarkWidth = 34.0
    private static let helpWidth = 88.0
    private static let auditWidth = 48.0

    private var language: Language { form.language }
    private var questionnaire: Questionnaire { form.questionnaire }

    init(_ form: WorkbookForm, section: Int, lists: FormLists) {
        self.form = form
        self.section = section
        self.lists = lists
        let questionnaire = form.questionnaire
        let isScoped = questionnaire.items.contains {
            questionnaire.question(of: $0).section == section && $0.scope != nil
        }
        scopes = isScoped ? questionnaire.scopes.indices.map { $0 } : [nil]
        layout = Layout(sheet: Workbook.Sheet(name: form.sheetName(ofSection: section)))
        writeHead()
        var group: Int?
        for (index, question) in questionnaire.questions.enumerated()
        where question.section == section {
            if question.group != group {
                group = question.group
                if let group { writeGroup(questionnaire.groups[group]) }
            }
            writeQuestion(index, question)
        }
        let blocks = blockRanges.map { "IF(COUNTA(\($0))>0,1,0)" }
        let plain = plainRanges.isEmpty ? [] : plainRanges.map { "COUNTA(\($0))" }
        layout.countFormula = (plain + blocks).joined(separator: "+")
    }

    // MARK: Columns

    /// The column, from 1, of what is said about a scope.
    private func column(_ key: String, scope place: Int) -> Int {
        switch key {
        case FormKeys.answer: 3 + place
        case FormKeys.comment: 3 + scopes.count + 2 * place
        case FormKeys.evidence: 4 + scopes.count + 2 * place
        default: 5 + 3 * scopes.count + place
        }
    }

    private var columnCount: Int { 4 + 4 * scopes.count }

    private mutating func writeHead() {
        var keys = [FormKeys.id, "question"]
        var titles = [FormWording.number, FormWording.question]
        var columns = [Workbook.Column(width: 7), Workbook.Column(width: Self.questionWidth)]
        func scoped(_ key: String, _ place: Int) -> String {
            scopes[place].map { FormKeys.column(key, scope: questionnaire.scopes[$0].id) } ?? key
        }
        func title(_ text: LocalizedText, _ place: Int) -> LocalizedText {
            guard let scope = scopes[place] else { return text }
            return text + LocalizedText(verbatim: ": ") + questionnaire.scopes[scope].label
        }
        for place in scopes.indices {
            keys.append(scoped(FormKeys.answer, place))
            titles.append(title(FormWording.answer, place))
            columns.append(Workbook.Column(width: Self.answerWidth))
        }
        for place in scopes.indices {
            keys += [scoped(FormKeys.comment, place), scoped(FormKeys.evidence, place)]
            titles += [title(FormWording.comment, place), title(FormWording.evidence, place)]
            columns += [
                Workbook.Column(width: Self.remarkWidth), Workbook.Column(width: Self.remarkWidth),
            ]
        }
        keys += ["help", "audit"]
        titles += [FormWording.help, FormWording.audit]
        columns += [
            Workbook.Column(width: Self.helpWidth), Workbook.Column(width: Self.auditWidth),
        ]
        for place in scopes.indices {
            keys.append(scoped(FormKeys.base, place))
            columns.append(Workbook.Column(width: 18, isHidden: true))
        }
        let heading = questionnaire.sections[section]
        var introduction = heading.introduction[language]
        if let condition = FormWording.condition([heading.condition?.text].compactMap { $0 }) {
            introduction += "\n" + condition[language]
        }
        // A width that a screen shows without scrolling.
        let visible = columns.dropFirst().prefix(1 + scopes.count + 2).map(\.width).reduce(0, +)
        layout.sheet.columns = columns
        layout.sheet.rows = [
            WorkbookForm.keyRow(keys),
            Workbook.Row(
                [Workbook.Cell(.empty), Workbook.Cell(heading.title[language], FormStyles.title)],
                height: 26),
            Workbook.Row(
                [Workbook.Cell(.empty), Workbook.Cell(introduction, FormStyles.plain)],
                height: TextRoom.height([(introduction, visible, 11)])),
            Workbook.Row(
                titles.map { Workbook.Cell($0[language], FormStyles.columnTitle) },
                height: TextRoom.height(
                    zip(titles, columns).map { ($0.0[language], $0.1.width, 11) })),
        ]
        let last = CellReference.letters(ofColumn: 2 + scopes.count + 2)
        layout.sheet.merges = ["B2:\(last)2", "B3:\(last)3"]
        layout.sheet.frozen = (4, 2)
        layout.sheet.isProtected = true
        layout.sheet.tabColor = "12404F"
        layout.sheet.isLandscape = true
        layout.sheet.repeatedRows = 4
    }

    private mutating func writeGroup(_ group: Heading) {
        var cells = [Workbook.Cell(.empty, FormStyles.group)]
        cells.append(Workbook.Cell(group.title[language], FormStyles.group))
        let width = columnCount - scopes.count
        while cells.count < width { cells.append(Workbook.Cell(.empty, FormStyles.group)) }
        layout.sheet.rows.append(Workbook.Row(cells, height: 20))
    }

    // MARK: Questions

    private mutating func writeQuestion(_ index: Int, _ question: Question) {
        let items = questionnaire.itemIndices(ofQuestion: index)
        let help = self.help(question, items: items)
        let audit = question.evidence[language]
        let text = question.text[language]
        var row = Workbook.Row([
            Workbook.Cell(question.id, FormStyles.id), Workbook.Cell(text, FormStyles.question),
        ])
        for place in scopes.indices {
            let isAsked = place < items.count
            row.cells.append(Workbook.Cell(.empty, isAsked ? FormStyles.input : FormStyles.closed))
        }
        for place in scopes.indices {
            let style = place < items.count ? FormStyles.input : FormStyles.closed
            row.cells += [Workbook.Cell(.empty, style), Workbook.Cell(.empty, style)]
        }
        row.cells += [Workbook.Cell(help, FormStyles.read), Workbook.Cell(audit, FormStyles.hint)]
        row.height = TextRoom.height([
            (text, Self.questionWidth, 11), (help, Self.helpWidth, 9), (audit, Self.auditWidth, 9),
        ])
        let number = layout.sheet.rows.count + 1
        var options: [Option] = []
        if case .multiple(let own, _) = question.kind { options = own }
        for (place, item) in items.enumerated() {
            fill(&row, place: place, item: item, question: question)
            offerList(question, place: place, row: number)
        }
        layout.sheet.rows.append(row)
        if !options.isEmpty { writeOptions(options, of: question, item: items[0]) }
        countCells(question, items: items.count, row: number, options: options.count)
    }

    private mutating func fill(
        _ row: inout Workbook.Row, place: Int, item: Int, question: Question
    ) {
        layout.itemCount += 1
        let answer = form.response?.answers[questionnaire.items[item].id]
        let cells = AnswerCells(
            answer, kind: question.kind, words: form.words, in: language)
        if answer != nil { layout.answeredCount += 1 }
        func set(_ key: String, _ text: String, _ style: CellStyle = FormStyles.input) {
            let column = column(key, scope: place)
            while row.cells.count < column { row.cells.append(Workbook.Cell(.empty)) }
            row.cells[column - 1] =
                text.isEmpty ? Workbook.Cell(.empty, style) : Workbook.Cell(text, style)
        }
        if case .multiple = question.kind, cells.values.count > 1 {
            // The options below hold the answer.
        } else {
            set(FormKeys.answer, cells.values.first ?? "")
        }
        set(FormKeys.comment, cells.comment)
        set(FormKeys.evidence, cells.evidence)
        set(FormKeys.base, cells.fingerprint, FormStyles.hidden)
    }

    private mutating func offerList(_ question: Question, place: Int, row: Int) {
        let list: [LocalizedText]
        switch question.kind {
        case .single(let scale): list = FormLists.answers(of: questionnaire.scales[scale])
        case .multiple: list = [AnswerWords.unknown]
        // A list would refuse numbers.
        case .count: return
        }
        let place = CellReference(row: row, column: column(FormKeys.answer, scope: place))
        layout.sheet.validations.append(
            form.validation(
                place.description, range: lists.range(of: list, in: language), of: list))
    }

    private mutating func writeOptions(_ options: [Option], of question: Question, item: Int) {
        let answer = form.response?.answers[questionnaire.items[item].id]
        let cells = AnswerCells(answer, kind: question.kind, words: form.words, in: language)
        let first = layout.sheet.rows.count + 1
        for (index, option) in options.enumerated() {
            let label = option.label[language]
            let value = cells.values.count == options.count ? cells.values[index] : ""
            var row = Workbook.Row([
                Workbook.Cell(
                    FormKeys.option(option.id, of: question.id), FormStyles.optionID),
                Workbook.Cell(label, FormStyles.option),
                value.isEmpty
                    ? Workbook.Cell(.empty, FormStyles.input)
                    : Workbook.Cell(value, FormStyles.input),
            ])
            // The id would need three lines; it is for reading by the program only.
            row.cells[0].style.wraps = false
            row.height = TextRoom.height([(label, Self.questionWidth - 4, 11)])
            layout.sheet.rows.append(row)
        }
        let list = [AnswerWords.chosen, AnswerWords.notChosen, AnswerWords.unknown]
        layout.sheet.validations.append(
            form.validation(
                "C\(first):C\(layout.sheet.rows.count)",
                range: lists.range(of: list, in: language), of: list))
    }

    private mutating func countCells(_ question: Question, items: Int, row: Int, options: Int) {
        let name = Workbook.quoted(sheetName: layout.sheet.name)
        if options > 0 {
            blockRanges.append("\(name)!C\(row):C\(row + options)")
            return
        }
        let last = CellReference.letters(ofColumn: 2 + items)
        // Neighbouring rows of the same width become one range.
        let range = "\(name)!C\(row):\(last)\(row)"
        if let previous = plainRanges.last, previous.hasSuffix(":\(last)\(row - 1)") {
            plainRanges[plainRanges.count - 1] =
                String(previous.dropLast("\(row - 1)".count)) + "\(row)"
        } else {
            plainRanges.append(range)
        }
    }

    private func help(_ question: Question, items: [Int]) -> String {
        var texts: [String] = []
        if case .multiple = question.kind { texts.append(FormWording.chooseSeveral[language]) }
        let conditions = [question.condition?.text].compactMap { $0 }
        if let condition = FormWording.condition(conditions) { texts.append(condition[language]) }
        for item in items {
            guard let scope = questionnaire.items[item].scope,
                let condition = questionnaire.scopes[scope].condition
            else { continue }
            let label = questionnaire.scopes[scope].label[language]
            let text = FormWording.condition([condition.text])?[language] ?? ""
            texts.append("\(label): \(text)")
        }
        texts.append(question.help[language])
        return texts.joined(separator: "\n")
    }
}
