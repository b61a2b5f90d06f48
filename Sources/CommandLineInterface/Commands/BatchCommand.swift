import Assessment
import Cohort
import Reporting
import RuleLanguage
import Survey
import TextFormats

extension CommandSpec {
    /// `batch`: many institutions at once.
    static let batch = CommandSpec(
        name: "batch",
        summary: LocalizedText(
            lv: "novērtēt daudzas iestādes vienā tabulā",
            en: "assess many institutions in one table"),
        discussion: LocalizedText(
            lv: "Lasa CSV vai XLSX tabulu ar vienu rindu katrai iestādei, JSON rindas (NDJSON) vai "
                + "atbilžu failu mapi: kolonnas ir jautājumu apzīmējumi, "
                + "vērtības – atbilžu apzīmējumi vai vārdi latviski vai angliski. Rinda ar "
                + "nederīgu vērtību tiek noraidīta un uzrādīta; ar --lenient šūna skaitās "
                + "neatbildēta. Kopsavilkumu parāda, ja rindas "
                + "neiet standarta izvadē (-o -). Statuss 65, ja kāda rinda noraidīta.",
            en:
                "Reads a CSV or XLSX table with one row per institution, lines of JSON (NDJSON) or a "
                + "folder of answers files: columns are question ids, values are "
                + "option ids or words in Latvian or English. A row with an invalid value is "
                + "rejected and reported; with --lenient the cell counts as not answered. "
                + "A summary is shown unless rows "
                + "go to standard output (-o -). Status 65 if a row was rejected."),
        positionals: [Positional(name: LocalizedText(lv: "TABULA", en: "TABLE"), isPath: true)],
        count: 1...1, options: BatchOption.all,
        examples: [
            (
                "briedums batch Samples/cohort-2021/cohort-2021-synthetic.csv",
                LocalizedText(lv: "kopsavilkums", en: "a summary")
            ),
            (
                "briedums batch Samples/cohort-2021/cohort-2021-synthetic.csv -o -",
                LocalizedText(
                    lv: "rinda katrai iestādei standarta izvadē",
                    en: "one row per institution on standard output")
            ),
            (
                "briedums batch --count 'V5 = no and U12 = yes' "
                    + "Samples/cohort-2021/cohort-2021-synthetic.csv",
                LocalizedText(
                    lv: "cik iestāžu atbilst nosacījumam",
                    en: "how many institutions meet a condition")
            ),
        ],
        run: { invocation throws(CommandFailure) in try BatchCommand(invocation).run() })
}

/// The options of `batch`.
enum BatchOption {
    private static let file = LocalizedText(lv: "FAILS", en: "FILE")
    private static let number = LocalizedText(lv: "SKAITS", en: "NUMBER")

    /// Some of them, for commands that read or write as `batch` does.
    static func named(_ names: Set<String>) -> [OptionSpec] {
        all.filter { names.contains($0.name) }
    }

    /// All of them, in the order in which help lists them.
    static let all: [OptionSpec] = [
        OptionSpec(
            "output", letter: "o", value: .path(file),
            LocalizedText(
                lv: "Rinda katrai iestādei šajā failā; „-“ – standarta izvadē.",
                en: "One row per institution in this file; '-' for standard output.")),
        OptionSpec(
            "format", value: .choice(BatchOptions.Format.allCases.map(\.rawValue)),
            LocalizedText(
                lv: "Rindu formāts; citādi pēc faila nosaukuma, tad csv.",
                en: "The format of rows; else by the file's name, then csv.")),
        OptionSpec(
            "summary", value: .path(file),
            LocalizedText(
                lv: "Kopsavilkums JSON formātā; „-“ – standarta izvadē.",
                en: "The summary as JSON; '-' for standard output.")),
        OptionSpec(
            "count", value: .text(LocalizedText(lv: "NOSACĪJUMS", en: "CONDITION")),
            isRepeatable: true,
            LocalizedText(
                lv: "Saskaitīt iestādes, kas atbilst nosacījumam noteikumu valodā.",
                en: "Count the institutions that meet a condition of the rule language.")),
        OptionSpec(
            "invited", value: .path(file),
            LocalizedText(
                lv: "CSV ar uzaicināto iestāžu registration_number: kuras atbildējušas.",
                en: "CSV with the registration_number of the invited: who has answered.")),
        OptionSpec(
            "suppress", value: .text(number),
            LocalizedText(
                lv: "Kopsavilkumā slēpt skaitu, kas mazāks par norādīto.",
                en: "Hide counts below this number in the summary.")),
        OptionSpec(
            "map", value: .path(file),
            LocalizedText(
                lv: "Kolonnu un vērtību nozīme; sk. briedums map --guess.",
                en: "What columns and values mean; see briedums map --guess.")),
        OptionSpec(
            "keep", value: .text(LocalizedText(lv: "KOLONNA", en: "COLUMN")), isRepeatable: true,
            LocalizedText(
                lv: "Pārnest šo kolonnu; „*“ – visas liekās.",
                en: "Carry this column through; '*' for all extra ones.")),
        OptionSpec(
            "lenient",
            LocalizedText(
                lv: "Šūnu ar nederīgu vērtību uzskatīt par neatbildētu.",
                en: "Count a cell with an invalid value as not answered.")),
        OptionSpec(
            "localise",
            LocalizedText(
                lv: "Pievienot pretrunīgām rindām mazākos labojumus.",
                en: "Add the smallest corrections of contradictory rows.")),
        OptionSpec(
            "sheet", value: .text(LocalizedText(lv: "NOSAUKUMS", en: "NAME")),
            LocalizedText(
                lv: "XLSX darbgrāmatas lapa; citādi pirmā redzamā.",
                en: "The sheet of an XLSX workbook; otherwise the first visible one.")),
        OptionSpec(
            "encoding", value: .choice(TextEncoding.allCases.map(\.rawValue)),
            LocalizedText(
                lv: "Ievades kodējums; citādi nosaka pats.",
                en: "The encoding of the input; otherwise recognised.")),
        OptionSpec(
            "jobs", letter: "j", value: .text(number),
            LocalizedText(
                lv: "Pavedienu skaits; citādi tik, cik procesoru.",
                en: "How many threads; otherwise one per processor.")),
        OptionSpec(
            "part", value: .path(file),
            LocalizedText(
                lv: "Saskaitītais, ko apvienot ar briedums batch merge.",
                en: "What was counted, to be joined by briedums batch merge.")),
        OptionSpec(
            "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
            LocalizedText(
                lv: "Anketa; citādi jaunākā no pieejamajām.",
                en: "The questionnaire; otherwise the newest at hand.")),
        OptionSpec(
            "synthetic",
            LocalizedText(lv: "Atzīmēt, ka dati ir izdomāti.", en: "Mark the data as made up.")),
        OptionSpec(
            "force", LocalizedText(lv: "Aizstāt esošus failus.", en: "Replace existing files.")),
    ]
}
