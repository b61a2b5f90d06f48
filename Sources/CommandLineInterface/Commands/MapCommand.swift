import Assessment
import Cohort
import TextFormats

extension CommandSpec {
    /// `map`: what the columns of a table mean.
    static let map = CommandSpec(
        name: "map",
        summary: LocalizedText(
            lv: "sagatavot tabulas kolonnu karti", en: "draft a map of a table's columns"),
        discussion: LocalizedText(
            lv: "Ar --guess izlasa tabulas galveni un pirmās rindas un uzraksta karti, ko pārbauda "
                + "cilvēks un lieto ar briedums batch --map: katrai kolonnai jautājuma apzīmējumu "
                + "vai null, katram nezināmam vārdam tuvāko atbildi vai null.",
            en: "With --guess reads the header and the first rows of a table and writes a map for "
                + "a person to check and to use with briedums batch --map: for each column a "
                + "question id or null, for each unknown word the nearest answer or null."),
        positionals: [Positional(name: LocalizedText(lv: "TABULA", en: "TABLE"), isPath: true)],
        count: 1...1,
        options: [
            OptionSpec(
                "guess",
                LocalizedText(
                    lv: "Uzminēt pēc galvenes un pirmajām rindām (obligāts).",
                    en: "Guess from the header and the first rows (required)."))
        ] + BatchOption.named(["sheet", "questionnaire"]),
        examples: [
            (
                "briedums map --guess Samples/cohort-2021/cohort-2021-synthetic.csv",
                LocalizedText(lv: "karte standarta izvadē", en: "a map on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in
            guard invocation.has("guess") else {
                throw CommandFailure(
                    usage: LocalizedText(lv: "trūkst --guess.", en: "--guess is missing."))
            }
            let library = try invocation.library()
            let compiled = try invocation.compiled(invocation.value("questionnaire"), in: library)
            let input = try BatchInput.open(
                invocation.positionals[0], encoding: nil, sheet: invocation.value("sheet"))
            do throws(FileFailure) {
                let (source, dialect) = try input.table()
                let guess = ColumnGuess(source, dialect: dialect, compiled: compiled)
                invocation.console.write(
                    ColumnMapFile.json(columns: guess.columns, values: guess.values).pretty())
                let open = guess.columns.count { $0.field == nil }
                invocation.console.message(
                    LocalizedText(
                        lv: "Kolonnas: \(guess.columns.count), no tām bez nozīmes: \(open).",
                        en: "Columns: \(guess.columns.count), of them without a meaning: \(open)."))
                return .success
            } catch {
                throw CommandFailure(error)
            }
        })
}
