import Assessment
import Forms
import Spreadsheet
import Survey
import TextFormats

extension CommandSpec {
    /// `form`: a form to fill in without this program.
    static let form = CommandSpec(
        name: "form",
        summary: LocalizedText(lv: "izveidot aizpildāmu veidlapu", en: "make a form to fill in"),
        discussion: LocalizedText(
            lv:
                "xlsx – darbgrāmata izklājlapu programmai; html – lapa pārlūkam, darbojas bez tīkla; "
                + "md – anketa drukāšanai. Ar FAILU veidlapā jau ir tā atbildes. Aizpildīto nolasa "
                + "briedums import. Veidlapas valoda: --lang.",
            en: "xlsx is a workbook for a spreadsheet program; html a page for a browser, which "
                + "works without a network; md the questionnaire for printing. With FILE the form "
                + "holds its answers already. What is filled in is read by briedums import. The "
                + "form's language: --lang."),
        positionals: [Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true)],
        count: 0...1,
        options: [
            OptionSpec(
                "format", value: .choice(["xlsx", "html", "md"]),
                LocalizedText(
                    lv: "Veidlapas formāts; citādi pēc --output paplašinājuma.",
                    en: "The form's format; otherwise by the extension of --output.")),
            outputOption,
            OptionSpec(
                "questionnaire", value: .text(LocalizedText(lv: "ID/VERSIJA", en: "ID/VERSION")),
                LocalizedText(
                    lv: "Anketa, ja nav faila; citādi jaunākā no pieejamajām.",
                    en: "The questionnaire when there is no file; otherwise the newest at hand.")),
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošu failu.", en: "Replace an existing file.")),
        ],
        examples: [
            (
                "briedums form --format md --lang en",
                LocalizedText(
                    lv: "anketa drukāšanai, angliski", en: "the questionnaire for printing")
            ),
            (
                "briedums form Samples/institutions/clean.answers.json --format xlsx --output - "
                    + "> /dev/null",
                LocalizedText(
                    lv: "darbgrāmata ar iestādes atbildēm standarta izvadē",
                    en: "a workbook with the institution's answers on standard output")
            ),
        ],
        run: { invocation throws(CommandFailure) in try make(invocation) })

    /// Where a result goes.
    static let outputOption = OptionSpec(
        "output", letter: "o", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
        LocalizedText(
            lv: "Kur rakstīt; citādi vai ar „-“ standarta izvadē.",
            en: "Where to write; otherwise or with '-' to standard output."))

    private static func make(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let path = invocation.value("output") ?? "-"
        guard let format = format(invocation, path) else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav zināms, kāda veidlapa vajadzīga.",
                    en: "it is not known which form is wanted."),
                advice: LocalizedText(
                    lv: "Norādiet --format xlsx, html vai md.",
                    en: "Give --format xlsx, html or md."))
        }
        if path == "-", format == "xlsx", invocation.console.isOutputTerminal {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "darbgrāmatu terminālī nevar parādīt.",
                    en: "a workbook cannot be shown on a terminal."),
                advice: LocalizedText(
                    lv: "Norādiet --output veidlapa.xlsx.", en: "Give --output form.xlsx."))
        }
        let library = try invocation.library()
        let definition: Definition
        var response: Response?
        if let file = invocation.positionals.first {
            let loaded = try invocation.response(inFile: file, from: library)
            definition = loaded.definition
            response = loaded.response
        } else {
            definition = try invocation.definition(invocation.value("questionnaire"), in: library)
        }
        let language = invocation.console.language
        let bytes: [UInt8]
        switch format {
        case "xlsx":
            let form = WorkbookForm(definition, response: response, in: language)
            bytes = WorkbookXML.bytes(form.workbook)
        case "html":
            bytes = Array(PageForm(definition, response: response, in: language).html.utf8)
        default:
            bytes = Array(MarkdownForm(definition, response: response, in: language).text.utf8)
        }
        try invocation.write(bytes, to: path)
        return .success
    }

    private static func format(_ invocation: Invocation, _ path: String) -> String? {
        if let format = invocation.value("format") { return format }
        let name = path.lowercased()
        return ["xlsx", "html", "md"].first { name.hasSuffix(".\($0)") }
    }
}

extension Invocation {
    /// Writes a result to a file that must not exist without `--force`, or to standard output.
    func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        guard path != "-" else { return console.write(bytes) }
        do throws(FileFailure) {
            try writeAtomically(bytes, toFile: path, overwriting: has("force"))
        } catch {
            guard !has("force"), fileExists(path), error.kind == .cannotCreate else {
                throw CommandFailure(error)
            }
            throw CommandFailure(
                .cannotCreate,
                [
                    Diagnostic(
                        code: "file.exists", at: Diagnostic.Location(file: path),
                        LocalizedText(lv: "fails jau ir.", en: "the file already exists."),
                        advice: LocalizedText(
                            lv: "Lai aizstātu, lietojiet --force.",
                            en: "Use --force to replace it."))
                ])
        }
        console.message(
            LocalizedText(lv: "\(path): izveidots.", en: "\(path): created."))
    }
}
