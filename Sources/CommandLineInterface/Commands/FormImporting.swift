import Assessment
import Consistency
import Forms
import Reporting
import Survey
import TextFormats

/// Carries out `import`: read the form, compare it with the answers file, decide, record.
struct FormImporting {
    private let invocation: Invocation
    private let log = DiagnosticLog()

    /// The most bytes of a form.
    private static let formLimit = 1 << 26

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() throws(CommandFailure) -> ExitStatus {
        guard let path = invocation.value("output") else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav teikts, kurā failā pierakstīt atbildes.",
                    en: "it is not said in which file to record the answers."),
                advice: LocalizedText(
                    lv: "Norādiet -o atbildes.json.", en: "Give -o answers.json."))
        }
        let library = try invocation.library()
        let existing: (response: Response, definition: Definition)? =
            path != "-" && fileExists(path)
            ? try invocation.response(inFile: path, from: library) : nil
        let source = try bytes()
        let (form, definition) = try form(source, existing?.definition, in: library)
        invocation.console.report(log.findings)
        guard !log.containsErrors else { throw CommandFailure(.invalidInput, []) }
        let target = try target(of: form, existing?.response, source, definition)
        let plan = FormImport(
            form, into: target, of: definition.questionnaire, author: invocation.value("author"),
            time: invocation.console.now)
        guard let response = decide(plan, in: definition.questionnaire) else { return .findings }
        if existing != nil {
            if response != target { try invocation.save(response, of: definition, at: path) }
        } else {
            try create(response, of: definition, at: path)
        }
        summarise(plan, response, definition)
        return .success
    }

    // MARK: Reading

    private func bytes() throws(CommandFailure) -> JSONSource {
        let path = invocation.positionals[0]
        if path == "-", invocation.console.isInputTerminal {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "standarta ievadē nav datu.", en: "there is no data on standard input."))
        }
        do throws(FileFailure) {
            let bytes = try readBytes(ofFile: path, limit: Self.formLimit)
            guard bytes.count <= Self.formLimit else {
                throw FileFailure(.missingInput, path: path, reason: "> 64 MiB")
            }
            return JSONSource(file: path == "-" ? "<stdin>" : path, bytes: bytes)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The form in some bytes, by what they begin with, and the definition that it answers.
    private func form(
        _ source: JSONSource, _ known: Definition?, in library: DefinitionLibrary
    ) throws(CommandFailure) -> (FilledForm, Definition) {
        let bytes = source.bytes
        let zip: [UInt8] = [0x50, 0x4B]
        let oldWorkbook: [UInt8] = [0xD0, 0xCF]
        if bytes.starts(with: zip) || bytes.starts(with: oldWorkbook) {
            guard let reader = WorkbookFormReader(bytes, file: source.file, log: log),
                var form = reader.form(), let pinned = form.identity
            else { throw CommandFailure(.invalidInput, log.findings) }
            let definition = try invocation.definition(pinned: pinned, in: library) {
                report($0, source, $1, $2)
                return log.findings
            }
            try demandSameQuestionnaire(definition, known, source)
            reader.read(into: &form, of: definition.questionnaire)
            return (form, definition)
        }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...]
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        if text.first(where: { !isSpace($0) }) == UInt8(ascii: "{") {
            let read = try invocation.response(from: source, in: library)
            try demandSameQuestionnaire(read.definition, known, source)
            return (
                FilledForm(read.response, of: read.definition.questionnaire), read.definition
            )
        }
        let definition: Definition
        if let known {
            definition = known
        } else {
            definition = try invocation.definition(invocation.value("questionnaire"), in: library)
        }
        let encoding = bytes.withUnsafeBufferPointer { TextEncoding.detect($0, isWhole: true) }
        var converted: [UInt8] = []
        var transcoder = TextTranscoder(from: encoding)
        bytes.withUnsafeBufferPointer { transcoder.append($0, to: &converted, isLast: true) }
        let table = JSONSource(file: source.file, bytes: converted)
        guard
            let form = TableFormReader.form(table, of: definition.questionnaire, log: log)
        else { throw CommandFailure(.invalidInput, log.findings) }
        return (form, definition)
    }

    private func report(
        _ code: String, _ source: JSONSource, _ message: LocalizedText, _ advice: LocalizedText?
    ) {
        log.add(
            Diagnostic(
                code: code, at: Diagnostic.Location(file: source.file), message, advice: advice))
    }

    private func demandSameQuestionnaire(
        _ definition: Definition, _ known: Definition?, _ source: JSONSource
    ) throws(CommandFailure) {
        guard let known, known.questionnaire.identity != definition.questionnaire.identity else {
            return
        }
        let (here, there) = (
            definition.questionnaire.identity.name, known.questionnaire.identity.name
        )
        report(
            "form.other-questionnaire", source,
            LocalizedText(
                lv: "veidlapā ir anketa \(here), atbilžu failā – \(there).",
                en: "the form asks \(here), the answers file answers \(there)."), nil)
        throw CommandFailure(.invalidInput, log.findings)
    }

    /// The response into which the form goes: the file's, or a new one for the form's institution.
    private func target(
        of form: FilledForm, _ existing: Response?, _ source: JSONSource, _ definition: Definition
    ) throws(CommandFailure) -> Response {
        let number = form.registrationNumber?.value
        if let existing {
            let known = existing.institution.registrationNumber
            guard number == nil || number == known else {
                report(
                    "form.other-institution", source,
                    LocalizedText(
                        lv: "veidlapu aizpildījusi iestāde \(number ?? ""), bet failā ir iestādes "
                            + "\(known) atbildes.",
                        en: "the form is that of institution \(number ?? ""), but the file has the "
                            + "answers of \(known)."),
                    LocalizedText(
                        lv: "Pārbaudiet reģistrācijas numuru un -o.",
                        en: "Check the registration number and -o."))
                throw CommandFailure(.invalidInput, log.findings)
            }
            return existing
        }
        let missing: [(isMissing: Bool, place: String?, fact: LocalizedText)] = [
            (
                number == nil, form.registrationNumber?.place,
                LocalizedText(lv: "reģistrācijas numurs", en: "the registration number")
            ),
            (
                form.name?.value == nil, form.name?.place,
                LocalizedText(lv: "iestādes nosaukums", en: "the institution's name")
            ),
            (
                form.surveyYear?.value == nil, form.surveyYear?.place,
                LocalizedText(lv: "gads, par kuru atbild", en: "the year that is answered for")
            ),
        ]
        for (isMissing, place, fact) in missing where isMissing {
            log.add(
                Diagnostic(
                    code: "form.institution",
                    at: Diagnostic.Location(file: source.file, pointer: place),
                    LocalizedText(
                        lv: "nav norādīts: \(fact.lv).", en: "\(fact.en) is missing."),
                    advice: LocalizedText(
                        lv: "Aizpildiet to veidlapā vai importējiet esošā atbilžu failā (-o).",
                        en: "Fill it in, or import into an existing answers file (-o).")))
        }
        guard let number, let name = form.name?.value, let year = form.surveyYear?.value else {
            throw CommandFailure(
                .invalidInput, log.findings.filter { $0.code == "form.institution" })
        }
        return Response(
            questionnaire: definition.questionnaire.identity,
            institution: Institution(
                registrationNumber: number, name: name, ministry: form.ministry?.value,
                surveyYear: year))
    }

    // MARK: Deciding

    /// The response to record; `nil` when differences were shown and nothing is to be recorded.
    private func decide(_ plan: FormImport, in questionnaire: Questionnaire) -> Response? {
        let conflicts = plan.changes(.conflict)
        switch invocation.value("prefer") {
        case "form": return plan.response { _ in true }
        case "file": return plan.response { _ in false }
        default: break
        }
        guard !conflicts.isEmpty else { return plan.response { _ in false } }
        let differences = FormDifferences(questionnaire)
        let console = invocation.console
        console.write(differences.report(conflicts))
        guard console.isInputTerminal, console.isOutputTerminal else {
            console.message(
                LocalizedText(
                    lv: "Nekas nav pierakstīts. Izvēlieties: --prefer file vai --prefer form.",
                    en: "Nothing was recorded. Choose: --prefer file or --prefer form."))
            return nil
        }
        return differences.ask(conflicts, on: console).map { chosen in
            plan.response { change in chosen.contains(change.subject) }
        }
    }

    // MARK: Recording

    private func create(
        _ response: Response, of definition: Definition, at path: String
    ) throws(CommandFailure) {
        guard path != "-" else {
            var first = response
            first.revision = 1
            invocation.console.write(
                ResponseWriter.json(first, of: definition.questionnaire).pretty())
            return
        }
        do throws(FileFailure) {
            try ResponseStore.create(
                response, of: definition.questionnaire, at: path, overwriting: false)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func summarise(_ plan: FormImport, _ response: Response, _ definition: Definition) {
        let check = EditCheck(definition.state(of: response), against: definition.rules)
        let added = plan.changes(.addition).count
        let updated = plan.changes(.update).count
        let conflicts = plan.changes(.conflict).count
        invocation.console.message(
            LocalizedText(
                lv: "Nolasīts: jaunas ziņas un atbildes – \(added), mainītas – \(updated), "
                    + "izšķirtas atšķirības – \(conflicts). Pretrunas: "
                    + "\(check.violated(.hard).count), šaubas: \(check.violated(.soft).count).",
                en: "Read: new facts and answers \(added), changed \(updated), differences "
                    + "decided \(conflicts). Contradictions: \(check.violated(.hard).count), "
                    + "doubts: \(check.violated(.soft).count)."))
    }
}
