import Assessment
import Survey
import TextFormats

extension Invocation {
    /// The questionnaire versions at hand: of `--questionnaires`, of the environment, or built in.
    func library() throws(CommandFailure) -> DefinitionLibrary {
        let folder = value("questionnaires") ?? console.environment["BRIEDUMS_QUESTIONNAIRES"]
        guard let folder, !folder.isEmpty else { return .bundled() }
        return try Self.library(inFolder: folder)
    }

    /// The questionnaire versions of a folder, of which there must be one.
    static func library(inFolder path: String) throws(CommandFailure) -> DefinitionLibrary {
        let library: DefinitionLibrary
        do throws(FileFailure) {
            library = try DefinitionLibrary.folder(path)
        } catch {
            throw CommandFailure(error)
        }
        guard !library.versions.isEmpty else {
            throw CommandFailure(
                .missingInput,
                [
                    Diagnostic(
                        code: "definition.none", at: Diagnostic.Location(file: path),
                        LocalizedText(
                            lv: "mapē nav anketas definīcijas.",
                            en: "there is no questionnaire definition in this folder."),
                        advice: LocalizedText(
                            lv: "Izveidojiet \(path)/ID/VERSIJA/questionnaire.json.",
                            en: "Make \(path)/ID/VERSION/questionnaire.json."))
                ])
        }
        return library
    }

    /// The definition named as `ID/VERSION`; when none is named, the one that is offered.
    func definition(
        _ name: String?, in library: DefinitionLibrary
    ) throws(CommandFailure) -> Definition {
        let names = library.names
        let known = names.map { "\($0.id)/\($0.version)" }
        let chosen = name ?? library.offered.map { "\($0.id)/\($0.version)" } ?? ""
        guard let index = known.firstIndex(of: chosen) else {
            let list = known.joined(separator: ", ")
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "nav anketas „\(chosen)“.", en: "there is no questionnaire '\(chosen)'."),
                advice: Diagnostic.didYouMean(nearestName(to: chosen, among: known))
                    ?? LocalizedText(lv: "Ir: \(list).", en: "There are: \(list)."))
        }
        let log = DiagnosticLog()
        if let definition = library.definition(
            id: names[index].id, version: names[index].version, log: log)
        {
            return definition
        }
        throw CommandFailure(.invalidInput, log.findings)
    }

    /// The bytes of an input file; standard input for `-`, but never waiting at a terminal.
    func bytes(ofFile path: String) throws(CommandFailure) -> JSONSource {
        if path == "-", console.isInputTerminal {
            console.write(HelpPage.page(on: command))
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "standarta ievadē nav datu.", en: "there is no data on standard input."))
        }
        do throws(FileFailure) {
            let bytes = try readBytes(ofFile: path, limit: JSONLimits.standard.bytes)
            return JSONSource(file: path == "-" ? "<stdin>" : path, bytes: bytes)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// An answers file with the definition that it pins.
    ///
    /// - Throws: Every fault of the file; a digest that differs names both digests.
    func response(
        inFile path: String, from library: DefinitionLibrary
    ) throws(CommandFailure) -> (response: Response, definition: Definition) {
        try response(from: try bytes(ofFile: path), in: library)
    }

    /// The answers in a source with the definition that they pin.
    ///
    /// - Throws: Every fault of the source; a digest that differs names both digests.
    func response(
        from source: JSONSource, in library: DefinitionLibrary
    ) throws(CommandFailure) -> (response: Response, definition: Definition) {
        let log = DiagnosticLog()
        guard let root = JSONCursor(parsing: source, log: log),
            let header = ResponseReader.header(root)
        else { throw CommandFailure(.invalidInput, log.findings) }
        let definition = try definition(pinned: header.identity, in: library) {
            header.cursor.report(code: $0, $1, advice: $2)
            return log.findings
        }
        let response = ResponseReader.response(root, to: definition.questionnaire)
        guard let response, !log.containsErrors else {
            throw CommandFailure(.invalidInput, log.findings)
        }
        return (response, definition)
    }

    /// The definition that a file pins, down to its digest.
    ///
    /// - Parameters:
    ///   - pinned: What the file says.
    ///   - library: The versions at hand.
    ///   - findings: Makes a finding about the file and returns all of its findings.
    /// - Returns: The definition.
    /// - Throws: The findings when the version is not at hand or has another digest.
    func definition(
        pinned: QuestionnaireIdentity, in library: DefinitionLibrary,
        findings: (String, LocalizedText, LocalizedText) -> [Diagnostic]
    ) throws(CommandFailure) -> Definition {
        let known = library.names.map { "\($0.id)/\($0.version)" }
        guard known.contains("\(pinned.id)/\(pinned.version)") else {
            let list = known.joined(separator: ", ")
            throw CommandFailure(
                .invalidInput,
                findings(
                    "answers.unknown-questionnaire",
                    LocalizedText(
                        lv: "anketas \(pinned.name) šeit nav.",
                        en: "the questionnaire \(pinned.name) is not at hand."),
                    LocalizedText(lv: "Ir: \(list).", en: "There are: \(list).")))
        }
        let definition = try definition("\(pinned.id)/\(pinned.version)", in: library)
        let digest = definition.questionnaire.identity.digest
        guard digest == pinned.digest else {
            throw CommandFailure(
                .invalidInput,
                findings(
                    "answers.digest",
                    LocalizedText(
                        lv: "atbildes sniegtas uz citu \(pinned.name) saturu: failā "
                            + "\(pinned.digest), šeit \(digest).",
                        en: "the answers were given to another content of \(pinned.name): the file "
                            + "has \(pinned.digest), here it is \(digest)."),
                    LocalizedText(
                        lv: "Lietojiet definīciju, uz kuru atbildēts (--questionnaires).",
                        en: "Use the definition that was answered (--questionnaires).")))
        }
        return definition
    }

    /// Carries something out for each input file; one bad file does not stop the rest.
    ///
    /// - Returns: The gravest status of all files.
    func forEachFile(
        _ body: (_ path: String) throws(CommandFailure) -> ExitStatus
    ) -> ExitStatus {
        var status = ExitStatus.success
        for path in positionals {
            do throws(CommandFailure) {
                status = status.combined(with: try body(path))
            } catch {
                console.report(error.findings)
                status = status.combined(with: error.status)
            }
        }
        return status
    }

    /// Writes JSON: one document as it is, several as an array.
    func write(_ documents: [JSONOutput]) {
        guard !documents.isEmpty else { return }
        let output = positionals.count == 1 ? documents[0] : JSONOutput.array(documents)
        console.write(output.pretty())
    }
}
