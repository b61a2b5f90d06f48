import Spreadsheet
import Survey
import TextFormats

/// The first sheet: what this is, how to fill it in, and how far it is filled in.
struct InstructionSheet {
    /// The sheet.
    let sheet: Workbook.Sheet

    private static let width = 100.0

    init(_ form: WorkbookForm, sections: [SectionSheet.Layout]) {
        let language = form.language
        let questionnaire = form.questionnaire
        var sheet = Workbook.Sheet(name: FormWording.instructions[language])
        sheet.columns = [
            Workbook.Column(width: 4), Workbook.Column(width: 60), Workbook.Column(width: 18),
            Workbook.Column(width: 22),
        ]
        func add(
            _ text: String, _ style: CellStyle, mark: String = "", height: Double? = nil
        ) {
            let row = sheet.rows.count + 1
            sheet.rows.append(
                Workbook.Row(
                    [
                        mark.isEmpty ? Workbook.Cell(.empty) : Workbook.Cell(mark, FormStyles.id),
                        Workbook.Cell(text, style),
                    ], height: height ?? TextRoom.height([(text, Self.width, style.size)])))
            sheet.merges.append("B\(row):D\(row)")
        }
        add(questionnaire.title[language], FormStyles.title, height: 48)
        if form.response?.isSynthetic == true {
            add(FormWording.synthetic[language], FormStyles.warning)
        }
        add(questionnaire.description[language], FormStyles.plain)
        let identity = questionnaire.identity
        let version = LocalizedText(
            lv: "Anketa \(identity.name). Satura kontrolsumma: \(identity.digest)",
            en: "Questionnaire \(identity.name). Digest of its content: \(identity.digest)")
        add(version[language], FormStyles.quiet)
        add(
            LocalizedText(lv: "Kā aizpildīt", en: "How to fill it in")[language],
            FormStyles.heading, height: 24)
        for (index, step) in Self.steps.enumerated() {
            add(step[language], FormStyles.plain, mark: "\(index + 1).")
        }
        add(
            LocalizedText(lv: "Cik aizpildīts", en: "How far it is filled in")[language],
            FormStyles.heading, height: 24)
        let titles = [
            LocalizedText(lv: "Sadaļa", en: "Section"),
            LocalizedText(lv: "Atbildēts", en: "Answered"),
            LocalizedText(lv: "Atbilžu vietas", en: "Places for answers"),
        ]
        sheet.rows.append(
            Workbook.Row(
                [Workbook.Cell(.empty)]
                    + titles.map { Workbook.Cell($0[language], FormStyles.columnTitle) },
                height: 20))
        for (index, section) in sections.enumerated() {
            let name = form.sheetName(ofSection: index)
            sheet.rows.append(
                Workbook.Row([
                    Workbook.Cell(.empty),
                    Workbook.Cell(
                        .text(questionnaire.sections[index].title[language]), FormStyles.link,
                        link: "\(Workbook.quoted(sheetName: name))!C5"),
                    Workbook.Cell(
                        .formula(section.countFormula, result: section.answeredCount),
                        FormStyles.figure),
                    Workbook.Cell(.integer(section.itemCount), FormStyles.figure),
                ]))
        }
        sheet.isProtected = true
        sheet.tabColor = "B08D2E"
        self.sheet = sheet
    }

    private static let steps = [
        LocalizedText(
            lv:
                "Lapā „Iestāde“ ierakstiet ziņas par iestādi. Pēc tam aizpildiet sadaļu lapas; secība "
                + "nav svarīga, un darbu var turpināt citā dienā vai nodot kolēģim.",
            en: "On the sheet 'Institution' give the facts about the institution. Then fill in the "
                + "sheets of the sections; their order does not matter, and you can go on another "
                + "day or pass the file to a colleague."),
        LocalizedText(
            lv:
                "Rakstiet tikai dzeltenīgajās šūnās ar rāmi. Atbildi izvēlieties sarakstā, kas atveras "
                + "šūnā (tastatūrā Alt+↓).",
            en:
                "Write only in the yellowish cells with a frame. Choose the answer from the list that "
                + "opens in the cell (Alt+↓ on the keyboard)."),
        LocalizedText(
            lv:
                "Ja atbildi nezināt, izvēlieties „Nav zināms“: tā ir godīga atbilde, minējums nav. Tukša "
                + "šūna nozīmē, ka uz jautājumu vēl nav atbildēts.",
            en:
                "If you do not know the answer, choose 'Unknown': that is an honest answer, a guess is "
                + "not. An empty cell means that the question is not answered yet."),
        LocalizedText(
            lv:
                "„Nav attiecināms“ izvēlieties tikai tad, ja tā ļauj paskaidrojums; iemeslu ierakstiet "
                + "komentārā.",
            en:
                "Choose 'Not applicable' only where the explanation allows it, and give the reason in "
                + "the comment."),
        LocalizedText(
            lv:
                "Jautājumā ar vairākām iespējām pie katras iespējas izvēlieties „Jā“ vai „Nē“. Ja skaitlis "
                + "nav precīzi zināms, rakstiet mazāko un lielāko, piemēram, 10..20.",
            en:
                "In a question with several options choose 'Yes' or 'No' at each option. If a number is "
                + "not known exactly, write the lowest and the highest, like 10..20."),
        LocalizedText(
            lv:
                "Komentārā pierakstiet, kā jautājumu sapratāt. Pierādījumu šūnā katru dokumentu vai saiti "
                + "rakstiet savā rindā (Alt+Enter).",
            en:
                "In the comment note how you understood the question. In the evidence cell put each "
                + "document or link on a line of its own (Alt+Enter)."),
        LocalizedText(
            lv:
                "Aizpildīto darbgrāmatu saglabājiet kā .xlsx un nosūtiet atpakaļ. Atbildes nolasa komanda: "
                + "briedums import veidlapa.xlsx -o atbildes.json",
            en:
                "Save the filled-in workbook as .xlsx and send it back. The answers are read by the "
                + "command: briedums import form.xlsx -o answers.json"),
    ]
}
